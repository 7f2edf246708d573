"""Emptying a test's database where rows refuse to be deleted and some rows belong to the schema.

Django empties every table after a test that commits. Audit entries refuse that by trigger, and the standards and
roles that migrations made would be gone for the next test. So triggers rest meanwhile, and those rows come back.
"""
from contextlib import contextmanager

from django.db import transaction


def first_rows(connection):
    """{table: (columns, its rows)} of the tables that are not empty now: on PostgreSQL the rows are COPY text."""
    kept = {}
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            columns = ", ".join(quote(name) for name in plain_columns(connection, cursor, table))
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {quote(table)} ({columns}) TO STDOUT") as copy:
                    rows = b"".join(copy)
            else:
                rows = cursor.execute(f"SELECT {columns} FROM {quote(table)}").fetchall()
            if rows:
                kept[table] = columns, rows
    return kept


def plain_columns(connection, cursor, table):
    """The columns of a table that are stored as given, not computed by the database."""
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position", [table])
        return [name for name, in cursor.fetchall()]
    return [row[1] for row in cursor.execute(f'PRAGMA table_info("{table}")').fetchall()]


def put_back(connection, kept):
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, (columns, rows) in kept.items():
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {quote(table)} ({columns}) FROM STDIN") as copy:
                    copy.write(rows)
            else:
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {quote(table)} ({columns}) VALUES ({places})", rows)


@contextmanager
def triggers_resting(connection):
    """Inside a transaction: no trigger of ours fires, and all are back at its end."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        triggers = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, made in triggers:
            cursor.execute(made)


def keep_first_rows(connection):
    """From now on, emptying a database of this kind ends with the rows that this one holds now.

    Set on the class: beside a browser's event loop Django gives the same thread a second connection.
    """
    kept = first_rows(connection)
    operations = type(connection.ops)
    empty = operations.execute_sql_flush

    def empty_and_put_back(self, statements):
        with transaction.atomic(using=self.connection.alias), triggers_resting(self.connection):
            empty(self, statements)
            put_back(self.connection, kept)

    operations.execute_sql_flush = empty_and_put_back
