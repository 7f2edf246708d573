"""How well summaries are read: precision and recall over texts with answers made by hand.

``python -m benches.reading`` prints a table, with ``-v`` every miss; ``measure()`` gives the numbers.
"""

import csv
import sys
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

from gonghui.annual.summary import reading

SUMMARIES = Path(__file__).parents[1] / "tests" / "reading" / "summaries"
#: What is asked of a figure beside its value, and the column with the answer.
ASKED = {"kind": "kind", "bound": "bound", "first": "concept", "three": "concept"}
NO_FIGURES = set(reading.KINDS) - set(reading.FIGURES)


def answers(path: Path) -> list[dict[str, str]]:
    """The lines of an answer file: text, start, value, unit, kind, bound, concept."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def same_value(answer: dict[str, str], found: reading.Found) -> bool:
    """Value (both ends of a range) and unit as in the answer."""
    if found.value is None or answer["unit"] != found.unit:
        return False
    low, _, high = answer["value"].partition("~")
    if high and (found.value_hi is None or found.value_hi != Decimal(high)):
        return False
    return found.value == Decimal(low)


def hold_against(answer_file: Path) -> tuple[Counter[str], list[str]]:
    """Counts of what is right, and a line for each miss."""
    text = reading.text_of(answer_file.with_suffix(".txt"))
    wanted = answers(answer_file)
    found = reading.read(text)
    figures = {one.start: one for one in found if one.is_figure}
    tally: Counter[str] = Counter(found=len(figures))
    misses = []
    for answer in wanted:
        start = int(answer["start"])
        if answer["kind"] in NO_FIGURES:
            held = next((o.kind for o in found if o.start <= start < o.end), "")
            tally["others"] += 1
            tally["others right"] += held == answer["kind"]
            if held != answer["kind"]:
                misses.append(f"{answer['kind']} read as {held or 'nothing'}: {answer['text']}")
            continue
        tally["wanted"] += 1
        one = figures.pop(start, None)
        if one is None or not same_value(answer, one):
            misses.append(f"value {answer['value']}{answer['unit']} of {answer['text']}: "
                          + (f"{one.value}{one.unit}" if one else "not found"))
            continue
        tally["right"] += 1
        for what, right in judged(answer, one).items():
            tally[what] += right
            if not right and what in ASKED:
                told = f"{one.kind} {one.bound} {one.concepts} … {context(text, one)}"
                misses.append(f"{what} {answer[ASKED[what]]} of {answer['text']}: {told}")
    misses += [f"no figure: {one.text} ({one.kind}) … {context(text, one)}" for one in figures.values()]
    return tally, misses


def judged(answer: dict[str, str], one: reading.Found) -> dict[str, int]:
    """What of a figure with the right value is right beside it."""
    first = one.concept == answer["concept"]
    return {
        "kind": one.kind == answer["kind"],
        "bound": one.bound == answer["bound"],
        "first": first,
        "three": answer["concept"] in one.concepts,
        "asserted": one.confident,
        "asserted right": one.confident and first,
    }


def context(text: str, one: reading.Found) -> str:
    """A little of the text around a place."""
    return text[max(0, one.start - 16):one.end + 10].replace("\n", "⏎")


def shares(tally: Counter[str]) -> dict[str, float]:
    """The tally as shares of one."""
    right = max(tally["right"], 1)
    return {
        "precision": tally["right"] / max(tally["found"], 1),
        "recall": tally["right"] / max(tally["wanted"], 1),
        "kind": tally["kind"] / right,
        "bound": tally["bound"] / right,
        "concept first": tally["first"] / right,
        "concept in three": tally["three"] / right,
        "asserted": tally["asserted"] / right,
        "asserted right": tally["asserted right"] / max(tally["asserted"], 1),
    }


def measure(only: str = "") -> dict[str, Any]:
    """All summaries (or those whose name begins so): shares, misses by file, characters a second."""
    total: Counter[str] = Counter()
    by_file: dict[str, dict[str, float]] = {}
    misses: dict[str, list[str]] = {}
    characters, began = 0, time.perf_counter()
    for path in sorted(SUMMARIES.glob(f"{only}*.tsv")):
        tally, misses[path.stem] = hold_against(path)
        total += tally
        by_file[path.stem] = {"figures": tally["wanted"], **shares(tally)}
        characters += len(reading.text_of(path.with_suffix(".txt")))
    seconds = time.perf_counter() - began
    return {"all": {"figures": total["wanted"], **shares(total)}, "by file": by_file, "misses": misses,
            "characters a second": round(characters / seconds)}


def main(arguments: list[str]) -> None:
    """Print the table; with -v the misses."""
    only = next((word for word in arguments if not word.startswith("-")), "")
    result = measure(only)
    for name, row in {**result["by file"], "all": result["all"]}.items():
        print(f"{name:28}{row['figures']:5}  " + "  ".join(
            f"{key} {value:.1%}" for key, value in row.items() if key != "figures"))
    print(f"{result['characters a second']} characters a second")
    if "-v" in arguments:
        for name, lines in result["misses"].items():
            print(f"\n{name}", *lines, sep="\n  ")


if __name__ == "__main__":
    main(sys.argv[1:])
