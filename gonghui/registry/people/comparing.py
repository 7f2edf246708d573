"""A chunk of the member roster held against the register: who is new, who is known, what would change.

County-wide look-ups stand here and nowhere else: who is registered beyond the scope is only said to be so.
"""
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from gonghui.core import figures, secrets
from gonghui.core.cleaning import MASKED
from gonghui.core.county import uuid7s
from gonghui.core.tables import Plain, These

from . import rules
from .models import CARD_LABEL, Membership, Person, Review
from .rules import LEFT

# What of a row is written to the person as it stands, and compared with what the register holds.
KEPT = ("name", "id_kind", "sex", "birth_date", "ethnicity", "politics", "education", "household", "native_place",
        "phone", "address", "job", "skill", "employment", "migrant", "bank", "employer_name", "employer_id")
_AS_TEXT = {"birth_date", "employer_id"}


class Held(NamedTuple):
    """A person as the register holds him; `values` in the order of the compared fields."""

    id: str
    version: int
    org: str
    index: str | None
    card: bytes
    values: tuple


class Term(NamedTuple):
    """One membership as the register holds it; days as text."""

    id: str
    version: int
    person: str
    org: str
    joined_on: str | None
    retained_on: str | None
    left_on: str | None


@dataclass
class Plan:
    """What a chunk will do, by place."""

    fields: tuple  # the compared fields
    held: dict = field(default_factory=dict)  # {place: Held} of every row whose person is known
    add: list = field(default_factory=list)
    ids: dict = field(default_factory=dict)  # {place: the new person's id}
    change: dict = field(default_factory=dict)  # {place: {field: its new value}} of persons
    join: dict = field(default_factory=dict)  # {place: how}
    alter: dict = field(default_factory=dict)  # {place: (Term, {field: its new value})} of memberships
    reviews: list = field(default_factory=list)  # (place, kind, person's id, his union's id)
    same: int = 0

    @property
    def touched(self):
        """The places of the rows that write anything, in the sheet's order."""
        return sorted({*self.add, *self.change, *self.join, *self.alter})

    @property
    def tally(self):
        return {"add": len(self.add), "change": len(self.touched) - len(self.add), "same": self.same,
                "review": len(self.reviews)}


