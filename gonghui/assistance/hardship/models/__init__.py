"""A household's file: its people and means (`households`), what was found out and decided about it (`deciding`)."""
from .deciding import Assessment, Check, Consent, Evidence, Exclusion, Standing, Visit
from .households import CATEGORIES, Expense, File, Income, Member, Span

__all__ = ["CATEGORIES", "Assessment", "Check", "Consent", "Evidence", "Exclusion", "Expense", "File", "Income",
           "Member", "Span", "Standing", "Visit"]
