"""What is found out about a household, and what was decided on it: papers, consents, visits, reckonings, decisions."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.core.county import CountyKey, Record
from gonghui.core.fields import Sealed

from .. import words
from .households import CATEGORIES, File, Member


class Evidence(Record):
    """证明材料: a paper that was handed in; its scans and photographs are attached to it."""

    file = CountyKey(File, models.PROTECT, related_name="evidence", verbose_name=_("档案"))
    kind = models.CharField(_("材料类型"), max_length=14, choices=words.EVIDENCE)
    received_on = models.DateField(_("收到日期"))
    note = models.CharField(_("说明"), max_length=120, blank=True)

    scoped_by = "file__org"

    class Meta:
        verbose_name = _("证明材料")
        indexes = [models.Index(fields=["county", "file"], name="evidence_file")]
        ordering = ["received_on", "id"]

    def __str__(self):
        return self.get_kind_display()


class Consent(Record):
    """同意书: a member of the household allows something, a guardian for a child; until it is withdrawn."""

    file = CountyKey(File, models.PROTECT, related_name="consents", verbose_name=_("档案"))
    member = CountyKey(Member, models.PROTECT, related_name="consents", verbose_name=_("家庭成员"))
    kind = models.CharField(_("同意事项"), max_length=8, choices=words.CONSENTS)
    guardian = models.CharField(_("监护人"), max_length=40, blank=True)
    given_on = models.DateField(_("签署日期"))
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True)

    scoped_by = "file__org"

    class Meta:
        verbose_name = _("同意书")
        constraints = [
            models.UniqueConstraint(fields=["county", "member", "kind"], name="consent_once",
                                    condition=Q(withdrawn_on=None), violation_error_message=_("此人已签署这项同意书。")),
            models.CheckConstraint(name="consent_guardian", condition=~Q(kind="child") | ~Q(guardian=""),
                                   violation_error_message=_("请填写签署的监护人。")),
        ]
        indexes = [models.Index(fields=["county", "file"], name="consent_file")]
        ordering = ["given_on", "id"]

    def __str__(self):
        return f"{self.member} · {self.get_kind_display()}"


class Exclusion(Record):
    """不予建档情形: one item of the checklist, answered with what shows it."""

    file = CountyKey(File, models.PROTECT, related_name="exclusions", verbose_name=_("档案"))
    item = models.CharField(_("情形"), max_length=10, choices=words.EXCLUSIONS)
    hit = models.BooleanField(_("属实"), default=False)
    grounds = models.CharField(_("核查依据"), max_length=200)
    checked_on = models.DateField(_("核查日期"))

    scoped_by = "file__org"

    class Meta:
        verbose_name = _("不予建档情形")
        constraints = [models.UniqueConstraint(fields=["county", "file", "item"], name="exclusion_once",
                                               violation_error_message=_("这一情形已核查，请修改原来的一行。"))]
        ordering = ["item", "id"]

    def __str__(self):
        return self.get_item_display()


class Visit(Record):
    """入户调查: two at least went to see the household; photographs are attached."""

    file = CountyKey(File, models.PROTECT, related_name="visits", verbose_name=_("档案"))
    on = models.DateField(_("调查日期"))
    visitors = models.CharField(_("调查人"), max_length=80, help_text=_("两人以上，用顿号分开。"))
    met = models.CharField(_("接受调查的人"), max_length=40)
    findings = Sealed(_("调查情况"))

    scoped_by = "file__org"

    class Meta:
        verbose_name = _("入户调查")
        indexes = [models.Index(fields=["county", "file"], name="visit_file")]
        ordering = ["-on", "-id"]

    def __str__(self):
        return f"{self.on} · {self.visitors}"

    @property
    def heads(self):
        """How many went."""
        return len({name.strip() for name in self.visitors.replace(",", "、").replace("，", "、").split("、")} - {""})


class Check(Record):
    """经济状况核对: the civil affairs office was asked about the household's means, and what it answered."""

    class Result(models.TextChoices):
        AGREES = "agrees", _("与申报一致")
        DIFFERS = "differs", _("与申报不一致")

    file = CountyKey(File, models.PROTECT, related_name="checks", verbose_name=_("档案"))
    asked_on = models.DateField(_("提请日期"))
    answered_on = models.DateField(_("答复日期"), null=True, blank=True)
    result = models.CharField(_("核对结果"), max_length=8, choices=Result, blank=True)
    note = Sealed(_("核对情况"), blank=True, default="")

    scoped_by = "file__org"

    class Meta:
        verbose_name = _("经济状况核对")
        constraints = [
            models.CheckConstraint(name="check_days", condition=Q(answered_on=None)
                                   | Q(answered_on__gte=models.F("asked_on")),
                                   violation_error_message=_("答复日期不能早于提请日期。")),
            models.CheckConstraint(name="check_answered", condition=Q(answered_on=None, result="")
                                   | Q(answered_on__isnull=False) & ~Q(result=""),
                                   violation_error_message=_("答复日期和核对结果须一起填写。")),
        ]
        ordering = ["-asked_on", "-id"]

    def __str__(self):
        answer = self.get_result_display() if self.result else _("未答复")
        return f"{self.asked_on} · {answer}"


class Assessment(Record):
    """类别测算: what the rule in force on a day proposes for the household, and what the panel decided. Only added to."""

    file = CountyKey(File, models.PROTECT, related_name="assessments", verbose_name=_("档案"))
    on = models.DateField(_("测算日期"))
    version = models.CharField(_("分类规则"), max_length=8)
    year = models.PositiveSmallIntegerField(_("收支年度"))
    inputs = Sealed(_("测算依据"))  # JSON: the household and the lines as they were
    told = Sealed(_("测算说明"))
    proposed = models.CharField(_("测算类别"), max_length=10, choices=CATEGORIES, blank=True)
    category = models.CharField(_("评定类别"), max_length=10, choices=CATEGORIES, blank=True)
    note = Sealed(_("与测算不一致的理由"), blank=True, default="")
    standards = models.JSONField(default=list)  # ids of the standards it was reckoned by

    scoped_by = "file__org"

    class Meta:
        verbose_name = _("类别测算")
        indexes = [models.Index(fields=["county", "file", "on"], name="assessment_file")]
        ordering = ["-on", "-id"]

    def __str__(self):
        decided = self.get_category_display() if self.category else _("不符合困难标准")
        return f"{self.on} · {decided}"


class Standing(Record):
    """决定时的档案: the whole file as it stood when it was decided on, so that it opens unchanged years later."""

    file = CountyKey(File, models.PROTECT, related_name="standings", verbose_name=_("档案"))
    act = models.CharField(_("决定"), max_length=12)
    on = models.DateField(_("决定日期"))
    category = models.CharField(_("困难类别"), max_length=10, choices=CATEGORIES, blank=True)
    content = Sealed(_("档案内容"))  # JSON: {part: [{field: value}]}
    digest = models.CharField(max_length=64)  # SHA-256 of the content; the audit entry of the step keeps it too

    scoped_by = "file__org"
    acts = {"open_standing": _("打开了当时的档案")}

    class Meta:
        verbose_name = _("决定时的档案")
        indexes = [models.Index(fields=["county", "act", "on"], name="standing_act"),
                   models.Index(fields=["county", "file"], name="standing_file")]
        ordering = ["on", "id"]

    def __str__(self):
        return f"{self.on} · {self.label}"

    @property
    def label(self):
        """The decision as the officer's button said it."""
        return self.file.flow.steps[self.act].label
