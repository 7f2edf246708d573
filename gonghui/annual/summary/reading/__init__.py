"""Reading old work summaries: every figure a text tells, as a proposal for an officer to confirm.

Serves the reference document as a whole: what a county once printed is held against its
records. No database and no Django: ``read(text)`` gives a list of ``Found``.
"""

from decimal import Decimal

from . import concepts, events, kinds, names, numbers, pages, rows, settling, tables
from .chapters import Chapters, first_year
from .found import BOUNDS, FIGURES, KINDS, Found, agrees, hold
from .joining import Joined, join
from .phrases import phrase_of
from .texts import text_of

__all__ = ["BOUNDS", "FIGURES", "KINDS", "Found", "agrees", "hold", "read", "text_of", "year_of"]

GLUED = "此处可能夹有原件的页码，请对照原文核对。"
#: Kinds whose concept is not that of the sum or head count beside them.
LONERS = ("threshold", "deadline", "duration", "rate per head")
#: A longer first line is no title.
LONGEST_TITLE = 45
BROKEN = "原文数字残缺，请对照原件补录。"


def read(text: str, year: int | None = None) -> list[Found]:
    """Everything in a summary that holds a number or tells an act, in order of place.

    ``year`` is the summary's own year (what is told of a later one is a plan); without it the
    first year named in the opening is taken.
    """
    joined, page_lines = join(text)
    fallen, touched = pages.find(joined.text)
    found = [Found(text[a:b].strip(), a, b, "page") for a, b in page_lines]
    found += [told(text, joined, (page.start, page.end), "page") for page in fallen]
    doubtful = [joined.span(*run) for run in touched]
    found += Reading(text, joined.without([(page.start, page.end) for page in fallen]), year).found()
    for one in found:
        if one.kind != "page" and any(one.start < end and start < one.end for start, end in doubtful):
            one.damaged, one.confident = GLUED, False
    return sorted(found, key=lambda one: (one.start, one.end))


def year_of(text: str) -> int | None:
    """The year a summary is of, as its title or opening says; None if it does not say."""
    return first_year(join(text)[0].text)


def told(text: str, joined: Joined, span: tuple[int, int], kind: str) -> Found:
    """A Found at its place in the file's own text."""
    start, end = joined.span(*span)
    return Found(text[start:end], start, end, kind)


def title_of(text: str) -> str:
    """The first line, where it is a title: short, and no sentence."""
    line = text.strip().partition("\n")[0]
    return line if len(line) <= LONGEST_TITLE and "。" not in line else ""


class Reading:
    """One text on its way from characters to figures."""

    def __init__(self, text: str, joined: Joined, year: int | None) -> None:
        self.source, self.joined, self.text = text, joined, joined.text
        self.chapters = Chapters(self.text, year)
        self.title = title_of(self.text)
        marks = [(heading.start, heading.end) for heading in self.chapters.headings]
        self.masks = names.find(self.text, marks)
        masked = [(start, end) for start, end, _ in self.masks]
        self.numbers = numbers.find(self.text, masked, tables.find(self.text))

    def found(self) -> list[Found]:
        """Figures, acts, and what is neither."""
        found = self.figures() + self.acts()
        for start, end, kind in self.masks:
            if kind:
                found.append(told(self.source, self.joined, (start, end), kind))
        return found

    def figures(self) -> list[Found]:
        """Each number with its kind and concepts."""
        self.around = concepts.Surroundings(self.text, self.numbers)
        nouns = rows.nouns_of(self.text, self.numbers)
        twins = rows.twins_of(self.text, self.numbers, set(concepts.vocabulary()))
        found: list[Found] = []
        before, listed = None, False
        for index, number in enumerate(self.numbers):
            kind = self.kind(number, before)
            one = self.figure(number, kind)
            number.context = number.context or nouns.get(index, "")
            between = self.text[before[0].end:number.start] if before else ""
            self.weigh(one, number, found[-1].concept if found else "", between)
            part = None
            if before and number.unit == before[0].unit:
                part = settling.part_of(between, one.concepts, found[-1].concept, listed)
            if index in twins and kind not in LONERS:
                one.concepts = list(found[twins[index]].concepts)
                one.confident = found[twins[index]].confident and kind != "change"
            elif part:
                one.concepts, one.confident = part, False
            before, listed = (number, kind), part is not None
            one.concept = one.concepts[0]
            if number.value is None:
                one.damaged, one.confident = BROKEN, False
            found.append(one)
        return found

    def figure(self, number: numbers.Number, kind: str) -> Found:
        """What a number says by itself."""
        one = told(self.source, self.joined, (number.start, number.end), kind)
        one.value, one.value_hi, one.unit = number.value, number.value_hi, number.unit
        one.bound, one.chapter = number.bound, self.chapters.at(number.start)
        one.phrase = number.context or phrase_of(self.text, number.start, number.end)
        return one

    def weigh(self, one: Found, number: numbers.Number, before: str, between: str) -> None:
        """Its concepts: by the words around, the figure before (its concept), and the sentence as a whole."""
        near = self.around.near(number, (one.chapter + self.chapters.nearest(number.start)) or self.title)
        beside = concepts.led_to(between, before, number, one.kind) if before else {}
        one.concepts, one.confident = concepts.rank(near, number, one.kind, beside)
        if one.kind in (*LONERS, "change"):
            return
        settled = settling.settle(self.text, number, one.concepts, next(iter(beside), ""), between)
        surely = settled[0] == one.concepts[0] and not settling.doubtful(self.text, number, settled[0])
        one.concepts, one.confident = settled, one.confident and surely

    def kind(self, number: numbers.Number, before: tuple[numbers.Number, str] | None) -> str:
        """The kind of a number; one in a row with the number before is of that one's kind."""
        if number.value is None:
            return "damaged"
        kind = kinds.kind_of(self.text, number, self.chapters.planned(number.start))
        if before and before[1] in ("rate per head", "change", "target", "forecast") and kind != "threshold":
            earlier, its_kind = before
            between = self.text[earlier.end:number.start]
            moved = its_kind == "rate per head" and kind in ("money", "count") and kinds.moves_to(between)
            if its_kind == "change" and kinds.grows_too(self.text, earlier, number):
                return its_kind
            if earlier.unit == number.unit and (moved or kinds.inherits(between)):
                return its_kind
        return kind

    def acts(self) -> list[Found]:
        """Acts told without a number, outside of plans."""
        dates = [(start, end) for start, end, kind in self.masks if kind == "date"]
        taken = [(number.start, number.end) for number in self.numbers]
        found = []
        for start, end, unit in events.find(self.text, dates):
            if self.chapters.planned(start) or any(start < b and a < end for a, b in taken):
                continue
            one = told(self.source, self.joined, (start, end), "event")
            one.value, one.unit, one.chapter = Decimal(1), unit, self.chapters.at(start)
            one.phrase = self.text[start:end]
            number = numbers.Number(end, end, Decimal(1), unit, unit, context=one.phrase)
            near = concepts.Surroundings(one.phrase, []).near(number, "")
            one.concepts, _ = concepts.rank(near, number, "event", {})
            one.concept = one.concepts[0]
            found.append(one)
        return found
