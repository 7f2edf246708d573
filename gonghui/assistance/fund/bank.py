"""The bank's file of a run, and the result file that comes back: whole or not at all, once, line by line."""
import hashlib
import io
from datetime import date

import xlsxwriter
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gonghui.core import audit, cleaning, figures, jobs, sheets
from gonghui.core.flow import Refused, spoken
from gonghui.core.rosters.books import SAFE
from gonghui.core.writing import locked

from . import rules
from .ledger import Part, citing, move
from .models import BankResult, PayLine
from .paying import take_all

SENT_HEADS = ("序号", "收款人", "账号", "开户行", "金额", "附言")
RESULT_HEADS = ("序号", "收款人", "金额", "结果", "日期", "原因")
CLEAN = {"序号": cleaning.required(cleaning.count), "金额": cleaning.required(cleaning.fen),
         "结果": cleaning.required(cleaning.one_of("成功", "失败", aliases={"已发放": "成功", "退票": "失败"})),
         "日期": cleaning.day, "原因": cleaning.words(200)}
CHUNK = 1_000  # lines of one transaction
MOST_TOLD = 20  # faults told at once


def bank_file(run, batch, scope):
    """The bytes of the workbook for the bank: the lines of one file, with whole account numbers; audited."""
    scope.require("fund.pay")
    lines = run.lines.filter(batch=batch).order_by("number")
    rows = [[line.number, line.payee, line.account, line.bank, line.amount / 100, run.title] for line in lines]
    content = _book(SENT_HEADS, rows)
    audit.exported(scope, "fund.bank_file", _("%(run)s 第%(batch)d次") % {"run": run, "batch": batch}, len(rows),
                   hashlib.sha256(content).hexdigest())
    return content


def result_form(run, batch):
    """A result file to be filled in, where the bank answers on paper."""
    lines = run.lines.filter(batch=batch, status=PayLine.Status.SENT).order_by("number")
    return _book(RESULT_HEADS, ([line.number, line.payee, line.amount / 100, "", "", ""] for line in lines))


def _book(heads, rows):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, SAFE) as book:
        sheet, money = book.add_worksheet(), book.add_format({"num_format": "0.00"})
        sheet.set_column(0, len(heads) - 1, 20)
        sheet.set_column(heads.index("金额"), heads.index("金额"), 14, money)
        sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
        for place, cells in enumerate(rows, start=1):
            sheet.write_row(place, 0, cells)
    return content.getvalue()


def take_result(run, name, content, *, scope):
    """Takes in a result file: checks it whole, keeps it, queues its work; (the BankResult, the Job).

    Raises Refused with all that is wrong, and then nothing was changed: a line that is not of this run or does not
    wait, a sum that is not the line's, a file that was taken in before.
    """
    scope.require("fund.pay")
    digest = hashlib.sha256(content).hexdigest()
    if BankResult.objects.filter(county_id=scope.county_id, digest=digest).exists():
        raise Refused(_("这个结果文件已经登记过，没有重复登记。"))
    if reasons := rules.reasons_against_answer(run.status):
        raise Refused(*spoken(reasons))
    rows, faults = _read(content)
    faults += [] if faults else _against(run, rows)
    if faults:
        raise Refused(*faults[:MOST_TOLD])
    with transaction.atomic():
        result = BankResult(county_id=scope.county_id, run=run, name=name, digest=digest, rows=rows,
                            by_id=scope.account_id)
        result.full_clean(exclude=["by"])
        result.save(force_insert=True)
        audit.record(scope, "bank_result", run, details={"result": str(result.pk), "rows": len(rows)})
        job = queue(result, scope)
    return result, job


def queue(result, scope):
    """Queues the work of a result; while it waits, runs or is done a second click returns the same job."""
    scope.require("fund.pay")
    return jobs.enqueue(scope, "fund.result", {"result": str(result.pk)}, key=f"fund.result:{result.pk}")


