"""What a query leans on: every column it reads, its subqueries' included.

So that what makes a figure stale is read off its own query and cannot be forgotten.
"""
from django.db.models.expressions import Col
from django.db.models.sql import Query
from django.db.models.sql.datastructures import Join


def columns(rows):
    """The set of model fields that a queryset reads in its conditions, joins, annotations and chosen columns."""
    found = set()
    _of_query(rows.query, found)
    return found


def _of_query(query, found):
    for alias, table in query.alias_map.items():
        if isinstance(table, Join) and query.alias_refcount[alias]:
            found.add(getattr(table.join_field, "field", table.join_field))  # a reverse join names the key
    for part in (query.where, *query.annotations.values(), *query.select):
        _of_expression(part, found)
    for other in query.combined_queries:
        _of_query(other, found)


def _of_expression(part, found):
    if isinstance(part, Query):
        _of_query(part, found)
    elif isinstance(part, Col):
        found.add(part.target)
    elif hasattr(part, "children"):
        for child in part.children:
            _of_expression(child, found)
    elif hasattr(part, "get_source_expressions"):
        for source in part.get_source_expressions():
            _of_expression(source, found)
