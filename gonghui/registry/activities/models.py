"""Activities of unions and the people who took part."""
from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from gonghui.core.county import CountyKey, Record
from gonghui.core.fields import Fen
from gonghui.core.flow import Flow, Step
from gonghui.registry.orgs.models import Org

from . import rules


class Activities(models.QuerySet):
    def with_came(self):
        """With `came`: how many took part, the heads counted or the names of those present. Never both."""
        present = Attendance.objects.filter(county_id=OuterRef("county_id"), activity_id=OuterRef("pk"), present=True)
        names = present.order_by().values("activity_id").annotate(n=Count("pk")).values("n")
        heads = When(counted_by=rules.HEADS, then=Coalesce(F("heads"), 0))
        return self.annotate(came=Case(heads, default=Coalesce(Subquery(names), 0),
                                       output_field=models.IntegerField()))


class Activity(Record):
    """活动: a class, lecture, exhibition, assembly or another gathering that a union holds.

    It counts a number of heads, or the names of its attendance list: never both. `held_on` is stamped by the step:
    the day it was held, of several days the last.
    """

    class Kind(models.TextChoices):
        CADRE_CLASS = "cadre_class", _("工会干部培训班")
        CLASS = "class", _("职工培训班")
        HEALTH_LECTURE = "health_lecture", _("健康知识讲座")
        LECTURE = "lecture", _("讲座")
        EXHIBITION = "exhibition", _("展览")
        ASSEMBLY = "assembly", _("大会")
        MEETING = "meeting", _("座谈会")
        JOB_FAIR = "job_fair", _("招聘会")
        PERFORMANCE = "performance", _("文艺演出")
        SPORTS = "sports", _("体育活动")
        CONTEST = "contest", _("竞赛")
        OUTREACH = "outreach", _("宣传活动")
        OTHER = "other", _("其他活动")

    class Status(models.TextChoices):
        PLANNED = "planned", _("计划中")
        HELD = "held", _("已举办")
        CANCELLED = "cancelled", _("已取消")

    class Counted(models.TextChoices):
        HEADS = rules.HEADS, _("只填人数")
        NAMES = rules.NAMES, _("登记名单")

    org = CountyKey(Org, models.PROTECT, related_name="activities", verbose_name=_("主办工会"))
    kind = models.CharField(_("类别"), max_length=20, choices=Kind)
    theme = models.CharField(_("主题"), max_length=120)
    first_on = models.DateField(_("开始日期"))
    last_on = models.DateField(_("结束日期"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    audience = models.CharField(_("参加对象"), max_length=120, blank=True)
    partners = models.CharField(_("协办单位"), max_length=200, blank=True)
    cost = Fen(_("费用"), null=True, blank=True)
    hours = models.DecimalField(_("学时"), max_digits=5, decimal_places=1, null=True, blank=True)
    counted_by = models.CharField(_("人数统计方式"), max_length=5, choices=Counted, default=Counted.HEADS)
    heads = models.PositiveIntegerField(_("参加人数"), null=True, blank=True)
    summary = models.TextField(_("活动内容"), blank=True)
    status = models.CharField(_("状态"), max_length=10, choices=Status, default=Status.PLANNED, editable=False)
    held_on = models.DateField(_("举办日期"), null=True, editable=False)
    cancelled_on = models.DateField(_("取消日期"), null=True, editable=False)

    scoped_by = "org"
    objects = Activities.as_manager()
    tones = {"planned": "wait", "held": "good", "cancelled": "done"}
    acts = {"attach": _("添加了照片或材料")}
    flow = Flow(
        "status",
        Step("hold", _("举办"), (Status.PLANNED,), Status.HELD, "activities.edit", stamps="held_on",
             unmet=lambda activity: activity.missing_to_hold()),
        Step("cancel", _("取消"), (Status.PLANNED,), Status.CANCELLED, "activities.edit", stamps="cancelled_on",
             needs_note=True),
        Step("reopen", _("更正"), (Status.HELD, Status.CANCELLED), Status.PLANNED, "activities.approve",
             needs_note=True, clears=("held_on", "cancelled_on"), corrects=True),
    )

    class Meta:
        verbose_name = _("活动")
        constraints = [
            models.CheckConstraint(name="activity_heads_or_names", condition=Q(counted_by="heads") | Q(heads=None),
                                   violation_error_message=_("按名单统计的活动不另填参加人数，人数由名单得出。")),
            models.CheckConstraint(name="activity_days", condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                                   violation_error_message=_("结束日期不能早于开始日期。")),
            models.CheckConstraint(name="activity_cost", condition=Q(cost=None) | Q(cost__gte=0),
                                   violation_error_message=_("费用不能是负数。")),
            models.CheckConstraint(name="activity_held_when", condition=Q(status="held", held_on__isnull=False)
                                   | ~Q(status="held") & Q(held_on=None)),
            models.CheckConstraint(name="activity_cancelled_when",
                                   condition=Q(status="cancelled", cancelled_on__isnull=False)
                                   | ~Q(status="cancelled") & Q(cancelled_on=None)),
        ]
        indexes = [
            models.Index(fields=["county", "kind", "held_on"], name="activity_held"),
            models.Index(fields=["county", "first_on"], name="activity_first"),
        ]
        ordering = ["-first_on", "-id"]

    def __str__(self):
        return self.theme

    @property
    def open(self):
        """Whether what it counts may still be changed; afterwards a correction reopens it first."""
        return self.status == self.Status.PLANNED

    def missing_to_hold(self):
        present = self.attendances.filter(present=True).exists() if self.counted_by == rules.NAMES else False
        return rules.missing_to_hold(self.counted_by, self.heads, present)


class Attendance(Record):
    """A name on an activity's list: enrolled, and `present` once it is known that the person came."""

    activity = CountyKey(Activity, models.PROTECT, related_name="attendances", verbose_name=_("活动"))
    person = CountyKey("people.Person", models.PROTECT, null=True, blank=True, related_name="attendances",
                       verbose_name=_("会员"))
    name = models.CharField(_("姓名"), max_length=40)
    employer = models.CharField(_("单位"), max_length=120, blank=True)
    position = models.CharField(_("职务"), max_length=60, blank=True)
    present = models.BooleanField(_("到场"), default=False)
    certificate = models.CharField(_("证书编号"), max_length=40, blank=True)
    note = models.CharField(_("备注"), max_length=120, blank=True)

    scoped_by = "activity__org"
    acts = {"enrol": _("登记了参加人员")}

    class Meta:
        verbose_name = _("参加人员")
        constraints = [
            models.UniqueConstraint(fields=["county", "activity", "person"], name="attendance_once",
                                    condition=Q(person__isnull=False),
                                    violation_error_message=_("此人已在名单中。")),
            models.UniqueConstraint(fields=["county", "activity", "name", "employer"], name="attendance_name_once",
                                    condition=Q(person=None),
                                    violation_error_message=_("名单中已有同单位同姓名的人；确是两人的，请在姓名后注明。")),
            models.UniqueConstraint(fields=["county", "certificate"], name="certificate_once",
                                    condition=~Q(certificate=""),
                                    violation_error_message=_("该证书编号已发给别人，请核对。")),
            models.CheckConstraint(name="certificate_if_present", condition=Q(certificate="") | Q(present=True),
                                   violation_error_message=_("未到场的人不能发证书，请核对。")),
        ]
        ordering = ["name", "id"]

    def __str__(self):
        return self.name
