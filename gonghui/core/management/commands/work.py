"""`manage.py work`: does the queued work and the chores, until it is told to stop."""
import signal
import threading
from contextlib import contextmanager

from django.core.management.base import BaseCommand

from gonghui.core import jobs
from gonghui.core.jobs.chores import Heart
from gonghui.core.jobs.running import fresh_connection


class Command(BaseCommand):
    help = "办理排队的后台任务，并做日常工作（给审计记录加封条、更新统计数字、清除过期的上传）。"

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="办完现在排队的就结束")

    def handle(self, *, once, **options):
        worker, last = jobs.worker_id(), {}
        heart = Heart(worker)
        heart.beat()
        heart.start()
        try:
            with told_to_stop():
                while not jobs.STOPPING.is_set():
                    jobs.do_chores(last)
                    if next_job(worker):
                        continue
                    if once:
                        break
                    jobs.STOPPING.wait(1)
        finally:
            heart.stop()


def next_job(worker):
    """Does one job; None where none waits. A database that is away for a while does not end the worker."""
    fresh_connection()
    try:
        return jobs.run_next(worker)
    except Exception:
        jobs.log.exception("the queue could not be read; trying again")
        fresh_connection()
        return None


@contextmanager
def told_to_stop():
    """Ctrl-C and a service manager's stop: the job in hand goes back into the queue at its next progress."""
    jobs.STOPPING.clear()
    names = [name for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        names = []
    before = {name: signal.signal(getattr(signal, name), lambda *_args: jobs.STOPPING.set()) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
