"""Figures over a county of 100,000 members: what refreshing, reading, marking and proving them cost.

On SQLite in a temporary folder, or on the database that DATABASE_URL names (`python tests/postgres.py python -m
benches.figures`).
"""
import json
import os
import random
import tempfile
import time
from datetime import date, timedelta

if __name__ == "__main__":
    os.environ.setdefault("GONGHUI_DATA", tempfile.mkdtemp(prefix="gonghui-bench-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "gonghui.settings"
    import django

    django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from gonghui.core import figures
from gonghui.core.figures import FIGURES, Figure, summary
from gonghui.core.figures.tables import FigureCell, Reckoning, Stale
from gonghui.core.periods import Period
from gonghui.core.scope import Scope
from gonghui.core.writing import values
from gonghui.registry.activities.models import Activity
from gonghui.registry.orgs import actions
from gonghui.registry.orgs.models import Org
from gonghui.registry.people import words
from gonghui.registry.people.models import Membership, Person
from gonghui.registry.posts.models import Duty
from gonghui.testing import make_county

MEMBERS, TOWNS, UNIONS, ACTIVITIES, FIGURE_COUNT = 100_000, 13, 500, 5_000, 30
CHUNK = 4_000
YEAR, MONTH = Period.year(2010), Period.month(2010, 6)
chance = random.Random(2010)


def said(what, value, unit, goal=""):
    where = connection.vendor
    print(json.dumps({"what": f"{what} ({where})", "value": value, "unit": unit} | ({"goal": goal} if goal else {}),
                     ensure_ascii=False), flush=True)


def some_day(first=date(1990, 1, 1), last=date(2011, 12, 31)):
    return first + timedelta(days=chance.randrange((last - first).days))


def build():
    """The county: its tree, 100,000 people with a membership each, activities and chairs."""
    county = make_county("基准县")
    top = actions.open_county(county, "基准县总工会", founded_on=date(1990, 1, 1))
    scope = Scope(county.pk, top.pk, "0001/", frozenset({"orgs.edit"}), whole=True)
    towns = [_entered(scope, f"第{n}乡镇总工会", "20", top) for n in range(TOWNS)]
    unions = [_entered(scope, f"第{n}基层工会", "40", towns[n % TOWNS]) for n in range(UNIONS)]
    for start in range(0, MEMBERS, CHUNK):
        people = [Person(county=county, name=f"人{n}", sex=chance.choice("男女"), org=unions[n % UNIONS],
                         education=chance.choice(words.EDUCATIONS), politics=chance.choice(words.POLITICS),
                         household=chance.choice(words.HOUSEHOLDS), fingerprint=f"{n}")
                  for n in range(start, min(start + CHUNK, MEMBERS))]
        Person.objects.bulk_create(people, batch_size=300)
        Membership.objects.bulk_create([_membership(one) for one in people], batch_size=300)
    Activity.objects.bulk_create([Activity(
        county=county, org=chance.choice(unions), kind=chance.choice(Activity.Kind.values), theme=f"活动{n}",
        first_on=day, held_on=day, status="held", heads=chance.randrange(200)) for n in range(ACTIVITIES)
        for day in [some_day()]], batch_size=300)
    Duty.objects.bulk_create([Duty(county=county, org=org, name=name, position="chair",
                                   full_time=full, first_on=some_day())
                              for org in (*towns, *unions) for name, full in (("专职", True), ("兼职", False))],
                             batch_size=300)
    return scope, Scope(county.pk, towns[0].pk, towns[0].place().path)


def _entered(scope, name, kind, parent):
    return actions.register(Org(name=name, kind=kind, division_id="220422100"), parent=parent,
                            founded_on=date(1990, 1, 1), scope=scope)


def _membership(person):
    joined = some_day()
    left = some_day(joined, date(2012, 1, 2)) if chance.random() < 0.1 else None
    return Membership(county_id=person.county_id, person=person, org_id=person.org_id, joined_on=joined, left_on=left)


def more_figures():
    """Figures of members by political standing and schooling, until there are thirty."""
    wanted = iter([*((("person__politics", word)) for word in words.POLITICS),
                   *((("person__education", word)) for word in words.EDUCATIONS)])
    while len(codes()) < FIGURE_COUNT:
        lookup, word = next(wanted)

        def rows(period, lookup=lookup, word=word):
            """在会会员中的一部分。"""
            return FIGURES["people.members"].source(period).filter(**{lookup: word})

        figures.figure(f"bench.{lookup}.{word}", label=word, unit="人", stock=True, from_ever=True,
                       reads=FIGURES["people.members"].reads, dimensions={"sex": "person__sex"})(rows)


def codes():
    return [code for code, figure in FIGURES.items() if isinstance(figure, Figure)]


def best(function, times=5):
    """Seconds of the middle one of several runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        function()
        taken.append(time.perf_counter() - begun)
    return sorted(taken)[times // 2]


def measure_refresh(scope):
    seconds = {code: best(lambda code=code: summary.reckon(summary.keep(scope.county_id, code, MONTH)), 3)
               for code in codes()}
    for code in ("people.joined", "people.members", "activities.cadres_trained", "orgs.full_complement"):
        said(f"refresh of {code}, one month, all orgs", seconds[code] * 1000, "ms")
    said("refresh of 30 figures, one month: each", sum(seconds.values()) / len(seconds) * 1000, "ms")
    said("the slowest of them", max(seconds.values()) * 1000, "ms", "<= 1500")
    said("cells of one month", FigureCell.objects.count(), "cells")


def measure_reading(scope, town):
    for here, name in ((scope, "county"), (town, "township")):
        figures.read_many(codes(), here, YEAR)
        said(f"a page of 30 figures, {name}", best(lambda here=here: figures.read_many(codes(), here, YEAR), 21) * 1000,
             "ms", "<= 10")
    said("the same live", best(lambda: [FIGURES[code].value(scope, YEAR) for code in codes()], 3) * 1000, "ms")
    figures.read_months("people.members", town, YEAR)
    said("a line of twelve months", best(lambda: figures.read_months("people.members", town, YEAR), 21) * 1000, "ms")
    said("13 townships side by side", best(lambda: figures.read_by_org("people.members", scope, YEAR), 21) * 1000, "ms")


def measure_marks(scope):
    rows = [values(row) for row in Membership.objects.order_by("id")[:CHUNK]]

    def mark():
        with transaction.atomic():
            figures.touched(Membership, scope.county_id, rows)

    said("touched(), 4,000 rows of 500 unions", best(mark, 9) * 1000, "ms", "<= 50")
    said("marks of one chunk", Stale.objects.count() / 9, "marks")
    one = values(Membership.objects.order_by("id").first())
    said("touched(), one row", best(lambda: figures.touched(Membership, scope.county_id, [one]), 21) * 1000, "ms")
    figures.refresh(scope.county_id)
    member = Membership.objects.order_by("id").filter(left_on=None).first()
    figures.touched(Membership, scope.county_id, [values(member)])
    begun = time.perf_counter()
    done = figures.refresh(scope.county_id)
    took = time.perf_counter() - begun
    said(f"after one changed member: {done} of {Reckoning.objects.count()} reckonings again", took, "s")


def measure_proof(scope):
    begun = time.perf_counter()
    kept = figures.proof("people.members", scope, YEAR)
    said(f"proof of a figure of {kept['count']} rows", time.perf_counter() - begun, "s")
    said("its size", len(json.dumps(kept)) / 2**20, "MiB", "<= 2")
    said("bytes a row", len(json.dumps(kept)) / kept["count"], "B")
    begun = time.perf_counter()
    figures.explain(kept, kept)
    said("explaining two proofs of that size", time.perf_counter() - begun, "s")
    small = figures.proof("orgs.in_being", scope, YEAR)
    said(f"size of a proof of {small['count']} rows", len(json.dumps(small)) / 1024, "KiB")


def main():
    call_command("migrate", verbosity=0)
    more_figures()
    scope, town = build()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    measure_refresh(scope)
    measure_reading(scope, town)
    measure_marks(scope)
    measure_proof(scope)


if __name__ == "__main__":
    main()
