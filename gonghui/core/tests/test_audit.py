"""The audit trail: entries one by one and by the thousand, seals over them, and every way to break them found out."""
import threading
import tracemalloc
import uuid
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from gonghui.core import audit
from gonghui.core.audit import guards, sealing
from gonghui.core.county import County, uuid7, uuid7s
from tests.databases import triggers_resting


def insert(columns):
    """What a bulk writer does, in its plainest form."""
    quoted = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO core_entry ({quoted}) VALUES ({", ".join(["%s"] * len(columns))})',
                           list(zip(*columns.values(), strict=True)))


def acts(scope, count):
    insert(audit.columns(scope, "import.add", "people.person", uuid7s(count), [{"line": i} for i in range(count)]))


def tamper(sql, *params):
    """What somebody with the database, but without the keys, might do."""
    with transaction.atomic(), triggers_resting(connection), connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_an_entry_tells_who_what_when_and_why(here):
    entry = audit.record(here, "approve", model="orgs.org", note="批准", before="sent_up", after="approved",
                         on=datetime(2010, 7, 1, tzinfo=UTC).date(), details={"fields": ["status"]})
    stored = audit.Entry.objects.get(pk=entry.pk)
    assert (stored.by_id, stored.org, stored.act, stored.note) == (here.account_id, here.org_id, "approve", "批准")
    assert stored.mac == audit.mac(stored) == entry.mac


@pytest.mark.parametrize("change", [
    {"note": "不批准"}, {"act": "refuse"}, {"by_id": None}, {"details": {"fields": []}}, {"after": ""},
    {"record": uuid.UUID(int=1)}, {"org": None}, {"at": datetime(2010, 1, 1, tzinfo=UTC)}, {"county_id": 999},
    {"id": uuid.UUID(int=2)}, {"on": None}, {"model": ""}, {"before": "x"},
])
def test_the_mac_covers_everything_an_entry_says(here, change):
    entry = audit.record(here, "approve", model="orgs.org", note="批准", after="approved", details={"fields": ["status"]},
                         on=datetime(2010, 7, 1, tzinfo=UTC).date())
    entry.record = uuid.UUID(int=9)
    before = audit.mac(entry)
    for name, value in change.items():
        setattr(entry, name, value)
    assert audit.mac(entry) != before


def test_bulk_entries_are_the_same_as_single_ones(here):
    ids = [uuid7() for _ in range(3)]
    insert(audit.columns(here, ["import.add", "import.change", "import.add"], "people.person", ids,
                         [{"line": 2, "fields": ["姓名"]}, {}, {"z": 1, "a": [None, True]}]))
    entries = list(audit.Entry.objects.order_by("id"))
    assert [entry.record for entry in entries] == ids
    assert [entry.act for entry in entries] == ["import.add", "import.change", "import.add"]
    assert [entry.mac for entry in entries] == [audit.mac(entry) for entry in entries]
    assert {(entry.by_id, entry.org, entry.model) for entry in entries} == {
        (here.account_id, here.org_id, "people.person")}


def test_reading_a_protected_field_needs_a_reason_and_leaves_a_trace(here):
    county = County.objects.get(pk=here.county_id)
    with pytest.raises(ValidationError, match="查看理由"):
        audit.reveal(here, county, "id_sealed", "  ")
    audit.reveal(here, audit.Seal(id=uuid7()), "id_sealed", "核对转会材料")
    entry = audit.Entry.objects.get()
    assert (entry.act, entry.note, entry.details) == ("reveal", "核对转会材料", {"field": "id_sealed"})


def test_an_export_leaves_filter_count_and_checksum(here):
    audit.exported(here, "people.person", "工会=渭津镇", 120, "ab" * 32)
    assert audit.Entry.objects.get().details == {"filter": "工会=渭津镇", "rows": 120, "checksum": "ab" * 32}


@pytest.mark.parametrize("sql", [
    "UPDATE core_entry SET note = 'x'", "DELETE FROM core_entry", "UPDATE core_entry SET mac = 'x'",
    "UPDATE core_entry SET seal_id = NULL", "UPDATE core_entry SET county_id = 77",
    "UPDATE core_seal SET count = 0", "DELETE FROM core_seal",
    "UPDATE core_standard SET value = 1", "DELETE FROM core_standard",
])
def test_the_database_refuses_to_change_history(here, sql):
    acts(here, 2)
    audit.seal_entries(here.county_id)
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert audit.broken(here.county_id) is None


