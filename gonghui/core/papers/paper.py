"""What a paper says, before it is laid out: paragraphs, tables, and the numbers in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

TAG = re.compile(r"[A-Za-z][A-Za-z0-9:.-]*")
TAG_LENGTH = 24  # so that the bookmark which repeats the tag stays within Word's 40 letters


@dataclass(frozen=True)
class Number:
    """A printed figure: `tag` names issue and position ("S2010-3:17"), `text` is what the eye reads.

    Raises ValueError for a tag that is not short plain ASCII, and for an empty or broken text.
    """

    tag: str
    text: str

    def __post_init__(self):
        if not TAG.fullmatch(self.tag) or len(self.tag) > TAG_LENGTH:
            raise ValueError(f"a tag is up to {TAG_LENGTH} letters, digits, '-', '.', ':': {self.tag!r}")
        if not self.text.strip() or "\n" in self.text:
            raise ValueError(f"number {self.tag} has no text, or more than a line of it")


Run = str | Number
Runs = tuple[Run, ...]
Cell = Run | Runs


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 4 (一、 / （一） / 1. / （1）); the numbering is part of its text."""

    level: int
    runs: Runs

    def __post_init__(self):
        if self.level not in (1, 2, 3, 4):
            raise ValueError(f"a heading has level 1 to 4, not {self.level}")
        object.__setattr__(self, "runs", as_runs(self.runs))


@dataclass(frozen=True)
class Para:
    """A paragraph of running text."""

    runs: Runs

    def __post_init__(self):
        object.__setattr__(self, "runs", as_runs(self.runs))


@dataclass(frozen=True)
class Table:
    """A table: every row has as many cells as the head; a cell is a run or several."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""

    def __post_init__(self):
        object.__setattr__(self, "head", tuple(self.head))
        object.__setattr__(self, "rows", tuple(tuple(as_runs(c) for c in row) for row in self.rows))
        for row in self.rows:
            if len(row) != len(self.head):
                raise ValueError(f"a row of {len(row)} cells under a head of {len(self.head)}: {row!r}")


Block = Heading | Para | Table


@dataclass(frozen=True)
class Paper:
    """One official paper.

    `mark` is the red issuing-body mark (发文机关标志), `number` the document number (发文字号),
    `foot` a small line under everything (the last audit seal, the digest), `sample` a mark
    printed on every page (示例数据), `issue` the identity kept in the file's properties.
    A "\\n" in the title breaks its line. Raises ValueError when two numbers share a tag.
    """

    title: str
    addressee: str
    blocks: tuple[Block, ...]
    issuer: str
    date: date
    foot: str
    mark: str = ""
    number: str = ""
    sample: str = ""
    issue: str = ""

    def __post_init__(self):
        object.__setattr__(self, "blocks", tuple(self.blocks))
        tags = [printed.tag for printed in self.numbers()]
        doubled = sorted({tag for tag in tags if tags.count(tag) > 1})
        if doubled:
            raise ValueError(f"two numbers share a tag: {', '.join(doubled)}")

    def paragraphs(self) -> list[Runs]:
        """Every paragraph of the body in reading order, as runs; blank ones are left out."""
        opening = [self.mark, self.number, self.title, address_line(self.addressee)]
        closing = [self.issuer, written_date(self.date), self.foot]
        body = [runs for block in self.blocks for runs in _paragraphs_of(block)]
        lines = [as_runs(o) for o in opening] + body + [as_runs(c) for c in closing]
        return [runs for runs in lines if plain(runs).strip()]

    def text(self) -> str:
        """The visible text, a paragraph a line: what is kept at issue and compared with later."""
        return "\n".join(plain(runs) for runs in self.paragraphs())

    def numbers(self) -> "list[Issued]":
        """Every number in reading order with the paragraph it stands in: kept at issue."""
        return [
            Issued(run.tag, run.text, plain(runs))
            for runs in self.paragraphs()
            for run in runs
            if isinstance(run, Number)
        ]


class Issued(NamedTuple):
    """A number as it was issued."""

    tag: str
    text: str
    paragraph: str


def as_runs(cell: Cell) -> Runs:
    """A run, or several, as a tuple of runs."""
    return (cell,) if isinstance(cell, (str, Number)) else tuple(cell)


def plain(runs: Runs) -> str:
    """The text of the runs as the eye reads it, on one line."""
    text = "".join(run.text if isinstance(run, Number) else run for run in runs)
    return text.replace("\n", " ")


def written_date(day: date) -> str:
    """The date of a paper: Arabic digits without leading zero (2010年1月5日; GB/T 9704-2012, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def address_line(addressee: str) -> str:
    """The addressee (主送机关) with its full-width colon; nothing when there is none."""
    return f"{addressee.rstrip(':：')}：" if addressee else ""


def _paragraphs_of(block: Block) -> Iterator[Runs]:
    if not isinstance(block, Table):
        yield block.runs
        return
    yield (block.caption,)
    yield from ((cell,) for cell in block.head)
    for row in block.rows:
        yield from (as_runs(cell) for cell in row)
