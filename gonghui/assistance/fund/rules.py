"""What money may do, and why not: the moves of the ledger, days, earmarks, the lines of a pay run. Sums are whole fen.

An allocation's money stands in one of four accounts: the `source` it came from, `available`, `committed` to a pay run,
`paid` to people. A move takes a sum out of one and into another, so that the four always come to nothing together.
"""
from collections import defaultdict
from datetime import date
from typing import NamedTuple

from gonghui.core.rules import Reason

_ = str  # marks the sentence for translation; it is translated where it is shown

SOURCE, AVAILABLE, COMMITTED, PAID = "source", "available", "committed", "paid"
MOVES = {
    "receive": (SOURCE, AVAILABLE),
    "commit": (AVAILABLE, COMMITTED),
    "release": (COMMITTED, AVAILABLE),
    "pay": (COMMITTED, PAID),
    "return": (PAID, COMMITTED),
    "give_back": (AVAILABLE, SOURCE),
    "correct": (AVAILABLE, SOURCE),
}
CENTRAL, PROVINCE, DONATION = "1", "2", "7"


class Terms(NamedTuple):
    """What an allocation says about its use, as the rules read it."""

    name: str
    approved_on: date | None
    first: date
    last: date | None
    programmes: tuple
    open: bool  # approved, and neither closed nor withdrawn


def reasons_against_day(on, today, closed_to, since):
    """Money does not move in days to come, in closed periods, nor before it was there. closed_to, since: a day or
    None."""
    if on > today:
        return [_("日期不能晚于今天。")]
    if closed_to and on <= closed_to:
        return [Reason(_("账已结到%(day)s，请写这一天以后的日期；以前的差错用今天的更正分录处理。"), day=closed_to)]
    if since and on < since:
        return [Reason(_("日期不能早于资金到账的日期（%(day)s）。"), day=since)]
    return []


def reasons_against_use(terms, on, programme):
    """Why an allocation may not be committed on a day for a programme: not approved, outside its days, or kept for
    another purpose. programme: its code; "" for none named."""
    if not terms.open:
        return [Reason(_("“%(name)s”还没有批准或已经结清，不能使用，请换一笔资金。"), name=terms.name)]
    reasons = []
    if on < terms.first or terms.last and on > terms.last:
        reasons.append(Reason(_("“%(name)s”的使用期限不含%(day)s，请换一笔资金。"), name=terms.name, day=on))
    if terms.programmes and programme not in terms.programmes:
        reasons.append(Reason(_("“%(name)s”是专款，不能用于这个项目，请换一笔资金。"), name=terms.name))
    return reasons


def reasons_against_sum(fen):
    """A move is of something."""
    return [] if fen > 0 else [_("金额必须大于零，请核对。")]


def not_enough(kind, name, fen):
    """The refusal where an account does not hold the sum. kind: a key of MOVES · fen: what was asked for."""
    wanted = f"{fen // 100:,}.{fen % 100:02d}"
    if MOVES[kind][0] == AVAILABLE:
        return Reason(_("“%(name)s”的可用余额不足%(wanted)s元，请减少金额或换一笔资金。"), name=name, wanted=wanted)
    if MOVES[kind][0] == COMMITTED:
        return Reason(_("“%(name)s”已批准待发的金额不足%(wanted)s元，请核对批次。"), name=name, wanted=wanted)
    return Reason(_("“%(name)s”已发放的金额不足%(wanted)s元，请核对是哪一笔退回。"), name=name, wanted=wanted)


def missing_to_approve(decided_on, source, receipt):
    """What an allocation lacks before it is approved. decided_on: of the decision it cites · receipt: its number."""
    reasons = [] if decided_on else [_("请先选择这笔资金依据的会议决定。")]
    if source == DONATION and not receipt:
        reasons.append(_("社会捐赠须先填写捐赠票据号。"))
    return reasons


def reasons_against_donor(source, donor, receipt):
    """A donation names who gave it; other money has no donor."""
    if source == DONATION and not donor:
        return [_("社会捐赠请填写捐赠人。")]
    if source != DONATION and (donor or receipt):
        return [_("只有社会捐赠才填写捐赠人和捐赠票据号。")]
    return []


def reasons_against_days(first, last):
    """An allocation's days end on or after they begin."""
    return [_("使用期限的止日不能早于起日。")] if first and last and last < first else []


def reasons_against_line(fen, account, account_fits):
    """Why a line cannot be paid, by itself. account: as typed · account_fits: whether it has a bank's form."""
    reasons = [] if fen > 0 else [_("金额必须大于零。")]
    if not account:
        reasons.append(_("没有银行账号。"))
    elif not account_fits:
        reasons.append(_("银行账号应为12至19位数字。"))
    return reasons


