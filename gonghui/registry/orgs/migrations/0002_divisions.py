"""The divisions of the county and those above it, with the names they bore."""
from django.db import migrations

from gonghui.registry.orgs import divisions


def load(apps, editor):
    divisions.load(apps.get_model("core", "Division"), apps.get_model("core", "DivisionName"))


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial"), ("core", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
