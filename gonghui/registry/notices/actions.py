"""Writes on notices: a list announced in one act, lines put on and taken off a draft, an objection filed."""
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gonghui.core import audit, calendar, standards, tables
from gonghui.core.flow import Refused, spoken
from gonghui.core.writing import locked, remove, write

from . import rules
from .models import Line, Notice

SHOWN = 10  # how many wrong lines a refusal tells of


@dataclass(frozen=True)
class Subject:
    """What is announced of one record. `model`: its label ("hardship.File"), `id`: its id; `born`: the birth date of
    the person named, where it is known: no child's name is published."""

    model: str
    id: UUID
    name: str
    employer: str = ""
    matter: str = ""
    consent_on: date | None = None
    born: date | None = None


@transaction.atomic
def announce(scope, *, subjects, **said):
    """A draft notice of the subjects, in their order. said: fields of the Notice (org, title, matter, kind, place,
    phone). Raises Refused with what may not be published, line by line; consent may still be missing. Raises
    PermissionDenied for an org outside the scope."""
    scope.require("notices.edit")
    notice = Notice(county_id=scope.county_id, **said)
    scope.at(notice.org_id)
    if wrong := [*_against_lines(subjects), *_against_notice(notice)]:
        raise Refused(*wrong)
    notice.full_clean()
    write(notice, scope=scope, act="announce", details={"lines": len(subjects)})
    lines = Line.objects.bulk_create([
        Line(county_id=scope.county_id, notice=notice, number=number, name=one.name, employer=one.employer,
             matter=one.matter, consent_on=one.consent_on, subject_model=one.model, subject=one.id)
        for number, one in enumerate(subjects, 1)])
    _written_down("add", notice, [line.pk for line in lines], scope)
    return notice


def _written_down(act, notice, ids, scope):
    """One audit entry a line, in one statement."""
    details = [{"notice": str(notice.pk)}] * len(ids)
    tables.insert(audit.Entry, audit.columns(scope, act, Line, ids, details))


def _against_lines(subjects):
    """What is wrong with the first few wrong lines, each with its number and name."""
    today = localdate()
    seen, wrong = set(), []
    for number, one in enumerate(subjects, 1):
        why = _against_line(one, one.born, today) + ([rules.TWICE] if one.id in seen else [])
        seen.add(one.id)
        if why:
            wrong.append(_("%(number)d号%(name)s：%(reasons)s") % {
                "number": number, "name": one.name, "reasons": "".join(spoken(why))})
    more = [_("还有%d人也不能公示，原因相同或类似。") % (len(wrong) - SHOWN)] if len(wrong) > SHOWN else []
    return wrong[:SHOWN] + more


def _against_line(line, born, today):
    return [*rules.reasons_against_line(line.name, line.employer, line.matter),
            *rules.reasons_against_age(born, today), *rules.reasons_against_consent(line.consent_on, today)]


def _against_notice(notice):
    return spoken(rules.reasons_against_notice(notice.title, notice.matter, notice.place))


def _unless(reasons):
    if reasons:
        raise Refused(*spoken(reasons))


def _open_draft(notice):
    """The notice, locked, where it may still be changed."""
    notice = locked(notice)
    _unless(rules.reasons_against_change(notice.draft))
    return notice


@transaction.atomic
def correct(notice, *, scope):
    """Saves a draft's own words."""
    scope.require("notices.edit")
    _open_draft(notice)
    if wrong := _against_notice(notice):
        raise Refused(*wrong)
    return write(notice, scope=scope)


@transaction.atomic
def add_line(notice, line, *, scope):
    """Puts an unsaved line at the end of a draft."""
    scope.require("notices.edit")
    notice = _open_draft(notice)
    _unless(_against_line(line, None, localdate()))
    line.notice, line.county_id = notice, notice.county_id
    line.number = (notice.lines.aggregate(last=Max("number"))["last"] or 0) + 1
    line.full_clean()
    write(line, scope=scope)
    return line


@transaction.atomic
def correct_line(line, *, scope):
    """Saves a line of a draft."""
    scope.require("notices.edit")
    _open_draft(line.notice)
    _unless(_against_line(line, None, localdate()))
    return write(line, scope=scope)


@transaction.atomic
def record_consent(notice, lines, consent_on, *, scope):
    """Writes down that the persons of some lines of a draft have consented to be published."""
    scope.require("notices.edit")
    _open_draft(notice)
    _unless(rules.reasons_against_consent(consent_on, localdate()))
    for line in lines:
        line.consent_on = consent_on
        write(line, scope=scope)


@transaction.atomic
def strike(line, *, scope):
    """Takes a line off a draft; the numbers of the others stay, so that nobody reads another's line for his own."""
    scope.require("notices.edit")
    _open_draft(line.notice)
    remove(line, scope=scope)


@transaction.atomic
def discard(notice, *, scope):
    """Throws a draft away with its lines."""
    scope.require("notices.edit")
    notice = _open_draft(notice)
    ids = list(notice.lines.order_by("number").values_list("pk", flat=True))
    notice.lines.all().delete()
    _written_down("remove", notice, ids, scope)
    remove(notice, scope=scope)


@transaction.atomic
def object_to(line, objection, *, scope):
    """Files an unsaved objection against a line, and reckons by when it is to be answered, where a standard says so."""
    scope.require("notices.edit")
    notice = locked(line.notice)
    _unless(rules.reasons_against_objection(notice.hung, notice.posted_on, notice.ends_on, objection.received_on,
                                            localdate()))
    objection.line, objection.county_id = line, line.county_id
    held = standards.in_force(objection.received_on, notice.county.division_id, key=rules.ANSWER_DAYS)
    days = held.get(rules.ANSWER_DAYS)
    objection.due_on = calendar.due_by(days, objection.received_on).day if days else None
    objection.full_clean()
    write(objection, scope=scope, act="object", on=objection.received_on,
          details={"line": str(line.pk)} | ({"standards": [days.pk]} if days else {}))
    return objection


def read_public(word, day):
    """The notice that a public address names, while it hangs; else None. Of whatever county: nobody has signed in."""
    return Notice.objects.public(word, day).select_related("org").first()
