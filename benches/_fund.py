"""The money of the aid programmes on one database: a pay run of 5,000 lines, 50 clients who commit money of one
allocation at once, and pages over 100,000 lines. `python -m benches._fund`, in the data folder of the bench.
"""
import json
import os
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from gonghui.assistance.fund import actions, bank, lists, papers, proof  # noqa: E402
from gonghui.assistance.fund.models import Allocation, Decision, Posting, money_adds_up  # noqa: E402
from gonghui.core.flow import Refused  # noqa: E402
from gonghui.core.writing import write  # noqa: E402
from gonghui.shell.serving import processes  # noqa: E402
from gonghui.shell.turns import InTurn  # noqa: E402
from gonghui.testing import Cast, make_county  # noqa: E402

LINES, CLIENTS, TURNS, KEPT, ASKED = 5_000, 50, 10, 100_000, 100
DAY = date(2010, 3, 1)


def said(what, value, unit, goal=""):
    told = {"what": f"{connection.vendor}: {what}", "value": value, "unit": unit} | ({"goal": goal} if goal else {})
    print(json.dumps(told, ensure_ascii=False), flush=True)


def money(cast, fen):
    decision = Decision(org=cast.top, body="主席办公会", held_on=DAY, subject="帮扶资金")
    write(decision, scope=cast.zhao)
    row = Allocation(org=cast.top, source="5", purpose="帮扶", amount=fen, valid_from=DAY, decision=decision)
    write(row, scope=cast.zhao)
    row = row.flow.take(row, "send_up", scope=cast.zhao, on=DAY)
    return row.flow.take(row, "approve", scope=cast.qian, on=DAY)


def pay_run(cast):
    """Checked, approved, sent, answered by the bank and proved: one bad line is held, the others are paid."""
    row = money(cast, LINES * 500_00)
    run = lists.begin(cast.zhao, "送温暖", "warmth", allocation=row, decision=row.decision, season="2010")
    people = [{"payee": f"职{n:05}", "amount": 500_00, "account": f"6217{n:015}" if n else "", "bank": "农业银行"}
              for n in range(LINES)]
    spent = {"list": _timed(lambda: lists.put_on(run, people, scope=cast.zhao))}
    for step, scope in (("check", cast.zhao), ("approve", cast.qian), ("send", cast.zhao)):
        spent[step] = _timed(lambda: run.flow.take(run, step, scope=scope, on=DAY))  # noqa: B023
        run.refresh_from_db()
    answer = "\n".join(["序号,金额,结果,日期", *(f"{n},500.00,成功,{DAY}" for n in range(2, LINES + 1))]).encode()
    spent["take result"] = _timed(lambda: bank.take_result(run, "结果.csv", answer, scope=cast.zhao))
    spent["apply result"] = _timed(lambda: bank.apply(run.results.get(), cast.zhao))
    spent["prove"] = _timed(lambda: proof.of_run(run))
    for step, seconds in spent.items():
        said(f"pay run of {LINES:,} lines: {step}", round(seconds, 2), "s")
    said(f"pay run of {LINES:,} lines, whole", round(sum(spent.values()), 2), "s", "<= 10")
    said("disbursement sheet as Excel", round(_timed(lambda: papers.workbook(run, cast.zhao)), 2), "s")
    said("disbursement sheet as PDF", round(_timed(lambda: papers.listing_pdf(run, cast.zhao, "赵会计")), 2), "s")
    assert (run.having("paid").count(), run.having("held").count()) == (LINES - 1, 1)
    assert proof.of_run(run).holds


def pages(cast):
    """What an officer waits for where 100,000 lines are kept."""
    row = money(cast, 1_00)
    for number in range(KEPT // LINES):
        run = lists.begin(cast.zhao, f"批次{number}", "warmth", allocation=row, decision=row.decision)
        lists.put_on(run, [{"payee": f"职{chr(0x4e00 + n)}", "amount": 500_00} for n in range(LINES)], scope=cast.zhao)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client = cast.client("zhao")
    client.defaults["HTTP_HOST"] = "localhost"
    for name, address in (("all", "/fund/lines/"), ("one run", f"/fund/lines/?run={run.pk}"),
                          ("held", "/fund/lines/?status=held"), ("paid", "/fund/lines/?status=paid"),
                          ("found", "/fund/lines/?q=职工"), ("runs", "/fund/runs/"),
                          ("a run", f"/fund/runs/{run.pk}/?tab=lines")):
        assert client.get(address).status_code == 200
        took = [_timed(lambda: client.get(address)) for _ in range(ASKED)]  # noqa: B023
        late = statistics.quantiles(took, n=20)[-1]
        said(f"a page of {KEPT:,} lines: {name}, p95", round(late * 1000), "ms", "<= 60")


def _timed(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def crowd(cast):
    """More is wanted than there is: the last ones are refused, nothing is overspent, none meets a locked database.
    They are answered as one process of the server does it: by its few threads, which take turns."""
    row, took, wrong, start = money(cast, CLIENTS * TURNS * 80), [], [], threading.Barrier(CLIENTS)
    turns = InTurn(lambda environ, start_response: _wanted(cast, row))

    def client(threads):
        start.wait(60)
        try:
            for _ in range(TURNS):
                took.append(_timed(lambda: threads.submit(turns, {}, None).result()))
        except Exception as error:
            wrong.append(error)

    with ThreadPoolExecutor(processes()[1]) as threads:
        clients = [threading.Thread(target=client, args=[threads]) for _ in range(CLIENTS)]
        for one in clients:
            one.start()
        for one in clients:
            one.join()
    assert not wrong, wrong[:3]
    row.refresh_from_db()
    assert (row.available, row.committed) == (0, row.amount)
    assert Posting.objects.filter(allocation=row, kind="commit").count() == CLIENTS * TURNS * 80 // 100
    assert not list(money_adds_up(cast.county))
    said(f"{CLIENTS} clients commit at once: p95", round(statistics.quantiles(took, n=20)[-1] * 1000), "ms", "<= 500")
    said(f"{CLIENTS} clients commit at once: median", round(statistics.median(took) * 1000), "ms")


def _wanted(cast, row):
    with suppress(Refused):
        actions.commit(cast.zhao, row, 100, on=DAY, programme="living")


def main():
    call_command("migrate", verbosity=0)
    cast = Cast(make_county("基准县"))
    pay_run(cast)
    crowd(cast)
    pages(cast)


if __name__ == "__main__":
    main()
