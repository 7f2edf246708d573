"""Acts on the tree that touch more than one record: entering, moving, renaming, covering."""
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q
from django.utils.timezone import localdate

from gonghui.core import audit, figures
from gonghui.core.county import County, uuid7
from gonghui.core.flow import Refused, spoken
from gonghui.core.scope import Scope, after
from gonghui.core.writing import locked, values, write

from . import rules
from .codes import Kind
from .models import EVER, Cover, Org, OrgName, OrgPlace


def _unless(reasons):
    if reasons:
        raise Refused(*spoken(reasons))


def _still(day):
    """Dated rows that hold on the day or on a later one."""
    return Q(last=None) | Q(last__gte=day)


def _covered(scope, *orgs):
    scope.require("orgs.edit")
    for org in orgs:
        if not scope.covers(org.pk):
            raise PermissionDenied("org outside the scope")


@transaction.atomic
def open_county(county, name, *, founded_on, account_id=None):
    """The county's own federation, the top of its tree: the first record an office makes."""
    org = Org(id=uuid7(), name=name, kind=Kind.COUNTY, division=county.division)
    scope = Scope(county.pk, org.pk, "", frozenset({"orgs.edit"}), account_id=account_id, whole=True)
    return enter(org, None, scope, founded_on=founded_on)


def prepare(org, *, parent, scope):
    """A union that is to be founded, beneath another. Its founding then goes by the steps of its flow."""
    _covered(scope, parent)
    return enter(org, parent, scope)


def register(org, *, parent, founded_on, scope):
    """补录: a union that was founded before the office began to keep its records here. It enters as founded; that it
    went by the steps of the flow is not claimed. Returns the org."""
    _covered(scope, parent)
    _unless(rules.reasons_against_day(founded_on, localdate()))
    return enter(org, parent, scope, founded_on=founded_on)


@transaction.atomic
def enter(org, parent, scope, founded_on=None, **said):
    """Writes a new union beneath another, with its number, its name and its place; founded already where a day says
    so. The caller has asked whether it may. `said` goes to the audit entry. Returns the org."""
    if founded_on:
        org = Org(**values(org) | {"status": Org.Status.ACTIVE, "founded_on": founded_on})
        said = {"act": "register", "on": founded_on} | said
    org.county_id, org.number = scope.county_id, next_number(scope.county_id)
    org.name = org.name.strip()
    write(org, scope=scope, **said)
    OrgName(county_id=org.county_id, org=org, name=org.name, first=EVER).save(force_insert=True)
    place(org, parent)
    return org


def next_number(county_id):
    """The first number that no org of the county has; the county's row is locked until the transaction ends."""
    County.objects.select_for_update().get(pk=county_id)
    return (Org.objects.filter(county_id=county_id).aggregate(last=Max("number"))["last"] or 0) + 1


def place(org, parent):
    """Sets a new org beneath another for all days, along all the places the other has had, so that a founding
    entered late lies where its parent lay on that day."""
    own = rules.segment(org.number)
    if parent is None:
        above = [("", EVER, None)]
    else:
        places = OrgPlace.objects.filter(county_id=org.county_id, org_id=parent.pk).order_by("first")
        above = list(places.values_list("path", "first", "last"))
    rows = [OrgPlace(county_id=org.county_id, org=org, parent=parent, path=path + own, first=first, last=last)
            for path, first, last in above]
    OrgPlace.objects.bulk_create(rows)
    figures.touched(OrgPlace, org.county_id, [values(row) for row in rows])


@transaction.atomic
def move(org, *, parent, on, scope, note=""):
    """Moves an org, with all beneath it, under another from a day on. Its places until that day stand as they are.

    Raises Refused with the reasons. Returns how many orgs changed place.
    """
    _covered(scope, org, parent)
    org = locked(org)
    here, there = org.place(), parent.place()
    _unless(rules.reasons_against_day(on, localdate()))
    _unless(rules.reasons_not_to_move((here.path, here.first), (there.path, there.first), on))
    _unless(figures.reasons_against(scope, Org, {}, {"founded_on": on}))
    audit.record(scope, "move", org, on=on, note=note, before=str(here.parent.number), after=str(parent.number),
                 details={"from": str(here.parent_id), "to": str(parent.pk)})
    _replant(here, there, on)
    return Org.ids_under(org.county_id, there.path + rules.segment(org.number)).count()


def _replant(here, there, on):
    """Ends the places at and beneath `here` the day before and begins them anew beneath the place `there`."""
    beneath = OrgPlace.objects.filter(_still(on), county_id=here.county_id, path__gte=here.path,
                                      path__lt=after(here.path)).order_by("path", "first")
    before, begun, later = [], [], []
    for row in beneath:
        before.append(values(row))
        path = there.path + row.path[len(here.path) - 5:]
        if row.first < on:
            parent = there.org_id if row.org_id == here.org_id else row.parent_id
            begun.append(OrgPlace(county_id=row.county_id, org_id=row.org_id, parent_id=parent, path=path,
                                  first=on, last=row.last))
            row.last = on - timedelta(days=1)
        else:  # entered beneath it since: it has never lain at the old place
            row.path = path
        later.append(row)
    OrgPlace.objects.bulk_update(later, ["last", "path"], batch_size=200)
    OrgPlace.objects.bulk_create(begun, batch_size=200)
    figures.touched(OrgPlace, here.county_id, [*before, *map(values, [*later, *begun])])


@transaction.atomic
def rename(org, name, *, on, scope, document=""):
    """A new name from a day on; the former one keeps its days and still finds the org."""
    _covered(scope, org)
    org = locked(org)
    present = org.names.get(last=None)
    name = name.strip()
    _unless(rules.reasons_against_day(on, localdate()))
    _unless(rules.reasons_not_to_rename(name, present.name, on, present.first))
    same = Org.objects.filter(county_id=org.county_id, name=name, dissolved_on=None)
    _unless(rules.reasons_name_taken(name if same.exists() else ""))
    OrgName.objects.filter(pk=present.pk, county_id=org.county_id).update(last=on - timedelta(days=1))
    OrgName(county_id=org.county_id, org=org, name=name, first=on, document=document).save(force_insert=True)
    org.name = name
    write(org, scope=scope, act="rename", on=on, before=present.name[:40], after=name[:40], note=document)
    return org


@transaction.atomic
def cover(org, employer, *, first, scope):
    """The union covers the employer from a day on. Raises Refused where another does, or a single union has one."""
    _covered(scope, org)
    _unless(rules.reasons_against_day(first, localdate()))
    locked(employer)
    rows = Cover.objects.filter(_still(first), county_id=scope.county_id)
    elsewhere = rows.filter(employer=employer).select_related("org").order_by("first").first()
    _unless(rules.reasons_not_to_cover(Kind(org.kind).name.lower(), rows.filter(org=org).count(),
                                       elsewhere.org.name if elsewhere else ""))
    row = Cover(org=org, employer=employer, first=first)
    write(row, scope=scope, act="cover", on=first, details={"employer": employer.name})
    return row


def uncover(row, *, last, scope):
    """The union no longer covers the employer: `last` is the last day it did."""
    _covered(scope, row.org)
    _unless(rules.reasons_against_day(last, localdate()))
    row.last = last
    write(row, scope=scope, act="uncover", on=last)
    return row
