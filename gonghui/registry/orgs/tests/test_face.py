"""The pages of unions, posts and activities in a real browser: nothing serious keeps people out."""
from datetime import date

import pytest

from gonghui.registry.activities.models import Activity, Attendance
from gonghui.registry.orgs.models import Employer
from gonghui.registry.posts.models import Duty, Term
from tests.browser import PHONE, axe, shot, sign_in

PAGES = {
    "orgs": "/orgs/", "org_tree": "/orgs/tree/", "org_add": "/orgs/add/", "org_sheet": "/orgs/{union}/",
    "org_history": "/orgs/{union}/?tab=history", "org_duties": "/orgs/{union}/?tab=duties",
    "org_move": "/orgs/{union}/move/", "employers": "/orgs/employers/", "posts": "/posts/", "post": "/posts/{post}/",
    "account": "/posts/accounts/add/", "roles": "/posts/roles/", "duties": "/posts/duties/", "terms": "/posts/terms/",
    "activities": "/activities/", "activity_add": "/activities/add/", "activity": "/activities/{activity}/",
    "names": "/activities/{activity}/names/",
}


@pytest.fixture
def records(cast):
    """A row of each kind, so that no page is empty."""
    said = {"county": cast.county, "org": cast.li_union}
    Employer.objects.create(name="白泉镇机械厂", credit_code="91110000600037341L", workers=1204, **said)
    Duty.objects.create(name="何主席", position="chair", full_time=True, first_on=date(2008, 3, 1), **said)
    Term.objects.create(number=1, first_on=date(2008, 3, 1), due_on=date(2011, 3, 1), **said)
    activity = Activity.objects.create(kind="cadre_class", theme="2010年第一期全县工会干部业务培训班", counted_by="names",
                                       first_on=date(2010, 7, 6), place="县职工活动中心三楼会议室", **said)
    for name in ("何花", "吕叶"):
        Attendance.objects.create(county=cast.county, activity=activity, name=name, employer="白泉镇机械厂")
    return {"union": cast.li_union.pk, "post": cast.accounts["li"].posts.get().pk, "activity": activity.pk}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_serious_keeps_people_out(cast, records, page, name):
    sign_in(page, cast.client("wang"))
    for size, ending in ((None, ""), (PHONE, "_phone")):
        if size:
            page.set_viewport_size(size)
        page.goto(PAGES[name].format(**records))
        assert axe(page) == []
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], f"{name}{ending} is {width} wide"
        shot(page, f"{name}{ending}")


def test_the_tree_opens_where_one_clicks(cast, page):
    sign_in(page, cast.client("wang"))
    page.goto("/orgs/tree/")
    page.get_by_text(cast.li_town.name).click()
    page.get_by_role("link", name=cast.li_union.name).wait_for()
    assert axe(page) == []
