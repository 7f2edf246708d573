"""The machinery's tables, each declared beside what works on it."""
from .accounts import Account, Role
from .audit import Entry, Seal
from .calendar import Holiday
from .county import County, Division, DivisionName
from .files import Attachment
from .jobs import Job, Worker
from .keys.copies import KeyCopy
from .standards import Standard

__all__ = ["Account", "Attachment", "County", "Division", "DivisionName", "Entry", "Holiday", "Job", "KeyCopy", "Role",
           "Seal", "Standard", "Worker"]
