"""救助金发放表 and the receipt of a donation: what is printed, signed and kept."""
import io
import tempfile
from hashlib import sha256
from pathlib import Path

import xlsxwriter
from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gonghui.core import audit
from gonghui.core.papers import pdf, word
from gonghui.core.papers.amounts import capital_amount, table_amount
from gonghui.core.papers.paper import Paper, Para, written_date
from gonghui.core.rosters.books import SAFE

from . import codes

HEADS = ("序号", "姓名", "身份证号", "工作单位", "困难类别", "帮扶项目", "资金来源", "金额（元）", "开户行", "银行卡号", "联系电话",
         "领取人签字", "备注")


def listed(run):
    """The lines that a disbursement sheet shows: all but held, dropped and replaced ones."""
    return run.lines.exclude(status__in=["held", "dropped", "resent", "returned"]).order_by("number")


def rows_of(run, scope):
    """The sheet's rows as texts, protected numbers masked; and the sum in fen."""
    programme, total, rows = codes.programme_name(scope, run.programme), 0, []
    source = run.allocation.get_source_display() if run.allocation else ""
    for line in listed(run):
        total += line.amount
        rows.append((str(line.number), line.payee, line.masked_id, line.employer, line.category, programme, str(source),
                     table_amount(line.amount), line.bank, line.masked_account, line.phone, line.proxy, line.note))
    return rows, total


def signatures(run):
    """制表人, 复核人, 审批人: who planned the run, who sent it up, who approved it."""
    steps = audit.Entry.objects.filter(county_id=run.county_id, record=run.pk, act__in=["check", "approve"])
    who = {entry.act: entry.by for entry in steps.select_related("by").order_by("id")}
    return [(_("制表人"), run.planner), (_("复核人"), who.get("check")), (_("审批人"), who.get("approve"))]


def foot(run, total):
    """合计, the names under the sheet, the day."""
    names = "　".join(f"{label}：{name or '　　　　'}" for label, name in signatures(run))
    return [_("合计：%(sum)s元（大写：%(words)s）") % {"sum": table_amount(total), "words": capital_amount(total)},
            _("%(names)s　日期：%(day)s　单位盖章：") % {
                "names": names, "day": written_date(run.approved_on) if run.approved_on else "　　　　"}]


def workbook(run, scope):
    """The disbursement sheet as Excel."""
    rows, total = rows_of(run, scope)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, SAFE) as book:
        sheet = book.add_worksheet("发放表")
        sheet.set_landscape()
        sheet.set_column(0, len(HEADS) - 1, 13)
        bold = book.add_format({"bold": True})
        sheet.write_row(0, 0, [_("救助金发放表：%s") % run.title], bold)
        sheet.write_row(1, 0, HEADS, bold)
        for place, cells in enumerate(rows, start=2):
            sheet.write_row(place, 0, cells)
        for place, text in enumerate(foot(run, total), start=len(rows) + 2):
            sheet.write_row(place, 0, [text])
    return content.getvalue()


def told(scope, run, kind, content):
    """Writes down that the sheet left the program."""
    audit.exported(scope, f"fund.disbursement.{kind}", run.title, listed(run).count(), sha256(content).hexdigest())


def listing_pdf(run, scope, by):
    """The disbursement sheet to be printed and signed."""
    rows, total = rows_of(run, scope)
    rows.append(tuple({1: _("合计"), HEADS.index("金额（元）"): table_amount(total)}.get(n, "") for n in range(len(HEADS))))
    listing = pdf.Listing(
        title=_("救助金发放表：%s") % run.title, head=HEADS, rows=tuple(rows), printed_by=by, printed_at=localtime(),
        note="　".join(foot(run, total)), sample=_sample(run))
    return _made(lambda path: pdf.write_table_pdf(listing, path, settings.FONTS_DIR), "pdf")


def receipt(allocation, ending):
    """The receipt of a donation, as "pdf" or "docx"."""
    said = {"donor": allocation.donor, "sum": table_amount(allocation.amount), "purpose": allocation.purpose,
            "words": capital_amount(allocation.amount), "number": allocation.receipt}
    paper = Paper(
        title=_("捐赠收据"), addressee=allocation.donor, issuer=allocation.org.name,
        date=allocation.approved_on, foot=_foot_line(allocation), number=_("票据号 %s") % allocation.receipt,
        sample=_sample(allocation),
        blocks=(Para((_("今收到%(donor)s捐赠人民币%(sum)s元（大写：%(words)s）。") % said,)),
                Para((_("约定用途：%(purpose)s。改变用途须先征得捐赠人同意。") % said,)),
                Para((_("使用情况将按规定向捐赠人报告并公布。"),))))
    make = {"docx": word.write_docx, "pdf": lambda paper, path: pdf.write_pdf(paper, path, settings.FONTS_DIR)}[ending]
    return _made(lambda path: make(paper, path), ending)


def _foot_line(row):
    seal = audit.last_seal(row.county_id)
    return _("审计封条 %s") % seal if seal else _("记录编号 %s") % row.pk.hex[-8:]


def _sample(row):
    return _("示例数据") if row.county.demonstration else ""


def _made(make, ending):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"paper.{ending}")
        make(path)
        return path.read_bytes()
