"""What a notice may show, and when it is over."""
from datetime import date
from types import SimpleNamespace

import pytest

from gonghui.registry.notices import rules

MONDAY, LAST, OVER = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 10)


def check(reasons, words):
    assert words in "".join(reasons)
    assert bool(reasons) == bool(words)


@pytest.mark.parametrize(("name", "shown"), [
    ("张三", "张*"), ("李小明", "李*明"), ("欧阳明", "欧阳*"), ("欧阳小明", "欧阳*明"), ("欧阳", "欧*"), ("李小明明", "李**明"),
    ("阿依古丽·买买提", "阿***·买**"), ("𠮷田", "𠮷*"), ("John Smith", "J*** S****"),
])
def test_a_name_is_masked(name, shown):
    assert rules.masked_name(name) == shown


@pytest.mark.parametrize(("text", "words"), [
    ("相对困难，救助金1,200元", ""), ("2010年第12号", ""), ("2009-2010年度", ""), ("12345", ""), ("", ""),
    ("证件22992219650103", "六位以上的连续数字"), ("账号尾数123456", "六位以上"), ("２２９９２２", "六位以上"),
    ("6222 0212 3456", "六位以上"), ("金额154000元", "请加千分号"),
    ("患糖尿病", "健康状况（“糖尿病”）"), ("肺癌晚期", "（“癌”）"), ("重特大疾病", "（“疾病”）"), ("肢体残疾二级", "（“残疾”）"),
])
def test_no_number_and_no_diagnosis(text, words):
    check(rules.reasons_against_words(text), words)


@pytest.mark.parametrize(("name", "employer", "matter", "words"), [
    ("何花", "白泉镇机械厂", "相对困难", ""), ("何花", "县肿瘤医院", "", ""), ("", "", "", "请填写公示的姓名"),
    ("何花", "机械厂04375550101", "", "六位以上"), ("何花229922", "", "", "六位以上"), ("何花", "", "尿毒症", "健康状况"),
    ("何" * 40, "厂" * 120, "困" * 120, ""), ("何" * 41, "", "", "请缩短"), ("何花", "厂" * 121, "", "请缩短"),
    ("何花", "", "困" * 121, "请缩短"),
])
def test_a_line(name, employer, matter, words):
    check(rules.reasons_against_line(name, employer, matter), words)


@pytest.mark.parametrize(("born", "words"), [
    (None, ""), (date(2008, 3, 2), ""), (date(2008, 3, 3), "监护人"), (date(2020, 1, 1), "监护人"), (date(1965, 1, 3), ""),
])
def test_no_childs_name(born, words):
    check(rules.reasons_against_age(born, MONDAY), words)


@pytest.mark.parametrize(("day", "words"), [(None, ""), (MONDAY, ""), (LAST, "不能晚于今天")])
def test_consent_is_given_before(day, words):
    check(rules.reasons_against_consent(day, MONDAY), words)


@pytest.mark.parametrize(("title", "matter", "place", "words"), [
    ("公示", "拟建档", "镇政府", ""), ("公示123456", "", "", "六位以上"), ("", "患肝病的职工", "", "健康状况"), ("", "", "电话5550101", "六位"),
    ("公示", "", "县肿瘤医院门前", ""),
])
def test_the_notices_own_words(title, matter, place, words):
    check(rules.reasons_against_notice(title, matter, place), words)


@pytest.mark.parametrize(("place", "phone", "lines", "without", "words"), [
    ("镇政府", "0437", True, [], ""), ("", "0437", True, [], "张贴地点"), ("镇政府", "", True, [], "受理异议的电话"),
    ("镇政府", "0437", False, [], "登记公示的人员"),
    ("镇政府", "0437", True, [(n, "何花") for n in range(1, 8)], "1号何花、2号何花、3号何花、4号何花、5号何花等7人还没有登记公示同意书"),
])
def test_what_is_missing_to_post(place, phone, lines, without, words):
    check(rules.missing_to_post(place, phone, lines, without), words)


@pytest.mark.parametrize(("day", "words"), [(LAST, "公示到2026-03-09止"), (MONDAY, "过了这一天"), (OVER, "")])
def test_the_last_day_passes_wholly(day, words):
    check(rules.reasons_against_end(LAST, day), words)


@pytest.mark.parametrize(("hung", "received", "today", "words"), [
    (True, MONDAY, MONDAY, ""), (True, LAST, OVER, ""), (False, MONDAY, MONDAY, "已经张贴"), (True, LAST, MONDAY, "不能晚于今天"),
    (True, OVER, OVER, "公示期是2026-03-02至2026-03-09"), (True, date(2026, 3, 1), OVER, "来信来访"),
])
def test_when_an_objection_is_received(hung, received, today, words):
    check(rules.reasons_against_objection(hung, MONDAY, LAST, received, today), words)


@pytest.mark.parametrize(("draft", "words"), [(True, ""), (False, "请办理“撤回”")])
def test_what_hangs_is_not_changed(draft, words):
    check(rules.reasons_against_change(draft), words)


@pytest.mark.parametrize(("hung", "words"), [(True, ""), (False, "请先办理“张贴”")])
def test_what_is_printed_bears_its_days(hung, words):
    check(rules.reasons_against_print(hung), words)


@pytest.mark.parametrize(("day", "words"), [(MONDAY, ""), (date(2026, 3, 1), "不能早于收到异议的日期")])
def test_an_answer_follows_the_objection(day, words):
    check(rules.reasons_against_answer(MONDAY, day), words)


@pytest.mark.parametrize(("said", "day", "words"), [
    ({"status": "draft", "ends_on": None}, OVER, "请先办理“张贴”"), ({"status": "posted"}, LAST, "公示到2026-03-09止"),
    ({"status": "posted"}, OVER, "请先把公示办理“结束”"), ({}, OVER, ""), ({}, LAST, "公示到2026-03-09止"),
    ({"contested": True}, OVER, "请先答复异议"), ({"struck": True}, OVER, "异议已经成立"),
    ({"status": "withdrawn"}, OVER, "请另拟公示"),
])
def test_what_a_line_waits_for(said, day, words):
    line = SimpleNamespace(**{"status": "ended", "ends_on": LAST, "contested": False, "struck": False} | said)
    check(rules.reasons_against_next(line, day), words)


def test_what_was_never_announced_waits_too():
    check(rules.reasons_against_next(None, OVER), "还没有公示")
