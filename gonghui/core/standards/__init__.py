"""Standards: every threshold, rate, ceiling and deadline that the law or an office sets, dated and cited.

Code holds the key, never the number. History is not edited (the database refuses): a new value is a new row with its
own first day, and so is a correction; of two rows with the same first day the one entered later stands. A row with
neither number nor text says that from its first day nothing is set. A record keeps the row it was decided under.
"""
from itertools import groupby

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import audit
from ..county import County, Division
from .seeds import KEYS, SEEDS


class NotSet(ObjectDoesNotExist):
    """Nobody has set this standard for that day and place; the message says what the office must enter, and where."""


class Standard(models.Model):
    """One value of one key, from its first day on (to its last, where that was known from the start)."""

    key = models.CharField(gettext_lazy("项目"), max_length=60)
    value = models.DecimalField(gettext_lazy("数值"), max_digits=18, decimal_places=4, null=True, blank=True)
    text = models.CharField(gettext_lazy("文字"), max_length=200, blank=True)
    unit = models.CharField(gettext_lazy("单位"), max_length=20, blank=True)
    # Without a constraint: the values of the nation's law are laid down before any division is.
    division = models.ForeignKey(Division, models.DO_NOTHING, null=True, blank=True, db_constraint=False,
                                 related_name="+", verbose_name=gettext_lazy("适用地区"))
    first = models.DateField(gettext_lazy("起"))
    last = models.DateField(gettext_lazy("止"), null=True, blank=True)
    citation = models.CharField(gettext_lazy("依据（文件、文号、条款）"), max_length=200)
    verified = models.BooleanField(gettext_lazy("已与原文核对"), default=False)
    note = models.CharField(gettext_lazy("说明"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    at = models.DateTimeField(gettext_lazy("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = gettext_lazy("标准")
        indexes = [models.Index(fields=["key", "first"], name="standard_key")]
        ordering = ["key", "first", "id"]

    def __str__(self):
        return f"{self.label} {self.said}"

    def get_absolute_url(self):
        """Its line on the page of standards."""
        return f"{reverse('standards')}#{self.key}"

    @property
    def label(self):
        """What the key is called."""
        return KEYS[self.key].label if self.key in KEYS else self.key

    @property
    def number(self):
        """The value as an int where it is whole, else as a Decimal; None for a text."""
        if self.value is None:
            return None
        return int(self.value) if self.value == int(self.value) else self.value.normalize()

    @property
    def said(self):
        """The value as a person reads it: 25人, 2%, 1/3."""
        if self.text:
            return _(self.text)
        return _("不再执行") if self.value is None else f"{self.number}{self.unit and _(self.unit)}"

    def save(self, **options):
        if not self._state.adding:
            raise ValidationError(_("标准的历史不能改写，请按新的起始日期另录一条。"))
        super().save(**options)


def in_force(day, division="", **which):
    """{key: the standard in force on a day in a division}: that of the nearest in its chain (township → county →
    city → province → nation). `division`: a Division or its code; "" asks the nation's. `which`: a filter on keys."""
    chain = Division(code=getattr(division, "code", division)).chain if division else []
    places = [None, *reversed(chain)]
    rows = Standard.objects.filter(Q(division=None) | Q(division__in=chain), Q(last=None) | Q(last__gte=day),
                                   first__lte=day, **which).order_by("first", "id")
    newest = {(row.key, row.division_id): row for row in rows}
    nearest = {key: newest[key, place] for place in places for key, at_place in newest if at_place == place}
    return {key: row for key, row in nearest.items() if row.value is not None or row.text}


def at(key, day, division=""):
    """The standard of one key in force on a day in a division (see `in_force`). Raises NotSet."""
    if standard := in_force(day, division, key=key).get(key):
        return standard
    label = KEYS[key].label if key in KEYS else key
    raise NotSet(_("“%(label)s”在%(day)s没有可用的标准，请到“标准”页录入数值、起始日期和依据文件后再办理。") % {
        "label": label, "day": day})


def history(division):
    """{key: its standards, newest first} that hold, held or will hold in a county's division (a code): those of its
    superiors, its own, and those of the places beneath it."""
    chain = Division(code=division).chain
    near = Q(division=None) | Q(division__in=chain) | Q(division__code__startswith=division)
    rows = Standard.objects.filter(near).select_related("division", "by").order_by("key", "-first", "-id")
    return {key: list(same) for key, same in groupby(rows, key=lambda row: row.key)}


def unset(day, division=""):
    """The declared keys that have no value on a day: what the office still has to enter, as {key: Key}."""
    there = in_force(day, division)
    return {key: meaning for key, meaning in KEYS.items() if key not in there}


@transaction.atomic
def add(scope, standard):
    """Enters a new value; an office sets its own county's and what lies beneath. Raises ValidationError."""
    scope.require("standards.edit")
    county = County.objects.get(pk=scope.county_id).division_id
    if not (standard.division_id or "").startswith(county):
        raise ValidationError(_("只能录入本县（%s）及以下地区的标准；国家和省、市的标准随程序更新。") % county)
    standard.by_id = scope.account_id
    standard.full_clean(exclude=["division", "by"])
    standard.save()
    audit.record(scope, "add", model=Standard._meta.label_lower, on=standard.first, note=standard.citation,
                 details={"key": standard.key, "standard": standard.pk})
    return standard


def seed(using="default"):
    """Lays down the values that come with the program, where they are not there yet; called after every migrate."""
    there = set(Standard.objects.using(using).order_by("id").values_list("key", "division", "first"))
    Standard.objects.using(using).bulk_create(
        Standard(**row) for row in SEEDS if (row["key"], row["division_id"], row["first"]) not in there)


__all__ = ["KEYS", "SEEDS", "NotSet", "Standard", "add", "at", "history", "in_force", "seed", "unset"]
