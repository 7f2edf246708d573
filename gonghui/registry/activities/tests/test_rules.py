"""Heads or names, never both; and what must be known before an activity counts as held."""
from datetime import date

import pytest

from gonghui.registry.activities import rules


def check(reasons, words):
    assert words in "".join(reasons)
    assert bool(reasons) == bool(words)


@pytest.mark.parametrize(("counted_by", "heads", "present", "words"), [
    ("heads", 30, False, ""), ("heads", None, False, "参加人数"), ("heads", 0, False, "参加人数"),
    ("names", None, True, ""), ("names", None, False, "谁已到场"),
])
def test_what_is_missing_to_hold(counted_by, heads, present, words):
    check(rules.missing_to_hold(counted_by, heads, present), words)


@pytest.mark.parametrize(("counted_by", "heads", "listed", "words"), [
    ("heads", 30, False, ""), ("heads", 30, True, "请先删除名单"), ("names", None, True, ""),
    ("names", 30, True, "不另填参加人数"), ("names", 0, False, "不另填参加人数"),
])
def test_heads_or_names_never_both(counted_by, heads, listed, words):
    check(rules.reasons_against_counts(counted_by, heads, listed), words)


@pytest.mark.parametrize(("counted_by", "still_open", "words"), [
    ("names", True, ""), ("names", False, "请先办理“更正”"), ("heads", True, "只填人数"),
])
def test_when_a_list_may_change(counted_by, still_open, words):
    check(rules.reasons_against_listing(counted_by, still_open), words)


@pytest.mark.parametrize(("last", "words"), [
    (None, ""), (date(2010, 7, 5), ""), (date(2010, 7, 4), "不能早于开始日期"),
])
def test_an_activity_ends_after_it_begins(last, words):
    check(rules.reasons_against_days(date(2010, 7, 5), last), words)


@pytest.mark.parametrize(("number", "present", "words"), [
    ("", False, ""), ("", True, ""), ("001", True, ""), ("001", False, "不能发证书"),
])
def test_a_certificate_is_for_one_who_came(number, present, words):
    check(rules.reasons_against_certificate(number, present), words)


@pytest.mark.parametrize(("name", "registered", "words"), [
    ("何花", "何花", ""), ("何花", "", ""), ("何华", "何花", "不一致"),
])
def test_a_name_is_that_of_the_member(name, registered, words):
    check(rules.reasons_against_name(name, registered), words)
