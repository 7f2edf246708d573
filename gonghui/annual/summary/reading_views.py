"""The pages of reading: upload a summary, see what was found in it, confirm what counts, compare documents."""
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gonghui.core.flow import Refused
from gonghui.core.forms import styled
from gonghui.core.pages import Column, Listing, Page
from gonghui.core.writing import remove

from . import reading_actions as actions
from .reading.concepts import catalogue
from .readings import OTHER, ReadFigure, Reading

VIEWS = {
    "figures": gettext_lazy("全部数字"),
    "waiting": gettext_lazy("待确认"),
    "confirmed": gettext_lazy("已确认"),
    "unknown": gettext_lazy("目录外"),
    "damaged": gettext_lazy("要核对原文"),
    "others": gettext_lazy("不是数字的"),
}


def concept_names():
    """{concept: its name in the reader's language}."""
    english = (get_language() or "").startswith("en")
    return {one.code: one.english if english else one.name for one in catalogue()} | {OTHER: _("其他")}


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("文件"), help_text=gettext_lazy("文本文件（.txt）或 Word 文件（.docx）。"))
    title = forms.CharField(label=gettext_lazy("标题"), max_length=120, required=False,
                            help_text=gettext_lazy("不填时取正文开头的一行。"))
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=1949, max_value=2100, required=False,
                              help_text=gettext_lazy("不填时从正文里认。"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        styled(self)


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
        Column("first", gettext_lazy("起"), kind="day"),
        Column("last", gettext_lazy("止"), sort="last", kind="day"),
    )
    search_hint = gettext_lazy("标题开头的字")
    add_permission = "summary.read"
    empty = gettext_lazy("这里将列出读过的总结。点“新增”上传一份往年的或别处的总结，程序会找出其中的每个数字。")

    def rows(self):
        return self.scope.rows(Reading).select_related("org").defer("text_sealed")

    def found(self, rows, text):
        return rows.filter(title__startswith=text)


class AddReading(Page):
    permission = "summary.read"
    title = gettext_lazy("上传一份总结")

    def get(self, request):
        return self._show(UploadForm())

    def post(self, request):
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            said = form.cleaned_data
            try:
                made = actions.take_in(said["file"], self.scope, title=said["title"], year=said["year"])
            except ValidationError as refused:
                form.add_error("file", refused)
            else:
                return HttpResponseRedirect(made.get_absolute_url())
        return self._show(form, status=422)

    def _show(self, form, status=200):
        return self.show("summary/reading_upload.html", status, form=form)


@dataclass(frozen=True)
class Line:
    """A figure of the text beside the program's own."""

    row: ReadFigure
    figure: object
    cell: object
    agrees: bool | None
    choices: list  # [(concept, name)]


class ReadingSheet(Page):
    """What was found in one summary; POST confirms the chosen ones."""

    model, prefix, permission = Reading, "reading_", "summary.read"

    def get(self, request, pk):
        self.obj = self.one(pk)
        return self.show("summary/reading.html", obj=self.obj, title=self.obj.title)

    def post(self, request, pk):
        made, names = self.one(pk), concept_names()
        rows = self.scope.rows(ReadFigure).filter(reading=made, confirmed_at=None, pk__in=request.POST.getlist("pk"))
        chosen = {row: request.POST.get(f"concept-{row.pk}", "") for row in rows.order_by("place")}
        if not chosen or not set(chosen.values()) <= set(names):
            raise Refused(_("请先勾选要确认的数字，并选好它们的口径。"))
        count = actions.confirm(chosen, self.scope)
        messages.success(request, _("已确认 %d 个数字。") % count)
        return HttpResponseRedirect(request.get_full_path())

    @cached_property
    def chosen_view(self):
        wanted = self.request.GET.get("view", "")
        return wanted if wanted in VIEWS else "figures"

    @property
    def views(self):
        """[(code, name, how many)] of the ways to look at what was found."""
        return [(code, name, getattr(self.found, code)().count()) for code, name in VIEWS.items()]

    @property
    def found(self):
        return self.scope.rows(ReadFigure).filter(reading=self.obj)

    @cached_property
    def lines(self):
        rows = list(getattr(self.found, self.chosen_view)().select_related("confirmed_by").order_by("place"))
        names = concept_names()
        return [Line(row, figure, cell, agrees, self._choices(row, names))
                for row, figure, cell, agrees in actions.held(rows, self.obj, self.scope)]

    def _choices(self, row, names):
        return [(code, names[code]) for code in dict.fromkeys([row.concept, *row.proposals, OTHER]) if code in names]

    @cached_property
    def marked(self):
        """The text in pieces: [(piece, ReadFigure or None)]."""
        text, pieces, done = self.obj.text, [], 0
        for row in self.found.order_by("start", "end"):
            if row.start >= done:
                pieces += [(text[done:row.start], None), (text[row.start:row.end], row)]
                done = row.end
        return [*pieces, (text[done:], None)]


class Unconfirm(Page):
    model, permission = ReadFigure, "summary.read"

    def post(self, request, pk):
        row = self.one(pk)
        if row.confirmed_at:
            actions.unconfirm(row, self.scope)
            messages.success(request, _("已撤回“%s”的确认。") % row)
        return HttpResponseRedirect(reverse("summary:reading_sheet", args=[row.reading_id]))


class Compare(Page):
    """Confirmed figures by concept, a column a document: nothing unconfirmed is in it."""

    permission = "summary.read"
    title = gettext_lazy("已确认数字对照")
    SHOWN = 12

    def get(self, request):
        documents = list(self.scope.rows(Reading).defer("text_sealed").order_by("-last", "pk")[:self.SHOWN])
        rows = self.scope.rows(ReadFigure).filter(reading__in=[one.pk for one in documents])
        names, table = concept_names(), actions.compared(rows)
        lines = [(names.get(concept, concept), [told.get(one.pk, []) for one in documents])
                 for concept, told in table.items()]
        return self.show("summary/reading_compare.html", documents=documents, lines=lines)


class RemoveReading(Page):
    """Takes a summary that was read by mistake away, with all that was found in it."""

    model, prefix, permission = Reading, "reading_", "summary.read"

    def post(self, request, pk):
        made = self.one(pk)
        if self.scope.rows(ReadFigure).filter(reading=made).confirmed().exists():
            raise Refused(_("这份总结里有已确认的数字，请先撤回确认再删除。"))
        if made.org_id != self.scope.org_id:
            raise Http404(_("只有上传的单位可以删除。"))
        remove(made, scope=self.scope)
        messages.success(request, _("已删除“%s”。") % made)
        return HttpResponseRedirect(self.at("list"))
