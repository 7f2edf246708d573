"""The measured program: founds the bench county, imports the roster, and tells what it took, one JSON object a line.

`python -m benches._import_run ROSTER.xlsx BAD.json` in a data folder (and database) of its own.
"""
import json
import os
import resource
import sys
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from benches import _roster  # noqa: E402
from gonghui import testing  # noqa: E402
from gonghui.core import audit  # noqa: E402
from gonghui.core.rosters.models import Import, unsealed  # noqa: E402
from gonghui.core.rosters.run import look_through, start, take_in  # noqa: E402
from gonghui.registry.people.models import Membership, Person  # noqa: E402

# What the report must say of each kind of spoilt row: the column, and words of the sentence.
NAMED = {"check_digit": ("身份证号", "校验码"), "duplicate_id": ("身份证号", "重复"), "missing_name": ("姓名", "不能为空"),
         "bad_date": ("出生日期", "不是有效日期")}


def said(what, value, unit, **more):
    print(json.dumps({"what": what, "value": value, "unit": unit, **more}, ensure_ascii=False), flush=True)


def found_county():
    """A county made from the roster's unions, and the scope of its chair."""
    call_command("migrate", verbosity=0)
    cast, towns = testing.Cast(testing.make_county("试验县")), {}
    for name, town, _firm in _roster.unions():
        if town not in towns:
            towns[town] = cast.found(f"{town}总工会", "20", cast.top)
        cast.found(name, "40", towns[town])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return cast.scope("wang")


def timed(what, work, rows):
    wall, cpu = time.perf_counter(), used()
    done = work()
    seconds = time.perf_counter() - wall
    said(what, rows / seconds, "rows/s", seconds=round(seconds, 2), cpu=round(used() - cpu, 2))
    return done


def used():
    """CPU seconds of this process and its children."""
    return sum(part.ru_utime + part.ru_stime for part in map(
        resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def reasons(run):
    return {line: faults for part in run.parts.order_by("number") for line, faults in unsealed(part.refused) or ()}


def truth(run, bad, rows):
    """How many spoilt rows were named with their kind, and how many good ones were kept."""
    why = reasons(run)
    named = sum(any(heading == column and words in sentence for heading, sentence in why.get(row["row"] + 1, ()))
                for row in bad for column, words in [NAMED[row["kind"]]])
    said("spoilt rows named with their kind", named / len(bad), "of all")
    said("rows refused that are good", len(why.keys() - {row["row"] + 1 for row in bad}), "rows")
    kept = Person.objects.count(), Membership.objects.count(), audit.Entry.objects.filter(act="import.add").count()
    said("good rows kept, each with membership and entry", min(kept) / (rows - len(bad)), "of all")


def main(sheet, bad_file, rows):
    bad, content, scope = json.loads(Path(bad_file).read_text()), Path(sheet).read_bytes(), found_county()

    def begun():
        return start(scope, "people.members", Path(sheet).name, content)

    run = begun()
    timed("look through (nothing written)", lambda: look_through(run, scope), rows)
    timed("import into an empty registry", lambda: take_in(run, scope), rows)
    truth(run, bad, rows)
    before = audit.Entry.objects.filter(model="people.person").count()
    again = look_through(begun(), scope)
    timed("import again, nothing changes", lambda: take_in(again, scope), rows)
    entries = audit.Entry.objects.filter(model="people.person").count() - before
    said("changes made by importing again", again.tally["add"] + again.tally["change"] + entries, "rows")
    twice = [row["row"] + 1 for row in bad if row["kind"] == "duplicate_id"]
    others = sum(any("登记的姓名与此不同" in sentence for _heading, sentence in reasons(again)[line]) for line in twice)
    said("duplicates named against the registry too", others / len(twice), "of all")
    said("imports finished", Import.objects.filter(finished_at__isnull=False).count(), "runs")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
