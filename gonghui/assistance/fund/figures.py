"""What money comes to: received, committed and paid in a period, available at its end; from the ledger's entries."""
from django.db.models import BigIntegerField, Case, F, Q, Sum, When
from django.utils.translation import gettext_lazy as _

from gonghui.core.figures import figure

from . import rules
from .models import Posting, SettingAside

COLUMNS = ("allocation", "kind", "fen", "on", "programme", "note")
SOURCE, PROGRAMME = {"source": "allocation__source"}, {"programme": "programme"}
ON = "fund.Posting.on"


def _moved(period, account):
    """The entries of a period that touch an account, with `sum`: what came in, or less what went out."""
    rows = Posting.objects.filter(on__range=period.days).filter(Q(into=account) | Q(out_of=account))
    return rows.annotate(sum=_signed(account))


def _signed(account):
    return Case(When(into=account, then=F("fen")), default=-F("fen"), output_field=BigIntegerField())


@figure("fund.received", label=_("帮扶资金收入"), unit=_("元"), columns=COLUMNS, dimensions=SOURCE, reads=[ON],
        measure=Sum("sum"))
def received(period):
    """到账日期在期内的各项帮扶资金之和；期内撤回或结余缴回的从中减去，还没有批准入账的不计。"""
    rows = Posting.objects.filter(on__range=period.days, kind__in=["receive", "give_back", "correct"])
    return rows.annotate(sum=_signed(rules.AVAILABLE))


@figure("fund.committed", label=_("批准发放的资金"), unit=_("元"), columns=COLUMNS, dimensions=SOURCE | PROGRAMME,
        reads=[ON], measure=Sum("sum"))
def committed(period):
    """批准日期在期内的发放批次的金额之和；期内退回可用的从中减去，已批准尚未送到本人手中的也计。"""
    rows = Posting.objects.filter(on__range=period.days, kind__in=["commit", "release"])
    return rows.annotate(sum=_signed(rules.COMMITTED))


@figure("fund.paid", label=_("发放帮扶资金"), unit=_("元"), columns=COLUMNS, dimensions=SOURCE | PROGRAMME, reads=[ON],
        measure=Sum("sum"))
def paid(period):
    """银行办妥日期在期内的发放金额之和；期内退票的从中减去，重发成功的再计一次；批准后还没有发放的不计。"""
    return _moved(period, rules.PAID)


@figure("fund.available", label=_("帮扶资金可用余额"), unit=_("元"), columns=COLUMNS, dimensions=SOURCE, reads=[ON],
        measure=Sum("sum"), stock=True)
def available(period):
    """期末当天各项帮扶资金的可用余额：到账的减去已批准发放的、缴回的和更正的；退回可用的加回。"""
    rows = Posting.objects.filter(on__lte=period.last).filter(Q(into=rules.AVAILABLE) | Q(out_of=rules.AVAILABLE))
    return rows.annotate(sum=_signed(rules.AVAILABLE))


@figure("fund.payments", label=_("发放人次"), unit=_("人次"), columns=COLUMNS, dimensions=SOURCE | PROGRAMME, reads=[ON],
        measure=Sum("times"))
def payments(period):
    """期内银行办妥的发放笔数，一人领几次计几次；期内退票的一笔减一次，重发成功的再计一次。"""
    times = Case(When(kind="pay", then=1), default=-1, output_field=BigIntegerField())
    return Posting.objects.filter(on__range=period.days, kind__in=["pay", "return"]).annotate(times=times)


@figure("fund.set_aside", label=_("专项安排资金"), unit=_("元"), dimensions={"programme": "programme"}, measure=Sum("amount"),
        columns=("purpose", "programme", "amount", "approved_on", "left"), reads=["fund.SettingAside.approved_on"])
def set_aside(period):
    """批准日期在期内的专项安排的金额之和，按批准的金额计；实际发放的另计，后来没有用完退回的不减。"""
    return SettingAside.objects.filter(approved_on__range=period.days)
