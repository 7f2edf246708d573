"""A list, as it is filtered, as a sheet that can be changed and taken in again."""
import hashlib
from typing import Any

from django.utils.timezone import localdate

from .. import audit
from ..pages import Page
from ..pages.export import filter_words
from . import books
from .views import workbook


class ExportRoster(Page):
    """`roster/`. listing: the section's list, whose filters the address carries · declared: the roster. Who took it,
    its filter, its rows and its digest go to the audit trail."""

    listing: Any = None
    declared: Any = None

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls.permission = cls.declared.export_permission

    def chosen(self):
        """(the rows, what they are in words)."""
        listing = self.listing()
        listing.setup(self.request)
        listing.scope = self.scope
        return listing.selected, filter_words(listing)

    def get(self, request, **named):
        rows, words = self.chosen(**named)
        roster = self.declared(self.scope, localdate())
        lines = list(roster.lines(rows))
        content = books.filled(roster, lines)
        audit.exported(self.scope, roster.code, words, len(lines), hashlib.sha256(content).hexdigest())
        return workbook(content, f"{roster.label}-{localdate():%Y%m%d}")
