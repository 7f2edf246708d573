"""Money adds up: whatever is done in whatever order, each fen stands in one account."""
import threading
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonghui.assistance.fund import actions, rules
from gonghui.assistance.fund.models import Allocation, Posting, money_adds_up
from gonghui.core import figures
from gonghui.core.flow import Refused

from .made import DAY, money, planned_money


def stands(allocation):
    allocation.refresh_from_db()
    return allocation.available, allocation.committed, allocation.paid


def test_money_goes_its_way(cast):
    row = money(cast, 1_000_00)
    assert stands(row) == (1_000_00, 0, 0)
    actions.commit(cast.zhao, row, 600_00, on=DAY, programme="living")
    assert stands(row) == (400_00, 600_00, 0)
    actions.pay(cast.zhao, row, 500_00, on=DAY)
    assert stands(row) == (400_00, 100_00, 500_00)
    actions.take_back(cast.zhao, row, 200_00, on=DAY)
    actions.release(cast.zhao, row, 300_00, on=DAY)
    assert stands(row) == (700_00, 0, 300_00)
    assert not list(money_adds_up(cast.county))
    assert sum(Posting.objects.balances()[row.pk].values()) == 0


@pytest.mark.parametrize(("act", "fen", "said", "words"), [
    ("commit", 1_001_00, {}, "可用余额不足1,001.00元"),
    ("commit", 0, {}, "必须大于零"),
    ("commit", 100, {"on": DAY - timedelta(days=1)}, "不能早于资金到账"),
    ("commit", 100, {"on": date(2010, 12, 1)}, "使用期限不含2010-12-01"),
    ("commit", 100, {"programme": "medical"}, "是专款，不能用于这个项目"),
    ("commit", 100, {"on": localdate() + timedelta(days=1)}, "不能晚于今天"),
    ("release", 100, {}, "待发的金额不足"),
    ("pay", 100, {}, "待发的金额不足"),
    ("take_back", 100, {}, "已发放的金额不足"),
])
def test_what_money_may_not_do(cast, act, fen, said, words):
    row = money(cast, 1_000_00, valid_to=date(2010, 11, 30), programmes=["living"])
    with pytest.raises(Refused, match=words):
        getattr(actions, act)(cast.zhao, row, fen, **{"on": DAY, "programme": "living"} | said)
    assert stands(row) == (1_000_00, 0, 0)


def test_money_not_approved_and_money_closed_is_not_used(cast):
    with pytest.raises(Refused, match="还没有批准或已经结清"):
        actions.commit(cast.zhao, planned_money(cast), 100, on=DAY)
    row = money(cast)
    row = row.flow.take(row, "close", scope=cast.qian, on=DAY, note="年度结束")
    assert stands(row) == (0, 0, 0)
    with pytest.raises(Refused, match="还没有批准或已经结清"):
        actions.commit(cast.zhao, row, 100, on=DAY)


def test_a_closed_period_takes_no_entry(cast):
    row = money(cast)
    figures.close(cast.wang, date(2010, 3, 31))
    with pytest.raises(Refused, match="账已结到2010-03-31"):
        actions.commit(cast.wang, row, 100, on=DAY)
    actions.commit(cast.zhao, row, 100, on=date(2010, 4, 1))


def test_four_eyes_on_an_allocation(cast):
    row = planned_money(cast)
    row = row.flow.take(row, "send_up", scope=cast.wang, on=DAY)
    with pytest.raises(Refused, match="须由另一人办理"):
        row.flow.take(row, "approve", scope=cast.wang, on=DAY)
    row.flow.take(row, "approve", scope=cast.qian, on=DAY)


def test_an_allocation_cites_a_decision_and_a_donation_its_receipt(cast):
    row = planned_money(cast, decision=None)
    with pytest.raises(Refused, match="会议决定"):
        row.flow.take(row, "send_up", scope=cast.zhao, on=DAY)
    row = planned_money(cast, source="7", donor="东辽商会")
    with pytest.raises(Refused, match="捐赠票据号"):
        row.flow.take(row, "send_up", scope=cast.zhao, on=DAY)


