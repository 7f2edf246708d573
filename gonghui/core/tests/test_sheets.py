"""Sheets as offices send them: what is read, and what is refused before it is opened."""
import io
import zipfile

import openpyxl
import pytest
import xlwt

from gonghui.core import sheets, workbooks
from gonghui.core.cleaning import FORMULA, Refused

KNOWN = {"姓名", "性别", "手机号", "工会名称"}


def xlsx(rows, *, merge=(), name="Sheet1", before=()):
    book = openpyxl.Workbook()
    for title in before:
        book.create_sheet(title, 0)
    sheet = book["Sheet"]
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for area in merge:
        sheet.merge_cells(area)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xls(rows):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            sheet.write(r, c, cell)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rewritten(content, change):
    """A workbook with its first sheet's text changed by hand, as other programs write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            body = old.read(item)
            new.writestr(item, change(body) if item.endswith("sheet1.xml") else body)
    return out.getvalue()


PLAIN = [["姓名", "性别", "手机号"], ["王一", "男", "13800138000"], ["李二", "女", "13900139000"]]


def rows_of(content):
    sheet = sheets.read(content, KNOWN)
    return [line for line in sheet.rows() if any(line[1])]


@pytest.mark.parametrize("content", [
    xlsx(PLAIN), xls(PLAIN), "姓名,性别,手机号\n王一,男,13800138000\n李二,女,13900139000\n".encode(),
    "姓名,性别,手机号\r\n王一,男,13800138000\r\n李二,女,13900139000\r\n".encode("utf-8-sig"),
    "姓名\t性别\t手机号\n王一\t男\t13800138000\n李二\t女\t13900139000\n".encode("gb18030"),
], ids=["xlsx", "xls", "utf-8", "utf-8 with a mark", "gb18030"])
def test_every_kind_of_file(content):
    assert rows_of(content) == [(2, ["王一", "男", "13800138000"]), (3, ["李二", "女", "13900139000"])]


def test_titles_stand_above_the_heading():
    titles = [["东辽县某工会会员花名册", "", ""], ["", "", ""], ["填报日期：2010年4月30日", "", ""]]
    sheet = sheets.read(xlsx([*titles, *PLAIN], merge=["A1:C1"]), KNOWN)
    assert (sheet.head_line, sheet.head) == (4, ["姓名", "性别", "手机号"])


def test_a_heading_merged_over_two_lines():
    """基本情况 stands over 性别 and 手机号; 姓名 and 工会名称 are tall cells."""
    head = [["姓名", "基本情况", "", "工会名称"], ["", "性别", "手机号", ""]]
    sheet = sheets.read(xlsx([["花名册"], *head, ["王一", "男", "13800138000", "甲"]],
                             merge=["A1:D1", "A2:A3", "B2:C2", "D2:D3"]), KNOWN)
    assert sheet.head == ["姓名", "性别", "手机号", "工会名称"]
    assert [line for line, _cells in sheet.rows()] == [4]


def test_headings_are_compared_without_their_ornaments():
    assert [sheets.heading(head) for head in ("姓 名*", "姓名（必填）", "姓名：", "姓\n名")] == ["姓名"] * 4


@pytest.mark.parametrize(("first", "total"), [
    ("合计", True), ("合　计", True), ("总计：35人", True), ("制表人：张三", True), ("注：以上", True), ("王合计", False), (3, False)])
def test_total_lines_and_signatures(first, total):
    assert sheets.is_total(["", first, "35"]) is total


def test_the_sheet_with_the_heading_is_taken():
    assert rows_of(xlsx(PLAIN, name="会员", before=["说明"]))[0][1][0] == "王一"


def test_a_formula_with_a_result_gives_it_and_one_without_is_marked():
    content = xlsx([["姓名", "性别", "手机号"], ["王一", "男", "=A2"]])
    solved = rewritten(
        content, lambda body: body.replace(b"<v />", b"<v></v>").replace(b"<v></v>", b"<v>13800138000</v>"))
    assert rows_of(content)[0][1][2] == FORMULA
    assert rows_of(solved)[0][1][2] == 13800138000


def test_a_sheet_of_the_last_row_is_refused_before_it_is_opened():
    last = rewritten(xlsx(PLAIN), lambda body: body.replace(b'r="3"', b'r="1048576"').replace(b'"A3"', b'"A1048576"'))
    with pytest.raises(Refused, match="1,048,576"):
        sheets.read(last, KNOWN)


def test_a_cell_in_the_last_column_is_refused():
    wide = rewritten(xlsx(PLAIN), lambda body: body.replace(b'r="3"', b'r="199999"').replace(b'"C3"', b'"XFD199999"'))
    with pytest.raises(Refused, match="16384"):
        sheets.read(wide, KNOWN)


def test_a_zip_bomb_is_refused_by_what_it_declares_and_by_what_it_holds(monkeypatch):
    bomb = rewritten(xlsx(PLAIN), lambda body: body.replace(b"</sheetData>", b" " * 80_000_000 + b"</sheetData>"))
    assert len(bomb) < 200_000
    with pytest.raises(Refused, match="没有打开"):
        sheets.read(bomb, KNOWN)
    monkeypatch.setattr(workbooks, "MOST_RATIO", 10**9)  # a file that lies about its size
    monkeypatch.setattr(workbooks, "MOST_BYTES", 10**7)
    monkeypatch.setattr(workbooks, "_declared_sizes", lambda archive, packed: None)
    with pytest.raises(Refused, match="没有打开"):
        sheets.read(bomb, KNOWN)


@pytest.mark.parametrize(("content", "why"), [
    (b"%PDF-1.7\0\0", "不是表格"), (b"<html><table></table></html>", "网页"), (b"PK\3\4broken", "损坏"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "损坏"), (b"", "没有内容"), (xlsx([]), "没有内容"),
    (b"\xff\xfe\x80\x81\xff", "编码"),
])
def test_what_is_no_sheet_is_refused_with_a_sentence(content, why):
    with pytest.raises(Refused, match=why):
        sheets.read(content, KNOWN)


def test_a_word_document_is_no_workbook():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(Refused, match="不是Excel"):
        sheets.read(content.getvalue(), KNOWN)


def test_too_many_lines_of_csv():
    with pytest.raises(Refused, match="200,002"):
        sheets.read(b"a,b\n" * 200_002, KNOWN)
