"""A pay run that is killed at any moment: nobody is paid twice and nobody is lost."""
import os
import random
import signal
import time

import pytest
from django.db import connections

from gonghui.assistance.fund import bank, proof
from gonghui.assistance.fund.models import Posting, money_adds_up
from gonghui.core.audit import Entry

from .made import DAY, answers, money, planned, sent, taken

LINES, KILLS = 600, 6


def begun(work):
    """A process that works until it ends or is killed."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def killed(child, after):
    """Whether the process was still at work when it was killed."""
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
@pytest.mark.django_db(transaction=True)
def test_results_killed_at_random_moments_pay_each_line_once(cast, monkeypatch):
    monkeypatch.setattr(bank, "CHUNK", 25)
    run = sent(cast, LINES, allocation=money(cast, LINES * 500_00))
    failed = set(range(10, LINES, 50))
    result, _job = bank.take_result(run, "结果.csv", answers(run, failed=failed), scope=cast.zhao)
    random_moment = random.Random(3)
    kills = sum(killed(begun(lambda: bank.apply(result, cast.zhao)), random_moment.uniform(0.05, 0.25))
                for _ in range(KILLS))
    assert kills
    bank.apply(result, cast.zhao)
    assert run.having("paid").count() == LINES - len(failed)
    assert set(run.having("returned").values_list("number", flat=True)) == failed
    assert Posting.objects.filter(kind="pay").values("cites").distinct().count() == LINES - len(failed)
    assert proof.of_run(run).holds
    assert not list(money_adds_up(cast.county))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("before", "step", "status"), [
    (("check",), "approve", "approved"), (("check", "approve"), "send", "sent")])
def test_a_step_that_is_killed_was_taken_whole_or_not_at_all(cast, before, step, status):
    run = taken(cast, planned(cast, LINES, allocation=money(cast, LINES * 500_00)), *before)
    scope = cast.qian if step == "approve" else cast.zhao
    random_moment = random.Random(4)
    for _ in range(KILLS):
        killed(begun(lambda: run.flow.take(run, step, scope=scope, on=DAY)), random_moment.uniform(0, 0.06))
        run.refresh_from_db()
        whole = run.status == status
        assert run.having(status).count() == (LINES if whole else 0)
        assert Posting.objects.filter(kind="commit").count() == (whole or status == "sent")
        assert Entry.objects.filter(act=step, record=run.pk).count() == whole
        if whole:
            return
    run.flow.take(run, step, scope=scope, on=DAY)
    assert run.having(status).count() == LINES
