"""Long work: queued once, done by one worker, taken up again after any death, stopped when asked."""
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from gonghui.core import audit, jobs
from gonghui.core.jobs import Job, running


def expire(job):
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_job_is_done_and_tells_its_result(here, kind):
    def count(job):
        for n in range(1, 4):
            job.progress(n, 3, f"已办 {n} 行")
        return {"rows": job.arguments["rows"]}

    queued = jobs.enqueue(here, kind(count), {"rows": 12})
    done = jobs.run_next("w1")
    assert done == queued
    assert (done.state, done.done, done.total, done.sentence, done.result) == (Job.DONE, 3, 3, "", {"rows": 12})
    assert done.started_at <= done.ended_at
    assert jobs.run_next("w1") is None


def test_jobs_are_done_in_the_order_they_came(here, kind):
    name = kind(lambda job: None)
    first, second = jobs.enqueue(here, name, {}), jobs.enqueue(here, name, {})
    assert [jobs.run_next("w1"), jobs.run_next("w1")] == [first, second]


def test_a_second_click_finds_the_first_job(here, there, kind):
    name = kind(lambda job: None)
    first = jobs.enqueue(here, name, {}, key="import 7")
    assert jobs.enqueue(here, name, {}, key="import 7") == first
    assert jobs.enqueue(there, name, {}, key="import 7") != first
    jobs.run_next("w1")
    assert jobs.enqueue(here, name, {}, key="import 7") == first, "what is done is not done twice"
    assert jobs.enqueue(here, name, {}) != jobs.enqueue(here, name, {})


def test_after_a_failure_the_same_click_tries_again(here, kind):
    def refuse(job):
        raise ValidationError("工会名称没有填写。")

    name = kind(refuse)
    first = jobs.enqueue(here, name, {}, key="k")
    assert jobs.run_next("w1").state == Job.FAILED
    assert jobs.enqueue(here, name, {}, key="k") != first


def test_an_undeclared_kind_is_refused_at_once(here):
    with pytest.raises(LookupError):
        jobs.enqueue(here, "test.nothing", {})


@pytest.mark.parametrize(("error", "sentence"), [
    (ValidationError(["第 2 行缺姓名。", "第 3 行缺姓名。"]), "第 2 行缺姓名。\n第 3 行缺姓名。"),
    (PermissionDenied("岗位已经停用。"), "岗位已经停用。"),
    (KeyError("internal"), "办理时出错"),
])
def test_a_failure_is_told_in_a_sentence(here, kind, error, sentence, caplog):
    def fail(job):
        raise error

    jobs.enqueue(here, kind(fail), {})
    failed = jobs.run_next("w1")
    assert failed.state == Job.FAILED
    assert failed.sentence.startswith(sentence)
    assert ("internal" in caplog.text) == isinstance(error, KeyError), "details go to the log, not to the officer"
    assert "internal" not in failed.sentence


def test_a_fault_of_the_database_puts_the_job_back(here, kind):
    tries = []

    def flaky(job):
        tries.append(job.attempts)
        if len(tries) == 1:
            raise OperationalError("server closed the connection")

    jobs.enqueue(here, kind(flaky), {})
    jobs.run_next("w1")
    assert jobs.run_next("w1").state == Job.DONE
    assert tries == [1, 2]


def test_after_the_lease_another_worker_takes_the_job_and_the_first_is_refused(here, kind):
    jobs.enqueue(here, kind(lambda job: {"by": job.claimed_by}), {})
    slow = jobs.claim("slow")
    assert jobs.claim("quick") is None, "as long as the lease holds"
    expire(slow)
    assert jobs.run_next("quick").result == {"by": "quick"}
    with pytest.raises(jobs.Lost):
        slow.progress(1, 2)
    assert running.run(slow).result == {"by": "quick"}, "the late one changes nothing"


def test_progress_inside_a_chunk_takes_the_chunk_back_when_the_job_is_lost(here, kind):
    jobs.enqueue(here, kind(lambda job: None), {})
    slow = jobs.claim("slow")
    expire(slow)
    jobs.run_next("quick")

    @transaction.atomic
    def chunk():
        audit.record(here, "import.add")
        slow.progress(1, 2)

    with pytest.raises(jobs.Lost):
        chunk()
    assert not audit.Entry.objects.exists()


def test_a_job_that_kills_its_workers_is_given_up_unless_it_gets_on(here, kind):
    queued = jobs.enqueue(here, kind(lambda job: None), {})
    for n in range(Job.ATTEMPTS - 1):
        expire(jobs.claim(f"w{n}"))
    claimed = jobs.claim("last")
    claimed.progress(1, 9)  # it got on: the count begins anew
    expire(claimed)
    for n in range(Job.ATTEMPTS):
        expire(jobs.claim(f"x{n}"))
    assert jobs.claim("none") is None
    queued.refresh_from_db()
    assert queued.state == Job.FAILED
    assert "多次中断" in queued.sentence


def test_a_waiting_job_stops_at_once_and_a_running_one_at_its_next_progress(here, kind):
    name = kind(lambda job: [jobs.cancel(here, job), job.progress(1, 2)])
    waiting = jobs.enqueue(here, name, {})
    jobs.cancel(here, waiting)
    assert jobs.run_next("w1") is None
    jobs.enqueue(here, name, {})
    stopped = jobs.run_next("w1")
    assert (stopped.state, stopped.done) == (Job.CANCELLED, 1)
    with pytest.raises(ValidationError, match="已经结束"):
        jobs.cancel(here, stopped)


def test_another_office_does_not_stop_the_job(here, there, kind):
    queued = jobs.enqueue(here, kind(lambda job: None), {})
    with pytest.raises((PermissionDenied, ValidationError)):
        jobs.cancel(there, queued)
    queued.refresh_from_db()
    assert queued.state == Job.QUEUED


def test_a_worker_told_to_end_gives_its_job_back_untouched(here, kind):
    def told(job):
        jobs.STOPPING.set()
        job.progress(1, 2)

    jobs.enqueue(here, kind(told), {})
    try:
        given = jobs.run_next("w1")
    finally:
        jobs.STOPPING.clear()
    given.refresh_from_db()
    assert (given.state, given.attempts) == (Job.QUEUED, 0)


def test_a_job_without_a_post_has_no_scope(here, kind):
    queued = jobs.enqueue(here, kind(lambda job: None), {})
    with pytest.raises(PermissionDenied, match="岗位已经停用"):
        queued.scope()


def test_a_job_acts_in_the_post_that_queued_it_as_it_stands_today(cast, kind):
    queued = jobs.enqueue(cast.li, kind(lambda job: None), {})
    assert queued.scope() == cast.li


def test_a_failing_chore_does_not_keep_the_others(db, monkeypatch, caplog):
    called = []
    monkeypatch.setattr(running, "CHORES", [
        (60, lambda: 1 / 0), (60, lambda: called.append(1)), (0, lambda: called.append(2))])
    last = {}
    jobs.do_chores(last)
    jobs.do_chores(last)
    assert called == [1, 2, 2]
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_takes_each_job(here, kind):
    name = kind(lambda job: None)
    for _ in range(8):
        jobs.enqueue(here, name, {})
    taken, faults, start = [], [], threading.Barrier(4)

    def work(worker):
        try:
            start.wait(10)
            while job := jobs.claim(worker):
                taken.append(job.pk)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not faults
    assert len(taken) == len(set(taken)) == 8
