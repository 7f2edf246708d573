"""What the duties come to: chairs in office, and townships that have both of theirs."""
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from gonghui.core.figures import figure
from gonghui.registry.orgs.codes import Kind
from gonghui.registry.orgs.models import Org

from .models import Duty

HELD = ("posts.Duty.first_on", "posts.Duty.last_on")


@figure("orgs.full_complement", label=_("配齐专、兼职主席的乡镇"), unit=_("个"), concept="ORG15",
        columns=("name", "division", "founded_on"), stock=True,
        reads=["orgs.Org.founded_on", "orgs.Org.dissolved_on", *HELD])
def full_complement(period):
    """期末当天既有专职工会主席、又有兼职工会主席在任的乡镇（街道）工会。
    按任职、离任日期计算，离任当天仍算在任；副主席、组织员不能顶替主席；已撤销的乡镇工会不计。"""
    chairs = Duty.objects.chairs().on(period.last).filter(county_id=OuterRef("county_id"), org_id=OuterRef("pk"))
    return Org.objects.in_being(period.last).filter(
        Exists(chairs.filter(full_time=True)), Exists(chairs.filter(full_time=False)), kind=Kind.TOWN)


COLUMNS = ("name", "org", "position", "first_on", "last_on")


@figure("posts.chairs_full_time", label=_("专职工会主席"), unit=_("人"), concept="ORG13", columns=COLUMNS, reads=HELD,
        dimensions={"kind": "org__kind"}, stock=True)
def chairs_full_time(period):
    """期末当天在任的专职工会主席，各级工会都算；离任当天仍算在任。"""
    return Duty.objects.chairs().on(period.last).filter(full_time=True)


@figure("posts.chairs_part_time", label=_("兼职工会主席"), unit=_("人"), concept="ORG14", columns=COLUMNS, reads=HELD,
        dimensions={"kind": "org__kind"}, stock=True)
def chairs_part_time(period):
    """期末当天在任的兼职工会主席，各级工会都算；离任当天仍算在任。"""
    return Duty.objects.chairs().on(period.last).filter(full_time=False)
