"""李干事's sheet, as offices keep them: taken in, its errors repaired in their own workbook, taken back by 王主席."""
from io import BytesIO

import openpyxl
import pytest

from gonghui.core.audit import Entry
from gonghui.registry.people.models import Membership, Person
from gonghui.registry.people.tests.made import HEADINGS, line

from .desk import MEMBERS, book_of

pytestmark = pytest.mark.django_db(transaction=True)

HEAD = [{"证件号码": "身份证号码", "学历": "文化程度"}.get(name, name) for name in HEADINGS]
NUMBER = HEADINGS.index("证件号码")
FIRST = 5  # the line of the first member: a title, a note, a heading of two lines
BAD = {6: "校验码", 7: "与第5行重复", 8: "姓名不能为空", 9: "不在您的管辖范围内", 10: "失真", 11: "公式"}


def members(cast):
    """Ten members of 李干事's union; six of the lines have a fault, one each."""
    rows = [line(n, cast.li_union) for n in range(10)]
    rows[1]["证件号码"] = rows[1]["证件号码"][:-1] + ("0" if rows[1]["证件号码"][-1] != "0" else "1")
    rows[2] |= {name: rows[0][name] for name in ("证件号码", "性别", "出生日期")}
    rows[3]["姓名"] = ""
    rows[4]["所属工会"] = cast.zhang_union.name
    rows[5]["证件号码"] = int(rows[5]["证件号码"])
    rows[6]["手机号"] = '="138"&"00000006"'
    rows[7] |= {"证件号码": rows[7]["证件号码"].translate(WIDE), "手机号": "１３８００００００５５"}
    rows[8]["出生日期"] = "1973年1月3日"
    return rows


WIDE = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"}


def office_sheet(cast):
    """A title, a note, headings grouped over two lines, a column of the factory's own, a total and a signature."""
    rows = [[row[name] for name in HEADINGS] + [f"C{n}"] for n, row in enumerate(members(cast))]
    grouped = ["基本情况", *[""] * 7, "会籍", *[""] * 4, "联系与开户", "", "", ""]
    book = book_of([
        ["白泉镇机械厂工会会员花名册"], ["填报日期：2010年4月30日"], grouped, [*HEAD, "厂内编号"], *rows,
        ["合　计", None, f"{len(rows)}人"], ["制表人：李干事"],
    ], merged=["A1:Q1", "A2:Q2", "A3:H3", "I3:M3", "N3:Q3"])
    return content_of(book)


def content_of(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def repaired(path, cast):
    """The error workbook with each fault mended where the officer finds it: line number and reason stand before."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    at = {cell.value: cell.column for cell in sheet[1]}
    right = {str(FIRST + n): line(n, cast.li_union) for n in range(10)}
    for row in range(2, sheet.max_row + 1):
        said = right[sheet.cell(row, at["原行号"]).value]
        assert sheet.cell(row, at["未导入原因"]).value
        for heading, name in (("姓名", "姓名"), ("身份证号码", "证件号码"), ("性别", "性别"), ("出生日期", "出生日期"),
                              ("所属工会", "所属工会"), ("手机号", "手机号")):
            sheet.cell(row, at[heading]).value = said[name]
    return content_of(book)


def leave_out_the_factorys_column(desk):
    desk.page.get_by_text("不认识这些表头：厂内编号").wait_for()
    desk.page.get_by_label("厂内编号").select_option(label="不导入这一列")
    desk.presses("按这样对应重新核对")
    desk.works()


def test_a_sheet_with_faults_goes_in_is_repaired_goes_back_and_is_undone(cast, desk, tmp_path):
    content, page = office_sheet(cast), desk.page
    desk.sits("li", "/people/")
    desk.looks("members_none")
    desk.follows("由表格导入")
    desk.looks("import_begin")
    desk.uploads("花名册.xlsx", content)
    desk.looks("import_asked")
    leave_out_the_factorys_column(desk)
    assert "第4行是表头，共10行。跳过合计、签字等2行。" in desk.said
    assert desk.counted() == {"新增": 4, "有变化": 0, "没有变化": 0, "待核对": 0, "有错误": 6}
    faults = {int(row.locator("td").first.inner_text()): row.inner_text() for row in page.locator(
        "[aria-label=有错误的行] tbody tr").all()}
    assert faults.keys() == BAD.keys()
    for number, words in BAD.items():
        assert words in faults[number]
    assert "330199" not in desk.said, "of an ID number only the last four stand on the page"
    desk.looks("import_understood")

    desk.presses("导入正确的4行")
    desk.works()
    assert Membership.objects.filter(org=cast.li_union).count() == 4
    assert not Membership.objects.filter(org=cast.zhang_union).exists()
    desk.looks("import_taken")
    content_repaired = repaired(desk.saves("下载未导入的行", tmp_path), cast)
    desk.uploads("改好的错误行.xlsx", content_repaired)
    leave_out_the_factorys_column(desk)
    assert desk.counted()["有错误"] == 0
    desk.presses("导入正确的6行")
    desk.works()
    assert Membership.objects.filter(org=cast.li_union, left_on=None).count() == 10

    written = Entry.objects.filter(model="people.Person").count()
    versions = dict(Person.objects.values_list("pk", "version"))
    desk.uploads("花名册.xlsx", content)
    leave_out_the_factorys_column(desk)
    assert desk.counted() == {"新增": 0, "有变化": 0, "没有变化": 4, "待核对": 0, "有错误": 6}
    desk.presses("导入正确的4行")
    desk.works()
    assert dict(Person.objects.values_list("pk", "version")) == versions
    assert Entry.objects.filter(model="people.Person").count() == written, "what did not change leaves no entry"

    touched = Person.objects.get(name=line(0, cast.li_union)["姓名"])
    page.goto(f"/people/{touched.pk}/edit/")
    page.get_by_label("工种").fill("班长")
    desk.presses("保存")
    page.wait_for_url(f"**/people/{touched.pk}/")

    desk.sits("wang", MEMBERS)
    desk.looks("import_list")
    page.get_by_role("link", name="花名册.xlsx", exact=True).last.click()
    page.get_by_text("撤销这次导入").click()
    desk.presses("确认撤销")
    desk.works()
    page.get_by_text("撤销时保留的记录").wait_for()
    page.get_by_role("link", name=touched.name, exact=True).wait_for()
    desk.looks("import_undone")
    names = {line(n, cast.li_union)["姓名"] for n in (0, 1, 2, 3, 4, 5, 6)}
    left = Membership.objects.filter(org=cast.li_union).values_list("person__name", flat=True)
    assert set(left) == names, "the six of the repaired workbook, and the one written to since"
