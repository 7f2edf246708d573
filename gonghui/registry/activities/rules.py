"""What an activity must say before it counts as held; an empty list of reasons means it may be."""

_ = str  # marks the sentence for translation; it is translated where it is shown

HEADS, NAMES = "heads", "names"


def missing_to_hold(counted_by, heads, present):
    """Why an activity cannot be entered as held: nobody knows how many took part.

    counted_by: "heads" (a number only) or "names" (a list of names); present: how many of the list attended.
    """
    if counted_by == HEADS and not heads:
        return [_("请先填写参加人数。")]
    if counted_by == NAMES and not present:
        return [_("请先登记参加人员并标明谁已到场。")]
    return []


def reasons_against_counts(counted_by, heads, listed):
    """Heads or names, never both: else the same person would be counted twice. listed: names on the list."""
    if counted_by == NAMES and heads is not None:
        return [_("按名单统计的活动不另填参加人数，人数由名单得出。")]
    if counted_by == HEADS and listed:
        return [_("这项活动已登记名单，不能改为只填人数；请先删除名单。")]
    return []


def reasons_against_listing(counted_by, open_):
    """Why a name may not be put on the list or taken off it. open_: whether the activity is still planned."""
    if counted_by == HEADS:
        return [_("这项活动只填人数；要登记名单，请先把人数统计方式改为“登记名单”。")]
    if not open_:
        return [_("活动已经办结，名单不能再改；确有错误的，请先办理“更正”。")]
    return []


def reasons_against_name(name, registered):
    """The name on a list is that of the member it points to. registered: the member's name, or "" for none."""
    return [_("与所选会员的姓名不一致，请核对。")] if registered and name != registered else []


def reasons_against_days(first_on, last_on):
    """An activity ends on or after the day it begins."""
    return [_("结束日期不能早于开始日期。")] if last_on and last_on < first_on else []


def reasons_against_certificate(number, present):
    """A certificate is given to one who was there."""
    return [_("未到场的人不能发证书，请核对。")] if number and not present else []
