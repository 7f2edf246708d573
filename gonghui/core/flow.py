"""Statuses and the steps between them, declared beside the model they belong to.

    flow = Flow("status",
        Step("send_up", _("报审"), [DRAFT], SENT_UP, "orgs.edit", unmet=rules.missing_items),
        Step("approve", _("批准"), [SENT_UP], APPROVED, "orgs.approve", stamps="approved_on", not_by="send_up"))

Status is for buttons, dates are for figures: a step stamps the day it was taken in the world (`on`); the moment
of entry stands in the audit trail. Late entry is normal in an office.
"""
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from . import audit, calendar, figures, standards
from .rules import Reason
from .writing import locked, values, write


class Refused(Exception):
    """A step may not be taken now; `reasons` are whole sentences to show the person."""

    def __init__(self, *reasons):
        super().__init__(*map(str, reasons))
        self.reasons = reasons


def nothing(*args):
    return []


def unchanged(obj, on):
    return {}


def spoken(reasons):
    """Reasons of a rule in the reader's language."""
    return [reason.said(_) if isinstance(reason, Reason) else _(reason) for reason in reasons]


@dataclass(frozen=True)
class Step:
    """One change of status: who may take it, from where, and what must hold.

    unmet(obj) → list of reasons why not · unmet_on(obj, on): why not on that day (a period that must be over, a
    standard that must be in force) · then(obj, scope, on): what else happens, in the same transaction ·
    stamps: the date field that keeps the day · clears: fields emptied again · not_by: the person who took that
    step may not take this one (four eyes: persons, not posts) · corrects: what was taken before it was a mistake,
    so that its days no longer bound the days that follow · asks: fields of the record that are known only when the
    step is taken (the number of the paper); its form asks for them · due: (date field, key of a standard in days or
    working days): by when what now waits is to be answered, reckoned from the day of this step · under(obj): the
    standards it is decided under; its entry keeps them · sets(obj, on): {field: value} that follow from the step.
    """

    name: str
    label: str
    sources: tuple | list
    target: str
    permission: str
    unmet: Callable = nothing
    unmet_on: Callable = nothing
    then: Callable = nothing
    stamps: str = ""
    clears: tuple = ()
    needs_note: bool = False
    not_by: str = ""
    corrects: bool = False
    asks: tuple = ()
    due: tuple = ()
    under: Callable = nothing
    sets: Callable = unchanged


class Flow:
    """The steps of one status field. Added to the model class as `flow`."""

    def __init__(self, field, *steps):
        self.field, self.steps = field, {step.name: step for step in steps}
        for step in steps:
            if step.due and standards.KEYS[step.due[1]].unit not in calendar.DAYS:
                raise ValueError(f"{step.due[1]} is no number of days")

    def open_to(self, obj, scope):
        """[(step, reasons)] to offer as buttons: right status and permission; reasons grey a button out. What is
        missing may be what the step asks for: then that is no reason yet."""
        status = getattr(obj, self.field)
        steps = [s for s in self.steps.values() if status in s.sources and scope.can(s.permission)]
        return [(step, self._same_person(obj, step, scope) if step.asks else
                 self._against(obj, step, scope, localdate())) for step in steps]

    def deadline(self, obj):
        """The day by which what waits now is to be answered, or None."""
        status = getattr(obj, self.field)
        days = [getattr(obj, step.due[0]) for step in self.steps.values() if step.due and step.target == status]
        return min(filter(None, days), default=None)

    @transaction.atomic
    def take(self, obj, name, *, scope, on=None, note="", **asked):
        """Takes a step on a day (today unless said) and returns the fresh row; raises Refused with the reasons.
        asked: {field: value} of what the step asks for.

        A day inside a closed period makes it a correction: that needs the right to correct figures, and a note.
        """
        step, on = self.steps[name], on or localdate()
        scope.require(step.permission)
        row = locked(obj)
        status = getattr(row, self.field)
        if status not in step.sources:
            raise Refused(_("当前状态不能办理“%s”，请刷新页面看最新情况。") % step.label)
        stored = values(row)
        for field in asked.keys() & set(step.asks):
            setattr(row, field, asked[field])
        if reasons := [*self._against_day(row, step, scope, on, note), *self._against(row, step, scope, on)]:
            raise Refused(*reasons)
        setattr(row, self.field, step.target)
        if step.stamps:
            setattr(row, step.stamps, on)
        for field, value in {**dict.fromkeys(step.clears), **step.sets(row, on)}.items():
            setattr(row, field, value)
        held = [*step.under(row), *self._set_due(row, step, on)]
        write(row, scope=scope, act=name, stored=stored, on=on, note=note.strip(), before=status, after=step.target,
              details={"standards": [standard.pk for standard in held]} if held else {})
        step.then(row, scope, on)
        return row

    def _against(self, row, step, scope, on):
        return [*spoken(step.unmet(row)), *spoken(step.unmet_on(row, on)), *self._same_person(row, step, scope)]

    def _against_day(self, row, step, scope, on, note):
        """Why the step may not be taken on that day, or not without a word."""
        if step.needs_note and not note.strip():
            yield _("办理“%s”须填写理由。") % step.label
        if on > localdate():
            yield _("日期不能晚于今天。")
        last = None if step.corrects else self._last_day(row)
        if last and on < last:
            yield _("日期不能早于上一步的日期（%s）。") % last
        if figures.closed(row.county_id, on):
            if not scope.can("figures.correct"):
                yield _("%s所在的期间已经结账，请找有权更正的人办理。") % on
            elif not note.strip():
                yield _("%s所在的期间已经结账，这一步是更正，须填写理由。") % on

    def _set_due(self, row, step, on):
        """Sets by when the next step is due; the standards that say so. Where the office has set none, none is due."""
        if not step.due:
            return []
        field, key = step.due
        place = getattr(row, "division_id", "") or row.county.division_id
        held = standards.in_force(on, place, key=key)
        setattr(row, field, calendar.due_by(held[key], on).day if held else None)
        return held.values()

    def _taken(self, row):
        return audit.Entry.objects.filter(county_id=row.county_id, record=row.pk, act__in=self.steps)

    def _last_day(self, row):
        """The latest day of the steps taken; a correction begins them anew."""
        last = None
        for act, on in self._taken(row).order_by("id").values_list("act", "on"):
            last = None if self.steps[act].corrects else max(last or on, on)
        return last

    def _same_person(self, row, step, scope):
        if not step.not_by:
            return []
        before = self._taken(row).filter(act=step.not_by).order_by("-id").values_list("by", flat=True).first()
        if before is None or before != scope.account_id:
            return []
        return [_("“%(before)s”是您办理的，“%(now)s”须由另一人办理。") % {
            "before": self.steps[step.not_by].label, "now": step.label}]

    def mermaid(self, labels):
        """The manual's diagram, drawn from the rule the program obeys. labels: {status: its name}."""
        lines = [f"  {source} --> {step.target}: {step.label}"
                 for step in self.steps.values() for source in step.sources]
        names = [f"  {status}: {label}" for status, label in labels.items()]
        return "\n".join(["stateDiagram-v2", *names, *lines])


def take(obj, name, **options):
    """`take(org, "approve", scope=…)`: the step of the model's own flow."""
    return obj.flow.take(obj, name, **options)
