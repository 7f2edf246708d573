"""Accounts follow posts: what an account may do begins and ends with what it holds."""
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import localdate

from gonghui.core.accounts import Account, Role
from gonghui.core.audit import Entry
from gonghui.core.flow import Refused
from gonghui.registry.posts import actions
from gonghui.registry.posts.models import Duty, Post, Term


@pytest.fixture
def system(cast):
    return cast.officer("sun", "孙管理", "system_admin", cast.top)


@pytest.fixture
def security(cast):
    return cast.officer("wu", "吴安全", "security_admin", cast.top)


def newcomer(system, username="newcomer"):
    account = Account(username=username, name="郑干事")
    return account, actions.open_account(account, scope=system)


def test_acting_asks_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        scope = Post.acting(cast.accounts["li"]).scope()
    assert (scope.org_id, scope.path, scope.whole) == (cast.li_town.pk, cast.li_town.place().path, False)
    assert scope.can("orgs.edit")
    assert not scope.can("orgs.approve")
    assert cast.wang.whole


def test_an_account_acts_in_the_post_it_chose(cast, security):
    second = actions.grant(Post(account=cast.accounts["li"], org=cast.zhang_union, role_id="basic_chair",
                                first=localdate()), scope=security)
    assert Post.acting(cast.accounts["li"]).org == cast.li_town
    assert Post.acting(cast.accounts["li"], str(second.pk)).org == cast.zhang_union
    assert Post.acting(cast.accounts["li"], "not a post").org == cast.li_town
    other = Post.acting(cast.accounts["zhang"])
    assert Post.acting(cast.accounts["li"], other.pk).org == cast.li_town


def test_a_post_holds_between_its_days(cast, security):
    account = cast.accounts["zhao"]
    post = Post.acting(account)
    post.last = localdate() - timedelta(days=1)
    post.save()
    assert Post.acting(account) is None
    actions.grant(Post(account=account, org=cast.top, role_id="finance", first=localdate() + timedelta(days=1)),
                  scope=security)
    assert Post.acting(account) is None


def test_a_first_password_is_random_shown_once_and_must_be_changed(system):
    account, password = newcomer(system)
    _other, another = newcomer(system, "another")
    assert password != another
    assert len(password) == 19
    assert account.check_password(password)
    assert account.password_given
    assert password not in str(list(Entry.objects.order_by("id").values()))


def test_opening_and_granting_are_two_persons_powers(cast, system, security):
    account, _password = newcomer(system)
    post = Post(account=account, org=cast.li_town, role_id="township_officer", first=localdate())
    with pytest.raises(PermissionDenied):
        actions.grant(post, scope=system)
    with pytest.raises(PermissionDenied):
        newcomer(security, "other")
    assert actions.grant(post, scope=security).pk == Post.acting(account).pk


def test_nobody_grants_himself_and_administrators_stay_apart(cast, security):
    with pytest.raises(Refused, match="不能给自己"):
        actions.grant(Post(account=cast.accounts["wu"], org=cast.top, role_id="approver", first=localdate()),
                      scope=security)
    with pytest.raises(Refused, match="不得互相兼任"):
        actions.grant(Post(account=cast.accounts["zhou"], org=cast.top, role_id="system_admin", first=localdate()),
                      scope=security)
    with pytest.raises(Refused, match="已有这一岗位"):
        actions.grant(Post(account=cast.accounts["zhao"], org=cast.top, role_id="finance", first=localdate()),
                      scope=security)


def test_nobody_grants_outside_his_scope(cast):
    cast.accounts["li"].posts.update(role_id="security_admin")
    with pytest.raises(PermissionDenied):
        actions.grant(Post(account=cast.accounts["zhao"], org=cast.zhang_town, role_id="finance", first=localdate()),
                      scope=cast.scope("li"))


def test_the_last_post_that_ends_closes_the_account(cast, security):
    post = Post.acting(cast.accounts["li"])
    with pytest.raises(Refused, match="不能早于开始日期"):
        actions.end(post, last=date(2000, 1, 1), scope=security)
    post.refresh_from_db()
    actions.end(post, last=localdate() - timedelta(days=1), scope=security, note="调离")
    account = Account.objects.get(pk=post.account_id)
    assert not account.is_active
    assert Post.acting(account) is None


def test_a_post_that_ends_today_is_held_until_tonight(cast, security):
    actions.end(Post.acting(cast.accounts["li"]), last=localdate(), scope=security)
    assert Post.acting(cast.accounts["li"]) is not None


def test_a_post_is_handed_over(cast, system, security):
    account, _password = newcomer(system)
    before = Post.acting(cast.accounts["li"])
    after = actions.hand_over(before, account, first=localdate(), scope=security, document="东工任〔2026〕3号")
    before.refresh_from_db()
    assert before.last == localdate() - timedelta(days=1)
    assert (after.org, after.role_id) == (cast.li_town, "township_officer")
    assert not Account.objects.get(pk=before.account_id).is_active


def test_a_role_is_a_row_that_an_office_may_change(cast):
    Role.objects.filter(code="township_officer").update(permissions=["orgs.view"])
    assert cast.scope("li").permissions == {"orgs.view"}


def duty(cast, name="何主席", **said):
    return Duty.objects.create(**{"county": cast.county, "org": cast.li_town, "name": name, "position": "chair",
                                  "full_time": True, "first_on": date(2008, 3, 1)} | said)


def test_a_duty_ends_and_another_begins(cast):
    row = actions.succeed(duty(cast), Duty(name="吕主席", full_time=False), on=date(2010, 6, 1), scope=cast.li)
    days = [(d.name, d.full_time) for day in (date(2010, 5, 31), date(2010, 6, 1)) for d in Duty.objects.on(day)]
    assert days == [("何主席", True), ("吕主席", False)]
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.leave(row, last_on=localdate() + timedelta(days=1), scope=cast.li)
    with pytest.raises(Refused, match="不能早于开始日期"):
        actions.leave(row, last_on=date(2010, 5, 1), scope=cast.li)


def test_a_new_term_ends_the_one_before(cast):
    def term(number, first, due):
        return Term(org=cast.li_union, number=number, first_on=first, due_on=due)

    actions.begin_term(term(1, date(2006, 4, 1), date(2009, 4, 1)), scope=cast.li)
    actions.begin_term(term(2, date(2009, 5, 1), date(2012, 5, 1)), scope=cast.li)
    assert list(Term.objects.order_by("number").values_list("ended_on", flat=True)) == [date(2009, 5, 1), None]
    assert [t.number for t in Term.objects.due(date(2012, 5, 1))] == [2]
    assert not Term.objects.due(date(2012, 4, 30))
    with pytest.raises(ValidationError, match="应当晚于这一天"):
        actions.begin_term(term(3, date(2009, 5, 1), date(2012, 5, 1)), scope=cast.li)
    with pytest.raises(Refused, match="不能超过5年"):
        actions.begin_term(term(3, date(2022, 5, 1), date(2029, 5, 1)), scope=cast.li)
    with pytest.raises(PermissionDenied):
        actions.begin_term(Term(org=cast.zhang_union, number=1, first_on=date(2010, 1, 1), due_on=date(2013, 1, 1)),
                           scope=cast.li)
