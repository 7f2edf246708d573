"""Columns: what of a row is shown, how it reads on the page and in Excel."""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

TONES = {"good": "circle-check", "wait": "clock", "bad": "alert-circle", "done": "archive"}
RIGHT = frozenset({"number", "money"})


@dataclass(frozen=True)
class Column:
    """One column of a list, or one fact of a sheet.

    name: a path of attributes ("org.name"), also the key of the column choice · sort: the field to order by ·
    kind: text, number, money (integer fen) or badge (a status: icon, colour and word) · link: opens the sheet ·
    shown: until the officer chooses otherwise · value: function of the row, in place of the path · wide: a long
    text that may wrap.
    """

    name: str
    label: str
    sort: str = ""
    kind: str = "text"
    link: bool = False
    shown: bool = True
    value: Callable | None = None
    wide: bool = False

    @property
    def right(self):
        return self.kind in RIGHT

    def raw(self, row):
        """The value itself: text, number, day or None."""
        if self.value:
            return self.value(row)
        *path, last = self.name.split(".")
        for step in path:
            row = getattr(row, step, None)
        if row is None:
            return None
        display = getattr(row, f"get_{last}_display", None)
        value = display() if display else getattr(row, last)
        return value() if callable(value) else value

    def cell(self, row):
        """What the page shows."""
        value = self.raw(row)
        if self.kind == "badge":
            return badge(value, getattr(row, "tones", {}).get(getattr(row, self.name, None), ""))
        return written(value, self.kind)

    def plain(self, row):
        """What Excel gets: numbers stay numbers (money in yuan), days stay days, the rest is text."""
        value = self.raw(row)
        if self.kind == "money":
            return None if value is None else Decimal(value) / 100
        if isinstance(value, bool) or not isinstance(value, date | int | float | Decimal):
            return str(written(value, "text"))
        return value


def written(value, kind):
    """A value as tables write it: 2010-04-30, 1,234, 154,000.00, 是."""
    if value is None or value == "":
        return ""
    if kind == "money":
        return f"{Decimal(value) / 100:,.2f}"
    if kind == "number":
        return f"{value:,}"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return value


def badge(word, tone):
    """A state by word, icon and colour."""
    if not word:
        return ""
    icon = TONES.get(tone, "circle-dot")
    return format_html('<span class="state state-{}"><svg class="icon" aria-hidden="true">'
                       '<use href="/static/vendor/icons.svg#{}"></use></svg>{}</span>', tone or "plain", icon, word)

