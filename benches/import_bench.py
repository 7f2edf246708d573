"""The member roster: speed, memory and truth of its import, on SQLite and on PostgreSQL, beside a usual importer.

`python -m benches.import_bench [ROWS]` prints a JSON object a line; `measure(rows)` returns them by name.
"""
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import venv
from contextlib import contextmanager, nullcontext
from pathlib import Path

from benches import _roster
from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
BASELINE = Path(os.environ.get("GONGHUI_BASELINE")
                or ROOT.parent / "shared" / "bench" / "baseline_django_import_export")
BASELINE_ROWS = 5_000
ENGLISH = ("name id_no sex birth_date ethnicity phone education politics native_place household union_code union_name "
           "township employer job joined_on status address bank bank_card").split()
GOALS = {
    "sqlite: import into an empty registry": ">= 8000", "postgresql: import into an empty registry": ">= 7000",
    "import again, nothing changes": ">= 12000", "peak memory of all processes": "<= 500",
    "spoilt rows named with their kind": "== 1", "rows refused that are good": "== 0",
    "good rows kept, each with membership and entry": "== 1", "changes made by importing again": "== 0",
    "longest save of another clerk meanwhile": "<= 0.5", "times the usual importer": ">= 15",
}


class Peak(threading.Thread):
    """The largest memory of a process and its children: proportional set size, shared pages counted once."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.most, self.over = pid, 0, threading.Event()

    def run(self):
        while not self.over.wait(0.1):
            self.most = max(self.most, sum(map(size, family(self.pid))))


def family(pid):
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in family(int(child)))]


def size(pid):
    """MiB of one process; nothing for one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)


@contextmanager
def clerk(environment, seconds):
    """Another clerk at work meanwhile; his saves are told at the end."""
    told = {}
    working = subprocess.Popen([sys.executable, "-m", "benches._clerk", str(seconds)], cwd=ROOT, env=environment,
                               stdout=subprocess.PIPE, text=True)
    yield told
    told |= json.loads(working.communicate()[0])


def engine(folder, rows, address):
    """Runs the measured program in a folder with roster.xlsx and bad.json, on one database; yields its lines."""
    environment = {**os.environ, "GONGHUI_DATA": str(folder / ("postgresql" if address else "sqlite"))}
    environment["DATABASE_URL"] = address
    running = subprocess.Popen(
        [sys.executable, "-m", "benches._import_run", str(folder / "roster.xlsx"), str(folder / "bad.json"), str(rows)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    peak = Peak(running.pid)
    peak.start()
    for line in running.stdout:
        yield json.loads(line)
    peak.over.set()
    if running.wait():
        raise SystemExit("the import failed")
    yield {"what": "peak memory of all processes", "value": peak.most, "unit": "MiB"}
    yield disturbed(environment, folder)


def disturbed(environment, folder):
    """Twenty thousand other people come in while a clerk saves: how long he waited."""
    program = ("import sys, pathlib, django; django.setup()\n"
               "from gonghui.core.rosters.run import start, take_in\n"
               "from gonghui.registry.posts.models import Post\n"
               "scope = Post.objects.get(account__name='王主席').scope()\n"
               "take_in(start(scope, 'people.members', 'other.xlsx', pathlib.Path(sys.argv[1]).read_bytes()), scope)")
    with clerk(environment, 14) as told:
        time.sleep(2)  # the clerk has signed in and begun to save
        subprocess.run([sys.executable, "-c", program, str(folder / "other.xlsx")], cwd=ROOT, check=True,
                       env={**environment, "DJANGO_SETTINGS_MODULE": "gonghui.settings"})
    return {"what": "longest save of another clerk meanwhile", "value": told["longest"], "unit": "s",
            "saves": told["saves"]}


def usual_importer(folder, address, seed):
    """Rows a second of the usual admin's validated import, where that project is at hand; None where not.

    It is run before and after ours, each time with other people, since a machine is not equally free all the time.
    """
    python = ROOT / "build" / "baseline" / "bin" / "python"
    if not BASELINE.exists():
        return None
    if not python.exists():
        venv.create(python.parent.parent, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", BASELINE / "requirements.txt"], check=True)
    sheet = folder / f"usual{seed}.xlsx"
    if not sheet.exists():
        _roster.write_xlsx(sheet, [cells for cells, _kind in _roster.rows(BASELINE_ROWS, seed=seed)], ENGLISH)
    environment = {**os.environ, "BASELINE_SQLITE": str(folder / "usual.sqlite3")}
    if address:
        environment |= {"BASELINE_DB": "postgres", "PGHOST": address.rpartition("=")[2], "PGUSER": "gonghui",
                        "PGDATABASE": "postgres"}
    for command in (["migrate", "-v0"], ["seed"]):
        subprocess.run([python, "manage.py", *command], cwd=BASELINE, env=environment, check=True, capture_output=True)
    began = time.perf_counter()
    subprocess.run([python, "manage.py", "import", "registry.resources.PersonResource", sheet, "--noinput"],
                   cwd=BASELINE, env=environment, check=True, capture_output=True)
    return BASELINE_ROWS / (time.perf_counter() - began)


def lines(rows):
    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as made:
        folder = Path(made)
        spoilt = write_sheets(folder, rows)
        (folder / "bad.json").write_text(json.dumps(spoilt))
        for name, server in (("sqlite", nullcontext("")), ("postgresql", postgres.server())):
            with server as address:
                before, told = usual_importer(folder, address, seed=1), {}
                for line in engine(folder, rows, address):
                    told[line["what"]] = line["value"]
                    yield judged(name, line)
                if before:
                    usual = (before + usual_importer(folder, address, seed=2)) / 2
                    times = told["import into an empty registry"] / usual
                    yield judged(name, {"what": "the usual importer", "value": usual, "unit": "rows/s"})
                    yield judged(name, {"what": "times the usual importer", "value": times, "unit": "times"})


def write_sheets(folder, rows):
    """Writes the roster, one row in a hundred spoilt, and that of other people; the places and kinds of the spoilt."""
    made = list(_roster.rows(rows, 0.01))
    _roster.write_xlsx(folder / "roster.xlsx", (cells for cells, _kind in made))
    _roster.write_xlsx(folder / "other.xlsx", (cells for cells, _kind in _roster.rows(20_000, seed=7)))
    return [{"row": at, "kind": kind} for at, (_cells, kind) in enumerate(made, 1) if kind]


def judged(name, line):
    """A line with its engine and, where there is one, its goal."""
    what = f"{name}: {line['what']}"
    goal = GOALS.get(what) or GOALS.get(line["what"])
    return {**line, "what": what} | ({"goal": goal} if goal else {})


def measure(rows=100_000):
    """{what: value} of everything measured."""
    return {line["what"]: line["value"] for line in lines(rows)}


if __name__ == "__main__":
    for told in lines(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000):
        print(json.dumps(told, ensure_ascii=False), flush=True)
