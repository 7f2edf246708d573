"""What the money of the aid programmes costs, on SQLite and on PostgreSQL. `python -m benches.fund`."""
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from benches import _served
from tests import postgres


def main():
    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as made:
        for name, server in (("sqlite", nullcontext("")), ("postgresql", postgres.server())):
            with server as address:
                subprocess.run([sys.executable, "-m", "benches._fund"], cwd=_served.ROOT, check=True,
                               env=_served.environment(Path(made) / name, address))


if __name__ == "__main__":
    main()
