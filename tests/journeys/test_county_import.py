"""王主席 takes in one sheet of several townships; 李干事, with the same sheet, only his own township's part."""
from io import BytesIO

import pytest
import xlsxwriter

from gonghui.registry.people.models import Membership
from gonghui.registry.people.tests.made import HEADINGS, line

pytestmark = pytest.mark.django_db(transaction=True)

ROWS, MANY = 300, 3
# One in a hundred is bad, each in another way: {place in the sheet: (what is wrong, how the page says it)}
KINDS = {120: ("校验码", "身份证号校验码不符"), 180: ("重复", "与第10行重复"), 240: ("缺姓名", "姓名不能为空")}


def county_sheet(cast):
    """(the sheet, {line: its union}) of members of both unions by turns."""
    unions = [cast.li_union, cast.zhang_union]
    rows = [line(n, unions[n % 2]) for n in range(ROWS)]
    for place, (kind, _words) in KINDS.items():
        row = rows[place]
        if kind == "校验码":
            row["证件号码"] = row["证件号码"][:-1] + ("0" if row["证件号码"][-1] != "0" else "1")
        elif kind == "重复":
            row |= {name: rows[8][name] for name in ("姓名", "证件号码", "性别", "出生日期")}
        else:
            row["姓名"] = ""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("会员")
        sheet.write_row(0, 0, HEADINGS)
        for n, row in enumerate(rows, start=1):
            sheet.write_row(n, 0, [row[name] for name in HEADINGS])
    return out.getvalue()


def shown_faults(page):
    """{line: sentence} of the table of faulty lines."""
    rows = page.locator("[aria-label=有错误的行] tbody tr").all()
    return {int(row.locator("td").nth(0).inner_text()): row.locator("td").nth(2).inner_text() for row in rows}


def test_a_sheet_of_several_townships(cast, desk):
    content, page = county_sheet(cast), desk.page
    desk.sits("li")
    desk.uploads("全县会员.xlsx", content)
    faults = shown_faults(page)
    others = [n + 2 for n in range(ROWS) if n % 2 and n not in KINDS]
    assert all(f"“{cast.zhang_union.name}”不在您的管辖范围内。" in faults[number] for number in others)
    assert desk.counted()["有错误"] == len(others) + len(KINDS)
    desk.looks("import_refused_by_union")

    desk.sits("wang")
    desk.uploads("全县会员.xlsx", content)
    faults = shown_faults(page)
    assert faults.keys() == {place + 2 for place in KINDS}
    for place, (_kind, words) in KINDS.items():
        assert words in faults[place + 2]
    desk.presses(f"导入正确的{ROWS - MANY}行")
    desk.works()
    assert desk.counted() == {"新增": ROWS - MANY, "有变化": 0, "没有变化": 0, "待核对": 0, "有错误": MANY}
    assert [Membership.objects.filter(org=org).count() for org in (cast.li_union, cast.zhang_union)] == [147, 150]

    page.goto("/people/")
    assert f"共 {ROWS - MANY} 人" in desk.said
    page.get_by_label("工会", exact=True).select_option(label=cast.zhang_town.name)
    page.get_by_text("共 150 人", exact=True).wait_for()
    desk.looks("members_many")
