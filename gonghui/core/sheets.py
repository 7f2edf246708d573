"""Reading an office's sheet: .xlsx, .xls or .csv; which line holds the headings, which lines are rows.

Titles above the heading, headings merged over two lines, blank lines, total lines and signatures at the bottom
are how real sheets look; none of them is a fault.
"""
import csv
import re
from dataclasses import dataclass, field
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from . import workbooks
from .cleaning import FORMULA, Refused, text

_BEGINNINGS = frozenset("合总小共本累制填审复经负单联备说注")  # of what `_total` matches
HEAD_WITHIN = 20  # lines in which the heading must be found

_aside = re.compile(r"[\s*:：]|\(.*?\)")
_total = re.compile(r"(合计|总计|小计|共计|本页计|累计)([:：(].*)?|(制表|填表|填报|审核|复核|经办|负责|单位负责|联系)(人|单位|日期|时间)?(签字|签章|盖章)?[:：].*"
                    r"|(备注|说明|注|填表说明)[:：].*").fullmatch


@dataclass
class Sheet:
    """A sheet as found: `rows` yields (line as Excel numbers it, cells); `head` is the heading, column by column."""

    kind: str
    name: str
    grid: object  # iterable of lists of cells, from the first line that is kept
    first_line: int = 1
    head: list = field(default_factory=list)
    head_line: int = 0
    body_line: int = 0
    unsolved: dict = field(default_factory=dict)
    start_column: int = 0
    others: list = field(default_factory=list)  # names of the other sheets that hold something and are not read

    def rows(self):
        """Every line below the heading, blank ones too; a formula without a result is marked as such."""
        for line, cells in enumerate(_lines(self.grid), self.first_line):
            if line < self.body_line:
                continue
            for column in self.unsolved.get(line - 1, ()):
                if 0 <= column - self.start_column < len(cells):
                    cells[column - self.start_column] = FORMULA
            yield line, cells


def heading(cell):
    """A heading as it is compared: "姓 名*", "姓名（必填）" and "姓名：" are all 姓名."""
    try:
        return _aside.sub("", text(cell))
    except Refused:
        return ""


def is_total(cells):
    """Whether a line is a total or a signature, not a row: its first filled cell says so."""
    first = cells[0] or next(filter(None, cells), "")
    if type(first) is not str or first.lstrip()[:1] not in _BEGINNINGS:  # nearly every line is told by one letter
        return False
    return bool(_total(re.sub(r"\s", "", text(first))))


def read(content, known, measured=False):
    """The sheet in a file's content whose heading answers best to the `known` headings. Raises Refused.

    `measured`: these very bytes were read before, found of a sane size and without unsolved formulas.
    """
    if content[:2] == b"PK":
        found = _workbook(content, "xlsx", known, measured)
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        found = _workbook(content, "xls", known)
    else:
        found = _find_head(_text_sheet(content), known)
    if found is None:
        raise Refused(_("表里没有内容，请核对后再上传。"))
    return found


def _workbook(content, kind, known, measured=False):
    sizes = workbooks.measure(content) if kind == "xlsx" and not measured else {}
    try:
        return _best_sheet(content, kind, known, sizes)
    except PasswordError:
        raise Refused(_("文件设了打开密码，请在Excel中取消密码后再上传。")) from None
    except CalamineError:
        raise Refused(_("文件已损坏或不是Excel工作簿，请在Excel中打开，另存为.xlsx后再上传。")) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own crash on a broken file is no Exception
            raise
        raise Refused(_("文件已损坏，请在Excel中打开，另存为.xlsx后再上传。")) from None


