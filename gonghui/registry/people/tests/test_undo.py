"""An import into a large registry is taken back at once: the database finds by index who points to a deleted row."""
import pytest
from django.db import models

from gonghui.registry.people.models import Membership, Person

KEYS = [relation.field for model in (Person, Membership) for relation in model._meta.related_objects]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.model._meta.label}.{key.name}")
def test_whoever_points_to_a_person_or_membership_is_found_by_index(key):
    meta = key.model._meta
    present = models.Q(**{f"{key.name}__isnull": False})  # an index of the rows that have the key serves as well
    indexes = [index.fields[0] for index in meta.indexes if index.fields and index.condition in (None, present)]
    assert key.db_index or key.unique or key.name in indexes
