"""An old summary, from the file on the officer's PC to its confirmed figures beside those of another year."""
import re

import pytest

from gonghui.annual.summary.readings import ReadFigure
from tests.browser import PHONE, axe, shot, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = (
    "南川县总工会{year}年工作总结\n一、组织建设\n全年新建基层工会2家，发展会员{joined}人，会员总数达到4.2万余人。\n"
    "二、帮扶工作\n元旦春节期间慰问困难职工260户，发放慰问金31.5万元。购置打印机88台。\n南川县总工会\n{year}年12月20日"
)


def upload(page, tmp_path, year, joined):
    """Takes a year's summary in by the upload page and waits for what was found in it."""
    path = tmp_path / f"{year}年总结.txt"
    path.write_text(TEXT.format(year=year, joined=joined), encoding="gb18030")
    page.goto("/summary/readings/add/")
    page.set_input_files("[name=file]", path)
    page.get_by_role("button", name="上传并读取").click()
    page.wait_for_url(re.compile("/readings/[0-9a-f-]{36}/$"))


def line(page, text):
    """The line of the figure that the text writes so."""
    return page.locator("tr", has=page.get_by_role("link", name=text, exact=True))


def pick(page, text):
    """Ticks a figure beside those that the reader asserts; how many are ticked then."""
    line(page, text).get_by_role("checkbox").check()
    return page.locator("tbody [name=pk]:checked").count()


def told(page):
    """How much is confirmed, as the page says it."""
    return page.locator(".read-done").inner_text().strip()


def test_a_summary_is_read_confirmed_and_compared(cast, page, tmp_path, settings):
    settings.FILES_DIR = tmp_path / "files"
    cast.officer("sun", "孙干事", "section_officer", cast.top)
    sign_in(page, cast.client("sun"))
    page.goto("/summary/readings/add/")
    page.get_by_role("button", name="上传并读取").click()
    page.get_by_role("alert").wait_for()
    assert axe(page) == []

    upload(page, tmp_path, 2005, 3120)
    assert told(page) == "已确认 0 / 6" and axe(page) == []
    assert page.locator("mark.read-waiting", has_text="31.5万元").is_visible()
    assert line(page, "3120人").get_by_text("不符").is_visible()
    assert 0 < page.locator("tbody [name=pk]:checked").count() < 6  # only what the reader asserts
    picked = pick(page, "3120人")
    page.get_by_role("button", name=re.compile("确认勾选的数字")).press("Enter")
    page.get_by_text(f"已确认 {picked} 个数字").wait_for()
    assert told(page) == f"已确认 {picked} / 6"
    assert page.locator("mark.read-sure").count() == picked + 1  # and the legend's
    shot(page, "reading_confirmed")
    assert axe(page) == []

    waiting = page.get_by_role("link", name="待确认")
    waiting.click()
    waiting.and_(page.locator("[aria-current=page]")).wait_for()  # the address changes before the page does
    printers = line(page, "88台")
    printers.get_by_role("checkbox").focus()
    assert page.locator("mark.read-at").inner_text() == "88台"
    printers.get_by_role("link", name="全部口径").press("Enter")
    page.wait_for_url("**/readings/figures/**")
    page.get_by_label("口径").select_option(label="设施(办公)投入")
    assert axe(page) == []
    page.get_by_role("button", name="确认", exact=True).click()
    page.get_by_text("已确认：88台").wait_for()
    line(page, "88台").get_by_role("button", name="撤回").click()
    page.get_by_text("已撤回").wait_for()
    assert told(page) == f"已确认 {picked} / 6"
    assert ReadFigure.objects.get(text="88台").concept == ""

    page.get_by_role("link", name="数值").click()
    page.get_by_role("columnheader", name="数值").and_(page.locator("[aria-sort=ascending]")).wait_for()
    assert "2家" in page.locator("tbody tr").first.inner_text()

    upload(page, tmp_path, 2006, 2888)
    assert pick(page, "2888人") == picked
    page.get_by_role("button", name=re.compile("确认勾选的数字")).click()
    page.get_by_text(f"已确认 {picked} 个数字").wait_for()
    page.goto("/summary/readings/compare/")
    joined = page.get_by_role("row", name="新发展会员数")
    assert joined.get_by_role("link").all_inner_texts() == ["3,120 人", "2,888 人"]
    assert "设施" not in page.locator("tbody").inner_text()  # taken back: no longer compared
    shot(page, "reading_compared")
    assert axe(page) == []

    joined.get_by_role("link").first.click()
    page.wait_for_url("**view=confirmed**")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator(".read-said", has_text="发展会员").first.is_visible()
    assert axe(page) == []
