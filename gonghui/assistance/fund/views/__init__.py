"""Pages of the money: decisions and allocations, pay runs, their lines, the bank's files, the proofs."""
from . import asides, funds, lines, runs

__all__ = ["asides", "funds", "lines", "runs"]
