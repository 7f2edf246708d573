"""Rows that must not count, each named: they are there, and no figure of the period takes them in."""
from datetime import date

import pytest

from gonghui.assistance.fund import proof
from gonghui.assistance.fund.models import Allocation, PayRun, SettingAside
from gonghui.assistance.hardship.models import File
from gonghui.core.figures import FIGURES
from gonghui.core.rosters.models import Import
from gonghui.registry.activities.models import Activity, Attendance
from gonghui.registry.orgs.models import Org, OrgName
from gonghui.registry.people.models import Membership, Person, Review
from gonghui.registry.posts.models import Duty
from gonghui.shell.demonstration import PERIOD, hardship, money
from gonghui.shell.demonstration.stories import DECIDED, MISTAKEN
from gonghui.shell.demonstration.tables import rows

pytestmark = pytest.mark.django_db

FOUNDED = [row for row in rows("founded") if row["case"]]
PEOPLE = rows("people")
CLASSES = [row for row in rows("gatherings") if row["case"]]
CHAIRS = [row for row in rows("chairs") if row["case"]]
HOUSEHOLDS = rows("hardship")
LEAST = 3


def counted(demonstration, code):
    """The rows that the figure takes in, over the county's period."""
    return FIGURES[code].rows(demonstration.wang, PERIOD)


def by_case(row):
    return f"{row.get('name') or row.get('theme')}: {row['case']}"


@pytest.mark.parametrize("row", FOUNDED, ids=by_case)
def test_a_union_about_the_period(demonstration, row):
    org = Org.objects.get(county=demonstration.county, name=row["name"])
    assert org.founded_on == date.fromisoformat(row["founded_on"])
    assert counted(demonstration, "orgs.founded").filter(pk=org.pk).exists() is (row["counts"] == "1")


def test_a_union_founded_and_dissolved_within_the_period_counts(demonstration):
    org = counted(demonstration, "orgs.founded").get(dissolved_on__range=PERIOD.days)
    assert org.name == "建安镇杏澜服装厂工会"


def test_the_unions_of_an_undone_import_are_gone(demonstration):
    run = Import.objects.get(county=demonstration.county, name="误报的工会名册.xlsx")
    assert run.undone_at and run.tally["add"] == 3 and not run.left
    assert not Org.objects.filter(county=demonstration.county, name__startswith="白泉镇误报").exists()


def memberships(demonstration, name):
    return Membership.objects.filter(county=demonstration.county, person__name=name).order_by("joined_on", "id")


@pytest.mark.parametrize("row", PEOPLE, ids=by_case)
def test_a_person_with_a_story(demonstration, row):
    assert memberships(demonstration, row["name"]).exists()
    rows_counted = counted(demonstration, "people.joined").filter(person__name=row["name"])
    assert len(rows_counted) == int(row["counts"])


@pytest.mark.parametrize(("name", "hows"), [
    ("韩知衡", ["join", "transfer"]), ("许叙珩", ["join", "rejoin"]), ("秦若岚", ["join", "transfer"]),
    ("施清衡", ["join", "rejoin"]), ("金叙谦", ["transfer"]), ("谢知舟", ["join", "join"]), ("邹以恪", ["join", "join"]),
    ("苏牧衡", ["join", "transfer"]), ("窦亦舟", ["join"]), ("葛以岚", ["join"]),
])
def test_the_story_stands_in_the_memberships(demonstration, name, hows):
    assert [row.how for row in memberships(demonstration, name)] == hows


@pytest.mark.parametrize("name", ["窦亦舟", "章昭禾", "云清谦"])
def test_one_person_on_two_lists_is_one_person(demonstration, name):
    person = Person.objects.get(county=demonstration.county, name=name)
    review = Review.objects.get(county=demonstration.county, person=person)
    assert (review.kind, review.status, review.decided_on) == ("lookalike", "accepted", DECIDED)


def test_one_number_under_two_names_is_refused(demonstration):
    run = Import.objects.get(county=demonstration.county, name="补报会员名单（2010年8月）.xlsx")
    assert run.tally["refused"] == 1
    assert not Person.objects.filter(county=demonstration.county, name="葛以兰").exists()


def test_the_members_of_an_undone_import_are_gone(demonstration):
    run = Import.objects.get(county=demonstration.county, name="误传的名单.xlsx")
    assert run.undone_at and run.tally["add"] == MISTAKEN and not run.left


@pytest.mark.parametrize("row", CLASSES, ids=by_case)
def test_a_class_or_lecture_that_does_not_count(demonstration, row):
    activity = Activity.objects.get(county=demonstration.county, theme=row["theme"], first_on=row["first_on"])
    for code in ("activities.cadre_classes", "activities.health_lectures"):
        assert not counted(demonstration, code).filter(pk=activity.pk).exists()
    assert not counted(demonstration, "activities.cadres_trained").filter(activity=activity).exists()


