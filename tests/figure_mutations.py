"""A figure with one condition left out, or one of its days moved: what its rows must be able to tell apart."""
import copy
from datetime import date, timedelta

from django.db.models import Lookup
from django.db.models.sql import Query
from django.db.models.sql.where import WhereNode


def mutants(figure, period):
    """(what was done, the figure's rows so changed) for each condition and each day of a figure's own query, those
    of its subqueries included. The condition that keeps a subquery to its county is the house's, not the figure's."""
    for n in range(len(_changes(figure.source(period)))):
        rows = figure.source(period)  # afresh: a change is made in place
        node, place, name, changed = _changes(rows)[n]
        node.children[place:place + 1] = changed
        yield name, rows


def _changes(rows):
    """[(node, place of the condition in it, in words, what stands there instead)]"""
    found = []
    for node in _nodes(rows.query):
        for place, child in enumerate(node.children):
            if isinstance(child, WhereNode) or _of_county(child):
                continue
            found.append((node, place, f"without {child!r}", []))
            found += [(node, place, f"{child!r}, a day {'later' if by > 0 else 'earlier'}", [moved])
                      for by, moved in _moved(child)]
    return found


def _of_county(child):
    field = getattr(child.lhs, "target", None) if isinstance(child, Lookup) else None
    return field is not None and field.name == "county"


def _moved(child):
    """The condition with each day it names moved by one, either way."""
    if not isinstance(child, Lookup):
        return
    days = child.rhs if isinstance(child.rhs, list | tuple) else [child.rhs]
    for n, day in enumerate(days):
        for by in (-1, 1) if isinstance(day, date) else ():
            other = copy.copy(child)
            shifted = [*days[:n], day + timedelta(days=by), *days[n + 1:]]
            other.rhs = shifted if isinstance(child.rhs, list | tuple) else shifted[0]
            yield by, other


def _nodes(part):
    """Every AND and OR of a query, its subqueries' included, in a fixed order."""
    if isinstance(part, Query):
        yield from _nodes(part.where)
        for annotation in part.annotations.values():
            yield from _nodes(annotation)
    elif isinstance(part, WhereNode):
        yield part
        for child in part.children:
            yield from _nodes(child)
    elif hasattr(part, "get_source_expressions"):
        for source in part.get_source_expressions():
            yield from _nodes(source)
