"""What is asked of an Excel file before it is opened: its true size, its last cell, its formulas without result.

A reader that loads a sheet whole would die of a zip bomb, or of one cell in the last row: so the file is streamed
once and measured first, at the cost of a few tenths of a second for a hundred thousand rows.
"""
import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from .cleaning import Refused

MOST_ROWS = 200_000  # of one sheet
MOST_CELLS = 12_000_000  # of the rectangle from the first cell to the last
MOST_BYTES = 640 * 2**20  # of the whole file, unpacked
MOST_RATIO = 250  # unpacked to packed; an honest sheet packs ten to thirty fold
PIECE = 2**20

_row = re.compile(rb'<row\b(?:[^>]*?\sr="(\d+)")?')
# Patterns that begin with fixed letters are searched five times faster: the first two only ask whether to look.
_maybe_wide = re.compile(rb'"[A-Z]{2,3}\d')
_maybe_formula = re.compile(rb"<f[ />]")
_wide = re.compile(rb'\sr="([A-Z]{2,3})\d')
_unsolved = re.compile(rb'<c\b[^>]*?\sr="([A-Z]{1,3})(\d+)"[^>]*>\s*'
                       rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_maybe_error = re.compile(rb't="e"')  # #N/A, #DIV/0!, #REF!: read on, they would count as empty
_error = re.compile(rb'<c\b(?=[^>]*\st="e")[^>]*?\sr="([A-Z]{1,3})(\d+)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class Measured:
    """One worksheet: its last row (as Excel counts), its widest column, and the cells without a result."""

    last_row: int = 0
    width: int = 26
    unsolved: dict = field(default_factory=dict)  # {row: [columns]}, both from 0


def measure(content):
    """{name of the sheet: Measured}, in the workbook's order. Raises Refused for what must not be opened."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _declared_sizes(archive, len(content))
            return {name: _measured(archive, path) for name, path in _sheets(archive).items()}
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, EOFError, NotImplementedError, RuntimeError):
        raise Refused(_("文件已损坏或不是Excel工作簿，请在Excel中打开，另存为.xlsx后再上传。")) from None


def _declared_sizes(archive, packed):
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > 5000 or unpacked > MOST_BYTES or unpacked > 2**26 and unpacked > MOST_RATIO * packed:
        raise Refused(_("文件解开后有%d兆，远超正常的表，没有打开。请核对文件，或分成几张表再上传。") % (unpacked >> 20))
    if "xl/workbook.xml" not in archive.namelist():
        raise Refused(_("这不是Excel工作簿，请上传.xlsx、.xls或.csv文件。"))


def _sheets(archive):
    """{sheet name: its file inside the archive}"""
    targets = {relation.get("Id"): relation.get("Target").removeprefix("/xl/")
               for relation in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))}  # noqa: S314
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    return {sheet.get("name"): f"xl/{targets[sheet.get(_RELATION)]}" for sheet in book.iter()
            if sheet.tag.endswith("}sheet") and "worksheets/" in targets.get(sheet.get(_RELATION), "")}


def _measured(archive, path):
    found = Measured()
    for piece in _pieces(archive, path):
        last = piece.rfind(b"<row")
        if match := _row.match(piece, last) if last >= 0 else None:
            found.last_row = max(found.last_row + (not match[1]), int(match[1] or 0))
        if _maybe_wide.search(piece):
            found.width = max(found.width, *map(_column, set(_wide.findall(piece))))
        for maybe, pattern in ((_maybe_formula, _unsolved), (_maybe_error, _error)):
            for letters, row in pattern.findall(piece) if maybe.search(piece) else ():
                found.unsolved.setdefault(int(row) - 1, []).append(_column(letters) - 1)
    if found.last_row > MOST_ROWS:
        raise Refused(_("这张表写到了第%(last)s行，一次最多导入%(most)s行。请删去下面的空行，或按单位分成几张表后再上传。") % {
            "last": f"{found.last_row:,}", "most": f"{MOST_ROWS:,}"})
    if found.last_row * found.width > MOST_CELLS:
        raise Refused(_("这张表写到了第%d列，请删去右边多余的列后再上传。") % found.width)
    return found


def _pieces(archive, path):
    """The sheet's text in pieces that end with a row. What is read counts, whatever size was declared."""
    total, rest = 0, b""
    with archive.open(path) as file:
        while piece := file.read(PIECE):
            total += len(piece)
            piece = rest + piece
            cut = piece.rfind(b"<row")
            if total > MOST_BYTES or len(piece) - cut > 16 * PIECE:
                raise Refused(_("文件解开后远超正常的表，没有打开。请核对文件，或分成几张表再上传。"))
            if cut > 0:
                yield piece[:cut]
                piece = piece[cut:]
            rest = piece
    yield rest


def _column(letters):
    """AB → 28."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
