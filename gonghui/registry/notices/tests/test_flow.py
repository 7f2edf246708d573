"""A notice from draft to its end, and the objections that stop a line: one test a step."""
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from gonghui.core.audit import Entry
from gonghui.core.calendar import Holiday
from gonghui.core.county import uuid7
from gonghui.core.flow import Refused, take
from gonghui.registry.notices import actions, clock, rules
from gonghui.registry.notices.models import Line, Notice, Objection

from .made import CONSENT, LAST, OVER, POSTED, draft, objected, person, posted, standard, subject

LABEL = "people.Person"


@pytest.fixture
def office(cast):
    standard()
    return cast


@pytest.fixture
def two(office):
    """何花 and 吕叶 on a posted notice."""
    rows = [person(office, "何花"), person(office, "吕叶")]
    return posted(office, *rows), rows


def said(call, *args, **options):
    with pytest.raises(Refused) as refused:
        call(*args, **options)
    return "".join(map(str, refused.value.reasons))


def test_what_is_announced_becomes_a_draft_with_numbered_lines(office):
    rows = [person(office, name) for name in ("何花", "吕叶")]
    notice = draft(office, *rows)
    assert (notice.status, notice.posted_on, notice.ends_on) == ("draft", None, None)
    assert list(notice.lines.values_list("number", "name", "subject_model", "subject")) == [
        (1, "何花", LABEL, rows[0].pk), (2, "吕叶", LABEL, rows[1].pk)]
    assert Entry.objects.filter(model="notices.line", act="add").count() == 2
    assert Entry.objects.get(record=notice.pk).act == "announce"


def test_a_list_of_three_hundred_is_announced_in_a_few_statements(office, django_assert_max_num_queries):
    subjects = [actions.Subject(LABEL, uuid7(), f"何{n:03}花") for n in range(300)]
    with django_assert_max_num_queries(24):
        draft(office, subjects=subjects)


@pytest.mark.parametrize(("wrong", "words"), [
    ({"matter": "患尿毒症"}, "1号何花：公示内容里不能写健康状况"), ({"employer": "账号6222021234567"}, "六位以上的连续数字"),
    ({"born": date(2020, 1, 1)}, "监护人"), ({"consent_on": date(2199, 1, 1)}, "不能晚于今天"),
])
def test_what_may_not_be_published_is_not_announced(office, wrong, words):
    row = person(office, "何花")
    assert words in said(draft, office, subjects=[subject(row, **wrong)])
    assert not Notice.objects.exists()


def test_nobody_announces_for_another_township(office):
    with pytest.raises(PermissionDenied):
        actions.announce(office.li, subjects=[], org=office.zhang_town, title="公示", matter="帮扶名单")


def test_the_notices_own_words_obey_the_same_rules(office):
    assert "健康状况" in said(draft, office, person(office, "何花"), matter="拟救助癌症职工")


def test_one_record_stands_once_on_a_notice(office):
    row = person(office, "何花")
    assert "2号何花：这条记录已在这份公示里" in said(draft, office, row, row)
    notice = draft(office, row)
    again = Line(name="何花", subject_model=LABEL, subject=row.pk, consent_on=CONSENT)
    with pytest.raises(ValidationError, match="不能重复公示"):
        actions.add_line(notice, again, scope=office.wang)
    assert notice.lines.count() == 1


def test_of_a_hundred_wrong_lines_ten_are_told(office):
    wrong = [subject(person(office, "何花"), matter="高血压") for _n in range(12)]
    reasons = said(draft, office, subjects=wrong)
    assert "10号何花" in reasons
    assert "11号" not in reasons
    assert "还有2人" in reasons


def test_post_stamps_the_day_and_reckons_the_last_one(two):
    notice, _rows = two
    assert (notice.status, notice.posted_on, notice.ends_on) == ("posted", POSTED, LAST)
    assert Entry.objects.get(record=notice.pk, act="post").details["standards"]


def test_post_counts_by_the_standards_own_days_and_holidays(cast):
    standard(value=7, unit="日")
    assert posted(cast, person(cast, "何花")).ends_on == POSTED + timedelta(days=7)
    standard()
    assert posted(cast, person(cast, "何花"), on=date(2026, 9, 24)).ends_on == date(2026, 10, 9), "two holidays between"