def _best_sheet(content, kind, known, measured):
    """The first visible sheet with a heading that is known, else the first that holds anything."""
    book, first = CalamineWorkbook.from_filelike(BytesIO(content)), None
    for meta in book.sheets_metadata:
        if meta.visible != SheetVisibleEnum.Visible or measured and meta.name not in measured:
            continue
        grid = book.get_sheet_by_name(meta.name)
        if grid.start is None:
            continue
        row, column = grid.start
        sheet = Sheet(kind, meta.name, grid, row + 1, start_column=column)
        if meta.name in measured:
            sheet.unsolved = measured[meta.name].unsolved
            sheet.others = [other.name for other in book.sheets_metadata if other.visible == SheetVisibleEnum.Visible
                            and other.name != meta.name and other.name in measured
                            and measured[other.name].last_row > 1]
        found = _find_head(sheet, known)
        if any(heading(cell) in known for cell in found.head):
            return found
        first = first or found
    return first


def _text_sheet(content):
    typed = _decoded(content)
    if typed.count('"') % 2:
        raise Refused(_("表里的引号不成对，后面的行会并成一格，请在Excel中打开核对，另存为.xlsx后再上传。"))
    try:
        rows = list(csv.reader(StringIO(typed, newline=""), delimiter=_delimiter(content)))
    except csv.Error:
        raise Refused(_("文件已损坏，请在Excel中打开，另存为.xlsx后再上传。")) from None
    if len(rows) > workbooks.MOST_ROWS:
        raise Refused(_("这张表有%(last)s行，一次最多导入%(most)s行，请按单位分成几张表后再上传。") % {
            "last": f"{len(rows):,}", "most": f"{workbooks.MOST_ROWS:,}"})
    return Sheet("csv", "", rows)


def _decoded(content):
    """Office programs write UTF-8 with a mark, UTF-8 without, or GB 18030."""
    if b"\0" in content[:4096]:
        raise Refused(_("这不是表格文件，请上传.xlsx、.xls或.csv文件。"))
    if content.lstrip()[:1] == b"<":
        raise Refused(_("这是网页格式的表，请在Excel中打开，另存为.xlsx后再上传。"))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("读不出文字的编码，请在Excel中打开，另存为.xlsx后再上传。"))


def _delimiter(content):
    start = content[:8192]
    return max((",", "\t", ";"), key=lambda mark: start.count(mark.encode()))


def _find_head(sheet, known):
    """Sets the heading: the line, or pair of lines, that holds most known headings; else the first with two cells."""
    top = _first_lines(sheet.grid)
    if not any(top):
        return None if sheet.kind == "csv" else sheet
    best, best_score = (0, 1), (-1, 0)
    for i, cells in enumerate(top):
        pair = _merged(cells, top[i + 1]) if i + 1 < len(top) else cells
        single_score, pair_score = _score(cells, known), _score(pair, known)
        if single_score > best_score:
            best, best_score = (i, 1), single_score
        below = _score(top[i + 1], known) if i + 1 < len(top) else (0, 0)
        if pair_score[0] > max(best_score[0], below[0]):
            best, best_score = (i, 2), pair_score
    at, height = best
    sheet.head = top[at] if height == 1 else _merged(top[at], top[at + 1])
    sheet.head_line, sheet.body_line = sheet.first_line + at, sheet.first_line + at + height
    return sheet


def _lines(grid):
    return grid if isinstance(grid, list) else grid.iter_rows()


def _first_lines(grid):
    lines = []
    for cells in _lines(grid):
        lines.append(cells)
        if len(lines) == HEAD_WITHIN:
            break
    return lines


def _score(cells, known):
    """(how many known headings, whether it looks like a heading at all)"""
    return sum(heading(cell) in known for cell in cells), min(sum(bool(heading(c)) for c in cells), 2)


def _merged(upper, lower):
    """Two heading lines as one: below a group's heading stand its columns'; a tall cell leaves the lower one empty."""
    width = max(len(upper), len(lower))
    upper, lower = ([*cells, *[""] * (width - len(cells))] for cells in (upper, lower))
    return [below if heading(below) else above for above, below in zip(upper, lower, strict=True)]
