"""Taking back what one chunk of an import wrote: rows untouched since go back, the rest stay and are listed."""
from gonghui.core import audit, figures, tables
from gonghui.core.tables import These

from .models import Membership, Person
from .pinyin import sound
from .rules import first_day

_SEALED = {"id_sealed", "card_sealed"}


def take_back(scope, written):
    """Undoes a chunk in the caller's transaction; the ids of persons that were written to since and so stay."""
    taking = TakingBack(scope)
    stayed = taking.altered(written["altered"]) | taking.changed(written["changed"])
    return sorted(stayed | taking.added(written["added"], written["joined"]))


class TakingBack:
    """One chunk's undo."""

    def __init__(self, scope):
        self.scope, self.county = scope, scope.county_id

    def _rows(self, model):
        return model.objects.filter(county_id=self.county).order_by()

    def _untouched(self, model, kept):
        """Of [id, version, …] those whose row still has that version, and the ids of the others."""
        rows = self._rows(model).filter(id__among=These(row[0] for row in kept))
        now = dict(rows.values_list(tables.Plain("id"), "version"))
        same = [row for row in kept if now.get(row[0]) == row[1]]
        return same, {row[0] for row in kept} - {row[0] for row in same}

    def _restore(self, model, rows):
        """Writes back what each row held before; rows that changed in the same columns go together."""
        alike = {}
        for id, version, before in rows:
            alike.setdefault(tuple(sorted(before)), []).append((id, version, before))
        for names, own in alike.items():
            columns = {name: [_bytes(name, before[name]) for _id, _version, before in own] for name in names}
            if "name" in columns:
                columns["pinyin"], columns["initials"] = zip(*map(sound, columns["name"]), strict=True)
            tables.update(model, self.county, [(id, version) for id, version, _before in own], columns)
        return [id for id, _version, _before in rows]

    def changed(self, kept):
        """Persons that the import changed get their former values back."""
        same, stayed = self._untouched(Person, kept)
        self._say(self._restore(Person, same))
        figures.touched(Person, self.county, self._states(Person, [row[0] for row in same]))
        return stayed

    def altered(self, kept):
        """Memberships that the import altered get their former days back; stayed ones name their person."""
        same, stayed = self._untouched(Membership, kept)
        shut = self._closed({row[0]: row[2] for row in same})
        same, stayed = [row for row in same if row[0] not in shut], stayed | shut
        ids = [row[0] for row in same]
        after = self._states(Membership, ids)
        self._restore(Membership, same)
        figures.touched(Membership, self.county, after + self._states(Membership, ids))
        return self._people_of(stayed)

    def _closed(self, before):
        """Memberships whose days in a closed period would change, for whom may not correct. before: {id: {field:
        value}} of what goes back."""
        last = None if self.scope.can("figures.correct") else figures.closed_to(self.county)
        rows = self._rows(Membership).filter(id__among=These(before)) if last and before else ()
        return {row.pk.hex for row in rows if first_day(row, before[row.pk.hex]) <= str(last)}

    def _people_of(self, memberships):
        rows = self._rows(Membership).filter(id__among=These(memberships))
        return set(rows.values_list(tables.Plain("person_id"), flat=True))

    def added(self, people, memberships):
        """Persons and memberships that the import made are deleted, unless anything was written to or leans on them."""
        fresh, touched = self._untouched(Membership, [[id, 1] for id in memberships])
        touched |= self._closed({row[0]: {"joined_on": "9999", "left_on": None} for row in fresh})
        fresh = [row for row in fresh if row[0] not in touched]
        own = self._people_of(touched)
        made, stayed = self._untouched(Person, [[id, 1] for id in people])
        stayed |= own | self._leaned_on([row[0] for row in made], memberships)
        gone = {row[0] for row in made} - stayed
        removable = self._rows(Membership).filter(id__among=These(row[0] for row in fresh))
        removable = removable.exclude(person__among=These(set(people) - gone))
        ended = removable.values_list(tables.Plain("id"), flat=True)
        figures.touched(Membership, self.county, self._states(Membership, ended))
        figures.touched(Person, self.county, self._states(Person, gone))
        removable._raw_delete(removable.db)
        self._rows(Person).filter(id__among=These(gone))._raw_delete(removable.db)
        self._say(sorted(gone))
        return set(people) - gone

    def _leaned_on(self, people, memberships):
        """Persons to whom other rows point than the memberships made with them."""
        found = set()
        for relation in Person._meta.related_objects:
            rows = self._rows(relation.related_model).filter(**{f"{relation.field.name}__among": These(people)})
            if relation.related_model is Membership:
                rows = rows.exclude(id__among=These(memberships))
            found |= set(rows.values_list(tables.Plain(relation.field.attname), flat=True))
        return found

    def _states(self, model, ids):
        names = ("id", "org_id", "joined_on", "retained_on", "left_on") if model is Membership else ("id", "org_id")
        return list(self._rows(model).filter(id__among=These(ids)).values(*names))

    def _say(self, people):
        if people:
            details = [{"undo": True}] * len(people)
            tables.insert(audit.Entry, audit.columns(self.scope, "import.undo", Person, people, details))


def _bytes(name, value):
    return bytes.fromhex(value) if name in _SEALED and isinstance(value, str) else value
