"""The demonstration county: Dongliao with its thirteen townships, and people, firms and villages that do not exist.

Its rows come in the ways an office has: sheets, steps and acts, each by an officer who may. What happened in 2010 is
told late, under the days of 2010, and then closed; this year is measured from today.
"""
from django.db import transaction

from gonghui.core import figures
from gonghui.core.county import County
from gonghui.core.periods import Period
from gonghui.registry.orgs.actions import open_county

from . import chairs, founding, gatherings, hardship, money, paper, present, unions
from .cast import SINCE, TOP, Cast
from .members import FIRST, LAST, YEAR_END, Members
from .stories import Stories
from .tables import rows

PERIOD = Period(FIRST, LAST)
FOUNDED = SINCE.replace(year=1985)
NAMES = "培训班和讲座名单（2009—2010年）.xlsx"
SMALL = 6  # a small county had one in so many of the members before 2010; the figures of 2010 are the same


@transaction.atomic
def load(small=False):
    """Makes the county, all of it or nothing; returns its Cast, with `sheets`, the members' workbooks it was made
    from, and `members`, who can make more of them."""
    county = County.objects.create(name="东辽县", division_id="220422", demonstration=True)
    cast = Cast(county, open_county(county, TOP, founded_on=FOUNDED))
    unions.enter(cast)
    founding.found_all(cast)
    members = Members(SMALL if small else 1)
    stories = Stories(cast, members)
    stories.tell()
    orgs = unions.unions(county)
    chairs.appoint(cast, orgs)
    cast.sheets = stories.sheets
    cast.sheets[NAMES] = gatherings.hold_all(cast, orgs, rows("gatherings"), NAMES)
    households = hardship.Households(cast, members)
    households.enter()
    cast.sheets |= households.sheets
    funds = money.Money(cast, orgs[TOP])
    funds.enter()
    founding.undone(cast)
    founding.change_tree(cast)
    paper.draft(cast)
    figures.close(cast["wang"], YEAR_END)
    _since(cast, members)
    funds.lately()
    cast.members = members
    return cast


def _since(cast, members):
    """From 2011 to today."""
    orgs = unions.unions(cast.county)
    townships = [org for org in orgs.values() if org.kind == "20"]
    chairs.succeed(cast, orgs)
    chairs.elect(cast, townships)
    present.make(cast, orgs, members)
    founding.rename_township(cast)
