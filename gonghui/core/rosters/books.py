"""Workbooks out: the blank template, the lines that were not taken in, and the register as a sheet."""
import io

import xlsxwriter
from django.utils.translation import gettext as _

from .. import files, sheets
from ..cleaning import FORMULA, Refused, text
from .declaration import REPAIR, ROSTERS
from .models import unsealed

# No cell of ours is ever evaluated: a text that looks like a formula or an address stays a text.
SAFE = {"constant_memory": True, "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False, "default_date_format": "yyyy-mm-dd"}


def _book(title, headings, lines):
    """The bytes of a workbook with one sheet, every cell a text. `lines`: an iterable of lists, read once."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, SAFE) as book:
        sheet = book.add_worksheet(title[:31])
        bold, as_text = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "@"})
        sheet.set_column(0, len(headings) - 1, 16, as_text)  # typed numbers then stay whole
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, headings, bold)
        for row, cells in enumerate(lines, start=1):
            sheet.write_row(row, 0, cells)
    return content.getvalue()


def template(roster):
    """The blank sheet: every heading that an officer fills in, those that must be filled marked with *."""
    shown = [name for name in roster.columns if name not in (*roster.unkept, *roster.machine)]
    heads = [f"{roster.headings()[name]}{'*' if name in roster.required else ''}" for name in shown]
    return _book(str(roster.label), heads, [])


def filled(roster, lines):
    """The register as a sheet that can be changed and taken in again. `lines`: {field: text} a row, in any order."""
    shown = [name for name in roster.columns if name not in roster.unkept]
    heads = [roster.headings()[name] for name in shown]
    return _book(str(roster.label), heads, ([line.get(name, "") for name in shown] for line in lines))


def refused(run):
    """The lines that were not taken in, as they were given, each with its number and the reasons before it.

    Repaired, this workbook comes in again as it is. Raises FileNotFoundError when the sheet's days are over.
    """
    why = {line: faults for part in run.parts.order_by("number") for line, faults in unsealed(part.refused) or ()}
    sheet = sheets.read(files.get(run.stored, run.digest), ROSTERS[run.roster].known())
    # A workbook that was itself such a repair brings these two columns along: they are made anew.
    keep = [at for at, cell in enumerate(sheet.head) if sheets.heading(cell) not in REPAIR]
    heads = [*REPAIR, *(sheets.heading(sheet.head[at]) for at in keep)]
    return _book(_("未导入的行"), heads, (
        [str(line), reasons(why[line]), *(_given(cells[at]) if at < len(cells) else "" for at in keep)]
        for line, cells in sheet.rows() if line in why))


def reasons(faults):
    """身份证号：校验码不符。姓名：不能为空。 Each sentence ends itself."""
    return "".join(f"{heading}：{sentence}" if heading else sentence for heading, sentence in faults)


def _given(cell):
    try:
        return text(cell)
    except Refused:  # a number that Excel has cut, or a formula without a result: to be typed anew
        if isinstance(cell, str):
            return "" if cell == FORMULA else cell
        return f"{cell:.14E}"  # what is lost is not made up, so that the cell is refused again until it is typed
