"""Decisions, allocations and the ledger of their money; pay runs stand in `payments`."""
from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Sum, When
from django.utils.translation import gettext as said_now
from django.utils.translation import gettext_lazy as _

from gonghui.core.audit import guards
from gonghui.core.county import CountyKey, CountyModel, Record, data_check
from gonghui.core.fields import Fen
from gonghui.core.flow import Flow, Step

from . import rules
from .asides import SettingAside
from .codes import Programme
from .payments import BankResult, PayLine, PayRun

__all__ = ["Allocation", "BankResult", "Decision", "PayLine", "PayRun", "Posting", "SettingAside"]


class Decision(Record):
    """会议决定: what a meeting of the leadership decided and minuted. Every sum received or set aside cites one."""

    org = CountyKey("orgs.Org", models.PROTECT, related_name="+", verbose_name=_("工会"))
    body = models.CharField(_("会议名称"), max_length=80, help_text=_("如“主席办公会”“常委会”。"))
    held_on = models.DateField(_("会议日期"))
    number = models.CharField(_("纪要编号"), max_length=60, blank=True)
    subject = models.CharField(_("决定事项"), max_length=200)

    scoped_by = "org"
    acts = {"attach": _("添加了会议纪要")}

    class Meta:
        verbose_name = _("会议决定")
        constraints = [models.UniqueConstraint(fields=["county", "org", "number"], name="decision_number",
                                               condition=~Q(number=""), violation_error_message=_("这个纪要编号已经登记过。"))]
        indexes = [models.Index(fields=["county", "held_on"], name="decision_held")]
        ordering = ["-held_on", "-id"]

    def __str__(self):
        return self.number or f"{self.body} {self.held_on}"

    @property
    def relied_on(self):
        """Whether money was approved by it."""
        return any(rows.filter(approved_on__isnull=False).exists() for rows in (
            self.allocations, self.asides, self.runs))


def _receive(allocation, scope, on):
    from . import ledger

    ledger.move(scope, allocation, "receive", [ledger.Part(allocation.amount)], on=on)
    allocation.refresh_from_db()


def _empty(allocation, scope, on, kind):
    """What is left goes back to where it came from."""
    from . import ledger

    if allocation.available:
        ledger.move(scope, allocation, kind, [ledger.Part(allocation.available)], on=on)
        allocation.refresh_from_db()