def test_an_unsealed_entry_takes_a_seal_and_nothing_else(here):
    acts(here, 1)
    seal = audit.seal_entries(here.county_id)
    acts(here, 1)
    waiting = audit.Entry.objects.filter(seal=None)
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        waiting.update(seal=seal, note="x")
    assert waiting.count() == 1


def test_guards_stand_after_a_migration_dropped_them(db):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER core_seal_unchanged" + ("" if connection.vendor == "sqlite" else " ON core_seal"))
    assert guards.missing() == {("core_seal", "core_seal_unchanged")}
    call_command("migrate", verbosity=0, skip_checks=True)
    assert not guards.missing()


def test_seals_chain_and_count(here, there):
    acts(here, 7)
    acts(there, 2)
    seals = [audit.seal_entries(here.county_id, most=3) for _ in range(3)]
    assert [(seal.number, seal.count) for seal in seals] == [(1, 3), (2, 3), (3, 1)]
    assert audit.seal_entries(here.county_id) is None
    assert (audit.unsealed(here.county_id), audit.unsealed(there.county_id)) == (0, 2)
    assert audit.last_seal(here.county_id) == seals[-1]
    assert audit.broken(here.county_id) is None
    assert audit.broken(here.county_id, str(seals[1])) is None


def sealed(scope):
    """Nine entries under three seals, and one that waits."""
    acts(scope, 9)
    seals = [audit.seal_entries(scope.county_id, most=3) for _ in range(3)]
    acts(scope, 1)
    return seals, list(audit.Entry.objects.filter(county=scope.county_id).order_by("id"))


@pytest.mark.parametrize(("place", "said"), [(1, "1"), (4, "4"), (9, "9")])
def test_a_changed_entry_is_named(here, place, said):
    entry = sealed(here)[1][place]
    tamper("UPDATE core_entry SET note = 'x' WHERE id = %s", stored(entry.pk))
    assert audit.broken(here.county_id) == f"审计记录 {entry.pk} 被改动过。"


def test_the_first_of_several_broken_places_is_named(here):
    entries = sealed(here)[1]
    tamper("UPDATE core_entry SET note = 'x' WHERE id IN (%s, %s)", stored(entries[9].pk), stored(entries[5].pk))
    tamper("DELETE FROM core_entry WHERE id = %s", stored(entries[1].pk))
    assert audit.broken(here.county_id) == "第 1 号封条应有 3 条记录，现有 2 条。"


def test_an_entry_moved_to_another_seal_is_seen(here):
    seals, entries = sealed(here)
    tamper("UPDATE core_entry SET seal_id = %s WHERE id = %s", stored(seals[0].pk), stored(entries[9].pk))
    assert audit.broken(here.county_id) == "第 1 号封条应有 3 条记录，现有 4 条。"


def test_exchanged_entries_are_seen(here):
    seals, entries = sealed(here)
    tamper("UPDATE core_entry SET seal_id = CASE WHEN id = %s THEN CAST(%s AS %T) ELSE CAST(%s AS %T) END "
           "WHERE id IN (%s, %s)".replace("%T", "uuid" if connection.vendor == "postgresql" else "char(32)"),
           stored(entries[0].pk), stored(seals[1].pk), stored(seals[0].pk), stored(entries[0].pk),
           stored(entries[3].pk))
    assert audit.broken(here.county_id) == "第 1 号封条里的记录被换过。"


def test_a_missing_or_changed_seal_is_named(here):
    seals, _entries = sealed(here)
    tamper("UPDATE core_seal SET count = 2 WHERE id = %s", stored(seals[1].pk))
    assert audit.broken(here.county_id) == "第 2 号封条被改动过。"
    tamper("UPDATE core_seal SET number = 9 WHERE id = %s", stored(seals[1].pk))
    assert audit.broken(here.county_id) == "第 2 号封条不见了。"