def test_post_without_a_standard_says_where_to_enter_it(cast):
    notice = draft(cast, person(cast, "何花"))
    reasons = said(take, notice, "post", scope=cast.wang, on=POSTED)
    assert "“公示天数”在2026-03-02没有可用的标准，请到“标准”页录入" in reasons
    ((step, why),) = [pair for pair in notice.flow.open_to(notice, cast.wang) if pair[0].name == "post"]
    assert "请到“标准”页录入" in "".join(why), step


def test_post_in_a_year_whose_holidays_are_not_entered_is_refused(office):
    notice = draft(office, person(office, "何花"))
    Holiday.objects.filter(day__year=2026).delete()
    assert "2026年的节假日安排还没有录入" in said(take, notice, "post", scope=office.wang, on=POSTED)


def test_post_needs_the_consent_of_everybody(office):
    rows = [person(office, name) for name in ("何花", "吕叶")]
    notice = draft(office, subjects=[subject(rows[0]), subject(rows[1], consent_on=None)])
    assert "2号吕叶等1人还没有登记公示同意书" in said(take, notice, "post", scope=office.wang, on=POSTED)
    line = notice.lines.get(number=2)
    line.consent_on = CONSENT
    actions.correct_line(line, scope=office.wang)
    assert take(notice, "post", scope=office.wang, on=POSTED).status == "posted"


def test_post_needs_somebody_a_place_and_a_telephone(office):
    notice = actions.announce(office.li, subjects=[], org=office.li_town, title="公示", matter="帮扶名单")
    reasons = said(take, notice, "post", scope=office.wang, on=POSTED)
    assert all(words in reasons for words in ("张贴地点", "受理异议的电话", "登记公示的人员"))


def test_a_township_officer_drafts_but_does_not_post(office):
    notice = draft(office, person(office, "何花"))
    with pytest.raises(PermissionDenied):
        take(notice, "post", scope=office.li, on=POSTED)


def test_end_is_impossible_before_the_last_day_has_passed(two, office):
    notice, _rows = two
    assert "公示到2026-03-09止" in said(take, notice, "end", scope=office.li, on=LAST)
    ended = take(notice, "end", scope=office.li, on=OVER)
    assert (ended.status, ended.ended_on) == ("ended", OVER)


def test_withdraw_needs_a_reason_and_stops_every_line(two, office):
    notice, rows = two
    assert "须填写理由" in said(take, notice, "withdraw", scope=office.wang, on=POSTED)
    take(notice, "withdraw", scope=office.wang, on=POSTED, note="名单有误")
    assert ["公示已经撤回" in "".join(clock.reasons_against(row, OVER)) for row in rows] == [True, True]
    later = posted(office, rows[0], on=OVER)
    take(later, "end", scope=office.wang, on=later.ends_on + timedelta(days=1))
    assert clock.passed(office.wang, LABEL, [row.pk for row in rows], date(2026, 4, 1)) == {rows[0].pk}


def test_what_hangs_on_the_wall_is_not_changed(two, office):
    notice, _rows = two
    line = notice.lines.first()
    for act in (lambda: actions.add_line(notice, Line(name="后来"), scope=office.li),
                lambda: actions.strike(line, scope=office.li), lambda: actions.correct_line(line, scope=office.li),
                lambda: actions.discard(notice, scope=office.li), lambda: actions.correct(notice, scope=office.li)):
        assert "请办理“撤回”" in said(act)


def test_a_draft_is_changed_and_thrown_away(office):
    notice = draft(office, person(office, "何花"))
    line = actions.add_line(notice, Line(name="施果", matter="相对困难"), scope=office.li)
    assert line.number == 2
    assert "健康状况" in said(actions.add_line, notice, Line(name="施果", matter="肝病"), scope=office.li)
    actions.strike(line, scope=office.li)
    actions.discard(notice, scope=office.li)
    assert not Line.objects.exists()
    assert not Notice.objects.exists()
    assert Entry.objects.filter(act="remove", model="notices.line").count() == 2


# Objections

def test_an_objection_stops_its_line_and_no_other(two, office):
    notice, rows = two
    row = objected(office, notice.lines.get(number=1))
    take(notice, "end", scope=office.wang, on=OVER)
    assert ["请先答复异议" in "".join(clock.reasons_against(one, OVER)) for one in rows] == [True, False]
    assert clock.reasons_against(rows[1], OVER) == []
    take(row, "reject", scope=office.wang, on=OVER, answer="经入户核实，商铺是租用的")
    assert clock.reasons_against(rows[0], OVER) == []


