"""A bench county: 400 basic unions in 16 townships, its officers, and any number of people taken in from a sheet.

`python -m benches._county PEOPLE CLERKS WRITES` makes it in a data folder (and database) of its own, with that many
clerks and planned activities to write upon, and prints what a measuring program needs, as one JSON object:
{"sessions": {who: cookie}, "clerks": [cookie], "town": org id, "person": id, "last4": digits, "activities": [id]}.
"""
import json
import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils.timezone import localdate  # noqa: E402

from benches import _roster  # noqa: E402
from gonghui import testing  # noqa: E402
from gonghui.core import figures  # noqa: E402
from gonghui.core.jobs.chores import take_stock  # noqa: E402
from gonghui.core.rosters.run import start, take_in  # noqa: E402
from gonghui.registry.activities.models import Activity  # noqa: E402
from gonghui.registry.people.models import Person  # noqa: E402


def found():
    """(cast, {township: its federation}, [basic unions]) of a county made from the roster's unions."""
    call_command("migrate", verbosity=0)
    cast, towns, unions = testing.Cast(testing.make_county("试验县")), {}, []
    for name, town, _firm in _roster.unions():
        if town not in towns:
            towns[town] = cast.found(f"{town}总工会", "20", cast.top)
        unions.append(cast.found(name, "40", towns[town]))
    gather()
    return cast, towns, unions


def gather():
    """The counts that the database plans by, as its own housekeeping or the worker takes them within the hour."""
    take_stock()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def people(scope, count):
    """Takes so many people in from a sheet, as an office does."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "roster.xlsx"
        _roster.write_xlsx(sheet, (cells for cells, _kind in _roster.rows(count)))
        take_in(start(scope, "people.members", sheet.name, sheet.read_bytes()), scope)


def planned(cast, org, count):
    """Activities that wait for their step."""
    day = localdate() - timedelta(days=1)
    return Activity.objects.bulk_create([
        Activity(county=cast.county, org=org, kind="lecture", theme=f"第{n}次讲座", first_on=day, heads=30)
        for n in range(count)])


def cookie(cast, who):
    return cast.client(who).cookies[settings.SESSION_COOKIE_NAME].value


def main(count, clerks, writes):
    cast, towns, unions = found()
    town, union = towns["东湖街道"], unions[1]
    people(cast.scope("wang"), count)
    cast.officer("town", "东干事", "township_officer", town)
    cast.officer("chair", "陈主席", "basic_chair", union)
    named = [f"clerk{n}" for n in range(clerks)]
    for who in named:
        cast.officer(who, f"第{who[5:]}干事", "township_officer", town)
    activities = planned(cast, union, writes)
    figures.refresh(cast.county.pk)
    gather()
    person = Person.objects.filter(org=union).order_by("id").first()
    print(json.dumps({
        "sessions": {who: cookie(cast, who) for who in ("wang", "town", "chair")},
        "clerks": [cookie(cast, who) for who in named], "town": str(town.pk), "person": str(person.pk),
        "last4": person.id_number[-4:], "activities": [str(row.pk) for row in activities]}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
