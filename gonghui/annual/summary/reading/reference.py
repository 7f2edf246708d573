"""Hold the reading of the reference document against the table of its figures.

``python -m gonghui.annual.summary.reading.reference FILE [FIGURES_CSV NOT_FIGURES_CSV]``; the
tables default to the file's own folder. Exits with 1 if a figure is missed or misread, or if
anything that is no figure was taken for one.
"""

import csv
import sys
from decimal import Decimal
from pathlib import Path

from . import FIGURES, Found, read, text_of

#: How the table's kinds are told by the reader; "stock (at least)" is a count with a bound.
KINDS = {
    "count": {"count"}, "sum": {"money", "count"}, "stock": {"count"}, "threshold": {"threshold"},
    "target": {"target"}, "forecast": {"forecast"}, "deadline": {"deadline"},
}


def rows(path: Path) -> list[dict[str, str]]:
    """The lines of a table."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def place_of(text: str, quoted: str, begin: int) -> tuple[int, int]:
    """Where a quotation (with … for what was left out) stands, from ``begin`` on; (-1, -1) if nowhere."""
    parts = quoted.split("…")
    parts = [part for part in parts if part]
    start = text.find(parts[0], begin)
    if start < 0:
        return (-1, -1)
    end = start + len(parts[0])
    for part in parts[1:]:
        end = text.find(part, end)
        if end < 0:
            return (-1, -1)
        end += len(part)
    return start, end


def same(row: dict[str, str], one: Found) -> bool:
    """Value, unit and kind as in the table."""
    kind = row["kind"].split(" (")[0]
    if "implicit" in row["kind"]:
        return one.kind == "event"
    bound = "ge" if "at least" in row["kind"] else None
    return (
        one.value == Decimal(row["value"]) and one.unit == row["unit"] and one.kind in KINDS[kind]
        and (bound is None or one.bound == bound)
    )


def figures_missed(text: str, found: list[Found], table: list[dict[str, str]]) -> list[str]:
    """A line for each figure of the table; those missed begin with MISS."""
    lines, begin = [], 0
    for row in table:
        place = place_of(text, row["text_in_seed"], begin)
        if place[0] < 0:
            place = place_of(text, row["text_in_seed"], 0)
        begin = max(begin, place[0])
        inside = [one for one in found if place[0] <= one.start < place[1] and (one.is_figure or one.kind == "event")]
        right = next((one for one in inside if same(row, one)), None)
        told = right or (inside[0] if inside else None)
        reading = f"{told.value} {told.unit} {told.kind} {told.bound} {told.concept}" if told else "nothing"
        verdict = "ok  " if right else "MISS"
        lines.append(f"{verdict} {row['id']:4} {row['value']:>8} {row['unit']}  {row['kind']:18} read: {reading}")
    return lines


def taken_for_figures(text: str, found: list[Found], table: list[dict[str, str]]) -> list[str]:
    """A line for each entry of the table of what is no figure; those taken for one begin with MISS."""
    lines = []
    for row in table:
        start, end = place_of(text, row["text"], 0)
        wrong = [one for one in found if one.kind in FIGURES and start <= one.start and one.end <= end]
        kinds = sorted({one.kind for one in found if start < one.end and one.start < end})
        verdict = "MISS" if wrong else "ok  "
        lines.append(f"{verdict} {row['text']}  ({row['what_it_is']}) read: {', '.join(kinds) or 'no number'}")
    return lines


def unlooked_for(found: list[Found], text: str, table: list[dict[str, str]]) -> list[str]:
    """Figures that the table does not know."""
    places = []
    begin = 0
    for row in table:
        place = place_of(text, row["text_in_seed"], begin)
        place = place if place[0] >= 0 else place_of(text, row["text_in_seed"], 0)
        begin = max(begin, place[0])
        places.append(place)
    return [
        f"MISS not in the table: {one.text} ({one.kind})" for one in found
        if (one.is_figure or one.kind == "event") and not any(a <= one.start < b for a, b in places)
    ]


def main(arguments: list[str]) -> int:
    """Print the comparison; 0 if nothing was missed."""
    file = Path(arguments[0])
    figures = rows(Path(arguments[1]) if len(arguments) > 1 else file.with_name("figures.csv"))
    others = rows(Path(arguments[2]) if len(arguments) > 2 else file.with_name("not_figures.csv"))
    text = text_of(file)
    found = read(text)
    lines = figures_missed(text, found, figures) + taken_for_figures(text, found, others)
    lines += unlooked_for(found, text, figures)
    print(*lines, sep="\n")
    missed = sum(line.startswith("MISS") for line in lines)
    print(f"{len(figures)} figures, {len(others)} others, {missed} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