def test_a_line_whose_objection_was_upheld_never_passes(two, office):
    notice, rows = two
    row = take(objected(office, notice.lines.get(number=1)), "uphold", scope=office.wang, on=POSTED, answer="属实")
    assert (row.status, row.answered_on, row.answer) == ("upheld", POSTED, "属实")
    take(notice, "end", scope=office.wang, on=OVER)
    assert "异议已经成立" in "".join(clock.reasons_against(rows[0], date(2026, 6, 1)))
    assert clock.passed(office.wang, LABEL, [one.pk for one in rows], date(2026, 6, 1)) == {rows[1].pk}
    assert [line.number for line in notice.lines.shown()] == [2]


def test_an_objection_that_is_dropped_stops_nothing(two, office):
    notice, rows = two
    row = objected(office, notice.lines.get(number=1))
    assert "须填写理由" in said(take, row, "drop", scope=office.wang, on=POSTED)
    take(row, "drop", scope=office.wang, on=POSTED, note="来电说明是误会")
    take(notice, "end", scope=office.wang, on=OVER)
    assert clock.reasons_against(rows[0], OVER) == []


def test_an_objection_is_not_answered_before_it_came(two, office):
    row = objected(office, two[0].lines.get(number=1), on=LAST)
    assert "不能早于收到异议的日期" in said(take, row, "uphold", scope=office.wang, on=POSTED, answer="属实")


def test_who_may_not_approve_does_not_answer(two, office):
    row = objected(office, two[0].lines.get(number=1))
    with pytest.raises(PermissionDenied):
        take(row, "uphold", scope=office.li, on=POSTED, answer="属实")


def test_an_objection_comes_within_the_days_and_is_due_by_the_offices_standard(two, office):
    line = two[0].lines.get(number=1)
    assert "公示期以外" in said(objected, office, line, on=OVER)
    assert objected(office, line).due_on is None
    days = standard(rules.ANSWER_DAYS, 3)
    late = objected(office, line)
    assert late.due_on == date(2026, 3, 5)
    assert Entry.objects.get(record=late.pk).details["standards"] == [days.pk]


def test_no_objection_to_a_draft(office):
    notice = draft(office, person(office, "何花"))
    assert "已经张贴" in said(objected, office, notice.lines.get())


# The clock

def test_what_the_clock_says_from_nothing_to_the_end(office):
    row = person(office, "何花")
    tell = lambda day: "".join(map(str, clock.reasons_against(row, day)))  # noqa: E731
    assert "还没有公示" in tell(OVER)
    notice = draft(office, row)
    assert "还没有张贴" in tell(OVER)
    assert clock.last_day(row) is None
    notice = take(notice, "post", scope=office.wang, on=POSTED)
    assert clock.last_day(row) == LAST
    assert "公示到2026-03-09止" in tell(LAST)
    assert "请先把公示办理“结束”" in tell(OVER)
    take(notice, "end", scope=office.wang, on=OVER)
    assert "公示到2026-03-09止" in tell(LAST), "not even entered late for a day before"
    assert tell(OVER) == ""
    assert clock.last_day(row) is None


def test_many_are_asked_about_in_one_query(office, django_assert_num_queries):
    rows = [person(office, f"何花{n}") for n in range(40)]
    notice = posted(office, *rows)
    take(notice, "end", scope=office.wang, on=OVER)
    with django_assert_num_queries(1):
        assert len(clock.passed(office.wang, LABEL, [row.pk for row in rows], OVER)) == 40
    assert clock.passed(office.wang, "orgs.Org", [row.pk for row in rows], OVER) == set()
    assert clock.passed(office.wang, LABEL, [], OVER) == set()


@pytest.mark.parametrize("wrong", [
    {"status": "draft"}, {"posted_on": None}, {"ends_on": None}, {"ends_on": POSTED - timedelta(days=1)},
    {"status": "ended"}, {"status": "ended", "ended_on": LAST}, {"ended_on": OVER},
    {"withdrawn_on": OVER}, {"status": "withdrawn"},
])
def test_the_database_refuses_what_cannot_be(two, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(pk=two[0].pk).update(**wrong)


@pytest.mark.parametrize("wrong", [{"status": "upheld"}, {"answered_on": OVER}, {"status": "withdrawn"}])
def test_the_database_refuses_an_answer_without_words(two, office, wrong):
    row = objected(office, two[0].lines.get(number=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=row.pk).update(**wrong)
