"""What a list may cost: twelve queries at most, and no more for fifty rows than for five."""
import pytest
from django.urls import get_resolver

from gonghui.core.audit import record
from gonghui.core.county import uuid7
from gonghui.core.pages import Listing
from gonghui.testing import queries
from tests.rows import ROWS

MOST = 12
# What tells copies of a row apart, where it is no number and no word of a unique constraint.
MAKERS = ROWS | {"core.Entry": lambda cast: record(cast.zhang, "sign_in")}
APART = {"posts.Term": {"ended_on": "2010-05-01"}, "posts.Post": {"last": "2030-01-01"}}


def lists(patterns, before="/"):
    """[(address, page)] of every list whose address names no row."""
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if hasattr(pattern, "url_patterns"):
            yield from lists(pattern.url_patterns, route)
        elif issubclass(getattr(pattern.callback, "view_class", object), Listing) and "<" not in route:
            yield route, pattern.callback.view_class


def copies(row, numbers):
    """The same row again and again, each with an id of its own and whatever else must be its own."""
    meta = row._meta
    unique = {name for key in meta.constraints for name in getattr(key, "fields", ())}
    apart = [field for field in meta.concrete_fields
             if field.name in unique and not (field.is_relation or field.choices)]
    for number in numbers:
        said = {field.attname: getattr(row, field.attname) for field in meta.concrete_fields}
        for field in apart:
            if "Integer" in field.get_internal_type():
                said[field.attname] = number
            elif field.get_internal_type() == "CharField" and said[field.attname]:
                said[field.attname] = f"{number:06d}"
        yield type(row)(**said | APART.get(meta.label, {}) | {"id": uuid7()})


def cost(client, address):
    """(queries, rows shown, the heading among them)."""
    return queries(client, address), client.get(address).text.count("<tr>")


LISTS = sorted(lists(get_resolver().url_patterns), key=lambda found: found[0])


@pytest.mark.parametrize(("address", "page"), LISTS, ids=[address for address, _page in LISTS])
def test_fifty_rows_cost_no_more_than_five(cast, address, page):
    # Whoever may see the list at all: the county's chair, or who reads the trail.
    client = cast.client("zhou" if page.permission == "audit.view" else "wang")
    row = MAKERS[page.model._meta.label](cast)
    if hasattr(row, "roster"):  # each roster lists its own uploads
        row.roster = address.split("/")[-2]
    rows = type(row)._base_manager
    rows.bulk_create(copies(row, range(101, 105)))
    few, _shown = cost(client, address)
    rows.bulk_create(copies(row, range(105, 151)))
    many, shown = cost(client, address)
    assert shown == 51
    assert many <= few <= MOST