class Allocation(Record):
    """资金: one sum from one source under one document, with what it may be used for and until when.

    available, committed and paid are kept in fen; only `ledger.move` changes them, together with its entries.
    """

    class Source(models.TextChoices):
        CENTRAL = rules.CENTRAL, _("中央财政专项")
        PROVINCE = rules.PROVINCE, _("省级财政")
        CITY = "3", _("市级财政")
        COUNTY = "4", _("县级财政配套")
        UNION = "5", _("工会经费")
        ABOVE = "6", _("上级工会拨付")
        DONATION = rules.DONATION, _("社会捐赠")
        INTEREST = "8", _("专户利息")
        EMPLOYER = "9", _("单位行政补助")
        OTHER = "99", _("其他来源")

    class Status(models.TextChoices):
        DRAFT = "draft", _("拟定")
        SENT_UP = "sent_up", _("待批准")
        APPROVED = "approved", _("可使用")
        CLOSED = "closed", _("已结清")
        WITHDRAWN = "withdrawn", _("已撤回")

    org = CountyKey("orgs.Org", models.PROTECT, related_name="+", verbose_name=_("工会"))
    source = models.CharField(_("资金来源"), max_length=2, choices=Source)
    document = models.CharField(_("文号"), max_length=60, blank=True)
    purpose = models.CharField(_("用途"), max_length=200, help_text=_("照文件或捐赠协议的写法。"))
    programmes = models.JSONField(_("限用项目"), default=list, blank=True)
    amount = Fen(_("金额（元）"))
    valid_from = models.DateField(_("使用期限起"))
    valid_to = models.DateField(_("使用期限止"), null=True, blank=True)
    national_only = models.BooleanField(_("只用于国家级档案"), default=False)
    restriction = models.CharField(_("其他限制"), max_length=200, blank=True)
    decision = CountyKey(Decision, models.PROTECT, null=True, blank=True, related_name="allocations",
                         verbose_name=_("会议决定"))
    donor = models.CharField(_("捐赠人"), max_length=120, blank=True)
    receipt = models.CharField(_("捐赠票据号"), max_length=40, blank=True)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    sent_up_on = models.DateField(_("报批日期"), null=True, editable=False)
    approved_on = models.DateField(_("到账日期"), null=True, editable=False)
    ended_on = models.DateField(_("结清日期"), null=True, editable=False)
    available = Fen(_("可用（元）"), default=0, editable=False)
    committed = Fen(_("待发（元）"), default=0, editable=False)
    paid = Fen(_("已发（元）"), default=0, editable=False)

    scoped_by = "org"
    tones = {"draft": "wait", "sent_up": "wait", "approved": "good", "closed": "done", "withdrawn": "bad"}
    acts = {"receive": _("入账"), "commit": _("批准待发"), "release": _("退回可用"), "pay": _("发放"), "return": _("退票"),
            "give_back": _("结余缴回"), "correct": _("更正")}
    flow = Flow(
        "status",
        Step("send_up", _("报批"), [Status.DRAFT], Status.SENT_UP, "fund.edit", stamps="sent_up_on",
             unmet=lambda row: row.missing_to_approve()),
        Step("send_back", _("退回修改"), [Status.SENT_UP], Status.DRAFT, "fund.approve", needs_note=True,
             clears=("sent_up_on",), corrects=True),
        Step("approve", _("批准入账"), [Status.SENT_UP], Status.APPROVED, "fund.approve", stamps="approved_on",
             not_by="send_up", unmet=lambda row: row.missing_to_approve(), then=_receive),
        Step("close", _("结清"), [Status.APPROVED], Status.CLOSED, "fund.approve", stamps="ended_on", needs_note=True,
             unmet=lambda row: row.reasons_not_to_end(),
             then=lambda row, scope, on: _empty(row, scope, on, "give_back")),
        Step("withdraw", _("撤回"), [Status.APPROVED], Status.WITHDRAWN, "fund.approve", stamps="ended_on",
             needs_note=True, unmet=lambda row: row.reasons_not_to_withdraw(),
             then=lambda row, scope, on: _empty(row, scope, on, "correct")),
    )

    class Meta:
        verbose_name = _("资金")
        constraints = [
            models.CheckConstraint(name="allocation_amount", condition=Q(amount__gt=0),
                                   violation_error_message=_("金额必须大于零，请核对。")),
            models.CheckConstraint(name="allocation_available", condition=Q(available__gte=0)),
            models.CheckConstraint(name="allocation_committed", condition=Q(committed__gte=0)),
            models.CheckConstraint(name="allocation_paid", condition=Q(paid__gte=0)),
            models.CheckConstraint(name="allocation_decided", condition=Q(decision__isnull=False) | Q(status="draft")),
            models.CheckConstraint(name="allocation_days",
                                   condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                                   violation_error_message=_("使用期限的止日不能早于起日。")),
            models.CheckConstraint(name="allocation_donor", condition=Q(source=rules.DONATION) & ~Q(donor="")
                                   | ~Q(source=rules.DONATION) & Q(donor="", receipt=""),
                                   violation_error_message=_("社会捐赠须填写捐赠人；其他来源不填捐赠人和票据号。")),
            models.UniqueConstraint(fields=["county", "receipt"], name="allocation_receipt", condition=~Q(receipt=""),
                                    violation_error_message=_("这个捐赠票据号已经用过。")),
        ]
        indexes = [models.Index(fields=["county", "approved_on"], name="allocation_approved")]
        ordering = ["-valid_from", "-id"]

    def __str__(self):
        return f"{self.document} {self.purpose}".strip()

    @property
    def terms(self):
        return rules.Terms(str(self), self.approved_on, self.valid_from, self.valid_to, tuple(self.programmes),
                           self.status == self.Status.APPROVED)

    @property
    def editable(self):
        """Whether what it says may still be changed; once approved money has been entered by it."""
        return self.status == self.Status.DRAFT

    def missing_to_approve(self):
        return rules.missing_to_approve(self.decision and self.decision.held_on, self.source, self.receipt)

    def reasons_not_to_end(self):
        return rules.reasons_not_to_end(self.committed)

    def reasons_not_to_withdraw(self):
        return rules.reasons_not_to_withdraw(self.committed, self.paid)


def _signed(account):
    """The sum of an account over entries: what came in less what went out."""
    return Sum(Case(When(into=account, then=F("fen")), When(out_of=account, then=-F("fen")), default=0))


class Postings(models.QuerySet):
    def balances(self):
        """{allocation id: {account: fen}}, reckoned from the entries."""
        accounts = (rules.SOURCE, rules.AVAILABLE, rules.COMMITTED, rules.PAID)
        rows = self.order_by().values("allocation_id").annotate(**{f"{name}_": _signed(name) for name in accounts})
        return {row["allocation_id"]: {name: row[f"{name}_"] for name in accounts} for row in rows}


