"""The folder of sheets to try: those the county was made from, new ones with mistakes in them, a summary to read."""
from datetime import timedelta
from random import Random

from django.conf import settings
from django.utils.timezone import localdate

from gonghui.core.rosters import ROSTERS, books
from gonghui.registry.orgs.codes import BASIC
from gonghui.registry.people.models import Person

from . import texts
from .books import book
from .unions import EMPLOYER_HEADS, LEVELS, ORG_HEADS, employer_lines, org_lines, unions

NEW = 560  # people of the members' sheet to try who are not registered yet
HEADINGS = {"姓 名": "name", "性别": "sex", "民族": "ethnicity", "身份证号": "id", "政治面貌": "politics", "学历": "education",
            "户口性质": "household", "联系电话": "phone", "家庭住址": "address", "所在工会": "org", "工作单位": "employer",
            "岗位": "job", "技术等级": "skill", "是否农民工": "migrant", "入会时间": "joined_on", "会籍状态": "standing"}
ELSEWHERE = "渭津镇椴岑建材有限公司工会"
FAULTS = (  # {column: what stands there instead}: each is named with its line when the sheet is taken in
    lambda line: {"id": line["id"][:17] + ("1" if line["id"][17] != "1" else "2")},
    lambda line: {"id": int(line["id"][:17] + "0")},
    lambda line: {"name": ""},
    lambda line: {"org": "白泉镇示范工会"},
    lambda line: {"joined_on": f"{localdate().year}年2月30日"},
    lambda line: {"sex": "女" if line["sex"] == "男" else "男"},
)


def write(cast):
    """Writes the folder beside the data and returns it."""
    folder = settings.DATA_DIR / "sheets"
    content = originals(cast) | blank(cast) | to_try(cast) | {
        "2010年工作总结（供读取）.txt": texts.SUMMARY.encode(), "README.txt": texts.README.encode("utf-8-sig")}
    for name, written in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(written)
    return folder


def originals(cast):
    """The sheets the county was made from."""
    lines = [line for _name, depth in LEVELS for line in org_lines(depth)]
    return {"工会名册.xlsx": book(ORG_HEADS, lines), "单位名册.xlsx": book(EMPLOYER_HEADS, employer_lines("unions")),
            **{f"原表/{name}": content for name, content in cast.sheets.items()}}


def blank(cast):
    """The empty sheet of each roster."""
    return {f"空白表/{roster.label}（空白表）.xlsx": books.template(roster(cast["sun"], localdate()))
            for roster in ROSTERS.values()}


def to_try(cast):
    """The county's sheet of new members, and 白泉镇's with two lines that are not its officer's."""
    lines = [line for org in unions(cast.county).values() if org.kind in BASIC and org.name in cast.members.unions
             for line in newcomers(cast, org.name)]
    county = [*spoilt(lines[:NEW]), *registered(cast)]
    town = [line for line in lines[:NEW] if line["org"].startswith("白泉镇")]
    others = [line for line in lines[:NEW] if line["org"] == ELSEWHERE][:2]
    return {"会员花名册.xlsx": book(HEADINGS, county, "东辽县新会员花名册", "制表人：孙干事"),
            "白泉镇会员花名册.xlsx": book(HEADINGS, [*spoilt(town), *others], "白泉镇新会员花名册", "制表人：李干事")}


def newcomers(cast, org):
    """Some who joined a union in these weeks."""
    return [cast.members.line(org, localdate() - timedelta(days=1 + 9 * nth)) for nth in range(6)]


def registered(cast):
    """Lines of people who are registered: most change nothing, two stand in another union than they are members of."""
    people = Person.objects.filter(county=cast.county, org__name=ELSEWHERE).exclude(id_index=None).order_by("id")[:30]
    lines = [{"name": p.name, "id": p.id_number, "org": ELSEWHERE, "phone": p.phone} for p in people]
    return [*lines[:-2], *(line | {"org": "渭津镇柞岑村工会"} for line in lines[-2:])]


def spoilt(lines):
    """The same lines, one in some eighty wrong in one way or another, and one that stands twice."""
    made = [dict(line) for line in lines]
    chance = Random(5)  # noqa: S311 - which lines are wrong is no secret
    places = sorted(chance.sample(range(2, len(made)), len(FAULTS)))
    for fault, place in zip(FAULTS, places, strict=True):
        made[place] |= fault(made[place])
    return [*made, dict(lines[0])]
