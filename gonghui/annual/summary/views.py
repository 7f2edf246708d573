"""The pages of the yearly summary: writing it with its figures beside it, issuing it, holding a paper against it."""
import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core import audit, figures, files
from gonghui.core.flow import Refused
from gonghui.core.pages import Add, Choice, Column, Days, Edit, Facts, Listing, Page, Rows, Sheet, TakeStep
from gonghui.core.todos import todo
from gonghui.core.writing import remove

from . import actions, composing, verdicts
from .comparing import comparison
from .forms import IssueForm, PaperForm, SectionForm, SummaryForm
from .models import Issue, Printed, Section, Summary


@todo("summary.to_issue", gettext_lazy("待签发的总结"), permission="summary.issue", link="/summary/?status=sent_up")
def to_issue(scope):
    return scope.rows(Summary).filter(status=Summary.Status.SENT_UP)


class Summaries(Listing):
    model = Summary
    title = gettext_lazy("年度工作总结")
    permission = "summary.view"
    noun = gettext_lazy("份")
    order = ("-last", "pk")
    columns = (
        Column("title", gettext_lazy("标题"), link=True),
        Column("org.name", gettext_lazy("单位")),
        Column("last", gettext_lazy("截止日期"), sort="last", kind="day"),
        Column("status", gettext_lazy("状态"), kind="badge"),
        Column("issued_on", gettext_lazy("印发日期"), kind="day"),
    )
    filters = (Choice("status", gettext_lazy("状态"), choices=Summary.Status.choices),
               Days("last", gettext_lazy("截止日期")))
    search_hint = gettext_lazy("标题开头的字")
    add_permission = "summary.write"
    empty = gettext_lazy("这里将列出年度工作总结，正文里的数字都来自记录。")

    @property
    def acts(self):
        links = [(_("核对文件"), reverse("summary:verify"))]
        return [(_("读取总结"), reverse("summary:reading_list")), *links] if self.scope.can("summary.read") else links

    def rows(self):
        return self.scope.rows(Summary).select_related("org")

    def found(self, rows, text):
        return rows.filter(title__startswith=text)


class SummarySheet(Sheet):
    model = Summary
    permission = "summary.view"
    edit_permission = "summary.write"
    template = "summary/sheet.html"
    facts_title = gettext_lazy("正文")
    facts = (Facts(gettext_lazy("基本情况"), (
        Column("org.name", gettext_lazy("单位")), Column("addressee", gettext_lazy("主送")),
        Column("first", gettext_lazy("起"), kind="day"), Column("last", gettext_lazy("止"), kind="day"),
        Column("names", gettext_lazy("名称表"), wide=True))),)
    tabs = (
        Rows("compare", gettext_lazy("与上年对比"), template="summary/_compare.html"),
        Rows("issues", gettext_lazy("印发稿"), columns=(
            Column("number", gettext_lazy("编号")), Column("on", gettext_lazy("印发日期"), kind="day"),
            Column("by.name", gettext_lazy("签发人")), Column("seal", gettext_lazy("审计封条"))),
            rows=lambda sheet, summary: sheet.scope.rows(Issue).filter(summary=summary).select_related("by")
            .order_by("-at"),
            link=lambda sheet, issue: reverse("summary:issue_sheet", args=[issue.pk])),
    )

    def owner(self, obj):
        return obj.org.name

    def acts(self, obj):
        return [(_("核对文件"), reverse("summary:verify"))]

    @property
    def draft(self):
        return actions.draft(self.obj, self.scope)

    @property
    def sections(self):
        return self.scope.rows(Section).filter(summary=self.obj).order_by("place")

    @property
    def may_write(self):
        return self.scope.can("summary.write") and self.obj.status == Summary.Status.DRAFT

    @property
    def compared(self):
        return comparison(self.draft, self.obj, self.scope)


class AddSummary(Add):
    model, form_class, permission = Summary, SummaryForm, "summary.write"
    title = gettext_lazy("起草年度工作总结")

    def fresh(self, pk):
        return Summary(id=pk, county_id=self.scope.county_id, org_id=self.scope.org_id)

    def save(self, form):
        actions.start(form.instance, self.scope)


def must_be_draft(summary):
    """What was sent up is what is issued: nothing of it is rewritten in between."""
    if summary.status != Summary.Status.DRAFT:
        raise Refused(_("总结已送签或已印发，不能修改正文。请先退回或重新起草。"))


class EditSummary(Edit):
    model, form_class, permission = Summary, SummaryForm, "summary.write"

    def one(self, pk):
        summary = super().one(pk)
        must_be_draft(summary)
        return summary


class SummaryStep(TakeStep):
    model, permission = Summary, "summary.view"


class _OfSection(Page):
    """A page on a section of a summary that is still being written."""

    model, prefix, permission = Section, "section_", "summary.write"

    def one(self, pk):
        section = super().one(pk)
        must_be_draft(section.summary)
        return section

    def sheet_of(self, obj):
        return reverse("summary:sheet", args=[obj.summary_id])

    @property
    def choices(self):
        """The figures to insert, by section of the house."""
        return sorted(figures.FIGURES.values(), key=lambda figure: (figure.section, figure.code))


