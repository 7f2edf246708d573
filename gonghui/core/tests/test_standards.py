"""Standards: the nearest and newest value in force on the day; nothing set, nothing guessed; history not edited."""
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from gonghui.core import audit, standards
from gonghui.core.calendar import NOTICES, Due, Holiday, YearUnknown, add_days, due, enter
from gonghui.core.standards import Standard


def lay(key="test.key", value=1, first="2020-01-01", **more):
    return Standard.objects.create(
        key=key, value=value, first=date.fromisoformat(first), citation="测试文件第一条", **more)


def test_then_and_now_stand_side_by_side(db):
    """The county's work target of 2010 was 20 people; the law says 25, then and now."""
    then = standards.at("org.min_members", date(2010, 7, 1), "220422100")
    now = standards.at("org.min_members", date(2026, 7, 1), "220422100")
    assert (then.number, now.number) == (20, 25)
    assert "2010年度" in then.citation
    assert now.citation.endswith("第十一条")
    assert standards.at("org.min_members", date(2010, 7, 1), "330199").number == 25
    assert standards.at("org.min_members", date(2011, 1, 1), "220422").number == 25


@pytest.mark.parametrize(("day", "number"), [
    ("2019-12-31", None), ("2020-01-01", 1), ("2020-12-31", 1), ("2021-01-01", 2), ("2021-06-30", 2),
    ("2021-07-01", 1)])
def test_the_days_at_each_end_belong_to_the_value(db, day, number):
    lay()
    lay(value=2, first="2021-01-01", last=date(2021, 6, 30))
    try:
        found = standards.at("test.key", date.fromisoformat(day)).number
    except standards.NotSet:
        found = None
    assert found == number


@pytest.mark.parametrize(("division", "number"), [
    ("", 1), ("330199", 1), ("220000", 2), ("220400", 3), ("220422", 4), ("220422100", 5), ("220421100", 3)])
def test_the_nearest_division_decides(db, division, number):
    for value, code in enumerate([None, "220000", "220400", "220422", "220422100"], 1):
        lay(value=value, division_id=code, first=f"201{9 - value}-01-01")
    assert standards.at("test.key", date(2026, 1, 1), division).number == number


def test_a_correction_is_a_row_of_its_own(db):
    wrong, right = lay(value=52), lay(value=25)
    assert standards.at("test.key", date(2026, 1, 1)) == right
    assert Standard.objects.filter(pk=wrong.pk).exists()


def test_a_value_may_end_without_another(db):
    lay(division_id="220422")
    lay(value=None, first="2022-01-01", division_id="220422", note="停止执行")
    assert standards.at("test.key", date(2021, 12, 31), "220422").number == 1
    with pytest.raises(standards.NotSet):
        standards.at("test.key", date(2022, 1, 1), "220422")


def test_what_nobody_has_set_says_what_to_enter(db):
    with pytest.raises(standards.NotSet, match="“公示天数”在2026-07-01没有可用的标准，请到“标准”页录入"):
        standards.at("notices.publicity_days", date(2026, 7, 1), "220422")
    assert {"notices.publicity_days", "people.dues_rate", "assistance.subsistence_line"} <= set(
        standards.unset(date(2026, 7, 1), "220422"))
    assert "org.min_members" not in standards.unset(date(2026, 7, 1), "220422")


def test_history_is_not_edited(db):
    row = lay()
    row.value = 9
    with pytest.raises(ValidationError, match="不能改写"):
        row.save()
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        Standard.objects.filter(pk=row.pk).update(value=9)


@pytest.mark.parametrize(("fields", "said"), [
    ({"value": Decimal("25.0000"), "unit": "人"}, "25人"), ({"value": Decimal("0.5000"), "unit": "%"}, "0.5%"),
    ({"value": Decimal("100"), "unit": "元"}, "100元"), ({"text": "三分之一以上"}, "三分之一以上"), ({}, "不再执行")])
def test_a_value_is_read_as_people_write_it(fields, said):
    assert Standard(key="test.key", **fields).said == said


