"""Starts the program on this machine: the database brought up to date, one worker, and the server. Windows too."""
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from secrets import choice
from threading import Thread

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils.translation import gettext as _

from .turns import InTurn

HOST = "127.0.0.1"
BACKLOG = 1024  # who may stand before the door
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another when read off paper


def password():
    """A password to hand over: 16 letters and digits in four groups, some 79 bits."""
    return "-".join("".join(choice(LETTERS) for _letter in range(4)) for _group in range(4))


def prepare():
    """The data folder and the tables, as this version of the program wants them."""
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)  # for nobody else's account on the machine
    call_command("migrate", interactive=False, verbosity=0)


def refuse_taken(port):
    """Says at once that the port is in use, instead of after all the preparation."""
    with socket.socket() as trial:
        if trial.connect_ex((HOST, port)) == 0:
            raise CommandError(_("端口 %s 已被占用：程序可能已经在运行；也可以用 --port 换一个端口。") % port)


@contextmanager
def worker():
    """One `manage.py work` beside the server, ended with it."""
    process = subprocess.Popen([sys.executable, str(settings.BASE_DIR / "manage.py"), "work"])
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def serve(port):
    """Answers on this machine only, until it is interrupted."""
    import waitress

    from gonghui.wsgi import application

    in_turn = InTurn(application)
    count, threads = processes()
    with socket.create_server((HOST, port), backlog=BACKLOG) as door:
        door.setblocking(False)

        def answer():
            waitress.serve(in_turn, sockets=[door], threads=threads, ident=None)

        signal.signal(signal.SIGTERM, lambda *_told: sys.exit(0))  # so that those beside us are ended with us
        with beside(count - 1, answer), worker():
            print("\n" + _("浏览器打开 %s ，按 Ctrl+C 停止。") % f"http://{HOST}:{port}/", flush=True)
            answer()


def processes():
    """(how many processes answer, how many threads each). Measured with 50 clerks who write at once: SQLite's writers
    take turns, best within one process; PostgreSQL keeps several busy; more threads only wait for one interpreter."""
    if connection.vendor == "postgresql" and hasattr(os, "fork"):
        return min(os.cpu_count() or 1, 4), 2
    return 1, 4


@contextmanager
def beside(count, answer):
    """So many more processes that do the same as this one, ended with it, however it ends."""
    connections.close_all()
    pids = [_forked(answer) for _nth in range(count)]
    try:
        yield pids
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGTERM)
            os.waitpid(pid, 0)


def _forked(answer):
    parent, pid = os.getpid(), os.fork()
    if pid:
        return pid
    Thread(target=_end_with, args=[parent], daemon=True).start()
    try:
        answer()
    finally:
        os._exit(0)  # the clean-up is the parent's


def _end_with(parent):
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
