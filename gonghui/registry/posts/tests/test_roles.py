"""A section that is new to the program brings its rights to roles that an office has had for years."""
from django.apps import apps

from gonghui.core.accounts import Role
from gonghui.registry.posts import roles


def test_a_new_section_brings_its_rights_and_changes_nothing_else(county):
    Role.objects.filter(code="township_officer").update(permissions=["people.view"])
    Role.objects.create(code="own", name="本单位的角色", permissions=["people.view"], order=99)
    for _twice in range(2):
        roles.extend(apps, None, section="notices")
    held = dict(Role.objects.values_list("code", "permissions"))
    assert held["township_officer"] == ["people.view", "notices.view", "notices.edit"]
    assert held["own"] == ["people.view"]
