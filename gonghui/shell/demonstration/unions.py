"""The unions and employers there were before 2010, as sheets bring them in; and what became of some."""
from datetime import date

from gonghui.registry.orgs import actions
from gonghui.registry.orgs.codes import EmployerKind, Industry
from gonghui.registry.orgs.models import Employer

from .books import book, bring_in
from .cast import TOP, unions
from .numbers import credit_code, unit_code
from .tables import day, rows

ORG_HEADS = {"工会名称": "name", "组织类型": "kind", "上级工会": "parent", "所在地": "division", "成立日期": "founded_on",
             "联系电话": "phone", "单位类别": "employer_kind", "行业": "industry", "职工人数": "workers",
             "女职工": "workers_women", "农民工": "workers_migrant", "会员人数": "members", "女会员": "members_women",
             "农民工会员": "members_migrant", "人数统计日期": "counted_on", "委员人数": "committee_size",
             "工会统一社会信用代码": "legal_code"}
EMPLOYER_HEADS = {"单位名称": "name", "统一社会信用代码": "credit_code", "原组织机构代码或注册号": "old_code",
                  "归口工会": "org", "单位类别": "kind", "行业": "industry", "职工人数": "workers", "地址": "address",
                  "法定代表人": "head", "联系电话": "phone"}
LEVELS = (("乡镇和系统工会", 0), ("基层工会", 1), ("分会", 2))  # a sheet names unions above that stand already
REGISTRAR = {"600": "92", "400": "12", "700": "52"}  # the rest are enterprises: 91
GONE = (  # dissolved, or moved beneath another union, or renamed, with the day
    ("dissolve", "白泉镇城区街道工会", date(2009, 6, 30)),
    ("dissolve", "渭津镇楸岑商业街联合工会", date(2010, 4, 30)),
    ("dissolve", "甲山乡苇屿村工会", date(2009, 12, 31)),
    ("dissolve", "足民乡椴屿牧业有限公司一车间分会", date(2010, 9, 10)),
)
MOVED = ("安石镇蒿岑运输有限公司工会", "东辽县工业集中区工会", date(2010, 7, 1))
RENAMED = ("泉太镇栎汀木业有限公司工会", "泉太镇栎汀家具有限公司工会", date(2010, 5, 20))


def level(row):
    """How deep a union of the table stands below the county's."""
    return 0 if row["parent"] == TOP else 2 if row["kind"] == "分会" else 1


def counted(size, nth):
    """The counts of workers and members that a union of so many members reports, splits and all."""
    women, migrant = size * (30 + nth % 25) // 100, size * (nth % 5) // 12
    members = {"members": size, "members_women": women, "members_migrant": migrant}
    workers = {name.replace("members", "workers"): n + n // 9 for name, n in members.items()}
    return members | workers if size else {}


def org_line(row, nth):
    """One line of the unions' sheet."""
    kind, industry = row["employer_kind"], row["industry"]
    size = int(row["size"])
    return row | {
        "employer_kind": str(EmployerKind(kind).label) if kind else "",
        "industry": str(Industry(industry).label) if industry else "",
        "phone": f"0437{5_000_000 + nth}", "committee_size": 5 if size < 100 else 9, "counted_on": "2009-12-31",
        "legal_code": credit_code("81", 90_000 + nth) if level(row) == 1 else "", **counted(size, nth)}


def org_lines(depth):
    return [org_line(row, nth) for nth, row in enumerate(rows("unions"), 1) if level(row) == depth]


def employer_lines(table):
    """The employers of a table of unions, each kept by the union that covers it."""
    begun = 1 if table == "unions" else 5_000
    firms = [(firm, row) for row in rows(table) for firm in row["employers"].split("、") if firm]
    for nth, (firm, row) in enumerate(firms, begun):
        kind = row["employer_kind"]
        workers = max(3, int(row["size"]) // (1 + row["employers"].count("、")))
        yield {"name": firm, "credit_code": credit_code(REGISTRAR.get(kind, "91"), nth), "old_code": unit_code(nth),
               "org": row["name"], "kind": str(EmployerKind(kind).label), "workers": workers,
               "industry": str(Industry(row["industry"]).label), "address": f"{row['division']}{nth}号"}


def enter(cast):
    """Brings in the unions level by level, then their employers; says which covers which."""
    for name, depth in LEVELS:
        bring_in(cast["sun"], "orgs.unions", f"{name}（2009年末）.xlsx", book(ORG_HEADS, org_lines(depth)))
        cast.join(unions(cast.county))
    bring_in(cast["sun"], "orgs.employers", "用人单位（2009年末）.xlsx", book(EMPLOYER_HEADS, employer_lines("unions")))
    cover(cast, "unions")


def cover(cast, table, only=None):
    """Each union of a table covers its employers, since its founding."""
    orgs, firms = unions(cast.county), employers(cast)
    for row in rows(table):
        for firm in row["employers"].split("、"):
            if firm and row["name"] in (only or orgs):
                first = day(row.get("applied_on")) or day(row["founded_on"])
                actions.cover(orgs[row["name"]], firms[firm], first=first, scope=cast["sun"])


def employers(cast):
    """{name: employer} of the county's employers."""
    return {row.name: row for row in Employer.objects.filter(county=cast.county).order_by("id")}
