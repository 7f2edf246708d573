"""Rights to the rest of the help for workers, and the auditor's to hardship files, for roles laid down before."""
from functools import partial

from django.db import migrations

from gonghui.registry.posts import roles

SECTIONS = ("hardship", "programmes", "disasters", "requests", "employment")


class Migration(migrations.Migration):
    dependencies = [("posts", "0005_fund")]
    operations = [migrations.RunPython(partial(roles.extend, section=section), migrations.RunPython.noop)
                  for section in SECTIONS]