def test_a_chain_made_again_without_the_key_is_seen(here, settings):
    entries = sealed(here)[1]
    tamper("UPDATE core_entry SET seal_id = NULL")
    tamper("DELETE FROM core_seal")
    tamper("DELETE FROM core_entry WHERE id = %s", stored(entries[0].pk))
    with_key, settings.KEYS = settings.KEYS, settings.KEYS | {"audit": "00" * 32}
    audit.seal_entries(here.county_id)
    settings.KEYS = with_key
    assert audit.broken(here.county_id) == "第 1 号封条被改动过。"


def test_a_cut_tail_is_seen_by_a_printed_seal(here):
    seals, _entries = sealed(here)
    printed, last = str(seals[1]), stored(seals[2].pk)
    tamper("DELETE FROM core_entry WHERE seal_id = %s OR seal_id IS NULL", last)
    tamper("DELETE FROM core_seal WHERE id = %s", last)
    assert audit.broken(here.county_id) is None, "without paper a cut tail cannot be seen"
    assert audit.broken(here.county_id, printed) is None
    assert "第 3 号封条不在库中" in audit.broken(here.county_id, str(seals[2]))
    assert "与文件上印的不一致" in audit.broken(here.county_id, "2:" + "0" * 16)
    assert "写法不对" in audit.broken(here.county_id, "2:ab")


def test_the_command_says_what_is_whole_and_what_is_broken(here, there):
    seals, entries = sealed(here)
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert f"东辽县: 审计记录完整；最近一枚封条 {seals[-1]}，待封 1 条。" in out.getvalue()
    tamper("UPDATE core_entry SET act = 'x' WHERE id = %s", stored(entries[0].pk))
    with pytest.raises(CommandError, match="断裂"):
        call_command("verify_audit", "--county", str(here.county_id), "--seal", str(seals[0]), stdout=out)
    assert f"审计记录 {entries[0].pk} 被改动过。" in out.getvalue()
    with pytest.raises(CommandError, match="--county"):
        call_command("verify_audit", "--seal", str(seals[0]), stdout=out)


def test_an_entry_committed_late_goes_into_a_later_seal(here):
    """Its id is older than those already sealed: as of a transaction that took long."""
    late = audit.columns(here, "add", "orgs.org", uuid7s(1), [{}])
    acts(here, 3)
    first = audit.seal_entries(here.county_id)
    insert(late)
    second = audit.seal_entries(here.county_id)
    assert (first.count, second.count) == (3, 1)
    assert audit.broken(here.county_id) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer at a time")
def test_sealing_beside_an_open_transaction_leaves_its_entries_alone(here):
    wrote, sealed_once = threading.Event(), threading.Event()

    def clerk():
        try:
            with transaction.atomic():
                acts(here, 2)
                wrote.set()
                assert sealed_once.wait(10)
        finally:
            connection.close()

    early = audit.columns(here, "add", "orgs.org", uuid7s(1), [{}])
    thread = threading.Thread(target=clerk)
    thread.start()
    assert wrote.wait(10)
    insert(early)
    first = audit.seal_entries(here.county_id)  # does not wait for the clerk
    sealed_once.set()
    thread.join(10)
    second = audit.seal_entries(here.county_id)
    assert (first.count, second.count) == (1, 2)
    assert audit.broken(here.county_id) is None


@pytest.mark.django_db(transaction=True)
def test_sealers_and_writers_at_once_leave_a_whole_chain(here):
    def work(act):
        try:
            for _ in range(10):
                act()
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    faults = []
    threads = [threading.Thread(target=work, args=(act,)) for act in (
        lambda: audit.record(here, "add"), lambda: audit.record(here, "edit"),
        lambda: audit.seal_entries(here.county_id, most=3), lambda: audit.seal_entries(here.county_id, most=3))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    while audit.seal_entries(here.county_id):
        pass
    assert not faults
    assert sum(audit.Seal.objects.order_by("number").values_list("count", flat=True)) == 20
    assert audit.broken(here.county_id) is None


@pytest.mark.slow
def test_sealing_100_000_entries_takes_them_in_parts_and_bounded_memory(here):
    for _ in range(10):
        acts(here, 10_000)
    tracemalloc.start()
    counts = []
    while seal := audit.seal_entries(here.county_id):
        counts.append(seal.count)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert counts == [sealing.MOST] * (100_000 // sealing.MOST)
    assert peak < 20 * 2**20
    assert audit.broken(here.county_id) is None


def stored(id):
    return id.hex if connection.vendor == "sqlite" else id
