"""A union from its preparation to its founding: who does what, and what the county's figure says of it."""
import pytest
from django.utils.timezone import localdate

from gonghui.registry.orgs.models import Employer, Org

pytestmark = pytest.mark.django_db(transaction=True)

NAME, PAPER = "白泉镇砖厂工会", "东工发〔2026〕12号"
FOUNDED, IN_BEING = "/figures/orgs.founded/", "/figures/orgs.in_being/"


def value(desk, address):
    """The number at the head of a figure's page, after the worker's round."""
    desk.page.goto(address)
    desk.works()
    return desk.page.locator(".big").inner_text()


def prepares(desk, name):
    """筹建: through the page, beneath the officer's own township. Returns the union."""
    page = desk.page
    desk.page.goto("/orgs/add/")
    page.get_by_label("工会名称").fill(name)
    page.get_by_label("组织类型").select_option(label="单一基层工会")
    page.get_by_label("所在地").select_option(value="220422100")
    page.get_by_label("上级工会").fill("白泉镇总")
    page.get_by_role("option", name="白泉镇总工会").click()
    page.get_by_label("会员人数").fill("32")
    page.get_by_label("委员人数").fill("5")
    desk.presses("保存")
    return Org.objects.get(name=name)


def test_a_union_is_founded_and_the_figure_follows(cast, desk):
    page = desk.page
    Employer.objects.create(county=cast.county, name="白泉镇砖厂", org=cast.li_town)
    desk.sits("wang")
    before = value(desk, FOUNDED)
    standing = value(desk, IN_BEING)

    desk.sits("li")
    org = prepares(desk, NAME)
    desk.looks("founding_prepared")
    page.get_by_role("button", name="报批").and_(page.locator(":disabled")).wait_for()
    assert "请先登记本工会所在的用人单位。" in desk.said
    desk.follows("登记覆盖单位")
    page.get_by_label("用人单位").fill("白泉镇砖")
    page.get_by_role("option", name="白泉镇砖厂").click()
    desk.looks("founding_cover")
    desk.presses("保存")
    desk.takes_step("报批")
    assert page.get_by_role("link", name="批准", exact=True).count() == 0, "who reports does not approve"
    assert page.goto(f"/orgs/{org.pk}/step/approve/").status == 403

    desk.sits("qian")
    assert "待批准的建会申请" in desk.said
    desk.looks("founding_waits")
    desk.follows(NAME)
    page.get_by_role("link", name="批准", exact=True).click()
    form = page.locator("#step form")
    form.get_by_role("button", name="批准").click()
    assert page.evaluate("document.querySelector('#step input:invalid').name") == "approval_number"
    form.get_by_label("批复文号").fill(PAPER)
    desk.looks("founding_approves")
    form.get_by_role("button", name="批准").click()
    page.get_by_text("已办理“批准”。").wait_for()
    assert PAPER in desk.said

    desk.sits("li", f"/orgs/{org.pk}/")
    assert "请先填写会员（代表）大会选举日期。" in desk.said
    desk.follows("修改")
    page.get_by_label("选举日期").fill(str(localdate()))
    desk.presses("保存")
    desk.takes_step("成立")
    desk.follows("经过")
    assert "钱批办 办理“批准”" in desk.said
    desk.looks("founding_course")

    desk.sits("wang")
    assert (before, value(desk, FOUNDED)) == ("0家", "1家")
    desk.looks("founding_figure")
    page.get_by_text("看表").first.click()
    page.get_by_role("row", name="白泉镇总工会 1").wait_for()
    desk.follows(NAME)
    page.wait_for_url(f"**/orgs/{org.pk}/")
    assert (standing, value(desk, IN_BEING)) == ("2家", "3家")

    page.goto(f"/orgs/{org.pk}/")
    desk.takes_step("撤销", note="企业注销")
    assert value(desk, FOUNDED) == "1家", "founded it was, whatever came after"
    assert value(desk, IN_BEING) == "2家"
    page.goto(f"/orgs/{org.pk}/")
    desk.takes_step("更正撤销", note="误办")
    desk.takes_step("更正成立日期", note="选举无效，重新选举")
    assert [value(desk, FOUNDED), value(desk, IN_BEING)] == ["0家", "2家"]
    desk.looks("founding_figure_none")


def test_nobody_approves_what_he_has_reported_himself(cast, desk):
    page = desk.page
    Employer.objects.create(county=cast.county, name="白泉镇砖厂", org=cast.li_town)
    desk.sits("wang")
    org = prepares(desk, NAME)
    page.goto(f"/orgs/{org.pk}/cover/")
    page.get_by_label("用人单位").fill("白泉镇砖")
    page.get_by_role("option", name="白泉镇砖厂").click()
    desk.presses("保存")
    desk.takes_step("报批")
    page.get_by_role("button", name="批准").and_(page.locator(":disabled")).wait_for()
    assert "“报批”是您办理的，“批准”须由另一人办理。" in desk.said
    desk.looks("founding_four_eyes")
