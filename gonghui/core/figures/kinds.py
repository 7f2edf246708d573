"""Figures that are no count or sum of rows: a rate of two figures, and a value quoted from one dated row."""
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .declared import FIGURES, Declared, definition_of, enter


@dataclass(frozen=True, eq=False)
class Ratio(Declared):
    """A rate in percent, of two figures by their codes. Both are kept; the rate of nothing is None, not 0."""

    part: str = ""
    whole: str = ""

    def of(self, part, whole):
        """part / whole in percent, to two places, rounded half up."""
        if not whole:
            return None
        return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)

    def value(self, scope, period):
        return self.of(*(FIGURES[code].value(scope, period) for code in (self.part, self.whole)))

    def rows(self, scope, period):
        """The rows of the part: what the rate is a rate of stands behind the figure `whole`."""
        return FIGURES[self.part].rows(scope, period)


def ratio(code, *, label, of, said, concept=""):
    """Declares the rate of two figures, of=(part, whole); `said` is its definition, as others' docstrings are."""
    part, whole = of
    return enter(Ratio(code=code, label=label, unit="%", said=said, concept=concept, part=part, whole=whole))


@dataclass(frozen=True, eq=False)
class Quoted(Declared):
    """A value that stands in one dated row, not reckoned: a line the law sets, a target, a forecast, a deadline."""

    source: Callable = lambda scope, period: None  # → the row, or None
    quoted: str = "value"

    def row(self, scope, period):
        return self.source(scope, period)

    def value(self, scope, period):
        row = self.row(scope, period)
        return row and getattr(row, self.quoted)


def quoted(code, *, label, unit, quoted="value", concept=""):
    """Declares a quoted value: the function (scope, period) → the row it stands in, or None; `quoted` is its field."""
    def declare(source):
        return enter(Quoted(code=code, label=label, unit=unit, said=definition_of(source, code), concept=concept,
                            source=source, quoted=quoted))
    return declare
