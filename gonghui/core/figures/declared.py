"""A number declared once, with its rows: value, breakdown, list, sheet, report tag and proof derive from it.

    @figure("people.joined", label=_("发展会员"), unit=_("人"), concept="ORG04",
            columns=["person", "org", "joined_on"], dimensions={"sex": "person__sex"},
            reads=["people.Membership.joined_on"], looks_back=True)
    def joined(period):
        \"\"\"口径, in the words shown to the reader.\"\"\"
        return Membership.objects.filter(joined_on__range=period.days)
"""
import inspect
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Aggregate, Count, F, Sum, Value
from django.utils.translation import gettext

from ..papers.amounts import running_amount
from ..periods import Period
from . import places
from .columns import Columns

FIGURES: dict = {}  # {code: Figure, Ratio or Quoted}
MONEY = "元"


@dataclass(frozen=True, eq=False)
class Declared:
    """What every figure says of itself. `said`: the definition (口径) as written; `definition` is shown."""

    code: str
    label: str
    unit: str
    said: str
    concept: str = ""  # of the catalogue of concepts that summaries are read against
    adds_up: bool = False

    @property
    def definition(self):
        return gettext(self.said)

    @property
    def section(self):
        return self.code.split(".")[0]

    def __str__(self):
        return str(self.label)


@dataclass(frozen=True, eq=False)
class Figure(Declared):
    """A count or a sum of rows.

    source(period) → the rows that count, of all counties · measure: what they come to · stock: a state at the
    period's last day · distinct: the lookup of what is counted once (heads) · adds_up: parts by org sum to the
    whole · dimensions: {name: lookup} to break it down by beyond org and month · columns: what a list of the rows
    shows · reads: "app.Model.date_field", the dates that place a written row in time (whatever else the query reads
    is found by itself; a model without a named date concerns all time) · looks_back: whether a row counts depends on
    rows dated before it, so that a late entry changes later periods · from_ever: a row without the first of the
    dates counts as there from the beginning.
    """

    source: Callable[[Period], Any] = lambda period: None
    columns: tuple = ()
    measure: Aggregate = field(default_factory=lambda: Count("pk"))
    stock: bool = False
    distinct: str = ""
    dimensions: dict = field(default_factory=dict)
    reads: tuple = ()
    looks_back: bool = False
    from_ever: bool = False

    @cached_property
    def model(self) -> Any:
        return self.source(Period.year(2010)).model

    @property
    def org(self):
        """The lookup by which a row reaches its org."""
        return self.model.scoped_by

    @property
    def onward(self):
        """Whether a written row concerns every period from its date on, not only the one it lies in."""
        return self.stock or self.looks_back

    @property
    def sums_months(self):
        """Whether a longer span is the sum of its months."""
        return self.adds_up and not self.stock

    @cached_property
    def leans_on(self):
        """The columns that value and breakdowns are read from."""
        return self._columns(self.org, *self.dimensions.values())

    @cached_property
    def counts_by(self):
        """The fields that the value alone is read from: whether a row counts, and as what."""
        return self._columns(self.org).read

    def _columns(self, *wanted):
        rows = self.source(Period.year(2010)).order_by()
        return Columns(rows.values(*wanted, *filter(None, [self.distinct])).annotate(measured=self.measure))

    @cached_property
    def read_columns(self):
        """{model: set of fields} of the same."""
        models: dict = {}
        for one in self.leans_on.read:
            models.setdefault(one.model, set()).add(one)
        return models

    @cached_property
    def read_dates(self):
        """{model: names of the date fields}, as declared in `reads`."""
        dates: dict = {}
        for name in self.reads:
            label, _, date_field = name.rpartition(".")
            dates.setdefault(apps.get_model(label), []).append(date_field)
        return dates

    # -- asked of the rows themselves

    def of_county(self, county_id, period):
        """The rows that count in a county."""
        return self.source(period).filter(county_id=county_id).order_by()

    def rows(self, scope, period):
        """The rows behind the value: of the scope's org and all beneath it, by the tree at the period's last day."""
        rows = self.of_county(scope.county_id, period)
        if scope.whole:
            return rows
        path = places.path_of(scope, period.last)
        if not path:
            return rows.filter(**{self.org: scope.org_id})
        return rows.filter(**{f"{self.org}__in": places.orgs_under(scope.county_id, path, period.last)})

    def value(self, scope, period):
        """The value reckoned from the rows now. Pages read the summary table instead: see `read`."""
        return self.total(self.rows(scope, period))

    def total(self, rows):
        measure = Count(self.distinct, distinct=True) if self.distinct else self.measure
        return rows.aggregate(measured=measure)["measured"] or 0

    def measured(self, rows):
        """{row id: what the row comes to}: 1 where rows are counted, fen or heads where they are summed."""
        if isinstance(self.measure, Sum):
            one_row = self.measure.get_source_expressions()[0]
            return {pk: value or 0 for pk, value in rows.annotate(measured_=one_row).values_list("pk", "measured_")}
        return dict.fromkeys(rows.values_list("pk", flat=True), 1)

    def by_leaf(self, rows, dimension=""):
        """{(org, item): value} of single orgs, without those beneath them. Heads are sets, to be united above."""
        keys = {"org_": F(self.org), "item_": F(self.dimensions[dimension]) if dimension else Value("")}
        leaves: dict = {}
        if self.distinct:
            heads = rows.annotate(**keys).values_list("org_", "item_", self.distinct).distinct()
            for org, item, head in heads.exclude(**{self.distinct: None}):
                leaves.setdefault((org, _text(item)), set()).add(head)
            return leaves
        for org, item, value in rows.values(**keys).annotate(measured=self.measure).values_list(*keys, "measured"):
            key = org, _text(item)
            leaves[key] = leaves.get(key, 0) + (value or 0)
        return leaves

    def by_org(self, scope, period):
        """{org id: value} of the immediate inferiors that have any, and of the scope's own org for its own rows."""
        tree = places.Tree(scope.county_id, period.last)
        leaves = self.by_leaf(self.rows(scope, period)).items()
        return united((tree.child_of(org, scope.org_id), value) for (org, _item), value in leaves)

    def by(self, dimension, scope, period):
        """{item: value} of one dimension; "" for rows that do not say."""
        leaves = self.by_leaf(self.rows(scope, period), dimension).items()
        return united((item, value) for (_org, item), value in leaves)

    def by_month(self, scope, period):
        """[(month, value)] of the whole months of a period."""
        return [(month, self.value(scope, month)) for month in period.months]

    # -- for the reader

    def dimension_field(self, dimension):
        """The model field a dimension goes by: its name and its choices name the breakdown."""
        model, *steps = self.model, *self.dimensions[dimension].split("__")
        for step in steps:
            found = model._meta.get_field(step)
            model = found.related_model
        return found

    def item_label(self, dimension, item):
        """An item of a dimension in words."""
        choices = dict(self.dimension_field(dimension).flatchoices or ())
        if not item:
            return gettext("未填")
        return str(choices[item]) if item in choices else gettext(item)