class Comparing:
    """One chunk's comparison. The register is read set by set; rows are then decided one by one in memory."""

    def __init__(self, roster, chunk):
        self.roster, self.chunk, self.columns = roster, chunk, chunk.columns
        present = chunk.present | {"employer_id"} if "employer_name" in chunk.present else chunk.present
        derived = {"sex", "birth_date", "id_kind"} if "id_number" in present else set()
        self.plan = Plan(tuple(name for name in KEPT if name in present or name in derived))
        self.county = roster.scope.county_id

    def plan_rows(self):
        """The plan; rows that contradict the register are refused in the chunk."""
        by_index, by_record, by_print = self._registered()
        found = [self._held(place, by_index, by_record, by_print) for place in range(len(self.chunk.lines))]
        self.terms = self._terms({held.id for held in found if held})
        values = list(zip(*(self.columns[name] for name in self.plan.fields), strict=True))
        for place, held in enumerate(found):
            if held:
                self._known(place, held, values[place])
            elif place not in self.chunk.why and not self._hidden(place):
                self.plan.add.append(place)
        self._refuse_closed()
        self.plan.ids = dict(zip(self.plan.add, uuid7s(len(self.plan.add)), strict=True))
        self._put_up_lookalikes()
        self.plan.join |= dict.fromkeys(self.plan.add, Membership.How.JOIN)
        in_review = {place for place, *_rest in self.plan.reviews} - self.chunk.why.keys()
        self.plan.same = len(self.chunk.lines) - len(self.chunk.why) - len(self.plan.touched) - len(in_review)
        return self.plan

    def _registered(self):
        rows = Person.objects.filter(county_id=self.county).order_by()
        columns = [Plain("id"), "version", Plain("org_id"), "id_index", "card_sealed", "fingerprint",
                   *(Plain(name) if name in _AS_TEXT else name for name in self.plan.fields)]
        by_index, by_record, by_print = {}, {}, {}
        for name, wanted in (("id_index", "id_index"), ("id", "record"), ("fingerprint", "fingerprint")):
            keys = [key for key in self.columns.get(wanted, ()) if key]
            if keys:
                for id, version, org, index, card, printed, *values in \
                        rows.filter(**{f"{name}__among": These(keys)}).values_list(*columns):
                    held = Held(id, version, org, index, bytes(card), tuple(values))
                    by_record[id], by_index[index], by_print[printed] = held, held, held
        by_index.pop(None, None)
        by_print.pop(None, None)
        return by_index, by_record, by_print

    def _held(self, place, by_index, by_record, by_print):
        record, index = self.columns["record"][place], self.columns["id_index"][place]
        if not record:
            return by_index.get(index) or by_print.get(self.columns["fingerprint"][place])
        held = by_record.get(record)
        if held is None or not self.roster.covers(held.org):
            self.chunk.refuse(place, "record", _("登记中没有这条记录，请不要改动导出表的“记录号”一列。"))
            return None
        if index and held.index and index != held.index or index and by_index.get(index, held) is not held:
            self.chunk.refuse(place, "id_number", _("证件号码与这条记录登记的人不一致，请在职工页面上更正号码。"))
        return held

    def _terms(self, people):
        """{person id: [Term, …]}, the running one last."""
        terms = {}
        if people:
            rows = Membership.objects.filter(county_id=self.county, person__among=These(people)).order_by("joined_on")
            for row in rows.values_list(Plain("id"), "version", Plain("person_id"), Plain("org_id"), Plain("joined_on"),
                                        Plain("retained_on"), Plain("left_on")):
                terms.setdefault(row[2], []).append(Term._make(row))
            for own in terms.values():
                if len(own) > 1:
                    own.sort(key=lambda term: term.left_on or "9999")
        return terms

    def _hidden(self, place):
        """A new row cannot carry hidden numbers: there is nothing they could stay the same as."""
        for name in ("id_number", "phone", "bank_card"):
            if self.columns[name][place] == MASKED:
                self.chunk.refuse(place, name, _("号码是遮盖的，认不出是谁；请填写完整，或保留导出表的“记录号”一列。"))
                return True
        return False

    def _known(self, place, held, values):
        self.plan.held[place] = held
        columns, chunk = self.columns, self.chunk
        refused = place in chunk.why
        by_number = not columns["record"][place]
        if not self.roster.covers(held.org):
            if not refused:  # of a line that is refused anyway nothing is put up, so nothing is said of it either
                self.plan.reviews.append((place, Review.ELSEWHERE, held.id, held.org))
                chunk.refuse(place, "id_number", _("该证件号已登记，已转县总核对。"))
            return
        if by_number and held.values[0] != columns["name"][place]:
            chunk.refuse(place, "name", _("该证件号已登记，登记的姓名与此不同，请核对姓名和证件号码。"))
            return
        if not refused and self._membership(place, held):
            self._person(place, held, values)

    def _person(self, place, held, values):
        """Notes what would change of a person. An empty or hidden cell leaves what is registered."""
        columns, changes = self.columns, {}
        if values != held.values:
            changes = {name: value for name, before, value in zip(self.plan.fields, held.values, values, strict=True)
                       if value != before and value not in ("", None, MASKED)}
        card = columns["bank_card"][place]
        if card and card != MASKED and card != secrets.unseal(held.card, CARD_LABEL):
            changes["card_sealed"] = columns["card_sealed"][place]
        if columns["id_index"][place] and not held.index:
            changes |= {name: columns[name][place] for name in ("id_index", "id_sealed", "id_last4_index")}
        if place in self.plan.join and held.org != columns["org"][place]:
            changes["org_id"] = columns["org"][place]
        if changes and columns["version"][place] not in ("", str(held.version)):
            self.chunk.refuse(place, "version", _("导出之后这条记录又被修改过，请重新导出，再改一次。"))
        elif changes:
            self.plan.change[place] = changes

    def _membership(self, place, held):
        """Notes what would change of the membership; whether the person's own fields may follow."""
        columns, own = self.columns, self.terms.get(held.id, [])
        org, standing, joined = columns["org"][place], columns["standing"][place], columns["joined_on"][place]
        last = own[-1] if own else None
        if last is None:
            self.plan.join[place] = Membership.How.JOIN
        elif last.left_on is None:
            if last.org != org:
                return self._elsewhere(place, held, standing)
            if standing == "在会" and last.retained_on:  # a sheet does not say since when
                self.chunk.warn(_("登记为保留会籍，表中写“在会”，没有改动；已经恢复的，请在其页面办理“恢复会籍”"), 1)
            changes = self._altered(place, own, standing)
            if changes and rules.out_of_order(last, changes):
                self.chunk.refuse(place, "left_on", _("与登记的入会日期、保留会籍日期前后矛盾，请核对。"))
                return False
            if changes:
                self.plan.alter[place] = (last, changes)
        elif standing not in LEFT:
            if not joined or joined <= last.left_on:
                self.chunk.refuse(place, "standing", _(
                    "登记为已于%s离会；如重新入会，请填写新的入会日期。") % last.left_on)
                return False
            self.plan.join[place] = Membership.How.REJOIN
        return True

    def _elsewhere(self, place, held, standing):
        """An active member of another union: a proposal to transfer, which a person decides."""
        if standing in LEFT:
            if any(term.org == self.columns["org"][place] for term in self.terms[held.id]):
                return False  # he did leave it once, and the register says so
            self.chunk.refuse(place, "standing", _("此人现在是“%s”的会员，离会请在该工会办理。") % self.roster.name_of(held.org))
        else:
            self.plan.reviews.append((place, Review.TRANSFER, held.id, held.org))
        return False

    def _altered(self, place, own, standing):
        columns, today = self.columns, str(self.roster.today)
        joined, left = columns["joined_on"][place], columns["left_on"][place]
        *earlier, term = own
        # A day before the last union was left tells of the first joining, which the register has already.
        told_before = joined and earlier and joined < (earlier[-1].left_on or "9999")
        changes = {"joined_on": joined} if joined and joined != term.joined_on and not told_before else {}
        if standing in LEFT:
            changes |= {"left_on": left or today, "left_why": standing}
        elif standing == "保留会籍" and not term.retained_on:
            changes |= {"retained_on": left or today, "retained_why": standing}
        return changes

    def _refuse_closed(self):
        """What would change a closed period's figures is a correction: a member without a first day counts in all."""
        plan, columns = self.plan, self.columns
        last = None if self.roster.scope.can("figures.correct") else figures.closed_to(self.county)
        for place in sorted({*plan.add, *plan.join, *plan.alter}) if last else ():
            said = {name: columns[name][place] for name in ("joined_on", "left_on")}
            term, changes = plan.alter.get(place, (None, said))
            if rules.first_day(term, changes) <= str(last):
                self.chunk.refuse(place, "joined_on", _("入会、离会日期在结账的%s以前，或没有写明，会改变已结账的数字，请找有权更正的人办理。") % last)
                for part in (plan.change, plan.join, plan.alter):
                    part.pop(place, None)
        plan.add = [place for place in plan.add if place not in self.chunk.why]

    def _put_up_lookalikes(self):
        """A new row without a number, called and born (or phoned) like somebody: a person decides whether it is he."""
        columns, bare = self.columns, [place for place in self.plan.add if not self.columns["id_index"][place]]
        if not bare:
            return
        twins = set()  # of two new rows alike the first is entered
        alike = self._namesakes({columns["name"][place] for place in bare})
        for place in bare:
            marks = columns["birth_date"][place], columns["phone"][place]
            others = [person for person in alike.get(columns["name"][place], ()) if person[0] != self.plan.ids[place]]
            same = next((person for person in others if _shared(marks, person[2:])), None)
            if same and same[0] not in twins:
                twins.add(self.plan.ids.pop(place))
                self.plan.add.remove(place)
                self.plan.reviews.append((place, Review.LOOKALIKE, same[0], same[1]))

    def _namesakes(self, names):
        alike = {}
        rows = Person.objects.filter(county_id=self.county, name__among=These(names)).order_by("id")
        for name, *person in rows.values_list("name", Plain("id"), Plain("org_id"), Plain("birth_date"), "phone"):
            alike.setdefault(name, []).append(person)
        columns = self.columns
        for place in self.plan.add:
            if (name := columns["name"][place]) in names:
                alike.setdefault(name, []).append((self.plan.ids[place], columns["org"][place],
                                                   columns["birth_date"][place], columns["phone"][place]))
        return alike


def _shared(marks, others):
    """Whether two persons have a birth date or a phone in common."""
    return any(mark and mark == other for mark, other in zip(marks, others, strict=True))
