"""Figures: every number the program shows is declared once and can show its rows.

A section declares its figures in its `figures.py`. Pages read the summary table (`read`, `read_many`); every writer
says what it wrote (`touched`); a job brings what that made stale up to date (`refresh_some`); an issued paper keeps
each number's `proof`.
"""
from .closing import close, closed, closed_to, reasons_against
from .declared import FIGURES, Figure, figure, show
from .kinds import Quoted, Ratio, quoted, ratio
from .marks import touched
from .proofs import Explanation, explain, intact, proof, proof_today, rows_of
from .reading import Cell, read, read_all, read_by, read_by_org, read_many, read_months, read_table, recompute_now
from .summary import Difference, check_nightly, keep, recount, refresh, refresh_some

__all__ = [
    "FIGURES", "Cell", "Difference", "Explanation", "Figure", "Quoted", "Ratio", "check_nightly", "close", "closed",
    "closed_to", "explain", "figure", "intact", "keep", "proof", "proof_today", "quoted", "ratio", "read", "read_all",
    "read_by", "read_by_org", "read_many", "read_months", "read_table", "reasons_against", "recompute_now", "recount",
    "refresh", "refresh_some", "rows_of", "show", "touched",
]
