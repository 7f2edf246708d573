"""Money received, committed, paid and returned about the ends of 2010."""
from datetime import date, timedelta

from gonghui.assistance.fund import actions, bank
from gonghui.core.periods import Period
from tests.figure_cases import Case

from .made import asides, money, paid, person, planned, sent, sheet, taken

YEAR = Period.year(2010)
FIRST, LAST = YEAR.days
DAY = timedelta(days=1)
BEFORE = date(2009, 6, 1)
MIDDLE = date(2010, 6, 1)


def received(cast):
    """1,000 on the first day, 2,000 on the last, 4,000 in the township: 7,000 yuan, less 500 given back. Other days,
    what is committed and one withdrawn at once do not count."""
    actions.commit(cast.zhao, money(cast, 1_000_00, FIRST), 70_00, on=MIDDLE)
    money(cast, 2_000_00, LAST)
    money(cast, 4_000_00, MIDDLE, org=cast.li_town, source="7", donor="商会", receipt="捐001")
    money(cast, 8_000_00, FIRST - DAY)
    money(cast, 16_000_00, LAST + DAY)
    unspent = money(cast, 500_00, BEFORE)
    unspent.flow.take(unspent, "close", scope=cast.qian, on=MIDDLE, note="缴回")
    wrong = money(cast, 32_000_00, MIDDLE)
    wrong.flow.take(wrong, "withdraw", scope=cast.qian, on=MIDDLE, note="撤回")


def committed(cast):
    """100 on the first day, 200 on the last, 400 in the township, less 50 released: 650 yuan. Other days do not."""
    row, theirs = money(cast, on=BEFORE), money(cast, on=BEFORE, org=cast.li_town)
    for fen, on, allocation in ((100_00, FIRST, row), (200_00, LAST, row), (400_00, MIDDLE, theirs),
                                (800_00, FIRST - DAY, row), (1_600_00, LAST + DAY, row)):
        actions.commit(cast.zhao, allocation, fen, on=on, programme="living")
    actions.release(cast.zhao, row, 50_00, on=MIDDLE, programme="living")
    actions.pay(cast.zhao, row, 30_00, on=MIDDLE, programme="living")


def paid_out(cast):
    """100 on the first day, 200 on the last, 400 in the township, less 50 returned: 650 yuan. Other days, and what is
    only committed, do not count."""
    row, theirs = money(cast, on=BEFORE), money(cast, on=BEFORE, org=cast.li_town)
    for allocation in (row, theirs):
        actions.commit(cast.zhao, allocation, 5_000_00, on=BEFORE, programme="living")
    for fen, on, allocation in ((100_00, FIRST, row), (200_00, LAST, row), (400_00, MIDDLE, theirs),
                                (800_00, FIRST - DAY, row), (1_600_00, LAST + DAY, row)):
        actions.pay(cast.zhao, allocation, fen, on=on, programme="living")
    actions.take_back(cast.zhao, row, 50_00, on=MIDDLE, programme="living")
    actions.release(cast.zhao, row, 70_00, on=MIDDLE, programme="living")


def available(cast):
    """1,000 received, 300 committed, 100 of it released, 200 more on the last day: 600; 4,000 in the township less 500:
    4,100 in all. What comes or goes after the last day does not count yet; what is paid changes nothing."""
    row = money(cast, 1_000_00, BEFORE)
    theirs = money(cast, 4_000_00, FIRST, org=cast.li_town)
    actions.commit(cast.zhao, row, 300_00, on=MIDDLE)
    actions.pay(cast.zhao, row, 150_00, on=MIDDLE)
    actions.release(cast.zhao, row, 100_00, on=MIDDLE)
    actions.commit(cast.zhao, row, 200_00, on=LAST)
    actions.commit(cast.zhao, theirs, 500_00, on=MIDDLE)
    actions.commit(cast.zhao, row, 40_00, on=LAST + DAY)
    money(cast, 8_000_00, LAST + DAY)


def payments(cast):
    """One on the first day, two on the last, one in the township: four; one paid and returned adds nothing. Other
    days, held lines and what is not paid yet do not count."""
    paid(cast, [person(1), person(2, account="")], on=FIRST, allocation=money(cast, on=BEFORE))
    paid(cast, 2, on=LAST, allocation=money(cast, on=BEFORE))
    theirs = taken(cast, planned(cast, 1, allocation=money(cast, on=BEFORE, org=cast.li_town), org=cast.li_town),
                   "check", "approve", "send", on=MIDDLE)
    _answered(cast, theirs, MIDDLE)
    for on in (FIRST - DAY, LAST + DAY):
        paid(cast, 1, on=on, allocation=money(cast, on=BEFORE))
    returned = paid(cast, 1, on=MIDDLE, allocation=money(cast, on=BEFORE))
    _answered(cast, returned, MIDDLE + DAY, failed={1})
    sent(cast, 1, on=MIDDLE, allocation=money(cast, on=BEFORE))


def _answered(cast, run, on, failed=()):
    rows = [(line.number, line.amount / 100, "失败" if line.number in failed else "成功", on, "")
            for line in run.having("sent", "paid").order_by("number")]
    result, _job = bank.take_result(run, "结果.csv", sheet(rows), scope=cast.zhao)
    bank.apply(result, cast.zhao)


def set_aside(cast):
    """1,000 on the first day, 2,000 on the last, 4,000 in the township: 7,000 yuan, whatever is given up of it. Other
    days, one not approved and one sent back do not count."""
    asides(cast, 1_000_00, FIRST)
    one = asides(cast, 2_000_00, LAST)
    one.flow.take(one, "end", scope=cast.qian, on=LAST, note="没有用完")
    asides(cast, 4_000_00, MIDDLE, org=cast.li_town)
    asides(cast, 8_000_00, FIRST - DAY)
    asides(cast, 16_000_00, LAST + DAY)
    asides(cast, 32_000_00, MIDDLE, "send_up")
    back = asides(cast, 64_000_00, MIDDLE, "send_up")
    back.flow.take(back, "send_back", scope=cast.qian, on=MIDDLE, note="另议")


CASES = {
    "fund.set_aside": Case(YEAR, set_aside, county=7_000_00, li=4_000_00),
    "fund.received": Case(YEAR, received, county=6_500_00, li=4_000_00),
    "fund.committed": Case(YEAR, committed, county=650_00, li=400_00),
    "fund.paid": Case(YEAR, paid_out, county=650_00, li=400_00),
    "fund.available": Case(YEAR, available, county=4_100_00, li=3_500_00),
    "fund.payments": Case(YEAR, payments, county=4, li=1),
}
