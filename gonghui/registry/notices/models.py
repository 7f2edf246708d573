"""Public notices, the lines they show and the objections raised against a line."""
import re
import secrets

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from gonghui.core import calendar, standards
from gonghui.core.county import CountyKey, Record
from gonghui.core.fields import Phone, Prefixed
from gonghui.core.flow import Flow, Step
from gonghui.registry.orgs.models import Org

from . import rules

_WORD = re.compile(r"([0-9a-f]{1,8})-([\w-]{32})", re.A)


def fresh_token():
    """192 random bits: who was not given the address of a public page does not find it."""
    return secrets.token_urlsafe(24)


class Notices(models.QuerySet):
    def with_lines(self):
        """Those that have anybody on them."""
        return self.filter(Exists(Line.objects.filter(county_id=OuterRef("county_id"), notice_id=OuterRef("pk"))))

    def over(self, day):
        """Those whose last day has passed and that nobody has closed."""
        return self.filter(status=Notice.Status.POSTED, ends_on__lt=day)

    def public(self, word, day):
        """The notice that a public address names, on the days that it hangs; else none. word: `Notice.address_word`."""
        named = _WORD.fullmatch(word)
        if not named:
            return self.none()
        return self.filter(county_id=int(named[1], 16), token=named[2], status=Notice.Status.POSTED,
                           posted_on__lte=day, ends_on__gte=day)


class Notice(Record):
    """公示: a list that hangs in public for so many days, so that whoever knows better may object.

    `ends_on`, its last day, is reckoned from the standard when it is posted. `token` is the secret part of the
    address of the page that the public reads without an account.
    """

    class Kind(models.TextChoices):
        HARDSHIP = "hardship", _("困难职工档案")
        AID = "aid", _("帮扶名单")
        HONOUR = "honour", _("评选表彰")
        OTHER = "other", _("其他公示")

    class Status(models.TextChoices):
        DRAFT = "draft", _("拟稿")
        POSTED = "posted", _("公示中")
        ENDED = "ended", _("已结束")
        WITHDRAWN = "withdrawn", _("已撤回")

    org = CountyKey(Org, models.PROTECT, related_name="notices", verbose_name=_("公示单位"))
    kind = models.CharField(_("类别"), max_length=10, choices=Kind, default=Kind.OTHER)
    title = models.CharField(_("标题"), max_length=120)
    matter = models.CharField(_("公示事项"), max_length=300, help_text=_("一句话说明公示什么，会写在公示上。"))
    place = models.CharField(_("张贴地点"), max_length=120, blank=True)
    phone = Phone(_("受理异议电话"), blank=True)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    token = models.CharField(max_length=40, default=fresh_token, editable=False)
    posted_on = models.DateField(_("张贴日期"), null=True, editable=False)
    ends_on = models.DateField(_("公示截止日期"), null=True, editable=False)
    ended_on = models.DateField(_("结束日期"), null=True, editable=False)
    withdrawn_on = models.DateField(_("撤回日期"), null=True, editable=False)

    scoped_by = "org"
    objects = Notices.as_manager()
    tones = {"posted": "wait", "ended": "good", "withdrawn": "done"}
    acts = {"announce": _("拟了公示")}
    flow = Flow(
        "status",
        Step("post", _("张贴"), (Status.DRAFT,), Status.POSTED, "notices.approve", stamps="posted_on",
             due=("ends_on", rules.PUBLICITY_DAYS), unmet=lambda notice: notice.missing_to_post(),
             unmet_on=lambda notice, on: notice.undated(on)),
        Step("end", _("结束"), (Status.POSTED,), Status.ENDED, "notices.edit", stamps="ended_on",
             unmet_on=lambda notice, on: rules.reasons_against_end(notice.ends_on, on)),
        Step("withdraw", _("撤回"), (Status.POSTED,), Status.WITHDRAWN, "notices.approve", stamps="withdrawn_on",
             needs_note=True),
    )

    class Meta:
        verbose_name = _("公示")
        constraints = [
            models.UniqueConstraint(fields=["county", "token"], name="notice_token"),
            models.CheckConstraint(
                name="notice_posted_when", condition=Q(status="draft", posted_on=None, ends_on=None)
                | ~Q(status="draft") & Q(posted_on__isnull=False, ends_on__isnull=False, ends_on__gte=F("posted_on"))),
            models.CheckConstraint(
                name="notice_ended_when",
                condition=Q(status="ended", ended_on__isnull=False, ended_on__gt=F("ends_on"))
                | ~Q(status="ended") & Q(ended_on=None)),
            models.CheckConstraint(name="notice_withdrawn_when",
                                   condition=Q(status="withdrawn", withdrawn_on__isnull=False)
                                   | ~Q(status="withdrawn") & Q(withdrawn_on=None)),
        ]
        indexes = [models.Index(fields=["county", "status", "ends_on"], name="notice_ends"),
                   models.Index(fields=["county", "posted_on"], name="notice_posted")]
        ordering = ["-id"]

    def __str__(self):
        return self.title

    @property
    def draft(self):
        """Whether it may still be changed."""
        return self.status == self.Status.DRAFT

    @property
    def hung(self):
        """Whether it was posted and stands: objections are received."""
        return self.status in (self.Status.POSTED, self.Status.ENDED)

    def open_on(self, day):
        """Whether the public may read it on a day."""
        return self.status == self.Status.POSTED and self.posted_on <= day <= self.ends_on

    @property
    def address_word(self):
        """The word in the address of its public page; the county in front, so that one county's rows are asked."""
        return f"{self.county_id:x}-{self.token}"

    def missing_to_post(self):
        without = self.lines.filter(consent_on=None).order_by("number").values_list("number", "name")
        return rules.missing_to_post(self.place, self.phone, self.lines.exists(), list(without))

    def undated(self, on):
        """Why its last day cannot be reckoned: a notice without one is none. Weekends alone would end it too early."""
        try:
            days = standards.at(rules.PUBLICITY_DAYS, on, self.county.division_id)
            calendar.add_days(on, days.number, working=calendar.DAYS[days.unit])
        except (standards.NotSet, calendar.YearUnknown) as missing:
            return [str(missing)]
        return []


