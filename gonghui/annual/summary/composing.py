"""From an officer's text to what stands on paper: tags become numbers, lines become headings and paragraphs."""
import re
from dataclasses import dataclass, field
from dataclasses import replace as altered

from gonghui.core import figures
from gonghui.core.flow import spoken
from gonghui.core.papers.paper import Heading, Number, Para
from gonghui.core.periods import Period

from . import rules

NUMERALS = "一二三四五六七八九十"
_SUBHEADING = re.compile(rf"（[{NUMERALS}]+）")


@dataclass(frozen=True)
class Placed:
    """A number of the text: its figure, the days it was asked over, and what it says."""

    position: int
    figure: figures.Figure
    period: Period
    value: object
    text: str
    as_of: object = None

    @property
    def empty(self):
        return not self.value


@dataclass
class Draft:
    """A summary composed at one moment: paragraphs of text and placed numbers, and what is wrong with it."""

    lines: list = field(default_factory=list)  # (level: 0 for a paragraph, 1 or 2 for a heading; [str | Placed | Tag])
    numbers: list = field(default_factory=list)
    unknown: list = field(default_factory=list)  # tags that no figure answers
    warnings: list = field(default_factory=list)  # sentences

    @property
    def empty(self):
        """Names of the figures that have no records yet, each once."""
        return list(dict.fromkeys(str(n.figure.label) for n in self.numbers if n.empty))

    def blocks(self, issue):
        """The lines as blocks of a paper, each number tagged with the issue and its position."""
        return [_block(level, parts, issue) for level, parts in self.lines]


def by_name():
    """{name or code: figure} of every figure an officer may cite."""
    known = figures.FIGURES
    return {str(figure.label): figure for figure in known.values()} | dict(known)


def named(text):
    """The text with each code replaced by the figure's name, as the officer reads and edits it."""
    return _swapped(text, {code: str(figure.label) for code, figure in figures.FIGURES.items()})


def coded(text):
    """The text with each name replaced by the figure's code, as it is kept: names may be reworded later."""
    return _swapped(text, {str(figure.label): code for code, figure in figures.FIGURES.items()})


def _swapped(text, other):
    return rules.TAG.sub(
        lambda found: str(rules.Tag(other.get(found[1].strip(), found[1].strip()), (found[2] or "").strip())), text)


def compose(sections, period, names, read):
    """The Draft of [(heading, text)] over the summary's own period.

    read(codes, period) → {code: cell with value and as_of}: from the summary table for a preview, from proofs made
    that moment for an issue, so that a printed number and its proof cannot differ.
    """
    draft, known = Draft(), by_name()
    numbered = 0
    for heading, text in sections:
        if heading:
            draft.lines.append((1, [f"{NUMERALS[numbered]}、{heading}"]))
            numbered += 1
        draft.warnings += spoken(rules.broken_braces(text) + rules.stray_digits(f"{heading}\n{text}", names))
        for line in filter(None, map(str.strip, text.splitlines())):
            level = 2 if _SUBHEADING.match(line) else 0
            draft.lines.append((level, [_part(part, draft, known, period) for part in rules.parts(line)]))
    _fill(draft, read)
    return draft


def _part(part, draft, known, period):
    if isinstance(part, str):
        return part
    figure, days = known.get(part.name), rules.span_of(part.span, period.first, period.last)
    if figure is None or isinstance(days, str):
        draft.unknown.append(part.name if figure is None else f"{part.name}|{part.span}")
        if figure is not None:
            draft.warnings += spoken([days])
        return part
    placed = Placed(len(draft.numbers) + 1, figure, Period(*days), None, "")
    draft.numbers.append(placed)
    return placed


def _fill(draft, read):
    """Reads the values, each span's figures together, and puts them where they stand."""
    spans = {}
    for number in draft.numbers:
        spans.setdefault(number.period, []).append(number)
    cells = {period: read([n.figure.code for n in numbers], period) for period, numbers in spans.items()}
    filled = {}
    for number in draft.numbers:
        cell = cells[number.period][number.figure.code]
        filled[number.position] = altered(
            number, value=cell.value, text=figures.show(number.figure, cell.value), as_of=cell.as_of)
    draft.numbers = list(filled.values())
    draft.lines = [
        (level, [filled[p.position] if isinstance(p, Placed) else p for p in parts]) for level, parts in draft.lines
    ]


def _block(level, parts, issue):
    runs = [Number(f"{issue}:{p.position}", p.text) if isinstance(p, Placed) else str(p) for p in parts]
    return Heading(level, runs) if level else Para(runs)
