"""`manage.py office`: a county of one's own, empty, in a data folder never mixed with the demonstration's."""
import os
import subprocess
import sys
from datetime import date

from django.conf import settings
from django.core.management import CommandError
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core.accounts import Account, Role
from gonghui.core.county import County, Division
from gonghui.core.scope import Scope
from gonghui.core.writing import write
from gonghui.registry.orgs.actions import open_county
from gonghui.registry.posts.models import Post
from gonghui.shell import serving

QUESTIONS = (
    ("division", gettext_lazy("县（市、区）的行政区划代码，六位：")),
    ("name", gettext_lazy("工会全称，如“东辽县总工会”：")),
    ("founded", gettext_lazy("成立日期，如 1985-03-01（不详可直接回车）：")),
    ("chair", gettext_lazy("主席姓名：")),
    ("username", gettext_lazy("主席登录用的用户名（字母和数字）：")),
)


class Command(BaseCommand):
    help = "在还没有县的数据文件夹里建立本单位（行政区划、名称、主席账号），并启动程序。"

    def add_arguments(self, parser):
        for name, question in QUESTIONS:
            parser.add_argument(f"--{name}", help=str(question).rstrip("："))
        parser.add_argument("--port", type=int, default=8000, help="端口")
        parser.add_argument("--only-make", action="store_true", help="只建立，不启动")

    def handle(self, *, port, only_make, **options):
        if "GONGHUI_DATA" not in os.environ:
            return self._in_own_folder()
        if not only_make:
            serving.refuse_taken(port)
        serving.prepare()
        if County.objects.filter(demonstration=True).exists():
            raise CommandError(_("%s 里是示例数据。请把 GONGHUI_DATA 设为另一个空文件夹。") % settings.DATA_DIR)
        if not County.objects.exists():
            self._make({name: options[name] if options[name] is not None else input(str(question)).strip()
                        for name, question in QUESTIONS})
        if not only_make:
            serving.serve(port)
        return None

    def _in_own_folder(self):
        """Starts over with the office's own folder: settings are read once a process."""
        folder = settings.BASE_DIR / "data" / "office"
        done = subprocess.run([sys.executable, *sys.argv], env={**os.environ, "GONGHUI_DATA": str(folder)})
        if done.returncode:
            raise SystemExit(done.returncode)

    @transaction.atomic
    def _make(self, said):
        division = Division.objects.filter(code=said["division"]).first()
        if division is None and not (said["division"].isdecimal() and len(said["division"]) == 6):
            raise CommandError(_("行政区划代码应为六位数字，如 220422。"))
        if not (said["name"] and said["chair"] and said["username"]):
            raise CommandError(_("工会全称、主席姓名和用户名都要填写。"))
        division = division or Division.objects.create(code=said["division"], name=said["name"].removesuffix("总工会"))
        try:
            founded = date.fromisoformat(said["founded"]) if said["founded"] else localdate()
        except ValueError:
            raise CommandError(_("成立日期请写成 1985-03-01 的样子。")) from None
        word = serving.password()
        chair = Account.objects.create_user(said["username"], word, name=said["chair"], password_given=True)
        county = County.objects.create(name=said["name"], division=division)
        org = open_county(county, said["name"], founded_on=founded, account_id=chair.pk)
        scope = Scope(county.pk, org.pk, "", account_id=chair.pk, whole=True)
        role = Role.objects.get(code="county_chair")
        write(Post(account=chair, org=org, role=role, first=min(founded, localdate())), scope=scope)
        self.stdout.write(_("%(county)s已建立。用户名 %(user)s，初始密码 %(word)s（首次登录须修改）。") % {
            "county": county.name, "user": chair.username, "word": word})
