"""Tables that became text: the heading line lends its cells a unit and a name."""

import re
from dataclasses import dataclass

from .units import UNIT

SEPARATOR = re.compile(r"\t|\s*\|\s*|\s{2,}")
NUMBER = re.compile(r"-?\d[\d,.]*(?:%|%)?")
YEARS = re.compile(r"(?:19|20)\d\d年?")
PART = re.compile(r"[#\s]*(?:其中|#)[:]?[\u4e00-\u9fff]{1,10}")
IN_BRACKETS = re.compile(rf"[(]\s*(?P<s>[万亿千百]?)(?P<u>{UNIT})\s*[)]")
UNIT_CELL = re.compile(rf"(?P<s>[万亿千百]?)(?P<u>{UNIT})")
PLANNED = re.compile(r"目标|任务数?$|计划|应完成")
BY_NAME = (("人次", "人次"), ("人数", "人"), ("户数", "户"), ("件数", "件"), ("场次", "场次"), ("家数", "家"), ("个数", "个"))


@dataclass(frozen=True)
class Cell:
    """A number's place in a table, with what its row and column say of it."""

    start: int
    end: int
    scale: str
    word: str
    context: str
    hint: str = ""


def find(text: str) -> list[Cell]:
    """The cells that hold a bare number and whose heading or neighbour names the unit."""
    cells: list[Cell] = []
    heading: list[str] = []
    lent = ""
    position = 0
    for line in text.split("\n"):
        row = split(line, position)
        position += len(line) + 1
        if len(row) < 2:
            heading = []
        elif all(YEARS.fullmatch(word) or not NUMBER.fullmatch(word) for _, word in row):
            heading = [word for _, word in row]
        else:
            label = row[0][1]
            if unit_of(label):
                lent = label
            elif not PART.fullmatch(label):
                lent = ""
            cells += cells_of(row, heading or [""] * len(row), lent)
    return cells


def split(line: str, position: int) -> list[tuple[int, str]]:
    """(place, word) of each cell of a line; a line of prose is one cell."""
    parts, last = [], 0
    for match in [*SEPARATOR.finditer(line), None]:
        end = match.start() if match else len(line)
        word = line[last:end].strip(" |")
        if word:
            parts.append((position + last + line[last:end].index(word), word))
        last = match.end() if match else end
    return parts if all(len(word) <= 24 for _, word in parts) else []


def cells_of(row: list[tuple[int, str]], heading: list[str], lent: str) -> list[Cell]:
    """The number cells of one row; ``lent`` is the label (its own, or that of its whole) that names a unit."""
    label = next((word for _, word in row if not NUMBER.fullmatch(word)), "")
    own = next((UNIT_CELL.fullmatch(word) for _, word in row if UNIT_CELL.fullmatch(word)), None)
    cells = []
    for (place, word), name in zip(row, heading, strict=False):
        if not NUMBER.fullmatch(word) or word.endswith("%"):
            continue
        unit = unit_of(name) or (own and (own["s"], own["u"])) or unit_of(lent)
        if unit:
            hint = "target" if PLANNED.search(name) else ""
            cells.append(Cell(place, place + len(word), *unit, f"{label} {name}", hint))
    return cells


def unit_of(name: str) -> tuple[str, str] | None:
    """(scale, measure word) that a column's heading gives: 保费(万元), 人数."""
    if match := IN_BRACKETS.search(name):
        return match["s"], match["u"]
    return next((("", unit) for word, unit in BY_NAME if word in name), None)
