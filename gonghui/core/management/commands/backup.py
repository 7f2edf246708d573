"""`manage.py backup`: the whole office in one archive, keys apart."""
import shutil
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gonghui.core import backup


class Command(BaseCommand):
    help = "把数据库和文件写进一个备份文件，附校验清单；密钥不在其中。"

    def add_arguments(self, parser):
        parser.add_argument("--to", default=settings.DATA_DIR / "backups", help="备份放在哪个文件夹")
        parser.add_argument("--keys-to", help="另一个文件夹：密钥文件的副本放在那里")

    def handle(self, *, to, keys_to, **options):
        if keys_to and Path(keys_to).resolve() == Path(to).resolve():
            raise CommandError(_("密钥不能和备份放在一起：谁拿到两样就能读出全部内容。请另选一个文件夹。"))
        path = backup.make(to)
        self.stdout.write(_("备份已写入 %(path)s（%(size)s 字节）。") % {"path": path, "size": f"{path.stat().st_size:,}"})
        if keys_to:
            Path(keys_to).mkdir(parents=True, exist_ok=True)
            copy = Path(shutil.copy2(settings.KEYS_FILE, keys_to))
            copy.chmod(0o600)
            self.stdout.write(_("密钥文件的副本已写入 %s，请与备份分开保管。") % copy)
