"""How long `make run` takes until the first answer, and what the program then keeps in memory, idle.

Setting up is measured as it is when everything is installed; the first start makes the demonstration county.
"""
import subprocess
import sys
import tempfile
import time

from benches import _served
from benches._served import Browser, said


def started(environment):
    """(seconds until the sign-in page came, MiB of the server, MiB of its worker) of one start, then ended."""
    port, began = _served.free_port(), time.perf_counter()
    subprocess.run([sys.executable, "ops/setup.py"], cwd=_served.ROOT, check=True, capture_output=True)
    with _served.running([sys.executable, "manage.py", "run", "--port", str(port)], port, cwd=_served.ROOT,
                         env=environment) as process:
        status, _page = Browser(port).ask("/account/login/")
        seconds = time.perf_counter() - began
        if status != 200:
            raise SystemExit(f"the sign-in page answered {status}")
        time.sleep(5)  # the worker has done its first chores
        server, worker = _served.family(process.pid)[:2]
        return seconds, _served.memory(server), _served.memory(worker)


def main():
    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as folder:
        environment = _served.environment(folder, "")
        first, *_memory = started(environment)
        said("first start, with the demonstration county to make", first, "s", "<= 300")
        again, server, worker = started(environment)
        said("each later start", again, "s", "<= 10")
        said("server's memory, idle", server, "MiB")
        said("worker's memory, idle", worker, "MiB")


if __name__ == "__main__":
    main()
