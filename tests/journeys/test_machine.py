"""The machine under the office: a worker that dies in mid-import, and a backup that is proved good."""
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from gonghui.core.jobs import Job
from gonghui.registry.people.models import Membership
from gonghui.registry.people.tests.made import imported, line, sheet

pytestmark = pytest.mark.django_db(transaction=True)

ROWS, CHUNK = 60, 20
# A worker that takes the import in chunks of 20 rows, says when two are written, and then waits to be killed.
WORKER = f"""
import sys, pathlib, django
django.setup()
from django.conf import settings
settings.FILES_DIR = pathlib.Path(sys.argv[1])  # a test keeps its files apart
from gonghui import urls  # the pages bring the kinds of work and the rosters with them
from gonghui.core import jobs
from gonghui.core.rosters import chunks, run
chunks.CHUNK = {CHUNK}
keep = run._take_chunk
def stop_after_two(*told):
    keep(*told)
    if told[2].number == 1:
        print("two written", flush=True)
        sys.stdin.read()
run._take_chunk = stop_after_two
jobs.run_next("doomed")
"""


def killed_in_mid_import():
    worker = subprocess.Popen([sys.executable, "-c", WORKER, str(settings.FILES_DIR)], cwd=settings.BASE_DIR, text=True,
                              env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert worker.stdout.readline() == "two written\n"
    worker.kill()
    worker.communicate()


def test_a_worker_dies_in_mid_import_and_another_ends_it(cast, desk, monkeypatch):
    monkeypatch.setattr("gonghui.core.rosters.chunks.CHUNK", CHUNK)
    page = desk.page
    desk.sits("li")
    desk.uploads("大表.csv", sheet([line(n, cast.li_union) for n in range(ROWS)]))
    desk.presses(f"导入正确的{ROWS}行")
    killed_in_mid_import()
    page.reload()
    page.get_by_text(f"{2 * CHUNK} / {ROWS}").wait_for()
    assert page.locator("progress").get_attribute("value") == str(2 * CHUNK)
    assert Membership.objects.filter(org=cast.li_union).count() == 2 * CHUNK
    desk.looks("import_under_way")
    page.goto("/")
    page.get_by_text("项后台任务在办").locator("..").click()
    page.get_by_role("link", name="导入大表.csv").wait_for()
    page.get_by_role("link", name="导入大表.csv").click()
    page.wait_for_url("**/jobs/**")
    desk.looks("job_under_way")

    # As if the half minute of the dead worker's lease were over.
    Job.objects.filter(state=Job.RUNNING).update(lease_until=timezone.now())
    desk.works()
    page.get_by_text("已办完").wait_for()
    desk.looks("job_done")
    desk.follows("查看结果")
    assert desk.counted() == {"新增": ROWS, "有变化": 0, "没有变化": 0, "待核对": 0, "有错误": 0}
    assert Membership.objects.filter(org=cast.li_union).count() == ROWS


def test_a_backup_is_made_and_proved(cast, tmp_path):
    imported(cast.li, [line(n, cast.li_union) for n in range(5)])
    out = StringIO()
    call_command("backup", to=tmp_path / "away", keys_to=tmp_path / "safe", stdout=out)
    archive = next((tmp_path / "away").glob("*.zip"))
    assert (tmp_path / "safe" / settings.KEYS_FILE.name).exists()
    connections.close_all()
    call_command("restore", archive, verify=True, stdout=out)
    assert "审计记录完整" in out.getvalue()
    assert "备份可用：内容、条数、数据和审计记录都已核对。" in out.getvalue()
