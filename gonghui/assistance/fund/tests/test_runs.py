"""A pay run from the list to the signature, told by 赵会计 who plans and pays and 钱批办 who approves."""
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gonghui.assistance.fund import actions, bank, hooks, lists, names, proof
from gonghui.assistance.fund.models import PayLine, Posting, money_adds_up, runs_add_up, set_aside_adds_up
from gonghui.core.flow import Refused

from .made import DAY, WEEK, account, answers, decided, money, paid, person, planned, sent, sheet, taken

LATER = DAY + WEEK


@pytest.fixture(autouse=True)
def adds_up(cast):
    """Whatever a story tells, at its end the data checks find nothing."""
    yield
    assert not [*money_adds_up(cast.county), *set_aside_adds_up(cast.county), *runs_add_up(cast.county)]


def lines(run, *statuses):
    return [line.number for line in run.having(*statuses).order_by("number")]


def stands(run):
    run.allocation.refresh_from_db()
    return run.allocation.available, run.allocation.committed, run.allocation.paid


def test_one_bad_line_is_held_and_the_others_are_paid(cast):
    run = paid(cast, [person(1), person(2, account=""), person(3)])
    assert lines(run, "paid") == [1, 3]
    assert lines(run, "held") == [2]
    assert "没有银行账号" in run.lines.get(number=2).held_why
    assert stands(run) == (99_000_00, 0, 1_000_00)
    assert proof.of_run(run).holds
    assert proof.of_allocation(run.allocation).holds


@pytest.mark.parametrize(("people", "held", "words"), [
    ([person(1, 0)], [1], "金额必须大于零"),
    ([person(1, account="12345")], [1], "12至19位"),
    ([person(1), person(2, account=account(1)), person(3)], [1, 2], "同一账号登记了不同的姓名"),
])
def test_what_the_check_holds(cast, people, held, words):
    run = planned(cast, people)
    run = taken(cast, run, "check")
    assert lines(run, "held") == held
    assert words in run.lines.get(number=held[0]).held_why


def test_one_recipient_stands_once_in_a_run(cast):
    run = planned(cast, [])
    file = decided(cast)  # any record may be what a payment rests on
    lists.put_on(run, [person(1, subject=file), person(2, subject=file)], scope=cast.zhao)
    run = taken(cast, run, "check")
    assert (lines(run, "planned"), lines(run, "held")) == ([1], [2])


def test_one_recipient_is_listed_once_a_season(cast):
    file, first = decided(cast), planned(cast, [], season="2010春节")
    lists.put_on(first, [person(1, subject=file)], scope=cast.zhao)
    second = planned(cast, [], season="2010春节")
    with pytest.raises(Refused, match="已列入这个项目的这一期"):
        lists.put_on(second, [person(1, subject=file)], scope=cast.zhao)
    other = planned(cast, [], season="2011春节")
    lists.put_on(other, [person(1, subject=file)], scope=cast.zhao)
    first.flow.take(first, "cancel", scope=cast.zhao, on=DAY, note="改期")
    assert lists.put_on(second, [person(1, subject=file)], scope=cast.zhao) == 1


def test_a_passbook_without_check_digit_is_only_warned_of(cast):
    run = taken(cast, planned(cast, [person(1, account="6217000000000000001")]), "check")
    line = run.lines.get()
    assert (line.status, "校验位不符" in line.warning) == ("planned", True)


def test_a_section_adds_its_own_check(cast, monkeypatch):
    def on_file(rows, scope, on):
        return {line.pk: ["没有有效档案。"] for line in rows if line.number == 2}

    monkeypatch.setitem(hooks.CHECKS, "test.on_file", on_file)
    run = taken(cast, planned(cast, 3), "check")
    assert lines(run, "held") == [2]
    monkeypatch.delitem(hooks.CHECKS, "test.on_file")
    run = taken(cast, run, "take_back", "check")
    assert not lines(run, "held")
    monkeypatch.setitem(hooks.CHECKS, "test.on_file", on_file)
    with pytest.raises(Refused, match="有1行不再符合条件"):
        taken(cast, run, "approve")


