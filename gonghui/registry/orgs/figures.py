"""What the union tree comes to: unions founded and dissolved, unions there are, employers they cover."""
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonghui.core import standards
from gonghui.core.county import County
from gonghui.core.figures import figure, quoted

from .codes import BASIC
from .models import Cover, Org, lasting

COLUMNS = ("name", "kind", "division", "founded_on", "dissolved_on")
DIMENSIONS = {"kind": "kind", "employer_kind": "employer_kind", "industry": "industry"}
FOUNDED, DISSOLVED = "orgs.Org.founded_on", "orgs.Org.dissolved_on"


@figure("orgs.founded", label=_("新建工会"), unit=_("家"), concept="ORG02", columns=COLUMNS, dimensions=DIMENSIONS,
        reads=[FOUNDED])
def founded(period):
    """成立日期在期内的基层工会（单独、联合和村、社区工会）；分会、工会小组和乡镇、产业等上级工会不计。
    已经批准、还没有成立的不计；成立后又撤销的，当期仍计；更正了成立日期的，按更正后的日期计。"""
    return Org.objects.filter(kind__in=BASIC, founded_on__range=period.days)


@figure("orgs.dissolved", label=_("撤销工会"), unit=_("家"), columns=COLUMNS, dimensions=DIMENSIONS, reads=[DISSOLVED])
def dissolved(period):
    """撤销日期在期内的基层工会。"""
    return Org.objects.filter(kind__in=BASIC, dissolved_on__range=period.days)


@figure("orgs.in_being", label=_("基层工会总数"), unit=_("家"), concept="ORG01", columns=COLUMNS,
        dimensions=DIMENSIONS, reads=[FOUNDED, DISSOLVED], stock=True)
def in_being(period):
    """期末当天存在的基层工会：已经成立、尚未撤销；撤销当天起不再计算。"""
    return Org.objects.in_being(period.last).filter(kind__in=BASIC)


@figure("orgs.employers_covered", label=_("工会涵盖单位"), unit=_("个"), concept="ORG08",
        columns=("employer", "org", "first", "last"), reads=["orgs.Cover.first", "orgs.Cover.last"],
        dimensions={"kind": "employer__kind", "industry": "employer__industry"}, stock=True)
def employers_covered(period):
    """期末当天由工会覆盖的用人单位：覆盖关系已经开始、还没有结束（结束当天仍算），单位当天没有注销。
    一个单位同时只由一个工会覆盖，所以各工会相加等于全县。"""
    going = Q(employer__closed_on=None) | Q(employer__closed_on__gt=period.last)
    return Cover.objects.filter(lasting(period.last), going)


@quoted("orgs.min_members", label=_("应当建会的会员人数"), unit=_("人"), quoted="number")
def min_members(scope, period):
    """期末当天有效的法定标准：会员达到多少人应当建立基层工会委员会。取自“标准”页中的一行，注明依据。"""
    division = County.objects.get(pk=scope.county_id).division_id
    return standards.in_force(period.last, division, key="org.min_members").get("org.min_members")
