"""`manage.py manual`: writes the pages of the manual from what the program declares."""
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gonghui.shell import manual

FOLDER = settings.BASE_DIR / "docs" / "manual"


class Command(BaseCommand):
    help = "按程序里的说明重写手册（docs/manual）。"
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="不写，只看手册是不是最新的")

    def handle(self, *, check, **options):
        pages = manual.pages()
        stale = sorted({name for name, text in pages.items() if _there(name) != text} | _left_over(pages))
        if check and stale:
            raise CommandError(f"手册过时了：{'、'.join(stale)}。请运行 make manual。")
        if not check:
            _write(pages)
        self.stdout.write("手册是最新的。" if not stale else f"已更新：{'、'.join(stale)}")


def _there(name):
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else None


def _left_over(pages):
    """Pages of a former manual that nothing writes any more."""
    return {path.name for path in FOLDER.glob("*.md")} - pages.keys()


def _write(pages):
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in _left_over(pages):
        (FOLDER / name).unlink()
    for name, text in pages.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
