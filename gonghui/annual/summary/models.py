"""年度工作总结: a text in sections whose numbers are figures; its issues with the proof of each printed number."""
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonghui.core.county import CountyKey, CountyModel, Record
from gonghui.core.flow import Flow, Step
from gonghui.core.periods import Period

from .readings import ReadFigure, Reading

__all__ = ["Issue", "Printed", "ReadFigure", "Reading", "Section", "Summary"]


class Summary(Record):
    """One org's summary of one span of days, in the making. Issuing freezes a copy; the text may go on."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("起草中")
        SENT_UP = "sent_up", _("待签发")
        ISSUED = "issued", _("已印发")

    org = CountyKey("orgs.Org", models.PROTECT, related_name="+", verbose_name=_("单位"))
    title = models.CharField(_("标题"), max_length=80)
    addressee = models.CharField(_("主送"), max_length=60, default="县委")
    first = models.DateField(_("起"))
    last = models.DateField(_("止"), help_text=_("总结里没有另写期间的数字，都算到这一天。"))
    names = models.TextField(_("名称表"), blank=True, help_text=_("带数字的专有名称，一行一个，如“十二五规划”。"))
    issued_on = models.DateField(_("印发日期"), null=True, editable=False)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.DRAFT, editable=False)

    scoped_by = "org"
    flow = Flow(
        "status",
        Step("send_up", _("送签"), [Status.DRAFT], Status.SENT_UP, "summary.write"),
        Step("send_back", _("退回修改"), [Status.SENT_UP], Status.DRAFT, "summary.issue", needs_note=True),
        Step("issue", _("印发"), [Status.SENT_UP], Status.ISSUED, "summary.issue", stamps="issued_on",
             not_by="send_up"),
        Step("reopen", _("重新起草"), [Status.ISSUED], Status.DRAFT, "summary.write", needs_note=True),
    )

    class Meta:
        verbose_name = _("年度工作总结")
        indexes = [models.Index(fields=["county", "org", "last"], name="summary_org_last")]
        constraints = [models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="summary_span")]
        ordering = ["-last", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("summary:sheet", args=[self.pk])

    @property
    def period(self):
        return Period(self.first, self.last)

    @property
    def name_list(self):
        return [line.strip() for line in self.names.splitlines() if line.strip()]


class Section(Record):
    """One chapter of the text: a heading, and paragraphs a line each, with figures in braces."""

    summary = CountyKey(Summary, models.CASCADE, related_name="sections")
    org = CountyKey("orgs.Org", models.PROTECT, related_name="+", editable=False)
    place = models.PositiveSmallIntegerField(_("次序"), default=0)
    heading = models.CharField(_("标题"), max_length=80, blank=True)
    text = models.TextField(_("正文"), blank=True)

    scoped_by = "org"

    class Meta:
        verbose_name = _("总结章节")
        constraints = [models.UniqueConstraint(fields=["county", "summary", "place"], name="section_place")]
        ordering = ["summary", "place"]

    def __str__(self):
        return self.heading or str(_("前言"))


class Issue(CountyModel):
    """A summary as it was issued: number S2010-3, its visible text, its files, the audit seal it was issued under."""

    summary = CountyKey(Summary, models.PROTECT, related_name="issues")
    org = CountyKey("orgs.Org", models.PROTECT, related_name="+")
    number = models.CharField(_("编号"), max_length=20)
    on = models.DateField(_("印发日期"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("签发人"))
    text = models.TextField()
    seal = models.CharField(_("审计封条"), max_length=100)
    word_digest = models.CharField(max_length=64)
    pdf_digest = models.CharField(_("PDF 校验码"), max_length=64)

    scoped_by = "org"

    class Meta:
        verbose_name = _("印发稿")
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="issue_number")]
        indexes = [models.Index(fields=["county", "pdf_digest"], name="issue_pdf_digest")]
        ordering = ["-at"]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("summary:issue_sheet", args=[self.pk])


class Printed(CountyModel):
    """A number of an issue: where it stands, what it said, and the rows that proved it that day."""

    issue = CountyKey(Issue, models.CASCADE, related_name="numbers")
    org = CountyKey("orgs.Org", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField()
    text = models.CharField(max_length=40)
    paragraph = models.TextField()
    proof = models.JSONField()

    scoped_by = "org"

    class Meta:
        verbose_name = _("印发数字")
        constraints = [models.UniqueConstraint(fields=["county", "issue", "position"], name="printed_position")]
        ordering = ["issue", "position"]

    @property
    def tag(self):
        return f"{self.issue.number}:{self.position}"

    @property
    def period(self):
        return Period(self.first, self.last)
