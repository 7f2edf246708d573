"""The face in a real browser: nobody is kept out, the keys work, and what htmx swaps is as good as a page."""
import pytest

from gonghui.core.jobs import Job
from gonghui.registry.orgs.models import Employer
from tests.browser import OFFICE, PHONE, axe, sign_in

PAGES = ["/", "/figures/", "/figures/orgs.founded/?first=2005-01-01&last=2005-12-31", "/standards/", "/standards/add/",
         "/standards/holidays/", "/standards/holidays/2026/",
         "/jobs/", "/keys/", "/search/?q=白泉", "/post/", "/townships/", "/orgs/", "/orgs/add/", "/orgs/employers/",
         "/orgs/employers/?print=1", "/account/password/"]


@pytest.fixture
def wang(page, cast, transactional_db):
    sign_in(page, cast.client("wang"))
    return page


@pytest.mark.parametrize(("size", "dark"), [(OFFICE, True), (PHONE, False)], ids=["office-dark", "phone-light"])
def test_nobody_is_kept_out(wang, cast, size, dark):
    """No serious violation on any page, and at 360 px nothing lies beyond the edge."""
    Job.objects.create(county=cast.county, kind="people.import", org=cast.top.pk, done=12400, total=100000,
                       state="running", by=cast.accounts["wang"])
    Employer.objects.create(county=cast.county, org=cast.li_union, name="白泉镇农业机械修造有限责任公司" * 4)
    wang.set_viewport_size(size)
    wang.emulate_media(color_scheme="dark" if dark else "light")
    sheet = f"/orgs/{cast.li_union.pk}/"
    faults = []
    for where in [*PAGES, sheet, f"{sheet}?tab=timeline", f"{sheet}edit/", f"{sheet}step/dissolve/"]:
        wang.goto(where)
        wang.wait_for_load_state("networkidle")
        faults += [f"{where}: {fault}" for fault in axe(wang)]
        if wang.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{where} is wider than the screen")
    assert not faults, "\n".join(faults)


def test_the_slash_key_goes_to_the_search(wang):
    wang.goto("/")
    wang.keyboard.press("/")
    wang.keyboard.type("白泉")
    wang.keyboard.press("Enter")
    wang.wait_for_url("**/search/**")
    assert wang.get_by_role("link", name="白泉镇机械厂工会").is_visible()


def test_a_filter_changes_the_list_and_the_address(wang, cast):
    wang.goto("/orgs/")
    wang.get_by_label("工会", exact=True).select_option(label="白泉镇总工会")
    wang.get_by_text("共 2 个", exact=True).wait_for()
    assert f"org={cast.li_town.pk}" in wang.url
    wang.get_by_label("查找", exact=True).fill("白泉镇机械")
    wang.get_by_text("共 1 个", exact=True).wait_for()
    wang.reload()
    assert wang.get_by_text("共 1 个", exact=True).is_visible()


def test_a_step_opens_in_the_sheet_and_is_taken(wang, cast):
    wang.goto(f"/orgs/{cast.li_union.pk}/")
    wang.get_by_role("link", name="撤销", exact=True).click()
    wang.get_by_label("说明").fill("企业注销")
    wang.get_by_role("button", name="撤销", exact=True).click()
    wang.get_by_text("已办理“撤销”。").wait_for()
    assert wang.url.endswith(f"/orgs/{cast.li_union.pk}/")


def test_leaving_a_form_unsaved_warns_and_the_draft_is_kept(wang):
    asked = []
    wang.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    wang.goto("/orgs/employers/add/")
    wang.get_by_label("单位名称").click()
    wang.keyboard.type("白泉镇砖厂")
    wang.goto("/")
    assert asked == ["beforeunload"]
    wang.goto("/orgs/employers/add/")
    assert wang.get_by_label("单位名称").input_value() == "白泉镇砖厂"


def test_one_of_many_is_found_and_picked(wang, cast):
    wang.goto("/orgs/add/")
    field = wang.get_by_label("上级工会")
    field.click()
    wang.keyboard.type("白泉镇总")
    wang.get_by_role("option", name="白泉镇总工会").click()
    assert field.input_value() == "白泉镇总工会"
    assert wang.locator("[name=parent]").input_value() == str(cast.li_town.pk)


def test_the_menu_opens_on_a_phone(wang):
    wang.set_viewport_size(PHONE)
    wang.goto("/")
    entry = wang.get_by_role("link", name="统计数字")
    assert not entry.is_visible()
    wang.get_by_role("button", name="菜单").click()
    entry.click()
    wang.wait_for_url("**/figures/")


def test_a_chart_draws_and_its_bars_open_the_part(wang, cast):
    wang.goto("/figures/orgs.founded/?first=2005-01-01&last=2005-12-31")
    assert wang.locator("figure[data-chart] svg path").count() > 4
    wang.get_by_text("看表").first.click()
    wang.get_by_role("row", name="白泉镇总工会 1").get_by_role("link").click()
    assert f"org={cast.li_town.pk}" in wang.url
