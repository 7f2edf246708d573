"""The summary table: one figure and period is reckoned for all orgs of a county at once, and again when marked.

Two steps, so that no write is ever lost and none waits long. `settle` turns marks into flags on the reckonings they
concern and moves their `turn` on, in one short transaction. `reckon` notes the turn, reads the rows without any lock,
stores what differs and lowers the flag only if the turn is still the same. A write that was committed before the
rows were read is in the value; of any other the mark still stands, or has moved the turn on.
"""
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ..county import data_check
from ..periods import Period
from . import marks, places
from .declared import FIGURES, united
from .tables import FigureCell, Reckoning, Stale

BATCH = 500


@transaction.atomic
def settle(county_id):
    """Flags the reckonings that the county's marks concern, and removes those marks. Returns how many were marked."""
    standing = list(Stale.objects.filter(county_id=county_id).order_by("id")[:marks.MANY])
    if not standing:
        return 0
    # All of them, flagged already or not: one that is being reckoned this moment must learn of it.
    kept = Reckoning.objects.filter(county_id=county_id, figure__in=FIGURES).order_by("id")
    spans = marks.merged(standing)
    flagged = [r.pk for r in kept if any(marks.hits(FIGURES[r.figure], r.period, span) for span in spans)]
    for batch in _batches(flagged):
        rows = Reckoning.objects.filter(county_id=county_id, pk__in=batch)
        list(rows.select_for_update().order_by("id").values_list("pk"))  # in one order, so that two never cross
        rows.update(stale=True, turn=F("turn") + 1)
    for batch in _batches([mark.pk for mark in standing]):
        Stale.objects.filter(county_id=county_id, pk__in=batch).delete()
    return len(standing)


def _batches(ids):
    return (ids[n:n + BATCH] for n in range(0, len(ids), BATCH))


def keep(county_id, code, period, dimension=""):
    """From now on the figure is kept ready over this period. Reckons it at once; returns the reckoning."""
    reckoning, _new = Reckoning.objects.get_or_create(
        county_id=county_id, figure=code, dimension=dimension, first=period.first, last=period.last)
    return reckon(reckoning) if reckoning.as_of is None else reckoning


def reckon(reckoning):
    """Reckons one figure and period from the rows and stores what differs. Returns the fresh reckoning."""
    row = Reckoning.objects.get(pk=reckoning.pk, county_id=reckoning.county_id)
    as_of, wanted, stored = timezone.now(), from_rows(row), _stored(row)
    own = {"county_id": row.county_id, "reckoning_id": row.pk}
    FigureCell.objects.bulk_create(
        [FigureCell(**own, org=org, item=item, value=value) for (org, item), value in wanted.items()
         if (org, item) not in stored or stored[org, item].value != value],
        batch_size=BATCH, update_conflicts=True, update_fields=["value"],
        unique_fields=["county", "reckoning", "org", "item"])
    for batch in _batches([cell.pk for key, cell in stored.items() if key not in wanted]):
        FigureCell.objects.filter(**own, pk__in=batch).delete()
    same = Reckoning.objects.filter(pk=row.pk, county_id=row.county_id)
    if not same.filter(turn=row.turn).update(as_of=as_of, stale=False):
        same.update(as_of=as_of, stale=True)
    row.refresh_from_db()
    return row


def _stored(reckoning):
    cells = FigureCell.objects.filter(county_id=reckoning.county_id, reckoning=reckoning.pk).order_by()
    return {(cell.org, cell.item): cell for cell in cells}


def from_rows(reckoning):
    """{(org, item): value} of every org with all beneath it: one grouped query over single orgs, rolled up the tree
    of the period's last day in memory."""
    figure, period = FIGURES[reckoning.figure], reckoning.period
    if reckoning.dimension and reckoning.dimension not in figure.dimensions:
        return {}  # a breakdown that an earlier version of the program offered
    tree = places.Tree(reckoning.county_id, period.last)
    leaves = figure.by_leaf(figure.of_county(reckoning.county_id, period), reckoning.dimension).items()
    return united(((org, item), value) for (leaf, item), value in leaves for org in tree.above(leaf))


