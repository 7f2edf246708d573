"""专项安排: money of an allocation set aside by a decision for one matter (a flood), before the people are known."""
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonghui.core.county import CountyKey, Record
from gonghui.core.fields import Fen
from gonghui.core.flow import Flow, Refused, Step, spoken

from . import rules
from .codes import Programme


def _set_aside(row, scope, on):
    from . import ledger

    ledger.move(scope, row.allocation, "commit",
                [ledger.Part(row.amount, programme=row.programme, **ledger.citing(row))], on=on)
    row.leave(row.amount)


def _give_up(row, scope, on):
    from . import ledger

    if row.left:
        ledger.move(scope, row.allocation, "release",
                    [ledger.Part(row.left, programme=row.programme, **ledger.citing(row))], on=on)
        row.leave(-row.left)


class SettingAside(Record):
    """One sum set aside: committed as a whole, then drawn on by pay runs until it is used up or given up.

    left: fen not drawn yet; only `leave` changes it, with the ledger's entries. subject: the record it is for.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("拟定")
        SENT_UP = "sent_up", _("待批准")
        APPROVED = "approved", _("可使用")
        ENDED = "ended", _("已结束")

    org = CountyKey("orgs.Org", models.PROTECT, related_name="+", verbose_name=_("工会"))
    allocation = CountyKey("fund.Allocation", models.PROTECT, related_name="asides", verbose_name=_("资金"))
    decision = CountyKey("fund.Decision", models.PROTECT, related_name="asides", verbose_name=_("会议决定"))
    purpose = models.CharField(_("安排事项"), max_length=120, help_text=_("如“七月洪灾救助”。"))
    programme = Programme(_("帮扶项目"))
    subject_model = models.CharField(max_length=60, blank=True, editable=False)
    subject = models.UUIDField(null=True, editable=False)
    amount = Fen(_("金额（元）"))
    left = Fen(_("未动用（元）"), default=0, editable=False)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    sent_up_on = models.DateField(_("报批日期"), null=True, editable=False)
    approved_on = models.DateField(_("批准日期"), null=True, editable=False)
    ended_on = models.DateField(_("结束日期"), null=True, editable=False)

    scoped_by = "org"
    tones = {"draft": "wait", "sent_up": "wait", "approved": "good", "ended": "done"}
    flow = Flow(
        "status",
        Step("send_up", _("报批"), [Status.DRAFT], Status.SENT_UP, "fund.edit", stamps="sent_up_on"),
        Step("send_back", _("退回修改"), [Status.SENT_UP], Status.DRAFT, "fund.approve", needs_note=True,
             clears=("sent_up_on",), corrects=True),
        Step("approve", _("批准"), [Status.SENT_UP], Status.APPROVED, "fund.approve", stamps="approved_on",
             not_by="send_up", then=_set_aside),
        Step("end", _("结束并退回余额"), [Status.APPROVED], Status.ENDED, "fund.approve", stamps="ended_on",
             needs_note=True, then=_give_up),
    )

    class Meta:
        verbose_name = _("专项安排")
        constraints = [
            models.CheckConstraint(name="aside_amount", condition=Q(amount__gt=0),
                                   violation_error_message=_("金额必须大于零，请核对。")),
            models.CheckConstraint(name="aside_left", condition=Q(left__gte=0) & Q(left__lte=F("amount"))),
        ]
        indexes = [models.Index(fields=["county", "approved_on"], name="aside_approved")]
        ordering = ["-id"]

    def __str__(self):
        return self.purpose

    @property
    def editable(self):
        return self.status == self.Status.DRAFT

    def leave(self, fen):
        """Moves `left` by one conditional UPDATE. Raises Refused where less is left."""
        rows = type(self).objects.filter(pk=self.pk, county_id=self.county_id, left__gte=max(-fen, 0))
        if not rows.update(left=F("left") + fen, version=F("version") + 1):
            raise Refused(*spoken([rules.too_little_left(str(self), -fen)]))
        self.refresh_from_db(fields=["left", "version"])
