"""The commands that start the program: a county of one's own, and the demonstration's accounts."""
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from gonghui.core.accounts import Account
from gonghui.core.county import County
from gonghui.registry.posts.models import Post
from gonghui.shell import serving
from gonghui.shell.management.commands.run import Command as Run

SAID = {"division": "220422", "name": "东辽县总工会", "founded": "1985-03-01", "chair": "王主席", "username": "wang",
        "only_make": True}


def test_an_office_begins_empty_with_its_chair(db, capsys):
    call_command("office", **SAID)
    word = capsys.readouterr().out.partition("初始密码 ")[2].partition("（")[0]
    post = Post.acting(Account.objects.get(username="wang"))
    assert post.scope().whole
    assert post.scope().can("keys.view")
    chair = Client()
    chair.post(reverse("account_login"), {"login": "wang", "password": word})
    assert chair.get("/").url == reverse("account_change_password")


def test_an_office_is_made_once(db, capsys):
    call_command("office", **SAID)
    capsys.readouterr()
    call_command("office", **SAID)
    assert County.objects.count() == 1
    assert "初始密码" not in capsys.readouterr().out


@pytest.mark.parametrize(("wrong", "sentence"), [
    ({"division": "22042"}, "行政区划代码应为六位数字"), ({"chair": ""}, "都要填写"), ({"founded": "85年"}, "成立日期请写成"),
])
def test_a_wrong_answer_makes_nothing(db, wrong, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("office", **SAID | wrong)
    assert not County.objects.exists()
    assert not Account.objects.exists()


def test_the_demonstration_and_an_office_never_share_a_folder(county):
    with pytest.raises(CommandError, match="不是示例"):
        call_command("run", port=1)
    county.demonstration = True
    county.save()
    with pytest.raises(CommandError, match="示例数据"):
        call_command("office", **SAID)


def test_accounts_without_a_password_are_given_one_that_is_kept_for_the_next_start(db, capsys):
    account = Account.objects.create_user("wang", None, name="王主席")
    kept = settings.DATA_DIR / "accounts.txt"
    kept.unlink(missing_ok=True)
    for _start in range(2):
        Run()._print_accounts()
        line = kept.read_text(encoding="utf-8").strip()
        assert line in capsys.readouterr().out
    assert os.name == "nt" or not kept.stat().st_mode & 0o077
    name, word, _name = line.split("  ")
    account.refresh_from_db()
    assert name == "wang"
    assert account.check_password(word)
    kept.unlink()


def test_a_port_that_is_taken_is_said_at_once(db):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CommandError, match="已被占用"):
            call_command("run", port=other.getsockname()[1])


def gone(pid):
    """Whether a process has ended: it is no more, or waits to be fetched."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


BESIDE = """
import os, signal, sys, django
django.setup()
from gonghui.shell.serving import beside
with beside(2, signal.pause) as pids:
    print(*pids, flush=True)
    sys.stdin.readline()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
@pytest.mark.parametrize("end", ["told", "killed"])
def test_those_who_answer_beside_the_server_end_with_it(end):
    parent = subprocess.Popen([sys.executable, "-c", BESIDE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                              cwd=settings.BASE_DIR, env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"})
    pids = parent.stdout.readline().split()
    assert len(pids) == 2
    assert not any(gone(pid) for pid in pids)
    if end == "killed":
        parent.kill()
    parent.communicate("\n" if end == "told" else None)
    until = time.monotonic() + 20
    while not all(gone(pid) for pid in pids):
        assert time.monotonic() < until, "they go on without it"
        time.sleep(0.1)


def test_sqlite_is_served_by_one_process_and_postgresql_by_several():
    count, threads = serving.processes()
    assert count * threads >= 4
    assert count == (1 if connection.vendor == "sqlite" else min(os.cpu_count(), 4))
