"""Pages of minuted decisions, of allocations and of the ledger."""
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from gonghui.core import files
from gonghui.core.files import kinds
from gonghui.core.pages import Add, Choice, Column, Days, Edit, Facts, Listing, Page, Rows, Sheet, TakeStep, Under
from gonghui.core.pages.acts import Act
from gonghui.core.todos import todo

from .. import actions, codes, forms, papers, proof
from ..models import Allocation, Decision, Posting

ENTRY_COLUMNS = (Column("on", _("日期")), Column("kind", _("事项")), Column("out_of", _("贷方")), Column("into", _("借方")),
                 Column("fen", _("金额（元）"), kind="money"), Column("note", _("说明"), wide=True), Column("by", _("录入人")))


@todo("fund.to_approve", _("待批准的资金"), permission="fund.approve", link="/fund/?status=sent_up", since="sent_up_on")
def to_approve(scope):
    return scope.rows(Allocation).filter(status=Allocation.Status.SENT_UP)


class Allocations(Listing):
    model = Allocation
    title = _("帮扶资金")
    permission = "fund.view"
    noun = _("笔")
    order = ("-valid_from", "-id")
    columns = (
        Column("document", _("文号"), link=True, value=lambda row: row.document or row.purpose),
        Column("source", _("资金来源"), sort="source"),
        Column("purpose", _("用途"), wide=True),
        Column("amount", _("金额（元）"), sort="amount", kind="money"),
        Column("available", _("可用（元）"), sort="available", kind="money"),
        Column("committed", _("待发（元）"), sort="committed", kind="money"),
        Column("paid", _("已发（元）"), sort="paid", kind="money"),
        Column("valid_to", _("使用期限止"), sort="valid_to"),
        Column("status", _("状态"), kind="badge"),
        Column("org.name", _("工会"), shown=False),
        Column("donor", _("捐赠人"), shown=False),
        Column("approved_on", _("到账日期"), sort="approved_on", shown=False),
    )
    filters = (
        Under("org", _("工会")),
        Choice("source", _("资金来源"), choices=Allocation.Source.choices),
        Choice("status", _("状态"), choices=Allocation.Status.choices),
        Days("approved_on", _("到账日期")),
    )
    search_hint = _("文号或捐赠人")
    add_permission = "fund.edit"
    export_permission = "fund.view"
    empty = _("这里将列出各来源的帮扶资金：拨款文件、工会经费、社会捐赠，和每笔的可用、待发、已发金额。")

    @property
    def acts(self):
        return [(_("发放批次"), reverse("fund:run_list")), (_("发放名单"), reverse("fund:line_list")),
                (_("专项安排"), reverse("fund:aside_list")), (_("会议决定"), reverse("fund:decision_list")),
                (_("分录"), reverse("fund:posting_list"))]

    def rows(self):
        return self.scope.rows(Allocation).select_related("org")

    def found(self, rows, text):
        return rows.filter(document__startswith=text) | rows.filter(donor__startswith=text)


def _programmes(scope, allocation):
    names = [codes.programme_name(scope, code) for code in allocation.programmes]
    return "、".join(names) or _("各项目都可用")


class AllocationSheet(Sheet):
    model = Allocation
    permission = "fund.view"
    facts = (
        Facts(_("资金"), (Column("source", _("资金来源")), Column("document", _("文号")),
                        Column("amount", _("金额（元）"), kind="money"), Column("decision", _("会议决定")),
                        Column("approved_on", _("到账日期")), Column("ended_on", _("结清日期")))),
        Facts(_("余额"), (Column("available", _("可用（元）"), kind="money"), Column("committed", _("待发（元）"), kind="money"),
                        Column("paid", _("已发（元）"), kind="money"))),
        Facts(_("用途和期限"), (Column("purpose", _("用途"), wide=True), Column("limits", _("限用项目")),
                           Column("valid_from", _("使用期限起")), Column("valid_to", _("使用期限止")),
                           Column("national_only", _("只用于国家级档案")), Column("restriction", _("其他限制")))),
        Facts(_("捐赠"), (Column("donor", _("捐赠人")), Column("receipt", _("捐赠票据号")))),
    )
    tabs = (
        Rows("entries", _("分录"), columns=ENTRY_COLUMNS,
             rows=lambda sheet, row: row.postings.select_related("by").order_by("-on", "-id")),
        Rows("runs", _("发放批次"), rows=lambda sheet, row: row.runs.order_by("-id"),
             columns=(Column("title", _("批次名称")), Column("status", _("状态"), kind="badge"),
                      Column("approved_on", _("批准日期"))),
             link=lambda sheet, run: reverse("fund:run_sheet", args=[run.pk])),
    )

    def one(self, pk):
        row = super().one(pk)
        row.limits = _programmes(self.scope, row)
        return row

    def rows(self):
        return self.scope.rows(Allocation).select_related("org", "decision")

    def owner(self, row):
        return row.org

    @property
    def edit_permission(self):
        return "fund.edit" if self.obj.editable else ""

    def acts(self, row):
        links = [(_("三方核对"), self.at("proof", row.pk))]
        if row.receipt and row.approved_on:
            links += [(_("打印捐赠收据"), self.at("receipt", row.pk, "pdf"))]
        return links


class AddAllocation(Add):
    model, form_class, permission = Allocation, forms.AllocationForm, "fund.edit"
    title = _("登记资金")

    def fresh(self, pk):
        return Allocation(id=pk, county_id=self.scope.county_id, org_id=self.scope.org_id)