def test_who_planned_or_checked_does_not_approve(cast):
    run = planned(cast, 1)
    run = run.flow.take(run, "check", scope=cast.wang, on=DAY)
    with pytest.raises(Refused, match="须由另一人办理"):
        run.flow.take(run, "approve", scope=cast.wang, on=DAY)
    mine = lists.begin(cast.wang, "我拟的", "warmth", allocation=money(cast), decision=decided(cast))
    lists.put_on(mine, [person(1)], scope=cast.wang)
    mine = mine.flow.take(mine, "check", scope=cast.zhao, on=DAY)
    with pytest.raises(Refused, match="是您拟定的"):
        mine.flow.take(mine, "approve", scope=cast.wang, on=DAY)
    with pytest.raises(PermissionDenied):
        mine.flow.take(mine, "approve", scope=cast.zhao, on=DAY)
    theirs = planned(cast, 1)
    lists.put_on(theirs, [person(9)], scope=cast.wang)
    theirs = taken(cast, theirs, "check")
    with pytest.raises(Refused, match="您加入或更正的行"):
        theirs.flow.take(theirs, "approve", scope=cast.wang, on=DAY)
    theirs = taken(cast, theirs, "approve")
    corrected = planned(cast, 1)
    line = corrected.lines.get()
    line.amount = 600_00
    lists.correct_line(line, scope=cast.wang)
    corrected = taken(cast, corrected, "check")
    with pytest.raises(Refused, match="您加入或更正的行"):
        corrected.flow.take(corrected, "approve", scope=cast.wang, on=DAY)


def test_approval_needs_a_decision_and_money(cast):
    run = taken(cast, planned(cast, 1, decision=None), "check")
    with pytest.raises(Refused, match="请先选择批准这批发放的会议决定"):
        taken(cast, run, "approve")
    run = taken(cast, planned(cast, 3, allocation=money(cast, 1_000_00)), "check")
    with pytest.raises(Refused, match=re.escape("可用余额不足1,500.00元")):
        taken(cast, run, "approve")
    assert (stands(run), lines(run, "planned")) == ((1_000_00, 0, 0), [1, 2, 3])
    run = taken(cast, planned(cast, 1, allocation=money(cast, programmes=["medical"])), "check")
    with pytest.raises(Refused, match="是专款"):
        taken(cast, run, "approve")


def test_a_returned_payment_is_put_right_and_paid_again(cast):
    run = paid(cast, 3, failed={2})
    old = run.lines.get(number=2)
    assert (old.status, old.returned_why, old.paid_on) == ("returned", "账号不符", None)
    assert stands(run) == (98_500_00, 500_00, 1_000_00)
    new = lists.pay_again(old, {"account": account(77)}, scope=cast.zhao)
    assert (new.number, new.again_id, new.payee, new.amount) == (4, old.pk, old.payee, old.amount)
    with pytest.raises(Refused):
        lists.pay_again(old, {}, scope=cast.zhao)
    run = taken(cast, run, "check", "approve", "send", on=LATER)
    result, _job = bank.take_result(run, "二.csv", answers(run, LATER), scope=cast.zhao)
    bank.apply(result, cast.zhao)
    assert stands(run) == (98_500_00, 0, 1_500_00)
    assert proof.of_run(run).holds
    run = taken(cast, run, "settle", on=LATER)
    assert run.status == "settled"


def test_a_new_line_that_is_taken_off_leaves_the_old_one_returned(cast):
    run = paid(cast, 1, failed={1})
    new = lists.pay_again(run.lines.get(), {}, scope=cast.zhao)
    new.flow.take(new, "drop", scope=cast.zhao, note="不要了")
    assert (lines(run, "returned"), lines(run, "dropped")) == ([1], [2])
    new = lists.pay_again(run.lines.get(number=1), {"account": account(4)}, scope=cast.zhao)
    assert new.number == 3
    new.flow.take(new, "drop", scope=cast.zhao, note="不要了")
    assert stands(taken(cast, run, "settle", on=None)) == (100_000_00, 0, 0)


def test_who_put_a_returned_payment_right_does_not_approve_it(cast):
    run = paid(cast, 1, failed={1})
    lists.pay_again(run.lines.get(), {"account": account(9)}, scope=cast.wang)
    run = taken(cast, run, "check", on=LATER)
    with pytest.raises(Refused, match="您加入或更正的行"):
        run.flow.take(run, "approve", scope=cast.wang, on=LATER)


def test_a_payment_that_comes_back_days_later_is_a_contrary_entry(cast):
    run = paid(cast, 2)
    result, _job = bank.take_result(run, "退.csv", sheet([(1, "500.00", "失败", LATER, "销户")]), scope=cast.zhao)
    bank.apply(result, cast.zhao)
    assert stands(run) == (99_000_00, 500_00, 500_00)
    assert list(Posting.objects.filter(cites=run.lines.get(number=1).pk).order_by("id").values_list("kind", "on")) == [
        ("pay", DAY), ("return", LATER)]
    assert proof.of_run(run).holds
    run = taken(cast, run, "settle", on=LATER)
    assert stands(run) == (99_500_00, 0, 500_00)
    assert lines(run, "dropped") == [1]


