"""A class's list of names as a sheet."""
import csv
import io
from datetime import date

import pytest

from gonghui.core.flow import take
from gonghui.core.rosters import books
from gonghui.core.rosters.models import unsealed
from gonghui.core.rosters.run import start, take_in
from gonghui.core.rosters.undo import undo
from gonghui.registry.activities.models import Activity, Attendance
from gonghui.registry.activities.rosters import NameRoster
from gonghui.registry.people.models import Person

DAY, NUMBER = date(2010, 7, 6), "330199196501030015"


@pytest.fixture
def lesson(cast):
    return Activity.objects.create(county=cast.county, org=cast.li_town, kind="cadre_class", theme="工会干部培训班",
                                   first_on=DAY, counted_by="names")


def line(name="何花", **said):
    return {"活动主题": "工会干部培训班", "开始日期": "2010.7.6", "姓名": name, "证件号码": "", "单位": "白泉镇机械厂",
            "到场": "是", "证书编号": ""} | said


def imported(scope, lines):
    """The finished import of the lines, as a .csv file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(lines[0]), restval="")
    writer.writeheader()
    writer.writerows(lines)
    return take_in(start(scope, "activities.names", "名单.csv", out.getvalue().encode()), scope)


def faults(run):
    return {line: dict(why) for part in run.parts.order_by("number") for line, why in unsealed(part.refused) or ()}


def tally(run):
    return {name: count for name, count in run.tally.items() if count}


def test_a_list_comes_in_once_and_then_changes_only_what_changed(cast, lesson):
    assert tally(imported(cast.li, [line(), line("吕叶", 到场="否")])) == {"add": 2}
    again = imported(cast.li, [line(证书编号="辽工培001"), line("吕叶", 到场="否")])
    assert tally(again) == {"change": 1, "same": 1}
    assert list(lesson.attendances.order_by("name").values_list("name", "present", "certificate")) == [
        ("何花", True, "辽工培001"), ("吕叶", False, "")]


def test_an_id_number_ties_a_name_to_the_member(cast, lesson):
    person = Person(county=cast.county, name="何花", org=cast.zhang_union)
    person.id_number = NUMBER
    person.save()
    assert tally(imported(cast.li, [line(证件号码=NUMBER)])) == {"add": 1}
    assert lesson.attendances.get().person == person
    wrong = imported(cast.wang, [line("何华", 证件号码=NUMBER)])
    assert "不一致" in faults(wrong)[2]["姓名"]


@pytest.mark.parametrize(("said", "heading", "words"), [
    ({"姓名": ""}, "姓名", "不能为空"),
    ({"活动主题": "没有的培训班"}, "活动主题", "请先登记活动"),
    ({"开始日期": "2010-07-07"}, "活动主题", "请先登记活动"),
    ({"证件号码": "330199196501030014"}, "证件号码", ""),
    ({"到场": "大概"}, "到场", "请填写“是”或“否”"),
    ({"到场": "否", "证书编号": "001"}, "证书编号", "未到场的人不能发证书"),
    ({"姓名": "吕叶"}, "姓名", "与第2行重复"),
])
def test_a_bad_line_is_named_and_the_good_one_kept(cast, lesson, said, heading, words):
    run = imported(cast.li, [line("吕叶"), line(**said)])
    assert tally(run) == {"add": 1, "refused": 1}
    assert words in faults(run)[3][heading]


def test_nobody_lists_names_for_another_townships_class(cast, lesson):
    assert "请先登记活动" in faults(imported(cast.zhang, [line()]))[2]["活动主题"]


def test_a_class_that_was_held_takes_certificates_but_no_names(cast, lesson):
    imported(cast.li, [line(), line("吕叶", 到场="否")])
    take(lesson, "hold", scope=cast.li, on=DAY)
    run = imported(cast.li, [line(证书编号="001"), line("吕叶"), line("施果")])
    assert tally(run) == {"change": 1, "refused": 2}
    assert all("请先办理“更正”" in why["活动主题"] for why in faults(run).values())


def test_a_list_is_taken_back(cast, lesson):
    run = imported(cast.li, [line(), line("吕叶")])
    Attendance.objects.filter(name="吕叶").update(version=2)
    stayed = undo(run, cast.li).left
    assert [row.pk.hex for row in lesson.attendances.all()] == stayed


def test_what_is_exported_comes_in_again_unchanged(cast, lesson):
    imported(cast.li, [line(证书编号="001"), line("吕叶", 到场="否")])
    roster = NameRoster(cast.li, date(2026, 1, 1))
    book = books.filled(roster, roster.lines(cast.li.rows(Attendance).order_by("pk")))
    assert tally(take_in(start(cast.li, "activities.names", "导出.xlsx", book), cast.li)) == {"same": 2}