def reasons_among_lines(lines):
    """{line: [reasons]} of what lines say against each other: an account under two names, a recipient twice.

    lines: (line, name, account, subject) each; account and subject are None where unknown. Of a recipient's lines the
    first may stay.
    """
    names, subjects, found = defaultdict(set), set(), defaultdict(list)
    for _line, name, account, _subject in lines:
        if account:
            names[account].add(name)
    for line, _name, account, subject in lines:
        if account and len(names[account]) > 1:
            found[line].append(_("同一账号登记了不同的姓名，请核对。"))
        if subject and subject in subjects:
            found[line].append(_("同一对象在本批中已有一行。"))
        subjects.add(subject)
    return dict(found)


def missing_to_check(lines, allocation):
    """What a pay run lacks before it is checked. lines: how many may still be checked · allocation: whether named."""
    reasons = [] if lines else [_("名单上没有待校验的人，请先加入名单。")]
    return reasons if allocation else [*reasons, _("请先选择资金。")]


def missing_to_approve_run(decided_on, fit):
    """What a pay run lacks before it is approved. fit: how many lines passed the check."""
    reasons = [] if decided_on else [_("请先选择批准这批发放的会议决定。")]
    return reasons if fit else [*reasons, _("没有一行通过校验，请先更正暂缓的各行。")]


def missing_to_settle(fixed, approved, awaited, planned):
    """Why a pay run is not over: nothing was ever approved (fixed), lines not sent, without the bank's answer, or
    corrected and not yet approved."""
    reasons = [] if fixed else [_("这批还没有批准过；不用的请办理“取消”。")]
    if approved:
        reasons.append(Reason(_("还有%(count)d行已批准、没有送银行。"), count=approved))
    if awaited:
        reasons.append(Reason(_("还有%(count)d行没有银行结果。"), count=awaited))
    if planned:
        reasons.append(Reason(_("还有%(count)d行更正后没有批准，请校验、批准或撤下。"), count=planned))
    return reasons


def differences(ledger, bank, persons):
    """[(number, ledger, bank, persons)] of the lines on which the three do not agree. Each: {line's number: fen}."""
    numbers = sorted({*ledger, *bank, *persons})
    rows = [(n, ledger.get(n, 0), bank.get(n, 0), persons.get(n, 0)) for n in numbers]
    return [row for row in rows if len(set(row[1:])) > 1]


def reasons_not_to_end(committed):
    """Why an allocation may not be closed: money is still on its way to people."""
    return [_("还有已批准待发的金额，请先办完或撤下这些批次。")] if committed else []


def reasons_not_to_withdraw(committed, paid):
    """Only money of which nothing was used is withdrawn as a mistake."""
    if committed or paid:
        return [_("这笔资金已经使用，不能撤回；用完后请办理“结清”。")]
    return []


def reasons_not_to_cancel(fixed):
    """A run is cancelled only before money was committed to it."""
    return [_("这批已经批准过，不能取消；没有发出的行请逐行撤下。")] if fixed else []


def season_key(programme, season):
    """What a recipient may be listed under once; "" where a run names no season."""
    return f"{programme}:{season}" if season else ""


WARN_LUHN = _("银行卡号的校验位不符，存折和老账号没有校验位，请对照卡片核对。")


def reasons_against_result(line, fen, paid, again):
    """Why an answer of the bank cannot be taken over. line: (status, fen, day sent, day paid), None where the run has
    no such line · paid: what the bank says · again: whether the line stood in the file before."""
    if line is None:
        return [_("这一批没有这个序号，请核对是不是别的批次的结果。")]
    if again:
        return [_("同一序号在文件里出现两次。")]
    status, due, *_days = line
    if fen != due:
        return [Reason(_("金额%(told)s元与批准的%(due)s元不符。"), told=f"{fen / 100:,.2f}", due=f"{due / 100:,.2f}")]
    if status == "paid" and not paid or status == "sent":
        return []
    return [_("这一行不在等待银行结果。")]


def too_little_left(purpose, fen):
    """The refusal where less of a setting-aside is left than a pay run draws."""
    return Reason(_("“%(purpose)s”的安排未动用部分不足%(wanted)s元，请减少金额或另报安排。"), purpose=purpose,
                  wanted=f"{fen // 100:,}.{fen % 100:02d}")


def reasons_against_draw(allocation, aside):
    """A pay run that draws on a setting-aside is paid from its allocation. allocation: the run's · aside: its own."""
    return [] if allocation == aside else [_("这项安排用的是另一笔资金，请让批次与安排用同一笔资金。")]


def reasons_against_answer(status):
    """The bank answers a run that was sent and is not over."""
    if status in ("settled", "cancelled"):
        return [_("这批已经办结；银行又有退票的，请先办理“重新打开”。")]
    return []
