"""Columns: what of a row is shown, how it reads on the page and in Excel."""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django.core.exceptions import FieldDoesNotExist
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe
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
        value = getattr(row, last)
        if labels := choices_of(type(row), last):
            return labels.get(value, value)
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


@cache
def choices_of(model, name):
    """{value: label} of a field with choices. Django's own get_…_display hashes all choices anew for every row."""
    try:
        return dict(model._meta.get_field(name).flatchoices or ())
    except (FieldDoesNotExist, AttributeError):
        return {}


def opening(column):
    """The opening tag of a column's cells; the label shows on a phone, where rows are cards."""
    css = "right" if column.right else "wide" if column.wide else ""
    return format_html('<td{} data-label="{}">', format_html(' class="{}"', css) if css else "", column.label)


def table_cells(columns, rows, address, begin=lambda row: ""):
    """The cells of each row as HTML. address(row) is where its linked cell leads. A page has hundreds of cells, and
    a template takes ten times as long over them."""
    openings = [(column, opening(column)) for column in columns]
    for row in rows:
        to, cells = escape(address(row)), [begin(row)]
        for column, tag in openings:
            text = conditional_escape(column.cell(row))
            cells.append(f'{tag}<a href="{to}">{text or "—"}</a></td>' if column.link and to else f"{tag}{text}</td>")
        yield mark_safe("".join(cells))


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

