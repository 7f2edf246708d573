"""The seven figures of the county's summary of 2010 come out of its rows, to the head."""
from datetime import date, timedelta

import pytest
from django.urls import get_resolver
from django.utils.timezone import localdate

from gonghui.annual.summary import actions
from gonghui.annual.summary.models import Summary
from gonghui.core import figures, todos
from gonghui.core.audit import broken
from gonghui.core.county import DATA_CHECKS
from gonghui.core.figures import FIGURES
from gonghui.core.periods import Period
from gonghui.registry.orgs.models import Org
from gonghui.registry.people.models import Membership, Person
from gonghui.shell.demonstration import PERIOD

pytestmark = pytest.mark.django_db

JULY = Period.month(2010, 7)
TOLD = [
    ("activities.cadre_classes", PERIOD, 1), ("activities.cadre_classes", JULY, 1),
    ("activities.cadres_trained", PERIOD, 30), ("activities.cadres_trained", JULY, 30),
    ("activities.health_lectures", PERIOD, 7), ("activities.lecture_attendances", PERIOD, 320),
    ("orgs.founded", PERIOD, 25), ("people.joined", PERIOD, 2515), ("orgs.full_complement", PERIOD, 3),
    ("hardship.on_file", PERIOD, 824),
    ("fund.payments", PERIOD, 306), ("fund.paid", PERIOD, 154_000_00), ("fund.set_aside", PERIOD, 108_000_00),
]


@pytest.mark.parametrize(("code", "period", "value"), TOLD)
def test_the_figure_comes_out(demonstration, code, period, value):
    assert FIGURES[code].value(demonstration.wang, period) == value
    assert figures.read(code, demonstration.wang, period).value == value


@pytest.mark.parametrize(("code", "period", "value"), TOLD)
def test_the_townships_and_the_county_itself_make_up_the_whole(demonstration, code, period, value):
    parts = FIGURES[code].by_org(demonstration.wang, period)
    assert sum(parts.values()) == value
    read = {org: cell.value for org, cell in figures.read_by_org(code, demonstration.wang, period)}
    parts.pop(demonstration.wang.org_id, None)
    assert {org: n for org, n in read.items() if n} == parts


def test_the_year_is_the_sum_of_its_months_and_the_summary_says_so(demonstration):
    year = Period.year(2010)
    for code in ("people.joined", "orgs.founded", "activities.health_lectures", "activities.lecture_attendances"):
        whole = FIGURES[code].value(demonstration.wang, year)
        assert figures.read(code, demonstration.wang, year).value == whole
        assert sum(figures.read(code, demonstration.wang, month).value for month in year.months) == whole


@pytest.mark.parametrize("code", sorted({code for code, _period, _value in TOLD}))
def test_there_is_a_year_before_to_compare_with(demonstration, code):
    assert FIGURES[code].value(demonstration.wang, PERIOD.year_before) > 0


def test_a_township_sees_its_own_part(demonstration):
    li = demonstration.cast["li"]
    mine = FIGURES["people.joined"].value(li, PERIOD)
    assert 0 < mine < 2515
    assert FIGURES["people.joined"].by_org(demonstration.wang, PERIOD)[li.org_id] == mine


def test_the_tree_has_thirteen_townships_and_four_levels(demonstration):
    orgs = list(Org.objects.filter(county=demonstration.county).placed().order_by("number"))
    towns = {org.division_id for org in orgs if org.kind == "20"}
    assert len(towns) == 13
    assert max(org.path.count("/") for org in orgs if org.path) == 4
    assert {"20", "21", "22", "31", "40", "41", "50", "61"} <= {org.kind for org in orgs}


def test_2010_is_closed_and_nothing_points_out_of_the_county(demonstration):
    assert figures.closed_to(demonstration.county.pk) == date(2010, 12, 31)
    assert not [wrong for check in DATA_CHECKS for wrong in check(demonstration.county)]
    assert broken(demonstration.county) is None


def test_no_number_is_anybodys(demonstration):
    people = Person.objects.filter(county=demonstration.county, id_index__isnull=False).order_by("id")[:300]
    assert {person.id_number[:6] for person in people} == {"229922"}
    assert {person.phone[:3] for person in people} == {"160"}


def test_the_chair_can_issue_the_summary_and_its_numbers_are_the_figures(demonstration):
    summary = Summary.objects.get(county=demonstration.county)
    assert (summary.status, summary.period) == ("sent_up", PERIOD)
    made = actions.draft(summary, demonstration.wang)
    assert not made.unknown and not made.warnings and not made.empty
    said = {(n.figure.code, n.period): n.value for n in made.numbers}
    assert {key: said[key] for key in said if key in {(c, p) for c, p, _v in TOLD}} == {
        (c, p): v for c, p, v in TOLD if (c, p) in said}
    step, reasons = summary.flow.open_to(summary, demonstration.wang)[1]
    assert (step.name, reasons) == ("issue", [])


@pytest.mark.parametrize(("who", "code"), [
    ("qian", "orgs.to_approve"), ("sun", "orgs.to_found"), ("sun", "activities.to_report"), ("sun", "people.to_review"),
    ("li", "people.to_review"), ("sun", "posts.terms_due"),
])
def test_something_waits_today(demonstration, who, code):
    get_resolver().check()  # kinds of work are declared beside the pages
    assert todos.TODOS[code].count(demonstration.cast[who])


def test_this_year_lives(demonstration):
    year = Period(localdate() - timedelta(days=365), localdate())
    for code in ("people.joined", "orgs.founded", "activities.health_lectures", "activities.cadres_trained"):
        assert FIGURES[code].value(demonstration.wang, year) > 0


def test_every_running_member_is_where_the_register_says(demonstration):
    running = Membership.objects.filter(county=demonstration.county, left_on=None).select_related("person")
    assert not [m.pk for m in running.order_by("id") if m.org_id != m.person.org_id]
