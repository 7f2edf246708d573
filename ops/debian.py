"""Brings the system programs that only the tests and benches use; as root it installs them, else it names them."""
import os
import shutil
import subprocess
import sys
from pathlib import Path


def missing():
    """The Debian packages whose programs this machine lacks."""
    programs = {"chromium": "chromium", "libreoffice-writer-nogui": "soffice", "poppler-utils": "pdftotext",
                "gettext": "xgettext"}
    wanted = [package for package, program in programs.items() if shutil.which(program) is None]
    if not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        wanted.append("postgresql")
    return wanted


def main():
    packages = missing()
    if not packages:
        return
    if os.geteuid() or shutil.which("apt-get") is None:
        sys.exit(f"The tests use programs that are not installed. As root: apt-get install {' '.join(packages)}")
    print(f"Installing {', '.join(packages)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-q", *command], env=quiet, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{done.stdout}{done.stderr}")


if __name__ == "__main__":
    main()
