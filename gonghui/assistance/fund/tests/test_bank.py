"""The bank's file and its answers: whole or not at all, and once."""
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied

from gonghui.assistance.fund import bank
from gonghui.assistance.fund.models import BankResult
from gonghui.core import figures
from gonghui.core.audit import Entry
from gonghui.core.flow import Refused

from .made import DAY, account, answers, person, sent, sheet


def lines(run, *statuses):
    return [line.number for line in run.having(*statuses).order_by("number")]


def stands(run):
    run.allocation.refresh_from_db()
    return run.allocation.available, run.allocation.committed, run.allocation.paid


@pytest.mark.parametrize(("rows", "words"), [
    ([(9, "500.00", "成功", DAY, "")], "没有这个序号"),
    ([(1, "499.00", "成功", DAY, "")], "499.00元与批准的500.00元不符"),
    ([(1, "500.00", "成功", DAY, ""), (1, "500.00", "成功", DAY, "")], "出现两次"),
    ([(1, "500.00", "也许", DAY, "")], "不在可选项中"),
    ([(1, "500.00", "成功", "2999-01-01", "")], "不能晚于今天"),
    ([(1, "500.00", "成功", DAY - timedelta(days=1), "")], "不能早于"),
    ([], "没有内容"),
])
def test_a_wrong_result_file_changes_nothing(cast, rows, words):
    run = sent(cast, 2)
    with pytest.raises(Refused, match=words):
        bank.take_result(run, "错.csv", sheet(rows), scope=cast.zhao)
    assert lines(run, "sent") == [1, 2]
    assert not BankResult.objects.exists()


def test_a_result_in_a_closed_period_changes_nothing(cast):
    run = sent(cast, 1)
    figures.close(cast.wang, date(2010, 3, 31))
    with pytest.raises(Refused, match="账已结到2010-03-31"):
        bank.take_result(run, "结果.csv", answers(run), scope=cast.zhao)
    result, _job = bank.take_result(run, "结果.csv", answers(run, date(2010, 4, 1)), scope=cast.zhao)
    assert bank.apply(result, cast.zhao) == 1


def test_the_same_result_file_counts_once(cast):
    run = sent(cast, 2)
    file = answers(run)
    result, _job = bank.take_result(run, "一.csv", file, scope=cast.zhao)
    with pytest.raises(Refused, match="已经登记过"):
        bank.take_result(run, "一.csv", file, scope=cast.zhao)
    assert bank.apply(result, cast.zhao) == 2
    assert bank.apply(result, cast.zhao) == 0
    with pytest.raises(Refused, match="不在等待银行结果"):
        bank.take_result(run, "另存.csv", file + b"\n", scope=cast.zhao)
    assert stands(run) == (99_000_00, 0, 1_000_00)


def test_the_banks_file_holds_whole_accounts_and_goes_to_the_trail(cast):
    run = sent(cast, 2)
    rows = list(openpyxl.load_workbook(BytesIO(bank.bank_file(run, 1, cast.zhao))).active.values)
    assert rows[0] == bank.SENT_HEADS
    assert rows[1][:5] == (1, person(0)["payee"], account(0), "农业银行", 500)
    assert Entry.objects.get(act="export", model="fund.bank_file").details["rows"] == 2
    with pytest.raises(PermissionDenied):
        bank.bank_file(run, 1, cast.qian)
