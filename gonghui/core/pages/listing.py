"""A list: declared columns and filters, search, an exact count, paging that a large registry does not slow down."""
from functools import cached_property
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..flow import Refused
from . import export
from .columns import table_cells
from .page import Page
from .steps import StepForm

PAGE = 50
COUNTED = 10_000  # counts are exact up to here; beyond, the page says so and counts no further
PRINTED = 2_000  # rows of one print
YEAR = 366 * 24 * 3600


class Listing(Page):
    """A list page. See the package's docstring for what a section declares."""

    columns = ()
    filters = ()
    order = ("pk",)
    noun = gettext_lazy("条")
    search_hint = ""
    add_permission = ""
    export_permission = ""
    import_page = ""
    import_permission = ""
    empty = gettext_lazy("这里还没有记录。")
    many = ()
    acts = ()
    template = "pages/listing.html"

    def found(self, rows, text):
        """The rows that the search box's text finds; a list without a box has nothing to find."""
        return rows.none()

    def get(self, request):
        if "columns" in request.GET:
            return self._remember_columns()
        if request.GET.get("export") == "xlsx":
            self.scope.require(self.export_permission or self.permission)
            return export.workbook(self)
        if request.GET.get("print"):
            return self.show("pages/listing_print.html", printed_at=now())
        if self.fragment("listing"):
            return self.show("pages/_listing.html", today=localdate())
        return self.show(self.template, today=localdate(), filters=self.drawn_filters)

    def post(self, request):
        """Takes one step on every selected row; each row stands or fails by itself."""
        name = request.POST.get("step", "")
        form = StepForm(request.POST)
        rows = self.rows().filter(pk__in=request.POST.getlist("pk")[:500]).order_by("pk")
        if name not in self.many or not form.is_valid() or not rows:
            raise Refused(_("请先在左侧勾选要办理的记录，再点要办理的事项。"))
        done = sum(self._taken(row, name, form.cleaned_data) for row in rows)
        if done:
            messages.success(request, _("已办理 %(count)s %(noun)s。") % {"count": done, "noun": self.noun})
        return HttpResponseRedirect(request.get_full_path())

    def _taken(self, row, name, said):
        try:
            row.flow.take(row, name, scope=self.scope, on=said["on"], note=said["note"])
        except Refused as refused:
            messages.error(self.request, _("%(row)s：%(reasons)s") % {
                "row": row, "reasons": "".join(map(str, refused.reasons))})
            return 0
        return 1

    # What is chosen

    @cached_property
    def params(self):
        return self.request.GET

    @cached_property
    def text(self):
        return " ".join(self.params.get("q", "").replace("\0", "").split())

    @cached_property
    def chosen(self):
        """[(filter, value)] of the filters that narrow the list now."""
        read = ((item, item.read(self.params, self.scope)) for item in self.filters)
        return [(item, value) for item, value in read if value]

    @cached_property
    def drawn_filters(self):
        """The filters as the page draws them."""
        chosen = dict(self.chosen)
        return [{"filter": item, "value": item.shown(chosen.get(item, "")), "options": item.options(self.scope),
                 "template": item.template} for item in self.filters]

    @cached_property
    def selected(self):
        """All rows of the list as it is filtered and sorted now."""
        rows = self.rows()
        for item, value in self.chosen:
            rows = item.apply(rows, value, self.scope)
        if self.text:
            rows = self.found(rows, self.text)
        return rows.order_by(*self.sorted_by)

    @cached_property
    def sort(self):
        """The column sorted by and its direction: "name", "-name", or "" for the usual order."""
        wanted = self.params.get("sort", "")
        known = {column.name for column in self.columns if column.sort}
        return wanted if wanted.lstrip("-") in known else ""

    @property
    def sorted_by(self):
        if not self.sort:
            return self.order
        field = next(column.sort for column in self.columns if column.name == self.sort.lstrip("-"))
        # The id settles ties, so that no row is on two pages.
        return (f"-{field}", "-pk") if self.sort.startswith("-") else (field, "pk")

    # What is shown

    @cached_property
    def count(self):
        """Exact up to COUNTED; COUNTED + 1 stands for more. By county alone, so that an index answers and no row is
        fetched."""
        return self.selected.order_by().values("county")[:COUNTED + 1].count()

    @property
    def count_words(self):
        if self.count > COUNTED:
            return _("%(count)s %(noun)s以上") % {"count": f"{COUNTED:,}", "noun": self.noun}
        return _("共 %(count)s %(noun)s") % {"count": f"{self.count:,}", "noun": self.noun}

    @cached_property
    def scope_words(self):
        """白泉镇 · 在会: what the count covers, in words."""
        words = [item.words(value, self.scope) for item, value in self.chosen]
        words += [_("查找“%s”") % self.text] if self.text else []
        return " · ".join(str(word) for word in [self.request.acting.org, *words])

    @cached_property
    def shown(self):
        """The columns the officer chose, in the order declared."""
        wanted = self.request.COOKIES.get("columns", "").split(".")
        chosen = [column for column in self.columns if column.name.replace(".", "-") in wanted]
        return chosen or [column for column in self.columns if column.shown]

    @cached_property
    def heads(self):
        """[(column, address that sorts by it, aria-sort)]."""
        return [(column, self._sorting(column) if column.sort else "", self._direction(column))
                for column in self.shown]

    def _sorting(self, column):
        return self.address(sort=f"-{column.name}" if self.sort == column.name else column.name, page=None)

    def _direction(self, column):
        if column.sort and self.sort.lstrip("-") == column.name:
            return "descending" if self.sort.startswith("-") else "ascending"
        return ""

    @cached_property
    def number(self):
        """The page's number; pages end where exact counting ends."""
        wanted = self.params.get("page", "1")
        return min(max(int(wanted), 1), self.last) if wanted.isdecimal() and len(wanted) < 7 else 1

    @property
    def last(self):
        return max(1, -(-min(self.count, COUNTED) // PAGE))

    @cached_property
    def lines(self):
        """The rows of this page, each as the HTML of its cells."""
        start = (self.number - 1) * PAGE
        rows = self.selected[start:start + PAGE]
        return list(table_cells(self.shown, rows, self.sheet_of, self._pick if self.steps else lambda row: ""))

    def _pick(self, row):
        return format_html('<td class="pick"><input class="form-check-input" type="checkbox" name="pk" value="{}" '
                           'aria-label="{}"></td>', row.pk, row)

    @property
    def printed(self):
        """The rows of a print, each as the HTML of its cells."""
        return table_cells(self.shown, self.selected[:PRINTED], lambda row: "")

    @property
    def pages(self):
        """The addresses of the pages around this one: [(number, address or "")]; None for a gap."""
        near = sorted({1, self.last, *range(max(1, self.number - 2), min(self.last, self.number + 2) + 1)})
        links = []
        for before, number in zip([0, *near], near, strict=False):
            if number > before + 1:
                links.append(None)
            links.append((number, "" if number == self.number else self.address(page=number)))
        return links

    def address(self, **changed):
        """This list's address with some of its parameters changed (None: left out)."""
        said = dict(self.params.lists()) | {name: [value] for name, value in changed.items()}
        pairs = [(k, v) for k, values in said.items() for v in values if v not in (None, "") or k in self._named]
        pairs = [(k, v) for k, v in pairs if v is not None]
        return f"{self.request.path}?{urlencode(pairs)}" if pairs else self.request.path

    @cached_property
    def _named(self):
        return {item.name for item in self.filters}

    @property
    def narrowed(self):
        return bool(self.text or self.chosen)

    @property
    def export_address(self):
        return self.address(export="xlsx", page=None) if self.export_allowed else ""

    @property
    def export_allowed(self):
        return bool(self.export_permission) and self.scope.can(self.export_permission)

    @property
    def about(self):
        """[(what, words)] that an export says of itself besides its title and filters."""
        return []

    @property
    def print_address(self):
        return self.address(print="1", page=None)

    @property
    def add_address(self):
        return self.at("add") if self.add_permission and self.scope.can(self.add_permission) else ""

    @property
    def import_address(self):
        allowed = self.import_page and self.scope.can(self.import_permission or self.add_permission)
        return reverse(self.import_page) if allowed else ""

    @cached_property
    def steps(self):
        """The flow steps that may be taken on many rows by this post."""
        flow = getattr(self.model, "flow", None)
        steps = [flow.steps[name] for name in self.many] if flow else []
        return [step for step in steps if self.scope.can(step.permission)]

    def _remember_columns(self):
        """Keeps the choice in this browser, for this list only, and shows the list again."""
        names = [name.replace(".", "-") for name in self.params.getlist("columns") if name]
        response = HttpResponseRedirect(self.address(columns=None))
        response.set_cookie("columns", ".".join(names), max_age=YEAR, path=self.request.path, samesite="Lax",
                            httponly=True)
        return response
