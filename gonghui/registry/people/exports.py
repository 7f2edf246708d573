"""The register as a sheet: with numbers hidden, or whole for a reason."""
import hashlib

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gonghui.core import audit
from gonghui.core.pages import Page
from gonghui.core.pages.export import filter_words
from gonghui.core.rosters import books
from gonghui.core.rosters.views import workbook

from .forms import ExportForm
from .models import Person
from .rosters import MemberRoster
from .views import People


class ExportRoster(Page):
    """`roster/`: the list, as filtered, as a sheet that can be changed and taken in again; numbers hidden."""

    model, permission = Person, "people.export"

    def get(self, request):
        return self.sheet()

    def sheet(self, unmasked=False, note=""):
        """The workbook; who took it, its filter, its rows and its digest go to the audit trail."""
        listing = People()
        listing.setup(self.request)
        listing.scope = self.scope
        roster, people = MemberRoster(self.scope, localdate()), list(listing.selected)
        content = books.filled(roster, roster.lines(people, unmasked))
        audit.exported(self.scope, f"{roster.code}{'.unmasked' if unmasked else ''}", " ".join(filter(None, (
            note, filter_words(listing)))), len(people), hashlib.sha256(content).hexdigest())
        return workbook(content, f"{roster.label}-{localdate():%Y%m%d}")


class ExportUnmasked(ExportRoster):
    """`roster/unmasked/`: the same with whole numbers: a right of its own, and a reason each time."""

    permission = "people.export_unmasked"

    def get(self, request):
        return self._ask(ExportForm())

    def post(self, request):
        form = ExportForm(request.POST)
        if not form.is_valid():
            return self._ask(form, status=422)
        return self.sheet(unmasked=True, note=form.cleaned_data["reason"])

    def _ask(self, form, status=200):
        return self.show("pages/form.html", status, form=form, title=_("导出完整号码"), cancel=self.at("list"))
