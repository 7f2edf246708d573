"""Who may hold which posts, duties and terms; an empty list of reasons means it may be."""
from gonghui.core.rules import Reason

_ = str  # marks the sentence for translation; it is translated where it is shown

ADMINISTRATORS = ("system_admin", "security_admin", "audit_admin")


def reasons_not_to_grant(role, held, by_himself):
    """Why a post may not be granted. role: its code; held: the codes of the posts the account holds already.

    三员分立: an administrator of the system, of security or of the audit trail holds no other post.
    """
    if by_himself:
        return [_("不能给自己授予岗位，请由另一人办理。")]
    others = set(held) - {role}
    if role in ADMINISTRATORS and others or others & set(ADMINISTRATORS):
        return [_("系统管理员、安全管理员、审计管理员不得互相兼任，也不得兼任其他岗位，请另开账号。")]
    return []


def reasons_against_end(first, last):
    """What ended did so on or after the day it began."""
    if last < first:
        return [Reason(_("结束日期不能早于开始日期（%(day)s）。"), day=first)]
    return []


def reasons_against_day(on, today):
    """What happened has a day, and not one to come."""
    return [_("日期不能晚于今天。")] if on > today else []


def reasons_against_term(first_on, due_on, years):
    """A term ends by election when its years are over (Trade Union Law art. 16). years: the longest allowed."""
    if due_on <= first_on:
        return [_("届满日期应当晚于当选日期。")]
    if years is None:
        return []
    longest = first_on.replace(year=first_on.year + years, day=min(first_on.day, 28))
    if (due_on.year, due_on.month) > (longest.year, longest.month):
        return [Reason(_("本届任期不能超过%(years)d年，请核对届满日期。"), years=years)]
    return []


def reasons_against_name(name, registered):
    """The name of a duty is that of the member it points to. registered: the member's name, or "" for none."""
    if registered and name != registered:
        return [Reason(_("所选会员名叫“%(name)s”，与填写的姓名不一致，请核对。"), name=registered)]
    return []
