"""The roles that come with the program."""
from django.db import migrations

from gonghui.registry.posts import roles


def load(apps, editor):
    roles.load(apps.get_model("core", "Role"))


class Migration(migrations.Migration):
    dependencies = [("posts", "0001_initial"), ("core", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
