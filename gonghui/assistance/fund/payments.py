"""Pay runs: a list of people to be paid from one allocation, the lines on it, and what the bank answered."""
from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from gonghui.core import secrets
from gonghui.core.county import CountyKey, CountyModel, Record
from gonghui.core.fields import Fen, Prefixed, mask_last4
from gonghui.core.flow import Flow, Step

from . import rules
from .codes import Programme

ACCOUNT_LABEL, ID_LABEL = b"fund.line.account", b"fund.line.id"


class PayRuns(models.QuerySet):
    def with_held(self):
        """With `held`: how many lines are held."""
        lines = PayLine.objects.filter(county_id=OuterRef("county_id"), run_id=OuterRef("pk"), status="held")
        found = lines.order_by().values("run_id").annotate(n=Count("pk")).values("n")
        return self.annotate(held=Coalesce(Subquery(found, output_field=models.BigIntegerField()), 0))


class PayRun(Record):
    """发放批次: one list of people paid by one plan. It may go round again for lines that were put right.

    planner: who made the list; another person approves it. batches: how many files were made for the bank.
    heads, fen: of the lines that are paid or to be paid, kept: else a list of runs would add up all their lines.
    """

    class Status(models.TextChoices):
        PLAN = "plan", _("拟定名单")
        CHECKED = "checked", _("待批准")
        APPROVED = "approved", _("待送银行")
        SENT = "sent", _("已送银行")
        SETTLED = "settled", _("已办结")
        CANCELLED = "cancelled", _("已取消")

    org = CountyKey("orgs.Org", models.PROTECT, related_name="+", verbose_name=_("工会"))
    title = models.CharField(_("批次名称"), max_length=80, help_text=_("如“2026年元旦春节送温暖”。"))
    programme = Programme(_("帮扶项目"))
    season = models.CharField(_("年度或期次"), max_length=40, blank=True,
                              help_text=_("填写后，同一对象在这个项目的这一期只能列入一次。"))
    allocation = CountyKey("fund.Allocation", models.PROTECT, null=True, blank=True, related_name="runs",
                           verbose_name=_("资金"))
    decision = CountyKey("fund.Decision", models.PROTECT, null=True, blank=True, related_name="runs",
                         verbose_name=_("会议决定"))
    aside = CountyKey("fund.SettingAside", models.PROTECT, null=True, blank=True, related_name="runs",
                      verbose_name=_("专项安排"), help_text=_("从已批准的安排中开支的，在这里选取。"))
    planner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, db_index=False,
                                related_name="+", verbose_name=_("制表人"))
    batches = models.PositiveSmallIntegerField(_("银行文件"), default=0, editable=False)
    heads = models.PositiveIntegerField(_("人数"), default=0, editable=False)
    fen = Fen(_("金额（元）"), default=0, editable=False)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.PLAN, editable=False)
    checked_on = models.DateField(_("校验日期"), null=True, editable=False)
    approved_on = models.DateField(_("批准日期"), null=True, editable=False)
    sent_on = models.DateField(_("送银行日期"), null=True, editable=False)
    settled_on = models.DateField(_("办结日期"), null=True, editable=False)
    cancelled_on = models.DateField(_("取消日期"), null=True, editable=False)

    scoped_by = "org"
    objects = PayRuns.as_manager()
    tones = {"plan": "wait", "checked": "wait", "approved": "wait", "sent": "wait", "settled": "good",
             "cancelled": "done"}
    acts = {"list": _("加入了名单"), "bank_result": _("登记了银行结果"), "check.lines": _("逐行校验了名单"),
            "approve.lines": _("批准了各行"), "send.lines": _("送出了各行"), "drop.lines": _("撤下了各行")}
    flow = Flow(
        "status",
        Step("check", _("校验报批"), [Status.PLAN, Status.SENT], Status.CHECKED, "fund.edit",
             stamps="checked_on", unmet=lambda run: run.missing_to_check(),
             then=lambda run, scope, on: _then("check", run, scope, on)),
        Step("send_back", _("退回修改"), [Status.CHECKED], Status.PLAN, "fund.approve", needs_note=True),
        Step("take_back", _("撤回修改"), [Status.CHECKED], Status.PLAN, "fund.edit"),
        Step("approve", _("批准"), [Status.CHECKED], Status.APPROVED, "fund.approve", stamps="approved_on",
             not_by="check", unmet=lambda run: run.missing_to_approve(),
             then=lambda run, scope, on: _then("approve", run, scope, on)),
        Step("send", _("送银行"), [Status.APPROVED], Status.SENT, "fund.pay", stamps="sent_on",
             then=lambda run, scope, on: _then("send", run, scope, on)),
        Step("settle", _("办结"), [Status.PLAN, Status.SENT], Status.SETTLED, "fund.pay", stamps="settled_on",
             unmet=lambda run: run.missing_to_settle(),
             then=lambda run, scope, on: _then("settle", run, scope, on)),
        Step("reopen", _("重新打开"), [Status.SETTLED], Status.SENT, "fund.pay", needs_note=True,
             clears=("settled_on",)),
        Step("cancel", _("取消"), [Status.PLAN], Status.CANCELLED, "fund.edit", stamps="cancelled_on", needs_note=True,
             unmet=lambda run: run.reasons_not_to_cancel(),
             then=lambda run, scope, on: _then("cancel", run, scope, on)),
    )

    class Meta:
        verbose_name = _("发放批次")
        indexes = [models.Index(fields=["county", "status"], name="run_status")]
        ordering = ["-id"]

    def __str__(self):
        return self.title

    @property
    def open(self):
        """Whether lines may be put on the list and corrected."""
        return self.status in {self.Status.PLAN, self.Status.SENT}

    @property
    def fixed(self):
        """Whether allocation and programme stand: money has been committed by them."""
        return self.approved_on is not None

    def having(self, *statuses):
        return self.lines.filter(status__in=statuses)

    @property
    def sums(self):
        """{"heads": …, "fen": …} as the lines come to it."""
        due = self.lines.exclude(status__in=["held", "dropped", "resent"])
        return due.aggregate(heads=Count("pk"), fen=Coalesce(Sum("amount"), 0))

    def recount(self):
        """Keeps what the lines come to; whoever changes lines does it in the same transaction."""
        type(self).objects.filter(pk=self.pk, county_id=self.county_id).update(**self.sums)

    def missing_to_check(self):
        waiting = self.having(PayLine.Status.PLANNED, PayLine.Status.HELD).exists()
        return rules.missing_to_check(waiting, self.allocation_id)

    def missing_to_approve(self):
        fit = self.having(PayLine.Status.PLANNED).exists()
        drawn = rules.reasons_against_draw(self.allocation_id, self.aside.allocation_id) if self.aside_id else []
        return [*rules.missing_to_approve_run(self.decision and self.decision.held_on, fit), *drawn]

    def missing_to_settle(self):
        return rules.missing_to_settle(self.fixed, *(self.having(status).count() for status in (
            PayLine.Status.APPROVED, PayLine.Status.SENT, PayLine.Status.PLANNED)))

    def reasons_not_to_cancel(self):
        return rules.reasons_not_to_cancel(self.fixed)


