"""What the database itself refuses: to change or delete an entry, a seal, a standard, or a section's rows of the kind.

The triggers are stood up after every `migrate` (see `core.apps`): a later migration that rebuilds a table on SQLite
drops that table's triggers, so one migration that made them once would not be enough.
"""
from django.db import connections

FROZEN = ["core_seal", "core_standard"]  # not a word of these changes, ever
ENTRIES = "core_entry"  # its `seal_id` is set once, from nothing


def frozen(model):
    """Declares a section's model whose rows are only added to (a ledger): the same guards stand over its table."""
    FROZEN.append(model._meta.db_table)
    return model


def statements(vendor, columns, tables):
    """The SQL that stands the triggers up. `columns`: those of an entry that never change · `tables`: those of FROZEN
    that are there already."""
    return _sqlite(columns, tables) if vendor == "sqlite" else _postgresql(columns, tables)


def _sqlite(columns, tables):
    refuse = "BEGIN SELECT RAISE(ABORT, 'these rows are only added to'); END"
    for table in (*tables, ENTRIES):
        yield f'CREATE TRIGGER IF NOT EXISTS {table}_kept BEFORE DELETE ON "{table}" {refuse}'
    for table in tables:
        yield f'CREATE TRIGGER IF NOT EXISTS {table}_unchanged BEFORE UPDATE ON "{table}" {refuse}'
    changed = " OR ".join(f'NEW."{c}" IS NOT OLD."{c}"' for c in columns)
    yield (f'CREATE TRIGGER IF NOT EXISTS {ENTRIES}_unchanged BEFORE UPDATE ON "{ENTRIES}" '
           f"WHEN OLD.seal_id IS NOT NULL OR NEW.seal_id IS NULL OR {changed} {refuse}")


def _postgresql(columns, tables):
    yield ("CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
           "$$ BEGIN RAISE EXCEPTION 'these rows are only added to'; END $$")
    for table in (*tables, ENTRIES):
        for act, each in (("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            yield (f'CREATE OR REPLACE TRIGGER {table}_{act.lower()} BEFORE {act} ON "{table}" FOR EACH {each} '
                   "EXECUTE FUNCTION audit_refuse()")
    for table in tables:
        yield (f'CREATE OR REPLACE TRIGGER {table}_unchanged BEFORE UPDATE ON "{table}" FOR EACH ROW '
               "EXECUTE FUNCTION audit_refuse()")
    changed = " OR ".join(f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in columns)
    yield (f'CREATE OR REPLACE TRIGGER {ENTRIES}_unchanged BEFORE UPDATE ON "{ENTRIES}" FOR EACH ROW WHEN '
           f"(OLD.seal_id IS NOT NULL OR NEW.seal_id IS NULL OR {changed}) EXECUTE FUNCTION audit_refuse()")


def names(vendor):
    """(table, trigger) of every guard that must stand."""
    acts = ("kept", "unchanged") if vendor == "sqlite" else ("delete", "truncate", "unchanged")
    return {(table, f"{table}_{act}") for table in (*FROZEN, ENTRIES) for act in acts}


def stand(using="default"):
    """Stands the guards up where they do not stand; called after every migrate."""
    from . import Entry

    connection = connections[using]
    kept = [f.column for f in Entry._meta.concrete_fields if f.name != "seal"]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for statement in statements(connection.vendor, kept, [table for table in FROZEN if table in there]):
            cursor.execute(statement)


def missing(using="default"):
    """The guards that do not stand, as (table, trigger)."""
    connection = connections[using]
    sql = ("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'" if connection.vendor == "sqlite" else
           "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return names(connection.vendor) - {tuple(row) for row in cursor.fetchall()}
