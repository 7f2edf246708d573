"""Classes and lectures held, cancelled and put right about the ends of 2010."""
from datetime import date, timedelta

from gonghui.core.periods import Period
from gonghui.core.writing import write
from gonghui.registry.activities.models import Activity, Attendance
from tests.figure_cases import Case

YEAR = Period.year(2010)
FIRST, LAST = YEAR.days
DAY = timedelta(days=1)
MIDDLE = date(2010, 6, 1)


def activity(cast, kind, day, org=None, heads=None, **fields):
    """An activity begun on a day; planned yet."""
    row = Activity(org=org or cast.li_town, kind=kind, theme=f"{kind} {day}", first_on=day, heads=heads, **fields)
    write(row, scope=cast.wang)
    return row


def named(cast, kind, day, present, absent=(), org=None):
    """An activity held that counts by its list of names, each "name" or a Person."""
    row = activity(cast, kind, day, org, counted_by="names")
    for name, came in [*((one, True) for one in present), *((one, False) for one in absent)]:
        who = {"name": name} if isinstance(name, str) else {"name": name.name, "person": name}
        write(Attendance(activity=row, present=came, **who), scope=cast.wang)
    return row.flow.take(row, "hold", scope=cast.wang, on=day)


def held(cast, kind, day, org=None, heads=10):
    row = activity(cast, kind, day, org, heads)
    return row.flow.take(row, "hold", scope=cast.wang, on=day)


def about_the_year(kind, other="other"):
    """Held on the first and the last day and in the other township: three count. A day outside, another kind,
    planned, cancelled, and held by mistake do not."""
    def build(cast):
        held(cast, kind, FIRST)
        held(cast, kind, LAST)
        held(cast, kind, MIDDLE, cast.zhang_town)
        held(cast, kind, FIRST - DAY)
        held(cast, kind, LAST + DAY)
        held(cast, other, MIDDLE)
        activity(cast, kind, MIDDLE)
        for step, on in (("cancel", "cancelled"), ("hold", "planned")):
            row = activity(cast, kind, MIDDLE, heads=10)
            row = row.flow.take(row, step, scope=cast.wang, on=MIDDLE, note="另行安排")
            if on == "planned":
                row.flow.take(row, "reopen", scope=cast.qian, on=MIDDLE, note="没有举办")
    return build


def attended(kind, other="other"):
    """10 heads on the first day, 20 on the last, one name, and three in the other township: 34. An absent name, other
    days, another kind, planned and cancelled ones do not count."""
    def build(cast):
        held(cast, kind, FIRST, heads=10)
        held(cast, kind, LAST, heads=20)
        named(cast, kind, MIDDLE, ["甲", "乙", "丙"], absent=["丁"], org=cast.zhang_union)
        named(cast, kind, MIDDLE, ["戊"])
        held(cast, kind, FIRST - DAY, heads=40)
        held(cast, kind, LAST + DAY, heads=80)
        held(cast, other, MIDDLE, heads=160)
        activity(cast, kind, MIDDLE, heads=320)
        row = activity(cast, kind, MIDDLE, heads=640)
        row.flow.take(row, "cancel", scope=cast.wang, on=MIDDLE, note="下雨")
    return build


def cadres_trained(cast):
    """甲 comes twice and counts once; 乙, 丙 and a member of the same name as 乙 count: four. Absent, of other days,
    of a workers' class, and heads without names do not."""
    from gonghui.registry.people.tests.figure_cases import person

    known = person(cast, "乙", cast.li_union)
    named(cast, "cadre_class", FIRST, ["甲", "乙"], absent=["丁"])
    named(cast, "cadre_class", LAST, ["甲", known])
    named(cast, "cadre_class", MIDDLE, ["甲", "丙"], org=cast.zhang_town)
    named(cast, "cadre_class", FIRST - DAY, ["戊"])
    named(cast, "cadre_class", LAST + DAY, ["己"])
    named(cast, "class", MIDDLE, ["庚"])
    held(cast, "cadre_class", MIDDLE, heads=10)


CASES = {
    "activities.held": Case(YEAR, about_the_year("exhibition"), county=4, li=3),
    "activities.attendances": Case(YEAR, attended("assembly"), county=194, li=191),
    "activities.cadre_classes": Case(YEAR, about_the_year("cadre_class", "class"), county=3, li=2),
    "activities.cadres_trained": Case(YEAR, cadres_trained, county=4, li=3),
    "activities.cadre_class_attendances": Case(YEAR, attended("cadre_class", "class"), county=34, li=31),
    "activities.health_lectures": Case(YEAR, about_the_year("health_lecture", "lecture"), county=3, li=2),
    "activities.lecture_attendances": Case(YEAR, attended("health_lecture", "lecture"), county=34, li=31),
    "activities.culture": Case(YEAR, about_the_year("sports"), county=3, li=2),
    "activities.job_fairs": Case(YEAR, about_the_year("job_fair"), county=3, li=2),
}
