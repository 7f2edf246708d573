"""A member whom another union's sheet claims: put up by the import, decided by the county, seen by each in part."""
import pytest
from django.utils.timezone import localdate

from gonghui.registry.people.models import Membership, Person, Review
from gonghui.registry.people.tests.made import imported, line, sheet

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_member_claimed_by_another_townships_sheet_is_transferred_by_the_county(cast, desk):
    page = desk.page
    imported(cast.zhang, [line(1, cast.zhang_union), line(2, cast.zhang_union)])
    person = Person.objects.get(name=line(1, cast.zhang_union)["姓名"])
    third = cast.found("安石镇总工会", "20", cast.top, division="220422102")
    cast.officer("sun", "孙干事", "township_officer", third)

    desk.sits("li")
    desk.uploads("新进职工.csv", sheet([line(1, cast.li_union), line(5, cast.li_union)]))
    assert "该证件号已登记，已转县总核对。" in desk.said
    assert cast.zhang_union.name not in desk.said, "where he is a member is not told"
    assert desk.counted() == {"新增": 1, "有变化": 0, "没有变化": 0, "待核对": 1, "有错误": 0}
    desk.presses("导入正确的2行")
    desk.works()
    assert not Review.objects.get().decided_on
    assert page.goto(f"/people/{person.pk}/").status == 404

    desk.sits("wang")
    desk.follows("待核对的会员")
    desk.looks("review_list")
    desk.follows(person.name)
    desk.looks("review_sheet")
    desk.takes_step("采纳", note="已与渭津镇核实")
    old, new = Membership.objects.filter(person=person).order_by("joined_on")
    assert (old.org, old.left_why, new.org, new.how) == (cast.zhang_union, "转出", cast.li_union, "transfer")
    assert old.left_on == new.joined_on

    desk.sits("li", f"/people/{person.pk}/?tab=memberships")
    assert cast.li_union.name in desk.said
    assert cast.zhang_union.name not in page.inner_text("table")
    desk.looks("transfer_new_union")
    desk.sits("zhang", "/people/")
    assert "共 1 人" in desk.said
    assert page.goto(f"/people/{person.pk}/").status == 404, "contacts and number belong to the present union"
    page.goto(f"/figures/people.members/?year={localdate().year - 1}")
    desk.works()
    assert page.locator(".big").inner_text() == "2人", "last year he was still theirs, and his row says so"
    assert str(localdate()) in page.get_by_role("row", name=person.name).inner_text()
    assert cast.li_union.name not in desk.said
    desk.looks("transfer_old_union")
    desk.sits("sun")
    assert page.goto(f"/people/{person.pk}/").status == 404
    assert page.goto(f"/people/reviews/{Review.objects.get().pk}/").status == 404
