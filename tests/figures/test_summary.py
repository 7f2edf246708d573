"""Reading the summary table: what it costs, when it is stale, and that no write is ever lost."""
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gonghui.core import figures
from gonghui.core.figures import FIGURES, marks, summary
from gonghui.core.figures.tables import Closing, Reckoning, Stale
from gonghui.core.flow import Refused
from gonghui.core.periods import Period
from gonghui.core.writing import values, write
from gonghui.registry.activities.tests.figure_cases import activity
from gonghui.registry.orgs import actions
from gonghui.registry.orgs.models import Org
from gonghui.registry.people.models import Membership, Person
from gonghui.registry.people.tests.figure_cases import member, membership
from tests.figure_cases import counted

from .office import AFTER, BEFORE, DAY, JUNE, YEAR, a_page_adds, a_union_moves


def test_a_figure_stays_with_the_tree_of_its_last_day(office):
    a_union_moves(office)
    figures.refresh(office.county.pk)
    read = {(scope.org_id, period): figures.read("people.members", scope, period).value
            for scope in (office.li, office.zhang) for period in (Period.month(2010, 5), JUNE)}
    member(office, "更早", BEFORE)
    may = Period.month(2010, 5)
    assert figures.read("people.members", office.li, may).value == 0 == read[office.li.org_id, may]
    figures.refresh(office.county.pk)
    assert figures.read("people.members", office.li, may).value == 1  # in May it stood beneath 李干事's township
    assert figures.read("people.members", office.li, JUNE).value == 0
    assert figures.read("people.members", office.zhang, JUNE).value == 2
    assert FIGURES["people.members"].value(office.zhang, JUNE) == 2


def test_a_value_is_stale_until_the_worker_comes_and_only_where_it_concerns(office):
    figures.refresh(office.county.pk)
    a_page_adds(office)
    assert figures.read("people.joined", office.li, YEAR).stale
    assert not figures.read("people.joined", office.zhang, YEAR).stale
    assert not figures.read("people.joined", office.li, Period.statistical(2009)).stale
    assert not figures.read("activities.held", office.li, YEAR).stale
    while figures.refresh_some():
        pass
    cell = figures.read("people.joined", office.li, YEAR)
    assert (cell.value, cell.stale) == (2, False)


def test_a_share_of_the_work_is_done_at_a_time(office):
    a_page_adds(office)
    assert figures.refresh_some(limit=2) == 2
    assert Reckoning.objects.filter(stale=True).exists()
    while figures.refresh_some(limit=20):
        pass
    assert figures.check_nightly(office.county.pk) == []


def test_recompute_now_needs_no_worker(office):
    a_page_adds(office)
    assert figures.recompute_now(["people.joined"], office.li, YEAR)["people.joined"].value == 2


def test_a_page_of_figures_costs_two_queries(office, django_assert_num_queries):
    figures.refresh(office.county.pk)
    with django_assert_num_queries(2):
        found = figures.read_all(counted(), office.li, [YEAR, JUNE])
    assert found["people.joined", YEAR].value == 1


def test_a_write_while_a_value_is_reckoned_is_not_lost(office, monkeypatch):
    """The row comes in after the rows were read and before the value is stored: the next round must find it."""
    figures.refresh(office.county.pk)
    a_page_adds(office)
    from_rows, once = summary.from_rows, []

    def and_meanwhile(reckoning):
        found = from_rows(reckoning)
        if not once and (reckoning.figure, reckoning.period) == ("people.joined", YEAR):
            once.append(member(office, "乙", DAY))
        return found

    monkeypatch.setattr(summary, "from_rows", and_meanwhile)
    figures.refresh(office.county.pk)
    assert once
    assert figures.read("people.joined", office.li, YEAR).stale
    figures.refresh(office.county.pk)
    assert figures.read("people.joined", office.li, YEAR).value == 3


def test_a_mark_that_comes_while_marks_are_settled_stays(office, monkeypatch):
    figures.refresh(office.county.pk)
    a_page_adds(office)
    merged, once = marks.merged, []

    def and_meanwhile(standing):
        if not once:
            once.append(member(office, "乙", DAY))
        return merged(standing)

    monkeypatch.setattr(marks, "merged", and_meanwhile)
    summary.settle(office.county.pk)
    assert Stale.objects.exists()
    figures.refresh(office.county.pk)
    assert figures.read("people.joined", office.li, YEAR).value == 3


def test_a_turn_of_the_flag_while_reckoning_keeps_it_raised(office, monkeypatch):
    """The mark of that row is even settled before the value is stored."""
    figures.refresh(office.county.pk)
    a_page_adds(office)
    from_rows, once = summary.from_rows, []

    def and_meanwhile(reckoning):
        found = from_rows(reckoning)
        if not once and (reckoning.figure, reckoning.period) == ("people.joined", YEAR):
            once.append(member(office, "乙", DAY))
            summary.settle(office.county.pk)
        return found

    monkeypatch.setattr(summary, "from_rows", and_meanwhile)
    figures.refresh(office.county.pk)
    assert once
    assert figures.read("people.joined", office.li, YEAR).stale
    figures.refresh(office.county.pk)
    assert figures.read("people.joined", office.li, YEAR).value == 3


