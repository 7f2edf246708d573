"""Makes `.venv`, installs the locked packages, the front end and the catalogues: `python3 ops/setup.py [--dev]`.

Needs Python 3.11 and the package registries, nothing else; each part is skipped when its lock has not changed.
"""
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_venv():
    """An environment of the project's own, so that nothing else on the machine changes or is changed."""
    if PYTHON.exists():
        return
    print("Making .venv …", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True)
    if made.returncode:
        sys.exit(f"{made.stdout}{made.stderr}\nPython's venv module is needed; on Debian: apt-get install python3-venv")


def install(lock):
    """Installs what the lock file names, by its hashes, unless this very lock is already installed."""
    text = (ROOT / lock).read_bytes()
    stamp = VENV / f"{lock}.sha256"
    digest = hashlib.sha256(text).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    print(f"Installing {lock} …", flush=True)
    quiet = ["-qq", "--disable-pip-version-check", "--no-input"]
    subprocess.run([PYTHON, "-m", "pip", "install", *quiet, "--require-hashes", "-r", ROOT / lock], check=True)
    stamp.write_text(digest)


def main():
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words before anything fails
        sys.exit("Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 …")
    make_venv()
    install("requirements-dev.txt" if "--dev" in sys.argv[1:] else "requirements.txt")
    for part in ("frontend.py", "catalogues.py"):
        subprocess.run([PYTHON, ROOT / "ops" / part], check=True)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as failed:
        sys.exit(f"Set-up stopped: {failed}")
