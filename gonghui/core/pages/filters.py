"""Filters: declared in one row above a list and kept in its address, so that a list can be sent to a colleague."""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True, eq=False)
class Filter:
    """What narrows a list. `read` the request, `apply` to the rows, say it in `words` beside the count."""

    name: str
    label: str
    lookup: str = ""

    @property
    def field(self):
        return self.lookup or self.name

    def read(self, params, scope):
        return params.get(self.name, "").strip()

    def options(self, scope):
        return []

    def apply(self, rows, value, scope):
        return rows.filter(**{self.field: value})

    def shown(self, value):
        """The value as the page's field holds it."""
        return value

    def words(self, value, scope):
        return value


@dataclass(frozen=True, eq=False)
class Choice(Filter):
    """One of a few values. choices: [(value, label)] or a function of the scope · default: the value chosen before
    the officer says anything (an address with `name=` and nothing behind it means all) · apply_with: function of
    (rows, value) where the choice is more than a lookup."""

    choices: tuple | list | Callable = ()
    default: str = ""
    apply_with: Callable | None = None
    template = "pages/filters/choice.html"

    def read(self, params, scope):
        value = params.get(self.name, self.default)
        return value if value in {str(key) for key, _label in self.options(scope)} else ""

    def options(self, scope):
        return self.choices(scope) if callable(self.choices) else self.choices

    def apply(self, rows, value, scope):
        return self.apply_with(rows, value) if self.apply_with else super().apply(rows, value, scope)

    def words(self, value, scope):
        return next((label for key, label in self.options(scope) if str(key) == value), "")


@dataclass(frozen=True, eq=False)
class Days(Filter):
    """From a day to a day, both included; either may be open."""

    template = "pages/filters/days.html"

    def read(self, params, scope):
        first, last = (_day(params.get(f"{self.name}_{end}")) for end in ("from", "to"))
        return (first, last) if first or last else ""

    def apply(self, rows, value, scope):
        first, last = value
        bounds = {f"{self.field}__gte": first, f"{self.field}__lte": last}
        return rows.filter(**{lookup: day for lookup, day in bounds.items() if day})

    def words(self, value, scope):
        first, last = value
        if first and last:
            return _("%(label)s %(first)s 至 %(last)s") % {"label": self.label, "first": first, "last": last}
        return _("%(label)s %(first)s 起") % {"label": self.label, "first": first} if first else \
            _("%(label)s 至 %(last)s") % {"label": self.label, "last": last}


@dataclass(frozen=True, eq=False)
class Under(Filter):
    """An org and everything beneath it, by today's tree; offers the orgs directly beneath one's own. The value is
    the org's open place."""

    template = "pages/filters/choice.html"

    def read(self, params, scope):
        try:
            wanted = UUID(params.get(self.name, ""))
        except ValueError:
            return ""
        return _places(scope).filter(org=wanted).first() or ""

    def options(self, scope):
        beneath = _places(scope).filter(parent=scope.org_id).values_list("org", "org__name")
        return [(str(org), name) for org, name in beneath]

    def shown(self, value):
        return value and str(value.org_id)

    def apply(self, rows, value, scope):
        under = apps.get_model(settings.TREE_MODEL).ids_under(scope.county_id, value.path)
        return rows.filter(**{f"{self.field}__in": under})

    def words(self, value, scope):
        return value.org.name


def _places(scope):
    """The open places of the scope's orgs."""
    places = apps.get_model(f"{settings.TREE_MODEL}Place")
    rows = scope.rows(places).filter(last=None).select_related("org").order_by("path")
    return rows.only("county", "path", "org__county", "org__name")


def _day(text):
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
