"""Rights to the aid funds, for roles that were laid down before there were any."""
from functools import partial

from django.db import migrations

from gonghui.registry.posts import roles


class Migration(migrations.Migration):
    dependencies = [("posts", "0004_hardship")]
    operations = [migrations.RunPython(partial(roles.extend, section="fund"), migrations.RunPython.noop)]
