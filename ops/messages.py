"""Collects the Chinese sentences for the English catalogues: those marked in the source, and those declared.

What is new stands in the catalogues without English until somebody writes it; what is gone is taken out.
"""
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "gonghui" / "locale"
CATALOGUES = [LOCALE / "en" / "LC_MESSAGES" / "django.po", LOCALE / "declared" / "en" / "LC_MESSAGES" / "django.po"]


def collect_marked():
    """What `_()` and `{% translate %}` mark, by xgettext."""
    from django.core.management import call_command

    call_command("makemessages", locale=["en"], no_location=True, no_wrap=True, no_obsolete=True,
                 ignore_patterns=["build", "node_modules"])


def collect_declared(marked, catalogue):
    """What the program declares and no mark shows."""
    import polib

    from gonghui.shell.declared import declared

    elsewhere = {entry.msgid for entry in marked}
    wanted = {said: where for said, where in declared().items() if said not in elsewhere}
    for entry in [entry for entry in catalogue if entry.msgid not in wanted]:
        catalogue.remove(entry)
    there = {entry.msgid for entry in catalogue}
    catalogue.extend(polib.POEntry(msgid=said, comment=where) for said, where in wanted.items() if said not in there)


def main():
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonghui.settings")
    import django
    import polib
    from django.utils.translation import override

    django.setup()
    with override(None):
        collect_marked()
        marked, catalogue = (polib.pofile(str(path), wrapwidth=0) for path in CATALOGUES)
        collect_declared(marked, catalogue)
    for kept in (marked, catalogue):
        for dated in ("POT-Creation-Date", "PO-Revision-Date"):  # a date in every catalogue would differ on every run
            kept.metadata.pop(dated, None)
        kept.save()
    waiting = [entry.msgid for kept in (marked, catalogue) for entry in kept if not entry.translated()]
    print(f"{len(marked) + len(catalogue)} sentences, {len(waiting)} without English", *waiting, sep="\n  ")


if __name__ == "__main__":
    main()
