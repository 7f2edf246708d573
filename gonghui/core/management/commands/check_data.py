"""`manage.py check_data`: proves for any database what only some databases enforce."""
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gonghui.core.county import DATA_CHECKS, County


class Command(BaseCommand):
    help = "核对各县的数据：记录不串县、审计记录、附件，以及各部分自己声明的核对。"

    def handle(self, **options):
        faults = 0
        for county in County.objects.order_by("pk"):
            for check in DATA_CHECKS:
                for sentence in check(county):
                    faults += 1
                    self.stdout.write(f"{county}: {sentence}")
        if faults:
            raise CommandError(_("%s 处有问题，见上。") % faults)
        self.stdout.write(_("%(counties)s 个县的数据经 %(checks)s 项检查，没有问题。") % {
            "counties": County.objects.count(), "checks": len(DATA_CHECKS)})
