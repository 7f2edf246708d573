"""Sheets as an office keeps them, and the way such a sheet comes in."""
import io

import xlsxwriter

from gonghui.core.rosters.run import look_through, start, take_in

PLAIN = {"constant_memory": True, "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
         "strings_to_numbers": False}


def book(headings, rows, title="", foot=""):
    """The bytes of a workbook: a title above the headings and a signature below the rows, where they are given.

    headings: {heading: the key of its cells}; rows: dicts. A number stays a number, everything else is text.
    """
    content, first = io.BytesIO(), 2 if title else 0
    with xlsxwriter.Workbook(content, PLAIN) as made:
        sheet, bold = made.add_worksheet(), made.add_format({"bold": True})
        sheet.set_column(0, len(headings) - 1, 14)
        if title:
            sheet.write_string(0, 0, title, made.add_format({"bold": True, "font_size": 16}))
        sheet.write_row(first, 0, headings, bold)
        line = first
        for line, row in enumerate(rows, first + 1):
            sheet.write_row(line, 0, [row.get(key, "") for key in headings.values()])
        if foot:
            sheet.write_row(line + 1, 0, ["合计", f"{line - first}人"])
            sheet.write_string(line + 3, 0, foot)
    return content.getvalue()


def bring_in(scope, code, name, content, refused=0):
    """Imports a sheet as its officer does: looked through, then taken in. Returns the import.

    The county's own sheets are known to the line: more or fewer refused ones than said are a fault of the program.
    """
    run = take_in(look_through(start(scope, code, name, content), scope), scope)
    if run.tally.get("refused", 0) != refused:
        raise RuntimeError(f"{name}: {run.tally}, {run.seen.get('faults', [])[:3]} {run.refusal}")
    return run
