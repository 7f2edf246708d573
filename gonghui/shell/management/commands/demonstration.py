"""`manage.py demonstration`: makes the demonstration county in an empty data folder, and the sheets to try."""
from django.core.management import CommandError
from django.core.management.base import BaseCommand

from gonghui.core.county import County
from gonghui.shell.demonstration import folder, load


class Command(BaseCommand):
    help = "在还没有县的数据文件夹里生成示例县，并把示例表格写到一个文件夹。"

    def add_arguments(self, parser):
        parser.add_argument("--small", action="store_true", help="少生成一些2010年以前的会员")

    def handle(self, *, small, **options):
        if County.objects.exists():
            raise CommandError("这个数据文件夹里已经有一个县，不再生成示例数据。")
        self.stdout.write(f"示例表格已写入 {folder.write(load(small))}")
