"""Charts: what ECharts is told, as data beside a table that says the same. No chart without its table."""
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from gonghui.core.figures.declared import MONEY
from gonghui.core.pages.columns import written


@dataclass(frozen=True)
class Breakdown:
    """A titled chart and its table: [(name, value as written, address)]."""

    title: str
    unit: str
    lines: list
    options: dict = field(default_factory=dict)


def breakdown(figure, title, parts, line=False):
    """A figure's parts as bars, each named in full beside it, or as a line of months.

    parts: [(name, value or None, address or "")].
    """
    money = str(figure.unit) == MONEY
    kind = "money" if money else "number"
    lines = [(name, written(value, kind), address) for name, value, address in parts]
    values = [{"value": _plain(value, money), "address": address} for _name, value, address in parts]
    names = {"type": "category", "data": [name for name, _value, _address in parts]}
    amounts = {"type": "value", "name": str(figure.unit), "minInterval": 0 if money else 1}
    axes = {"xAxis": names, "yAxis": amounts} if line else {
        "xAxis": amounts, "yAxis": names | {"inverse": True, "axisLabel": {"interval": 0}}}
    options = {
        "title": {"show": False}, "aria": {"enabled": True, "label": {"description": f"{figure.label}，{title}"}},
        **axes,
        "series": [{"type": "line" if line else "bar", "name": str(figure.label), "data": values, "barMaxWidth": 20}],
    }
    return Breakdown(title, str(figure.unit), lines, options if len(parts) > 1 else {})


def months(values):
    """A small line of twelve months, without axes: it shows the course; the page behind it the numbers."""
    return {
        "grid": {"left": 2, "right": 2, "top": 4, "bottom": 2}, "tooltip": {"show": False},
        "xAxis": {"type": "category", "show": False, "data": [_("%s月") % month for month in range(1, len(values) + 1)]},
        "yAxis": {"type": "value", "show": False}, "series": [{"type": "line", "symbol": "none", "data": values}],
    }


def _plain(value, money):
    return None if value is None else float(value) / 100 if money else float(value)
