"""What the worker does between jobs, and the heart that says it lives."""
import os
import platform
import threading
from datetime import timedelta

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .. import audit, figures, files
from ..county import County
from . import Job, Worker, chore, log
from .running import fresh_connection


@chore(every=5)
def seal_entries():
    """Closes the entries committed since the last time, county by county, in seals of bounded size."""
    waiting = audit.Entry.objects.filter(county=OuterRef("pk"), seal=None)
    for county in County.objects.filter(Exists(waiting)).order_by("pk"):
        while audit.seal_entries(county):
            pass


@chore(every=2)
def refresh_figures():
    """Brings the summary's dirty figures up to date, some at a time."""
    figures.refresh_some()


@chore(every=24 * 3600)
def check_figures():
    """Recomputes every kept figure from its rows, once a day and when the worker starts, and logs what differed."""
    for county in County.objects.order_by("pk"):
        for difference in figures.check_nightly(county.pk):
            log.error("%s: %s", county, difference)


@chore(every=3600)
def remove_expired_uploads():
    """Deletes uploaded sheets and error workbooks past their days."""
    files.remove_expired()


@chore(every=3600)
def forget_workers():
    """Removes the traces of workers not seen for a week."""
    Worker.objects.filter(seen_at__lt=timezone.now() - timedelta(days=7)).delete()


@chore(every=600)
def take_stock():
    """Counts what the tables hold, so that the database plans by it: PostgreSQL does so by itself, SQLite must be told.
    It looks at a sample, some hundredths of a second."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")


class Heart(threading.Thread):
    """Beats while the worker works: renews its row and the lease of the job it has, on a connection of its own.

    Without it a job that reads a large sheet for a minute would be taken for dead. It ends with the process.
    """

    EVERY = 5  # seconds

    def __init__(self, worker):
        super().__init__(name="heart", daemon=True)
        self.worker, self.stopped = worker, threading.Event()

    def run(self):
        while not self.stopped.wait(self.EVERY):
            try:
                self.beat()
            except Exception:
                log.exception("a heartbeat failed; the next one follows")
                fresh_connection()
        connection.close()

    def beat(self):
        now = timezone.now()
        Worker.objects.update_or_create(pk=self.worker, defaults={
            "seen_at": now, "host": platform.node()[:100], "pid": os.getpid()})
        Job.objects.filter(state=Job.RUNNING, claimed_by=self.worker).update(lease_until=now + Job.LEASE)

    def stop(self):
        """Ends the beating and removes the row, so that the banner is right at once."""
        self.stopped.set()
        self.join()
        Worker.objects.filter(pk=self.worker).delete()
