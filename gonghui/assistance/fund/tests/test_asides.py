"""Money set aside for a flood before the households are known, then paid out of it."""
import re

import pytest
from django.urls import reverse

from gonghui.assistance.fund.models import SettingAside, money_adds_up, set_aside_adds_up
from gonghui.core.flow import Refused

from .made import DAY, asides, decided, money, paid, planned, taken


def stands(aside):
    aside.refresh_from_db()
    aside.allocation.refresh_from_db()
    return aside.left, aside.allocation.available, aside.allocation.committed, aside.allocation.paid


def test_a_flood_is_paid_out_of_what_was_set_aside(cast):
    aside = asides(cast, 2_000_00)
    assert stands(aside) == (2_000_00, 1_00, 2_000_00, 0)
    paid(cast, 3, programme="disaster", allocation=aside.allocation, aside=aside)
    assert stands(aside) == (500_00, 1_00, 500_00, 1_500_00)
    run = taken(cast, planned(cast, 2, programme="disaster", allocation=aside.allocation, aside=aside), "check")
    with pytest.raises(Refused, match=re.escape("未动用部分不足1,000.00元")):
        taken(cast, run, "approve")
    aside.refresh_from_db()
    aside.flow.take(aside, "end", scope=cast.qian, on=DAY, note="救助完毕")
    assert stands(aside) == (0, 501_00, 0, 1_500_00)
    assert not [*money_adds_up(cast.county), *set_aside_adds_up(cast.county)]


def test_a_run_and_what_it_draws_on_share_their_money(cast):
    run = planned(cast, 1, allocation=money(cast), aside=asides(cast, 2_000_00), programme="disaster")
    with pytest.raises(Refused, match="用同一笔资金"):
        taken(cast, taken(cast, run, "check"), "approve")


def test_four_eyes_and_enough_money(cast):
    aside = asides(cast, 2_000_00, upto="send_up")
    SettingAside.objects.filter(pk=aside.pk).update(amount=3_000_00)
    with pytest.raises(Refused, match="可用余额不足"):
        aside.flow.take(aside, "approve", scope=cast.qian, on=DAY)
    assert stands(aside) == (0, 2_001_00, 0, 0)


def test_what_is_left_and_was_tampered_with_is_named(cast):
    aside = asides(cast, 2_000_00)
    SettingAside.objects.filter(pk=aside.pk).update(left=5)
    assert "未动用金额与分录不符" in next(iter(set_aside_adds_up(cast.county)))


def test_its_pages(cast):
    client, source = cast.client("zhao"), money(cast)
    answer = client.post(reverse("fund:aside_add"), {
        "purpose": "七月洪灾救助", "programme": "disaster", "allocation": source.pk, "amount": "10000",
        "decision": decided(cast).pk, "org": cast.top.pk})
    assert answer.status_code == 302, answer.text
    aside = SettingAside.objects.get()
    client.post(reverse("fund:aside_step", args=[aside.pk, "send_up"]), {"on": DAY})
    cast.client("qian").post(reverse("fund:aside_step", args=[aside.pk, "approve"]), {"on": DAY})
    assert "10,000.00" in client.get(reverse("fund:aside_sheet", args=[aside.pk])).text
    assert "批准待发" in client.get(reverse("fund:aside_sheet", args=[aside.pk]) + "?tab=entries").text
    assert "七月洪灾救助" in client.get(reverse("fund:aside_list")).text
