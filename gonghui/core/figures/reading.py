"""Reading figures for a page: from the summary table in two queries, however many; else from months; else live."""
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

from . import marks, places, summary
from .declared import FIGURES, Figure
from .kinds import Ratio
from .tables import FigureCell, Reckoning, Stale


@dataclass(frozen=True)
class Cell:
    """A value with its as-of time. stale: rows it leans on were written since, and the worker has not come to it.
    A rate brings the values it was made of."""

    value: int | Decimal | None
    as_of: datetime | None
    stale: bool = False
    part: int | None = None
    whole: int | None = None


def read(code, scope, period):
    """One figure's Cell for the scope's org with all beneath it."""
    return read_many([code], scope, period)[code]


def read_many(codes, scope, period):
    """{code: Cell}, in two queries where the period is a month, a year or a statistical year."""
    return {code: cell for (code, _), cell in read_all(codes, scope, [period]).items()}


def read_months(code, scope, period):
    """[(month, Cell)] of the months that make up a period, for a line of months."""
    found = read_all([code], scope, period.months)
    return [(month, found[code, month]) for month in period.months]


def read_all(codes, scope, periods):
    """{(code, period): Cell} of many figures over many periods."""
    counted = {code for code in _with_parts(codes) if isinstance(FIGURES[code], Figure)}
    kept = [period for period in periods if period.grain]
    cells = _kept(counted, scope, kept) if kept and counted else {}
    for period in periods:
        if not period.grain:
            cells |= {(code, period): _other_span(FIGURES[code], scope, period) for code in sorted(counted)}
    return {(code, period): _cell(FIGURES[code], scope, period, cells) for code in codes for period in periods}


def _with_parts(codes):
    for code in codes:
        declared = FIGURES[code]
        yield from (declared.part, declared.whole) if isinstance(declared, Ratio) else (code,)


def _cell(declared, scope, period, cells):
    if isinstance(declared, Figure):
        return cells[declared.code, period]
    if isinstance(declared, Ratio):
        part, whole = cells[declared.part, period], cells[declared.whole, period]
        return Cell(declared.of(part.value, whole.value), min(part.as_of, whole.as_of), part.stale or whole.stale,
                    part.value, whole.value)
    return Cell(declared.value(scope, period), timezone.now())


def _kept(codes, scope, periods):
    """Cells from the summary table. What nobody asked for before is reckoned now, and kept from now on."""
    rows = {(row["figure"], row["first"], row["last"]): row for row in _rows(codes, scope, periods)}
    missing = [(code, period) for code in sorted(codes) for period in periods
               if (row := rows.get((code, period.first, period.last))) is None or row["as_of"] is None]
    if missing:
        summary.settle(scope.county_id)
        for code, period in missing:
            summary.keep(scope.county_id, code, period)
        rows = {(row["figure"], row["first"], row["last"]): row for row in _rows(codes, scope, periods)}
    stale = _marked(codes, scope, periods)
    return {(code, period): _from_row(rows[code, period.first, period.last], (code, period) in stale)
            for code in codes for period in periods}


def _from_row(row, marked):
    return Cell(row["value_"] or 0, row["as_of"], row["stale"] or marked)


def _rows(codes, scope, periods):
    own = FilteredRelation("cells", condition=Q(cells__county_id=scope.county_id, cells__org=scope.org_id))
    spans = Q(*((Q(first=period.first, last=period.last)) for period in periods), _connector=Q.OR)
    return (Reckoning.objects.filter(spans, county_id=scope.county_id, figure__in=codes, dimension="").order_by()
            .annotate(own=own).annotate(value_=F("own__value"))
            .values("figure", "first", "last", "as_of", "stale", "value_"))


def _marked(codes, scope, periods):
    """{(code, period)} that a mark not yet worked off makes stale for this scope."""
    standing = list(Stale.objects.filter(county_id=scope.county_id).order_by("id")[:marks.MANY])
    if len(standing) in (0, marks.MANY):
        return {(code, period) for code in codes for period in periods} if standing else set()
    found, everywhere = set(), marks.merged(standing)
    for period in periods:
        mine = _own(standing, scope, period.last)
        for code in codes:
            figure, own = FIGURES[code], FIGURES[code].model._meta.label_lower
            # A mark tells its org only for the figure's own rows; other rows may concern any org.
            near = [m for m in mine if m.model == own] + [m for m in everywhere if m.model != own]
            if any(marks.hits(figure, period, mark) for mark in near):
                found.add((code, period))
    return found


def _own(standing, scope, day):
    if scope.whole:
        return marks.merged(standing)
    path = places.path_of(scope, day)
    orgs = {scope.org_id}
    if path:
        orgs |= set(places.orgs_under(scope.county_id, path, day).values_list("org_id", flat=True))
    return marks.merged(mark for mark in standing if mark.org is None or mark.org in orgs)


def _other_span(figure, scope, period):
    """A span the table does not keep: the sum of its months where that is the same number, else reckoned now."""
    months = figure.sums_months and period.months
    if not months or not (scope.whole or not places.moved_within(scope.county_id, period)):
        return Cell(figure.value(scope, period), timezone.now())
    cells = _kept({figure.code}, scope, months).values()
    return Cell(sum(cell.value for cell in cells), min(cell.as_of for cell in cells), any(cell.stale for cell in cells))


def read_by_org(code, scope, period):
    """[(org id, Cell)] of the org's immediate inferiors by the tree of the period's last day, in its order."""
    return read_table([code], scope, period)[code]


def read_table(codes, scope, period):
    """{code: [(org id, Cell)]}: many figures of the same orgs side by side, in four queries where they are kept."""
    orgs = places.Tree(scope.county_id, period.last).beneath(scope.org_id)
    kept = [code for code in codes if period.grain and isinstance(FIGURES[code], Figure)]
    wholes = read_many(kept, scope, period)
    found = _cells(kept, scope, period).filter(org__in=orgs).values_list("reckoning__figure", "org", "value")
    values = {(code, org): value for code, org, value in found}
    table = {code: [(org, Cell(values.get((code, org), 0), whole.as_of, whole.stale)) for org in orgs]
             for code, whole in wholes.items()}
    for code in set(codes) - set(kept):
        # By the tree of that day: what stood beneath then may stand elsewhere today, so it is not asked for by `at`.
        table[code] = [(org, read(code, replace(scope, org_id=org, whole=False), period)) for org in orgs]
    return table


def read_by(code, dimension, scope, period):
    """{item: value} of one dimension of a figure, without zeros."""
    figure = FIGURES[code]
    if not period.grain:
        return figure.by(dimension, scope, period)
    summary.keep(scope.county_id, code, period, dimension)
    cells = _cells([code], scope, period, dimension).filter(org=scope.org_id)
    return dict(cells.order_by("item").values_list("item", "value"))


def _cells(codes, scope, period, dimension=""):
    return FigureCell.objects.filter(
        county_id=scope.county_id, reckoning__county_id=scope.county_id, reckoning__figure__in=codes,
        reckoning__dimension=dimension, reckoning__first=period.first, reckoning__last=period.last).order_by()


def recompute_now(codes, scope, period):
    """The reader's button: reckons these figures over a period from the rows at once, and returns the fresh Cells.
    A span that is not kept is live anyway."""
    summary.settle(scope.county_id)
    kept = Reckoning.objects.filter(county_id=scope.county_id, figure__in=set(_with_parts(codes)), first=period.first,
                                    last=period.last)
    for reckoning in kept.order_by("id"):
        summary.reckon(reckoning)
    return read_many(codes, scope, period)
