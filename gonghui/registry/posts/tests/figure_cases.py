"""Chairs in office about the last day of 2010."""
from datetime import date, timedelta

from gonghui.core.periods import Period
from gonghui.core.writing import write
from gonghui.registry.orgs.models import Org
from gonghui.registry.posts.models import Duty
from tests.figure_cases import Case

YEAR = Period.year(2010)
LAST = YEAR.last
DAY = timedelta(days=1)
OLD = date(2005, 5, 1)


def duty(cast, org, name, full_time, first_on=OLD, last_on=None, position="chair"):
    write(Duty(org=org, name=name, position=position, full_time=full_time, first_on=first_on, last_on=last_on),
          scope=cast.wang)


def town(cast, name, founded_on=OLD, dissolved_on=None, kind="20"):
    org = cast.found(name, kind, cast.top, on=founded_on)
    if dissolved_on:
        org.status, org.dissolved_on = Org.Status.DISSOLVED, dissolved_on
        write(org, scope=cast.wang)
    return org


def complete(cast, org, full=(OLD, None), part=(OLD, None)):
    """A full-time and a part-time chair, each from a day to one."""
    duty(cast, org, "专职", True, *full)
    duty(cast, org, "兼职", False, *part)


def full_complement(cast):
    """Five count; eleven lack one of their chairs that day, are no township, or are none that day."""
    complete(cast, cast.li_town, full=(LAST, None))
    complete(cast, town(cast, "甲一乡总工会", LAST), part=(LAST, None))
    complete(cast, town(cast, "甲二乡总工会", dissolved_on=LAST + DAY), full=(OLD, LAST))
    complete(cast, town(cast, "甲三乡总工会"), part=(OLD, LAST))
    complete(cast, town(cast, "甲四乡总工会"))
    complete(cast, town(cast, "乙一乡总工会", LAST + DAY))
    complete(cast, town(cast, "乙二乡总工会", dissolved_on=LAST))
    complete(cast, town(cast, "乙三乡总工会"), full=(LAST + DAY, None))
    complete(cast, town(cast, "乙四乡总工会"), part=(LAST + DAY, None))
    complete(cast, town(cast, "乙五乡总工会"), full=(OLD, LAST - DAY))
    complete(cast, town(cast, "乙六乡总工会"), part=(OLD, LAST - DAY))
    complete(cast, cast.found("乙七系统工会", "21", cast.top))
    for name, full_time in (("乙八乡总工会", True), ("乙九乡总工会", False)):
        org = town(cast, name)
        duty(cast, org, "主席", full_time)
        duty(cast, org, "副主席", not full_time, position="vice_chair")
    duty(cast, town(cast, "乙十乡总工会"), "专职", True)
    duty(cast, cast.zhang_town, "兼职", False)


def chairs(full_time):
    def build(cast):
        duty(cast, cast.li_union, "甲一", full_time, first_on=LAST)
        duty(cast, cast.li_town, "甲二", full_time, last_on=LAST)
        duty(cast, cast.zhang_union, "甲三", full_time)
        duty(cast, cast.li_union, "乙一", full_time, first_on=LAST + DAY)
        duty(cast, cast.li_union, "乙二", full_time, last_on=LAST - DAY)
        duty(cast, cast.li_union, "乙三", full_time, position="vice_chair")
        duty(cast, cast.li_union, "乙四", not full_time)
    return build


CASES = {
    "orgs.full_complement": Case(YEAR, full_complement, county=5, li=1),
    "posts.chairs_full_time": Case(YEAR, chairs(True), county=3, li=2),
    "posts.chairs_part_time": Case(YEAR, chairs(False), county=3, li=2),
}
