"""Files approved, refused, relieved and taken up again about the ends of the statistical year 2011: what lies before
it is in 2010 too, whose holidays are known."""
from datetime import date, timedelta

from gonghui.assistance.hardship import actions
from gonghui.assistance.hardship.models import Income
from gonghui.core.periods import Period
from tests.figure_cases import Case

from .households import DAY, judged, line, noticed

YEAR = Period.statistical(2011)
FIRST, LAST = YEAR.days
MONTH = timedelta(days=30)


def stood(cast, name, on, org=None):
    """A file approved on a day, of the other township where said."""
    who = {"scope": cast.wang, "org": org} if org else {}
    file, _after = noticed(cast, judged(cast, name, on=on - MONTH, **who), scope=who.get("scope"))
    return file.flow.take(file, "approve", scope=cast.qian, on=on)


def richer(cast, file, on):
    """Reckoned on a day to be of no class, from an income of 50,000 yuan."""
    file.main_cause = "schooling"
    actions.correct(file, scope=cast.wang)
    row = Income(member=file.members.get(last_on=None), kind="business", year=on.year, amount=50_000_00)
    actions.put(file, row, scope=cast.wang)
    actions.assess(file, scope=cast.wang, on=on, year=on.year)
    return file


def relieved(cast, name, filed_on, on):
    file = richer(cast, stood(cast, name, filed_on), on)
    return file.flow.take(file, "relieve", scope=cast.qian, on=on)


def left(cast, name, filed_on, on, step="leave"):
    file = stood(cast, name, filed_on)
    return file.flow.take(file, step, scope=cast.qian, on=on, note="迁往外县")


def stock(cast):
    """On file on the last day: approved before, on that day, in the other township, and gone the day after. Not:
    approved a day later, gone that day, gone before, judged and still announced, refused, relieved and taken up again
    but not approved."""
    line(cast)
    stood(cast, "何花", FIRST)
    stood(cast, "吕叶", LAST)
    stood(cast, "施果", date(2011, 6, 1), cast.zhang_town)
    left(cast, "窦芽", date(2010, 11, 4), LAST + DAY)
    stood(cast, "孔枝", LAST + DAY)
    left(cast, "曹根", date(2010, 11, 4), LAST)
    relieved(cast, "严苗", date(2010, 11, 4), date(2011, 8, 1))
    noticed(cast, judged(cast, "华茎", on=date(2011, 7, 8)))
    refused = judged(cast, "金蕊", on=date(2011, 7, 8))
    refused.flow.take(refused, "reject", scope=cast.li, on=date(2011, 8, 1), note="有两套住房")
    again = left(cast, "魏藤", date(2010, 11, 4), date(2011, 6, 2))
    again.flow.take(again, "relapse", scope=cast.li, on=date(2011, 9, 1), note="再次失业")


def decided(*step):
    """A decision taken on the first day, the last, and in the other township: three; a day before and after: none."""
    def build(cast):
        line(cast)
        for name, on in (("何花", FIRST), ("吕叶", LAST), ("施果", FIRST - DAY), ("孔枝", LAST + DAY)):
            step[0](cast, name, on)
        if step[1:]:
            step[1](cast)
    return build


def approved_elsewhere(cast):
    stood(cast, "曹根", date(2011, 6, 1), cast.zhang_town)
    noticed(cast, judged(cast, "华茎", on=date(2011, 7, 8)))
    left(cast, "严苗", date(2010, 6, 4), date(2011, 8, 1))


def _relieved(cast, name, on):
    relieved(cast, name, on - 4 * MONTH, on)


def _left(cast, name, on):
    left(cast, name, on - 4 * MONTH, on)


def _cancelled_too(cast):
    left(cast, "曹根", date(2010, 11, 4), date(2011, 8, 1), "cancel")
    relieved(cast, "严苗", date(2010, 11, 4), date(2011, 8, 1))


def _left_too(cast):
    left(cast, "曹根", date(2010, 11, 4), date(2011, 8, 1))


def reviewed(cast):
    """Three files reviewed in the year, one of them twice; a fourth a day after, a fifth a day before, a sixth only
    approved."""
    line(cast)
    days_of = {"何花": (date(2011, 7, 1), date(2011, 8, 1)), "吕叶": (FIRST,), "施果": (LAST,), "孔枝": (LAST + DAY,),
               "曹根": (FIRST - DAY,)}
    stood(cast, "严苗", date(2011, 5, 4))
    for name, days in days_of.items():
        file = stood(cast, name, date(2010, 5, 4))
        for nth, on in enumerate(days):
            row = Income(member=file.members.get(), kind="wage", year=2012 + nth, amount=3_000_00)
            actions.put(file, row, scope=cast.li)
            actions.assess(file, scope=cast.li, on=on, year=2012 + nth)
            file = file.flow.take(file, "review", scope=cast.li, on=on)


CASES = {
    "hardship.on_file": Case(YEAR, stock, county=4, li=3),
    "hardship.filed": Case(YEAR, decided(stood, approved_elsewhere), county=3, li=2),
    "hardship.relieved": Case(YEAR, decided(_relieved, _left_too), county=2, li=2),
    "hardship.ended": Case(YEAR, decided(_left, _cancelled_too), county=4, li=4),
    "hardship.reviewed": Case(YEAR, reviewed, county=3, li=3),
}