@guards.frozen
class Posting(CountyModel):
    """分录: a sum that moved out of one account of an allocation into another on a day. Each is a debit and a credit of
    the same sum in one row, so that no entry is ever out of balance; rows are only added to.

    model, cites: the record it rests on (a pay run, a line); at: the moment of entry.
    """

    class Kind(models.TextChoices):
        RECEIVE = "receive", _("入账")
        COMMIT = "commit", _("批准待发")
        RELEASE = "release", _("退回可用")
        PAY = "pay", _("发放")
        RETURN = "return", _("退票")
        GIVE_BACK = "give_back", _("结余缴回")
        CORRECT = "correct", _("更正")

    ACCOUNTS = [(rules.SOURCE, _("资金来源")), (rules.AVAILABLE, _("可用")), (rules.COMMITTED, _("待发")),
                (rules.PAID, _("已发"))]

    allocation = CountyKey(Allocation, models.PROTECT, db_index=False, related_name="postings", verbose_name=_("资金"))
    kind = models.CharField(_("事项"), max_length=10, choices=Kind)
    out_of = models.CharField(_("贷方"), max_length=10, choices=ACCOUNTS)
    into = models.CharField(_("借方"), max_length=10, choices=ACCOUNTS)
    fen = Fen(_("金额（元）"))
    on = models.DateField(_("日期"))
    at = models.DateTimeField(_("录入时间"), auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+",
                           verbose_name=_("录入人"))
    programme = Programme(_("项目"), blank=True)
    model = models.CharField(max_length=60, blank=True)
    cites = models.UUIDField(null=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    scoped_by = "allocation__org"
    objects = Postings.as_manager()

    class Meta:
        verbose_name = _("分录")
        constraints = [
            models.CheckConstraint(name="posting_sum", condition=Q(fen__gt=0)),
            models.CheckConstraint(name="posting_kind", condition=Q(*[
                Q(kind=kind, out_of=out_of, into=into) for kind, (out_of, into) in rules.MOVES.items()],
                _connector=Q.OR)),
            # Whatever goes wrong elsewhere: no line is paid twice, nor comes back twice.
            models.UniqueConstraint(fields=["county", "cites", "kind"], name="posting_once",
                                    condition=Q(kind__in=["pay", "return"], cites__isnull=False)),
        ]
        indexes = [models.Index(fields=["county", "allocation", "on"], name="posting_day"),
                   models.Index(fields=["county", "kind", "on"], name="posting_kind_day"),
                   models.Index(fields=["county", "cites"], name="posting_cites")]
        ordering = ["-on", "-id"]

    def __str__(self):
        return f"{self.get_kind_display()} {self.on}"


@data_check
def money_adds_up(county):
    """What an allocation keeps as available, committed and paid is what its entries come to."""
    reckoned = Posting.objects.filter(county=county).balances()
    empty = dict.fromkeys((rules.AVAILABLE, rules.COMMITTED, rules.PAID), 0)
    for row in Allocation.objects.filter(county=county).order_by("id").iterator():
        entries = reckoned.get(row.pk, empty)
        wrong = [name for name in empty if getattr(row, name) != entries[name]]
        if wrong:
            yield said_now("资金“%(name)s”的余额与分录不符：%(accounts)s。") % {
                "name": row, "accounts": "、".join(str(dict(Posting.ACCOUNTS)[name]) for name in wrong)}


@data_check
def set_aside_adds_up(county):
    """What is left of a setting-aside is what was committed for it less what was released."""
    entries = Posting.objects.filter(county=county, model="fund.settingaside").order_by()
    reckoned = dict(entries.values_list("cites").annotate(fen=_signed(rules.COMMITTED)))
    for row in SettingAside.objects.filter(county=county).order_by("id").iterator():
        if row.left != reckoned.get(row.pk, 0):
            yield said_now("专项安排“%(name)s”的未动用金额与分录不符。") % {"name": row}


@data_check
def runs_add_up(county):
    """What is committed to a run is what its lines come to that are approved, on their way, returned or paid."""
    entries = Posting.objects.filter(county=county, model="fund.payrun", kind__in=["commit", "release"]).order_by()
    committed = dict(entries.values_list("cites").annotate(fen=_signed(rules.COMMITTED)))
    underway = Q(status__in=["approved", "sent", "returned", "paid", "signed"])
    again = Q(status__in=["planned", "held"], again__isnull=False)  # what came back is still committed
    lines = PayLine.objects.filter(underway | again, county=county)
    due = dict(lines.order_by().values_list("run_id").annotate(fen=Sum("amount")))
    for run in PayRun.objects.filter(county=county).order_by("id").iterator():
        if committed.get(run.pk, 0) != due.get(run.pk, 0):
            yield said_now("发放批次“%(name)s”批准的金额与名单不符。") % {"name": run}
        if {"heads": run.heads, "fen": run.fen} != run.sums:
            yield said_now("发放批次“%(name)s”的人数和金额与名单不符。") % {"name": run}