def test_every_night_the_usual_periods_are_made_ready(cast):
    figures.check_nightly(cast.county.pk)
    kept = {r.period for r in Reckoning.objects.filter(figure="people.members")}
    assert kept == set(summary.standing_periods(date.today()))


def test_what_no_writer_marked_is_reported_at_night_and_put_right(office):
    figures.refresh(office.county.pk)
    Membership.objects.filter(person__name="旧").update(joined_on=AFTER)
    found = figures.check_nightly(office.county.pk)
    difference = next(d for d in found if (d.figure, d.period, d.org, d.dimension) == (
        "people.joined", YEAR, office.li_town.pk, ""))
    assert (difference.stored, difference.reckoned) == (1, 0)
    assert figures.read("people.joined", office.li, YEAR).value == 0
    assert figures.check_nightly(office.county.pk) == []


def test_other_spans_are_their_months_or_live(office):
    member(office, "乙", date(2010, 11, 11))
    half, to_day = Period(date(2010, 6, 1), date(2010, 11, 30)), Period(date(2010, 1, 1), date(2010, 11, 11))
    for code in ("people.joined", "people.members", "activities.cadres_trained"):
        for span in (half, to_day):
            assert figures.read(code, office.li, span).value == FIGURES[code].value(office.li, span)
    assert figures.read("people.joined", office.li, half).value == 2
    assert {r.period for r in Reckoning.objects.filter(figure="people.joined")} >= set(half.months)
    actions.move(office.li_union, parent=office.zhang_town, on=date(2010, 7, 1), scope=office.wang)
    for scope in (office.li, office.zhang, office.wang):
        assert figures.read("people.joined", scope, half).value == FIGURES["people.joined"].value(scope, half)


def test_a_line_of_months(office):
    line_ = figures.read_months("people.joined", office.li, YEAR)
    assert [cell.value for _month, cell in line_] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]


def test_a_rate_keeps_both_its_figures(office):
    member(office, "女一", BEFORE, sex="女")
    member(office, "女二", BEFORE, sex="女")
    figures.refresh(office.county.pk)
    cell = figures.read("people.women_share", office.li, YEAR)
    assert (str(cell.value), cell.part, cell.whole) == ("66.67", 2, 3)
    assert figures.show(FIGURES["people.women_share"], cell.value) == "66.67%"
    assert figures.read("people.women_share", office.zhang, YEAR).value is None
    kept = figures.proof("people.women_share", office.li, YEAR)
    write(Person(name="男", sex="男", org=office.li_union), scope=office.wang)
    assert not figures.explain(kept, figures.proof_today(kept, office.wang))
    a_page_adds(office)
    why = figures.explain(kept, figures.proof_today(kept, office.wang))
    assert (why.then, why.now, len(why.parts[1].added)) == ("66.67", "50.00", 1)


def test_a_quoted_value_opens_its_row(office):
    figure = FIGURES["orgs.min_members"]
    assert figures.read("orgs.min_members", office.li, YEAR).value == figure.row(office.li, YEAR).number
    kept = figures.proof("orgs.min_members", office.li, YEAR)
    assert (kept["value"], kept["count"]) == (figure.row(office.li, YEAR).number, 1)


def test_rows_that_did_not_change_leave_no_mark(office):
    figures.refresh(office.county.pk)
    person = Person.objects.get(name="旧")
    person.phone = "13800000000"
    write(person, scope=office.wang)
    assert not Stale.objects.exists()


def test_a_chunk_leaves_one_mark_an_org(office):
    figures.refresh(office.county.pk)
    rows = [values(Membership(org=org, joined_on=day)) for org in (office.li_union, office.zhang_union)
            for day in (BEFORE, DAY, AFTER)]
    figures.touched(Membership, office.county.pk, rows)
    assert {(mark.org, mark.first, mark.last) for mark in Stale.objects.all()} == {
        (office.li_union.pk, BEFORE, AFTER), (office.zhang_union.pk, BEFORE, AFTER)}


def test_a_closed_day_stays_closed(office):
    assert not figures.closed(office.county.pk, DAY)
    figures.close(office.wang, date(2010, 12, 31))
    assert figures.closed(office.county.pk, date(2010, 12, 31))
    assert not figures.closed(office.county.pk, date(2011, 1, 1))
    row = activity(office, "job_fair", DAY, heads=30)
    with pytest.raises(Refused, match="已经结账"):
        row.flow.take(row, "hold", scope=office.wang, on=DAY)
    for day in (date(2010, 12, 31), date(2999, 1, 1)):
        with pytest.raises(ValidationError):
            figures.close(office.wang, day)
    assert Closing.objects.count() == 1


def test_a_dissolved_union_keeps_its_place_in_figures(office):
    org = cast_union(office)
    membership(office, Person.objects.get(name="旧"), org, BEFORE, left_on=DAY)
    org.status, org.dissolved_on = Org.Status.DISSOLVED, date(2010, 7, 1)
    write(org, scope=office.wang)
    figures.refresh(office.county.pk)
    assert figures.read("people.left", office.li, YEAR).value == FIGURES["people.left"].value(office.li, YEAR) == 1


def cast_union(office):
    return office.found("旧厂工会", "40", office.li_town)


