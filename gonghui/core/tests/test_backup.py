"""A backup comes back whole, into either database, or says why not."""
import os
import sqlite3
import subprocess
import sys
import zipfile
from datetime import date
from io import StringIO

import orjson
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from gonghui.core import audit, backup, files, jobs, keys, standards
from gonghui.core.tests.test_files import JPG
from tests.databases import triggers_resting

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def archive(here, tmp_path):
    """An office with a few rows of every kind of column, backed up."""
    entry = audit.record(here, "add", note="含“引号”、换行\n与𠮷", on=date(2010, 7, 1),
                         details={"n": 1, "list": [None, True, "文"]})
    files.keep(here, SimpleUploadedFile("现场.jpg", JPG), {"jpg"}, entry)
    audit.seal_entries(here.county_id)
    audit.record(here, "edit")
    standards.add(here, standards.Standard(key="people.dues_rate", value="0.5", unit="%", first=date(2026, 1, 1),
                                           division_id="220422", citation="东工发〔2026〕1号"))
    jobs.Job(county_id=here.county_id, kind="test", arguments={"a": "b"}, by_id=here.account_id).save(force_insert=True)
    return backup.make(tmp_path / "backups")


def run(command, folder, *arguments, **more):
    """`manage.py` as an office starts it, with a data folder of its own and this run's keys."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "gonghui.settings", "GONGHUI_DATA": str(folder),
                   "GONGHUI_KEYS": str(settings.KEYS_FILE), "PYTHONIOENCODING": "utf-8", "DATABASE_URL": ""} | more
    program = [sys.executable, settings.BASE_DIR / "manage.py", command, *map(str, arguments), "--skip-checks"]
    return subprocess.run(program, env=environment, capture_output=True, text=True, encoding="utf-8")


def test_an_archive_holds_rows_files_and_digests_but_no_key(archive):
    with zipfile.ZipFile(archive) as opened:
        manifest = orjson.loads(opened.read("manifest.json"))
        everything = b"".join(opened.read(name) for name in opened.namelist())
    assert manifest["tables"]["core_entry"]["rows"] == 4
    assert files.Attachment.objects.get().stored in manifest["files"]
    assert JPG not in everything
    for key in (*map(settings.KEYS.get, keys.NAMES), settings.KEYS["sealing"]["1"]):
        assert key.encode() not in everything
    assert archive.stat().st_mode & 0o077 == 0
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]


def test_what_is_restored_is_what_was_backed_up(archive, here, tmp_path):
    done = run("restore", tmp_path / "office", archive)
    assert done.returncode == 0, done.stderr
    assert "4" in done.stdout
    again = run("backup", tmp_path / "office", "--to", tmp_path / "second")
    assert again.returncode == 0, again.stderr
    second, = (tmp_path / "second").iterdir()
    with zipfile.ZipFile(archive) as one, zipfile.ZipFile(second) as two:
        before, after = (orjson.loads(opened.read("manifest.json")) for opened in (one, two))
    assert after["tables"] == before["tables"]
    assert after["files"] == before["files"]
    with sqlite3.connect(tmp_path / "office" / "gonghui.sqlite3") as restored:
        (guards,) = restored.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
    assert guards == len(audit.guards.names("sqlite"))


def test_new_rows_follow_the_restored_ones(archive, tmp_path):
    """Counters of numbered tables go on behind the restored rows."""
    assert run("restore", tmp_path / "office", archive).returncode == 0
    with sqlite3.connect(tmp_path / "office" / "gonghui.sqlite3") as restored:
        last, = restored.execute("SELECT max(id) FROM core_standard").fetchone()
        made = restored.execute("INSERT INTO core_standard (key, text, unit, first, citation, verified, note, at) "
                                "VALUES ('k', '', '', '2026-01-01', '', 0, '', '2026-01-01')")
        assert made.lastrowid == last + 1


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="needs a PostgreSQL server to restore to")
def test_an_office_moves_to_postgresql_and_keeps_everything(archive, tmp_path):
    server, _, options = os.environ["DATABASE_URL"].partition("?")
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS restored")
        cursor.execute("CREATE DATABASE restored")
    place = {"DATABASE_URL": f"{server.rpartition('/')[0]}/restored?{options}"}
    done = run("restore", tmp_path / "office", archive, **place)
    assert done.returncode == 0, done.stderr
    again = run("backup", tmp_path / "office", "--to", tmp_path / "second", **place)
    assert again.returncode == 0, again.stderr
    for command in ("check_data", "verify_audit"):  # after the backup: the check keeps what it reckons
        done = run(command, tmp_path / "office", **place)
        assert done.returncode == 0, done.stderr
    second, = (tmp_path / "second").iterdir()
    with zipfile.ZipFile(archive) as one, zipfile.ZipFile(second) as two:
        before, after = (orjson.loads(opened.read("manifest.json"))["tables"] for opened in (one, two))
    assert after == before


def test_verify_restores_elsewhere_and_reports(archive):
    out = StringIO()
    call_command("restore", str(archive), "--verify", stdout=out)
    assert "没有问题" in out.getvalue()
    assert "审计记录完整" in out.getvalue()
    assert "备份可用" in out.getvalue()


def test_verify_finds_a_broken_trail(here, tmp_path):
    audit.record(here, "add")
    audit.seal_entries(here.county_id)
    with transaction.atomic(), triggers_resting(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE core_entry SET note = 'x'")
    with pytest.raises(CommandError, match="备份不可用"):
        call_command("restore", str(backup.make(tmp_path)), "--verify", stdout=StringIO())


def changed(archive, name, change):
    """A copy of the archive in which one member is different."""
    copy = archive.with_name("changed.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(copy, "w") as made:
        for member in old.namelist():
            content = old.read(member)
            made.writestr(member, change(content) if member == name else content)
    return copy


@pytest.mark.parametrize(("name", "change", "sentence"), [
    ("rows/core_account.jsonl", lambda content: content.replace("王主席".encode(), "王副主席".encode()), "core_account 已损坏"),
    ("rows/core_entry.jsonl", lambda content: content.splitlines(keepends=True)[0], "core_entry 已损坏"),
    ("manifest.json", lambda content: content.replace(b'"rows": 4', b'"rows": 5'), "清单被改动过"),
])
def test_a_damaged_archive_changes_nothing(archive, tmp_path, name, change, sentence):
    done = run("restore", tmp_path / "office", changed(archive, name, change))
    assert done.returncode
    assert sentence in done.stderr
    assert not (tmp_path / "office" / "gonghui.sqlite3").exists()


def test_other_keys_are_refused_by_name(archive, tmp_path):
    done = run("restore", tmp_path / "office", archive, GONGHUI_KEYS=str(tmp_path / "other.keys"))
    assert done.returncode
    assert "密钥文件与备份时的不是同一个" in done.stderr


def test_what_is_no_backup_is_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"PK nothing")
    assert run("restore", tmp_path / "office", tmp_path / "a.zip").returncode
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as made:
        made.writestr("a.txt", "")
    assert "不是本程序的备份" in run("restore", tmp_path / "office", tmp_path / "b.zip").stderr


def test_a_place_in_use_is_not_overwritten(archive):
    with pytest.raises(CommandError, match="数据库不是空的"):
        call_command("restore", str(archive))


def test_keys_are_copied_apart_only(here, tmp_path):
    call_command("backup", "--to", str(tmp_path / "a"), "--keys-to", str(tmp_path / "safe"), stdout=StringIO())
    assert [path.name for path in (tmp_path / "safe").iterdir()] == [settings.KEYS_FILE.name]
    with pytest.raises(CommandError, match="不能和备份放在一起"):
        call_command("backup", "--to", str(tmp_path / "a"), "--keys-to", str(tmp_path / "a"))


def test_check_data_names_a_key_into_another_county(here, there):
    entry = audit.record(here, "add")
    audit.record(there, "add")
    foreign = audit.seal_entries(there.county_id)
    call_command("check_data", stdout=StringIO())
    audit.Entry.objects.filter(pk=entry.pk).update(seal_id=foreign.pk)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_data", stdout=out)
    assert f"core.Entry.seal：有 1 行指向别的县或不存在的行，第一行是 {written(entry.pk)}" in out.getvalue()


def test_check_data_names_a_lost_attachment(here):
    kept = files.keep(here, SimpleUploadedFile("现场.jpg", JPG), {"jpg"}, audit.record(here, "add"))
    (settings.FILES_DIR / kept.stored).unlink()
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_data", stdout=out)
    assert f"有 1 个附件的文件不见了，第一个是 {kept.pk}" in out.getvalue()


def written(id):
    """An id as the database writes it."""
    return id.hex if connection.vendor == "sqlite" else str(id)
