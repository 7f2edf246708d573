"""Members who joined, left, moved and came back about the ends of 2010."""
from datetime import date, timedelta
from uuid import UUID

from gonghui.core.periods import Period
from gonghui.core.writing import write
from gonghui.registry.people.models import Membership, Person
from tests.figure_cases import Case

YEAR = Period.year(2010)
FIRST, LAST = YEAR.days
DAY = timedelta(days=1)
JOIN, TRANSFER, REJOIN = Membership.How.JOIN, Membership.How.TRANSFER, Membership.How.REJOIN


def person(cast, name, union, sex="男"):
    one = Person(name=name, sex=sex, org=union)
    write(one, scope=cast.wang)
    return one


def membership(cast, who, union, joined_on, **fields):
    row = Membership(person=who, org=union, joined_on=joined_on, **fields)
    write(row, scope=cast.wang)
    return row


def member(cast, name, joined_on, union=None, sex="男", **fields):
    """A person with one membership, in 李干事's union unless said."""
    union = union or cast.li_union
    return membership(cast, person(cast, name, union, sex), union, joined_on, **fields)


def joined(cast):
    """Four count: on the first day, on the last, in the other township, and one whose later joining was entered
    first. Nine do not: outside by a day, transferred from elsewhere, rejoined twice over, an older membership, one of
    unknown date, the second of one day."""
    member(cast, "甲一", FIRST)
    member(cast, "甲二", LAST)
    member(cast, "甲三", date(2010, 6, 1), cast.zhang_union)
    member(cast, "乙一", FIRST - DAY)
    member(cast, "乙二", LAST + DAY)
    member(cast, "乙三", date(2010, 6, 1), how=TRANSFER)
    for name, before in (("丙一", date(1999, 5, 1)), ("丙二", None)):
        earlier = member(cast, name, before, left_on=date(2010, 2, 1))
        membership(cast, earlier.person, cast.li_union, date(2010, 6, 1))
    entered_first, then = UUID(int=1), UUID(int=2)  # two made in one millisecond stand in no order
    late = member(cast, "丁一", date(2011, 3, 1), id=entered_first)
    membership(cast, late.person, cast.li_union, date(2010, 5, 1), left_on=date(2010, 9, 1))
    # Both of one day: in the sheet of one union by mistake, then in the right one. One joining, not two.
    twice = member(cast, "丁二", date(2010, 7, 1), cast.zhang_union, left_on=date(2010, 7, 1), id=then)
    membership(cast, twice.person, cast.li_union, date(2010, 7, 1))


def left(cast):
    """Four count: on the first day, on the last, in the other township, and one that another person's transfer names
    by mistake. Outside by a day and transfers do not."""
    old = date(2005, 5, 1)
    member(cast, "甲一", old, left_on=FIRST, left_why="退会")
    member(cast, "甲二", old, left_on=LAST, left_why="死亡")
    member(cast, "甲三", old, cast.zhang_union, left_on=date(2010, 6, 1))
    member(cast, "乙一", old, left_on=FIRST - DAY)
    member(cast, "乙二", old, left_on=LAST + DAY)
    moved = member(cast, "乙三", old, left_on=date(2010, 6, 1), left_why="转出")
    membership(cast, moved.person, cast.zhang_union, date(2010, 6, 1), how=TRANSFER, came_from=moved)
    member(cast, "乙四", old)
    mistaken = member(cast, "甲四", old, left_on=date(2010, 6, 1))
    member(cast, "乙五", date(2010, 6, 1), cast.zhang_union, how=TRANSFER, came_from=mistaken)


def on_rolls(sex):
    def build(cast):
        """Members of one sex about the year's last day; one woman or man more, to be told from the others."""
        old = date(2005, 5, 1)
        member(cast, "甲一", LAST, sex=sex)
        member(cast, "甲二", None, sex=sex)
        member(cast, "甲三", old, cast.zhang_union, sex=sex, left_on=LAST + DAY)
        member(cast, "甲四", old, sex=sex, retained_on=LAST + DAY)
        member(cast, "甲五", old, sex=sex)
        member(cast, "乙一", LAST + DAY, sex=sex)
        member(cast, "乙二", old, sex=sex, left_on=LAST)
        member(cast, "乙三", old, sex=sex, retained_on=LAST)
        member(cast, "乙四", old, sex={"男": "女", "女": "男"}[sex])
    return build


def retained(cast):
    old = date(2005, 5, 1)
    member(cast, "甲一", old, retained_on=LAST, retained_why="退休")
    member(cast, "甲二", old, cast.zhang_union, retained_on=date(2009, 1, 1), left_on=LAST + DAY)
    member(cast, "甲三", old, retained_on=date(2009, 1, 1))
    member(cast, "乙一", old, retained_on=LAST + DAY)
    member(cast, "乙二", old, retained_on=date(2009, 1, 1), left_on=LAST)
    member(cast, "乙三", old)


CASES = {
    "people.joined": Case(YEAR, joined, county=5, li=3),
    "people.left": Case(YEAR, left, county=4, li=3),
    "people.members": Case(YEAR, on_rolls("男"), county=6, li=5),
    "people.members_women": Case(YEAR, on_rolls("女"), county=5, li=4),
    "people.members_retained": Case(YEAR, retained, county=3, li=2),
}
