"""Writing a compared chunk of the member roster, set by set: persons, memberships, proposals, entries, marks."""
from datetime import date

import orjson

from gonghui.core import audit, figures, secrets, tables
from gonghui.core.county import uuid7s

from .comparing import KEPT
from .models import REVIEW_LABEL, Membership, Person, Review
from .rules import LEFT

DAYS = ("joined_on", "retained_on", "left_on")
MANY = 20  # unions of one chunk: beyond, the figures' mark is the county's
_NEW_PERSON = (*KEPT, "pinyin", "initials", "id_sealed", "id_index", "id_last4_index", "card_sealed", "fingerprint")
_MEMBERSHIP = ("joined_on", "retained_on", "retained_why", "left_on", "left_why")


def pick(column, places):
    """The values of a column at some places, in their order."""
    return column if len(places) == len(column) else [column[place] for place in places]


class Entering:
    """One chunk's writing. What can be made ready is made ready before the transaction begins: on SQLite other
    clerks save in that time."""

    def __init__(self, roster, chunk, plan, run):
        self.roster, self.chunk, self.columns, self.plan, self.run = roster, chunk, chunk.columns, plan, run
        self.scope, self.county, self.source = roster.scope, roster.scope.county_id, run and run.pk.hex
        self.people = {**{place: held.id for place, held in plan.held.items()}, **plan.ids}
        self.added, self.joined, self.entries = self._added(), self._joined(), self._entries()

    def write(self):
        """Writes the plan in the caller's transaction; what an undo needs: ids added, what changed rows held before."""
        tables.insert(Person, self.added)
        changed = self._change_people()
        tables.insert(Membership, self.joined, fresh={"person_id"})
        altered = self._alter()
        self._put_up_reviews()
        tables.insert(audit.Entry, self.entries)
        self._mark()
        return {"added": self.added["id"], "joined": self.joined["id"], "changed": changed, "altered": altered}

    def _added(self):
        places, columns = self.plan.add, self.columns
        return {"id": list(self.plan.ids.values()), "county_id": [self.county] * len(places),
                "version": [1] * len(places), "org_id": pick(columns["org"], places),
                **{name: pick(columns[name], places) for name in _NEW_PERSON}}

    def _change_people(self):
        """Every changed person gets the whole set of columns that changed in some row: those of his own that did
        not are written as they were."""
        changes = self.plan.change
        if not changes:
            return []
        names = sorted({name for change in changes.values() for name in change})
        before = self._stored(Person, [self.plan.held[place].id for place in changes], names)
        rows, columns, kept = [], {name: [] for name in names}, []
        for place, change in changes.items():
            held = self.plan.held[place]
            was = before[held.id]
            rows.append((held.id, held.version))
            kept.append([held.id, held.version + 1, {name: _text(was[name]) for name in change}])
            for name in names:
                columns[name].append(change.get(name, was[name]))
        if "name" in columns:
            columns["pinyin"], columns["initials"] = zip(*map(self.roster.sound, columns["name"]), strict=True)
        tables.update(Person, self.county, rows, columns)
        return kept

    def _stored(self, model, ids, names):
        """{id: {column: value as bulk writers carry it}}"""
        rows = model.objects.filter(county_id=self.county, id__among=tables.These(ids)).order_by()
        plain = [tables.carried(model, name) for name in names]
        return {id: dict(zip(names, values, strict=True))
                for id, *values in rows.values_list(tables.Plain("id"), *plain)}

    def _joined(self):
        places, columns = sorted(self.plan.join), self.columns
        count, today = len(places), str(self.roster.today)
        standings = pick(columns["standing"], places)
        left = [(day or today) if standing in LEFT else None
                for day, standing in zip(pick(columns["left_on"], places), standings, strict=True)]
        kept = [(day or today) if standing == "保留会籍" else None
                for day, standing in zip(pick(columns["left_on"], places), standings, strict=True)]
        return {
            "id": uuid7s(count), "county_id": [self.county] * count, "version": [1] * count,
            "person_id": [self.people[place] for place in places], "org_id": pick(columns["org"], places),
            "employer_id": pick(columns["employer_id"], places), "joined_on": pick(columns["joined_on"], places),
            "how": [str(self.plan.join[place]) for place in places], "retained_on": kept,
            "retained_why": [standing if day else "" for day, standing in zip(kept, standings, strict=True)],
            "left_on": left,
            "left_why": [standing if day else "" for day, standing in zip(left, standings, strict=True)],
        }
    def _alter(self):
        """Changes memberships that run; what they held before."""
        if not self.plan.alter:
            return []
        rows, columns, kept = [], {name: [] for name in _MEMBERSHIP}, []
        before = self._stored(Membership, [term.id for term, _change in self.plan.alter.values()], _MEMBERSHIP)
        for term, change in self.plan.alter.values():
            was = before[term.id]
            rows.append((term.id, term.version))
            kept.append([term.id, term.version + 1, {name: was[name] for name in change}])
            for name in _MEMBERSHIP:
                columns[name].append(change.get(name, was[name]))
        tables.update(Membership, self.county, rows, columns)
        return kept

    def _put_up_reviews(self):
        if not self.plan.reviews:
            return
        made = {}
        for place, kind, person, from_org in self.plan.reviews:
            org, name = self.columns["org"][place] or from_org, self.columns["name"][place]
            printed = secrets.blind("|".join((kind, person, org, name, self.columns["id_number"][place],
                                              self.columns["phone"][place])))
            row = {name: column[place] for name, column in self.columns.items() if isinstance(column[place], str)}
            made.setdefault(printed, Review(
                county_id=self.county, kind=kind, person_id=person, org_id=org, from_org_id=from_org, run=self.run,
                line=self.chunk.lines[place], fingerprint=printed,
                row_sealed=secrets.seal_bytes(orjson.dumps(row), REVIEW_LABEL)))
        known = set(Review.objects.filter(county_id=self.county, fingerprint__among=tables.These(made))
                    .order_by().values_list("fingerprint", flat=True))
        new = [review for printed, review in made.items() if printed not in known]
        Review.objects.bulk_create(new)
        for review in new:
            audit.record(self.scope, "propose", review, details=self._source(review.line))

    def _entries(self):
        """One entry a row. What was added is told by its line in its sheet; what was changed names its fields."""
        plan, adding, act = self.plan, self.plan.ids, "import." if self.run else ""
        touched = plan.touched
        acts = [f"{act}add" if place in adding else f"{act}change" for place in touched]
        records = [self.people[place] for place in touched]
        details = [self._source(line) for line in pick(self.chunk.lines, touched)]
        for place, said in zip(touched, details, strict=True) if len(adding) < len(touched) else ():
            if place not in adding:
                said["fields"] = self._changed_fields(place)
        return audit.columns(self.scope, acts, Person, records, details)

    def _source(self, line):
        """Where in which sheet a row stood; nothing for what was typed on a page."""
        return {"run": self.source, "line": line} if self.run else {}

    def _changed_fields(self, place):
        names = {*self.plan.change.get(place, ()), *self.plan.alter.get(place, (None, ()))[1]}
        return sorted(names | {"membership"} if place in self.plan.join else names)

    def _mark(self):
        """Tells the figures. They mark spans of days, so a union's first and last days say it all; where a chunk
        reaches many unions, one mark over the county says it in one row."""
        joined, spans = self.joined, {}
        many = len(set(joined["org_id"])) > MANY
        columns = [joined[name] for name in DAYS]
        if many:
            spans[None] = columns
        else:
            for org, *days in zip(joined["org_id"], *columns, strict=True):
                for column, day in zip(spans.setdefault(org, [[], [], []]), days, strict=True):
                    column.append(day)
        rows = [row for org, days in spans.items() for row in _outermost(org, days)]
        for term, change in self.plan.alter.values():
            before = {name: getattr(term, name) for name in DAYS}
            rows += [_row(term.id, term.org, state) for state in (before, before | change)]
        figures.touched(Membership, self.county, rows)
        orgs = {*pick(self.columns["org"], self.plan.add), *(self.plan.held[place].org for place in self.plan.change)}
        orgs = {None} if len(orgs) > MANY else orgs
        figures.touched(Person, self.county, [{"id": org, "org_id": org and tables.uuid(org)} for org in orgs])


def _outermost(org, columns):
    """The rows that stand for a union's memberships: its earliest days, its latest, and one without a first day."""
    for extreme in (min, max):
        yield _row((org, extreme.__name__), org, {
            name: extreme(filter(None, column), default=None) for name, column in zip(DAYS, columns, strict=True)})
    if None in columns[0]:
        yield _row((org, "undated"), org, dict.fromkeys(DAYS))


def _row(id, org, days):
    return {"id": id, "org_id": org and tables.uuid(org),
            **{name: days[name] and date.fromisoformat(days[name]) for name in DAYS}}


def _text(value):
    """A value that JSON can hold: sealed bytes as hex."""
    return value.hex() if isinstance(value, bytes) else value
