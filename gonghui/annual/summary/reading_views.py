"""The pages of reading: upload a summary, see what was found in it, confirm what counts, compare documents."""
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core.flow import Refused
from gonghui.core.forms import styled
from gonghui.core.pages import Choice, Column, Listing, Page
from gonghui.core.writing import remove

from . import reading_actions as actions
from . import reading_lines
from .readings import ReadFigure, Reading

WAYS = {
    "figures": gettext_lazy("全部数字"),
    "waiting": gettext_lazy("待确认"),
    "confirmed": gettext_lazy("已确认"),
    "unknown": gettext_lazy("目录外"),
    "damaged": gettext_lazy("要核对原文"),
    "others": gettext_lazy("不是数字的"),
}
HEADS = (("place", gettext_lazy("原文"), ""), ("value", gettext_lazy("数值"), "right"),
         ("kind", gettext_lazy("性质"), ""), ("concept", gettext_lazy("口径"), ""),
         ("records", gettext_lazy("本系统"), "right"))
SHOWN = 200  # lines of one page


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("文件"), help_text=gettext_lazy("文本文件（.txt）或 Word 文件（.docx）。"))
    title = forms.CharField(label=gettext_lazy("标题"), max_length=120, required=False,
                            help_text=gettext_lazy("不填时取正文开头的一行。"))
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=1949, max_value=2100, required=False,
                              help_text=gettext_lazy("不填时从正文里认。"))
    ours = forms.BooleanField(label=gettext_lazy("是本单位的总结"), initial=True, required=False,
                              help_text=gettext_lazy("别处的总结不与本系统的记录核对，只和其他总结对照。"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        styled(self)
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{kind}" for kind in sorted(actions.KINDS))


class Readings(Listing):
    model = Reading
    prefix = "reading_"
    title = gettext_lazy("读取总结")
    permission = "summary.read"
    noun = gettext_lazy("份")
    order = ("-last", "pk")
    columns = (
        Column("title", gettext_lazy("标题"), link=True),
        Column("org.name", gettext_lazy("单位")),
        Column("ours", gettext_lazy("谁的总结"), value=lambda row: _("本单位的") if row.ours else _("别处的")),
        Column("first", gettext_lazy("起"), kind="day"),
        Column("last", gettext_lazy("止"), sort="last", kind="day"),
        Column("told", gettext_lazy("数字"), kind="number"),
        Column("sure", gettext_lazy("已确认"), kind="number"),
    )
    filters = (Choice("ours", gettext_lazy("谁的总结"), choices=(
        ("True", gettext_lazy("本单位的")), ("False", gettext_lazy("别处的")))),)
    search_hint = gettext_lazy("标题里的字")
    add_permission = "summary.read"
    empty = gettext_lazy("这里将列出读过的总结：往年的或别处的，程序找出其中的每个数字，由人确认。")

    @property
    def acts(self):
        return [(_("已确认数字对照"), reverse("summary:reading_compare"))]

    def rows(self):
        return self.scope.rows(Reading).select_related("org").defer("text_sealed").tallied()

    def found(self, rows, text):
        return rows.filter(title__contains=text)


class AddReading(Page):
    permission = "summary.read"
    title = gettext_lazy("上传一份总结")

    def get(self, request):
        return self._show(UploadForm())

    def post(self, request):
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            said = dict(form.cleaned_data)
            try:
                made, new = actions.take_in(said.pop("file"), self.scope, **said)
            except ValidationError as refused:
                form.add_error("file", refused)
            else:
                if not new:
                    messages.info(request, _("这份文件以前读过，下面就是。要重读，请先删除它。"))
                return HttpResponseRedirect(made.get_absolute_url())
        return self._show(form, status=422)

    def _show(self, form, status=200):
        return self.show("summary/reading_upload.html", status, form=form)


class ReadingSheet(Page):
    """What was found in one summary; POST confirms the chosen ones."""

    model, prefix, permission = Reading, "reading_", "summary.read"

    def get(self, request, pk):
        self.obj = self.one(pk)
        return self.show("summary/reading.html", obj=self.obj, title=self.obj.title)

    def post(self, request, pk):
        made, said = self.one(pk), request.POST
        chosen = {UUID(one): said.get(f"concept-{one}", "") for one in said.getlist("only") or said.getlist("pk")
                  if _is_id(one)}
        if not chosen:
            raise Refused(_("请先勾选要确认的数字，并选好它们的口径。"))
        if count := actions.confirm(made, chosen, self.scope):
            messages.success(request, _("已确认 %d 个数字。") % count)
        else:
            messages.info(request, _("勾选的数字已经确认过，没有改动。"))
        return HttpResponseRedirect(request.get_full_path())

    @cached_property
    def way(self):
        wanted = self.request.GET.get("view", "")
        return wanted if wanted in WAYS else "figures"

    @cached_property
    def sort(self):
        wanted = self.request.GET.get("sort", "")
        return wanted if wanted.removeprefix("-") in reading_lines.SORTS else "place"

    @cached_property
    def tally(self):
        return self.scope.rows(ReadFigure).filter(reading=self.obj).tally()

    @property
    def ways(self):
        """[(code, name, how many)] of the ways to look at what was found."""
        return [(code, name, self.tally[code]) for code, name in WAYS.items()]

    @property
    def heads(self):
        """[(name, class, address that sorts by it, aria-sort)]."""
        for code, name, side in HEADS:
            way = {code: "ascending", f"-{code}": "descending"}.get(self.sort, "")
            yield name, side, self.address(sort=f"-{code}" if self.sort == code else code, page=None), way

    @cached_property
    def found(self):
        rows = self.scope.rows(ReadFigure).filter(reading=self.obj)
        return list(rows.select_related("confirmed_by").order_by("place"))

    @cached_property
    def lines(self):
        wanted = self.scope.rows(ReadFigure).filter(reading=self.obj).seen(self.way).values_list("pk", flat=True)
        wanted = set(wanted.order_by("place"))
        rows = [row for row in self.found if row.pk in wanted]
        lines = reading_lines.lines(self.obj, rows, self.scope, self.sort)
        return Paginator(lines, SHOWN).get_page(self.request.GET.get("page"))

    @property
    def pages(self):
        """[(number, address)] where the lines do not fit on one page."""
        several = self.lines.paginator.page_range if self.lines.paginator.num_pages > 1 else ()
        return [(number, self.address(page=number)) for number in several]

    @property
    def picked(self):
        """How many are ticked when the page opens: those that the reader asserts."""
        return len([line for line in self.lines if line.row.confident and not line.row.confirmed_at])

    @cached_property
    def marked(self):
        """The text in pieces, [(piece, ReadFigure or None, whether it has a line on this page)]."""
        here = {line.row.pk for line in self.lines}
        return [(piece, row, row is not None and row.pk in here)
                for piece, row in reading_lines.marked(self.obj.text, self.found)]

    @property
    def may_remove(self):
        return self.obj.org_id == self.scope.org_id and not self.tally["confirmed"]

    def address(self, **changed):
        """This page's address with some of its parameters changed (None: left out)."""
        said = {"view": self.way, "sort": self.sort, **changed}
        usual = {"view": "figures", "sort": "place", "page": 1}
        said = {name: value for name, value in said.items() if value is not None and value != usual[name]}
        return f"?{urlencode(said)}" if said else self.request.path


class ReadFigureSheet(Page):
    """One figure in its sentence, with the whole catalogue to choose from."""

    model, permission = ReadFigure, "summary.read"

    def get(self, request, pk):
        row = self.one(pk)
        [line] = reading_lines.lines(row.reading, [row], self.scope)
        return self.show("summary/reading_figure.html", obj=row, line=line, title=row.text,
                         groups=reading_lines.grouped(row))

    def post(self, request, pk):
        row = self.one(pk)
        if actions.confirm(row.reading, {row.pk: request.POST.get("concept", "")}, self.scope):
            messages.success(request, _("已确认：%s") % row)
        return HttpResponseRedirect(self._next(row) if "next" in request.POST else in_sheet(row))

    def rows(self):
        return super().rows().seen("figures").select_related("reading", "confirmed_by")

    def _next(self, row):
        """The next that waits, else the first that waits; the reading where none does."""
        waiting = self.rows().filter(reading=row.reading_id).seen("waiting").order_by("place")
        following = waiting.filter(place__gt=row.place).first() or waiting.first()
        return reverse("summary:reading_figure", args=[following.pk]) if following else in_sheet(row)


def in_sheet(row):
    """The address of a figure's line among all of its reading."""
    return f"{reverse('summary:reading_sheet', args=[row.reading_id])}#r{row.place}"


def _is_id(text):
    try:
        return bool(UUID(text))
    except ValueError:
        return False


class Unconfirm(Page):
    model, permission = ReadFigure, "summary.read"

    def post(self, request, pk):
        row = self.one(pk)
        if row.confirmed_at:
            actions.unconfirm(row, self.scope)
            messages.success(request, _("已撤回“%s”的确认。") % row)
        return HttpResponseRedirect(self.back() if request.headers.get("Referer") else in_sheet(row))


class Compare(Page):
    """Confirmed figures by concept, a column a document: nothing unconfirmed is in it."""

    permission = "summary.read"
    title = gettext_lazy("已确认数字对照")
    COLUMNS = 6

    def get(self, request):
        confirmed = self.scope.rows(ReadFigure).comparable()
        papers = self.scope.rows(Reading).defer("text_sealed").filter(pk__in=confirmed.values("reading"))
        page = Paginator(papers.order_by("-last", "pk"), self.COLUMNS).get_page(request.GET.get("page"))
        shown = sorted(page, key=lambda paper: paper.last)
        names, table = reading_lines.concept_names(), actions.compared(confirmed.filter(reading__in=shown))
        lines = [(name, [table[concept].get(paper.pk, []) for paper in shown])
                 for concept, name in names.items() if concept in table]
        return self.show("summary/reading_compare.html", documents=shown, lines=lines, shelf=page)


class RemoveReading(Page):
    """Takes a summary that was read by mistake away, with all that was found in it."""

    model, prefix, permission = Reading, "reading_", "summary.read"

    def post(self, request, pk):
        made = self.one(pk)
        if made.org_id != self.scope.org_id:
            raise Http404(_("只有上传的单位可以删除。"))
        if self.scope.rows(ReadFigure).filter(reading=made).seen("confirmed").exists():
            raise Refused(_("这份总结里有已确认的数字，请先撤回确认再删除。"))
        remove(made, scope=self.scope)
        messages.success(request, _("已删除“%s”。") % made)
        return HttpResponseRedirect(self.at("list"))
