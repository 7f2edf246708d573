"""The clock that other sections ask: may what was announced go on to its next step?

    Step("approve", _("批准"), …, unmet_on=clock.reasons_against)      # unmet_on(record, day): sentences why not

A notice counts once it has ended: its last day has wholly passed, and an officer has closed it. The *subject* of a
line is the record of the decision itself (an application, a line of an aid list), not the person, so that an old
notice never serves a new decision. Where a record was announced again after a withdrawal, the later notice counts.
"""
from gonghui.core.tables import These

from . import rules
from .models import Line, Notice

WITHDRAWN = Notice.Status.WITHDRAWN


def reasons_against(record, day):
    """Why a record may not go on to its next step on a day: not announced, not over yet, objected to, struck,
    withdrawn. An empty list: it may. One query."""
    standing = _standing(record.county_id, type(record)._meta.label, [record.pk])
    return rules.reasons_against_next(standing.get(record.pk), day)


def passed(scope, model, ids, day):
    """The set of those ids (of records of the model's label) that may go on on a day. One query, however many."""
    standing = _standing(scope.county_id, model, ids)
    return {pk for pk, line in standing.items() if not rules.reasons_against_next(line, day)}


def last_day(record):
    """The last day of the notice that a record hangs on now, or None."""
    line = _standing(record.county_id, type(record)._meta.label, [record.pk]).get(record.pk)
    return line.ends_on if line and line.status == Notice.Status.POSTED else None


def _standing(county_id, model, ids):
    """{id: its line with status, ends_on, contested, struck}: of several notices the last one not withdrawn."""
    announced = Line.objects.filter(county_id=county_id, subject_model=model,
                                    subject__among=These(pk.hex for pk in ids))
    found = {}
    for line in announced.stood().order_by("notice_id"):
        if line.status != WITHDRAWN or line.subject not in found:
            found[line.subject] = line
    return found
