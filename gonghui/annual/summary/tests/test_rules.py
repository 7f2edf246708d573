from datetime import date

import pytest

from gonghui.annual.summary import rules
from gonghui.annual.summary.rules import Tag

FIRST, LAST = date(2010, 1, 1), date(2010, 11, 11)


@pytest.mark.parametrize("line, expected", [
    ("年内建会{工会组建}。", ["年内建会", Tag("工会组建"), "。"]),
    ("{ 工会组建 | 7月 }", [Tag("工会组建", "7月")]),
    ("没有指标", ["没有指标"]),
    ("{甲}{乙}", [Tag("甲"), Tag("乙")]),
    ("", []),
])
def test_a_line_is_text_and_tags(line, expected):
    assert rules.parts(line) == expected


@pytest.mark.parametrize("span, expected", [
    ("", (FIRST, LAST)),
    ("7月", (date(2010, 7, 1), date(2010, 7, 31))),
    ("2月", (date(2010, 2, 1), date(2010, 2, 28))),
    ("12月", (date(2010, 12, 1), date(2010, 12, 31))),
    ("1月-10月", (date(2010, 1, 1), date(2010, 10, 31))),
    ("1月至10月", (date(2010, 1, 1), date(2010, 10, 31))),
    ("4月30日", (date(2010, 4, 30), date(2010, 4, 30))),
    ("2009年12月20日-2010年2月28日", (date(2009, 12, 20), date(2010, 2, 28))),
    ("上年", (date(2009, 1, 1), date(2009, 11, 11))),
])
def test_a_span_is_read(span, expected):
    assert rules.span_of(span, FIRST, LAST) == expected


@pytest.mark.parametrize("span", ["13月", "2月30日", "去年夏天", "0月"])
def test_a_span_that_cannot_be_read_says_how_to_write_one(span):
    assert "请写成" in rules.span_of(span, FIRST, LAST)


def test_a_span_that_ends_before_it_begins_is_refused():
    assert "晚于" in rules.span_of("10月-3月", FIRST, LAST)


def test_a_year_before_a_leap_day_is_the_28th():
    assert rules.year_before(date(2012, 2, 29)) == date(2011, 2, 28)


@pytest.mark.parametrize("text, names, count", [
    ("建会{工会组建}。", [], 0),
    ("建会25家。", [], 1),
    ("2010年，全县工会在4月30日开会，截至10月末。", [], 0),
    ("落实“12351”热线", [], 1),
    ("落实“12351”热线", ["12351"], 0),
    ("完成 ２５ 家，占 86.5%。", [], 2),
    ("{培训工会干部|7月}", [], 0),
])
def test_a_digit_outside_tag_date_and_name_is_named(text, names, count):
    assert len(rules.stray_digits(text, names)) == count


@pytest.mark.parametrize("text, count", [("{甲}", 0), ("{甲", 1), ("甲}", 1), ("{甲}{乙", 1), ("{}", 1)])
def test_half_a_tag_is_found(text, count):
    assert len(rules.broken_braces(text)) == count


def test_an_issue_waits_for_records_or_somebodys_word():
    assert rules.not_ready([], [], False) == []
    assert rules.not_ready([], ["发展会员"], True) == []
    assert "尚无记录" in rules.not_ready([], ["发展会员"], False)[0]
    assert "没有对应的指标" in rules.not_ready(["不存在"], [], True)[0]
