"""The glossary names each record once, and only records that there are."""
import re
from pathlib import Path

from django.apps import apps

ROW = re.compile(r"^\| (?P<chinese>[^|]+) \| (?P<english>[^|]+) \| (?:`(?P<model>[\w.]+)` )?\|$")
OURS = {"orgs", "people", "posts", "activities", "notices", "hardship", "fund", "summary"}


def rows():
    text = (Path(__file__).parent.parent / "docs" / "glossary.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith(("| 中文", "| ---"))]
    read = [ROW.match(line) for line in lines]
    assert all(read), [line for line, row in zip(lines, read, strict=True) if not row]
    return read


def test_every_model_named_exists():
    named = [row["model"] for row in rows() if row["model"]]
    assert all(apps.get_model(label) for label in named)
    assert len(named) == len(set(named))


def test_every_record_that_officers_know_is_named():
    named = {row["model"] for row in rows()}
    known = {model._meta.label for model in apps.get_models() if model._meta.app_label in OURS}
    assert known <= named, known - named


def test_no_term_stands_twice():
    terms = [row["chinese"] for row in rows()]
    assert len(terms) == len(set(terms))
