"""What the page of a reading shows: each figure beside the program's own, and the text with the figures marked."""
import re
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from . import reading_actions as actions
from .reading.concepts import catalogue
from .readings import OTHER, ReadFigure

SORTS = ("place", "value", "kind", "concept", "records")
GROUPS = {"ORG": gettext_lazy("组织建设"), "INN": gettext_lazy("经济技术创新"), "RTS": gettext_lazy("维权机制"),
          "AID": gettext_lazy("帮扶"), "OFF": gettext_lazy("机关与文体"), "GEN": gettext_lazy("县情")}
ENDS = re.compile("[。；！？;!?]")
LONG = 120  # characters each side of a figure: a sentence beyond is cut


@dataclass(frozen=True)
class Line:
    """A figure of the text beside the program's own."""

    row: ReadFigure
    figure: object  # the program's, None where none counts this
    cell: object
    agrees: bool | None
    choices: list  # [(concept, name)]: what may be confirmed; the confirmed one first
    sentence: tuple  # (before, the figure, after)

    def key(self, by):
        """What the line is sorted by; what has none stands last."""
        if by == "value":
            return self.row.value is None, self.row.value or 0, self.row.unit
        if by == "kind":
            return self.row.kind, self.row.bound
        if by == "concept":
            return not self.row.proposals, self.row.likely == OTHER, self.row.likely
        if by == "records":  # what disagrees is what one looks for
            return self.figure is None, {False: 0, True: 1, None: 2}[self.agrees]
        return self.row.place


def lines(made, rows, scope, sort=""):
    """[Line] of the rows, in the order of a key of SORTS; "-value" from the largest."""
    text, names = made.text, concept_names()
    found = [Line(row, figure, cell, agrees, _choices(row, names), sentence(text, row.start, row.end))
             for row, figure, cell, agrees in actions.held(rows, made, scope)]
    return sorted(found, key=lambda line: line.key(sort.lstrip("-")), reverse=sort.startswith("-"))


def _choices(row, names):
    codes = dict.fromkeys([row.concept, *row.proposals, OTHER]) if row.is_figure else ()
    return [(code, names[code]) for code in codes if code in names]


def concept_names():
    """{concept: its name in the reader's language}."""
    english = (get_language() or "").startswith("en")
    return {one.code: one.english if english else one.name for one in catalogue()} | {OTHER: _("其他（目录外）")}


def grouped(row):
    """[(chapter, [(concept, name)])] of the whole catalogue, what the reader proposed first."""
    names = concept_names()
    groups = [(_("程序提出的"), [(code, names[code]) for code in row.proposals if code in names and code != OTHER])]
    for start, heading in GROUPS.items():
        groups.append((heading, [(code, name) for code, name in names.items() if code.startswith(start)]))
    groups.append((names[OTHER], [(OTHER, names[OTHER])]))
    return [(heading, choices) for heading, choices in groups if choices]


def sentence(text, start, end):
    """(before, told, after): the sentence that a figure stands in, cut where it is long."""
    before = ENDS.split(text[max(0, start - LONG):start])[-1]
    after = ENDS.split(text[end:end + LONG])[0]
    return tuple("".join(part.split()) for part in (before, text[start:end], after))


def marked(text, rows):
    """The text in pieces: [(piece, ReadFigure or None)]."""
    pieces, done = [], 0
    for row in sorted(rows, key=lambda row: (row.start, row.end)):
        if row.start >= done:
            pieces += [(text[done:row.start], None), (text[row.start:row.end], row)]
            done = row.end
    return [*pieces, (text[done:], None)]
