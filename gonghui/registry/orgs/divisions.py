"""行政区划 that come with the program: two sheets beside this file, laid down by a migration."""
import csv
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent


def load(division, division_name):
    """Lays down the divisions and the names they bore, where they are not there yet. Takes the two models, for a
    migration has its own."""
    division.objects.bulk_create([division(code=row["code"], name=row["name"], parent_id=row["parent"] or None)
                                  for row in _rows("divisions.tsv")], ignore_conflicts=True)
    if not division_name.objects.exists():
        division_name.objects.bulk_create([
            division_name(division_id=row["code"], name=row["name"], first=_day(row["first"]), last=_day(row["last"]))
            for row in _rows("division_names.tsv")])


def _rows(name):
    with (HERE / name).open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet, delimiter="\t"))


def _day(text):
    return date.fromisoformat(text) if text else None
