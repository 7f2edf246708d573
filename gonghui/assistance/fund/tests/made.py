"""Money and pay runs as the tests need them: 赵会计 plans, 钱批办 approves, 赵会计 pays."""
from datetime import date, timedelta
from itertools import count

from gonghui.assistance.fund import bank, lists
from gonghui.assistance.fund.models import Allocation, Decision, PayRun, SettingAside
from gonghui.core.writing import write

NUMBERS = count(1)
DAY = date(2010, 3, 1)
WEEK = timedelta(days=7)


def decided(cast, on=DAY, org=None):
    row = Decision(org=org or cast.top, body="主席办公会", held_on=on, number=f"纪要{next(NUMBERS)}", subject="动用帮扶资金")
    write(row, scope=cast.wang)
    return row


def planned_money(cast, fen=100_000_00, on=DAY, org=None, **said):
    """An allocation still in draft."""
    row = Allocation(**{"org": org or cast.top, "source": "5", "document": f"辽工发〔2010〕{next(NUMBERS)}号",
                        "purpose": "困难职工帮扶", "amount": fen, "valid_from": on, "decision": decided(cast, on, org)}
                     | said)
    write(row, scope=cast.zhao)
    return row


def money(cast, fen=100_000_00, on=DAY, org=None, **said):
    """An allocation approved: its money is available from that day."""
    row = planned_money(cast, fen, on, org, **said)
    row = row.flow.take(row, "send_up", scope=cast.zhao, on=on)
    return row.flow.take(row, "approve", scope=cast.qian, on=on)


def asides(cast, fen, on=DAY, upto="approve", org=None):
    """A sum set aside for a flood, up to a step."""
    source = money(cast, fen + 1_00, date(2009, 6, 1), org)
    row = SettingAside(org=org or cast.top, allocation=source, decision=source.decision, purpose="洪灾救助",
                       programme="disaster", amount=fen)
    write(row, scope=cast.zhao)
    row = row.flow.take(row, "send_up", scope=cast.zhao, on=on)
    return row.flow.take(row, "approve", scope=cast.qian, on=on) if upto == "approve" else row


def account(n):
    """A card number of the bank's form with a right check digit."""
    digits = f"6217{n:011d}"
    total = sum(d if i % 2 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(map(int, reversed(digits))))
    return digits + str(-total % 10)


def person(n, fen=500_00, **said):
    return {"payee": f"职工{chr(0x4e00 + n % 5000)}", "amount": fen, "bank": "农业银行", "account": account(n),
            "employer": "机械厂"} | said


def planned(cast, people, allocation=None, programme="warmth", **said):
    """A run of 赵会计 with names on its list: how many, or the lines themselves."""
    said = {"decision": decided(cast), "allocation": allocation or money(cast)} | said
    said = {"org": cast.top, "title": f"送温暖{next(NUMBERS)}", "programme": programme} | said
    run = lists.plan_run(PayRun(county=cast.county, **said), scope=cast.zhao)
    people = [person(n) for n in range(people)] if isinstance(people, int) else people
    lists.put_on(run, people, scope=cast.zhao)
    return run


def taken(cast, run, *steps, on=DAY):
    """The run after steps, each by who takes it."""
    for step in steps:
        run = run.flow.take(run, step, scope=cast.qian if step in ("approve", "send_back") else cast.zhao, on=on)
    return run


def sent(cast, people, on=DAY, **said):
    return taken(cast, planned(cast, people, **said), "check", "approve", "send", on=on)


def sheet(rows):
    """A result file: (number, yuan, 成功 or 失败, day, why) each."""
    lines = ["序号,金额,结果,日期,原因", *(",".join(map(str, row)) for row in rows)]
    return "\n".join(lines).encode()


def answers(run, day=DAY, failed=()):
    """A result file for all lines that wait; failed: the numbers that came back."""
    return sheet([(line.number, f"{line.amount / 100:.2f}", "失败" if line.number in failed else "成功", day,
                   "账号不符" if line.number in failed else "") for line in run.having("sent").order_by("number")])


def paid(cast, people, on=DAY, failed=(), **said):
    """A run whose bank has answered."""
    run = sent(cast, people, on=on, **said)
    result, _job = bank.take_result(run, "结果.csv", answers(run, on, failed), scope=cast.zhao)
    bank.apply(result, cast.zhao)
    run.refresh_from_db()
    return run
