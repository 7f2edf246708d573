"""Unions founded and dissolved, employers covered, about the ends of 2010."""
from datetime import date, timedelta

from django.db import transaction

from gonghui.core.periods import Period
from gonghui.core.writing import write
from gonghui.registry.orgs import actions
from gonghui.registry.orgs.models import Cover, Employer, Org
from tests.figure_cases import Case

YEAR = Period.year(2010)
FIRST, LAST = YEAR.days
DAY = timedelta(days=1)
OLD = date(2005, 5, 1)
SINGLE, VILLAGE, BRANCH, TOWN = "40", "50", "61", "20"


@transaction.atomic
def union(cast, name, founded_on, kind=SINGLE, parent=None, dissolved_on=None):
    """A union that has been there since a day, and until one if said."""
    org = cast.found(name, kind, parent or cast.li_town, on=founded_on)
    if dissolved_on:
        org.status, org.dissolved_on = Org.Status.DISSOLVED, dissolved_on
        write(org, scope=cast.wang)
    return org


def founded(cast):
    """Four count: on the first and last day, in the other township, one dissolved since. The cast's own unions of
    2005, a day outside, a branch, and a founding that was taken back do not."""
    union(cast, "甲一工会", FIRST)
    union(cast, "甲二工会", LAST, VILLAGE)
    union(cast, "甲三工会", date(2010, 6, 1), parent=cast.zhang_town)
    union(cast, "甲四工会", date(2010, 6, 1), dissolved_on=date(2011, 1, 1))
    union(cast, "乙一工会", FIRST - DAY)
    union(cast, "乙二工会", LAST + DAY)
    union(cast, "乙三分会", date(2010, 6, 1), BRANCH, parent=cast.li_union)
    actions.prepare(Org(name="乙四工会", kind=SINGLE, division_id="220422100"), parent=cast.li_town, scope=cast.li)


def dissolved(cast):
    union(cast, "甲一工会", OLD, dissolved_on=FIRST)
    union(cast, "甲二工会", OLD, dissolved_on=LAST)
    union(cast, "甲三工会", OLD, parent=cast.zhang_town, dissolved_on=date(2010, 6, 1))
    union(cast, "乙一工会", OLD, dissolved_on=FIRST - DAY)
    union(cast, "乙二工会", OLD, dissolved_on=LAST + DAY)
    union(cast, "乙三分会", OLD, BRANCH, dissolved_on=date(2010, 6, 1))


def in_being(cast):
    """The cast's two and three more count; founded a day later, dissolved that day, and branches do not."""
    union(cast, "甲一工会", LAST)
    union(cast, "甲二工会", OLD, dissolved_on=LAST + DAY)
    union(cast, "甲三工会", OLD)
    union(cast, "乙一工会", LAST + DAY)
    union(cast, "乙二工会", OLD, dissolved_on=LAST)
    union(cast, "乙三分会", OLD, BRANCH)
    actions.prepare(Org(name="乙四工会", kind=SINGLE, division_id="220422100"), parent=cast.li_town, scope=cast.li)


def covered(cast, name, org, first, last=None, closed_on=None):
    employer = Employer(name=name, org=org, closed_on=closed_on)
    write(employer, scope=cast.wang)
    write(Cover(org=org, employer=employer, first=first, last=last), scope=cast.wang)


def employers_covered(cast):
    covered(cast, "甲一厂", cast.li_union, LAST)
    covered(cast, "甲二厂", cast.li_union, OLD, last=LAST)
    covered(cast, "甲三厂", cast.zhang_union, OLD, closed_on=LAST + DAY)
    covered(cast, "甲四厂", cast.li_union, OLD)
    covered(cast, "乙一厂", cast.li_union, LAST + DAY)
    covered(cast, "乙二厂", cast.li_union, OLD, last=LAST - DAY)
    covered(cast, "乙三厂", cast.li_union, OLD, closed_on=LAST)


CASES = {
    "orgs.founded": Case(YEAR, founded, county=4, li=3),
    "orgs.dissolved": Case(YEAR, dissolved, county=3, li=2),
    "orgs.in_being": Case(YEAR, in_being, county=5, li=4),
    "orgs.employers_covered": Case(YEAR, employers_covered, county=4, li=3),
}
