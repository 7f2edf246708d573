"""The year's notice of holidays, entered and corrected on its page."""
from datetime import date

import pytest
from django.urls import reverse

from gonghui.core.calendar import add_days, notice

YEAR = 2028


def form(spans, worked=""):
    told = {"form-TOTAL_FORMS": len(spans), "form-INITIAL_FORMS": 0, "worked": worked}
    return told | {f"form-{n}-{name}": value for n, span in enumerate(spans)
                   for name, value in zip(("name", "first", "last"), span, strict=True)}


@pytest.fixture
def entered(cast):
    return cast.client("wang"), reverse("holidays_enter", args=[YEAR])


def test_a_notice_is_entered_as_it_reads_and_counts_from_then_on(entered):
    client, address = entered
    assert "春节" in client.get(address).content.decode()
    answer = client.post(address, form([("元旦", "2028-01-01", "2028-01-03"), ("清明节", "", ""),
                                        ("春节", "2028-01-25", "2028-01-31")], "1月22日（星期六）、2028-02-05。"), follow=True)
    assert "已录入2028年的节假日" in answer.content.decode()
    assert notice(YEAR) == ([("元旦", date(2028, 1, 1), date(2028, 1, 3)), ("春节", date(2028, 1, 25), date(2028, 1, 31))],
                            [date(2028, 1, 22), date(2028, 2, 5)])
    assert add_days(date(2028, 1, 21), 2, working=True) == date(2028, 1, 24)
    page = client.get(address).content.decode()
    assert "2028-01-22、2028-02-05" in page, "the form stands as it was entered"
    assert "2028-01-25" in page
    client.post(address, form([("元旦", "2028-01-01", "2028-01-01")]))
    assert notice(YEAR) == ([("元旦", date(2028, 1, 1), date(2028, 1, 1))], [])


@pytest.mark.parametrize(("spans", "worked", "words"), [
    ([("元旦", "2028-01-01", "")], "", "请填写放假止日"), ([("元旦", "", "2028-01-01")], "", "请填写放假起日"),
    ([("", "2028-01-01", "2028-01-01")], "", "请填写节日名称"), ([("元旦", "2028-01-03", "2028-01-01")], "", "先起后止"),
    ([("元旦", "2027-12-31", "2028-01-01")], "", "这一年之内"), ([("元旦", "", "")], "", "每一段假期"),
    ([("元旦", "2028-01-01", "2028-01-01")], "1月5日", "周六或周日"),
    ([("元旦", "2028-01-01", "2028-01-01")], "下周六", "不是有效日期")])
def test_what_is_no_notice_is_told_and_kept_on_the_page(entered, spans, worked, words):
    client, address = entered
    answer = client.post(address, form(spans, worked))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "还没有保存" in page
    assert not worked or worked in page
    assert notice(YEAR) == ([], [])


def test_who_may_and_which_years(cast, entered):
    client, address = entered
    assert cast.client("li").get(reverse("holidays")).status_code == 200
    assert cast.client("li").get(address).status_code == 403
    assert client.get(reverse("holidays_enter", args=[1200])).status_code == 404
    listed = client.get(reverse("holidays")).content.decode()
    assert "录入2027年" in listed
    assert "2010" in listed