def _then(name, run, scope, on):
    from . import paying

    getattr(paying, name)(run, scope, on)


class PayLine(Record):
    """发放名单的一行: one payment to one person. A payment that came back is paid again by a new line that names the
    old one (`again`).

    subject_model, subject: the file or other record that it rests on · season: the run's, kept for its unique rule ·
    held_why, warning, returned_why: sentences.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("在名单中")
        HELD = "held", _("暂缓")
        APPROVED = "approved", _("已批准")
        SENT = "sent", _("已送银行")
        PAID = "paid", _("已发放")
        RETURNED = "returned", _("退票")
        RESENT = "resent", _("已另行重发")
        SIGNED = "signed", _("已签收")
        DROPPED = "dropped", _("已撤下")

    run = CountyKey(PayRun, models.PROTECT, db_index=False, related_name="lines", verbose_name=_("发放批次"))
    number = models.PositiveIntegerField(_("序号"), editable=False)
    payee = Prefixed(_("姓名"), max_length=40)
    person = CountyKey("people.Person", models.PROTECT, null=True, blank=True, related_name="pay_lines",
                       verbose_name=_("职工"))
    id_sealed = models.BinaryField(_("身份证号"), default=b"", editable=False)
    employer = models.CharField(_("工作单位"), max_length=120, blank=True)
    category = models.CharField(_("困难类别"), max_length=40, blank=True)
    subject_model = models.CharField(max_length=60, blank=True, editable=False)
    subject = models.UUIDField(null=True, editable=False)
    season = models.CharField(max_length=81, blank=True, editable=False)
    amount = Fen(_("金额（元）"))
    bank = models.CharField(_("开户行"), max_length=60, blank=True)
    account_sealed = models.BinaryField(_("银行账号"), default=b"", editable=False)
    account_index = models.CharField(max_length=32, null=True, editable=False)
    phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    proxy = models.CharField(_("代领人及关系"), max_length=60, blank=True)
    note = models.CharField(_("备注"), max_length=120, blank=True)
    again = CountyKey("self", models.PROTECT, null=True, editable=False, related_name="followed",
                      verbose_name=_("重发的原行"))
    batch = models.PositiveSmallIntegerField(_("银行文件"), null=True, editable=False)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.PLANNED, editable=False)
    held_why = models.CharField(_("暂缓原因"), max_length=400, blank=True, editable=False)
    warning = models.CharField(_("提示"), max_length=200, blank=True, editable=False)
    returned_why = models.CharField(_("退票原因"), max_length=200, blank=True, editable=False)
    held_on = models.DateField(_("暂缓日期"), null=True, editable=False)
    approved_on = models.DateField(_("批准日期"), null=True, editable=False)
    sent_on = models.DateField(_("送银行日期"), null=True, editable=False)
    paid_on = models.DateField(_("发放日期"), null=True, editable=False)
    returned_on = models.DateField(_("退票日期"), null=True, editable=False)
    signed_on = models.DateField(_("签收日期"), null=True, editable=False)
    dropped_on = models.DateField(_("撤下日期"), null=True, editable=False)

    scoped_by = "run__org"
    tones = {"planned": "wait", "held": "bad", "approved": "wait", "sent": "wait", "paid": "good", "returned": "bad",
             "resent": "done", "signed": "good", "dropped": "done"}
    acts = {"resend": _("更正后重发"), "correct": _("更正了")}
    flow = Flow(
        "status",
        Step("hold", _("暂缓"), [Status.PLANNED], Status.HELD, "fund.edit", stamps="held_on"),
        Step("free", _("恢复"), [Status.HELD], Status.PLANNED, "fund.edit", clears=("held_on",)),
        Step("approve", _("批准"), [Status.PLANNED], Status.APPROVED, "fund.approve", stamps="approved_on"),
        Step("send", _("送银行"), [Status.APPROVED], Status.SENT, "fund.pay", stamps="sent_on"),
        Step("pay", _("发放"), [Status.SENT], Status.PAID, "fund.pay", stamps="paid_on"),
        Step("bounce", _("退票"), [Status.SENT, Status.PAID], Status.RETURNED, "fund.pay", stamps="returned_on"),
        Step("resend", _("重发"), [Status.RETURNED], Status.RESENT, "fund.edit"),
        Step("give_up", _("不再发放"), [Status.RETURNED], Status.DROPPED, "fund.pay", stamps="dropped_on"),
        Step("sign", _("签收"), [Status.PAID], Status.SIGNED, "fund.edit", stamps="signed_on"),
        Step("unsign", _("撤销签收"), [Status.SIGNED], Status.PAID, "fund.pay", clears=("signed_on",), needs_note=True),
        Step("drop", _("撤下"), [Status.PLANNED, Status.HELD], Status.DROPPED, "fund.edit", stamps="dropped_on",
             needs_note=True, then=lambda line, scope, on: line.taken_off(scope, on)),
        Step("take_up", _("重发撤销"), [Status.RESENT], Status.RETURNED, "fund.edit"),
    )

    class Meta:
        verbose_name = _("发放行")
        constraints = [
            models.UniqueConstraint(fields=["county", "run", "number"], name="payline_number"),
            models.UniqueConstraint(fields=["county", "subject", "season"], name="payline_once",
                                    condition=Q(subject__isnull=False, again=None) & ~Q(season="")
                                    & ~Q(status__in=["dropped", "returned"])),
            models.UniqueConstraint(fields=["county", "again"], name="payline_again_once",
                                    condition=Q(again__isnull=False) & ~Q(status="dropped")),
            models.CheckConstraint(name="payline_amount", condition=Q(amount__gt=0)
                                   | Q(status__in=["planned", "held", "dropped"])),
            models.CheckConstraint(name="payline_paid_when", condition=Q(paid_on=None)
                                   | Q(status__in=["paid", "signed", "returned", "resent", "dropped"])),
        ]
        indexes = [models.Index(fields=["county", "-run", "number"], name="payline_list"),
                   models.Index(fields=["county", "run", "status", "amount"], name="payline_sums"),
                   models.Index(fields=["county", "status", "-run", "number"], name="payline_status"),
                   models.Index(fields=["county", "payee"], name="payline_payee"),
                   models.Index(fields=["county", "account_index"], name="payline_account")]
        ordering = ["run_id", "number"]

    def __str__(self):
        return f"{self.number} {self.payee}"

    @property
    def account(self):
        """The account number, unsealed. Shown only masked, on the bank's file, or after an audited reveal."""
        return secrets.unseal(self.account_sealed, ACCOUNT_LABEL)

    @account.setter
    def account(self, number):
        if (index := secrets.blind(number) if number else None) != self.account_index or not number:
            self.account_sealed, self.account_index = secrets.seal_one(number, ACCOUNT_LABEL), index

    @property
    def id_number(self):
        return secrets.unseal(self.id_sealed, ID_LABEL)

    @id_number.setter
    def id_number(self, number):
        if number != self.id_number:
            self.id_sealed = secrets.seal_one(number, ID_LABEL)

    def taken_off(self, scope, on):
        """A returned payment whose new line was taken off waits again."""
        if self.again_id:
            self.flow.take(self.again, "take_up", scope=scope, on=on)
        self.run.recount()

    masked_account = property(lambda line: mask_last4(line.account))
    masked_id = property(lambda line: mask_last4(line.id_number))


class BankResult(CountyModel):
    """银行结果: a result file as it was taken in: per line what was paid or came back, and when.

    rows: [[number of the line, fen, whether paid, day, why not]]. Kept as the bank said it: the proof reads it.
    """

    run = CountyKey(PayRun, models.PROTECT, related_name="results", verbose_name=_("发放批次"))
    name = models.CharField(_("文件名"), max_length=150)
    digest = models.CharField(max_length=64)  # SHA-256 of the file: it counts once
    rows = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+",
                           verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    scoped_by = "run__org"

    class Meta:
        verbose_name = _("银行结果")
        constraints = [models.UniqueConstraint(fields=["county", "digest"], name="result_once",
                                               violation_error_message=_("这个结果文件已经登记过，没有重复登记。"))]
        ordering = ["at", "id"]

    def __str__(self):
        return self.name
