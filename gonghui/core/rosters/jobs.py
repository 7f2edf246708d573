"""The long work of importing, as the worker does it."""
from django.core.exceptions import ValidationError

from .. import jobs
from ..cleaning import Refused
from .declaration import ROSTERS
from .models import Import
from .run import look_through, take_in
from .undo import undo


def queue(scope, kind, run, title):
    """Queues a piece of work on an import. A second click finds the first one's job."""
    return jobs.enqueue(scope, f"roster.{kind}", {"run": run.pk.hex, "title": title},
                        key=f"{kind}:{run.pk.hex}:{run.version}")


def under_way(run):
    """The job that waits or works on an import now, or None."""
    open_ = jobs.Job.objects.filter(county_id=run.county_id, state__in=[jobs.Job.QUEUED, jobs.Job.RUNNING])
    return open_.filter(arguments__run=run.pk.hex).order_by("-queued_at").first()


def _work(job, doing):
    run = Import.objects.get(county_id=job.county_id, pk=job.arguments["run"])
    scope = job.scope()
    scope.require(ROSTERS[run.roster].permission)
    try:
        doing(run, scope, job.progress)
    except Refused as why:
        raise ValidationError(str(why)) from None
    return {"address": f"/rosters/run/{run.pk}/", **run.tally}


@jobs.job("roster.read")
def read(job):
    return _work(job, look_through)


@jobs.job("roster.import")
def import_(job):
    return _work(job, take_in)


@jobs.job("roster.undo")
def take_back(job):
    return _work(job, undo)
