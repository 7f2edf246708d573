"""A backup that any database takes back: rows, files, and a manifest of digests. The keys are not in it.

The archive is a zip: `rows/<table>.jsonl` (one JSON list a row, in the manifest's order of columns), `files/…` (as
they lie on disk, encrypted) and `manifest.json`, signed with the audit key. One form for SQLite and PostgreSQL, so
that an office which outgrows the one moves to the other by a restore. Protected columns stay encrypted in it; names
and addresses do not, so the archive is kept like a personnel file.
"""
import base64
import hashlib
import hmac
import os
import zipfile
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from pathlib import Path

import orjson
from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from . import keys

FORM = 1
LEFT_OUT = {"sessions", "contenttypes", "auth", "axes"}  # made again by migrate, or worth nothing elsewhere
SOME = 2000  # rows at a time


class Unfit(Exception):
    """The archive or the place to restore to is not fit for it; the message says what to do."""


def make(folder):
    """Writes an archive of the whole office into a folder; its path. Others go on working meanwhile."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"gonghui-{timezone.localtime():%Y%m%d-%H%M%S}.backup.zip"
    draft = path.with_suffix(".part")
    with (_only_mine(draft) as file,
          zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive):
        manifest = {"form": FORM, "made_at": timezone.now().isoformat(), "keys": keys.fingerprint(settings.KEYS)}
        with one_moment():
            manifest["migrations"] = sorted(map(list, MigrationRecorder(connection).applied_migrations()))
            manifest["tables"] = {model._meta.db_table: _dump(archive, model) for model in _models(apps)}
        manifest["files"] = dict(_keep_files(archive))
        manifest["mac"] = _mac(manifest)
        archive.writestr("manifest.json", orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    draft.replace(path)
    return path


def _only_mine(path):
    """A new file that its owner alone may read."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "w+b")


@contextmanager
def one_moment():
    """Everything read inside is of one moment, and no writer waits for it."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":  # atomic() would take the write lock (IMMEDIATE)
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _models(registry):
    return [model for model in registry.get_models(include_auto_created=True)
            if model._meta.managed and not model._meta.proxy and model._meta.app_label not in LEFT_OUT]


def _columns(model):
    return [field for field in model._meta.concrete_fields if not field.generated]


def _dump(archive, model):
    """One table's rows into the archive; {columns, rows, sha256}."""
    names = [field.attname for field in _columns(model)]
    digest, count = hashlib.sha256(), 0
    rows = model._base_manager.order_by("pk").values_list(*names).iterator(SOME)
    with archive.open(f"rows/{model._meta.db_table}.jsonl", "w", force_zip64=True) as member:
        while some := list(islice(rows, SOME)):
            lines = b"".join(orjson.dumps(row, default=_plain, option=orjson.OPT_APPEND_NEWLINE) for row in some)
            member.write(lines)
            digest.update(lines)
            count += len(some)
    return {"columns": names, "rows": count, "sha256": digest.hexdigest()}


def _plain(value):
    """What JSON does not know: bytes as base64 (as Django reads them back), decimals as text."""
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))


def _keep_files(archive):
    """Copies FILES_DIR; yields (name, sha256). A file discarded meanwhile is not missed: its row is gone as well."""
    root = Path(settings.FILES_DIR)
    for path in sorted(root.rglob("*")):
        if not path.is_file() or path.suffix == ".part":
            continue
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue
        name = path.relative_to(root).as_posix()
        archive.writestr(zipfile.ZipInfo(f"files/{name}"), content)
        yield name, hashlib.sha256(content).hexdigest()


def _mac(manifest):
    said = orjson.dumps(manifest, option=orjson.OPT_SORT_KEYS)
    return hmac.digest(bytes.fromhex(settings.KEYS["audit"]), b"backup" + said, "sha256").hex()