class EditAllocation(Edit):
    model, form_class, permission = Allocation, forms.AllocationForm, "fund.edit"

    def save(self, form):
        actions.correct_draft(form.instance, scope=self.scope)


class AllocationStep(TakeStep):
    model, permission = Allocation, "fund.view"


class AllocationProof(Page):
    """`<uuid:pk>/proof/`: all that was paid from an allocation, three ways, and its balances against its entries."""

    model, permission = Allocation, "fund.view"

    def get(self, request, pk):
        row = self.one(pk)
        return self.show("fund/proof.html", obj=row, sheet=self.sheet_of(row), proof=proof.of_allocation(row),
                         title=_("三方核对：%s") % row)


def download(content, name, media_type):
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


class Receipt(Page):
    """`<uuid:pk>/receipt/<slug:kind>/`: the receipt for a donor, as PDF or Word."""

    model, permission = Allocation, "fund.view"

    def get(self, request, pk, kind):
        row = self.one(pk)
        if not (row.receipt and row.approved_on) or kind not in ("pdf", "docx"):
            raise Http404(_("没有可打印的捐赠收据。"))
        name = _("捐赠收据")
        return download(papers.receipt(row, kind), f"{name}-{row.receipt}.{kind}", kinds.KINDS[kind].media_type)


class Decisions(Listing):
    model, prefix, permission = Decision, "decision_", "fund.view"
    title = _("会议决定")
    noun = _("项")
    order = ("-held_on", "-id")
    columns = (Column("number", _("纪要编号"), link=True, value=str), Column("body", _("会议名称")),
               Column("held_on", _("会议日期"), sort="held_on"), Column("subject", _("决定事项"), wide=True),
               Column("org.name", _("工会"), shown=False))
    filters = (Under("org", _("工会")), Days("held_on", _("会议日期")))
    search_hint = _("纪要编号")
    add_permission = "fund.edit"
    export_permission = "fund.view"
    empty = _("这里将列出动用帮扶资金所依据的会议决定；每笔资金和每批发放都要引用一项。")

    def rows(self):
        return self.scope.rows(Decision).select_related("org")

    def found(self, rows, text):
        return rows.filter(number__startswith=text)


class DecisionSheet(Sheet):
    model, prefix, permission = Decision, "decision_", "fund.view"
    edit_permission = "fund.edit"
    facts = (Facts(_("会议决定"), (Column("body", _("会议名称")), Column("held_on", _("会议日期")),
                               Column("number", _("纪要编号")), Column("subject", _("决定事项"), wide=True))),)
    tabs = (
        Rows("allocations", _("资金"), rows=lambda sheet, row: row.allocations.order_by("-valid_from", "-id"),
             columns=(Column("purpose", _("用途")), Column("amount", _("金额（元）"), kind="money"),
                      Column("status", _("状态"), kind="badge")),
             link=lambda sheet, row: reverse("fund:sheet", args=[row.pk])),
        Rows("runs", _("发放批次"), rows=lambda sheet, row: row.runs.order_by("-id"),
             columns=(Column("title", _("批次名称")), Column("status", _("状态"), kind="badge")),
             link=lambda sheet, run: reverse("fund:run_sheet", args=[run.pk])),
        Rows("papers", _("会议纪要"), template="fund/_papers.html"),
    )

    def owner(self, row):
        return row.org

    def acts(self, row):
        return [(_("添加会议纪要"), self.at("attach", row.pk))] if self.scope.can("fund.edit") else []

    def papers(self):
        return files.of(self.obj)


class AddDecision(Add):
    model, prefix, form_class, permission = Decision, "decision_", forms.DecisionForm, "fund.edit"
    title = _("登记会议决定")

    def fresh(self, pk):
        return Decision(id=pk, county_id=self.scope.county_id, org_id=self.scope.org_id)


class EditDecision(Edit):
    model, prefix, form_class, permission = Decision, "decision_", forms.DecisionForm, "fund.edit"

    def save(self, form):
        actions.correct_decision(form.instance, scope=self.scope)


class AttachMinutes(Act):
    model, prefix, form_class, permission = Decision, "decision_", forms.MinutesForm, "fund.edit"
    title = _("添加会议纪要")

    def act(self, decision, said):
        files.keep(self.scope, said["file"], kinds.PICTURES | kinds.PAPERS, decision)

    def next_address(self, decision):
        return f"{self.sheet_of(decision)}?tab=papers"


class Minutes(Page):
    """`decisions/<uuid:pk>/papers/<uuid:paper>/`: hands out the minutes."""

    model, prefix, permission = Decision, "decision_", "fund.view"

    def get(self, request, pk, paper):
        found = files.of(self.one(pk)).filter(pk=paper).first()
        if found is None:
            raise Http404(_("没有这份材料。"))
        return download(files.open_sealed(found), found.name, found.media_type)


class Postings(Listing):
    model, prefix, permission = Posting, "posting_", "fund.view"
    title = _("分录")
    noun = _("条")
    order = ("-on", "-id")
    columns = (*ENTRY_COLUMNS[:2], Column("allocation", _("资金"), wide=True), *ENTRY_COLUMNS[2:],
               Column("programme", _("项目"), shown=False), Column("at", _("录入时间"), shown=False))
    filters = (Choice("kind", _("事项"), choices=Posting.Kind.choices),
               Choice("source", _("资金来源"), lookup="allocation__source", choices=Allocation.Source.choices),
               Days("on", _("日期")))
    export_permission = "fund.view"
    empty = _("这里将列出每一笔资金的进出；分录只增不改，差错用相反的分录更正。")

    def rows(self):
        return self.scope.rows(Posting).select_related("allocation", "by")
