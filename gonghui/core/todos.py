"""What waits for a person: declared once by the section whose rows wait, counted in the menu, listed on the home page.

    @todo("orgs.to_approve", _("待批准的建会申请"), permission="orgs.approve", link="/orgs/?status=sent_up", due="due_on")
    def to_approve(scope):
        return scope.rows(Org).waiting()

Declared in the section's `views.py`.
"""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db.models import F
from django.utils.timezone import localdate

WEEK = timedelta(days=7)
COUNTED = 999  # beyond, the menu says 999+
KEPT = 60  # seconds a count may be old; a person's own act refreshes it at once

TODOS: dict[str, "Todo"] = {}


@dataclass(frozen=True)
class Todo:
    """A kind of work that waits: its rows, who does it, where it is done, the field that says by when, and, for
    what has no deadline, the field that says since when."""

    code: str
    label: str
    rows: Callable
    permission: str
    link: str
    due: str = ""
    since: str = ""

    @property
    def section(self):
        return self.code.partition(".")[0]

    def count(self, scope):
        return self.rows(scope).order_by()[:COUNTED + 1].count()

    def first(self, scope, limit):
        """[(row, day or None)], the most urgent first."""
        urgency = [F(field).asc(nulls_last=True) for field in (self.due, self.since) if field]
        rows = self.rows(scope).order_by(*urgency, "pk")[:limit]
        return [(row, getattr(row, self.due) if self.due else None) for row in rows]

    def waited(self, row, today):
        """For how many days the row has waited, or None where nothing says so."""
        begun = getattr(row, self.since) if self.since else None
        return (today - begun).days if begun else None


def todo(code, label, *, permission, link, **field):
    """Registers the function, (scope) → queryset, as a kind of work that waits. `field`: due= and since=, the names
    of dates."""
    def declare(rows):
        TODOS[code] = Todo(code, label, rows, permission, link, **field)
        return rows
    return declare


def mine(scope):
    """The kinds of work that this post does."""
    return [item for item in TODOS.values() if scope.can(item.permission)]


def counts(scope):
    """{code: how many wait} for this post, at most a minute old."""
    key = _key(scope)
    known = cache.get(key)
    if known is None:
        known = {item.code: item.count(scope) for item in mine(scope)}
        cache.set(key, known, KEPT)
    return known


def forget(scope):
    """Counts anew at the next look: the person has just done something."""
    cache.delete(_key(scope))


def urgent(scope, limit=8):
    """[(day or None, todo, row)]: what waits for this post, by deadline, overdue first. What has none stands before
    what is due in more than a week: it waits for this post now. Always asked anew, one query a kind of work."""
    waiting = [(day, item, row) for item in mine(scope) for row, day in item.first(scope, limit)]
    return sorted(waiting, key=lambda entry: entry[0] or localdate() + WEEK)[:limit]


def _key(scope):
    return f"todos:{scope.county_id}:{scope.post_id}:{localdate()}"
