"""The tables of the figures: values kept ready, what has made them stale, and which days are closed."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..county import CountyKey, CountyModel
from ..periods import Period


class Reckoning(CountyModel):
    """One figure over one month, calendar year or statistical year, reckoned for every org of the county at once:
    whole, or broken down by one dimension. It is kept ready from the first time anybody asks for it.

    `turn` grows each time it is flagged, so that a reckoning that began before does not lower the flag.
    """

    figure = models.CharField(_("指标"), max_length=80)
    dimension = models.CharField(_("分类"), max_length=40, default="")
    first = models.DateField(_("起"))
    last = models.DateField(_("止"))
    as_of = models.DateTimeField(_("截至"), null=True)  # null: asked for, not yet reckoned
    stale = models.BooleanField(default=True)  # something it reads was written since
    turn = models.PositiveIntegerField(default=0)

    scoped_by = ""

    class Meta:
        verbose_name = _("指标汇总")
        constraints = [models.UniqueConstraint(fields=["county", "figure", "dimension", "first", "last"],
                                               name="reckoning_once")]
        indexes = [models.Index(fields=["county", "last"], name="reckoning_stale", condition=models.Q(stale=True))]
        ordering = ["figure", "dimension", "first"]

    @property
    def period(self):
        return Period(self.first, self.last)


class FigureCell(CountyModel):
    """The value of a reckoning for an org with all beneath it; of one item where it is broken down.

    Money in fen, heads and counts as they are. Where the value is 0 there is no cell.
    """

    reckoning = CountyKey(Reckoning, models.CASCADE, db_index=False, related_name="cells")
    org = models.UUIDField(_("工会"))
    item = models.CharField(_("类别"), max_length=80, default="")
    value = models.BigIntegerField(_("数值"))

    scoped_by = "org"

    class Meta:
        verbose_name = _("指标数值")
        constraints = [models.UniqueConstraint(fields=["county", "reckoning", "org", "item"], name="cell_once")]


class Stale(CountyModel):
    """A mark that rows of a model were written: of which org (null: of any), over which days.

    Marks are only added, so that writers never wait for one another, and are removed when the reckonings they
    concern have been flagged; each call of `touched` leaves at most one an org.
    """

    model = models.CharField(max_length=60)
    org = models.UUIDField(null=True)
    first = models.DateField()
    last = models.DateField()

    scoped_by = "org"

    class Meta:
        verbose_name = _("待更新标记")
        indexes = [models.Index(fields=["county", "id"], name="stale_in_order")]


class Closing(CountyModel):
    """结账: every day up to `last` is closed; what is written there from now on is a correction."""

    last = models.DateField(_("截止日期"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, db_index=False, related_name="+",
                           verbose_name=_("办理人"))
    at = models.DateTimeField(_("办理时间"), auto_now_add=True)

    scoped_by = ""

    class Meta:
        verbose_name = _("结账")
        constraints = [models.UniqueConstraint(fields=["county", "last"], name="closing_once")]
        ordering = ["-last"]
