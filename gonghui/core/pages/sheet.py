"""A record's sheet: a strip with its state and what may be done now, its facts, what belongs to it, its course."""
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from . import timeline
from .columns import badge, table_cells
from .doors import SHEETS
from .page import Page


@dataclass(frozen=True)
class Facts:
    """A titled group of facts."""

    title: str
    columns: tuple


@dataclass(frozen=True)
class Rows:
    """A tab with a table. rows(sheet, obj) → the rows; link(sheet, row) → the address a row opens; permission:
    without it the tab is not there; template: one of the section's own in place of the table."""

    name: str
    title: str
    columns: tuple = ()
    rows: Callable | None = None
    link: Callable | None = None
    permission: str = ""
    template: str = "pages/_rows.html"
    limit: int = 200


class Sheet(Page):
    """`<uuid:pk>/`. See the package's docstring for what a section declares."""

    facts = ()
    facts_title = gettext_lazy("基本情况")
    tabs = ()
    edit_permission = ""
    template = "pages/sheet.html"

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        if cls.model:
            SHEETS.setdefault(cls.model, cls)

    def owner(self, obj):
        """Who keeps the record, shown in the strip; "" for none."""
        return ""

    def deadline(self, obj):
        """The day by which something is due, or None: the flow's own, unless the section says otherwise."""
        flow = getattr(self.model, "flow", None)
        return flow and flow.deadline(obj)

    def acts(self, obj):
        """[(label, address)] of what may be done besides the flow's steps and editing."""
        return []

    def get(self, request, pk):
        self.obj = self.one(pk)
        return self.show(self.template, obj=self.obj, title=str(self.obj), tab=self.tab, today=localdate(),
                         due=self.deadline(self.obj), owner=self.owner(self.obj), acts=self.acts(self.obj))

    @property
    def open_tabs(self):
        return [tab for tab in self.tabs if not tab.permission or self.scope.can(tab.permission)]

    @cached_property
    def tab(self):
        """The name of the tab in the address: "facts", "timeline", or one that the section declares."""
        wanted = self.request.GET.get("tab", "")
        return wanted if wanted in {"timeline", *(tab.name for tab in self.open_tabs)} else "facts"

    @property
    def state(self):
        flow = getattr(self.model, "flow", None)
        if not flow:
            return ""
        display = getattr(self.obj, f"get_{flow.field}_display")()
        return badge(display, getattr(self.model, "tones", {}).get(getattr(self.obj, flow.field), ""))

    @cached_property
    def steps(self):
        """[(step, address, reasons)]: the steps open to this post; reasons grey a button."""
        flow = getattr(self.model, "flow", None)
        if not flow:
            return []
        return [(step, self.at("step", self.obj.pk, step.name), reasons)
                for step, reasons in flow.open_to(self.obj, self.scope)]

    @property
    def edit_address(self):
        allowed = self.edit_permission and self.scope.can(self.edit_permission)
        return self.at("edit", self.obj.pk) if allowed else ""

    @property
    def groups(self):
        """[(title, [(column, cell)])] of the facts."""
        return [(group.title, [(column, column.cell(self.obj)) for column in group.columns]) for group in self.facts]

    @property
    def opened(self):
        """The tab that the section declared and the address names, or None."""
        return next((tab for tab in self.open_tabs if tab.name == self.tab), None)

    @property
    def lines(self):
        """The rows of the opened tab, each as the HTML of its cells; the first cell leads to where a row opens."""
        tab = self.opened
        columns = [replace(column, link=not place) for place, column in enumerate(tab.columns)]
        rows = tab.rows(self, self.obj)[:tab.limit]
        return list(table_cells(columns, rows, lambda row: tab.link(self, row) if tab.link else ""))

    @property
    def timeline(self):
        return timeline.of(self.obj, self.scope)
