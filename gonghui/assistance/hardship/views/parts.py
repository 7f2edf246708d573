"""What is put into a file: each kind has its tab on the file's sheet, and pages to add, correct and strike a row."""
from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from gonghui.core import files
from gonghui.core.files import kinds
from gonghui.core.pages import Add, Column, Edit, Page
from gonghui.core.pages.acts import Act

from .. import actions, forms
from ..models import Check, Consent, Evidence, Exclusion, Expense, File, Income, Member, Visit

EDIT = "hardship.edit"


@dataclass(frozen=True)
class Part:
    """One kind of row of a file. `papers`: scans and photographs are attached to it."""

    model: type[models.Model]
    form: type
    title: str
    add: str
    columns: tuple
    papers: bool = False

    def rows_of(self, sheet, file):
        return sheet.scope.rows(self.model).filter(file=file.pk).order_by(*self.model._meta.ordering)

    @property
    def link_of(self) -> Callable:
        name = next(name for name, part in PARTS.items() if part is self)
        return lambda sheet, row: sheet.at(f"{name}_sheet", row.pk)


PARTS = {
    "members": Part(Member, forms.MemberForm, _("家庭成员"), _("登记家庭成员"), (
        Column("name", _("姓名")), Column("relation", _("与本人关系")), Column("masked_id", _("证件号码")),
        Column("health", _("健康状况")), Column("work_state", _("身份")), Column("unit", _("单位或学校")),
        Column("stage", _("在读阶段")), Column("last_on", _("不再共同生活的日期")))),
    "incomes": Part(Income, forms.IncomeForm, _("收入"), _("登记收入"), (
        Column("year", _("年度"), value=lambda row: str(row.year)), Column("member.name", _("家庭成员")),
        Column("kind", _("收入类别")), Column("amount", _("全年金额（元）"), kind="money"), Column("note", _("说明")))),
    "expenses": Part(Expense, forms.ExpenseForm, _("刚性支出"), _("登记刚性支出"), (
        Column("year", _("年度"), value=lambda row: str(row.year)), Column("kind", _("支出类别")),
        Column("amount", _("全年金额（元）"), kind="money"), Column("note", _("说明")))),
    "evidence": Part(Evidence, forms.EvidenceForm, _("证明材料"), _("登记证明材料"), (
        Column("kind", _("材料类型")), Column("received_on", _("收到日期")), Column("note", _("说明"))), papers=True),
    "consents": Part(Consent, forms.ConsentForm, _("同意书"), _("登记同意书"), (
        Column("member.name", _("家庭成员")), Column("kind", _("同意事项")), Column("guardian", _("监护人")),
        Column("given_on", _("签署日期")), Column("withdrawn_on", _("撤回日期")))),
    "visits": Part(Visit, forms.VisitForm, _("入户调查"), _("登记入户调查"), (
        Column("on", _("调查日期")), Column("visitors", _("调查人")), Column("met", _("接受调查的人")),
        Column("findings", _("调查情况"), wide=True)), papers=True),
    "checks": Part(Check, forms.CheckForm, _("经济状况核对"), _("登记经济状况核对"), (
        Column("asked_on", _("提请日期")), Column("answered_on", _("答复日期")), Column("result", _("核对结果")))),
    "exclusions": Part(Exclusion, forms.ExclusionForm, _("不予建档情形"), _("登记核查结果"), (
        Column("item", _("情形")), Column("hit", _("属实")), Column("grounds", _("核查依据")),
        Column("checked_on", _("核查日期")))),
}


class _PartPage:
    """What the pages of a file's rows share: after them one is back on the file's tab. part: the name in PARTS."""

    part = ""

    def tab_of(self, file_id):
        return f"{reverse('hardship:sheet', args=[file_id])}?tab={self.part}"

    def sheet_of(self, row):
        return self.tab_of(row.file_id)

    def save(self, form):
        actions.put(form.instance.file, form.instance, scope=self.scope)


class AddPart(_PartPage, Add):
    """`<uuid:pk>/members/add/`."""

    permission = EDIT

    def get(self, request, pk):
        self.file = self._file(pk)
        return super().get(request)

    def post(self, request, pk):
        self.file = self._file(pk)
        return super().post(request)

    def _file(self, pk):
        found = self.scope.rows(File).filter(pk=pk).select_related("org").first()
        if found is None:
            raise Http404(_("没有这条记录，或它不在您的工作范围内。"))
        return found

    def fresh(self, pk):
        return self.model(id=pk, county_id=self.scope.county_id, file=self.file)

    def at(self, name, *args):
        return self.tab_of(self.file.pk)


class EditPart(_PartPage, Edit):
    """`members/<uuid:pk>/`: the row as it stands, to be corrected, struck, or to have its papers looked at."""

    permission = EDIT
    template = "hardship/part.html"

    def rows(self):
        return self.scope.rows(self.model).select_related("file")

    def papers(self, row):
        return files.of(row) if PARTS[self.part].papers else None

    def _show(self, form, status=200):
        self.obj = form.instance
        return super()._show(form, status)

    @property
    def strike_address(self):
        return reverse(f"hardship:{self.part}_strike", args=[self.obj.pk]) if self.obj.file.open else ""

    @property
    def attach_address(self):
        return reverse(f"hardship:{self.part}_attach", args=[self.obj.pk]) if PARTS[self.part].papers else ""

    @property
    def paper_list(self):
        """[(attachment, address)] of what is attached."""
        found = self.papers(self.obj)
        return [(one, reverse(f"hardship:{self.part}_paper", args=[self.obj.pk, one.pk])) for one in found or ()]


class StrikePart(_PartPage, Act):
    permission = EDIT
    title = _("删去")

    def act(self, row, said):
        actions.strike(row, scope=self.scope)


class AttachPart(_PartPage, Act):
    form_class, permission = forms.PaperForm, EDIT
    title = _("添加照片或扫描件")

    def act(self, row, said):
        files.keep(self.scope, said["file"], kinds.PICTURES | kinds.PAPERS, row)

    def next_address(self, row):
        return reverse(f"hardship:{self.part}_sheet", args=[row.pk])


class PartPaper(Page):
    """`visits/<uuid:pk>/papers/<uuid:paper>/`: hands out a photograph or a scan."""

    permission = "hardship.view"

    def get(self, request, pk, paper):
        found = files.of(self.one(pk)).filter(pk=paper).first()
        if found is None:
            raise Http404(_("没有这份材料。"))
        response = HttpResponse(files.open_sealed(found), content_type=found.media_type)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
        return response
