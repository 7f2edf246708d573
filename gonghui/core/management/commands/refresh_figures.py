"""`manage.py refresh_figures`: brings the summary table up to date without the worker."""
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from gonghui.core import figures
from gonghui.core.county import County


class Command(BaseCommand):
    help = "把各县过时的统计数字算到最新；改了口径后加 --all，全部重算。"

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="全部重算")

    def handle(self, **options):
        for county in County.objects.order_by("pk"):
            if options["all"]:
                figures.recount(county.pk)
            done = figures.refresh(county.pk)
            self.stdout.write(_("%(county)s：更新了 %(done)s 项汇总。") % {"county": county, "done": done})
