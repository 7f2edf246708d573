"""One search over all sections: each registers what it finds and how a found row reads.

    @searched("people", _("职工与会员"), permission="people.view", hint=lambda person: person.org.name)
    def find_people(scope, text):
        return scope.rows(Person).select_related("org").found(text)

Declared in the section's `views.py`. The rows found come from B-tree prefixes: a search of the middle of a text would
read the whole table.
"""
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

SEARCHES: dict[str, "Search"] = {}


@dataclass(frozen=True)
class Search:
    """A kind of row that can be found by a text; `page`: the name of the page that a found row opens."""

    code: str
    label: str
    rows: Callable
    permission: str
    page: str
    hint: Callable

    def found(self, scope, text, limit):
        """[(row, its address, a line that tells it from its namesakes)]."""
        return [(row, reverse(self.page, args=[row.pk]), self.hint(row)) for row in self.rows(scope, text)[:limit]]


def searched(code, label, *, permission, page="", hint=lambda row: ""):
    """Registers the function, (scope, text) → ordered queryset, under a code; `page` defaults to the code's sheet."""
    def declare(rows):
        SEARCHES[code] = Search(code, label, rows, permission, page or f"{code}:sheet", hint)
        return rows
    return declare


def find(scope, text, limit=10):
    """[(search, found rows)] of every search this post may use and that finds something."""
    allowed = [search for search in SEARCHES.values() if scope.can(search.permission)]
    found = [(search, search.found(scope, text, limit)) for search in allowed] if text else []
    return [(search, rows) for search, rows in found if rows]
