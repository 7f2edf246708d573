"""Acts on an activity's list of names."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.core.flow import Refused, spoken
from gonghui.core.writing import locked, remove, write

from . import rules


def _unless(reasons):
    if reasons:
        raise Refused(*spoken(reasons))


@transaction.atomic
def enrol(activity, row, *, scope, act="enrol", details=None):
    """Puts a name (an unsaved Attendance) on the list of an activity that counts by names. act, details: as the
    audit entry says it."""
    scope.require("activities.edit")
    activity = locked(activity)
    _unless(rules.reasons_against_listing(activity.counted_by, activity.open))
    _unless(rules.reasons_against_name(row.name, row.person.name if row.person_id else ""))
    row.activity, row.county_id = activity, activity.county_id
    row.full_clean()
    write(row, scope=scope, act=act, details=details or {"activity": str(activity.pk)})
    return row


@transaction.atomic
def strike(row, *, scope):
    """Takes a name off the list again."""
    scope.require("activities.edit")
    activity = locked(row.activity)
    _unless(rules.reasons_against_listing(activity.counted_by, activity.open))
    remove(row, scope=scope)


@transaction.atomic
def mark(activity, marks, *, scope):
    """Who came, and the certificates given. marks: {row id: (present, certificate)}; returns how many changed.

    Who came is settled when the activity has been held; certificates may follow.
    """
    scope.require("activities.edit")
    activity, changed = locked(activity), 0
    for row in activity.attendances.filter(pk__in=marks).order_by("pk"):
        row.activity = activity
        present, certificate = marks[row.pk]
        if present != row.present:
            _unless(rules.reasons_against_listing(activity.counted_by, activity.open))
        if reasons := rules.reasons_against_certificate(certificate, present):
            raise Refused(*_of_row(row, spoken(reasons)))
        row.present, row.certificate = present, certificate
        _checked(row)
        changed += bool(write(row, scope=scope))
    return changed


def _checked(row):
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(*_of_row(row, wrong.messages)) from None


def _of_row(row, reasons):
    return [_("%(name)s：%(reason)s") % {"name": row.name, "reason": reason} for reason in reasons]
