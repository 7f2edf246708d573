"""Pages of pay runs: planning, checking, approving, the bank's files, results, the disbursement sheet, the proof."""
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonghui.core import files
from gonghui.core.files import kinds
from gonghui.core.pages import Act, Add, Choice, Column, Edit, Facts, Listing, Page, Rows, Sheet, TakeStep, Under
from gonghui.core.pages.export import TYPE
from gonghui.core.todos import todo

from .. import actions, bank, codes, forms, lists, names, papers, proof
from ..models import BankResult, PayRun
from .funds import download

LINE_COLUMNS = (
    Column("number", _("序号"), sort="number", kind="number"), Column("payee", _("姓名")), Column("employer", _("工作单位")),
    Column("amount", _("金额（元）"), kind="money"), Column("bank", _("开户行")), Column("masked_account", _("银行账号")),
    Column("status", _("状态"), kind="badge"),
    Column("why", _("原因"), value=lambda line: line.held_why or line.returned_why or line.warning, wide=True),
)


@todo("fund.runs_to_approve", _("待批准的发放批次"), permission="fund.approve", link="/fund/runs/?status=checked",
      since="checked_on")
def runs_to_approve(scope):
    return scope.rows(PayRun).filter(status=PayRun.Status.CHECKED)


@todo("fund.runs_to_send", _("待送银行的发放批次"), permission="fund.pay", link="/fund/runs/?status=approved",
      since="approved_on")
def runs_to_send(scope):
    return scope.rows(PayRun).filter(status=PayRun.Status.APPROVED)


@todo("fund.results_awaited", _("等银行结果的发放批次"), permission="fund.pay", link="/fund/runs/?status=sent", since="sent_on")
def results_awaited(scope):
    return scope.rows(PayRun).filter(status=PayRun.Status.SENT)


class Runs(Listing):
    model, prefix, permission = PayRun, "run_", "fund.view"
    title = _("发放批次")
    noun = _("批")
    order = ("-id",)
    columns = (
        Column("title", _("批次名称"), link=True, wide=True),
        Column("programme", _("帮扶项目")),
        Column("allocation", _("资金"), wide=True),
        Column("heads", _("人数"), kind="number"),
        Column("fen", _("金额（元）"), kind="money"),
        Column("status", _("状态"), kind="badge"),
        Column("approved_on", _("批准日期"), sort="approved_on"),
        Column("sent_on", _("送银行日期"), sort="sent_on"),
        Column("settled_on", _("办结日期"), sort="settled_on"),
        Column("org.name", _("工会"), shown=False),
        Column("planner", _("制表人"), shown=False),
    )
    filters = (Under("org", _("工会")), Choice("status", _("状态"), choices=PayRun.Status.choices),
               Choice("programme", _("帮扶项目"), choices=codes.known_programmes))
    search_hint = _("批次名称")
    add_permission = "fund.edit"
    export_permission = "fund.view"
    empty = _("这里将列出发放批次：拟名单、校验、批准、送银行、登记结果、签收。")

    def rows(self):
        return self.scope.rows(PayRun).select_related("org", "allocation", "planner")

    def found(self, rows, text):
        return rows.filter(title__startswith=text)


class RunSheet(Sheet):
    model, prefix, permission = PayRun, "run_", "fund.view"
    facts = (
        Facts(_("发放批次"), (Column("programme_name", _("帮扶项目")), Column("season", _("年度或期次")),
                          Column("allocation", _("资金"), wide=True), Column("decision", _("会议决定")),
                          Column("aside", _("专项安排")), Column("planner", _("制表人")))),
        Facts(_("人数和金额"), (Column("heads", _("人数"), kind="number"), Column("fen", _("金额（元）"), kind="money"),
                           Column("held", _("暂缓"), kind="number"))),
        Facts(_("经办"), (Column("checked_on", _("校验日期")), Column("approved_on", _("批准日期")),
                        Column("sent_on", _("送银行日期")), Column("settled_on", _("办结日期")),
                        Column("batches", _("银行文件"), kind="number"))),
    )
    tabs = (
        Rows("lines", _("名单"), columns=LINE_COLUMNS, rows=lambda sheet, run: run.lines.order_by("number"),
             link=lambda sheet, line: reverse("fund:line_sheet", args=[line.pk])),
        Rows("held", _("暂缓"), columns=LINE_COLUMNS, rows=lambda sheet, run: run.having("held").order_by("number"),
             link=lambda sheet, line: reverse("fund:line_sheet", args=[line.pk])),
        Rows("returned", _("退票"), columns=LINE_COLUMNS,
             rows=lambda sheet, run: run.having("returned").order_by("number"),
             link=lambda sheet, line: reverse("fund:line_sheet", args=[line.pk])),
        Rows("bank", _("银行文件和结果"), template="fund/_bank.html"),
    )

    @property
    def edit_permission(self):
        return "fund.edit" if self.obj.open else ""

    def one(self, pk):
        run = super().one(pk)
        run.programme_name = codes.programme_name(self.scope, run.programme)
        return run

    def rows(self):
        found = self.scope.rows(PayRun).with_held()
        return found.select_related("org", "allocation", "decision", "aside", "planner")

    def owner(self, run):
        return run.org

    def acts(self, run):
        named = []
        if run.open and self.scope.can("fund.edit"):
            named += [(_("由表格加入名单"), "names"), (_("加一人"), "line")]
        if run.batches and self.scope.can("fund.pay"):
            named += [(_("登记银行结果"), "result")]
        links = [(label, self.at(name, run.pk)) for label, name in named]
        links += [(_("全部名单"), f"{reverse('fund:line_list')}?run={run.pk}"),
                  (_("发放表 PDF"), self.at("paper", run.pk, "pdf")),
                  (_("发放表 Excel"), self.at("paper", run.pk, "xlsx")),
                  (_("三方核对"), self.at("proof", run.pk))]
        return links

    def batch_numbers(self):
        return range(1, self.obj.batches + 1)

    def results(self):
        return self.obj.results.select_related("by").order_by("at", "id")

    def may_pay(self):
        return self.scope.can("fund.pay")

    def waits(self):
        """Whether lines still wait for the bank: then a result may have been broken off."""
        return self.obj.having("sent").exists()


