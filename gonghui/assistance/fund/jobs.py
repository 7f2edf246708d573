"""The section's long work: what the bank answered, taken over line by line. Declared where it is done."""
from .bank import apply_result

__all__ = ["apply_result"]
