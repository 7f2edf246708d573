"""Unions founded step by step at the end of 2009 and in 2010, four eyes on each; and the acts on the tree since."""
from datetime import date, timedelta

from gonghui.core.flow import take
from gonghui.core.rosters.undo import undo
from gonghui.core.writing import write
from gonghui.registry.orgs import actions
from gonghui.registry.orgs.models import Org
from gonghui.registry.orgs.sheets import KINDS, known_divisions

from . import unions
from .books import book, bring_in
from .cast import TOP
from .tables import day, rows

WRONG_DAY = date(2010, 8, 15)  # entered by mistake for a founding that came later
STRAYED = (  # employers whose cover ended, or of whose closing the register learned, about 11 November 2010
    ("uncover", "辽河源镇桑汀服装店", date(2010, 6, 30)),
    ("uncover", "辽河源镇椴汀粮油商店", date(2010, 12, 15)),
    ("close", "平岗镇杏麓超市", date(2010, 9, 30)),
    ("close", "云顶镇椴麓服装店", date(2010, 12, 10)),
)


def found_all(cast):
    """The foundings of the table, in its order; a branch or a federation goes the same way."""
    orgs = unions.unions(cast.county)
    for nth, row in enumerate(rows("founded"), 1):
        prepare(cast, orgs, row, nth)
    content = book(unions.EMPLOYER_HEADS, unions.employer_lines("founded"))
    bring_in(cast["sun"], "orgs.employers", "新建会单位（2010年）.xlsx", content)
    unions.cover(cast, "founded")
    for nth, row in enumerate(rows("founded"), 1):
        found(cast, orgs[row["name"]], row, nth)


def prepare(cast, orgs, row, nth):
    """The union is in preparation; the township's officer enters it."""
    size, code = int(row["size"]), known_divisions(cast["sun"])[0][row["division"]]
    org = Org(name=row["name"], kind=KINDS[row["kind"]], division_id=code, committee_size=5 if size else None,
              employer_kind=row["employer_kind"], industry=row["industry"], counted_on=day(row["applied_on"]),
              **unions.counted(size, nth))
    orgs[org.name] = actions.prepare(org, parent=orgs[row["parent"]], scope=cast.of(row["parent"]))


def found(cast, org, row, nth):
    """报批、批准、选举、成立: sent up by one, approved by another, founded on the day of the election."""
    ours = cast.of(row["parent"])
    applied, approved, founded_on = (day(row[f"{step}_on"]) for step in ("applied", "approved", "founded"))
    org = take(org, "send_up", scope=ours, on=applied)
    org.approval_number = f"东工组发〔{approved.year}〕{nth}号"
    org.elected_on = founded_on
    write(org, scope=cast["sun"], on=approved)
    org = take(org, "approve", scope=cast["qian"], on=approved)
    if row["case"].startswith("成立日期误录"):
        org = take(mistaken(cast, org), "take_back", scope=cast["qian"], on=founded_on, note="选举大会推迟，成立日期录错")
        org.elected_on = founded_on
        write(org, scope=cast["sun"])
    return take(org, "found", scope=ours, on=founded_on)


def mistaken(cast, org):
    """Founded on a day that turns out to be wrong."""
    org.elected_on = WRONG_DAY
    write(org, scope=cast["sun"])
    return take(org, "found", scope=cast["sun"], on=WRONG_DAY)


def change_tree(cast):
    """Unions dissolved, one moved into the zone, one renamed; covers that ended and employers that closed."""
    orgs = unions.unions(cast.county)
    gone = [*unions.GONE, *(("dissolve", row["name"], date(2010, 10, 29)) for row in rows("founded")
                            if "又撤销" in row["case"])]
    for _act, name, on in gone:
        take(orgs[name], "dissolve", scope=cast["qian"], on=on, note="所在单位已经注销或者并入其他单位")
    name, parent, on = unions.MOVED
    actions.move(orgs[name], parent=orgs[parent], on=on, scope=cast["sun"], note="企业迁入工业集中区")
    name, new, on = unions.RENAMED
    actions.rename(orgs[name], new, on=on, scope=cast["sun"], document="东工组发〔2010〕39号")
    _end_covers(cast)


def _end_covers(cast):
    firms = unions.employers(cast)
    for act, name, on in STRAYED:
        firm = firms[name]
        if act == "uncover":
            actions.uncover(firm.covers.get(last=None), last=on, scope=cast["sun"])
        else:
            firm.closed_on = on
            write(firm, scope=cast["sun"], on=on)


def undone(cast):
    """A sheet of unions taken in by mistake, and the whole import undone."""
    lines = [{"name": f"白泉镇误报{n}组工会", "kind": "单一基层工会", "parent": "白泉镇总工会", "division": "白泉镇",
              "founded_on": (date(2010, 7, 1) + timedelta(days=int(at))).isoformat()} for at, n in enumerate("一二三")]
    run = bring_in(cast["li"], "orgs.unions", "误报的工会名册.xlsx", book(unions.ORG_HEADS, lines))
    return undo(run, cast["li"])


def rename_township(cast):
    """金洲乡 is written 金州乡 since 31 October 2019, and its union with it."""
    orgs = unions.unions(cast.county)
    return actions.rename(orgs["金洲乡总工会"], "金州乡总工会", on=date(2019, 10, 31), scope=cast["sun"],
                          document=f"{TOP}更名通知")
