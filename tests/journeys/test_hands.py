"""A clerk whose hands stay on the keyboard, and one with a telephone in hers."""
import pytest

from gonghui.registry.people.models import Membership, Person
from gonghui.registry.people.tests.made import imported, line
from tests.browser import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def tab_to(page, name, most=60):
    """Presses Tab until the thing of that name has the focus, and sees that it shows."""
    for _press in range(most):
        page.keyboard.press("Tab")
        named = page.evaluate("""() => {
            const at = document.activeElement;
            const label = at.labels && at.labels.length ? at.labels[0].textContent : at.textContent;
            return label.replace(/\\s+/g, " ").trim().replace(/ ?必填$/, "");
        }""")
        if named == name:
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none" or page.evaluate(
                "getComputedStyle(document.activeElement).boxShadow") != "none", f"the focus on {name} does not show"
            return
    raise AssertionError(f"{name} is not reached by {most} presses of Tab")


def test_a_clerk_works_without_a_mouse(cast, desk):
    page, keys = desk.page, desk.page.keyboard
    imported(cast.li, [line(n, cast.li_union) for n in range(3)])
    person = Person.objects.get(name=line(1, cast.li_union)["姓名"])
    user = cast.accounts["li"].username
    page.goto("/")
    page.wait_for_url("**/account/login/**")
    desk.looks("sign_in")
    tab_to(page, "用户名")
    keys.type(user)
    keys.press("Tab")
    keys.type(user)
    keys.press("Enter")
    page.get_by_role("heading", name="首页").wait_for()
    page.wait_for_load_state()

    keys.press("/")
    keys.type("lgj")
    keys.press("Enter")
    page.wait_for_url("**/search/**")
    desk.looks("search")
    keys.press("Tab")
    page.goto(page.url)
    tab_to(page, "跳到正文", most=1)
    keys.press("Enter")
    tab_to(page, person.name, most=3)
    keys.press("Enter")
    page.wait_for_url(f"**/people/{person.pk}/")
    tab_to(page, "修改")
    keys.press("Enter")
    page.wait_for_url("**/edit/")
    tab_to(page, "手机号")
    keys.press("ControlOrMeta+a")
    keys.type("13900000001")
    keys.press("Enter")
    page.get_by_text(f"已保存：{person.name}").wait_for()
    person.refresh_from_db()
    assert person.phone == "13900000001"
    page.go_back()
    page.wait_for_url("**/edit/")
    assert not page.evaluate("document.querySelector('.errors')")


def test_a_clerk_works_with_a_telephone(cast, desk):
    page = desk.page
    imported(cast.li, [line(n, cast.li_union) for n in range(12)])
    person = Person.objects.get(name=line(3, cast.li_union)["姓名"])
    page.set_viewport_size(PHONE)
    desk.sits("li")
    page.get_by_role("button", name="菜单").click()
    page.get_by_role("navigation", name="主菜单").get_by_role("link", name="职工与会员").click()
    page.wait_for_url("**/people/")
    assert not page.locator("thead").is_visible() or page.locator("thead").bounding_box()["x"] < 0
    first = page.locator("tbody tr").first
    assert "所属工会" in first.inner_text() or first.locator("[data-label=所属工会]").count()
    page.locator("#filter-sex").select_option(label="女")
    page.get_by_text("共 6 人", exact=True).wait_for()
    page.locator("#filter-q").fill(person.name)
    page.get_by_text("共 1 人", exact=True).wait_for()
    page.get_by_role("link", name=person.name).click()
    page.wait_for_url(f"**/people/{person.pk}/")
    desk.follows("保留会籍")
    page.get_by_label("保留原因").fill("退休")
    save = page.get_by_role("button", name="保存")
    assert save.bounding_box()["height"] >= 44
    assert save.bounding_box()["y"] + save.bounding_box()["height"] <= PHONE["height"], "in the thumb's reach"
    save.click()
    page.get_by_text("已办理：保留会籍").wait_for()
    assert Membership.objects.get(person=person).retained_why == "退休"
    desk.looks("person_retained")
