"""Columns in, rows written: one statement a chunk, past `save()` and its signals.

Values are what the driver takes: text, numbers, bytes, None; a day as "2010-04-30", an id as 32 hexadecimal digits.
Keys inside a county are checked set by set here, as `save()` checks them one by one.
"""
import json
from uuid import UUID

from django.db import connection, models

from .county import CountyKey, OtherCounty


class These:
    """Some thousand values of a look-up, held so that Django does not look at each."""

    __slots__ = ("values",)

    def __init__(self, values):
        self.values = list(values)


@models.ForeignObject.register_lookup
@models.Field.register_lookup
class Among(models.Lookup):
    """`field__among=These(values)`: one parameter, however many values (IN takes one each)."""

    lookup_name, prepare_rhs = "among", False

    def as_sql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        return f"{left} IN (SELECT value FROM json_each(%s))", [*params, json.dumps(self.rhs.values)]  # noqa: S608

    def as_postgresql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s::{self.lhs.output_field.db_type(connection)}[])", [*params, self.rhs.values]


class Plain(models.Func):
    """A column read as the text that bulk writers carry: no date, UUID or Decimal object a row."""

    output_field = models.TextField()
    template = "(%(expressions)s || '')"  # an expression: SQLite's driver would make a date of a bare column

    def as_postgresql(self, compiler, connection):
        uuid = self.source_expressions[0].output_field.db_type(connection) == "uuid"
        template = "encode(uuid_send(%(expressions)s), 'hex')" if uuid else "(%(expressions)s)::text"
        return self.as_sql(compiler, connection, template=template)


def carried(model, name):
    """An expression that reads a column as bulk writers carry it."""
    field = model._meta.get_field(name)
    is_text = isinstance(field, models.UUIDField | models.DateField | models.ForeignKey)
    return Plain(field.attname) if is_text else field.attname


def uuid(digits):
    """The UUID of 32 hex digits."""
    return UUID(hex=digits)


def insert(model, columns, fresh=()):
    """Inserts rows given as {column: values}. `fresh`: keys to rows that this transaction has just written."""
    if not columns["county_id"]:
        return
    _same_county(model, columns, fresh)
    names, table = ", ".join(f'"{name}"' for name in columns), f'"{model._meta.db_table}"'
    with connection.cursor() as cursor, connection.wrap_database_errors:  # the drivers' own errors as Django's
        if connection.vendor == "sqlite":
            marks = ", ".join("?" * len(columns))
            cursor.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})",  # noqa: S608
                                          zip(*columns.values(), strict=True))
            return
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in zip(*columns.values(), strict=True):
                copy.write_row(row)


class Moved(Exception):
    """A row was written by somebody else between our looking at it and our writing it."""


def update(model, county_id, rows, columns):
    """Sets columns of rows, each to its own value, and counts their versions up.

    `rows`: (id, version as it was read) each. Raises Moved where one has another version by now.
    """
    if not rows:
        return
    _same_county(model, {**columns, "county_id": [county_id]}, ())
    table, ids, versions = f'"{model._meta.db_table}"', *zip(*rows, strict=True)
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "sqlite":
            sets = ", ".join(f'"{name}" = ?' for name in columns)
            done = cursor.connection.executemany(
                f"UPDATE {table} SET {sets}, version = version + 1 "  # noqa: S608
                "WHERE id = ? AND county_id = ? AND version = ?",
                zip(*columns.values(), ids, [county_id] * len(ids), versions, strict=True)).rowcount
        else:
            types = {field.attname: field.db_type(connection) for field in model._meta.concrete_fields}
            arrays = ", ".join(f"%s::{types[name]}[]" for name in ("id", "version", *columns))
            names = ", ".join(f'"{name}"' for name in ("id", "version", *columns))
            sets = ", ".join(f'"{name}" = new."{name}"' for name in columns)
            done = cursor.execute(
                f"UPDATE {table} AS old SET {sets}, version = old.version + 1 "  # noqa: S608
                f"FROM unnest({arrays}) AS new({names}) "
                "WHERE old.id = new.id AND old.version = new.version AND old.county_id = %s",
                [list(ids), list(versions), *map(list, columns.values()), county_id]).rowcount
    if done != len(ids):
        raise Moved


def _same_county(model, columns, fresh):
    """Raises OtherCounty where a key would leave the county: one look-up a key and chunk."""
    (county,) = set(columns["county_id"])
    for field in model._meta.concrete_fields:
        if isinstance(field, CountyKey) and field.attname in columns and field.attname not in fresh:
            ids = set(columns[field.attname]) - {None}
            there = field.related_model._base_manager.filter(county_id=county)
            known = there.filter(pk__among=These(ids)).count() if ids else 0
            if known != len(ids):
                raise OtherCounty(f"{model._meta.label}.{field.name} points into another county")
