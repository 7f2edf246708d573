"""How many households are on file, who came on it and who left it, and why they are in hardship."""
from django.utils.translation import gettext_lazy as _

from gonghui.core.figures import figure

from .models import Span, Standing

READS = ["hardship.Span.first_on", "hardship.Span.last_on"]
COLUMNS = ("file", "category", "cause", "first_on", "last_on")
DIMENSIONS = {"category": "category", "cause": "cause", "level": "file__level"}


@figure("hardship.on_file", label=_("在档困难职工"), unit=_("人"), concept="AID01", columns=COLUMNS, stock=True,
        dimensions=DIMENSIONS, reads=READS)
def on_file(period):
    """期末在档的困难职工，一户一档，每档计困难职工本人一人：按批准建档和出档的日期认定，期末当天已出档的不计，正在申请、
    公示和暂未批准的不计；家庭其他成员不计。返困重新建档的，自重新批准之日起计。"""
    return Span.objects.on(period.last)


def _decided(period, *acts):
    return Standing.objects.filter(on__range=period.days, act__in=acts)


DECIDED = ("file", "act", "on", "category")
ON, BY = ["hardship.Standing.on"], {"category": "category"}


@figure("hardship.filed", label=_("新建困难职工档案"), unit=_("户"), columns=DECIDED, reads=ON, dimensions=BY)
def filed(period):
    """期内批准建档的户数，返困重新批准的也计；未获批准、仍在公示的不计，类别调整不计。"""
    return _decided(period, "approve")


@figure("hardship.relieved", label=_("脱困困难职工"), unit=_("户"), columns=DECIDED, reads=ON, dimensions=BY)
def relieved(period):
    """期内办理脱困的户数；退出、注销的不计。"""
    return _decided(period, "relieve")


@figure("hardship.ended", label=_("出档困难职工"), unit=_("户"), columns=DECIDED, reads=ON, dimensions={"act": "act"})
def ended(period):
    """期内出档的户数：脱困、退出和注销。"""
    return _decided(period, "relieve", "leave", "cancel")


@figure("hardship.reviewed", label=_("复核困难职工档案"), unit=_("户"), columns=DECIDED, reads=ON, distinct="file_id")
def reviewed(period):
    """期内办理过年度复核或调整类别的档案，一档几次只计一次。"""
    return _decided(period, "review", "reclass")
