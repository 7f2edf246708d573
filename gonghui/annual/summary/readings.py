"""读取总结: another year's or another county's summary, and what each figure found in it is held to count.

The reader proposes, a person confirms; only what was confirmed is compared across documents.
"""
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonghui.core import secrets
from gonghui.core.county import CountyKey, Record
from gonghui.core.periods import Period

from .reading.found import FIGURES, HELD

TEXT_LABEL = b"summary.reading.text"
OTHER = "OTHER"
TOLD = (*FIGURES, "event", "damaged")  # the rest is no figure: dates, names, headings, page numbers


class Readings(models.QuerySet):
    def tallied(self):
        """Each with `told`, how many figures it tells, and `sure`, how many of them were confirmed."""
        return self.annotate(told=models.Count("figures", models.Q(figures__kind__in=TOLD)),
                             sure=models.Count("figures", models.Q(figures__confirmed_at__isnull=False)))


class Reading(Record):
    """One summary as it was read: its text as it came, and the days its figures are held against."""

    org = CountyKey("orgs.Org", models.PROTECT, related_name="+", verbose_name=_("单位"))
    title = models.CharField(_("标题"), max_length=120)
    first = models.DateField(_("起"))
    last = models.DateField(_("止"))
    text_sealed = models.BinaryField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    ours = models.BooleanField(_("本单位的"), default=True)  # another office's is not held against our records

    scoped_by = "org"
    objects = Readings.as_manager()

    class Meta:
        verbose_name = _("读过的总结")
        constraints = [models.UniqueConstraint(fields=["county", "org", "digest"], name="reading_once")]
        ordering = ["-last", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("summary:reading_sheet", args=[self.pk])

    @property
    def period(self):
        return Period(self.first, self.last)

    @property
    def text(self):
        return secrets.unseal(bytes(self.text_sealed), TEXT_LABEL)


_TELLS, _SURE = models.Q(kind__in=TOLD), models.Q(confirmed_at__isnull=False)
WAYS = {  # of looking at what was found in a summary
    "figures": _TELLS,
    "waiting": _TELLS & ~_SURE,
    "confirmed": _SURE,
    "unknown": _TELLS & models.Q(proposals__0=OTHER),  # the reader found no concept
    "damaged": ~models.Q(damaged=""),
    "others": ~_TELLS,
}


class ReadFigures(models.QuerySet):
    def seen(self, way):
        return self.filter(WAYS[way])

    def tally(self):
        """{way of looking: how many}, in one query."""
        return self.aggregate(**{way: models.Count("pk", filter=rows) for way, rows in WAYS.items()})

    def comparable(self):
        """What a person confirmed to count something that records can hold: nothing else enters a comparison."""
        return self.filter(_SURE, kind__in=HELD).exclude(concept=OTHER)


class ReadFigure(Record):
    """One place in a summary that tells a number: what was understood of it, and what a person confirmed."""

    class Kind(models.TextChoices):
        COUNT = "count", _("数量")
        MONEY = "money", _("金额")
        RATIO = "ratio", _("比率")
        RATE = "rate per head", _("人均")
        CHANGE = "change", _("增减")
        THRESHOLD = "threshold", _("界限")
        TARGET = "target", _("目标")
        FORECAST = "forecast", _("预计")
        DEADLINE = "deadline", _("期限")
        DURATION = "duration", _("时长")
        EVENT = "event", _("事项")
        DATE = "date", _("日期")
        NAME = "name", _("名称")
        HEADING = "heading", _("标题序号")
        PAGE = "page", _("页码")
        DAMAGED = "damaged", _("残缺")

    class Bound(models.TextChoices):
        EXACT = "exact", ""
        GE = "ge", _("不少于")
        LE = "le", _("不超过")
        APPROX = "approx", _("约")
        RANGE = "range", _("范围")

    reading = CountyKey(Reading, models.CASCADE, related_name="figures")
    org = CountyKey("orgs.Org", models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(_("原文"), max_length=80)
    value = models.DecimalField(_("数值"), max_digits=24, decimal_places=4, null=True)
    value_hi = models.DecimalField(_("上限"), max_digits=24, decimal_places=4, null=True)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    kind = models.CharField(_("性质"), max_length=20, choices=Kind)
    bound = models.CharField(_("界限"), max_length=10, choices=Bound, default=Bound.EXACT)
    phrase = models.CharField(_("所指"), max_length=200, blank=True)
    chapter = models.CharField(_("章节"), max_length=120, blank=True)
    proposals = models.JSONField(default=list)
    confident = models.BooleanField(default=False)
    damaged = models.CharField(max_length=120, blank=True)
    concept = models.CharField(_("口径"), max_length=10, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    scoped_by = "org"
    objects = ReadFigures.as_manager()

    class Meta:
        verbose_name = _("读出的数字")
        constraints = [models.UniqueConstraint(fields=["county", "reading", "place"], name="readfigure_place")]
        ordering = ["reading", "place"]

    def __str__(self):
        return f"{self.text} {self.phrase}"

    @property
    def is_figure(self):
        return self.kind in TOLD

    @property
    def standing(self):
        """How its mark in the text looks: none (no figure), sure (confirmed), damaged or waiting."""
        if not self.is_figure:
            return "none"
        return "sure" if self.confirmed_at else "damaged" if self.damaged else "waiting"

    @property
    def likely(self):
        """The concept a person confirmed, else the reader's first proposal ("" where it has none)."""
        return self.concept or (self.proposals[0] if self.proposals else "")
