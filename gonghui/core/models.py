"""The machinery's tables, each declared beside what works on it."""
from .accounts import Account, Role
from .audit import Entry, Seal
from .calendar import Holiday
from .county import County, Division, DivisionName
from .figures.tables import Closing, FigureCell, Reckoning, Stale
from .files import Attachment
from .jobs import Job, Worker
from .keys.copies import KeyCopy
from .rosters.models import Import, ImportChunk
from .standards import Standard

__all__ = [
    "Account", "Attachment", "Closing", "County", "Division", "DivisionName", "Entry", "FigureCell", "Holiday",
    "Import", "ImportChunk", "Job", "KeyCopy", "Reckoning", "Role", "Seal", "Stale", "Standard", "Worker",
]
