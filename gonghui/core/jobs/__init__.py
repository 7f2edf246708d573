"""Long work: queued in a table, claimed by a worker under a lease, resumable, with progress.

    @jobs.job("people.import")
    def import_people(job):
        for chunk in …:
            with transaction.atomic():
                …                                   # write the chunk, and how far it got
                job.progress(done, total)           # in the same transaction

A worker may be killed at any moment; after the lease another takes the job and calls the function again. So a
function finds out from its own records what is done already, and reports progress inside the transaction that writes
a chunk: a worker that lost its job meanwhile is refused there, and its chunk goes with it.
"""
import logging
import threading
import uuid
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..county import CountyModel

log = logging.getLogger("gonghui.jobs")
KINDS = {}
STOPPING = threading.Event()  # this process is told to end: a job goes back into the queue at its next progress


class Cancelled(Exception):
    """Somebody asked the job to stop. Let it pass: what was committed stays, the rest is not begun."""


class Lost(Exception):
    """Another worker has the job now (this one was silent for longer than the lease). Let it pass."""


class Stopped(Exception):
    """The worker itself is told to end; another takes the job up again. Let it pass."""


class Job(CountyModel):
    """One piece of long work. `attempts` counts tries since the last progress; `sentence` is for the officer."""

    QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
    STATES = [(QUEUED, gettext_lazy("等待办理")), (RUNNING, gettext_lazy("正在办理")), (DONE, gettext_lazy("已办完")),
              (FAILED, gettext_lazy("没有办成")), (CANCELLED, gettext_lazy("已停止"))]
    LEASE = timedelta(seconds=30)  # a worker's heart renews it every five seconds
    ATTEMPTS = 10

    kind = models.CharField(gettext_lazy("事项"), max_length=60)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=100, blank=True)
    org = models.UUIDField(null=True)
    post = models.UUIDField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+",
                           verbose_name=gettext_lazy("提交人"))
    state = models.CharField(gettext_lazy("状态"), max_length=10, choices=STATES, default=QUEUED)
    queued_at = models.DateTimeField(gettext_lazy("提交时间"), default=timezone.now)
    started_at = models.DateTimeField(gettext_lazy("开始时间"), null=True)
    ended_at = models.DateTimeField(gettext_lazy("结束时间"), null=True)
    done = models.PositiveBigIntegerField(gettext_lazy("已办"), default=0)
    total = models.PositiveBigIntegerField(gettext_lazy("共"), default=0)
    sentence = models.TextField(gettext_lazy("说明"), blank=True)
    result = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancelling = models.BooleanField(default=False)
    claimed_by = models.CharField(max_length=40, blank=True)
    lease_until = models.DateTimeField(null=True)
    scoped_by = "org"

    class Meta:
        verbose_name = gettext_lazy("后台任务")
        constraints = [models.UniqueConstraint(
            fields=["county", "key"], name="job_key",
            condition=Q(state__in=["queued", "running", "done"]) & ~Q(key=""))]
        indexes = [models.Index(fields=["state", "queued_at"], name="job_waiting",
                                condition=Q(state__in=["queued", "running"])),
                   models.Index(fields=["county", "queued_at"], name="job_queued")]
        ordering = ["county", "-queued_at", "id"]

    def __str__(self):
        return f"{self.kind} {self.get_state_display()}"

    @property
    def mine(self):
        """This job's row, as long as this worker has it."""
        return Job.objects.filter(pk=self.pk, county_id=self.county_id, state=Job.RUNNING, claimed_by=self.claimed_by)

    def progress(self, done, total, sentence=""):
        """Says how far the work is and renews the lease. Raises Cancelled, Lost or Stopped: let them pass."""
        self.done, self.total, before = done, total, self.done
        said = {"sentence": str(sentence)} if sentence else {}
        tries = {"attempts": 0} if done > before else {}
        if not self.mine.update(done=done, total=total, lease_until=timezone.now() + self.LEASE, **said, **tries):
            raise Lost(f"job {self.pk} is no longer {self.claimed_by}'s")
        if self.mine.filter(cancelling=True).exists():
            raise Cancelled
        if STOPPING.is_set():
            raise Stopped

    def scope(self):
        """The scope of the post that queued the job, as it stands today. Raises PermissionDenied where it ended."""
        posts = apps.get_model(settings.POST_MODEL)
        post = posts.acting(self.by, self.post) if self.by_id and self.post else None
        if post is None or post.pk != self.post:
            raise PermissionDenied(_("提交这项任务的岗位已经停用，请由现任人员重新提交。"))
        return post.scope()


class Worker(models.Model):
    """A running `manage.py work`: its heart beats here every few seconds."""

    id = models.CharField(primary_key=True, max_length=40)
    host = models.CharField(max_length=100)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = gettext_lazy("后台程序")
        ordering = ["started_at"]

    def __str__(self):
        return f"{self.host}/{self.pid}"


def job(kind):
    """Declares `function(job)` as what does this kind of work. It returns the result (a JSON-ready dict) or None."""
    def declare(function):
        KINDS[kind] = function
        return function
    return declare


def enqueue(scope, kind, arguments, key=""):
    """Queues a job and returns it. With a key, a second click returns the first job, unless that failed or was
    cancelled; call it in the transaction that writes what the job will read."""
    if kind not in KINDS:
        raise LookupError(f"no job is declared for {kind}")
    queued = Job(county_id=scope.county_id, kind=kind, arguments=arguments, key=key, org=scope.org_id,
                 post=scope.post_id, by_id=scope.account_id)
    try:
        with transaction.atomic():
            queued.save(force_insert=True)
    except IntegrityError:
        return Job.objects.exclude(state__in=[Job.FAILED, Job.CANCELLED]).get(county_id=scope.county_id, key=key)
    return queued


def cancel(scope, wanted):
    """Stops a job: one that waits at once, one that runs at its next progress. By who queued it, or the county."""
    if not (wanted.by_id == scope.account_id or scope.whole and scope.can("jobs.view")):
        raise PermissionDenied(_("只有提交人或县总工会可以停止这项任务。"))
    row = Job.objects.filter(pk=wanted.pk, county_id=scope.county_id)
    if row.filter(state=Job.QUEUED).update(state=Job.CANCELLED, ended_at=timezone.now(), sentence=_("已停止，没有开始办理。")):
        return
    if not row.filter(state=Job.RUNNING).update(cancelling=True):
        raise ValidationError(_("这项任务已经结束，无须停止。"))


def worker_alive():
    """Whether some worker's heart has beaten lately; where not, a banner says that nobody does the queued work."""
    return Worker.objects.filter(seen_at__gt=timezone.now() - Job.LEASE).exists()


def worker_id():
    """A new worker's own name."""
    return uuid.uuid4().hex


from .running import chore, claim, do_chores, run, run_next  # noqa: E402, F401
