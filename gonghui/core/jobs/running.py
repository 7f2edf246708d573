"""The worker's side: claiming, running, and the chores between jobs."""
import time

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from . import KINDS, Cancelled, Job, Lost, Stopped, log

CHORES = []


def chore(every):
    """Declares a function without arguments that the worker calls every so many seconds."""
    def declare(function):
        CHORES.append((every, function))
        return function
    return declare


def do_chores(last):
    """Calls the chores that are due. `last`: {function: monotonic seconds of its last call}, kept by the worker."""
    for every, function in CHORES:
        if time.monotonic() - last.get(function, float("-inf")) < every:
            continue
        try:
            function()
        except Exception:
            log.exception("chore %s failed", function.__name__)
            fresh_connection()
        last[function] = time.monotonic()


def fresh_connection():
    """Lets go of a connection that broke or grew old; the next query opens another."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def claim(worker):
    """Takes the oldest job that waits or whose worker fell silent; the Job, or None.

    A conditional UPDATE decides: of two workers that saw the same row one changes it, on any database.
    """
    now = timezone.now()
    waiting = Job.objects.filter(Q(state=Job.QUEUED) | Q(state=Job.RUNNING, lease_until__lt=now))
    for seen in waiting.order_by("queued_at", "id")[:20]:
        same = Job.objects.filter(pk=seen.pk, county_id=seen.county_id, state=seen.state, claimed_by=seen.claimed_by,
                                  lease_until=seen.lease_until)
        if seen.attempts >= Job.ATTEMPTS:
            same.update(state=Job.FAILED, ended_at=now, sentence=_(
                "办理多次中断，没有完成。已办好的部分有效，请联系系统管理员查看日志后重新提交。"))
        elif same.update(state=Job.RUNNING, claimed_by=worker, lease_until=now + Job.LEASE,
                         started_at=seen.started_at or now, attempts=F("attempts") + 1):
            return Job.objects.select_related("by").get(pk=seen.pk, county_id=seen.county_id)
    return None


def run_next(worker):
    """Claims a job and runs it to its end; the job as it ended, or None where none waits."""
    found = claim(worker)
    return found and run(found)


def run(job):
    """Runs a claimed job. Whatever happens, the officer reads a sentence and the log holds the details."""
    try:
        if job.kind not in KINDS:
            raise ValidationError(_("这一版程序不会办理“%s”，请先升级后台程序，再重新提交。") % job.kind)
        result = KINDS[job.kind](job)
    except Cancelled:
        return _end(job, Job.CANCELLED, _("已停止。停止之前办好的部分有效。"))
    except Lost as lost:
        log.warning("%s", lost)
    except Stopped:
        _give_back(job, attempts=0)
    except (ValidationError, PermissionDenied) as refused:
        return _end(job, Job.FAILED, "\n".join(getattr(refused, "messages", None) or [str(refused)]))
    except (OperationalError, InterfaceError):
        log.exception("the database failed job %s (%s)", job.pk, job.kind)
        _give_back(job)
    except Exception as error:
        if reasons := getattr(error, "reasons", None):  # a refused step
            return _end(job, Job.FAILED, "\n".join(map(str, reasons)))
        log.exception("job %s (%s) failed", job.pk, job.kind)
        return _end(job, Job.FAILED, _("办理时出错，没有完成。请把编号 %s 告诉系统管理员，查看日志。") % job.pk.hex[-8:])
    else:
        return _end(job, Job.DONE, "", result=result or {})
    return job


def _end(job, state, sentence, **more):
    job.mine.update(state=state, ended_at=timezone.now(), lease_until=None, sentence=sentence, **more)
    job.refresh_from_db()
    return job


def _give_back(job, **more):
    """Puts the job back in the queue; if the database does not take even that, its lease runs out."""
    fresh_connection()
    try:
        with transaction.atomic():
            job.mine.update(state=Job.QUEUED, lease_until=None, **more)
    except (OperationalError, InterfaceError):
        log.exception("job %s could not be given back", job.pk)