def test_a_return_after_the_end_opens_the_run_again(cast):
    run = taken(cast, paid(cast, 2), "settle", on=LATER)
    late = sheet([(1, "500.00", "失败", LATER, "销户")])
    with pytest.raises(Refused, match="请先办理“重新打开”"):
        bank.take_result(run, "退.csv", late, scope=cast.zhao)
    run = run.flow.take(run, "reopen", scope=cast.zhao, on=LATER, note="银行退票")
    result, _job = bank.take_result(run, "退.csv", late, scope=cast.zhao)
    bank.apply(result, cast.zhao)
    run = taken(cast, run, "settle", on=LATER)
    assert stands(run) == (99_500_00, 0, 500_00)
    run = run.flow.take(run, "reopen", scope=cast.zhao, on=LATER, note="再看")
    assert stands(taken(cast, run, "settle", on=LATER)) == (99_500_00, 0, 500_00)


def test_a_list_that_waits_for_approval_is_not_changed_unseen(cast):
    run = taken(cast, planned(cast, 2), "check")
    with pytest.raises(Refused, match="名单现在不能改"):
        lists.put_on(run, [person(5)], scope=cast.zhao)
    with pytest.raises(Refused, match="请先撤回修改"):
        actions.correct_run(run, scope=cast.zhao)
    run = taken(cast, run, "take_back")
    assert lists.put_on(run, [person(5)], scope=cast.zhao) == 1


def test_a_recipient_listed_elsewhere_is_not_paid_again_here(cast):
    file, run = decided(cast), planned(cast, [], season="2010")
    lists.put_on(run, [person(1, subject=file)], scope=cast.zhao)
    run = taken(cast, run, "check", "approve", "send")
    result, _job = bank.take_result(run, "结果.csv", answers(run, failed={1}), scope=cast.zhao)
    bank.apply(result, cast.zhao)
    other = planned(cast, [], season="2010")
    lists.put_on(other, [person(1, subject=file)], scope=cast.zhao)
    with pytest.raises(Refused, match="已列入这个项目的这一期"):
        lists.pay_again(run.lines.get(), {}, scope=cast.zhao)


def test_a_run_is_not_over_while_something_waits(cast):
    run = sent(cast, 1)
    with pytest.raises(Refused, match="还有1行没有银行结果"):
        taken(cast, run, "settle")


def test_the_proof_names_the_line_that_differs(cast):
    run = paid(cast, 3)
    PayLine.objects.filter(run=run, number=2).update(returned_on=LATER)
    found = proof.of_run(run)
    assert not found.holds
    assert [(line.number, *sums) for line, *sums in found.differences] == [(2, 500_00, 500_00, 0)]
    actions.commit(cast.zhao, run.allocation, 100, on=DAY)
    actions.pay(cast.zhao, run.allocation, 100, on=DAY)
    assert [fen for _entry, fen in proof.of_allocation(run.allocation).loose] == [100]


def test_signing_and_taking_off(cast):
    run = paid(cast, [person(1), person(2, account="")])
    first, second = run.lines.order_by("number")
    first = first.flow.take(first, "sign", scope=cast.zhao, on=LATER)
    assert first.signed_on == LATER
    first = first.flow.take(first, "unsign", scope=cast.zhao, on=LATER, note="签错人")
    assert (first.status, first.signed_on) == ("paid", None)
    assert second.flow.take(second, "drop", scope=cast.zhao, on=LATER, note="已去世").status == "dropped"


def test_a_list_comes_as_a_sheet_or_not_at_all(cast):
    run = planned(cast, [])
    good = "姓名,金额,银行卡号,工作单位\n何花,500,6217000000000000004,机械厂\n吕叶,1200.5,,粮库\n合计,1700.5,,\n".encode()
    assert names.put_on_from_sheet(run, good, scope=cast.zhao) == 2
    assert [(line.payee, line.amount, line.masked_account) for line in run.lines.order_by("number")] == [
        ("何花", 500_00, "***************0004"), ("吕叶", 1_200_50, "")]
    with pytest.raises(Refused, match="第3行：金额"):
        names.put_on_from_sheet(run, "姓名,金额\n何花,1\n吕叶,一百\n".encode(), scope=cast.zhao)
    assert run.lines.count() == 2


def test_the_list_is_closed_between_approval_and_the_bank(cast):
    run = taken(cast, planned(cast, 1), "check", "approve")
    with pytest.raises(Refused, match="名单现在不能改"):
        lists.put_on(run, [person(5)], scope=cast.zhao)


def test_the_database_takes_no_line_that_cannot_be(cast):
    run = planned(cast, 1)
    for wrong in ({"status": "approved", "amount": 0}, {"paid_on": DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            run.lines.update(**wrong)
    twice = [PayLine(county=cast.county, run=run, number=number, payee="何花", amount=1, subject=run.pk,
                     season="warmth:2010") for number in (8, 9)]
    with pytest.raises(IntegrityError), transaction.atomic():
        PayLine.objects.bulk_create(twice)
