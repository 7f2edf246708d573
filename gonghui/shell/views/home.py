"""The home page: what waits for me, by deadline; what ends today; the year against last year; my townships."""
from django.apps import apps
from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core import figures, todos
from gonghui.core.figures import FIGURES
from gonghui.core.pages import Page, sheet_address
from gonghui.core.periods import Period
from gonghui.shell import charts

from .figures import gone, line

SHOWN = ("people.members", "people.joined", "orgs.unions", "orgs.founded", "orgs.full_complement",
         "activities.cadres_trained", "activities.health_lectures", "activities.held")


def chosen():
    """The figures shown on the home page; all of them are one click away."""
    return [code for code in SHOWN if code in FIGURES]


class Home(Page):
    title = gettext_lazy("首页")

    def get(self, request):
        today = localdate()
        counts = todos.counts(self.scope)
        urgent = [(day, item, row, item.waited(row, today), sheet_address(row) or item.link)
                  for day, item, row in todos.urgent(self.scope, limit=12)]
        return self.show("shell/home.html", today=today, urgent=urgent, year=Period.year(today.year),
                         more=sum(counts.values()) - len(urgent),
                         ending=[entry for entry in urgent if entry[0] == today],
                         waiting=[(item, counts.get(item.code, 0)) for item in todos.mine(self.scope)],
                         tiles=self._tiles(Period.year(today.year)) if self.scope.can("figures.view") else [])

    def _tiles(self, year):
        codes = chosen()
        months = [month for month in year.months if month.first <= localdate()]
        cells = figures.read_all(codes, self.scope, [year, year.year_before, *months])
        return [line(FIGURES[code], year, cells) | {
            "months": charts.months([float(cells[code, month].value or 0) for month in months])} for code in codes]


class Townships(Page):
    """The orgs beneath mine side by side: a part of the home page, and a page."""

    title = gettext_lazy("下级工会对照")
    permission = "figures.view"

    def get(self, request):
        period = Period.year(localdate().year)
        codes = chosen()
        table = {code: dict(cells) for code, cells in figures.read_table(codes, self.scope, period).items()}
        beneath = next(iter(table.values()), {})
        orgs = self.scope.rows(apps.get_model(settings.TREE_MODEL)).in_bulk(list(beneath))
        lines = [(orgs[org], [(FIGURES[code], table[code][org].value) for code in codes])
                 for org in beneath if org in orgs and not gone(orgs[org], period)]
        whole = figures.read_all(codes, self.scope, [period])
        lines.append((_("合计（含本级）"), [(FIGURES[code], whole[code, period].value) for code in codes]))
        template = "shell/_townships.html" if self.fragment("townships") else "shell/townships.html"
        return self.show(template, period=period, heads=[FIGURES[code] for code in codes], lines=lines)
