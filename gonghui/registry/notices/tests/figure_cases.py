"""Notices posted and objections received about the ends of 2010."""
from datetime import date, timedelta

from gonghui.core.periods import Period
from tests.figure_cases import Case

from . import made

YEAR = Period.year(2010)
FIRST, LAST = YEAR.days
DAY = timedelta(days=1)
MIDDLE = date(2010, 6, 1)


def posted(cast):
    """Posted on the first and the last day, in the other township, and withdrawn again: four. A day outside and a
    draft do not count."""
    made.standard()
    days = ((FIRST, None), (LAST, None), (MIDDLE, cast.zhang_town), (FIRST - DAY, None), (LAST + DAY, None))
    for day, org in days:
        made.posted(cast, made.person(cast, "何花"), on=day, org=org)
    made.draft(cast, made.person(cast, "何花"))
    row = made.posted(cast, made.person(cast, "何花"), on=MIDDLE)
    row.flow.take(row, "withdraw", scope=cast.wang, on=MIDDLE, note="名单有误")


def objections(cast):
    """Received on the first and the last day, in the other township, upheld and dropped alike: four."""
    made.standard()
    for day, org in ((FIRST, None), (LAST, None), (MIDDLE, cast.zhang_town), (FIRST - DAY, None), (LAST + DAY, None)):
        notice = made.posted(cast, made.person(cast, "何花"), on=day, org=org)
        row = made.objected(cast, notice.lines.get(), on=day)
        if day == FIRST:
            row.flow.take(row, "uphold", scope=cast.wang, on=day, answer="属实")
    notice = made.posted(cast, made.person(cast, "何花"), on=MIDDLE)
    row = made.objected(cast, notice.lines.get(), on=MIDDLE)
    row.flow.take(row, "drop", scope=cast.wang, on=MIDDLE, note="来电说明是误会")


CASES = {
    "notices.posted": Case(YEAR, posted, county=4, li=3),
    "notices.objections": Case(YEAR, objections, county=4, li=3),
}
