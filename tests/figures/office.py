"""What an office does to its records, each in one of the ways that rows are written."""
from datetime import date

from gonghui.core import figures
from gonghui.core.figures import FIGURES
from gonghui.core.figures.tables import FigureCell
from gonghui.core.periods import Period
from gonghui.core.rosters.undo import undo
from gonghui.core.writing import remove, write
from gonghui.registry.activities.models import Activity, Attendance
from gonghui.registry.activities.tests.figure_cases import activity
from gonghui.registry.orgs import actions
from gonghui.registry.people.models import Membership, Person
from gonghui.registry.people.tests.figure_cases import member, membership
from gonghui.registry.people.tests.made import imported, line
from gonghui.registry.posts.tests.figure_cases import duty
from tests.figure_cases import counted

JUNE, YEAR, NEXT = Period.month(2010, 6), Period.year(2010), Period.year(2011)
PERIODS = (JUNE, YEAR, NEXT, Period.statistical(2010))
DAY, BEFORE, AFTER = date(2010, 6, 15), date(2009, 3, 1), date(2011, 2, 1)


def keep_all(cast):
    for code in counted():
        for period in PERIODS:
            figures.keep(cast.county.pk, code, period)
        for dimension in FIGURES[code].dimensions:
            figures.keep(cast.county.pk, code, YEAR, dimension)


def cells():
    """{(figure, dimension, first, last, org, item): value} of every cell of the table."""
    rows = FigureCell.objects.order_by("id").values_list(
        *(f"reckoning__{name}" for name in ("figure", "dimension", "first", "last")), "org", "item", "value")
    return {tuple(key): value for *key, value in rows}


def a_page_adds(cast):
    member(cast, "甲", DAY)


def a_page_edits(cast):
    row = Membership.objects.get(person__name="旧")
    row.joined_on = AFTER
    write(row, scope=cast.wang)


def a_page_moves_to_another_org(cast):
    row = Activity.objects.get(theme__startswith="sports")
    row.org = cast.zhang_union
    write(row, scope=cast.wang)


def a_page_changes_what_a_breakdown_goes_by(cast):
    row = Person.objects.get(name="旧")
    row.sex = "女"
    write(row, scope=cast.wang)


def a_page_removes(cast):
    remove(Membership.objects.get(person__name="旧"), scope=cast.wang)


def a_late_entry_makes_a_later_row_the_second(cast):
    membership(cast, Person.objects.get(name="旧"), cast.zhang_union, BEFORE, left_on=date(2009, 8, 1))


def a_step_is_taken(cast):
    row = activity(cast, "job_fair", DAY, heads=30)
    row.flow.take(row, "hold", scope=cast.wang, on=DAY)


def a_step_is_put_right(cast):
    row = Activity.objects.get(theme__startswith="sports")
    row.flow.take(row, "reopen", scope=cast.qian, on=DAY, note="没有举办")


def a_name_is_put_on_a_list(cast):
    row = Activity.objects.get(counted_by="names")
    write(Attendance(activity=row, name="丁", present=True), scope=cast.wang)


def a_roster_comes_in(cast):
    assert imported(cast.wang, [line(n, cast.li_union, 入会日期="2010-06-15") for n in range(5)]).tally["add"] == 5


def a_roster_changes_rows(cast):
    imported(cast.wang, [line(n, cast.li_union, 入会日期="2010-06-15") for n in range(3)])
    imported(cast.wang, [line(n, cast.li_union, 入会日期="2010-07-15") for n in range(3)])


def a_roster_is_taken_back(cast):
    run = imported(cast.wang, [line(n, cast.li_union, 入会日期="2010-06-15") for n in range(5)])
    figures.refresh(cast.county.pk)
    run.refresh_from_db()
    undo(run, cast.wang)


def a_union_is_entered(cast):
    cast.found("新工会", "40", cast.li_town, on=DAY)


def a_union_moves(cast):
    actions.move(cast.li_union, parent=cast.zhang_town, on=DAY, scope=cast.wang)


def a_chair_takes_office(cast):
    duty(cast, cast.li_town, "专职", True, DAY)
