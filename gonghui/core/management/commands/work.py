"""`manage.py work`: does the queued work and the chores, until it is told to stop."""
import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from gonghui.core import jobs
from gonghui.core.jobs.chores import Heart


class Command(BaseCommand):
    help = "Does queued jobs and the chores between them (sealing, figures, expired uploads)."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what waits now, then end")

    def handle(self, *, once, **options):
        stopping = jobs.STOPPING
        self._listen()
        worker, last = jobs.worker_id(), {}
        heart = Heart(worker)
        heart.beat()
        heart.start()
        try:
            while not stopping.is_set():
                close_old_connections()
                jobs.do_chores(last)
                if self._next(worker):
                    continue
                if once:
                    break
                stopping.wait(1)
        finally:
            heart.stop()

    def _next(self, worker):
        """One job; None where none waits. A database that is away for a while does not end the worker."""
        try:
            return jobs.run_next(worker)
        except Exception:
            jobs.log.exception("the queue could not be read; trying again")
            close_old_connections()
            return None

    def _listen(self):
        """Ctrl-C and a service manager's stop: the job in hand goes back into the queue at its next progress."""
        if threading.current_thread() is not threading.main_thread():
            return
        for name in ("SIGINT", "SIGTERM", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_args: jobs.STOPPING.set())
