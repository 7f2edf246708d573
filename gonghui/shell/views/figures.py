"""Figures: all of them by chapter, and the page behind one number, with its rows."""
from datetime import date
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.chapters import CHAPTERS
from gonghui.core import figures
from gonghui.core.figures import FIGURES, Figure, Quoted, Ratio
from gonghui.core.pages import Column, Listing, Page, figure_address, sheet_address
from gonghui.core.periods import Period
from gonghui.shell import charts

LONGEST = 30  # years between the days of one question: each of its months is reckoned and drawn


def year_of(params):
    """The year an address names, else this year."""
    wanted = params.get("year", "")
    return int(wanted) if wanted.isdecimal() and 1900 < int(wanted) < 2200 else localdate().year


class Figures(Page):
    """Every figure by chapter: this year, last year, the change."""

    title = gettext_lazy("统计数字")
    permission = "figures.view"

    def get(self, request):
        period = Period.year(year_of(request.GET))
        cells = figures.read_all(list(FIGURES), self.scope, [period, period.year_before])
        parts = [(chapter.name, [line(figure, period, cells) for section in chapter.sections
                                 for figure in of_section(section.label)]) for chapter in CHAPTERS]
        return self.show("shell/figures.html", period=period, years=years(),
                         parts=[(name, lines) for name, lines in parts if lines])


def of_section(label):
    """A section's figures; those that the yearly summary tells come first."""
    return sorted((figure for figure in FIGURES.values() if figure.section == label),
                  key=lambda figure: (not figure.concept, figure.code))


def years():
    """The years offered: this one and the twenty before it."""
    return range(localdate().year, localdate().year - 21, -1)


def gone(org, period):
    """Whether a union had been dissolved before a period began: it has no line of its own any more."""
    return bool(org.dissolved_on and org.dissolved_on < period.first)


def line(figure, period, cells):
    """One figure beside its value a year earlier, for a table or a tile."""
    cell, before = cells[figure.code, period], cells[figure.code, period.year_before]
    known = cell.value is not None and before.value is not None
    return {"figure": figure, "cell": cell, "before": before, "change": cell.value - before.value if known else None,
            "shown": figures.show(figure, cell.value), "shown_before": figures.show(figure, before.value)}


