"""Running an import: read, look through without writing, take in chunk by chunk."""
import time
from itertools import islice
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import audit, files, secrets, sheets
from ..ahead import ahead
from ..cleaning import Refused
from ..tables import Moved
from ..writing import Changed
from .chunks import Reader
from .declaration import ROSTERS
from .models import Import, ImportChunk, sealed
from .preview import first_rows

SHOWN = 200  # faults that the page lists; the error workbook holds them all
GROWN = {1, 7, 31}  # chunks after which an empty register has grown fourfold: old counts mislead the database
FREE = 0.04  # seconds; who has waited for a tenth of a second asks every 25 to 50 ms
TRIES = 5  # of a chunk whose rows somebody else wrote between our looking and our writing


def reading(run, roster):
    """What a sheet holds: first what was understood of it, then, if no column is left to ask about, its chunks.

    Everything is read by whoever asks for the first item: a second process, so that the sheet never lies in this
    one's memory. Raises Refused.
    """
    try:
        content = files.get(run.stored, run.digest)
    except FileNotFoundError:
        raise Refused(_("上传的表已过保存期限，请重新上传。")) from None
    except secrets.Unreadable as why:
        raise Refused(str(why)) from None
    # The digest says that these are the bytes that were measured when the sheet was looked through.
    sheet = sheets.read(content, roster.known(), measured=run.seen.get("solved", False))
    del content
    if why := roster.unreadable(sheet.head):
        raise Refused(why)
    places = roster.places(sheet.head, run.mapping)
    seen = {"kind": sheet.kind, "sheet": sheet.name, "head_line": sheet.head_line, "others": sheet.others,
            "solved": not sheet.unsolved,
            "head": [sheets.heading(cell) for cell in sheet.head], "places": places,
            "unknown": roster.unknown(sheet.head, run.mapping), "missing": roster.missing(places),
            "first": first_rows(sheet)}
    yield seen
    if not (seen["missing"] or seen["unknown"]):
        yield from Reader(roster, sheet, places, roster.today).chunks()


def roster_of(run, scope):
    """The roster of an import, as the scope's officer has it today."""
    return ROSTERS[run.roster](scope, timezone.localdate())


def look_through(run, scope, progress=lambda done, total, sentence="": None):
    """Reads and checks the whole sheet and writes nothing of it; what was understood stands in `run.seen`."""
    roster = roster_of(run, scope)
    items = ahead(reading(run, roster))
    try:
        seen = next(items)
        if not (seen["missing"] or seen["unknown"]):
            seen |= _checked(roster, items, named(roster, seen), progress)
    except Refused as why:
        return _understood(run, {}, refusal=str(why))
    return _understood(run, seen)


def _understood(run, seen, refusal=""):
    run.understood, run.refusal, run.read_at = sealed(seen), refusal, timezone.now()
    run.save(update_fields=["understood", "refusal", "read_at"])
    return run


def named(roster, seen):
    """{field: the heading that the officer's own sheet has for it, or else its usual one}"""
    return roster.headings() | {name: seen["head"][at] for name, at in seen["places"].items()}


def _checked(roster, chunks, headings, progress):
    seen: dict[str, Any] = {"rows": 0, "skipped": 0, "faults": [], "warned": {}}
    tally: dict[str, int] = {}
    for chunk in chunks:
        plan = roster.compare(chunk)
        _count(tally, plan.tally | {"refused": refused(chunk, plan)})
        _count(seen["warned"], chunk.warned)
        seen["rows"] += len(chunk.lines)
        seen["skipped"] += chunk.skipped
        room = SHOWN - len(seen["faults"])
        seen["faults"] += [[line, faults] for line, faults in islice(_faults(chunk, headings), room)]
        progress(seen["rows"], 0, _("正在核对第%d行") % chunk.lines[-1] if chunk.lines else "")
    return seen | {"tally": tally}


def refused(chunk, plan):
    """How many lines are left to the officer: those put up for others to decide are counted as such."""
    return len(chunk.why.keys() - {place for place, *_rest in getattr(plan, "reviews", ())})


def _faults(chunk, headings):
    for place, why in sorted(chunk.why.items()):
        yield chunk.lines[place], [[headings.get(name, ""), sentence] for name, sentence in why]


