"""What the activities come to: how many were held, and how many people came."""
from django.db.models import CharField, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from gonghui.core.figures import figure

from .models import Activity, Attendance

COLUMNS = ("theme", "kind", "org", "held_on", "place")
HELD_ON = "activities.Activity.held_on"
Kind = Activity.Kind


def _held(period, *kinds):
    rows = Activity.objects.filter(held_on__range=period.days)
    return rows.filter(kind__in=kinds) if kinds else rows


@figure("activities.held", label=_("举办活动"), unit=_("场"), columns=COLUMNS, dimensions={"kind": "kind"}, reads=[HELD_ON])
def held(period):
    """举办日期在期内的各类活动；计划中、已取消和更正退回的，没有举办日期，不计。多天的活动按最后一天计一场。"""
    return _held(period)


@figure("activities.attendances", label=_("活动参加人次"), unit=_("人次"), columns=(*COLUMNS, "came"),
        dimensions={"kind": "kind"}, reads=[HELD_ON], measure=Sum("came"))
def attendances(period):
    """期内举办的各类活动的参加人次之和：只填人数的按所填人数，登记名单的按名单中到场的人数，两者不重复。"""
    return _held(period).with_came()


@figure("activities.cadre_classes", label=_("工会干部培训班"), unit=_("期"), concept="INN13", columns=COLUMNS, reads=[HELD_ON])
def cadre_classes(period):
    """举办日期在期内的工会干部培训班，一班为一期；取消的不计，面向职工的培训班不计。"""
    return _held(period, Kind.CADRE_CLASS)


@figure("activities.cadres_trained", label=_("培训工会干部"), unit=_("人"), concept="INN14",
        columns=("name", "employer", "position", "activity"), reads=[HELD_ON], distinct="who")
def cadres_trained(period):
    """期内举办的工会干部培训班名单中到场的人，一人参加几期只计一次：登记了会员的按会员认人，其余按姓名和单位认人。
    报名未到场的不计；只填人数、没有名单的培训班无法认人，不计，请登记名单。"""
    by_name = Concat("name", Value(" "), "employer", output_field=CharField())
    came = Attendance.objects.filter(
        activity__kind=Kind.CADRE_CLASS, activity__held_on__range=period.days, present=True)
    return came.annotate(who=Coalesce(Cast("person_id", CharField()), by_name))


@figure("activities.cadre_class_attendances", label=_("工会干部培训人次"), unit=_("人次"),
        columns=(*COLUMNS, "came"), reads=[HELD_ON], measure=Sum("came"))
def cadre_class_attendances(period):
    """期内举办的工会干部培训班的参加人次之和：登记名单的按到场的人数，只填人数的按所填人数。"""
    return _held(period, Kind.CADRE_CLASS).with_came()


@figure("activities.health_lectures", label=_("女职工健康知识讲座"), unit=_("场"), concept="RTS22", columns=COLUMNS,
        reads=[HELD_ON])
def health_lectures(period):
    """举办日期在期内的健康知识讲座；取消的不计，其他讲座不计。"""
    return _held(period, Kind.HEALTH_LECTURE)


@figure("activities.lecture_attendances", label=_("健康知识讲座参加人次"), unit=_("人"), concept="RTS23",
        columns=(*COLUMNS, "came"), reads=[HELD_ON], measure=Sum("came"))
def lecture_attendances(period):
    """期内举办的健康知识讲座的参加人次之和：只填人数的按所填人数，登记名单的按到场的人数。一人听两场计两人次。"""
    return _held(period, Kind.HEALTH_LECTURE).with_came()


@figure("activities.culture", label=_("文体活动"), unit=_("场"), concept="OFF01", columns=COLUMNS, reads=[HELD_ON],
        dimensions={"kind": "kind"})
def culture(period):
    """举办日期在期内的文艺演出和体育活动。"""
    return _held(period, Kind.PERFORMANCE, Kind.SPORTS)


@figure("activities.job_fairs", label=_("招聘会"), unit=_("场"), concept="AID18", columns=COLUMNS, reads=[HELD_ON])
def job_fairs(period):
    """举办日期在期内的招聘会。"""
    return _held(period, Kind.JOB_FAIR)
