"""An import that is killed at any moment, and one that is stopped, goes on where it was."""
import os
import random
import signal
import time

import pytest
from django.db import connections

from gonghui.core import audit, jobs
from gonghui.core.rosters import chunks
from gonghui.core.rosters import jobs as roster_jobs
from gonghui.core.rosters.models import Import
from gonghui.core.rosters.run import look_through, start, take_in
from gonghui.registry.people.models import Membership, Person

from .made import faults, line, sheet

ROWS, KILLS = 3_000, 10


@pytest.fixture
def lines(cast):
    bad = {n: {"姓名": ""} for n in range(7, ROWS, 100)}
    return [line(n, cast.li_union, **bad.get(n, {})) for n in range(ROWS)]


def begun(run, scope):
    """A process that imports until it ends or is killed."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            run.refresh_from_db()
            take_in(run, scope)
        finally:
            os._exit(0)
    return child


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
@pytest.mark.django_db(transaction=True)
def test_killed_at_ten_random_moments_no_row_is_lost_or_doubled(cast, lines, monkeypatch):
    monkeypatch.setattr(chunks, "CHUNK", 150)
    run = start(cast.wang, "people.members", "册.csv", sheet(lines))
    random_moment, killed = random.Random(20), 0
    while killed < KILLS:
        child = begun(run, cast.wang)
        time.sleep(random_moment.uniform(0.02, 0.35))
        os.kill(child, signal.SIGKILL)
        killed += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        run.refresh_from_db()
        if run.finished_at:  # it was quicker than we: the next one begins anew
            run = start(cast.wang, "people.members", "册.csv", sheet(lines[: ROWS // 2]))
    run.refresh_from_db()
    take_in(run, cast.wang)
    good = ROWS - ROWS // 100
    assert Person.objects.count() == Membership.objects.count() == good
    assert Membership.objects.values("person").distinct().count() == good
    assert audit.Entry.objects.filter(act="import.add").count() == good
    runs = Import.objects.all()
    assert {number for each in runs for number in faults(each)} == {n + 2 for n in range(7, ROWS, 100)}
    assert all(sum(each.tally.values()) in (ROWS, ROWS // 2) for each in runs)
    assert audit.broken(cast.county) is None


@pytest.mark.django_db
def test_the_worker_reads_imports_and_undoes(cast, lines):
    run = start(cast.wang, "people.members", "册.csv", sheet(lines[:20]))
    for kind in ("read", "import", "undo"):
        queued = roster_jobs.queue(cast.wang, kind, run, "册.csv")
        assert roster_jobs.queue(cast.wang, kind, run, "册.csv") == queued  # a second click
        assert roster_jobs.under_way(run) == queued
        assert jobs.run_next(jobs.worker_id()).state == jobs.Job.DONE
        run.refresh_from_db()
    assert (run.tally["add"], run.tally["refused"]) == (19, 1)
    assert run.undone_at
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_a_stopped_import_keeps_what_was_committed_and_goes_on_later(cast, lines, monkeypatch):
    monkeypatch.setattr(chunks, "CHUNK", 10)
    run = start(cast.wang, "people.members", "册.csv", sheet(lines[:30]))

    def stop(done, total, sentence=""):
        if done > 10:
            raise jobs.Cancelled

    with pytest.raises(jobs.Cancelled):
        take_in(run, cast.wang, stop)
    assert Person.objects.count() == 9
    run.refresh_from_db()
    take_in(run, cast.wang)
    assert Person.objects.count() == 29


@pytest.mark.django_db
def test_a_sheet_whose_days_are_over_says_so(cast, lines, settings):
    run = start(cast.wang, "people.members", "册.csv", sheet(lines[:3]))
    (settings.FILES_DIR / run.stored).unlink()
    assert "已过保存期限" in look_through(run, cast.wang).refusal