def test_a_decision_that_money_rests_on_stands(cast):
    row = planned_money(cast)
    row.decision.subject = "动用两万元"
    actions.correct_decision(row.decision, scope=cast.zhao)
    row = row.flow.take(row, "send_up", scope=cast.zhao, on=DAY)
    row = row.flow.take(row, "approve", scope=cast.qian, on=DAY)
    row.decision.subject = "动用三万元"
    with pytest.raises(Refused, match="请另行登记"):
        actions.correct_decision(row.decision, scope=cast.zhao)


def test_used_money_is_not_withdrawn_and_an_approved_sum_stands(cast):
    row = money(cast)
    row.amount = 5
    with pytest.raises(Refused, match="已经报批"):
        actions.correct_draft(row, scope=cast.zhao)
    actions.commit(cast.zhao, row, 100, on=DAY)
    row.refresh_from_db()
    for step in ("withdraw", "close"):
        with pytest.raises(Refused):
            row.flow.take(row, step, scope=cast.qian, on=DAY, note="有误")
    untouched = money(cast)
    untouched = untouched.flow.take(untouched, "withdraw", scope=cast.qian, on=DAY, note="文件撤销")
    assert stands(untouched) == (0, 0, 0)
    assert not list(money_adds_up(cast.county))


def test_entries_are_only_added_to(cast):
    row = money(cast)
    for change in (lambda: Posting.objects.filter(allocation=row).update(fen=1),
                   lambda: Posting.objects.filter(allocation=row)._raw_delete("default")):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            change()


@pytest.mark.parametrize("wrong", [
    {"fen": 0}, {"fen": -5}, {"out_of": "paid"}, {"kind": "pay"}, {"into": "source"},
])
def test_the_database_takes_no_entry_that_cannot_be(cast, wrong):
    row = money(cast)
    said = {"kind": "commit", "out_of": "available", "into": "committed", "fen": 1, "on": DAY} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(county=cast.county, allocation=row, **said)


def test_a_record_is_paid_once_whatever_goes_wrong(cast):
    row = money(cast)
    actions.commit(cast.zhao, row, 200, on=DAY)
    actions.pay(cast.zhao, row, 100, on=DAY, for_=row)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.pay(cast.zhao, row, 100, on=DAY, for_=row)
    assert stands(row)[1:] == (100, 100)


def test_a_balance_that_was_tampered_with_is_named(cast):
    row = money(cast)
    Allocation.objects.filter(pk=row.pk).update(available=5)
    assert "可用" in next(iter(money_adds_up(cast.county)))


ACTS = st.sampled_from(["commit", "release", "pay", "take_back"])
MOVES = st.lists(st.tuples(ACTS, st.integers(1, 700)), max_size=15)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MOVES)
def test_any_sequence_keeps_the_sum(cast, moves):
    row = money(cast, 1_000)
    for act, fen in moves:
        with suppress(Refused):
            getattr(actions, act)(cast.zhao, row, fen, on=DAY)
        assert min(stands(row)) >= 0
        assert sum(stands(row)) == 1_000
    entries = Posting.objects.filter(allocation=row).balances()[row.pk]
    assert (entries[rules.AVAILABLE], entries[rules.COMMITTED], entries[rules.PAID]) == stands(row)
    assert sum(entries.values()) == 0


@pytest.mark.django_db(transaction=True)
def test_of_two_who_want_the_last_money_one_gets_it(cast):
    row, said, start = money(cast, 1_000), [], threading.Barrier(2)

    def want():
        start.wait(10)
        try:
            actions.commit(cast.zhao, row, 700, on=DAY)
            said.append("got")
        except Refused as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=want) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert said.count("got") == 1
    assert sum("可用余额不足" in words for words in said) == 1
    assert stands(row) == (300, 700, 0)
    assert not list(money_adds_up(cast.county))


