"""Some thousand rows of a sheet as columns, cleaned and checked set by set."""
from dataclasses import dataclass, field
from inspect import signature
from itertools import islice

from ..cleaning import Refused, text
from ..sheets import is_total
from .declaration import said, shown_by

CHUNK = 2500  # rows: another clerk's save waits no longer than one chunk's writing
MEMORY = 20_000  # spellings remembered a column
TRIED = 4  # chunks after which a column of which nearly every cell differs (numbers, addresses) is remembered no more
UNLIKE = 0.9


class Memo(dict):
    """memo[cell]: the cleaned value, or the Refused that says why not. Each spelling is cleaned once."""

    def __init__(self, clean, blank):
        super().__init__()
        self.clean, self.blank, self.limit = clean, blank, MEMORY

    def __missing__(self, cell):
        try:
            value = self.clean(text(cell))
        except Refused as why:
            value = why
        if len(self) < self.limit:
            self[cell] = value
        return value

    def stop_unless_alike(self, rows):
        """Forgets a column whose cells are nearly all different."""
        if len(self) > UNLIKE * rows:
            self.limit = 0
            self.clear()


@dataclass
class Chunk:
    """Rows as columns. `why` holds the refusals by place: a refused row stays in, so that the registry can still
    say more about it, but nothing of it is written."""

    number: int
    lines: list  # the rows' numbers in the sheet
    columns: dict
    present: frozenset = frozenset()  # fields that the sheet has a column for
    why: dict = field(default_factory=dict)  # {place: [(field, sentence), …]}
    warned: dict = field(default_factory=dict)  # {sentence: how many rows}
    skipped: int = 0  # total lines and signatures

    def refuse(self, place, name, sentence):
        """Says that the row at a place is not taken in, and which field is at fault."""
        self.why.setdefault(place, []).append((name, str(sentence)))

    def warn(self, sentence, count):
        if count:
            self.warned[str(sentence)] = self.warned.get(str(sentence), 0) + count

    def good(self):
        """The places that are not refused."""
        return [place for place in range(len(self.lines)) if place not in self.why]


class Reader:
    """Turns a sheet into cleaned chunks. The same sheet always gives the same chunks."""

    def __init__(self, roster, sheet, places, today):
        self.roster, self.sheet, self.places, self.today = roster, sheet, places, today
        self.first_line = {}
        self.memos = {name: Memo(field.rule, field.blank) for name, field in roster.fields.items()}
        self.checks = [(check, tuple(signature(check).parameters)) for check in roster.rules]

    def chunks(self):
        """The chunks in order, each cleaned, checked by the rules, and against the lines before it."""
        rows, number = self.sheet.rows(), 0
        while part := list(islice(rows, self.roster.together or CHUNK)):
            yield self._chunk(number, part)
            number += 1

    def _chunk(self, number, part):
        filled = [(line, cells) for line, cells in part if any(cells)]
        kept = [(line, cells) for line, cells in filled if not is_total(cells)]
        lines, rows = [line for line, _cells in kept], self._full([cells for _line, cells in kept])
        chunk = Chunk(number, lines, {}, frozenset(self.places), skipped=len(filled) - len(kept))
        self._clean(chunk, rows)
        self._drop_blank(chunk, rows)
        self._check(chunk)
        self._meet_earlier_lines(chunk)
        self.roster.derive(chunk)
        return chunk

    def _full(self, rows):
        """A line of a .csv file may end early."""
        width = 1 + max(self.places.values(), default=0)
        return [cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))] for cells in rows]

    def _clean(self, chunk, rows):
        cells = list(zip(*rows, strict=False)) or [()] * (1 + max(self.places.values(), default=0))
        for name, memo in self.memos.items():
            if name not in self.places:
                chunk.columns[name] = list(map(memo.__getitem__, [""] * len(rows)))
            else:
                column = cells[self.places[name]]
                if bool in (kinds := set(map(type, column))):  # True == 1 would meet in the memo
                    column = [str(cell) if type(cell) is bool else cell for cell in column]
                chunk.columns[name] = list(map(memo.__getitem__, column)) if kinds else []
            self._part_refused(chunk, name, memo.blank)
            if chunk.number == TRIED - 1:
                memo.stop_unless_alike(TRIED * CHUNK)

    def _part_refused(self, chunk, name, blank):
        column = chunk.columns[name]
        if Refused in set(map(type, column)):
            for place, value in enumerate(column):
                if type(value) is Refused:
                    chunk.refuse(place, name, value)
                    column[place] = blank

    def _drop_blank(self, chunk, rows):
        """Lines with nothing in any column of ours (a serial number filled down) are no rows."""
        required, places = self.roster.required, self.places.values()
        blank = {place for place, faults in chunk.why.items() if all(name in required for name, _sentence in faults)
                 and not any(str(rows[place][at]).strip() for at in places)}
        if blank:
            keep = [place for place in range(len(chunk.lines)) if place not in blank]
            moved = {old: now for now, old in enumerate(keep)}
            chunk.lines = [chunk.lines[place] for place in keep]
            chunk.columns = {name: [column[place] for place in keep] for name, column in chunk.columns.items()}
            chunk.why = {moved[place]: faults for place, faults in chunk.why.items() if place in moved}

    def _check(self, chunk):
        at_fault = {(place, name) for place, faults in chunk.why.items() for name, _sentence in faults}
        columns = {**chunk.columns, "today": [self.today] * len(chunk.lines)}
        for check, names in self.checks:
            for place, reasons in enumerate(map(check, *(columns[name] for name in names))):
                if reasons and not any((place, name) in at_fault for name in names):
                    for reason in reasons:
                        chunk.refuse(place, shown_by(names), said(reason))

    def _meet_earlier_lines(self, chunk):
        """A key that an earlier good line has is a duplicate; of the two the earlier stands."""
        first_line = self.first_line
        for place, (key, line) in enumerate(zip(chunk.columns[self.roster.key], chunk.lines, strict=True)):
            if not key or key == "\0":
                continue
            if key in first_line:
                chunk.refuse(place, self.roster.key, self.roster.duplicate % first_line[key])
            elif place not in chunk.why:
                first_line[key] = line
