"""Who is in hardship by each version of the rule, and what a file lacks."""
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonghui.assistance.hardship import rules
from gonghui.assistance.hardship.rules import NEW, OLD, Household, Lines

YUAN = 100
THEN, NOW = Lines(245 * YUAN, 1.5), Lines(700 * YUAN, 2, 0.8)


def home(people=3, income=0, **more):
    return Household(people, income * YUAN, **{name: value * YUAN if name in ("expenses", "loss") else value
                                               for name, value in more.items()})


@pytest.mark.parametrize(("household", "category"), [
    (home(3, 245 * 36 - 1), "allowance"),
    (home(3, 245 * 36), "edge"),  # on the line is no longer below it
    (home(3, 245 * 36 * 3 // 2), "edge"),
    (home(3, 245 * 36 * 3 // 2 + 1), ""),
    (home(3, 40_000, struck=True), "mishap"),
    (home(3, 40_000, allowance=True), "allowance"),
    (home(3, 245 * 36, expenses=20_000), "edge"),  # what a household must spend did not count then
])
def test_the_list_of_2010(household, category):
    assert rules.proposed(OLD, household, THEN)[0] == category


@pytest.mark.parametrize(("household", "category"), [
    (home(3, 700 * 36 - 1), "deep"),
    (home(3, 700 * 36), "relative"),
    (home(3, 700 * 36 + 10_000, expenses=10_001), "deep"),
    (home(3, 1400 * 36 - 1), "relative"),
    (home(3, 1400 * 36), ""),
    (home(3, 60_000, loss=48_000, struck=True), ""),  # beyond the share, not at it
    (home(3, 60_000, loss=48_001, struck=True), "accident"),
    (home(3, 60_000, loss=48_001), ""),
])
def test_the_three_classes_of_today(household, category):
    assert rules.proposed(NEW, household, NOW)[0] == category


def test_no_share_is_set_so_no_loss_makes_a_class():
    household = home(3, 60_000, loss=59_000, struck=True)
    assert rules.proposed(NEW, household, Lines(700 * YUAN, 2))[0] == ""


def test_it_says_what_it_was_reckoned_from():
    told = rules.proposed(NEW, home(2, 24_000, expenses=12_000), NOW)[1]
    assert told == "扣除刚性支出后月人均500.00元，低保线700.00元。"


@given(st.integers(1, 9), st.integers(0, 10**9), st.integers(0, 10**9))
def test_more_income_never_makes_a_harder_class(people, income, more):
    order = ["deep", "relative", ""]
    less, after = (rules.proposed(NEW, Household(people, sum_), NOW)[0] for sum_ in (income, income + more))
    assert order.index(less) <= order.index(after)


def test_another_class_than_proposed_says_why():
    assert rules.reasons_against_category(NEW, "deep", "deep", "") == []
    assert "须写明理由" in rules.reasons_against_category(NEW, "deep", "relative", " ")[0]
    assert rules.reasons_against_category(NEW, "deep", "relative", "一人长期住院") == []
    assert "不是现行标准" in rules.reasons_against_category(NEW, "edge", "edge", "")[0]


def test_causes():
    assert rules.reasons_against_causes("illness", ["laid_off", "schooling", "other"]) == []
    assert "最多3项" in rules.reasons_against_causes("illness", ["laid_off", "schooling", "other", "unable"])[0]
    assert "不能重复" in rules.reasons_against_causes("illness", ["illness"])[0]
    assert "不能重复" in rules.reasons_against_causes("illness", ["other", "other"])[0]


def test_each_adult_and_each_childs_guardian_consents():
    day = date(2026, 3, 1)
    members = [(1, "何花", date(1980, 1, 1)), (2, "何苗", date(2012, 3, 1)), (3, "何果", date(2012, 3, 2)),
               (4, "何叶", None)]
    assert rules.missing_consents(members, set(), day, 14) == [
        "缺少何花的家庭经济状况核对授权。", "缺少何苗的家庭经济状况核对授权。", "缺少何果的监护人同意书。",
        "缺少何叶的家庭经济状况核对授权。"]
    given_ = {(rules.CHECK, 1), (rules.CHECK, 2), (rules.CHILD, 3), (rules.CHECK, 4)}
    assert rules.missing_consents(members, given_, day, 14) == []


def test_a_visit_takes_two_and_photographs():
    assert rules.missing_visit(2, 1, 2) == []
    assert len(rules.missing_visit(1, 0, 2)) == 2


def test_the_checklist_is_answered_and_not_hit():
    assert "还有1项" in rules.missing_exclusions(["a"], ["a", "b"], [])[0]
    assert rules.missing_exclusions(["a", "b"], ["a", "b"], []) == []
    assert rules.missing_exclusions(["a"], ["a"], ["有两套以上住房"]) == ["有不予建档的情形：有两套以上住房。"]


def test_months_in_a_row():
    assert rules.months_above([900, 100, 800, 800], 700) == 2
    assert rules.months_above([800, 700], 700) == 0
    assert rules.months_above([], 700) == 0


@pytest.mark.parametrize(("last", "months", "due"), [
    (date(2025, 3, 5), 12, date(2026, 3, 5)), (date(2024, 2, 29), 12, date(2025, 2, 28)),
    (date(2025, 8, 31), 6, date(2026, 2, 28)), (date(2025, 12, 1), 1, date(2026, 1, 1)),
])
def test_a_review_is_due(last, months, due):
    assert rules.review_due(last, months) == due
