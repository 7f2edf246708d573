"""`manage.py restore ARCHIVE [--verify]`: into an empty place, or only to see that it could be."""
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gonghui.core import backup


class Command(BaseCommand):
    help = "把备份恢复到空的数据库和文件夹；加 --verify 只在临时的地方试一遍。"

    def add_arguments(self, parser):
        parser.add_argument("archive", type=Path, help="备份文件")
        parser.add_argument("--verify", action="store_true", help="恢复到临时的地方，核对后报告")

    def handle(self, *, archive, verify, **options):
        if verify:
            self._verify(archive.resolve())
        else:
            self._restore(archive)

    def _restore(self, archive):
        try:
            manifest = backup.restore(archive)
        except (backup.Unfit, zipfile.BadZipFile, OSError) as unfit:
            raise CommandError(str(unfit)) from unfit
        call_command("migrate", verbosity=0, skip_checks=True)
        rows = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(_("已恢复 %(tables)s 个表 %(rows)s 行、%(files)s 个文件（备份于 %(at)s）。") % {
            "tables": len(manifest["tables"]), "rows": rows, "files": len(manifest["files"]),
            "at": manifest["made_at"]})

    def _verify(self, archive):
        """A restore like any other, by this program started anew with an empty data folder and these keys."""
        with tempfile.TemporaryDirectory(prefix="gonghui-verify-") as folder:
            place = {**os.environ, "GONGHUI_DATA": folder, "GONGHUI_KEYS": str(settings.KEYS_FILE),
                     "DJANGO_SETTINGS_MODULE": "gonghui.settings", "PYTHONIOENCODING": "utf-8"}
            place.pop("DATABASE_URL", None)
            for command in (["restore", str(archive)], ["check_data"], ["verify_audit"]):
                done = subprocess.run([sys.executable, settings.BASE_DIR / "manage.py", *command, "--skip-checks"],
                                      env=place, capture_output=True, text=True, encoding="utf-8")
                self.stdout.write(done.stdout.strip())
                if done.returncode:
                    raise CommandError(_("备份不可用：%s") % done.stderr.strip().removeprefix("CommandError: "))
        self.stdout.write(_("备份可用：内容、条数、数据和审计记录都已核对。"))
