"""Festival warmth for 306 people: money, list, four eyes, the bank, a payment that came back, three accounts."""
import io

import openpyxl
import pytest

from gonghui.assistance.fund.models import Allocation, PayRun
from gonghui.assistance.fund.tests.made import account, decided
from tests.journeys.desk import book_of

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, EACH = 306, 500
WRONG, RETURNED = 7, 12  # the numbers of a line without account, and of one that the bank sends back


def uploaded(desk, label, name, content):
    desk.page.get_by_label(label).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    desk.presses("保存")


def bytes_of(rows):
    content = io.BytesIO()
    book_of(rows).save(content)
    return content.getvalue()


def answered(path, failed=()):
    """The bank's answer to its file, as a workbook."""
    sent = [row for row in openpyxl.load_workbook(path).active.values if isinstance(row[0], int)]
    return bytes_of([["序号", "收款人", "金额", "结果", "原因"], *(
        [number, payee, amount, "失败" if number in failed else "成功", "账号不符" if number in failed else ""]
        for number, payee, _account, _bank, amount, _note in sent)])


def takes_file(desk, words, folder):
    with desk.page.expect_download() as given:
        desk.page.get_by_role("button", name=words).click()
    path = folder / given.value.suggested_filename
    given.value.save_as(path)
    return path


def receives_money(desk):
    """赵会计 enters the money, 钱批办 approves it."""
    decision, page = decided(desk.cast), desk.page
    desk.sits("zhao", "/fund/add/")
    page.get_by_label("资金来源").select_option(label="工会经费")
    page.get_by_label("文号").fill("东工发〔2010〕3号")
    page.get_by_label("金额（元）").fill("15.4万元")
    page.get_by_label("会议决定").select_option(label=str(decision))
    page.get_by_label("用途").fill("元旦春节送温暖")
    page.get_by_label("送温暖").check()
    page.get_by_label("使用期限起").fill("2010-01-01")
    desk.looks("fund_money")
    desk.presses("保存")
    desk.takes_step("报批")
    desk.sits("qian", f"/fund/{Allocation.objects.get().pk}/")
    desk.takes_step("批准入账")
    return decision


def plans(desk, decision):
    """The run and its list, one line of which lacks an account."""
    page = desk.page
    desk.sits("zhao", "/fund/runs/add/")
    page.get_by_label("批次名称").fill("元旦春节送温暖")
    page.get_by_label("帮扶项目").select_option(label="送温暖")
    page.get_by_label("资金").select_option(index=1)
    page.get_by_label("会议决定").select_option(label=str(decision))
    desk.presses("保存")
    desk.follows("由表格加入名单")
    rows = [[f"职工{chr(0x4E00 + n)}", EACH, "" if n == WRONG - 1 else account(n)] for n in range(PEOPLE)]
    uploaded(desk, "名单", "名单.xlsx", bytes_of([["姓名", "金额", "银行账号"], *rows]))
    assert f"已加入{PEOPLE}人。" in page.inner_text("body")
    return PayRun.objects.get()


def test_306_people_are_paid_and_three_accounts_agree(cast, desk, tmp_path):
    page = desk.page
    run = plans(desk, receives_money(desk))
    here = f"/fund/runs/{run.pk}/"
    page.goto(here)
    desk.takes_step("校验报批")
    page.goto(f"{here}?tab=held")
    assert "没有银行账号。" in desk.said
    desk.looks("fund_held")
    assert page.get_by_role("link", name="批准", exact=True).count() == 0, "who plans does not approve"

    desk.sits("qian", here)
    desk.takes_step("批准")
    desk.sits("zhao", here)
    desk.takes_step("送银行")
    page.goto(f"{here}?tab=bank")
    desk.looks("fund_bank")
    file = takes_file(desk, "取出第 1 个银行文件", tmp_path)
    first = answered(file, {RETURNED})
    page.goto(f"{here}result/")
    uploaded(desk, "银行结果文件", "结果.xlsx", first)
    desk.works()
    page.goto(f"{here}result/")
    uploaded(desk, "银行结果文件", "结果.xlsx", first)
    assert "已经登记过，没有重复登记" in desk.said

    page.goto(f"/fund/lines/{run.lines.get(number=RETURNED).pk}/")
    desk.follows("更正重发")
    page.get_by_label("银行账号").fill(account(9_999))
    desk.presses("保存")
    page.goto(f"/fund/lines/{run.lines.get(number=WRONG).pk}/edit/")
    page.get_by_label("银行账号").fill(account(WRONG - 1))
    desk.presses("保存")
    page.goto(here)
    desk.takes_step("校验报批")
    desk.sits("qian", here)
    desk.takes_step("批准")
    desk.sits("zhao", here)
    desk.takes_step("送银行")
    page.goto(f"{here}?tab=bank")
    file = takes_file(desk, "取出第 2 个银行文件", tmp_path)
    page.goto(f"{here}result/")
    uploaded(desk, "银行结果文件", "补发.xlsx", answered(file))
    desk.works()
    page.goto(here)
    desk.takes_step("办结")

    page.goto(f"{here}proof/")
    assert "三方一致，差额为零" in desk.said
    assert desk.said.count("153,000.00") == 3
    assert str(PEOPLE) in desk.said
    desk.looks("fund_proof")
    page.goto(f"/fund/{run.allocation_id}/proof/")
    assert "三方一致，差额为零" in desk.said
    page.goto("/figures/fund.paid/?first=2026-01-01&last=2026-12-31")
    desk.works()
    assert page.locator(".big").inner_text() == "15.3万元"