def refresh(county_id, limit=None):
    """Brings the county's stale reckonings up to date, the latest periods first; returns how many were reckoned."""
    settle(county_id)
    due = Reckoning.objects.filter(county_id=county_id, stale=True, figure__in=_codes()).order_by("-last", "id")[:limit]
    return len([reckon(reckoning) for reckoning in due])


def refresh_some(limit=20):
    """A share of what is stale, in any county: the worker's turn, a second or two in a large county. Returns how many
    were reckoned; 0: nothing is due."""
    due = set(Stale.objects.order_by().values_list("county_id", flat=True).distinct())
    due |= set(Reckoning.objects.filter(stale=True, figure__in=_codes()).order_by()
               .values_list("county_id", flat=True).distinct())
    done = 0
    for county_id in sorted(due):
        if done < limit:
            done += refresh(county_id, limit - done)
    return done


def _codes():
    return [figure.code for figure in marks.counted()]


def standing_periods(day):
    """What every county keeps ready without being asked: this month and year, last year, the statistical year."""
    return [Period.month(day.year, day.month), Period.year(day.year), Period.year(day.year - 1),
            Period.statistical(day.year + (day.month > 9))]


@dataclass(frozen=True)
class Difference:
    """A cell that did not say what the rows say, though nothing had marked it."""

    figure: str
    period: Period
    org: object
    dimension: str
    item: str
    stored: int
    reckoned: int

    def __str__(self):
        part = f"（{self.dimension}：{self.item}）" if self.dimension else ""
        return _("指标“%(figure)s”%(part)s%(period)s的汇总数是%(stored)s，按记录重新计算是%(reckoned)s（工会 %(org)s），"
                 "已改正。写入这些记录的程序没有留下标记，请报告开发者。") % {
            "figure": FIGURES[self.figure].label, "part": part, "period": self.period, "stored": self.stored,
            "reckoned": self.reckoned, "org": self.org}


@data_check
def kept_values(county):
    """Every value the summary keeps is what the rows come to."""
    yield from map(str, check_nightly(county.pk))


def check_nightly(county_id):
    """Recomputes every kept value from the rows; returns the Differences, and leaves the values right.

    A difference means that a writer left no mark: a fault of the program, to be reported. What a mark explains is
    no difference.
    """
    refresh(county_id)
    for period in standing_periods(timezone.localdate()):
        for code in _codes():
            keep(county_id, code, period)
    found = []
    for reckoning in Reckoning.objects.filter(county_id=county_id, figure__in=_codes()).order_by("figure", "first"):
        found += _differences(reckoning)
    return found


def _differences(reckoning):
    figure, period = FIGURES[reckoning.figure], reckoning.period
    now = Reckoning.objects.get(pk=reckoning.pk, county_id=reckoning.county_id)
    stored = {key: cell.value for key, cell in _stored(now).items()}
    wanted = from_rows(now)
    if stored == wanted:
        return []
    standing = Stale.objects.filter(county_id=now.county_id).order_by("id")
    explained = any(marks.hits(figure, period, mark) for mark in standing)
    after = reckon(now)
    if explained or now.stale or after.turn != now.turn:
        return []
    both = {key: (stored.get(key, 0), wanted.get(key, 0)) for key in sorted(stored.keys() | wanted.keys(), key=str)}
    return [Difference(figure.code, period, org, now.dimension, item, *values)
            for (org, item), values in both.items() if len(set(values)) > 1]


def recount(county_id):
    """Flags everything kept as stale: after a restore, or a change in a figure's definition."""
    return Reckoning.objects.filter(county_id=county_id).update(stale=True, turn=F("turn") + 1)