class Lines(models.QuerySet):
    def stood(self):
        """With what decides whether a line may go on: its notice's `status` and `ends_on`, `contested` (an objection
        waits for its answer) and `struck` (one was upheld)."""
        raised = Objection.objects.filter(county_id=OuterRef("county_id"), line_id=OuterRef("pk"))
        return self.annotate(status=F("notice__status"), ends_on=F("notice__ends_on"),
                             contested=Exists(raised.filter(status=Objection.Status.RECEIVED)),
                             struck=Exists(raised.filter(status=Objection.Status.UPHELD)))

    def shown(self):
        """What the public may read: a line that an objection has struck is shown no more."""
        return self.stood().filter(struck=False).order_by("number")


class Line(Record):
    """One person on a notice. `subject` is the id of the record that is announced, of the model `subject_model`
    ("hardship.File"); none where the line was written by hand. `consent_on`: the day on the consent to publish."""

    notice = CountyKey(Notice, models.PROTECT, related_name="lines", verbose_name=_("公示"))
    number = models.PositiveIntegerField(_("序号"))
    name = Prefixed(_("姓名"), max_length=rules.NAME)
    employer = models.CharField(_("单位"), max_length=rules.WORDS, blank=True)
    matter = models.CharField(_("公示内容"), max_length=rules.WORDS, blank=True)
    consent_on = models.DateField(_("同意公示日期"), null=True, blank=True)
    subject_model = models.CharField(max_length=60, blank=True, editable=False)
    subject = models.UUIDField(null=True, editable=False)

    scoped_by = "notice__org"
    objects = Lines.as_manager()

    class Meta:
        verbose_name = _("公示人员")
        constraints = [
            models.UniqueConstraint(fields=["county", "notice", "number"], name="line_number"),
            models.UniqueConstraint(fields=["county", "notice", "subject"], name="line_subject_once",
                                    condition=Q(subject__isnull=False),
                                    violation_error_message=_("这条记录已在这份公示里，不能重复公示。")),
            models.CheckConstraint(name="line_subject", condition=Q(subject=None, subject_model="")
                                   | Q(subject__isnull=False) & ~Q(subject_model="")),
        ]
        indexes = [models.Index(fields=["county", "subject"], name="line_subject_at"),
                   models.Index(fields=["county", "name"], name="line_name")]
        ordering = ["notice_id", "number"]

    def __str__(self):
        return _("%(number)d号%(name)s") % {"number": self.number, "name": self.name}

    @property
    def masked(self):
        """The name as the public reads it."""
        return rules.masked_name(self.name)


