"""The pages of posts, accounts, duties and terms."""
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from gonghui.core.accounts import Account
from gonghui.registry.posts.models import Duty, Post, Term
from gonghui.testing import queries


def duty(cast, name, org=None):
    return Duty.objects.create(county=cast.county, org=org or cast.li_town, name=name, position="member",
                               first_on=date(2010, 1, 1))


def test_fifty_rows_cost_no_more_queries_than_five(cast):
    client, lists = cast.client("wang"), [reverse(f"posts:{name}") for name in ("list", "duty_list", "term_list")]

    def fill(first, last):
        for n in range(first, last):
            org = cast.found(f"第{n}企业工会", "40", cast.li_town)
            cast.officer(f"who{n}", f"第{n}人", "basic_chair", org)
            duty(cast, f"第{n}人", org)
            Term.objects.create(county=cast.county, org=org, number=1, first_on=date(2010, 1, 1),
                                due_on=date(2013, 1, 1))

    fill(0, 5)
    before = [queries(client, address) for address in lists]
    fill(5, 50)
    assert [queries(client, address) for address in lists] == before
    assert max(before) <= 12


@pytest.mark.parametrize("name", ["sheet", "end", "hand_over", "password", "switch"])
def test_an_outsider_does_not_learn_of_a_post(cast, name):
    cast.accounts["li"].posts.update(role_id="county_chair")
    theirs = Post.acting(cast.accounts["zhang"])
    assert cast.client("li").get(reverse(f"posts:{name}", args=[theirs.pk])).status_code == 404


@pytest.mark.parametrize("name", ["duty_sheet", "duty_edit", "duty_leave", "duty_succeed"])
def test_an_outsider_does_not_learn_of_a_duty(cast, name):
    theirs = duty(cast, "别家主席", cast.zhang_town)
    assert cast.client("li").get(reverse(f"posts:{name}", args=[theirs.pk])).status_code == 404


def test_an_account_is_opened_and_granted_a_post(cast):
    client = cast.client("wang")
    page = client.post(reverse("posts:account_add"), {"name": "郑干事", "username": "zheng", "phone": "13800000000"})
    assert page["Cache-Control"] == "no-store"
    account = Account.objects.get(username="zheng")
    assert "初始密码" in page.content.decode()
    refused = client.post(reverse("posts:add"), {"account": "nobody", "org": cast.li_town.pk,
                                                 "role": "township_officer", "first": localdate()})
    assert "没有这个用户名" in refused.content.decode()
    answer = client.post(reverse("posts:add"), {"account": "zheng", "org": cast.li_town.pk,
                                                "role": "township_officer", "first": localdate()})
    assert answer.status_code == 302, answer.content.decode()
    assert Post.acting(account).org == cast.li_town


def test_a_password_is_reset_and_an_account_closed(cast):
    client, post = cast.client("wang"), Post.acting(cast.accounts["li"])
    assert client.get(reverse("posts:password", args=[post.pk])).status_code == 200
    page = client.post(reverse("posts:password", args=[post.pk])).content.decode()
    account = Account.objects.get(pk=post.account_id)
    assert account.password_given
    assert "只显示这一次" in page
    client.post(reverse("posts:switch", args=[post.pk]))
    account.refresh_from_db()
    assert not account.is_active
    client.post(reverse("posts:switch", args=[post.pk]))
    account.refresh_from_db()
    assert account.is_active


def test_a_post_is_ended_and_handed_over_on_its_pages(cast):
    client = cast.client("wang")
    post, other = Post.acting(cast.accounts["li"]), Post.acting(cast.accounts["zhang"])
    sheet = client.get(reverse("posts:sheet", args=[post.pk])).content.decode()
    assert "交接给他人" in sheet
    client.post(reverse("posts:end", args=[post.pk]), {"last": localdate() - timedelta(days=1), "note": "退休"})
    assert not Account.objects.get(pk=post.account_id).is_active
    answer = client.post(reverse("posts:hand_over", args=[other.pk]), {
        "account": cast.accounts["zhao"].username, "first": localdate()})
    assert answer.status_code == 302, answer.content.decode()
    assert {p.org for p in cast.accounts["zhao"].posts.all()} == {cast.top, cast.zhang_town}


def test_a_township_officer_grants_nothing(cast):
    client, post = cast.client("li"), Post.acting(cast.accounts["li"])
    for address in (reverse("posts:add"), reverse("posts:account_add"), reverse("posts:end", args=[post.pk])):
        assert client.get(address).status_code == 403


def test_duties_are_entered_left_and_succeeded(cast):
    client = cast.client("li")
    said = {"org": cast.li_union.pk, "name": "何主席", "position": "chair", "first_on": "2008-03-01",
            "allowance": "300.50"}
    answer = client.post(reverse("posts:duty_add"), said)
    assert answer.status_code == 302, answer.content.decode()
    row = Duty.objects.get(name="何主席")
    assert row.allowance == 30050
    assert "已在任这一职务" in client.post(reverse("posts:duty_add"), said).content.decode()
    assert client.get(reverse("posts:duty_sheet", args=[row.pk])).status_code == 200
    client.post(reverse("posts:duty_succeed", args=[row.pk]), {"name": "吕主席", "on": "2010-06-01"})
    heir = Duty.objects.get(name="吕主席")
    client.post(reverse("posts:duty_leave", args=[heir.pk]), {"last_on": "2012-06-01"})
    heir.refresh_from_db()
    assert heir.last_on == date(2012, 6, 1)
    assert "吕主席" not in client.get(reverse("posts:duty_list")).content.decode()
    assert "吕主席" in client.get(reverse("posts:duty_list"), {"state": "ended"}).content.decode()


def test_a_term_is_begun_and_its_deadline_shown(cast):
    client = cast.client("li")
    answer = client.post(reverse("posts:term_add"), {"org": cast.li_union.pk, "number": "1",
                                                     "first_on": "2007-04-01", "due_on": "2010-04-01"})
    assert answer.status_code == 302, answer.content.decode()
    term = Term.objects.get()
    assert "逾期" in client.get(reverse("posts:term_sheet", args=[term.pk])).content.decode()
    assert cast.li_union.name in client.get(reverse("posts:term_list"), {"state": "due"}).content.decode()


def test_the_table_of_rights_is_read(cast):
    page = cast.client("wang").get(reverse("posts:roles")).content.decode()
    assert "三员分立" in page
    assert "批准建会和撤销" in page