def _count(tally, more):
    for name, number in more.items():
        tally[name] = tally.get(name, 0) + number


def take_in(run, scope, progress=lambda done, total, sentence="": None):
    """Imports the good rows. Killed at any moment, it goes on where it stopped when called again.

    Raises Refused where the sheet can no longer be read or its columns are not all decided.
    """
    roster = roster_of(run, scope)
    total, items = run.seen.get("rows", 0), ahead(reading(run, roster))
    seen = next(items)
    headings = named(roster, seen)
    if undecided := [*seen["missing"], *seen["unknown"]]:
        raise Refused(_("还有没有对应好的表头：%s。") % "、".join(undecided))
    if run.taken_at is None:
        run.taken_at = timezone.now()
        run.save(update_fields=["taken_at"])
    try:
        for chunk in items:
            if chunk.number >= run.chunks:
                _tune(usual=False)
                _take_chunk(run, roster, chunk, headings, lambda: progress(sum(run.tally.values()), total))
                if chunk.number in GROWN:
                    _count_anew(roster)
    finally:
        _tune(usual=True)
    _count_anew(roster)
    return _finish(run, scope)


def _take_chunk(run, roster, chunk, headings, progress):
    """One chunk in one transaction: its rows, its entries, its marks, its part of the undo, and how far we are."""
    why = {place: list(faults) for place, faults in chunk.why.items()}
    for _attempt in range(TRIES):
        free_since = time.monotonic()
        plan = roster.compare(chunk)
        ready = roster.prepare(chunk, plan, run)
        _give_way(free_since)
        try:
            with transaction.atomic():
                written = roster.write(chunk, ready, run)
                _keep(run, chunk, plan, written, headings)
                progress()
            return
        except (Moved, Changed, IntegrityError) as error:
            chunk.why, last = {place: list(faults) for place, faults in why.items()}, error
            run.refresh_from_db(fields=["chunks", "tally"])
    raise last


def _give_way(free_since):
    """SQLite's writers do not queue: each asks again after a while. Between two chunks the database is free long
    enough for one who waits to ask; mostly the making ready has taken that long already."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(max(0.0, FREE - (time.monotonic() - free_since)))


def _keep(run, chunk, plan, written, headings):
    ImportChunk(county_id=run.county_id, run=run, number=chunk.number, written=sealed(written),
                refused=sealed(list(_faults(chunk, headings))) if chunk.why else b"").save(force_insert=True)
    _count(run.tally, plan.tally | {"refused": refused(chunk, plan)})
    run.chunks = chunk.number + 1
    run.save(update_fields=["chunks", "tally"])


def _finish(run, scope):
    if run.finished_at is None:
        with transaction.atomic():
            run.finished_at = timezone.now()
            run.save(update_fields=["finished_at"])
            audit.record(scope, "import", run, details={"roster": run.roster, "digest": run.digest, **run.tally})
    return run


def _tune(usual):
    """While rows pour in, SQLite keeps the indexes' pages in memory and lets its write-ahead log grow: folding the log
    back every thousand pages, and reading pages anew for every random key, costs a third of the time. PostgreSQL is
    told that an index in use lies in memory, or it reads whole tables for each chunk's few thousand keys."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            log, cache = (1_000, 2_000) if usual else (16_000, 48_000)  # pages; KiB
            cursor.execute(f"PRAGMA wal_autocheckpoint = {log}")
            cursor.execute(f"PRAGMA cache_size = -{cache}")
        else:
            cursor.execute("RESET random_page_cost" if usual else "SET random_page_cost = 1.1")


def _count_anew(roster):
    """Databases choose their indexes by counts of rows: after many new ones they count anew, over a sample."""
    if connection.in_atomic_block or not roster.writes:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")
        else:
            cursor.execute("ANALYZE " + ", ".join(f'"{model._meta.db_table}"' for model in roster.writes))


def start(scope, code, name, content):
    """A new import of an uploaded sheet, kept encrypted; nothing is read yet."""
    stored, digest = files.put(content)
    run = Import(county_id=scope.county_id, roster=code, org=scope.org_id, by_id=scope.account_id, name=name,
                 stored=stored, digest=digest)
    with transaction.atomic():
        run.save(force_insert=True)
        audit.record(scope, "upload", run, details={"roster": code, "digest": digest})
    return run
