"""Dirty marks: every writer tells which rows it wrote, and what they make stale is marked in the same transaction."""
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.db import models

from . import places
from .declared import FIGURES, Figure
from .tables import Stale

BEGINNING, END = date.min, date.max
BATCH = 500  # rows an INSERT
MANY = 10_000  # marks looked at in one turn


@dataclass(frozen=True)
class Watch:
    """What the figures lean on in one model: columns by attname, the dates that place a row, how it names its org."""

    columns: tuple
    dates: tuple
    org: str  # attname; "" where the row alone does not tell
    rooted: bool  # a new row counts by itself, not only once other rows point to it
    begins: tuple  # the dates without which a row counts as there from the beginning
    counts: tuple  # the columns that decide whether a row counts, and as what; the others only break it down


@cache
def _watches(known):
    """{model: Watch} over all declared figures; `known`, their number, renews it when more are declared."""
    read, dates, begins, counts, rooted = *(defaultdict(set) for _kind in range(4)), set()
    for figure in counted():
        rooted |= figure.leans_on.rooted
        for model, fields in figure.read_columns.items():
            read[model] |= {field.attname for field in fields}
            counts[model] |= {field.attname for field in fields & figure.counts_by}
        for model, names in figure.read_dates.items():
            dates[model].update(names)
            begins[model].update(names[:1] if figure.from_ever else ())
    return {model: Watch(tuple(read[model] | dates[model]), tuple(dates[model]), _own_org(model), model in rooted,
                         tuple(begins[model]), tuple(counts[model])) for model in read}


def counted():
    """The figures that are counts or sums of rows; rates and quoted values keep nothing of their own."""
    return [figure for figure in FIGURES.values() if isinstance(figure, Figure)]


def watches():
    return _watches(len(FIGURES))


def _own_org(model):
    scoped_by = getattr(model, "scoped_by", None)
    if not isinstance(scoped_by, str) or not scoped_by or "__" in scoped_by:
        return ""
    return model._meta.get_field(scoped_by).attname


def touched(model: type[models.Model], county_id, rows):
    """Marks what written rows make stale. Called by every writer within its own transaction.

    rows: {attname: value} of each row before and after, in any order; a row with only one state was added or
    removed. Rows whose two states agree in all that figures read leave no mark. At most one mark an org is written,
    over the days its rows lie in: marks may say too much, never too little.
    """
    if model is places.place_model():
        _mark(county_id, model, {None: _moved(county_id, rows)} if rows else {})
    elif watch := watches().get(model):
        _mark(county_id, model, _spans(watch, rows))


def _spans(watch, rows):
    """{org id: (first day, last day)} of the rows that changed."""
    states = defaultdict(list)
    for row in rows:
        states[row["id"]].append(row)
    spans = {}
    for same in states.values():
        if _tells_nothing(watch, same):
            continue
        for row in same:
            if span := _span(watch, row):
                org = row[watch.org] if watch.org else None
                first, last = spans.get(org, span)
                spans[org] = min(first, span[0]), max(last, span[1])
    return spans


def _tells_nothing(watch, same):
    """Whether the states of a row agree in every column that figures read, or it is a new one that no row points to
    yet. A column that a writer left out may differ."""
    if len(same) == 1 and watch.rooted:
        return False
    return all(name in state and state[name] == same[0][name] for name in watch.columns for state in same)


def _span(watch, row):
    """The days one row concerns; None for a row that lies on no day yet and so is counted nowhere."""
    if not watch.dates:
        return BEGINNING, END
    days = [day for name in watch.dates if (day := row.get(name))]
    if any(not row.get(name) for name in watch.begins):
        return BEGINNING, max(days, default=BEGINNING)
    return (min(days), max(days)) if days else None


def _moved(county_id, rows):
    """The days from which a change in the tree shows: all later ones. A place that merely ended, from its end on;
    the first place an org ever has, from the beginning, for it stands for the days before as well."""
    states = defaultdict(list)
    for row in rows:
        states[row["id"]].append(row)
    days = []
    for same in states.values():
        ends = [row["last"] for row in same if row["last"]]
        if len(same) > 1 and ends and len({(row["org_id"], row["path"], row["first"]) for row in same}) == 1:
            days.append(min(ends) + timedelta(days=1))
            continue
        day = min(row["first"] for row in same)
        before = places.place_model()._base_manager.filter(county_id=county_id, org_id=same[0]["org_id"], first__lt=day)
        days.append(day if before.exists() else BEGINNING)
    return min(days), END


def _mark(county_id, model, spans):
    Stale.objects.bulk_create([
        Stale(county_id=county_id, model=model._meta.label_lower, org=org, first=first, last=last)
        for org, (first, last) in spans.items()
    ], batch_size=BATCH)


def hits(figure, period, mark):
    """Whether a mark concerns a figure over a period."""
    if mark.model == places.place_model()._meta.label_lower:
        return period.last >= mark.first
    model = next((model for model in figure.read_columns if model._meta.label_lower == mark.model), None)
    if model is None:
        return False
    if model not in figure.read_dates:
        return True
    return period.last >= mark.first and (figure.onward or period.first <= mark.last)


def merged(standing):
    """The marks with overlapping days of one model made one, without their orgs."""
    spans: list = []
    for mark in sorted(standing, key=lambda mark: (mark.model, mark.first)):
        if spans and spans[-1].model == mark.model and mark.first <= spans[-1].last:
            spans[-1].last = max(spans[-1].last, mark.last)
        else:
            spans.append(Stale(model=mark.model, first=mark.first, last=mark.last))
    return spans
