"""A roster of some hundred rows, each written as its page writes it: unions, employers, the names of a class."""
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CheckConstraint, UniqueConstraint
from django.utils.translation import gettext as _

from .. import figures
from ..writing import remove, values, write
from .declaration import Roster

TOGETHER = 40  # rows a chunk: written one by one they take two to nine milliseconds each


@dataclass
class Plan:
    """What a chunk will do: {place: the row, as it will be}; of changed rows also what they held before."""

    add: dict = field(default_factory=dict)
    change: dict = field(default_factory=dict)
    before: dict = field(default_factory=dict)
    same: int = 0

    @property
    def tally(self):
        return {"add": len(self.add), "change": len(self.change), "same": self.same}


class Single(Roster):
    """A section says how a line meets the register:

    found(chunk) → {place: the stored row that the line means}; it may refuse lines · made(said) → a new row, unsaved ·
    fill(row, said) sets what the sheet says; it returns [(field, sentence)] of what the sheet may not change · once:
    columns whose values stand once in a sheet. `said`: {field: value} of a line's filled cells.
    """

    found: Callable
    made: Callable
    fill: Callable
    together = TOGETHER
    once = ()

    def __init__(self, scope, today):
        super().__init__(scope, today)
        self.first_line, every = {}, self.model._meta.constraints
        checks = [constraint.condition for constraint in every if isinstance(constraint, CheckConstraint)]
        self.constraints = [constraint for constraint in every if isinstance(constraint, UniqueConstraint)]
        if checks:  # NULL and FALSE is FALSE, NULL and TRUE passes: together they say what each says
            self.constraints.append(CheckConstraint(condition=reduce(and_, checks), name="checks"))

    def compare(self, chunk):
        """The plan; lines that contradict the register, or an earlier line, are refused."""
        plan, stored = Plan(), self.found(chunk)
        for place in chunk.good():
            said = self._said(chunk, place)
            row = stored.get(place) or self.made(said)
            before = {} if row._state.adding else values(row)
            faults = [*self.fill(row, said), *self._said_before(chunk, place, said)]
            if not faults and before == values(row):
                plan.same += 1
                continue
            faults = faults or self._moved_on(row, said) or self._impossible(row) or self._closed(row, said, before)
            if faults:
                for name, sentence in faults:
                    chunk.refuse(place, name, sentence)
            elif before:
                plan.change[place], plan.before[place] = row, before
            else:
                plan.add[place] = row
        return plan

    def _said(self, chunk, place):
        """{field: value} of the filled cells of a line: an empty cell leaves what is registered."""
        return {name: value for name in self.columns if (value := chunk.columns[name][place]) not in ("", None)}

    def _said_before(self, chunk, place, said):
        line = chunk.lines[place]
        for name in self.once:
            key = self.mark(name, said)
            first = self.first_line.setdefault((name, key), line) if key else line
            if first != line:
                yield name, self.duplicate % first

    def mark(self, name, said):
        """What of a line stands once in a sheet under the name of a column; "" for nothing."""
        return said.get(name, "")

    def _moved_on(self, row, said):
        if said.get("version") not in (None, "", str(row.version)):
            return [("version", _("导出之后这条记录又被修改过，请重新导出，再改一次。"))]
        return []

    def _impossible(self, row):
        """What the table's own rules refuse, in the words in which the page refuses it. All its checks are asked in
        one query; only a row that fails is asked about each."""
        try:
            for constraint in self.constraints:
                constraint.validate(self.model, row)
            return []
        except ValidationError:
            pass
        try:
            row.validate_constraints()
        except ValidationError as wrong:
            return [(self.key, sentence) for sentence in wrong.messages]
        return []

    def _closed(self, row, said, before):
        """A day in a closed period, also one that `enter` sets, is for those who may correct."""
        after = {name: said.get(name) or value for name, value in values(row).items()} if not before else values(row)
        return [(self.key, why) for why in figures.reasons_against(self.scope, self.model, before, after)]

    def enter(self, row, said, details):
        """Writes a new row; a section whose rows are more than a row takes its action."""
        write(row, scope=self.scope, act="import.add", details=details)

    def write(self, chunk, plan, run):
        """Writes the plan; returns {"added": [[id, version]], "changed": [[id, version, before]]}."""
        added, changed = [], []
        for place in sorted({*plan.add, *plan.change}):
            details = {"run": run.pk.hex, "line": chunk.lines[place]}
            if row := plan.add.get(place):
                self.enter(row, self._said(chunk, place), details)
                added.append([row.pk.hex, row.version])
            else:
                row = plan.change[place]
                write(row, scope=self.scope, act="import.change", details=details)
                changed.append([row.pk.hex, row.version, _changed(plan.before[place], values(row))])
        return {"added": added, "changed": changed}

    def take_back(self, written):
        """Undoes a chunk; the ids of rows that were written to since, or that others lean on, and so stay."""
        stayed = [id for id, version, before in written["changed"] if not self._restored(id, version, before)]
        return stayed + [id for id, version in reversed(written["added"]) if not self._withdrawn(id, version)]

    def _stored(self, id, version):
        return self.model._base_manager.filter(county_id=self.scope.county_id, pk=UUID(id), version=version).first()

    def _restored(self, id, version, before):
        row = self._stored(id, version)
        if row is None:
            return False
        for name, value in before.items():
            setattr(row, name, _field(row, name).to_python(value))
        try:
            write(row, scope=self.scope, act="import.undo")
        except ValidationError:
            return False
        return True

    def _withdrawn(self, id, version):
        row = self._stored(id, version)
        if row is None:
            return False
        try:
            with transaction.atomic():
                self.withdraw(row)
        except ValidationError:
            return False
        return True

    def withdraw(self, row):
        """Deletes a row that the import made. Raises ValidationError where others lean on it."""
        remove(row, scope=self.scope)


def _field(row, attname):
    return next(f.target_field if f.remote_field else f for f in row._meta.concrete_fields if f.attname == attname)


def _changed(before, after):
    return {name: None if value is None else str(value) for name, value in before.items() if after[name] != value}
