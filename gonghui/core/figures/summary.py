"""The summary table: one figure and period is reckoned for all orgs of a county at once, and again when marked.

Two steps, so that no write is ever lost. `settle` turns marks into flags on the reckonings they concern, in one short
transaction. `reckon` locks one reckoning, lowers its flag, reads the rows and stores the cells: a write committed
before it read is in the value; one committed after has its own mark still standing, or waits to raise the flag again.
"""
from dataclasses import dataclass

from django.db import transaction
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
    # All of them, flagged already or not: one being reckoned this moment is flagged as soon as it lets go of its lock.
    kept = Reckoning.objects.filter(county_id=county_id, figure__in=FIGURES).order_by("id")
    spans = marks.merged(standing)
    flagged = [r.pk for r in kept if any(marks.hits(FIGURES[r.figure], r.period, span) for span in spans)]
    for batch in _batches(flagged):
        rows = Reckoning.objects.filter(county_id=county_id, pk__in=batch)
        list(rows.select_for_update().order_by("id").values_list("pk"))  # in one order, so that two never cross
        rows.update(stale=True)
    for batch in _batches([mark.pk for mark in standing]):
        Stale.objects.filter(county_id=county_id, pk__in=batch).delete()
    return len(standing)


def _batches(ids):
    return (ids[n:n + BATCH] for n in range(0, len(ids), BATCH))


def keep(county_id, code, period):
    """From now on the figure is kept ready over this period. Reckons it at once; returns the reckoning."""
    reckoning, _new = Reckoning.objects.get_or_create(
        county_id=county_id, figure=code, first=period.first, last=period.last)
    return reckon(reckoning) if reckoning.as_of is None else reckoning


@transaction.atomic
def reckon(reckoning):
    """Reckons one figure and period from the rows and stores what differs. Returns the fresh reckoning."""
    row = Reckoning.objects.select_for_update().get(pk=reckoning.pk, county_id=reckoning.county_id)
    row.as_of, row.stale = timezone.now(), False
    row.save(update_fields=["as_of", "stale"])
    stored, wanted = _stored(row), from_rows(FIGURES[row.figure], row.county_id, row.period)
    changed = [key for key in stored if key in wanted and stored[key].value != wanted[key]]
    for key in changed:
        stored[key].value = wanted[key]
    FigureCell.objects.bulk_update([stored[key] for key in changed], ["value"], batch_size=BATCH)
    gone = [cell.pk for key, cell in stored.items() if key not in wanted]
    for batch in _batches(gone):
        FigureCell.objects.filter(county_id=row.county_id, pk__in=batch).delete()
    FigureCell.objects.bulk_create([
        FigureCell(county_id=row.county_id, reckoning_id=row.pk, org=org, dimension=dimension, item=item, value=value)
        for (org, dimension, item), value in wanted.items() if (org, dimension, item) not in stored
    ], batch_size=BATCH)
    return row


def _stored(reckoning):
    cells = FigureCell.objects.filter(county_id=reckoning.county_id, reckoning=reckoning.pk).order_by()
    return {(cell.org, cell.dimension, cell.item): cell for cell in cells}


def from_rows(figure, county_id, period):
    """{(org, dimension, item): value} of every org with all beneath it: one grouped query for the whole and one a
    dimension, rolled up the tree of the period's last day in memory."""
    rows, tree, cells = figure.of_county(county_id, period), places.Tree(county_id, period.last), {}
    for dimension in ("", *figure.dimensions):
        leaves = figure.by_leaf(rows, dimension).items()
        rolled = united(((org, item), value) for (leaf, item), value in leaves for org in tree.above(leaf))
        cells |= {(org, dimension, item): value for (org, item), value in rolled.items()}
    return cells


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


@transaction.atomic
def _differences(reckoning):
    figure, period = FIGURES[reckoning.figure], reckoning.period
    Reckoning.objects.select_for_update().get(pk=reckoning.pk, county_id=reckoning.county_id)
    stored = {key: cell.value for key, cell in _stored(reckoning).items()}
    wanted = from_rows(figure, reckoning.county_id, period)
    if stored == wanted:
        return []
    reckoning.refresh_from_db()
    standing = Stale.objects.filter(county_id=reckoning.county_id).order_by("id")
    explained = reckoning.stale or any(marks.hits(figure, period, mark) for mark in standing)
    reckon(reckoning)
    return [] if explained else [
        Difference(figure.code, period, *key, stored.get(key, 0), wanted.get(key, 0))
        for key in sorted(stored.keys() | wanted.keys(), key=str) if stored.get(key) != wanted.get(key)]


def recount(county_id):
    """Flags everything kept as stale: after a restore, or a change in a figure's definition."""
    return Reckoning.objects.filter(county_id=county_id).update(stale=True)
