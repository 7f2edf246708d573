"""`manage.py verify_audit`: names the first broken place of each county's audit trail."""
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gonghui.core import audit
from gonghui.core.audit.sealing import trail_whole
from gonghui.core.county import County


class Command(BaseCommand):
    help = "用封条核对审计记录；也可以用印在文件上的封条核对。"

    def add_arguments(self, parser):
        parser.add_argument("--county", type=int, help="一个县的编号；不写时核对所有的县")
        parser.add_argument("--seal", default="", metavar="NUMBER:LINK", help="印在文件末尾的封条")

    def handle(self, *, county, seal, **options):
        counties = County.objects.order_by("pk")
        counties = list(counties.filter(pk=county) if county else counties)
        if seal and len(counties) != 1:
            raise CommandError(_("文件上的封条属于一个县，请用 --county 写明县的编号。"))
        broken = False
        for one in counties:
            faults = list(trail_whole(one, seal))
            broken = broken or bool(faults)
            for said in faults or [self._whole(one)]:
                self.stdout.write(f"{one}: {said}")
        if broken:
            raise CommandError(_("审计记录有断裂，见上。请保留现场，与备份核对。"))

    def _whole(self, county):
        return _("审计记录完整；最近一枚封条 %(seal)s，待封 %(waiting)s 条。") % {
            "seal": audit.last_seal(county) or _("（无）"), "waiting": audit.unsealed(county)}