def united(pairs):
    """{key: value} of (key, value) pairs, without zeros: numbers added up, sets of heads united and counted."""
    totals, heads = defaultdict(int), defaultdict(set)
    for key, value in pairs:
        if isinstance(value, set):
            heads[key] |= value
        else:
            totals[key] += value
    counted = totals | {key: len(value) for key, value in heads.items()}
    return {key: value for key, value in counted.items() if value}


def _text(item):
    """The item of a dimension as the summary table keeps it."""
    return "" if item is None else str(item)


def figure(code, *, label, unit, **said):
    """Declares the figure of a function (period) → QuerySet, whose docstring is the definition shown to readers."""
    def declare(source):
        said.setdefault("adds_up", not said.get("distinct"))
        for name in ("columns", "reads"):
            said[name] = tuple(said.get(name, ()))
        return enter(Figure(code=code, label=label, unit=unit, said=definition_of(source, code), source=source, **said))
    return declare


def enter(declared):
    """Puts a figure on the list; a code may be declared once."""
    if declared.code in FIGURES:
        raise ValueError(f"figure {declared.code} is declared twice")
    FIGURES[declared.code] = declared
    return declared


def definition_of(source, code):
    text = inspect.getdoc(source)
    if not text:
        raise ValueError(f"figure {code} has no definition (口径)")
    return "".join(text.splitlines())


def show(declared, value):
    """A value as it stands in running text: 30人, 15.4万元, 83.5%."""
    if value is None:
        return gettext("无数据")
    if str(declared.unit) == MONEY:
        return running_amount(value)
    return f"{value}{declared.unit}"