class Objection(Record):
    """异议: somebody says that a line is wrong. It stops that line until it is answered, and for good where it is
    upheld. Who objects need not give a name."""

    class Status(models.TextChoices):
        RECEIVED = "received", _("待答复")
        UPHELD = "upheld", _("异议成立")
        REJECTED = "rejected", _("异议不成立")
        WITHDRAWN = "withdrawn", _("已撤销")

    line = CountyKey(Line, models.PROTECT, related_name="objections", verbose_name=_("公示人员"))
    received_on = models.DateField(_("收到日期"))
    from_name = models.CharField(_("提出人"), max_length=40, blank=True)
    phone = Phone(_("联系电话"), blank=True)
    text = models.TextField(_("异议内容"))
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.RECEIVED, editable=False)
    due_on = models.DateField(_("答复期限"), null=True, editable=False)
    answer = models.TextField(_("答复"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True, editable=False)
    withdrawn_on = models.DateField(_("撤销日期"), null=True, editable=False)

    scoped_by = "line__notice__org"
    tones = {"received": "wait", "upheld": "bad", "rejected": "good", "withdrawn": "done"}
    acts = {"object": _("登记了异议")}
    flow = Flow(
        "status",
        Step("uphold", _("异议成立"), (Status.RECEIVED,), Status.UPHELD, "notices.approve", stamps="answered_on",
             asks=("answer",), unmet_on=lambda objection, on: objection.too_early(on)),
        Step("reject", _("异议不成立"), (Status.RECEIVED,), Status.REJECTED, "notices.approve",
             stamps="answered_on", asks=("answer",), unmet_on=lambda objection, on: objection.too_early(on)),
        Step("drop", _("本人撤销"), (Status.RECEIVED,), Status.WITHDRAWN, "notices.approve", stamps="withdrawn_on",
             needs_note=True, unmet_on=lambda objection, on: objection.too_early(on)),
    )

    class Meta:
        verbose_name = _("异议")
        constraints = [
            models.CheckConstraint(
                name="objection_answered_when",
                condition=Q(status__in=["upheld", "rejected"], answered_on__isnull=False,
                            answered_on__gte=F("received_on")) & ~Q(answer="")
                | ~Q(status__in=["upheld", "rejected"]) & Q(answered_on=None)),
            models.CheckConstraint(
                name="objection_withdrawn_when",
                condition=Q(status="withdrawn", withdrawn_on__isnull=False, withdrawn_on__gte=F("received_on"))
                | ~Q(status="withdrawn") & Q(withdrawn_on=None)),
        ]
        indexes = [models.Index(fields=["county", "line", "status"], name="objection_line"),
                   models.Index(fields=["county", "status", "due_on"], name="objection_due"),
                   models.Index(fields=["county", "received_on"], name="objection_received")]
        ordering = ["-received_on", "-id"]

    def __str__(self):
        return _("对%s的异议") % self.line

    def too_early(self, on):
        return rules.reasons_against_answer(self.received_on, on)
