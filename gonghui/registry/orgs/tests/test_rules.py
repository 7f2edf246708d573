"""Why not: each rule with the cases on both sides of its edge."""
from datetime import date
from types import SimpleNamespace

import pytest

from gonghui.registry.orgs import rules


def union(**said):
    return SimpleNamespace(**{"kind": "single", "parent": 1, "members": 40, "committee": 5, "employers": 1, "least": 25}
                           | said)


@pytest.mark.parametrize(("said", "words"), [
    ({}, ""),
    ({"parent": None}, "请先选择上级工会"),
    ({"members": None}, "请先填写会员人数"),
    ({"members": 25, "committee": None}, "会员已达25人"),
    ({"members": 24, "committee": None}, "会员不足25人"),
    ({"members": 24, "committee": 1}, ""),
    ({"employers": 0}, "请先登记本工会所在的用人单位"),
    ({"kind": "joint", "employers": 1}, "至少覆盖两个用人单位，现在登记了1个"),
    ({"kind": "joint", "employers": 2}, ""),
    ({"kind": "joint", "employers": 2, "members": 12, "committee": None}, ""),
    ({"kind": "town", "members": None, "committee": None, "employers": 0}, ""),
])
def test_what_is_missing_to_apply(said, words):
    reasons = rules.missing_to_apply(union(**said))
    assert words in "".join(reasons)
    assert bool(reasons) == bool(words)


@pytest.mark.parametrize(("basic", "elected", "approved", "words"), [
    (True, None, date(2010, 4, 1), "选举日期"),
    (True, date(2010, 3, 31), date(2010, 4, 1), "不能早于批准日期（2010-04-01）"),
    (True, date(2010, 4, 1), date(2010, 4, 1), ""),
    (False, None, date(2010, 4, 1), ""),
])
def test_what_is_missing_to_found(basic, elected, approved, words):
    reasons = rules.missing_to_found(basic, elected, approved)
    assert words in "".join(reasons)
    assert bool(reasons) == bool(words)


@pytest.mark.parametrize(("number", "part"), [(1, "0001/"), (36, "0010/"), (36**4 - 1, "ZZZZ/")])
def test_a_part_of_a_path(number, part):
    assert rules.segment(number) == part


@pytest.mark.parametrize("number", [0, -1, 36**4])
def test_a_number_without_a_part(number):
    with pytest.raises(ValueError, match=str(number)):
        rules.segment(number)


def test_parts_lie_in_the_order_of_their_numbers():
    parts = [rules.segment(n) for n in (1, 9, 10, 35, 36, 1295, 1296, 46656)]
    assert parts == sorted(parts)


@pytest.mark.parametrize(("kind", "already", "elsewhere", "words"), [
    ("single", 0, "", ""), ("single", 1, "", "单一基层工会只覆盖一个"), ("joint", 9, "", ""),
    ("joint", 0, "砖厂工会", "由“砖厂工会”覆盖"),
])
def test_why_an_employer_may_not_be_covered(kind, already, elsewhere, words):
    reasons = rules.reasons_not_to_cover(kind, already, elsewhere)
    assert words in "".join(reasons)
    assert bool(reasons) == bool(words)


@pytest.mark.parametrize(("name", "on", "words"), [
    ("", date(2020, 1, 1), "请填写新名称"), ("旧名", date(2020, 1, 1), "不用更名"),
    ("新名", date(2010, 1, 1), "更名日期应当晚于"), ("新名", date(2010, 1, 2), ""),
])
def test_why_a_name_may_not_change(name, on, words):
    reasons = rules.reasons_not_to_rename(name, "旧名", on, date(2010, 1, 1))
    assert words in "".join(reasons)
    assert bool(reasons) == bool(words)


def test_a_reason_keeps_its_sentence_apart_from_its_facts():
    reason = rules.reasons_not_to_dissolve(3)[0]
    assert reason.startswith("下面还有3个工会")
    assert reason.said({reason.sentence: "%(count)d unions below"}.get) == "3 unions below"
