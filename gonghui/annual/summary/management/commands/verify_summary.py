"""Holds an issued Word or PDF file against its issue, and the issue against the records of today."""
from django.core.management.base import BaseCommand, CommandError

from gonghui.annual.summary import verdicts
from gonghui.annual.summary.models import Issue
from gonghui.core.flow import Refused
from gonghui.core.scope import Scope
from gonghui.registry.orgs.models import OrgPlace


class Command(BaseCommand):
    help = "核对印发的总结：文件被改了哪里，记录与印发时有什么不同。有不同时退出码为 1。"

    def add_arguments(self, parser):
        parser.add_argument("file", help="本系统印发的 .docx 或 .pdf 文件")

    def handle(self, *, file, **options):
        try:
            issued = verdicts.find(file, Issue.objects.all())
            verdict = verdicts.verify(file, issued, _whole(issued.county_id))
        except (Refused, OSError) as why:
            raise CommandError(str(why)) from None
        self.stdout.write(f"{issued.number}　{issued.summary}　{issued.on}")
        for sentence in verdicts.sentences(verdict):
            self.stdout.write(sentence)
        if not verdict.clean:
            raise SystemExit(1)


def _whole(county_id):
    """The county, for a command that nobody signed in to."""
    top = OrgPlace.objects.filter(county_id=county_id, parent=None).order_by("-first").first()
    return Scope(county_id, top.org_id, top.path, whole=True)
