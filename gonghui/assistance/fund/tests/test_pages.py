"""The pages of the money, clicked through by those who use them."""
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gonghui.assistance.fund import lists
from gonghui.assistance.fund.models import Allocation, Decision, PayLine, PayRun
from gonghui.core import files, jobs, todos
from gonghui.testing import queries

from .made import DAY, account, answers, decided, money, paid, person, planned, planned_money, sent, taken

PDF = b"%PDF-1.4\n" + b"x" * 64


def at(name, *args):
    return reverse(f"fund:{name}", args=args)


def test_fifty_rows_cost_no_more_queries_than_five(cast):
    client, run = cast.client("zhao"), planned(cast, 5)
    addresses = [at("list"), at("run_list"), at("line_list"), at("decision_list"), at("posting_list"),
                 at("run_sheet", run.pk) + "?tab=lines", at("sheet", run.allocation_id) + "?tab=entries"]
    for _ in range(4):
        planned(cast, 0)
    before = [queries(client, address) for address in addresses]
    lists.put_on(run, [person(n) for n in range(10, 55)], scope=cast.zhao)
    for _ in range(45):
        planned(cast, 0)
    assert [queries(client, address) for address in addresses] == before
    assert max(before) <= 12


def test_money_is_entered_decided_and_approved(cast):
    zhao, qian = cast.client("zhao"), cast.client("qian")
    zhao.post(at("decision_add"), {"body": "主席办公会", "held_on": "2010-03-01", "number": "〔2010〕3号", "subject": "送温暖资金",
                                   "org": cast.top.pk})
    decision = Decision.objects.get()
    zhao.post(at("decision_attach", decision.pk), {"file": SimpleUploadedFile("纪要.pdf", PDF)})
    paper = files.of(decision).get()
    assert zhao.get(at("decision_paper", decision.pk, paper.pk)).content == PDF
    assert "纪要.pdf" in zhao.get(at("decision_sheet", decision.pk) + "?tab=papers").text
    answer = zhao.post(at("add"), {
        "source": "7", "amount": "15.4万元", "decision": decision.pk, "org": cast.top.pk, "purpose": "资助困难职工子女上学",
        "programmes": ["schooling"], "valid_from": "2010-03-01", "donor": "东辽商会", "receipt": "捐2010001"})
    assert answer.status_code == 302, answer.text
    row = Allocation.objects.get()
    assert (row.amount, row.programmes) == (154_000_00, ["schooling"])
    zhao.post(at("step", row.pk, "send_up"), {"on": "2010-03-01"})
    assert todos.TODOS["fund.to_approve"].count(cast.qian) == 1
    assert qian.post(at("step", row.pk, "approve"), {"on": "2010-03-02"}).status_code == 302
    page = zhao.get(at("sheet", row.pk)).text
    assert "154,000.00" in page
    assert "助学救助" in page
    assert "入账" in zhao.get(at("sheet", row.pk) + "?tab=entries").text
    for kind, head in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert zhao.get(at("receipt", row.pk, kind)).content.startswith(head)
    assert "三方一致" in zhao.get(at("proof", row.pk)).text


@pytest.mark.parametrize(("said", "words"), [
    ({"source": "7"}, "社会捐赠请填写捐赠人"), ({"donor": "商会"}, "只有社会捐赠才填写"), ({"amount": "0"}, "金额必须大于零"),
    ({"valid_to": "2010-01-01"}, "止日不能早于起日"),
])
def test_what_the_form_of_money_refuses(cast, said, words):
    answer = cast.client("zhao").post(at("add"), {
        "source": "5", "amount": "100", "org": cast.top.pk, "purpose": "慰问", "valid_from": "2010-03-01"} | said)
    assert answer.status_code == 422
    assert words in answer.text


def test_approved_money_offers_no_change(cast):
    row = money(cast)
    assert "修改" not in cast.client("zhao").get(at("sheet", row.pk)).context["acts"]
    answer = cast.client("zhao").post(at("edit", row.pk), {
        "source": "5", "amount": "5", "org": cast.top.pk, "purpose": "别的", "valid_from": "2010-03-01",
        "_version": row.version})
    assert answer.status_code == 422
    assert "已经报批" in answer.text


