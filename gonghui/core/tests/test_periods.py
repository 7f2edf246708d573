"""Spans of days: their names, their months, the same a year earlier."""
from datetime import date

import pytest

from gonghui.core.periods import Period

SPAN = Period(date(2010, 1, 1), date(2010, 11, 11))


@pytest.mark.parametrize(("period", "grain", "said"), [
    (Period.month(2010, 12), "month", "2010年12月"),
    (Period.year(2010), "year", "2010年"),
    (Period.statistical(2010), "statistical", "2010统计年度（2009年10月1日至2010年9月30日）"),
    (SPAN, "", "2010年1月1日至2010年11月11日"),
    (Period.day(date(2010, 4, 30)), "", "2010年4月30日"),
])
def test_a_period_says_what_it_is(period, grain, said):
    assert (period.grain, str(period)) == (grain, said)


@pytest.mark.parametrize(("period", "months"), [
    (Period.month(2010, 2), 1), (Period.year(2010), 12), (Period.statistical(2010), 12), (SPAN, 0),
    (Period(date(2009, 12, 1), date(2010, 2, 28)), 3), (Period(date(2009, 12, 20), date(2010, 2, 28)), 0),
    (Period(date(2010, 3, 1), date(2010, 1, 31)), 0),
])
def test_whole_months_only(period, months):
    found = period.months
    assert len(found) == months
    assert not found or (found[0].first, found[-1].last) == period.days


@pytest.mark.parametrize(("period", "before"), [
    (Period.year(2010), Period.year(2009)),
    (Period.month(2012, 2), Period.month(2011, 2)),
    (Period.month(2013, 2), Period.month(2012, 2)),  # to the 29th: a month is compared with a month
    (Period.day(date(2012, 2, 29)), Period.day(date(2011, 2, 28))),
    (SPAN, Period(date(2009, 1, 1), date(2009, 11, 11))),
])
def test_the_same_a_year_earlier(period, before):
    assert period.year_before == before


def test_a_day_lies_within():
    assert date(2010, 11, 11) in SPAN
    assert date(2010, 11, 12) not in SPAN
    assert None not in SPAN
