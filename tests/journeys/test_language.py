"""Chinese and English, chosen once; and two posts, one at a time."""
import re

import pytest
from django.utils.timezone import localdate

from gonghui.registry.people.tests.made import imported, line

pytestmark = pytest.mark.django_db(transaction=True)


def opens_account_menu(page):
    page.locator("nav.tools details").last.locator("summary").click()


def language(page):
    return page.locator("html").get_attribute("lang")


def test_english_is_chosen_once_and_stays(cast, desk):
    page = desk.page
    imported(cast.li, [line(n, cast.li_union) for n in range(3)])
    desk.sits("wang")
    assert language(page) == "zh-hans"
    opens_account_menu(page)
    desk.looks("account_menu", phone=False)
    desk.presses("English")
    for name, address in (("home", "/"), ("members", "/people/"), ("figure", "/figures/people.members/"),
                          ("summary", "/summary/")):
        page.goto(address)
        assert language(page) == "en"
        assert page.locator("h1").inner_text()
        desk.looks(f"english_{name}")
    page.context.clear_cookies()  # another browser: it is told by the account as one signs in
    page.goto("/")
    assert language(page) == "zh-hans"
    user = cast.accounts["wang"].username
    page.get_by_label("用户名").fill(user)
    page.get_by_label("密码").fill(user)
    desk.presses("登录")
    assert language(page) == "en"
    opens_account_menu(page)
    desk.presses("中文界面")
    assert language(page) == "zh-hans"
    page.goto("/people/")
    assert language(page) == "zh-hans"


def test_a_person_with_two_posts_acts_in_one_at_a_time(cast, desk):
    page = desk.page
    imported(cast.li, [line(n, cast.li_union) for n in range(3)])
    imported(cast.zhang, [line(n, cast.zhang_union) for n in range(10, 15)])
    cast.accounts["li"].posts.create(county=cast.county, org=cast.zhang_town, role_id="township_officer",
                                     first=localdate())
    desk.sits("li", "/people/")
    assert "共 3 人" in desk.said
    page.get_by_title("换岗位").click()
    page.wait_for_url("**/post/")
    desk.looks("two_posts")
    page.get_by_role("button", name=re.compile("渭津镇总工会")).click()
    page.get_by_text("您现在以“渭津镇总工会 乡镇工会干事”的岗位办理。").wait_for()
    page.goto("/people/")
    assert "共 5 人" in desk.said
    assert cast.li_union.name not in desk.said
    page.goto(f"/orgs/{cast.li_union.pk}/")
    assert "不在您的工作范围内" in page.inner_text("main")
    desk.looks("out_of_scope")
