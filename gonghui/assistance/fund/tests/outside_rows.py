"""How a row of 张干事's township is made, for each kind of row that an address of this section names."""
from gonghui.assistance.fund.models import Allocation, BankResult, Decision, PayLine, PayRun, Posting, SettingAside
from gonghui.testing import FOUNDED


def _decision(cast):
    return Decision.objects.create(county=cast.county, org=cast.zhang_town, body="委员会", held_on=FOUNDED, subject="慰问")


def _allocation(cast):
    return Allocation.objects.create(county=cast.county, org=cast.zhang_town, source="5", purpose="慰问", amount=100,
                                     valid_from=FOUNDED, decision=_decision(cast))


def _posting(cast):
    return Posting.objects.create(county=cast.county, allocation=_allocation(cast), kind="receive", out_of="source",
                                  into="available", fen=100, on=FOUNDED)


def _run(cast):
    return PayRun.objects.create(county=cast.county, org=cast.zhang_town, title="渭津镇慰问", programme="warmth")


def _line(cast):
    return PayLine.objects.create(county=cast.county, run=_run(cast), number=1, payee="钱立本", amount=100)


def _result(cast):
    return BankResult.objects.create(county=cast.county, run=_run(cast), name="结果.csv", digest="0" * 64)


def _aside(cast):
    source = _allocation(cast)
    return SettingAside.objects.create(county=cast.county, org=cast.zhang_town, allocation=source,
                                       decision=source.decision, purpose="救灾", programme="disaster", amount=100)


ROWS = {
    "fund.SettingAside": _aside,
    "fund.Decision": _decision, "fund.Allocation": _allocation, "fund.Posting": _posting, "fund.PayRun": _run,
    "fund.PayLine": _line, "fund.BankResult": _result,
}
