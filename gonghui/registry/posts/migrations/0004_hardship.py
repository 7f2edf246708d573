"""Rights to hardship files, for roles that were laid down before there were any."""
from functools import partial

from django.db import migrations

from gonghui.registry.posts import roles


class Migration(migrations.Migration):
    dependencies = [("posts", "0003_notices")]
    operations = [migrations.RunPython(partial(roles.extend, section="hardship"), migrations.RunPython.noop)]
