"""Scope: who may see which rows. One org and everything beneath it; a model that does not say how its rows
reach an org raises. Outside requests the scope is an argument, never a global.
"""
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied


def after(path):
    """The first text behind every path that begins with `path`: paths end in "/", and "0" follows "/"."""
    return path[:-1] + "0"


@dataclass(frozen=True)
class Scope:
    """What one account, acting in one post, works in: a county, an org's place in its tree today, its rights."""

    county_id: int
    org_id: UUID
    path: str  # today's place in the tree: "0001/", "0001/000C/"; of the top org: the whole county
    permissions: frozenset = field(default_factory=frozenset)
    account_id: int | None = None
    post_id: UUID | None = None
    whole: bool = False  # the top org's: every row of the county

    def can(self, permission):
        return permission in self.permissions

    def require(self, permission):
        """Raises PermissionDenied unless the post holds the permission."""
        if not self.can(permission):
            raise PermissionDenied(permission)

    def rows(self, model):
        """The rows of the model that this scope may see, as a queryset to go on with."""
        return self.narrow(model._default_manager.all())

    def narrow(self, rows):
        """The same queryset, cut to this scope. `scoped_by`: the lookup to an org's id; "" for a model whose
        rows are the county's own and shown to all its offices; a function of (rows, scope) for anything else."""
        model = rows.model
        scoped_by = getattr(model, "scoped_by", None)
        if scoped_by is None:
            raise ImproperlyConfigured(f"{model._meta.label} does not say how its rows reach an org (scoped_by)")
        rows = rows.filter(county_id=self.county_id)
        if callable(scoped_by):
            return scoped_by(rows, self)
        if scoped_by == "" or self.whole:
            return rows
        return rows.filter(**{f"{scoped_by}__in": self.org_ids()})

    def org_ids(self):
        """A subquery of the ids of this scope's orgs, by today's tree."""
        return self._org_ids

    @cached_property
    def _org_ids(self):
        return apps.get_model(settings.TREE_MODEL).ids_under(self.county_id, self.path)

    def covers(self, org_id):
        """Whether an org lies in this scope today."""
        return self.whole or self.org_ids().filter(org_id=org_id).exists()

    def at(self, org_id):
        """The same person's rights, narrowed to an org beneath; raises PermissionDenied for one that is not."""
        if org_id == self.org_id:
            return self
        path = self.org_ids().filter(org_id=org_id).values_list("path", flat=True).first()
        if path is None:
            raise PermissionDenied("org outside the scope")
        return replace(self, org_id=org_id, path=path, whole=False)
