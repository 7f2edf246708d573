"""Pages of the lines of pay runs: found, corrected, put right after they came back, signed for."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonghui.core.pages import Act, Choice, Column, Days, Edit, Facts, Listing, Reveal, Sheet, TakeStep
from gonghui.core.search import searched
from gonghui.core.todos import todo

from .. import forms, lists
from ..models import PayLine, PayRun
from .runs import LINE_COLUMNS

SINGLY = {"sign", "unsign", "drop"}  # steps that are taken line by line


@todo("fund.lines_held", _("暂缓发放的行"), permission="fund.edit", link="/fund/lines/?status=held", since="held_on")
def lines_held(scope):
    return scope.rows(PayLine).filter(status=PayLine.Status.HELD).select_related("run")


@todo("fund.lines_returned", _("退票待更正的行"), permission="fund.edit", link="/fund/lines/?status=returned",
      since="returned_on")
def lines_returned(scope):
    return scope.rows(PayLine).filter(status=PayLine.Status.RETURNED, run__status="sent").select_related("run")


@searched("fund.lines", _("发放名单"), permission="fund.view", page="fund:line_sheet",
          hint=lambda line: f"{line.run} · {line.get_status_display()}")
def find_lines(scope, text):
    return scope.rows(PayLine).filter(payee__begins=text).select_related("run").order_by("-id")


def recent_runs(scope):
    return [(str(pk), title) for pk, title in scope.rows(PayRun).order_by("-id").values_list("pk", "title")[:200]]


class Lines(Listing):
    model, prefix, permission = PayLine, "line_", "fund.view"
    title = _("发放名单")
    noun = _("行")
    order = ("-run_id", "number")
    columns = (
        Column("run.title", _("发放批次")), *LINE_COLUMNS[:1],
        Column("payee", _("姓名"), link=True, sort="payee"), *LINE_COLUMNS[2:],
        Column("paid_on", _("发放日期"), sort="paid_on"), Column("signed_on", _("签收日期"), sort="signed_on", shown=False),
        Column("masked_id", _("身份证号"), shown=False), Column("phone", _("联系电话"), shown=False),
        Column("category", _("困难类别"), shown=False),
    )
    filters = (Choice("run", _("发放批次"), choices=recent_runs),
               Choice("status", _("状态"), choices=PayLine.Status.choices), Days("paid_on", _("发放日期")))
    search_hint = _("姓名")
    export_permission = "fund.view"
    many = ("sign",)
    empty = _("这里将列出各批次名单上的人和他们的发放情况。")

    def rows(self):
        return self.scope.rows(PayLine).select_related("run")

    def found(self, rows, text):
        return rows.filter(payee__begins=text)


class LineSheet(Sheet):
    model, prefix, permission = PayLine, "line_", "fund.view"
    facts = (
        Facts(_("收款人"), (Column("run.title", _("发放批次")), Column("payee", _("姓名")), Column("masked_id", _("身份证号")),
                         Column("employer", _("工作单位")), Column("category", _("困难类别")), Column("phone", _("联系电话")),
                         Column("proxy", _("代领人及关系")), Column("note", _("备注"), wide=True))),
        Facts(_("金额和账号"), (Column("amount", _("金额（元）"), kind="money"), Column("bank", _("开户行")),
                           Column("masked_account", _("银行账号")), Column("warning", _("提示"), wide=True))),
        Facts(_("办理情况"), (Column("held_why", _("暂缓原因"), wide=True), Column("approved_on", _("批准日期")),
                          Column("sent_on", _("送银行日期")), Column("paid_on", _("发放日期")),
                          Column("returned_on", _("退票日期")), Column("returned_why", _("退票原因")),
                          Column("signed_on", _("签收日期")), Column("again", _("重发的原行")))),
    )

    def rows(self):
        return self.scope.rows(PayLine).select_related("run__org", "again")

    def owner(self, line):
        return line.run.org

    @property
    def edit_permission(self):
        return "fund.edit" if self.obj.status in {"planned", "held"} else ""

    @property
    def steps(self):
        """What is taken line by line: the other steps are the run's."""
        return [entry for entry in super().steps if entry[0].name in SINGLY]

    def acts(self, line):
        links = [(_("打开批次"), reverse("fund:run_sheet", args=[line.run_id]) + "?tab=lines")]
        if line.status == PayLine.Status.RETURNED and self.scope.can("fund.edit"):
            links += [(_("更正重发"), self.at("again", line.pk))]
        if self.scope.can("fund.pay"):
            links += [(_("查看银行账号"), self.at("reveal", line.pk, "account"))]
        return links


class EditLine(Edit):
    model, prefix, form_class, permission = PayLine, "line_", forms.LineForm, "fund.edit"

    def save(self, form):
        lists.correct_line(form.instance, scope=self.scope)


class LineStep(TakeStep):
    """Only what is done line by line; the rest is done for a run at once."""

    model, prefix, permission = PayLine, "line_", "fund.view"

    def _step(self, name):
        return super()._step(name if name in SINGLY else "")


class PayAgain(Act):
    model, prefix, form_class, permission = PayLine, "line_", forms.AgainForm, "fund.edit"
    title = _("更正重发")

    def act(self, line, said):
        new = lists.pay_again(line, said, scope=self.scope)
        return _("已另列第%d号，请在批次上办理“校验报批”。") % new.number


class RevealLine(Reveal):
    model, prefix, permission = PayLine, "line_", "fund.pay"
    fields = {"account": (_("银行账号"), lambda line: line.account), "id": (_("身份证号"), lambda line: line.id_number)}
