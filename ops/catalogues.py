"""Compiles the translation catalogues that changed: `.po` files are kept, `.mo` files are made from them."""
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def stale():
    """The catalogues whose compiled form is missing or older."""
    for source in sorted((ROOT / "gonghui").rglob("LC_MESSAGES/*.po")):
        made = source.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < source.stat().st_mtime:
            yield source, made


def main():
    for source, made in stale():
        import polib

        polib.pofile(source).save_as_mofile(made)


if __name__ == "__main__":
    main()
