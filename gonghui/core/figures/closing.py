"""Closed periods: after its figures are handed in, a span of days may only be corrected."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from .. import audit
from . import marks
from .tables import Closing


def closed_to(county_id):
    """The last closed day of the county, or None. Writers of many rows ask once and compare themselves."""
    return Closing.objects.filter(county_id=county_id).order_by("-last").values_list("last", flat=True).first()


def closed(county_id, day):
    """Whether a day lies in a closed period: one look at an index, cheap enough to ask at every step."""
    last = closed_to(county_id)
    return last is not None and day is not None and day <= last


def closed_days(scope, model, before, after):
    """Days in a closed period whose figures this write would change, for a scope that may not correct; the writer
    then says no. before, after: {attname: value} of the row; empty where it is added or removed.

    A day that places a row is the matter itself; of a row that is counted otherwise from now on, each of its days is.
    """
    if scope.can("figures.correct") or not (watch := marks.watches().get(model)):
        return []
    changed = [name for name in {*watch.counts, *watch.dates} if before.get(name) != after.get(name)]
    concerned = watch.dates if set(changed) - set(watch.dates) else changed
    days = sorted({day for name in concerned for day in (before.get(name), after.get(name)) if day})
    last = closed_to(scope.county_id) if days else None
    return [day for day in days if last and day <= last]


def reasons_against(scope, model, before, after):
    """The same as a sentence for the officer; an empty list where the row may be written."""
    return [_("%s所在的期间已经结账，请找有权更正的人办理。") % day for day in closed_days(scope, model, before, after)[:1]]


@transaction.atomic
def close(scope, last):
    """结账: closes every day up to `last`, by the county's own office (permission figures.correct).

    Raises ValidationError for a day that is not over yet, or that lies before what is closed already.
    """
    scope.require("figures.correct")
    if not scope.whole:
        raise ValidationError(_("只有县总工会可以结账。"))
    if last >= localdate():
        raise ValidationError(_("只能结到昨天或更早的日期，请重新填写截止日期。"))
    before = closed_to(scope.county_id)
    if before and last <= before:
        raise ValidationError(_("已经结账到%(day)s，请填写更晚的日期。") % {"day": before})
    closing = Closing(county_id=scope.county_id, last=last, by_id=scope.account_id)
    closing.save(force_insert=True)
    audit.record(scope, "close", closing, on=last)
    return closing