def _read(content):
    """([[number, fen, paid, day, why]], faults): the lines of the file, cleaned as a form cleans."""
    try:
        sheet = sheets.read(content, {*RESULT_HEADS})
    except cleaning.Refused as why:
        return [], [str(why)]
    places = {sheets.heading(cell): place for place, cell in enumerate(sheet.head)}
    if missing := [head for head in ("序号", "金额", "结果") if head not in places]:
        return [], [_("表里没有“%s”这一列，请用银行文件带的列名。") % "、".join(missing)]
    rows, faults = [], []
    for at, cells in sheet.rows():
        if any(cells) and not sheets.is_total(cells):
            try:
                rows.append(_row(cells, places))
            except cleaning.Refused as why:
                faults.append(_("第%(line)d行：%(why)s") % {"line": at, "why": why})
    return rows, faults or ([] if rows else [_("表里没有内容，请核对后再上传。")])


def _row(cells, places):
    said = {head: rule(cleaning.text(cells[places[head]])) if places.get(head, len(cells)) < len(cells) else rule("")
            for head, rule in CLEAN.items()}
    day, paid = said["日期"] or localdate(), said["结果"] == "成功"
    if day > localdate():
        raise cleaning.Refused(_("日期不能晚于今天。"))
    return [said["序号"], said["金额"], paid, day.isoformat(), said["原因"]]


def _against(run, rows):
    """What in a file is not so: lines that are not this run's, do not wait, bear another sum, or stand twice."""
    lines = {line.number: line for line in run.lines.defer("account_sealed", "id_sealed").order_by("number")}
    closed, faults, seen = figures.closed_to(run.county_id), [], set()
    for number, fen, paid, day, _why in rows:
        line = lines.get(number)
        asked = None if line is None else (line.status, line.amount, line.sent_on, line.paid_on)
        told = rules.reasons_against_result(asked, fen, paid, number in seen)
        told += [] if told else rules.reasons_against_day(date.fromisoformat(day), localdate(), closed,
                                                          line.paid_on or line.sent_on)
        faults += [_("第%(number)d号：%(why)s") % {"number": number, "why": why} for why in spoken(told)]
        seen.add(number)
    return faults


@jobs.job("fund.result")
def apply_result(job):
    """What the bank answered, into the lines and the ledger."""
    scope = job.scope()
    result = BankResult.objects.select_related("run__allocation").get(pk=job.arguments["result"],
                                                                      county_id=scope.county_id)
    return {"changed": apply(result, scope, job.progress)}


def apply(result, scope, progress=lambda done, total: None):
    """Takes the answers over, some thousand lines a transaction; how many lines changed.

    What is done already is told by the lines' own status, and the ledger refuses a second payment of a line: so it
    may be killed and called again at any moment.
    """
    changed = 0
    for start in range(0, len(result.rows), CHUNK):
        with transaction.atomic():
            part = result.rows[start:start + CHUNK]
            changed += _apply(result.run, part, scope)
            progress(start + len(part), len(result.rows))
    return changed


def _apply(run, rows, scope):
    locked(run)  # so that nobody settles it meanwhile
    waiting = run.lines.select_for_update().defer("account_sealed", "id_sealed").filter(
        number__in=[row[0] for row in rows], status__in=[PayLine.Status.SENT, PayLine.Status.PAID])
    lines = {line.number: line for line in waiting}
    answers: dict = {}
    for number, _fen, paid, day, why in rows:
        line = lines.get(number)
        if line and (line.status == PayLine.Status.SENT or not paid):
            answers.setdefault((paid, day, why if not paid else ""), []).append(line)
    for (paid, day, why), same in answers.items():
        _answered(run, same, (paid, date.fromisoformat(day), why), scope)
    return sum(map(len, answers.values()))


def _answered(run, lines, answer, scope):
    """Lines that the bank answered alike, on one day."""
    paid, day, why = answer
    moved = lines if paid else [line for line in lines if line.status == PayLine.Status.PAID]
    if moved:
        move(scope, run.allocation, "pay" if paid else "return",
             [Part(line.amount, programme=run.programme, **citing(line)) for line in moved], on=day)
    rows = run.lines.filter(pk__in=[line.pk for line in lines])
    if paid:
        take_all(rows, "pay", scope, day)
    else:
        take_all(rows, "bounce", scope, day, returned_why=why)
