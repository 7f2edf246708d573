"""Why a union may not be founded, moved, renamed or dissolved yet; an empty list means it may be."""
from gonghui.core.rules import Reason

_ = str  # marks the sentence for translation; it is translated where it is shown


def missing_to_apply(org):
    """What is still missing before a union's founding is reported to the next higher union.

    org: kind ("single", "joint" or another), parent, members, committee (seats), employers (how many it covers),
    least (the members from which a committee is due: a standard, Trade Union Law art. 11).
    """
    reasons = [] if org.parent else [_("请先选择上级工会。")]
    if org.kind not in ("single", "joint"):
        return reasons
    if not org.members:
        reasons.append(_("请先填写会员人数。"))
    elif org.members >= org.least and not org.committee:
        reasons.append(Reason(_("会员已达%(least)d人，应当设立基层工会委员会，请填写委员人数。"), least=org.least))
    elif org.kind == "single" and not org.committee:
        reasons.append(Reason(_("会员不足%(least)d人，可以单独建会（请填写委员人数，只选一名主席或组织员的填1），"
                                "也可以与其他单位联合建会。"), least=org.least))
    return [*reasons, *_employers_missing(org)]


def _employers_missing(org):
    if org.kind == "joint" and org.employers < 2:
        return [Reason(_("联合基层工会至少覆盖两个用人单位，现在登记了%(now)d个，请补充登记。"), now=org.employers)]
    if org.kind == "single" and org.employers == 0:
        return [_("请先登记本工会所在的用人单位。")]
    return []


def missing_to_approve(approval_number):
    """An approval is a paper of the next higher union (Trade Union Law art. 12); it has a number."""
    return [] if approval_number else [_("请先填写上级工会的批复文号。")]


def missing_to_found(basic, elected_on, approved_on):
    """A basic union is founded by the meeting that elects its committee, after the approval."""
    if basic and not elected_on:
        return [_("请先填写会员（代表）大会选举日期。")]
    if basic and approved_on and elected_on < approved_on:
        return [Reason(_("选举日期不能早于批准日期（%(day)s），请核对。"), day=approved_on)]
    return []


def reasons_not_to_dissolve(open_below):
    """A union with others beneath it stays until they have been moved or dissolved. open_below: how many."""
    if open_below:
        return [Reason(_("下面还有%(count)d个工会，请先把它们移到其他工会之下，或者先办理撤销。"), count=open_below)]
    return []


def reasons_not_to_move(place, parent, on):
    """Why an organisation may not be moved beneath another on a day.

    place, parent: (path today, the day it has been there since). A move from before either day would have to be
    told in another order.
    """
    (path, since), (parent_path, parent_since) = place, parent
    if parent_path.startswith(path):
        return [_("不能移到自己或自己的下级工会之下，请另选上级工会。")]
    if parent_path == path[:-5]:
        return [_("它现在就在这个工会之下，不用移动。")]
    if on <= since:
        return [Reason(_("它从%(day)s起在现在的上级工会之下，移动日期应当晚于这一天。"), day=since)]
    if on < parent_since:
        return [Reason(_("新的上级工会从%(day)s起在现在的位置，移动日期不能早于这一天。"), day=parent_since)]
    return []


def reasons_not_to_rename(name, present, on, since):
    """Why a name may not be changed on a day; since: the first day of the present name."""
    if not name:
        return [_("请填写新名称。")]
    if name == present:
        return [_("新名称与现在的名称相同，不用更名。")]
    if on <= since:
        return [Reason(_("现在的名称从%(day)s起使用，更名日期应当晚于这一天。"), day=since)]
    return []


def reasons_name_taken(name):
    """name: one that another union of the county bears now, or ""."""
    return [Reason(_("本县已有名为“%(name)s”的工会，请核对。"), name=name)] if name else []


def reasons_not_to_cover(kind, already, elsewhere):
    """Why a union may not take an employer in. kind "single" covers one; already: how many the union covers;
    elsewhere: the name of the union that covers the employer on that day, or ""."""
    if elsewhere:
        return [Reason(_("该单位当时由“%(org)s”覆盖，请先在那里结束覆盖。"), org=elsewhere)]
    if kind == "single" and already:
        return [_("单一基层工会只覆盖一个用人单位；要覆盖多个单位，请建联合基层工会。")]
    return []


def reasons_against_day(on, today):
    """What happened has a day, and not one to come."""
    return [_("日期不能晚于今天。")] if on > today else []


def founded_by_now(founded_on, today):
    """A sheet tells of unions that there are."""
    return [_("成立日期不能晚于今天，请核对。")] if founded_on and founded_on > today else []


def segment(number):
    """An organisation's part of a path: its number in base 36, four places and a slash (up to 1,679,615)."""
    if not 0 < number < 36**4:
        raise ValueError(number)
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(digits[number // 36**place % 36] for place in (3, 2, 1, 0)) + "/"
