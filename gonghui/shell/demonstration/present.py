"""This year, measured from today: what waits, what is due, what has just been done."""
from datetime import date, timedelta

from django.utils.timezone import localdate

from gonghui.core import standards
from gonghui.core.flow import take
from gonghui.core.writing import write
from gonghui.registry.orgs import actions
from gonghui.registry.orgs.models import Employer, Org
from gonghui.registry.people import actions as memberships
from gonghui.registry.people.models import Honour, Membership, Person

from . import gatherings
from .books import book, bring_in
from .members import HEADS, STOOD_BY
from .numbers import credit_code
from .unions import counted

FOUNDINGS = (  # name, township, how far it is: how many days ago it was sent up, approved, founded
    ("凌云乡禾岑粮食烘干有限公司", "凌云乡总工会", 530, 512, 498),
    ("足民乡禾汀肉牛养殖有限公司", "足民乡总工会", 480, 466, 452),
    ("白泉镇禾麓快递站", "白泉镇总工会", 150, 130, 118),
    ("渭津镇禾屿冷链物流有限公司", "渭津镇总工会", 96, 80, 66),
    ("平岗镇禾塬光伏有限公司", "平岗镇总工会", 60, 44, 30),
    ("白泉镇禾泽汽车维修有限公司", "白泉镇总工会", 25, 9, None),
    ("建安镇禾澜菌业有限公司", "建安镇总工会", 12, None, None),
    ("白泉镇禾霖餐饮有限公司", "白泉镇总工会", 5, None, None),
    ("渭津镇禾砾家政服务有限公司", "渭津镇总工会", None, None, None),
)
TITLES = (("全国五一劳动奖章", "national", "中华全国总工会"), ("省劳动模范", "province", "省人民政府"),
          ("市五一劳动奖章", "city", "市总工会"), ("县劳动模范", "county", "县人民政府"))
LAST_YEAR = 52  # members who joined in the year before the last
OVERDUE = date(2011, 6, 30)  # when those who were past the age in 2010 retired
OLD_HANDS = "辽河源镇菱汀粮库工会"  # of whose members some leave or lose their work


def ago(days):
    return localdate() - timedelta(days=days)


def make(cast, orgs, members):
    """All of it."""
    standards.add(cast["wang"], standards.Standard(
        key="org.founding_answer_days", value=10, unit="工作日", division_id=cast.county.division_id,
        first=date(2020, 1, 1), citation="本单位办事规程（示例）", verified=True))
    founded = found(cast, orgs)
    new_members(cast, members, founded)
    retire(cast)
    gatherings.hold_all(cast, orgs, gatherings.of_late(), "培训班名单（今年）.xlsx")
    to_review(cast, members)
    honour(cast)
    depart(cast)


def found(cast, orgs):
    """Unions on their way: some founded, one approved, two sent up, one in preparation. Returns those founded."""
    done = []
    for nth, (firm, town, *days) in enumerate(FOUNDINGS):
        ours, since = cast.of(town), ago((days[0] or 60) + 10)
        org = Org(name=f"{firm}工会", kind="40", division_id=orgs[town].division_id, committee_size=5,
                  employer_kind="170", industry="G", counted_on=since, **counted(28 + nth, nth))
        org = actions.prepare(org, parent=orgs[town], scope=ours)
        employer = Employer(name=firm, credit_code=credit_code("91", 9_000 + nth), org=org, kind="170", industry="G",
                            workers=40)
        write(employer, scope=ours)
        actions.cover(org, employer, first=since, scope=ours)
        org = founding(cast, org, ours, days)
        done += [org] if org.founded_on else []
    return done


def founding(cast, org, ours, days):
    """As far as it has come; days: how long ago it was sent up, approved, founded."""
    applied, approved, founded = days
    if applied:
        org = take(org, "send_up", scope=ours, on=ago(applied))
    if approved:
        org.approval_number, org.elected_on = f"东工组发〔{ago(approved).year}〕{org.number}号", founded and ago(founded)
        write(org, scope=cast["sun"])
        org = take(org, "approve", scope=cast["qian"], on=ago(approved))
    return take(org, "found", scope=ours, on=ago(founded)) if founded else org


