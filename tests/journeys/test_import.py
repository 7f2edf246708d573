"""李干事's sheet, as offices keep them: taken in, its errors repaired in their own workbook, and taken back."""
from io import BytesIO

import openpyxl
import pytest

from gonghui.core import jobs
from gonghui.registry.people.models import Membership, Person
from gonghui.registry.people.tests.made import HEADINGS, line
from tests.browser import axe, shot, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def office_sheet(cast):
    """A sheet with a title, a total, a heading nobody knows, an alias, and one row of each kind of fault."""
    rows = [line(n, cast.li_union) for n in range(8)]
    rows[1]["证件号码"] = rows[1]["证件号码"][:-1] + ("0" if rows[1]["证件号码"][-1] != "0" else "1")
    rows[2] |= {"证件号码": rows[0]["证件号码"], "性别": rows[0]["性别"], "出生日期": rows[0]["出生日期"]}
    rows[3]["姓名"] = ""
    rows[4]["所属工会"] = cast.zhang_union.name
    rows[5]["手机号"] = "１３８００００００５５"  # full width, as some input methods leave it
    book = openpyxl.Workbook()
    book.active.append(["白泉镇机械厂工会会员花名册"])
    book.active.append([{"证件号码": "身份证号码", "学历": "文化程度"}.get(name, name) for name in HEADINGS] + ["厂内编号"])
    for n, row in enumerate(rows):
        book.active.append([row.get(name, "") for name in HEADINGS] + [f"C{n}"])
    book.active.append(["合计", None, f"{len(rows)}人"])
    book.active.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    return content_of(book)


def content_of(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def work():
    """The worker, until nothing waits."""
    while jobs.run_next("test"):
        pass


def upload(page, name, content):
    page.goto("/rosters/people.members/")
    page.set_input_files("#sheet", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
    page.get_by_role("button", name="上传并核对").click()
    page.wait_for_url("**/rosters/run/**")
    work()
    page.reload()


def press(page, words):
    page.get_by_role("button", name=words).click()
    page.wait_for_load_state()
    work()
    page.reload()


def test_a_sheet_with_faults_goes_in_is_repaired_and_goes_back(cast, page, tmp_path):
    sign_in(page, cast.client("li"))
    content = office_sheet(cast)
    upload(page, "花名册.xlsx", content)

    page.get_by_text("不认识这些表头：厂内编号").wait_for()
    page.get_by_label("厂内编号").select_option(label="不导入这一列")
    press(page, "按这样对应重新核对")
    said = page.inner_text("#run")
    assert "校验码" in said and "重复" in said and "姓名" in said and cast.zhang_union.name in said
    assert "不在您的管辖范围内" in said
    shot(page, "import_understood")
    assert axe(page) == []

    press(page, "导入正确的4行")
    assert Membership.objects.filter(org=cast.li_union).count() == 4
    with page.expect_download() as given:
        page.get_by_role("link", name="下载未导入的行").click()
    given.value.save_as(tmp_path / "errors.xlsx")

    book = openpyxl.load_workbook(tmp_path / "errors.xlsx")
    fields = [cell.value for cell in book.active[1]]
    assert [book.active.cell(n, 1).value for n in range(2, 6)] == ["4", "5", "6", "7"]
    right = {"4": line(1, cast.li_union), "5": line(21, cast.li_union), "6": line(3, cast.li_union)}
    for row in book.active.iter_rows(min_row=2):
        for name in ("姓名", "性别", "出生日期", "证件号码"):
            if mended := right.get(row[0].value):
                heading = name if name in fields else "身份证号码"
                row[fields.index(heading)].value = mended[name]
        if row[0].value == "7":
            row[fields.index("所属工会")].value = cast.li_union.name
    upload(page, "改好的错误行.xlsx", content_of(book))
    if page.get_by_text("不认识这些表头").count():
        page.get_by_label("厂内编号").select_option(label="不导入这一列")
        press(page, "按这样对应重新核对")
    press(page, "导入正确的4行")
    assert Membership.objects.filter(org=cast.li_union, left_on=None).count() == 8

    person = Person.objects.order_by("id").first()
    page.goto(f"/people/{person.pk}/edit/")
    page.fill("[name=job]", "班长")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"**/people/{person.pk}/")

    page.goto("/rosters/people.members/")
    page.get_by_role("link", name="花名册.xlsx", exact=True).click()
    press(page, "撤销这次导入")
    page.get_by_text("撤销时保留的记录").wait_for()
    shot(page, "import_undone")
    left = set(Membership.objects.filter(org=cast.li_union).values_list("person__name", flat=True))
    assert len(left) == 5 and person.name in left
