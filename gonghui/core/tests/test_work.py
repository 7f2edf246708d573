"""The worker as a process: its heart, its rounds, and its death by kill -9 or by a service manager."""
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from gonghui.core import audit, jobs
from gonghui.core.jobs import Job
from gonghui.core.jobs.chores import Heart

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_heart_shows_the_worker_and_renews_its_lease(here, kind):
    jobs.enqueue(here, kind(lambda job: None), {})
    held = jobs.claim("w1")
    Job.objects.filter(pk=held.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert not jobs.worker_alive()
    heart = Heart("w1")
    heart.beat()
    assert jobs.worker_alive()
    assert jobs.claim("w2") is None
    heart.start()
    heart.stop()
    assert not jobs.worker_alive()


def test_one_round_of_work_does_the_queue_and_seals(here, kind):
    queued = jobs.enqueue(here, kind(lambda job: audit.record(here, "add") and None), {})
    audit.record(here, "add")
    call_command("work", "--once")
    queued.refresh_from_db()
    assert queued.state == Job.DONE
    assert audit.Seal.objects.filter(county=here.county_id).count() >= 1
    assert not jobs.worker_alive()


WORKER = """
import sys, django
django.setup()
from datetime import timedelta
from gonghui.core import jobs
from django.core.management import call_command
jobs.Job.LEASE = timedelta(0)

@jobs.job("test.kill")
def stuck(job):
    job.progress(3, 10)
    print("working", flush=True)
    sys.stdin.read()
    job.progress(4, 10)

call_command("work")
"""


def a_worker():
    return subprocess.Popen(
        [sys.executable, "-c", WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"})


def test_after_kill_9_another_worker_goes_on_where_the_first_was(here, kind):
    queued = jobs.enqueue(here, kind(lambda job: {"from": job.done}, "test.kill"), {})
    worker = a_worker()
    assert worker.stdout.readline() == "working\n"
    worker.kill()
    worker.communicate()
    assert jobs.run_next("next") == queued
    queued.refresh_from_db()
    assert (queued.state, queued.result, queued.attempts) == (Job.DONE, {"from": 3}, 1)


@pytest.mark.skipif("os.name == 'nt'", reason="Windows has no SIGTERM between processes")
def test_a_service_managers_stop_ends_the_worker_and_keeps_the_job(here, kind):
    queued = jobs.enqueue(here, kind(lambda job: None, "test.kill"), {})
    worker = a_worker()
    assert worker.stdout.readline() == "working\n"
    worker.terminate()
    worker.communicate("", timeout=30)
    queued.refresh_from_db()
    assert worker.returncode == 0
    assert (queued.state, queued.attempts, queued.done) == (Job.QUEUED, 0, 4)
    assert not jobs.worker_alive()