class EditSection(_OfSection, Edit):
    form_class = SectionForm
    template = "summary/section.html"


class AddSection(_OfSection, Add):
    form_class = SectionForm
    title = gettext_lazy("新增一节")

    def dispatch(self, request, *args, pk, **options):
        self.summary_id = pk
        return super().dispatch(request, *args, **options)

    def fresh(self, pk):
        summary = self.scope.rows(Summary).filter(pk=self.summary_id).first()
        if summary is None:
            raise Http404(_("没有这份总结，或它不在您的工作范围内。"))
        must_be_draft(summary)
        places = self.rows().filter(summary=summary).order_by("-place").values_list("place", flat=True)
        return Section(id=pk, county_id=self.scope.county_id, summary=summary, org_id=summary.org_id,
                       place=(places.first() or 0) + 1)


class RemoveSection(_OfSection):
    def post(self, request, pk):
        section = self.one(pk)
        remove(section, scope=self.scope)
        messages.success(request, _("已删除“%s”。") % section)
        return HttpResponseRedirect(self.sheet_of(section))


class PreviewSection(_OfSection):
    """What is in the text box, with its numbers: a fragment while one types."""

    def post(self, request, pk):
        section = self.one(pk)
        said = [(request.POST.get("heading", ""), composing.coded(request.POST.get("text", "")))]
        draft = actions.composed(section.summary, self.scope, said)
        return self.show("summary/_draft.html", draft=draft)


class IssueSummary(Page):
    """What stands in the way of issuing, the day, and the act."""

    model, permission = Summary, "summary.issue"

    def get(self, request, pk):
        if self.fragment("step"):  # the sheet's button asks for a part of a page; this is a page of its own
            return HttpResponse(headers={"HX-Redirect": request.path})
        return self._show(self.one(pk), IssueForm(), [])

    def post(self, request, pk):
        summary, form = self.one(pk), IssueForm(request.POST)
        if not form.is_valid():
            return self._show(summary, form, [], status=422)
        try:
            issued = actions.issue(summary, self.scope, **form.cleaned_data)
        except Refused as refused:
            return self._show(summary, form, refused.reasons, status=422)
        messages.success(request, _("已印发，编号 %s。") % issued.number)
        return HttpResponseRedirect(reverse("summary:issue_sheet", args=[issued.pk]))

    def _show(self, summary, form, reasons, status=200):
        return self.show("summary/issue_form.html", status, obj=summary, form=form, reasons=reasons,
                         draft=actions.draft(summary, self.scope), title=_("印发：%s") % summary,
                         cancel=self.sheet_of(summary))


class IssueSheet(Sheet):
    model, prefix, permission = Issue, "issue_", "summary.view"
    template = "summary/issue.html"

    @property
    def numbers(self):
        rows = self.scope.rows(Printed).filter(issue=self.obj).order_by("position")
        return [(number, figures.FIGURES.get(number.code)) for number in rows]

    def acts(self, obj):
        return [(_("下载 Word"), reverse("summary:issue_file", args=[obj.pk, "docx"])),
                (_("下载 PDF"), reverse("summary:issue_file", args=[obj.pk, "pdf"]))]


class Download(Page):
    """One of an issue's two files, as issued."""

    model, permission = Issue, "summary.view"

    def get(self, request, pk, kind):
        issued = self.one(pk)
        kept = files.of(issued).filter(kind=kind).first()
        if kept is None:
            raise Http404(_("没有这种文件。"))
        audit.exported(self.scope, "summary.issue", {"number": issued.number, "kind": kind}, 1, kept.digest)
        response = HttpResponse(files.open_sealed(kept), content_type=kept.media_type)
        response["Content-Disposition"] = f'attachment; filename="{kept.name}"'
        return response


class VerifyPaper(Page):
    """Holds an uploaded paper against its issue and the records of today."""

    permission = "summary.view"
    title = gettext_lazy("核对印发的文件")

    def get(self, request):
        return self.show("summary/verify.html", form=PaperForm())

    def post(self, request):
        form = PaperForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show("summary/verify.html", 422, form=form)
        verdict, reasons = None, ()
        try:
            verdict = self._verdict(request.FILES["file"])
        except (Refused, ValidationError) as refused:
            reasons = getattr(refused, "reasons", None) or refused.messages
        said = verdicts.sentences(verdict) if verdict else []
        return self.show("summary/verify.html", 422 if reasons else 200, form=PaperForm(), verdict=verdict,
                         sentences=said, reasons=reasons)

    def _verdict(self, upload):
        content = files.checked(upload, {"docx", "pdf"})
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "paper" + Path(upload.name).suffix.lower())
            path.write_bytes(content)
            issued = verdicts.find(path, self.scope.rows(Issue))
            return verdicts.verify(path, issued, self.scope)
