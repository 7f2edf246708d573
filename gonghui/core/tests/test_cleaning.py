"""What a cell may hold: tables of cases."""
import datetime as dt

import pytest

from gonghui.core import cleaning
from gonghui.core.cleaning import Refused, text
from gonghui.core.rosters.books import _given


@pytest.mark.parametrize(("cell", "typed"), [
    (None, ""), ("  张三　", "张三"), ("１２３ＡＢ", "123AB"), (8.0, "8"), (8.5, "8.5"), ("a\x0bb", "a b"),
    (dt.date(1985, 1, 3), "1985-01-03"), ("\ufeff姓名", "姓名"), ("㐂田", "㐂田"), ("A\xa0B", "A B"),
])
def test_a_cell_becomes_typed_text(cell, typed):
    assert text(cell) == typed


def test_a_number_that_excel_has_cut_is_refused():
    with pytest.raises(Refused, match="15位"):
        text(3.3019919850103e17)
    with pytest.raises(Refused, match="公式"):
        text(cleaning.FORMULA)


@pytest.mark.parametrize("written", [
    "1985-01-03", "1985/1/3", "1985.1.3", "1985年1月3日", "1985年1月3号", "19850103", "一九八五年一月三日", "31050",
    "1985-01-03 00:00:00", "1985 年 1 月 3 日"])
def test_the_usual_ways_to_write_a_day(written):
    assert cleaning.day(text(written)) == dt.date(1985, 1, 3)


@pytest.mark.parametrize(("spelt", "day"), [
    ("二〇一〇年四月三十日", dt.date(2010, 4, 30)), ("二零一零年十二月二十一日", dt.date(2010, 12, 21)),
    ("二○○五年十月十日", dt.date(2005, 10, 10))])
def test_a_day_spelt_out(spelt, day):
    assert cleaning.day(spelt) == day


@pytest.mark.parametrize("wrong", ["1985-13-45", "2010年2月30日", "85.1.3", "去年", "2010-05", "1985-1-3x"])
def test_what_is_no_day_says_how_to_write_one(wrong):
    with pytest.raises(Refused, match="1985-01-03"):
        cleaning.day(wrong)


@pytest.mark.parametrize(("typed", "kept"), [
    ("11010519491231002X", "11010519491231002X"), ("11010519491231002x", "11010519491231002X"),
    ("440524188001010014", "440524188001010014"), ("330199 19850103 0017", None), ("", "")])
def test_an_id_number(typed, kept):
    if kept is None:
        with pytest.raises(Refused, match="校验码"):
            cleaning.id_number(typed)
    else:
        assert cleaning.id_number(typed) == kept


@pytest.mark.parametrize(("wrong", "why"), [
    ("220422188001010016", "校验码"), ("220422188302290022", "出生日期不存在"), ("22042218800101001", "18位"),
    ("A20422188001010015", "18位")])
def test_a_wrong_id_number_says_why(wrong, why):
    with pytest.raises(Refused, match=why):
        cleaning.id_number(wrong)


def test_fifteen_digits_are_widened():
    widened = cleaning.id_number("330199620101001")
    assert widened[:17] == "33019919620101001"
    assert cleaning.id_number(widened) == widened


def test_a_number_states_birth_and_sex():
    assert cleaning.born_on("11010519491231002X") == dt.date(1949, 12, 31)
    assert cleaning.sex_of("11010519491231002X") == "女"


@pytest.mark.parametrize("paper", ["E12345678", "H1234567", "军字第0012345号"])
def test_other_papers_are_numbered_as_printed(paper):
    assert cleaning.document_number(paper) == paper


@pytest.mark.parametrize("code", ["91110000600037341L", "812204221234567882", ""])
def test_a_credit_code(code):
    assert cleaning.credit_code(code) == code


def test_a_credit_code_may_have_letters_in_its_first_half():
    from stdnum.cn import uscc

    body = "N2220422MF1234567"
    code = body + uscc.calc_check_digit(body)
    assert cleaning.credit_code(code.lower()) == code


@pytest.mark.parametrize(("wrong", "why"), [("91110000600037341M", "校验码"), ("9111000060003734IL", "不含I")])
def test_a_wrong_credit_code(wrong, why):
    with pytest.raises(Refused, match=why):
        cleaning.credit_code(wrong)


@pytest.mark.parametrize(("typed", "kept"), [
    ("138 0013 8000", "13800138000"), ("0437-3223344", "04373223344"), ("+8613800138000", "13800138000"),
    ("4008001234", "4008001234")])
def test_a_phone(typed, kept):
    assert cleaning.phone(typed) == kept


def test_a_short_phone_is_refused():
    with pytest.raises(Refused, match="11位"):
        cleaning.phone("1380013")


def test_a_card_without_check_digit_is_kept():
    assert cleaning.bank_card("6217 0000 0000 0000 001") == "6217000000000000001"
    assert not cleaning.luhn_holds("6217000000000000001")
    assert cleaning.luhn_holds("6217000000000000004")
    assert cleaning.luhn_holds("6228480000000000000")


@pytest.mark.parametrize(("typed", "fen"), [
    ("1200", 120000), ("1,200.50", 120050), ("1200.5元", 120050), ("¥88", 8800), ("15.4万元", 15_400_000),
    ("-30", -3000), ("", None)])
def test_yuan_become_fen(typed, fen):
    assert cleaning.fen(typed) == fen


@pytest.mark.parametrize(("wrong", "why"), [("12.345", "到分"), ("一百元", "不是金额"), ("1,20", "不是金额")])
def test_a_wrong_amount(wrong, why):
    with pytest.raises(Refused, match=why):
        cleaning.fen(wrong)


@pytest.mark.parametrize(("typed", "kept"), [
    ("买买提•艾山", "买买提·艾山"), ("张 三", "张三"), ("John Smith", "John Smith"), ("𠮷田", "𠮷田")])
def test_a_name(typed, kept):
    assert cleaning.person_name(typed) == kept


@pytest.mark.parametrize(("wrong", "why"), [("", "不能为空"), ("张", "2至40"), ("张3", "2至40")])
def test_a_wrong_name(wrong, why):
    with pytest.raises(Refused, match=why):
        cleaning.person_name(wrong)


def test_a_word_of_a_list_or_its_alias():
    clean = cleaning.one_of("中共党员", "群众", aliases={"党员": "中共党员"})
    assert [clean(word) for word in ("党员", "群众", "")] == ["中共党员", "群众", ""]
    with pytest.raises(Refused, match="中共党员、群众"):
        clean("无")


def test_a_hidden_value_means_unchanged():
    assert cleaning.masked(cleaning.phone)("138****8000") == cleaning.MASKED


def test_what_excel_cut_stays_told_in_the_error_workbook_until_it_is_typed():
    """The lost digits are not made up: the cell comes back as Excel would show it, and is refused again."""
    given = _given(3.30199200601060026e17)
    assert given == "3.30199200601060E+17"
    for cell in (given, "3.30199E+17"):
        with pytest.raises(Refused, match="已失真"):
            text(cell)
    assert [text(cell) for cell in ("E+15路3号", "1E+3", "A1E+17B")] == ["E+15路3号", "1E+3", "A1E+17B"]