class AddRun(Add):
    model, prefix, form_class, permission = PayRun, "run_", forms.RunForm, "fund.edit"
    title = _("拟定发放批次")

    def fresh(self, pk):
        return PayRun(id=pk, county_id=self.scope.county_id, org_id=self.scope.org_id)

    def save(self, form):
        lists.plan_run(form.instance, scope=self.scope)


class EditRun(Edit):
    model, prefix, form_class, permission = PayRun, "run_", forms.RunForm, "fund.edit"

    def save(self, form):
        actions.correct_run(form.instance, scope=self.scope)


class RunStep(TakeStep):
    model, prefix, permission = PayRun, "run_", "fund.view"


class Names(Act):
    model, prefix, form_class, permission = PayRun, "run_", forms.ListForm, "fund.edit"
    title = _("由表格加入名单")

    def act(self, run, said):
        content = files.checked(said["file"], kinds.SHEETS)
        return _("已加入%d人。") % names.put_on_from_sheet(run, content, scope=self.scope)

    def next_address(self, run):
        return f"{self.sheet_of(run)}?tab=lines"


class AddName(Act):
    model, prefix, form_class, permission = PayRun, "run_", forms.NameForm, "fund.edit"
    title = _("加一人")

    def act(self, run, said):
        lists.put_on(run, [said], scope=self.scope)
        return _("已加入：%s。") % said["payee"]

    def next_address(self, run):
        return f"{self.sheet_of(run)}?tab=lines"


class BankFile(Page):
    """`runs/<uuid:pk>/bank/<int:batch>/`: the file for the bank; taken by a click that is written down."""

    model, prefix, permission = PayRun, "run_", "fund.pay"

    def get(self, request, pk, batch):
        return HttpResponseRedirect(f"{self.sheet_of(self.one(pk))}?tab=bank")

    def post(self, request, pk, batch):
        run = self.one(pk)
        if not 1 <= batch <= run.batches:
            raise Http404(_("没有这个银行文件。"))
        return download(bank.bank_file(run, batch, self.scope), f"{run}-{batch}.xlsx", TYPE)


class ResultForm(Page):
    """`runs/<uuid:pk>/bank/<int:batch>/form/`: a result sheet to be filled in by hand."""

    model, prefix, permission = PayRun, "run_", "fund.pay"

    def get(self, request, pk, batch):
        run = self.one(pk)
        name = _("结果")
        return download(bank.result_form(run, batch), f"{run}-{batch}-{name}.xlsx", TYPE)


class TakeResult(Act):
    model, prefix, form_class, permission = PayRun, "run_", forms.ResultForm, "fund.pay"
    title = _("登记银行结果")

    def act(self, run, said):
        content = files.checked(said["file"], kinds.SHEETS)
        result, _job = bank.take_result(run, said["file"].name[:150], content, scope=self.scope)
        return _("已登记%d行银行结果，后台正在办理。") % len(result.rows)

    def next_address(self, run):
        return f"{self.sheet_of(run)}?tab=bank"


class ResultAgain(Page):
    """`runs/results/<uuid:pk>/again/`: queues a result's work once more, where it was broken off."""

    model, prefix, permission = BankResult, "result_", "fund.pay"

    def get(self, request, pk):
        return HttpResponseRedirect(reverse("fund:run_sheet", args=[self.one(pk).run_id]) + "?tab=bank")

    def post(self, request, pk):
        result = self.one(pk)
        bank.queue(result, self.scope)
        messages.success(request, _("已重新提交，后台接着办理没有办完的行。"))
        return HttpResponseRedirect(reverse("fund:run_sheet", args=[result.run_id]) + "?tab=bank")


class RunProof(Page):
    """`runs/<uuid:pk>/proof/`: the ledger, the bank and the list of persons, side by side."""

    model, prefix, permission = PayRun, "run_", "fund.view"

    def get(self, request, pk):
        run = self.one(pk)
        return self.show("fund/proof.html", obj=run, sheet=self.sheet_of(run), proof=proof.of_run(run),
                         title=_("三方核对：%s") % run)


class Disbursement(Page):
    """`runs/<uuid:pk>/paper/<slug:kind>/`: 救助金发放表 as PDF or Excel."""

    model, prefix, permission = PayRun, "run_", "fund.view"
    makers = {
        "pdf": lambda page, run: papers.listing_pdf(run, page.scope, str(page.request.user)),
        "xlsx": lambda page, run: papers.workbook(run, page.scope),
    }

    def rows(self):
        return self.scope.rows(PayRun).select_related("org", "allocation", "planner", "county")

    def get(self, request, pk, kind):
        run = self.one(pk)
        if kind not in self.makers:
            raise Http404(_("没有这种文件。"))
        content = self.makers[kind](self, run)
        papers.told(self.scope, run, kind, content)
        name = _("救助金发放表")
        return download(content, f"{name}-{run}.{kind}", kinds.KINDS[kind].media_type)
