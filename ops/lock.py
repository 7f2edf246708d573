"""Remakes the lock files with hashes and without any address: requirements*.txt and package-lock.json."""
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# In this order: the tests' lock keeps to the versions of the program's.
LOCKS = ("requirements", "requirements-dev", "requirements-node")
PLAIN = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header")


def main():
    for name in LOCKS:
        subprocess.run([sys.executable, "-m", "uv", "pip", "compile", *PLAIN, "--quiet", *sys.argv[1:],
                        f"{name}.in", "--output-file", f"{name}.txt"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["npm", "install", "--package-lock-only", "--no-audit", "--no-fund"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
