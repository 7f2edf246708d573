"""What a query leans on: every column it reads, its subqueries' included.

So that what makes a figure stale is read off its own query and cannot be forgotten.
"""
from django.db.models.expressions import Col
from django.db.models.sql import Query
from django.db.models.sql.datastructures import Join


class Columns:
    """`read`: the model fields that a queryset reads in its conditions, joins, annotations and chosen columns.
    `rooted`: the models whose rows matter as soon as they are there. A model reached only by the keys of other rows
    is not among them: a new row of it is nothing until a row points to it."""

    def __init__(self, rows):
        self.read, self.rooted = set(), set()
        self._query(rows.query)

    def _query(self, query):
        self.rooted.add(query.model)
        for alias, table in query.alias_map.items():
            if isinstance(table, Join) and query.alias_refcount[alias]:
                reverse = getattr(table.join_field, "field", None)
                self.read.add(reverse or table.join_field)
                if reverse:
                    self.rooted.add(reverse.model)
        for part in (query.where, *query.annotations.values(), *query.select):
            self._expression(part)
        for other in query.combined_queries:
            self._query(other)

    def _expression(self, part):
        if isinstance(part, Query):
            self._query(part)
        elif isinstance(part, Col):
            self.read.add(part.target)
        elif hasattr(part, "children"):
            for child in part.children:
                self._expression(child)
        elif hasattr(part, "get_source_expressions"):
            for source in part.get_source_expressions():
                self._expression(source)
