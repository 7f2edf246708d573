"""`manage.py refresh_figures`: brings the summary table up to date without the worker."""
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from gonghui.core import figures
from gonghui.core.county import County


class Command(BaseCommand):
    help = "Brings every county's stale figures up to date; with --all everything kept, after a change of definitions."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="reckon everything kept again")

    def handle(self, **options):
        for county in County.objects.order_by("pk"):
            if options["all"]:
                figures.recount(county.pk)
            done = figures.refresh(county.pk)
            self.stdout.write(_("%(county)s：更新了 %(done)s 项汇总。") % {"county": county, "done": done})
