"""The machinery's tables, each declared beside what works on it."""
from .accounts import Account, Role
from .audit import Entry, Seal
from .county import County, Division, DivisionName

__all__ = ["Account", "County", "Division", "DivisionName", "Entry", "Role", "Seal"]
