"""What was put before the public, and what the public said to it."""
from django.utils.translation import gettext_lazy as _

from gonghui.core.figures import figure

from .models import Notice, Objection


@figure("notices.posted", label=_("张贴公示"), unit=_("份"), columns=("title", "kind", "org", "posted_on", "ends_on"),
        dimensions={"kind": "kind"}, reads=["notices.Notice.posted_on"])
def posted(period):
    """张贴日期在期内的公示；拟稿没有张贴的不计，张贴后撤回的仍计。"""
    return Notice.objects.filter(posted_on__range=period.days)


@figure("notices.objections", label=_("收到公示异议"), unit=_("件"), columns=("line", "received_on", "status", "answered_on"),
        reads=["notices.Objection.received_on"])
def objections(period):
    """收到日期在期内的公示异议，不论是否成立、是否撤销。"""
    return Objection.objects.filter(received_on__range=period.days)
