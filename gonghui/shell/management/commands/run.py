"""`manage.py run`: the demonstration county on this machine."""
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.management import CommandError, call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from gonghui.core.accounts import Account
from gonghui.core.county import County
from gonghui.shell import serving


class Command(BaseCommand):
    help = "启动示例县，显示网址和账号。"

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="端口")

    def handle(self, *, port, **options):
        serving.refuse_taken(port)
        serving.prepare()
        if County.objects.filter(demonstration=False).exists():
            raise CommandError(_("这个数据文件夹里是本单位的数据，不是示例。请用 manage.py office 启动。"))
        if not County.objects.exists() and "demonstration" in get_commands():
            self.stdout.write(_("正在生成示例县的数据，请稍候…"))
            call_command("demonstration")
        self._print_accounts()
        serving.serve(port)

    def _print_accounts(self):
        """The passwords are made here, at each install anew, and kept beside the data for the next start."""
        kept = settings.DATA_DIR / "accounts.txt"
        new = Account.objects.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX).order_by("pk")
        lines = [self._with_password(account) for account in new]
        if lines:
            kept.touch(mode=0o600)  # other accounts of this machine do not read it
            with kept.open("a", encoding="utf-8") as file:
                file.writelines(lines)
        if kept.exists():
            self.stdout.write("\n" + _("示例数据的账号（用户名  密码  姓名）：") + "\n" + kept.read_text(encoding="utf-8"))

    @transaction.atomic
    def _with_password(self, account):
        word = serving.password()
        account.set_password(word)
        account.save()
        return f"{account.username}  {word}  {account.name}\n"
