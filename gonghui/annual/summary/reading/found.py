"""What the reader hands back: one thing found in a summary, and whether records agree with it."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

#: The kinds of a figure. A money flow is "money", a head count or a state at a date "count".
FIGURES = (
    "count", "money", "ratio", "rate per head", "change",
    "threshold", "target", "forecast", "deadline", "duration",
)
#: What is told without a number, or holds a digit and is no figure.
OTHERS = ("event", "date", "name", "heading", "page", "damaged")
KINDS = FIGURES + OTHERS
BOUNDS = ("exact", "ge", "le", "approx", "range")


@dataclass
class Found:
    """One place in the text of a summary that tells a number (or an act without one).

    ``start`` counts characters in the file's own text; ``value`` is in base units (yuan,
    persons, per cent for a ratio), None where the number is damaged or there is none.
    ``damaged`` says why a value should be looked at by a person before it is believed.
    """

    text: str
    start: int
    end: int
    kind: str
    value: Decimal | None = None
    value_hi: Decimal | None = None
    unit: str = ""
    bound: str = "exact"
    phrase: str = ""
    chapter: str = ""
    concept: str = ""
    concepts: list[str] = field(default_factory=list)
    confident: bool = False
    damaged: str = ""
    code: str | None = None
    records: Decimal | None = None
    equal: bool | None = None

    @property
    def is_figure(self) -> bool:
        """True where the text tells a number that counts or measures something."""
        return self.kind in FIGURES

    def as_json(self) -> dict[str, Any]:
        """The plain form for ``--json``: whole numbers as integers, the rest as floats."""
        plain = asdict(self)
        for name in ("value", "value_hi", "records"):
            plain[name] = as_number(plain[name])
        return plain


def as_number(value: Decimal | None) -> int | float | None:
    """A Decimal as JSON writes it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def step(value: Decimal) -> Decimal:
    """The weight of the last digit that the author wrote other than zero: 140 -> 10, 3100 -> 100.

    A word such as 余 or 多 promises no more than that this digit is still right.
    """
    digits = value.normalize()
    return Decimal(1).scaleb(int(digits.as_tuple().exponent)) if value else Decimal(1)


def agrees(found: Found, records: Decimal | int) -> bool:
    """Whether the number told in the text is true of ``records`` (same unit).

    "一百四十多" (ge, 140) holds for 140 <= records < 150; "近300" (le) for 200 < records <= 300
    by the same reasoning downwards; 约 allows a tenth either way; a range holds its two ends.
    """
    value = found.value
    if value is None:
        return False
    records = Decimal(records)
    if found.bound == "range" and found.value_hi is not None:
        return value <= records <= found.value_hi
    if found.bound == "ge":
        if found.text.rstrip().endswith(("以上", "+")) or found.kind == "ratio":
            return records >= value
        return value <= records < value + step(value)
    if found.bound == "le":
        return value - step(value) < records <= value
    if found.bound == "approx":
        return abs(records - value) <= abs(value) / 10
    return records == value


#: What records can be held against: a target or a rule's parameter is no statement about them.
HELD = ("count", "money", "ratio")


def hold(found: Iterable[Found], records_of: Callable[[str], tuple[str, Decimal | int | None] | None]) -> None:
    """Fill ``code``, ``records`` and ``equal`` of each figure from the records.

    ``records_of(concept)`` gives the code of the figure for a concept and its value, or None
    where no figure counts it. A code is a proposal, as the concept is.
    """
    known: dict[str, tuple[str, Decimal | int | None] | None] = {}
    for one in found:
        if one.kind not in HELD:
            continue
        if one.concept not in known:
            known[one.concept] = records_of(one.concept)
        if told := known[one.concept]:
            one.code, value = told
            if value is not None:
                one.records = Decimal(value)
                one.equal = agrees(one, one.records)
