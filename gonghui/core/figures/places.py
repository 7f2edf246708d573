"""The tree as figures see it: where each org stood on a day.

An org's place on a day is the one in force; after its last day (dissolved) the last one it had, before its first
day the first. So every org always has exactly one place, and the parts of a figure sum to the whole.
"""
from django.apps import apps
from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from ..scope import after


def place_model():
    """The table of dated places that stands beside the tree's model (OrgPlace beside Org)."""
    return apps.get_model(settings.TREE_MODEL + "Place")


def placed(county_id, day):
    """The places that count on a day, one an org: the latest begun by then, else the earliest of all."""
    places = place_model()._base_manager
    same = places.filter(county_id=county_id, org_id=OuterRef("org_id"))
    later = same.filter(first__gt=OuterRef("first"), first__lte=day)
    earlier = same.filter(first__lt=OuterRef("first"))
    begun = Q(first__lte=day) | ~Exists(earlier)
    return places.filter(begun, ~Exists(later), county_id=county_id).order_by()


def paths(county_id, day):
    """{org id: path} of all orgs of the county on a day."""
    return dict(placed(county_id, day).values_list("org_id", "path"))


def path_of(scope, day):
    """Where the scope's org stood on a day; "" for one that was never placed."""
    found = placed(scope.county_id, day).filter(org_id=scope.org_id).values_list("path", flat=True)
    return next(iter(found), "")


def orgs_under(county_id, path, day):
    """A subquery: ids of the orgs that stood at or beneath a path on a day."""
    return placed(county_id, day).filter(path__gte=path, path__lt=after(path)).values("org_id")


def moved_within(county_id, period):
    """Whether an org changed its place within the period, after its first day."""
    places = place_model()._base_manager
    earlier = places.filter(county_id=county_id, org_id=OuterRef("org_id"), first__lt=OuterRef("first"))
    return places.filter(Exists(earlier), county_id=county_id, first__gt=period.first, first__lte=period.last).exists()


def parts(path):
    """A path and its superiors', from the top: "1/2/3/" → "1/", "1/2/", "1/2/3/"."""
    steps = path.split("/")[:-1]
    return ["/".join(steps[:n + 1]) + "/" for n in range(len(steps))]


class Tree:
    """All orgs of a county on one day, with who stands above whom."""

    def __init__(self, county_id, day):
        self.paths = paths(county_id, day)
        self.orgs = {path: org for org, path in self.paths.items()}
        self.top = next((org for path, org in self.orgs.items() if path.count("/") == 1), None)
        self._above = {}

    def above(self, org_id):
        """The org and its superiors. The top org stands above all, also above an org without a place."""
        if org_id not in self._above:
            chain = {self.orgs[part] for part in parts(self.paths.get(org_id, "")) if part in self.orgs}
            self._above[org_id] = chain | {org_id} | ({self.top} if self.top else set())
        return self._above[org_id]

    def beneath(self, org_id):
        """The org's immediate inferiors that day, in the order of their paths."""
        path = self.paths.get(org_id)
        deep = path and path.count("/") + 1
        return [org for found, org in sorted(self.orgs.items())
                if path and found.startswith(path) and found.count("/") == deep]

    def child_of(self, org_id, under):
        """Which immediate inferior of `under` the org belongs to; `under` itself for its own rows."""
        path, top = self.paths.get(org_id, ""), self.paths.get(under, "")
        if not (top and path.startswith(top)) or path == top:
            return under
        return self.orgs.get(parts(path)[top.count("/")], under)