def new_members(cast, members, founded):
    """Members who joined of late: of the unions just founded, and of others."""
    row = {"kind": "单一基层工会", "parent": "", "division": "白泉镇"}
    members.unions |= {org.name: row | {"employers": org.name.removesuffix("工会")} for org in founded}
    places = [*((org.name, org.founded_on) for org in founded for _nth in range(14)),
              *(("白泉镇穗岑木业有限公司工会", ago(50)), ("渭津镇桑岑机械加工厂工会", ago(90)), ("东辽县枫塬小学工会", ago(35))) * 8]
    lines = [members.line(org, on, employment="快递员" if "快递" in org else "在岗") for org, on in places]
    lines += [members.line(org, ago(400 + nth)) for nth, org in enumerate(list(members.unions)[:LAST_YEAR])]
    bring_in(cast["sun"], "people.members", "新会员名册（近两年）.xlsx", book(HEADS, lines))


def retire(cast):
    """Who has come of age since 2010 is kept on the rolls: men at sixty, women at fifty-five."""
    rolls = Membership.objects.filter(county=cast.county, left_on=None, retained_on=None)
    rolls = rolls.exclude(person__id_index=None).select_related("person", "org").order_by("id")
    lines = [{"name": row.person.name, "id": row.person.id_number, "org": row.org.name, "standing": "保留会籍",
              "left_on": on.isoformat()} for row in rolls
             if (row.joined_on or OVERDUE) <= (on := retiring(row.person)) < localdate()]
    bring_in(cast["sun"], "people.members", "退休人员（2011年以来）.xlsx", book(HEADS, lines))


def retiring(person):
    """The day; of those who were past the age when the year was closed, one soon after."""
    birth = person.birth_date
    return max(birth.replace(year=birth.year + (60 if person.sex == "男" else 55)), OVERDUE)


def to_review(cast, members):
    """Lines that a person must decide: a member of another union, one beyond the township, two who look alike."""
    known = list(Person.objects.filter(county=cast.county, org__name__in=("渭津镇荻岑服装厂工会", "白泉镇苇岑村工会"),
                                       memberships__left_on=None, memberships__retained_on=None)
                 .exclude(id_index=None).select_related("org").order_by("org__number", "id")[:200])
    ours = [person for person in known if person.org.name.startswith("白泉镇")]
    theirs = [person for person in known if person.org.name.startswith("渭津镇")]
    here = {"org": "白泉镇穗岑木业有限公司工会", "joined_on": str(ago(15)), "standing": "在会"}
    for who, name, people in (("sun", "调入人员名单.xlsx", theirs[3:5]), ("li", "白泉镇补充名单.xlsx", [*ours[5:6], theirs[8]])):
        lines = [here | {"name": p.name, "id": p.id_number, "sex": p.sex, "phone": p.phone} for p in people]
        alike = ours[9 if who == "li" else 12]
        lines.append(here | {"name": alike.name, "id": "", "sex": alike.sex, "phone": alike.phone})
        bring_in(cast[who], "people.members", name, book(HEADS, lines))


def honour(cast):
    """A few members hold titles."""
    people = Person.objects.filter(county=cast.county, skill__in=("高级工", "技师")).order_by("id")[:8]
    for nth, person in enumerate(people):
        title, level, body = TITLES[nth % 4]
        held = Honour(person=person, title=title, level=level, body=body, awarded_on=ago(200 + 190 * nth))
        write(held, scope=cast["sun"])


def depart(cast):
    """Some leave, some lose their work."""
    people = Person.objects.filter(county=cast.county, org__name=OLD_HANDS, memberships__left_on=None,
                                   memberships__retained_on=None, memberships__joined_on__lte=STOOD_BY)
    for nth, person in enumerate(people.order_by("birth_date", "id")[:10]):
        if nth % 2:
            memberships.leave(person, on=ago(20 + 60 * nth), why="退会", scope=cast["sun"])
        else:
            memberships.retain(person, on=ago(15 + 60 * nth), why="失业", scope=cast["sun"])
