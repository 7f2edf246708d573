"""Who chaired which union, from when to when; the terms of committees, the last of them measured from today."""
from datetime import date, timedelta

from django.utils.timezone import localdate

from gonghui.core.writing import write
from gonghui.registry.orgs.codes import BASIC
from gonghui.registry.posts import actions
from gonghui.registry.posts.models import Duty, Term

from .tables import day, rows

SUCCESSIONS = (date(2016, 5, 10), date(2021, 5, 18))  # elections at which the townships' chairs changed
ENDS = (-40, 25, 75, 160, 300, 420, 540, 660, 800, 950, 1100, 1300, 1500)  # days from today to each township's next
GIVEN = "岑垣麓屿塬泽澜霖砾汀"


def appoint(cast, orgs):
    """The duties of the table, and a part-time chair of every basic union, one of its members."""
    for row in rows("chairs"):
        duty(cast, orgs[row["org"]], row["name"], position=row["position"], full_time=row["full_time"] == "1",
             first_on=day(row["first_on"]), last_on=day(row["last_on"]))
    for org in orgs.values():
        if org.kind in BASIC and org.founded_on and org.founded_on.year < 2011:
            eldest = org.people.exclude(birth_date=None).order_by("birth_date", "id").first()
            if eldest:
                since = max(org.founded_on, date(2006, 3, 1))
                duty(cast, org, eldest.name, person=eldest, position="chair", first_on=since)


def duty(cast, org, name, **said):
    row = Duty(org=org, name=name, **said)
    write(row, scope=cast["sun"], act="appoint", on=row.first_on)


def succeed(cast, orgs):
    """The townships' chairs since: at each election somebody else."""
    for nth, on in enumerate(SUCCESSIONS):
        chairs = Duty.objects.chairs().on(on).filter(county=cast.county, org__kind="20", org__in=orgs.values())
        for at, row in enumerate(chairs.order_by("first_on", "id")):
            name = row.name[0] + GIVEN[(at + nth) % 10] + GIVEN[(at * 3 + nth) % 10]
            actions.succeed(row, Duty(name=name, full_time=row.full_time), on=on, scope=cast["sun"])


def elect(cast, townships):
    """The committees' terms of five years: past ones, and one that ends so many days from today."""
    for org, ends in zip(townships, ENDS, strict=False):
        due = localdate() + timedelta(days=ends)
        begun = [date(2006, 5, 10), date(2011, 5, 12), date(2016, 5, 10), five_years_before(due)]
        for number, (first, until) in enumerate(zip(begun, [*begun[1:], due], strict=True), 1):
            term = Term(org=org, number=number, first_on=first, due_on=min(until, first + timedelta(days=1826)),
                        document=f"东工发〔{first.year}〕{10 + number}号")
            actions.begin_term(term, scope=cast["sun"])


def five_years_before(day):
    return day.replace(year=day.year - 5, day=min(day.day, 28))
