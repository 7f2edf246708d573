"""Small counties for figures to be tried on: rows on each side of each boundary, and what they must come to.

A section's `tests/figure_cases.py` gives CASES, {code: Case}; what is true of every figure is tested on all of them.
"""
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps

from gonghui.core.figures import FIGURES, Figure
from gonghui.core.periods import Period


@dataclass(frozen=True)
class Case:
    """`build(cast)` enters the rows; over `period` the figure is `county` for the county, `li` for 李干事's township."""

    period: Period
    build: Callable
    county: int
    li: int


def cases():
    """{code: Case} of all sections."""
    found = {}
    for app in apps.get_app_configs():
        if app.name.startswith("gonghui."):
            try:
                found |= import_module(f"{app.name}.tests.figure_cases").CASES
            except ModuleNotFoundError as missing:
                if not missing.name.startswith(f"{app.name}.tests"):
                    raise
    return found


def counted():
    """The codes of figures that are counts or sums of rows."""
    return sorted(code for code, declared in FIGURES.items() if isinstance(declared, Figure))
