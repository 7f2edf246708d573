"""Who may hold which posts, duties and terms."""
from datetime import date

import pytest

from gonghui.registry.posts import roles, rules


@pytest.mark.parametrize(("role", "held", "himself", "words"), [
    ("finance", [], False, ""),
    ("finance", ["section_officer"], False, ""),
    ("finance", [], True, "不能给自己授予岗位"),
    ("system_admin", [], False, ""),
    ("system_admin", ["system_admin"], False, ""),
    ("system_admin", ["audit_admin"], False, "不得互相兼任"),
    ("security_admin", ["county_chair"], False, "不得兼任其他岗位"),
    ("county_chair", ["audit_admin"], False, "不得兼任其他岗位"),
])
def test_who_may_be_granted_a_post(role, held, himself, words):
    reasons = rules.reasons_not_to_grant(role, held, himself)
    assert words in "".join(reasons)
    assert bool(reasons) == bool(words)


@pytest.mark.parametrize(("due", "years", "words"), [
    (date(2027, 5, 1), 5, ""), (date(2027, 5, 31), 5, ""), (date(2027, 6, 1), 5, "不能超过5年"),
    (date(2022, 5, 1), 5, "应当晚于当选日期"), (date(2099, 5, 1), None, ""),
])
def test_how_long_a_term_may_be(due, years, words):
    reasons = rules.reasons_against_term(date(2022, 5, 1), due, years)
    assert words in "".join(reasons)
    assert bool(reasons) == bool(words)


def test_a_term_that_begins_on_a_leap_day():
    assert rules.reasons_against_term(date(2024, 2, 29), date(2027, 2, 28), 3) == []


def test_every_permission_of_a_role_is_known():
    for code, _name, _english, permissions in roles.ROLES:
        assert set(permissions) <= set(roles.PERMISSIONS), code
        assert len(set(permissions)) == len(permissions), code


def test_the_three_administrators_share_no_power_and_see_no_records():
    held = {code: set(permissions) for code, _name, _english, permissions in roles.ROLES}
    system, security, audit = (held[code] for code in rules.ADMINISTRATORS)
    assert system & security == {"posts.view"}
    assert not audit & (system | security)
    records = {"people.view", "people.edit", "people.reveal", "orgs.edit", "activities.edit", "figures.view"}
    assert not records & (system | security | audit)


def test_only_who_reads_the_trail_reads_it():
    readers = {code for code, _name, _english, permissions in roles.ROLES if "audit.view" in permissions}
    assert readers == {"auditor", "audit_admin"}