class Drill(Listing):
    """One figure over one period for one org: definition, value, as-of time, parts, and the rows that count."""

    permission = "figures.view"
    export_permission = "figures.view"
    noun = gettext_lazy("条记录")
    template = "shell/figure.html"
    empty = gettext_lazy("这段时间里没有计入的记录。")

    def dispatch(self, request, code):
        if code not in FIGURES:
            raise Http404(_("没有这个指标。"))
        self.figure = FIGURES[code]
        self.title = self.figure.label
        return super().dispatch(request)

    def post(self, request):
        figures.recompute_now([self.figure.code], self.narrowed_scope, self.period)
        messages.success(request, _("已按现在的记录重新计算。"))
        return HttpResponseRedirect(request.get_full_path())

    # What is asked

    @cached_property
    def period(self):
        try:
            first, last = (date.fromisoformat(self.params.get(end, "")) for end in ("first", "last"))
        except ValueError:
            if self.params.get("first") or self.params.get("last"):
                messages.warning(self.request, _("起止日期没有写对，现在看的是全年。"))
            return Period.year(year_of(self.params))
        first, last = min(first, last), max(first, last)
        if first.year <= 1900 or last.year >= 2200 or last.year - first.year > LONGEST:
            raise Http404(_("统计的起止日期最多相隔%d年，请改短后再看。") % LONGEST)
        return Period(first, last)

    @cached_property
    def org(self):
        """The org asked for, within the scope; one's own unless another is named."""
        try:
            wanted = UUID(self.params.get("org", ""))
        except ValueError:
            return self.request.acting.org
        found = self.scope.rows(apps.get_model(settings.TREE_MODEL)).filter(pk=wanted).first()
        if found is None:
            raise Http404(_("没有这个工会，或它不在您的工作范围内。"))
        return found

    @cached_property
    def narrowed_scope(self):
        return self.scope.at(self.org.pk)

    @property
    def orgs(self):
        """The org asked for and those directly beneath it, to choose from."""
        return [org for org, _cell in self.by_org]

    @property
    def periods(self):
        """[(words, address, whether it is the one)] of the usual spans around the one asked for."""
        year = self.period.last.year
        spans = [(str(span), span) for span in map(Period.year, (year - 1, year, year + 1))]
        spans.append((_("%s统计年度") % year, Period.statistical(year)))
        return [(words, self.opened(span), span == self.period) for words, span in spans]

    def opened(self, period):
        return figure_address(self.figure.code, period, self.org.pk)

    # What it comes to

    @cached_property
    def cell(self):
        return figures.read(self.figure.code, self.narrowed_scope, self.period)

    @property
    def shown_value(self):
        return figures.show(self.figure, self.cell.value)

    @property
    def about(self):
        return [(_("统计范围"), self.org), (_("统计期间"), self.period),
                (_("数值"), self.shown_value), (_("口径"), self.figure.definition)]

    @cached_property
    def by_org(self):
        """[(org, Cell)] of the orgs directly beneath, in the tree's order."""
        cells = figures.read_by_org(self.figure.code, self.narrowed_scope, self.period)
        known = self.scope.rows(apps.get_model(settings.TREE_MODEL)).in_bulk([org for org, _cell in cells])
        return [(known[org], cell) for org, cell in cells
                if org in known and (cell.value or not gone(known[org], self.period))]

    @property
    def tables(self):
        """The breakdowns, each a titled chart with the table behind it: by org, by month, by each dimension."""
        yield charts.breakdown(self.figure, _("按下级工会"), [
            (org.name, cell.value, figure_address(self.figure.code, self.period, org.pk)) for org, cell in self.by_org])
        if len(self.period.months) > 1:
            months = figures.read_months(self.figure.code, self.narrowed_scope, self.period)
            yield charts.breakdown(self.figure, _("按月"), [
                (month.first.strftime("%Y-%m"), cell.value, self.opened(month)) for month, cell in months
                if month.first <= localdate()], line=True)
        for name in getattr(self.figure, "dimensions", ()):
            items = figures.read_by(self.figure.code, name, self.narrowed_scope, self.period)
            parts = [(self.figure.item_label(name, item), value, "") for item, value in items.items()]
            yield charts.breakdown(self.figure, _("按%s") % self.figure.dimension_field(name).verbose_name, parts)

    @property
    def made_of(self):
        """[(what, words, address)]: the two figures of a rate, the row that a quoted value stands in."""
        if isinstance(self.figure, Ratio):
            for what, code in ((_("分子"), self.figure.part), (_("分母"), self.figure.whole)):
                value = figures.read(code, self.narrowed_scope, self.period).value
                said = f"{FIGURES[code].label} {figures.show(FIGURES[code], value)}"
                yield what, said, figure_address(code, self.period, self.org.pk)
        elif isinstance(self.figure, Quoted) and (row := self.figure.row(self.narrowed_scope, self.period)):
            yield _("出处"), f"{row} {getattr(row, 'citation', '')}", sheet_address(row) or row.get_absolute_url()

    # The rows behind it

    @cached_property
    def counted(self):
        """The figure whose rows are listed: of a rate, the part."""
        return FIGURES[getattr(self.figure, "part", self.figure.code)]

    @property
    def has_rows(self):
        return isinstance(self.counted, Figure)

    @property
    def model(self):
        return self.counted.model

    @cached_property
    def columns(self):
        return tuple(_column(self.counted, name, place == 0) for place, name in enumerate(self.counted.columns))

    def rows(self):
        rows = self.counted.rows(self.narrowed_scope, self.period)
        keys = {field.name for field in self.model._meta.concrete_fields if field.is_relation}
        return rows.select_related(*keys & {column.name.split(".")[0] for column in self.columns})

    def sheet_of(self, obj):
        return sheet_address(obj)


def _column(figure, name, first):
    """A column of the model's field, named as the field is (a path of fields by its last); what the figure's own
    query reckons for a row is named as the figure."""
    field = figure.model
    for step in name.replace("__", ".").split("."):
        try:
            field = field._meta.get_field(step)
        except FieldDoesNotExist:
            return Column(name, figure.label, sort=name, kind="number")
        last, field = field, field.related_model or field
    number = last.get_internal_type().endswith("IntegerField")
    return Column(name.replace("__", "."), last.verbose_name, sort="" if last.is_relation else name.replace(".", "__"),
                  kind="number" if number and not last.choices else "text", link=first)
