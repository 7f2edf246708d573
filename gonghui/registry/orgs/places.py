"""The dated tree and the dated names: where a union stood and what it was called, and when."""
from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from gonghui.core.county import CountyKey, CountyModel, data_check
from gonghui.core.fields import Prefixed

EVER = date(1900, 1, 1)  # the first day of a place or name that has been so as long as the office knows


def lasting(day=None, first="first", last="last"):
    """Dated rows that hold on a day; without one, those that hold until further notice."""
    if day is None:
        return Q(**{f"{last}__isnull": True})
    return Q(Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": day}), **{f"{first}__lte": day})


class OrgPlace(CountyModel):
    """Where an org stood in the tree, and when. A move ends a place and begins another; none is rewritten."""

    org = CountyKey("orgs.Org", models.PROTECT, db_index=False, related_name="places", verbose_name=_("工会组织"))
    parent = CountyKey("orgs.Org", models.PROTECT, null=True, db_index=False, related_name="+", verbose_name=_("上级工会"))
    path = Prefixed(_("位置"), max_length=250)
    first = models.DateField(_("起"))
    last = models.DateField(_("止"), null=True)

    scoped_by = "org"

    class Meta:
        verbose_name = _("工会位置")
        constraints = [
            models.UniqueConstraint(fields=["county", "org"], name="one_open_place", condition=Q(last=None)),
            models.UniqueConstraint(fields=["county", "org", "first"], name="one_place_a_day"),
            models.CheckConstraint(name="place_days", condition=Q(last=None) | Q(last__gte=F("first"))),
        ]
        indexes = [
            models.Index(fields=["county", "path", "org"], name="place_open", condition=Q(last=None)),
            models.Index(fields=["county", "path", "first"], name="place_path"),
            models.Index(fields=["county", "parent", "first"], name="place_parent"),
        ]
        ordering = ["county", "path", "first"]

    def __str__(self):
        return self.path


@data_check
def one_place_a_day(county):
    """No union stands in two places on one day: else what is counted by the tree would count it twice."""
    later = OrgPlace.objects.filter(county_id=OuterRef("county_id"), org_id=OuterRef("org_id"),
                                    first__gt=OuterRef("first"))
    twice = OrgPlace.objects.filter(Exists(later.filter(first__lte=OuterRef("last"))) | Q(Exists(later), last=None),
                                    county=county)
    for place in twice.select_related("org").order_by("org__number", "first"):
        yield _("%(org)s自%(first)s起的位置与以后的位置重叠，请核对它的沿革。") % {"org": place.org, "first": place.first}


class OrgName(CountyModel):
    """A name an org bore, and when. Papers of the time bear it, so it still finds the org."""

    org = CountyKey("orgs.Org", models.PROTECT, db_index=False, related_name="names", verbose_name=_("工会组织"))
    name = Prefixed(_("名称"), max_length=80)
    first = models.DateField(_("起"))
    last = models.DateField(_("止"), null=True)
    document = models.CharField(_("更名文号"), max_length=60, blank=True)

    scoped_by = "org"

    class Meta:
        verbose_name = _("工会名称沿革")
        constraints = [
            models.UniqueConstraint(fields=["county", "org"], name="one_open_name", condition=Q(last=None)),
            models.CheckConstraint(name="name_days", condition=Q(last=None) | Q(last__gte=F("first"))),
        ]
        indexes = [models.Index(fields=["county", "name"], name="orgname_name")]
        ordering = ["county", "org", "first"]

    def __str__(self):
        return self.name
