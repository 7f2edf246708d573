"""Files that stood already, as a sheet: in, changed, refused, undone."""
import csv
import io
from datetime import date

import pytest

from gonghui.assistance.hardship.models import File, Member, Span, Standing
from gonghui.core.rosters.models import unsealed
from gonghui.core.rosters.run import start, take_in
from gonghui.core.rosters.undo import undo
from gonghui.core.writing import write
from gonghui.registry.people.models import Person

NUMBERS = {"何花": "229922198001010001", "吕叶": "229922198001010028"}


@pytest.fixture(autouse=True)
def people(cast):
    for name, number in NUMBERS.items():
        person = Person(name=name, org=cast.li_town, birth_date=date(1980, 1, 1))
        person.id_number = number
        write(person, scope=cast.wang)


def line(name="何花", **said):
    return {"姓名": name, "身份证号": NUMBERS.get(name, ""), "建档工会": "白泉镇总工会", "困难类别": "低保户", "致困原因": "大病",
            "建档日期": "2009.6.1", "工作状态": "下岗", "家庭住址": "东街1号"} | said


def imported(scope, *lines):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(lines[0]), restval="")
    writer.writeheader()
    writer.writerows(lines)
    return take_in(start(scope, "hardship.files", "档案.csv", out.getvalue().encode()), scope)


def faults(run):
    parts = run.parts.order_by("number")
    return [list(dict(why).values()) for part in parts for _line, why in unsealed(part.refused) or ()]


def tally(run):
    return {name: count for name, count in run.tally.items() if count}


def test_a_file_comes_in_with_its_days_and_comes_in_once(cast):
    assert tally(imported(cast.wang, line(), line("吕叶", 困难类别="低保边缘户"))) == {"add": 2}
    file = File.objects.get(person__name="何花")
    assert (file.status, file.filed_on, file.category, file.main_cause) == (
        "on_file", date(2009, 6, 1), "allowance", "illness")
    assert (file.spans.get().first_on, file.members.get().name) == (date(2009, 6, 1), "何花")
    again = imported(cast.wang, line(), line("吕叶", 困难类别="低保边缘户", 家庭住址="西街2号"))
    assert tally(again) == {"same": 1, "change": 1}
    assert File.objects.get(person__name="吕叶").address == "西街2号"


def test_what_has_a_step_of_its_own_is_not_changed_by_a_sheet(cast):
    imported(cast.wang, line())
    refused = faults(imported(cast.wang, line(困难类别="意外致困户", 建档日期="2009-06-02")))
    assert "调整请在这份档案的页面上办理" in refused[0][0]
    assert "与登记的建档日期不同" in refused[0][1]


def test_nobody_who_is_not_registered_is_filed(cast):
    refused = faults(imported(cast.wang, line("施果"), line("何花", 身份证号=NUMBERS["吕叶"]), line(建档日期="2099-1-1")))
    assert len(refused) == 3
    assert "没有这个姓名和证件号码的人" in refused[1][0]
    assert "不能晚于今天" in refused[2][0]


def test_an_import_is_undone_as_one_act(cast):
    run = imported(cast.wang, line(), line("吕叶"))
    undo(run, cast.wang)
    assert not any(model.objects.exists() for model in (File, Member, Span, Standing))


def test_a_township_officer_takes_nothing_over(cast):
    assert cast.client("wang").get("/rosters/hardship.files/").status_code == 200
    assert cast.client("li").get("/rosters/hardship.files/").status_code == 403
