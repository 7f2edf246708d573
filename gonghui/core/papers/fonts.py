"""Which type faces a PDF is set in: the ones the standard asks for where they are installed,
the open Noto faces otherwise. Nothing is ever left to a silent fallback."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst

from .layout import BIAOSONG, FANGSONG, HEITI, KAITI, SONGTI, Face

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
FOLDERS = (
    "noto-serif-sc/400Regular",
    "noto-serif-sc/700Bold",
    "noto-sans-sc/400Regular",
)
PACKAGES = Path("node_modules") / "@expo-google-fonts"
ROLES = {
    "body": (FANGSONG, SERIF),
    "kai": (KAITI, SERIF),
    "hei": (HEITI, SANS),
    "title": (BIAOSONG, SERIF),
    "song": (SONGTI, SERIF),
}


class FontsMissing(Exception):
    """The faces for PDF are not there; the message says how to get them."""


@dataclass(frozen=True)
class Faces:
    """The families a PDF is set in by role, and the folders they are read from."""

    families: dict[str, str]
    folders: tuple[Path, ...]

    def substituted(self) -> list[tuple[str, str]]:
        """The faces the standard asks for that are not installed, each with what stands in for it."""
        return [
            (face.names[0], self.families[role])
            for role, (face, _) in ROLES.items()
            if self.families[role] not in face.names
        ]


def find_fonts(root: Path) -> Path:
    """The folder of the Noto faces under the project's `root`.

    Raises FontsMissing, naming the packages to install, when one of them is absent.
    """
    folder = root / PACKAGES
    missing = [part for part in FOLDERS if not any((folder / part).glob("*.ttf"))]
    if missing:
        packages = " ".join(sorted({f"@expo-google-fonts/{part.split('/')[0]}" for part in missing}))
        raise FontsMissing(f"缺少排版 PDF 用的中文字体（{folder}）。请在程序目录运行：npm install {packages}")
    return folder


@lru_cache(maxsize=8)
def faces(fonts_dir: Path) -> Faces:
    """The faces to set a PDF in, from `find_fonts`'s folder and what is installed on this machine.

    Raises FontsMissing when the Noto faces cannot be read there.
    """
    folders = tuple(fonts_dir / part for part in FOLDERS)
    found = set(typst.Fonts(include_embedded_fonts=False, font_paths=list(folders)).families())
    if not {SERIF, SANS} <= found:
        raise FontsMissing(f"{fonts_dir} 中没有可用的字体 {SERIF} 和 {SANS}。请重新安装后再试。")
    families = {role: _first(face, found) or noto for role, (face, noto) in ROLES.items()}
    return Faces(families, folders)


def _first(face: Face, found: set[str]) -> str:
    return next((name for name in face.names if name in found), "")
