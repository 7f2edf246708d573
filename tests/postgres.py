"""Runs a command on a PostgreSQL made for it: `python tests/postgres.py COMMAND …`.

The server comes from Debian's package, listens on a socket in a temporary folder only, gives up durability for
speed, and sorts text as a Chinese reader would, so that a prefix search that forgot its collation is found out.
"""
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

# Nothing here outlives the run, so nothing needs to reach the disk.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c max_connections=200"


def programs():
    """The newest installed server's folder of programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        sys.exit("PostgreSQL is not installed; on Debian: apt-get install postgresql (as root: make test does it)")
    return found[-1].parent


def plain_user():
    """subprocess arguments that leave root behind, since the server refuses to run as root."""
    if os.geteuid():
        return {}
    return {"user": "nobody", "group": "nogroup", "extra_groups": [], "cwd": "/"}


@contextmanager
def server():
    """The address (DATABASE_URL) of a fresh server that ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix="gonghui-pg-"))
    as_user = plain_user()
    if as_user:
        shutil.chown(folder, as_user["user"], as_user["group"])
    rows, bin_ = folder / "rows", programs()

    def run(*command):
        done = subprocess.run(command, capture_output=True, text=True, **as_user)
        if done.returncode:
            sys.exit(f"{done.stdout}{done.stderr}")

    run(bin_ / "initdb", "-D", rows, "-U", "gonghui", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions",
        "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh-Hans-CN")
    try:
        run(bin_ / "pg_ctl", "start", "-w", "-s", "-D", rows, "-l", folder / "log",
            "-o", f"-c listen_addresses='' -k {folder} {FAST}")
        yield f"postgresql://gonghui@/postgres?host={folder}"
    finally:
        subprocess.run([bin_ / "pg_ctl", "stop", "-s", "-m", "immediate", "-D", rows], check=False, **as_user)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    with server() as address:
        code = subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": address}).returncode
    sys.exit(code)