def test_a_run_from_the_form_to_the_proof(cast):
    zhao, qian, row = cast.client("zhao"), cast.client("qian"), money(cast)
    answer = zhao.post(at("run_add"), {"title": "春节送温暖", "programme": "warmth", "season": "2010", "org": cast.top.pk,
                                       "allocation": row.pk, "decision": decided(cast).pk})
    assert answer.status_code == 302, answer.text
    run = PayRun.objects.get()
    assert run.planner == cast.accounts["zhao"]
    names = "姓名,金额,银行卡号\n何花,500,6217000000000000004\n吕叶,600,\n".encode()
    zhao.post(at("run_names", run.pk), {"file": SimpleUploadedFile("名单.csv", names)})
    answer = zhao.post(at("run_line", run.pk), {"payee": "施果", "amount": "700", "account": account(7)})
    assert answer.status_code == 302, answer.text
    zhao.post(at("run_step", run.pk, "check"), {"on": DAY})
    assert "没有银行账号" in zhao.get(at("run_sheet", run.pk) + "?tab=held").text
    held = run.lines.get(payee="吕叶")
    zhao.post(at("run_step", run.pk, "take_back"), {"on": DAY})
    edit = zhao.get(at("line_edit", held.pk))
    answer = zhao.post(at("line_edit", held.pk), {"payee": "吕叶", "amount": "600", "account": account(8),
                                                  "_version": edit.context["version"]})
    assert answer.status_code == 302, answer.text
    zhao.post(at("run_step", run.pk, "check"), {"on": DAY})
    assert "1,800.00" in qian.get(at("run_sheet", run.pk)).text, "who approves sees what it comes to"
    qian.post(at("run_step", run.pk, "approve"), {"on": DAY})
    zhao.post(at("run_step", run.pk, "send"), {"on": DAY})
    file = zhao.post(at("run_bank", run.pk, 1))
    assert [cells[2] for cells in openpyxl.load_workbook(BytesIO(file.content)).active.values][2] == account(8)
    blank = openpyxl.load_workbook(BytesIO(zhao.get(at("run_result_form", run.pk, 1)).content)).active
    assert blank.max_row == 4
    run.refresh_from_db()
    zhao.post(at("run_result", run.pk), {"file": SimpleUploadedFile("结果.csv", answers(run))})
    assert "结果.csv" in zhao.get(at("run_sheet", run.pk) + "?tab=bank").text
    assert jobs.run_next(jobs.worker_id()).state == jobs.Job.DONE
    assert set(run.lines.values_list("status", flat=True)) == {"paid"}
    assert "三方一致" in zhao.get(at("run_proof", run.pk)).text
    zhao.post(at("line_list"), {"step": "sign", "on": DAY, "pk": [str(line.pk) for line in run.lines.all()]})
    assert run.having("signed").count() == 3
    zhao.post(at("run_step", run.pk, "settle"), {"on": DAY})
    run.refresh_from_db()
    assert run.status == "settled"


def test_a_result_that_was_broken_off_is_taken_up_again(cast):
    client, run = cast.client("zhao"), sent(cast, 1)
    client.post(at("run_result", run.pk), {"file": SimpleUploadedFile("结果.csv", answers(run))})
    jobs.Job.objects.update(state=jobs.Job.FAILED)
    client.post(at("result_again", run.results.get().pk))
    assert jobs.run_next(jobs.worker_id()).state == jobs.Job.DONE
    assert run.having("paid").count() == 1


def test_the_disbursement_sheet_hides_numbers_and_says_the_sum_in_words(cast):
    run = paid(cast, [person(1, 1_005_30, id_number="229922197001010011"), person(2, account="")])
    client = cast.client("zhao")
    rows = list(openpyxl.load_workbook(BytesIO(client.get(at("run_paper", run.pk, "xlsx")).content)).active.values)
    assert rows[1][:4] == ("序号", "姓名", "身份证号", "工作单位")
    assert rows[2][7] == "1,005.30"
    assert rows[2][2] == "**************0011"
    assert rows[2][9].endswith(account(1)[-4:])
    assert rows[2][9].startswith("****")
    assert "壹仟零伍元叁角" in rows[3][0]
    assert "制表人：赵会计" in rows[4][0]
    assert "审批人：钱批办" in rows[4][0]
    assert client.get(at("run_paper", run.pk, "pdf")).content.startswith(b"%PDF")


def test_a_returned_line_is_put_right_on_its_page(cast):
    run, client = paid(cast, 1, failed={1}), cast.client("zhao")
    line = run.lines.get()
    assert todos.TODOS["fund.lines_returned"].count(cast.zhao) == 1
    assert "更正重发" in client.get(at("line_sheet", line.pk)).text
    answer = client.post(at("line_again", line.pk), {"payee": line.payee, "bank": "邮储银行", "account": account(5)})
    assert answer.status_code == 302, answer.text
    new = PayLine.objects.get(again=line)
    assert (new.bank, new.account) == ("邮储银行", account(5))


def test_an_account_is_shown_for_a_reason_only(cast):
    line, client = planned(cast, 1).lines.get(), cast.client("zhao")
    assert account(0) not in client.get(at("line_sheet", line.pk)).text
    shown = client.post(at("line_reveal", line.pk, "account"), {"reason": "核对退票账号"})
    assert account(0) in shown.text
    assert cast.client("qian").get(at("line_reveal", line.pk, "account")).status_code == 403


def test_who_sees_and_who_acts(cast):
    run, draft = planned(cast, 1), planned_money(cast)
    assert cast.client("li").get(at("sheet", draft.pk)).status_code == 404
    assert cast.client("zhou").get(at("list")).status_code == 403
    assert cast.client("qian").post(at("run_line", run.pk), {"payee": "何花", "amount": "1"}).status_code == 403
    for step in ("pay", "approve", "hold"):
        assert cast.client("wang").post(at("line_step", run.lines.get().pk, step), {"on": DAY}).status_code == 404
    run = taken(cast, run, "check")
    assert todos.TODOS["fund.runs_to_approve"].count(cast.qian) == 1


def test_what_is_not_there_is_not_handed_out(cast):
    client, row, run = cast.client("zhao"), money(cast), planned(cast, 1)
    assert client.get(at("receipt", row.pk, "pdf")).status_code == 404
    assert client.get(at("run_paper", run.pk, "xls")).status_code == 404
    assert client.post(at("run_bank", run.pk, 1)).status_code == 404
    assert client.get(at("run_bank", run.pk, 1)).status_code == 302


def test_empty_lists_say_what_they_will_hold(cast):
    client = cast.client("zhao")
    for name in ("list", "run_list", "line_list", "decision_list", "posting_list"):
        assert "这里将列出" in client.get(at(name)).text