def restore(path):
    """Puts an archive into the configured database and files folder, both empty; its manifest. Raises Unfit.

    The tables are made as they were when the backup was made, filled, and then brought up to this program's form.
    """
    with zipfile.ZipFile(path) as archive:
        manifest = _manifest(archive)
        _refuse_damaged(archive, manifest)
        settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        if connection.introspection.table_names():
            raise Unfit(_("数据库不是空的，没有恢复。请换一个空的数据文件夹或空的数据库再恢复。"))
        if any(path.is_file() for path in Path(settings.FILES_DIR).rglob("*")):
            raise Unfit(_("文件夹 %s 不是空的，没有恢复。请换一个空的数据文件夹再恢复。") % settings.FILES_DIR)
        tables = _tables_as_they_were(manifest["migrations"])
        with transaction.atomic():
            for model in tables:
                if said := manifest["tables"].get(model._meta.db_table):
                    _load(archive, model, said)
        _reset_sequences(tables)
        _put_files(archive, manifest["files"])
    return manifest


def _manifest(archive):
    try:
        manifest = orjson.loads(archive.read("manifest.json"))
    except KeyError:
        raise Unfit(_("这个文件不是本程序的备份，或备份没有做完。")) from None
    mac = manifest.pop("mac", "")
    if manifest.get("keys") != keys.fingerprint(settings.KEYS):
        raise Unfit(_("密钥文件与备份时的不是同一个，请把备份时的密钥文件放回 %s 再恢复。") % settings.KEYS_FILE)
    if not hmac.compare_digest(mac, _mac(manifest)):
        raise Unfit(_("备份的清单被改动过，没有恢复，请换另一份备份。"))
    return manifest


def _tables_as_they_were(applied):
    """Migrates the empty database to the backup's state; the models of that state."""
    executor = MigrationExecutor(connection)
    graph, wanted = executor.loader.graph, {tuple(name) for name in applied}
    if unknown := sorted("%s.%s" % name for name in wanted - set(graph.nodes)):
        raise Unfit(_("备份出自另一版程序（%s），请用那一版程序恢复。") % "、".join(unknown))
    last = [name for name in sorted(wanted) if not any(
        child.key in wanted and child.key[0] == name[0] for child in graph.node_map[name].children)]
    return _models(executor.migrate(last).apps)


def _refuse_damaged(archive, manifest):
    """Reads everything once before anything is written: every table and file is what the manifest speaks of."""
    for table, said in manifest["tables"].items():
        digest, count = hashlib.sha256(), 0
        with archive.open(f"rows/{table}.jsonl") as member:
            for line in member:
                digest.update(line)
                count += 1
        if (count, digest.hexdigest()) != (said["rows"], said["sha256"]):
            raise Unfit(_("备份里的表 %s 已损坏，没有恢复，请换另一份备份。") % table)
    for name, wanted in manifest["files"].items():
        if hashlib.sha256(archive.read(f"files/{name}")).hexdigest() != wanted:
            raise Unfit(_("备份里的文件 %s 已损坏，没有恢复，请换另一份备份。") % name)


def _load(archive, model, said):
    """Fills one table from its rows; those that the migrations laid down give way. Keys are checked at commit."""
    fields = {field.attname: field for field in _columns(model)}
    fields = [fields[name] for name in said["columns"]]
    quote = connection.ops.quote_name
    names, marks = (", ".join(part) for part in ((quote(f.column) for f in fields), ["%s"] * len(fields)))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
    with archive.open(f"rows/{model._meta.db_table}.jsonl") as member, connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {quote(model._meta.db_table)}")  # noqa: S608
        while lines := list(islice(member, SOME)):
            columns = zip(*map(orjson.loads, lines), strict=True)
            stored = [[field.get_db_prep_save(field.to_python(value), connection) for value in column]
                      for field, column in zip(fields, columns, strict=True)]
            cursor.executemany(sql, list(zip(*stored, strict=True)))


def _reset_sequences(models):
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


def _put_files(archive, files):
    root = Path(settings.FILES_DIR).resolve()
    for name in files:
        path = (root / name).resolve()
        if not path.is_relative_to(root):
            raise Unfit(_("备份里的文件名 %s 不合规矩，没有恢复，请换另一份备份。") % name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(archive.read(f"files/{name}"))
