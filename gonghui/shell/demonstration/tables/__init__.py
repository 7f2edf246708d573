"""What the demonstration county is made of, as tables beside this file: unions, foundings, persons with a story,
gatherings, chairs. A line that must not count in the figures of 2010 says why in its column `case`."""
import csv
from datetime import date
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def rows(name):
    """The lines of a table, each {column: text}. Nobody changes them."""
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as table:
        return tuple(csv.DictReader(table, delimiter="\t"))


def day(text):
    """A day of a table; None for an empty cell."""
    return date.fromisoformat(text) if text else None