def test_there_is_every_kind_of_class_and_lecture_that_does_not_count(demonstration):
    for kind in ("cadre_class", "health_lecture"):
        ours = Activity.objects.filter(county=demonstration.county, kind=kind)
        outside = ours.filter(held_on__in=(date(2009, 12, 31), date(2010, 11, 12)))
        assert [len(outside), len(ours.filter(status="cancelled"))] == [2, 2]
        assert ours.filter(first_on__range=PERIOD.days, held_on__gt=PERIOD.last).exists()
        assert ours.filter(status="planned").exists()


@pytest.mark.parametrize("kind", ["cadre_class", "health_lecture"])
def test_who_did_not_come_is_on_the_list_and_does_not_count(demonstration, kind):
    absent = Attendance.objects.filter(county=demonstration.county, activity__kind=kind, present=False,
                                       activity__held_on__range=PERIOD.days)
    assert len(absent) >= 2
    assert not counted(demonstration, "activities.cadres_trained").filter(pk__in=absent).exists()


@pytest.mark.parametrize("row", CHAIRS, ids=lambda row: f"{row['org']} {row['name']}: {row['case']}")
def test_a_township_with_and_without_both_chairs(demonstration, row):
    ever = OrgName.objects.get(county=demonstration.county, name=row["org"]).org
    duties = Duty.objects.filter(county=demonstration.county, org=ever, position=row["position"])
    assert duties.filter(name=row["name"]).exists()
    complete = counted(demonstration, "orgs.full_complement").filter(pk=ever.pk).exists()
    assert complete is row["case"].startswith("配齐")


def test_each_figure_has_its_rows_that_do_not_count():
    missed = {
        "orgs.founded": [row for row in FOUNDED if row["counts"] == "0"],
        "people.joined": [row for row in PEOPLE if row["counts"] == "0"],
        "orgs.full_complement": {row["org"] for row in CHAIRS if not row["case"].startswith("配齐")},
        "activities.cadre_classes": [row for row in CLASSES if "class" in row["kind"]],
        "activities.health_lectures": [row for row in CLASSES if "lecture" in row["kind"]],
    }
    assert {code: len(named) for code, named in missed.items() if len(named) < LEAST} == {}


def test_each_household_of_the_table_counts_as_it_says(demonstration):
    """They were entered in the order of the table, after the sheets: the last files by their numbers of the day."""
    files = list(File.objects.filter(county=demonstration.county).order_by("-id")[:len(HOUSEHOLDS)])[::-1]
    on_file = set(counted(demonstration, "hardship.on_file").values_list("file", flat=True))
    told = {row["case"] or f"{row['begun']} {row['approved']}": row["counts"] == "1" for row in HOUSEHOLDS}
    names = [row["case"] or f"{row['begun']} {row['approved']}" for row in HOUSEHOLDS]
    assert {name: file.pk in on_file for name, file in zip(names, files, strict=True)} == told
    assert [file.main_cause for file in files] == [row["cause"] for row in HOUSEHOLDS]
    assert sum(not counts for counts in told.values()) >= LEAST


def test_files_of_a_sheet_taken_in_by_mistake_are_gone(demonstration):
    run = Import.objects.get(county=demonstration.county, name="误传的困难职工档案.xlsx")
    assert (run.tally["add"], run.undone_at is not None) == (hardship.MISTAKEN, True)
    later = File.objects.filter(county=demonstration.county, filed_on=hardship.LAST + hardship.DAY)
    assert later.count() == hardship.LATER + 1
    assert not counted(demonstration, "hardship.on_file").filter(file__in=later).exists()


def test_the_festivals_money_adds_up_though_one_payment_came_back(demonstration):
    run = PayRun.objects.get(county=demonstration.county, title="2010年春节送温暖")
    assert proof.of_run(run).holds
    assert (run.having("paid").count(), run.having("resent").count()) == (money.VISITED, 1)
    assert sum(line.amount for line in run.having("paid")) == money.YUAN * 100


@pytest.mark.parametrize("row", [row for row in rows("money") if row["case"]], ids=lambda row: row["case"])
def test_money_about_the_period(demonstration, row):
    """What came in, and what was set aside, on its day or not at all."""
    model = Allocation if row["kind"] == "allocation" else SettingAside
    made = model.objects.get(county=demonstration.county, amount=int(row["yuan"]) * 100, purpose=row["purpose"])
    assert str(made.approved_on or "") == row["on"]
    within = row["on"] and PERIOD.first <= made.approved_on <= PERIOD.last
    if model is SettingAside:
        assert counted(demonstration, "fund.set_aside").filter(pk=made.pk).exists() is bool(within)
    else:
        kinds = set(counted(demonstration, "fund.received").filter(allocation=made).values_list("kind", flat=True))
        assert kinds == ({"receive", "correct" if "withdraw" in row["acts"] else "give_back"} if within else set())