def test_an_office_sets_its_own_county_and_it_is_audited(here, there):
    def entered(division):
        return Standard(key="notices.publicity_days", value=5, unit="工作日", first=date(2026, 1, 1),
                        citation="东工发〔2026〕1号", division_id=division)

    row = standards.add(here, entered("220422"))
    assert standards.at("notices.publicity_days", date(2026, 5, 1), "220422100") == row
    entry = audit.Entry.objects.get()
    assert (entry.act, entry.note, entry.details["key"]) == ("add", "东工发〔2026〕1号", "notices.publicity_days")
    for division in (None, "220000", "220422"):
        with pytest.raises(ValidationError, match="只能录入本县"):
            standards.add(there, entered(division))
    with pytest.raises(PermissionDenied):
        standards.add(type(here)(here.county_id, here.org_id, here.path), entered("220422"))


def test_the_seeds_are_laid_once_and_speak_of_declared_keys(db):
    count = Standard.objects.count()
    standards.seed()
    assert Standard.objects.count() == count == len(standards.SEEDS)
    assert {row["key"] for row in standards.SEEDS} <= set(standards.KEYS)
    assert all(row["citation"] for row in standards.SEEDS)
    assert all((row["value"] is None) != (row["text"] == "") for row in standards.SEEDS)


@pytest.mark.parametrize(("day", "n", "reached"), [
    ("2010-09-30", 1, "2010-10-08"), ("2010-09-30", 2, "2010-10-09"), ("2010-10-08", 2, "2010-10-11"),
    ("2010-02-12", 1, "2010-02-20"), ("2010-06-11", 3, "2010-06-17"), ("2010-12-31", 1, "2011-01-04"),
    ("2026-11-20", 5, "2026-11-27"), ("2026-10-08", -1, "2026-09-30"), ("2026-05-01", 0, "2026-05-01")])
def test_working_days_go_around_holidays_and_take_make_up_days(db, day, n, reached):
    assert add_days(date.fromisoformat(day), n, working=True) == date.fromisoformat(reached)


def test_calendar_days_need_no_notice(db):
    assert add_days(date(2031, 1, 30), 3) == date(2031, 2, 2)
    assert due(date(2031, 1, 30), -30) == Due(date(2030, 12, 31))


def test_a_year_without_its_notice_is_not_guessed(db):
    with pytest.raises(YearUnknown, match="2031年的节假日安排还没有录入"):
        add_days(date(2031, 1, 30), 3, working=True)
    assert due(date(2031, 1, 30), 3, working=True) == Due(date(2031, 2, 4), provisional=True)
    Holiday.objects.create(day=date(2031, 1, 31), working=False, name="春节")
    assert due(date(2031, 1, 30), 3, working=True) == Due(date(2031, 2, 5))


@pytest.mark.parametrize("year", NOTICES)
def test_a_notice_moves_rest_days_and_makes_none(year):
    """Weekdays off are the statutory days (those on a weekend are made good) and what is worked for on weekends."""
    spans, worked = NOTICES[year]
    assert all(date.fromisoformat(f"{year}-{day}").weekday() >= 5 for day in worked)
    free = 0
    for _name, *ends in spans:
        first, last = (date.fromisoformat(f"{year}-{end}") for end in ends)
        free += sum((first + timedelta(n)).weekday() < 5 for n in range((last - first).days + 1))
    statutory = 13 if year >= 2025 else 11
    for_next_year = 1 if year == 2011 else 0  # 31 December 2011 was worked for a day off in January 2012
    assert free == statutory + len(worked) - for_next_year


def test_an_officer_enters_a_years_notice_in_place_of_the_old(here):
    spans, worked = [("春节", date(2031, 1, 22), date(2031, 1, 28))], [date(2031, 2, 1)]
    enter(here, 2031, [("元旦", date(2031, 1, 1), date(2031, 1, 1))], [])
    enter(here, 2031, spans, worked)
    assert Holiday.objects.filter(day__year=2031).count() == 8
    assert add_days(date(2031, 1, 21), 4, working=True) == date(2031, 2, 1)
    assert audit.Entry.objects.filter(act="enter_holidays").count() == 2
    with pytest.raises(ValidationError, match="2031年的每一段假期"):
        enter(here, 2031, [("春节", date(2031, 1, 28), date(2031, 1, 22))], [])
    with pytest.raises(ValidationError, match="周六或周日"):
        enter(here, 2031, spans, [date(2031, 1, 29)])
