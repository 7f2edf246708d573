"""A server as `make run` starts it, somebody who asks it for pages, and what its process used meanwhile."""
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import venv
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

ROOT = Path(__file__).resolve().parent.parent
BASELINE = Path(os.environ.get("GONGHUI_BASELINE")
                or ROOT.parent / "shared" / "bench" / "baseline_django_import_export")
TICK = os.sysconf("SC_CLK_TCK")
TOKEN = "a" * 32  # the form's and the cookie's: what matters to the server is that they agree


def said(what, value, unit, goal="", **more):
    """One result, as `ops/bench.py` reads it."""
    print(json.dumps({"what": what, "value": value, "unit": unit} | ({"goal": goal} if goal else {}) | more,
                     ensure_ascii=False), flush=True)


def environment(folder, address):
    """A data folder of its own, on SQLite or on the PostgreSQL at the address."""
    found = {**os.environ, "GONGHUI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "gonghui.settings"}
    found.pop("DATABASE_URL", None)
    return found | ({"DATABASE_URL": address} if address else {})


def made(environment, *numbers):
    """Makes the bench county (people, clerks, writes) there and returns what `_county` tells of it."""
    done = subprocess.run([sys.executable, "-m", "benches._county", *map(str, numbers)], cwd=ROOT, env=environment,
                          check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def family(pid):
    """A process and all that it has started, of those that run."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(child))]


def servers(pid, seconds=60):
    """The server's process and those beside it that answer too, without the worker; it is begun after them all."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        everyone = family(pid)
        works = [one for one in everyone if b"\0work\0" in Path(f"/proc/{one}/cmdline").read_bytes()]
        if works:
            return [one for one in everyone if one not in works]
        time.sleep(0.02)
    raise SystemExit("the worker did not start")


def cpu(pids, address=""):
    """Seconds of processor that processes have used; with those of the PostgreSQL server at an address."""
    if address:
        rows = Path(address.rpartition("=")[2]) / "rows" / "postmaster.pid"
        pids = [*pids, *family(rows.read_text().split()[0])]
    used = 0
    for pid in pids:
        used += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    return used / TICK


def memory(*pids):
    """MiB of processes, shared pages counted once among those who share them."""
    lines = [line for pid in pids for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()]
    return sum(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(command, port, **options):
    """A server's process and whatever it starts, from its first answer until the block ends."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
                               **options)
    try:
        wait(port, process)
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def wait(port, process, seconds=120):
    """Until the server takes connections."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as trial:
            if not trial.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.02)
    raise SystemExit("the server did not start")


@contextmanager
def ours(environment):
    """(port, pids) of the program's own server, with its worker beside it."""
    port = free_port()
    with running([sys.executable, "-c", f"from gonghui.shell import serving\nserving.serve({port})"], port, cwd=ROOT,
                 env=environment) as process:
        yield port, servers(process.pid)


class Browser:
    """One connection kept open, signed in by a cookie."""

    def __init__(self, port, session=""):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {"sessionid": session, "csrftoken": TOKEN} if session else {}

    def ask(self, address, form=None):
        """(status, text) of one request: a POST where there is a form."""
        said = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urlencode({"csrfmiddlewaretoken": self.cookies["csrftoken"]} | form)
            said["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self._answer("POST" if body else "GET", quote(address, safe="/?&=%"), body, said)
        text = answer.read().decode()
        for line in answer.msg.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text

    def _answer(self, method, address, body, said):
        """A server ends a connection that was idle for minutes: a page is then asked for anew, a form is not."""
        try:
            self.connection.request(method, address, body, said)
            return self.connection.getresponse()
        except http.client.RemoteDisconnected:
            if body:
                raise
            self.connection.close()
            return self._answer(method, address, body, said)


def usual(stack, folder, people, address=""):
    """(Browser, pids) of the usual Django admin over the same number of people, where that project is at hand."""
    python = ROOT / "build" / "baseline" / "bin" / "python"
    if not BASELINE.exists():
        return None
    if not python.exists():
        venv.create(python.parent.parent, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", BASELINE / "requirements.txt"], check=True)
    said = {**os.environ, "BASELINE_SQLITE": str(folder / "usual.sqlite3")}
    if address:
        said |= {"BASELINE_DB": "postgres", "PGHOST": address.rpartition("=")[2], "PGUSER": "gonghui"}
        tell(python, address, "CREATE DATABASE baseline")
    for command in (["migrate", "-v0"], ["seed", "--people", str(people)]):
        subprocess.run([python, "manage.py", *command], cwd=BASELINE, env=said, check=True, capture_output=True)
    if address:
        tell(python, address.replace("/postgres?", "/baseline?"), "VACUUM ANALYZE")
    port = free_port()
    command = [python.parent / "gunicorn", "-w1", "--threads", "8", "-b", f"127.0.0.1:{port}", "baseline.wsgi"]
    process = stack.enter_context(running(command, port, cwd=BASELINE, env=said))
    browser = Browser(port)
    token = re.search('csrfmiddlewaretoken" value="([^"]+)"', browser.ask("/admin/login/")[1])[1]
    browser.ask("/admin/login/", {"csrfmiddlewaretoken": token, "username": "admin", "password": "admin"})
    return browser, family(process.pid)


def tell(python, address, statement):
    """Has PostgreSQL do something that no transaction may hold."""
    program = "import psycopg, sys; psycopg.connect(sys.argv[1], autocommit=True).execute(sys.argv[2])"
    subprocess.run([python, "-c", program, address, statement], check=True)
