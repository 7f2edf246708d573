"""A list as an Excel file: written row by row in flat memory, its rows counted and its bytes digested, audited."""
import hashlib
import re
import tempfile

import xlsxwriter
from django.http import FileResponse
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from .. import audit

# A text that looks like a formula or an address must stay a text: no cell of ours is ever evaluated.
SAFE = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False, "remove_timezone": True, "default_date_format": "yyyy-mm-dd"}
FETCHED = 2_000  # rows fetched at a time
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(listing):
    """The response: every row of the list as filtered now, in the columns shown."""
    title = str(listing.title)
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    rows = _fill(file, listing)
    checksum = _digest(file)
    audit.exported(listing.scope, listing.model._meta.label_lower, filter_words(listing), rows, checksum)
    stamp = localtime(now()).strftime("%Y%m%d-%H%M")
    response = FileResponse(file, as_attachment=True, filename=f"{title}-{stamp}.xlsx", content_type=TYPE)
    response["X-Rows"], response["X-Checksum"] = str(rows), checksum
    return response


def _fill(file, listing):
    with xlsxwriter.Workbook(file, SAFE) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\]", " ", str(listing.title))[:31])
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#f1f3f5"})
        money = book.add_format({"num_format": "#,##0.00"})
        for place, column in enumerate(listing.shown):
            sheet.set_column(place, place, 16, money if column.kind == "money" else None)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.write_row(0, 0, [str(column.label) for column in listing.shown], head)
        line = 0
        for line, row in enumerate(listing.selected.iterator(chunk_size=FETCHED), start=1):
            sheet.write_row(line, 0, [column.plain(row) for column in listing.shown])
        _say(book, listing, line)
    return line


def _say(book, listing, rows):
    """A second sheet that says what the first one holds: whoever finds the file next year can tell."""
    sheet, wrapped = book.add_worksheet(_("说明")), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 80, wrapped)
    said = [(_("名称"), listing.title), *listing.about, (_("筛选条件"), filter_words(listing) or _("全部")), (_("条数"), rows),
            (_("导出人"), listing.request.user.name), (_("导出时间"), localtime(now()).strftime("%Y-%m-%d %H:%M"))]
    for place, (what, words) in enumerate(said):
        sheet.write_row(place, 0, [str(what), words if isinstance(words, int) else str(words)])


def _digest(file):
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def filter_words(listing):
    """What was exported, for the trail: the words of the count, never a searched number."""
    words = [f"{item.label}：{item.words(value, listing.scope)}" for item, value in listing.chosen]
    return "；".join([*words, *([_("按文字查找")] if listing.text else [])])
