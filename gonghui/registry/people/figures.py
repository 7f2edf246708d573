"""What the membership comes to: who joined, who left, how many there are on a day."""
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from gonghui.core.figures import figure, ratio

from .models import Membership

COLUMNS = ("person", "org", "joined_on", "how", "left_on")
DIMENSIONS = {"sex": "person__sex", "education": "person__education", "household": "person__household",
              "employment": "person__employment"}
JOINED, LEFT, KEPT = (f"people.Membership.{name}" for name in ("joined_on", "left_on", "retained_on"))


@figure("people.joined", label=_("发展会员"), unit=_("人"), concept="ORG04", columns=COLUMNS, dimensions=DIMENSIONS,
        reads=[JOINED], looks_back=True, from_ever=True)
def joined(period):
    """入会日期在期内、且在本县第一次入会的人。
    转会进来的、保留会籍以后恢复的不算发展；退会后重新入会的，因以前入过会，不再计算；导入后撤销、更正删除的，没有会籍，自然不计。"""
    earlier = Membership.objects.filter(
        Q(joined_on=None) | Q(joined_on__lt=OuterRef("joined_on"))
        | Q(joined_on=OuterRef("joined_on"), pk__lt=OuterRef("pk")),
        county_id=OuterRef("county_id"), person_id=OuterRef("person_id"))
    return Membership.objects.filter(~Exists(earlier), how=Membership.How.JOIN, joined_on__range=period.days)


@figure("people.left", label=_("离会人员"), unit=_("人"), columns=(*COLUMNS, "left_why"),
        dimensions={**DIMENSIONS, "why": "left_why"})
def left(period):
    """离会日期在期内的会籍。转到本县另一个工会的、保留会籍以后恢复的，没有离开本县的工会，不计。"""
    # No date in `reads`: a later membership, whenever it is entered, says that this one did not end in leaving.
    onward = Membership.objects.filter(
        county_id=OuterRef("county_id"), person_id=OuterRef("person_id"), came_from_id=OuterRef("pk"))
    return Membership.objects.filter(~Exists(onward), left_on__range=period.days)


@figure("people.members", label=_("会员总数"), unit=_("人"), concept="ORG03", columns=COLUMNS, dimensions=DIMENSIONS,
        reads=[JOINED, LEFT, KEPT], stock=True, from_ever=True)
def members(period):
    """期末当天在会的人：已经入会（入会日期不详的，视为早已入会），还没有离会，也没有转为保留会籍。
    离会当天、保留会籍当天起不再计算。"""
    return Membership.objects.on_rolls(period.last)


@figure("people.members_women", label=_("女会员"), unit=_("人"), columns=COLUMNS, reads=[JOINED, LEFT, KEPT],
        dimensions={"education": "person__education", "employment": "person__employment"}, stock=True, from_ever=True)
def members_women(period):
    """期末当天在会的女会员，口径同会员总数。"""
    return Membership.objects.on_rolls(period.last).filter(person__sex="女")


@figure("people.members_retained", label=_("保留会籍会员"), unit=_("人"), columns=(*COLUMNS, "retained_on"),
        reads=[KEPT, LEFT], dimensions={"why": "retained_why"}, stock=True)
def members_retained(period):
    """期末当天处于保留会籍状态的人：保留日期已到，还没有离会。"""
    return Membership.objects.filter(Q(left_on=None) | Q(left_on__gt=period.last), retained_on__lte=period.last)


ratio("people.women_share", label=_("女会员占比"), of=("people.members_women", "people.members"),
      said="期末当天女会员占会员总数的百分比。")
