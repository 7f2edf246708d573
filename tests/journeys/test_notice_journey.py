"""A list of two hangs in public for five working days: one is objected to, the other goes on."""
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from gonghui.registry.notices import rules
from gonghui.registry.notices.models import Line, Notice
from gonghui.registry.notices.tests.made import LAST, OVER, POSTED, standard
from tests.browser import PHONE, shot

pytestmark = pytest.mark.django_db(transaction=True)

TITLE, GONE = "2026年第一批困难职工建档公示", "公示已结束"


@pytest.fixture
def travel(monkeypatch):
    """travel(day): from now on it is nine in the morning of that day."""
    def to(day):
        moment = datetime(day.year, day.month, day.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
        monkeypatch.setattr(timezone, "now", lambda: moment)
    return to


def drafts(desk):
    """李干事 writes the notice and its two lines, and prints nothing yet."""
    page = desk.page
    desk.sits("li", "/notices/")
    assert "这里将列出本级及所属工会的公示" in desk.said
    desk.looks("notices_empty")
    desk.follows("新增")
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("类别").select_option(label="困难职工档案")
    page.get_by_label("公示事项").fill("拟为下列职工建立困难职工档案")
    page.get_by_label("张贴地点").fill("镇政府公示栏")
    page.get_by_label("受理异议电话").fill("0437-5550101")
    desk.looks("notice_add")
    desk.presses("保存")
    for name, matter in (("何小花", "患肝病"), ("欧阳小叶", "相对困难")):
        desk.follows("登记公示人员")
        page.get_by_label("姓名").fill(name)
        page.get_by_role("textbox", name="单位").fill("白泉镇机械厂")
        page.get_by_label("公示内容").fill(matter)
        page.get_by_label("同意公示日期").fill("2026-02-26")
        page.get_by_label("已核对").check()
        desk.presses("保存")
        if matter == "患肝病":
            assert "公示内容里不能写健康状况（“肝病”）" in desk.said
            desk.looks("notice_line_refused")
            page.get_by_label("公示内容").fill("深度困难")
            desk.presses("保存")
    return Notice.objects.get(title=TITLE)


def test_one_is_objected_to_and_the_other_goes_on(cast, desk, travel):
    page = desk.page
    travel(POSTED)
    notice = drafts(desk)
    sheet = f"/notices/{notice.pk}/"

    desk.sits("wang")
    assert "名单已拟好、待张贴的公示" in desk.said
    page.goto(sheet)
    page.get_by_role("button", name="张贴").and_(page.locator(":disabled")).wait_for()
    assert "“公示天数”在2026-03-02没有可用的标准，请到“标准”页录入" in desk.said
    standard()
    page.goto(sheet)
    desk.takes_step("张贴")
    assert "2026-03-09" in desk.said
    desk.looks("notice_posted")
    public = page.locator("a[href*='/notices/public/']").get_attribute("href")

    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    assert page.goto(public).status == 200
    text = page.inner_text("main")
    assert all(words in text for words in ("何*花", "欧阳*叶", "2026年3月2日至2026年3月9日", "04375550101"))
    assert "小" not in text
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    desk.lets_everybody_in("notice_public")
    shot(page, "notice_public_phone")
    assert page.context.cookies() == []
    page.set_viewport_size({"width": 1366, "height": 768})

    desk.sits("li", f"{sheet}?tab=lines")
    desk.looks("notice_lines")
    desk.follows("何小花")
    desk.follows("登记异议")
    page.get_by_label("异议内容").fill("家有商铺出租")
    desk.looks("notice_object")
    desk.presses("保存")
    desk.sits("wang")
    assert "待答复的公示异议" in desk.said
    desk.follows("对1号何小花的异议")
    page.get_by_role("link", name="异议成立", exact=True).click()
    page.locator("#step form").get_by_label("答复").fill("经入户核实，属实")
    desk.looks("notice_upholds")
    page.locator("#step form").get_by_role("button", name="异议成立", exact=True).click()
    page.get_by_text("已办理“异议成立”。").wait_for()

    page.goto(sheet)
    page.get_by_role("button", name="结束").and_(page.locator(":disabled")).wait_for()
    assert "公示到2026-03-09止，过了这一天才能办理。" in desk.said
    travel(LAST)
    assert page.goto(public).status == 200
    assert "何*花" not in page.inner_text("main"), "what an objection struck is shown no more"
    travel(OVER)
    assert page.goto(public).status == 410
    assert GONE in page.inner_text("main")
    shot(page, "notice_gone")

    desk.sits("li")
    assert "公示期已满、还没有结束的公示" in desk.said
    page.goto(sheet)
    desk.takes_step("结束")
    struck, other = (Line.objects.filter(notice=notice).stood().get(number=number) for number in (1, 2))
    assert "异议已经成立" in "".join(rules.reasons_against_next(struck, OVER))
    assert rules.reasons_against_next(other, OVER) == []
    page.goto(f"/notices/lines/{other.pk}/")
    assert "公示期满，没有未决的异议，可以办理。" in desk.said
    page.goto(f"/notices/lines/{struck.pk}/")
    assert "对这一条的异议已经成立，不能继续办理。" in desk.said
    desk.looks("notice_line_struck")
