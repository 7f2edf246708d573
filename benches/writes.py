"""What one write costs, and how long 50 clerks who write at once wait, on SQLite and on PostgreSQL.

`python -m benches.writes`. A write is a step of a record's flow with its audit entry and its figures' marks: an
activity is told to have been held, by the page's own form, on the server that `make run` starts. At first each clerk
writes his next one as soon as he has the answer, which no hand can; then one a second.
"""
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import nullcontext
from pathlib import Path

from benches import _served
from benches._served import Browser, said
from tests import postgres

CLERKS, EACH, ROUNDS, ALONE, PEOPLE = 50, 20, 3, 150, 2_000


def hold(browser, activity):
    """(seconds, fault) of one clerk's step; the fault is "" where the answer leads on to the activity's sheet."""
    began = time.perf_counter()
    status, text = browser.ask(f"/activities/{activity}/step/hold/", {"on": time.strftime("%Y-%m-%d"), "note": ""})
    browser.cookies.pop("messages", None)  # the sheet that the answer leads to shows them and empties the cookie
    return time.perf_counter() - began, "" if status == 302 else f"{status} {text[:300]}"


def taken(environment, ids):
    """What `_taking` tells of steps taken in its own process."""
    done = subprocess.run([sys.executable, "-m", "benches._taking"], cwd=_served.ROOT, env=environment, check=True,
                          input=json.dumps(ids), stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def alone(port, pids, session, ids, address=""):
    """Milliseconds of processor that a step of one clerk costs, nobody else being there: (of the server's process,
    with PostgreSQL's own beside it)."""
    browser = Browser(port, session)
    hold(browser, ids[0])
    before = _served.cpu(pids), _served.cpu(pids, address)
    faults = [fault for activity in ids[1:] if (fault := hold(browser, activity)[1])]
    if faults:
        raise SystemExit(faults[0])
    after = _served.cpu(pids), _served.cpu(pids, address)
    return tuple((one - other) / (len(ids) - 1) * 1000 for one, other in zip(after, before, strict=True))


def together(port, sessions, ids, pause=0):
    """(seconds of each write in rising order, faults, seconds over all): all clerks write, each his share, with a
    pause of so many seconds between two."""
    waits, faults, start = [], [], threading.Barrier(len(sessions) + 1)

    def clerk(session, mine):
        browser = Browser(port, session)
        browser.ask("/activities/")
        start.wait()
        for activity in mine:
            time.sleep(pause * random.uniform(0.5, 1.5))
            seconds, fault = hold(browser, activity)
            waits.append(seconds)
            faults.extend([fault] if fault else [])

    at_work = [threading.Thread(target=clerk, args=(session, ids[place::len(sessions)]))
               for place, session in enumerate(sessions)]
    for one in at_work:
        one.start()
    start.wait()
    began = time.perf_counter()
    for one in at_work:
        one.join()
    return sorted(waits), faults, time.perf_counter() - began


def judged(told, rounds):
    """Tells of the rounds of clerks who wrote together, by the middle one."""
    waits, _faults, seconds = sorted(rounds, key=lambda round: round[0][len(round[0]) * 95 // 100])[len(rounds) // 2]
    faults = [fault for _waits, faults, _seconds in rounds for fault in faults]
    said(f"{told}, half wait less than", waits[len(waits) // 2] * 1000, "ms")
    said(f"{told}, 95 of 100 wait less than", waits[len(waits) * 95 // 100] * 1000, "ms", "<= 500")
    said(f"{told}, the longest wait", waits[-1] * 1000, "ms")
    said(f"{told}, written", len(waits) / seconds, "writes/s", load=os.getloadavg()[0])
    said(f"{told}, faults", len(faults), "writes", "== 0", **({"first": faults[0]} if faults else {}))


def engine(name, folder, address=""):
    environment = _served.environment(folder, address)
    told = _served.made(environment, PEOPLE, CLERKS, CLERKS * EACH * (ROUNDS + 1) + 2 * ALONE)
    ids, shared = told["activities"], told["activities"][2 * ALONE:]
    said(f"{name}: one step in process", taken(environment, ids[:ALONE])["cost"], "ms CPU", "<= 15")
    with _served.ours(environment) as (port, pids):
        time.sleep(1)  # the worker has begun
        own, whole = alone(port, pids, told["clerks"][0], ids[ALONE:2 * ALONE], address)
        said(f"{name}: one step through the web", own, "ms CPU", "<= 15",
             **({"with database": whole} if address else {}))
        clerks, parts = told["clerks"], [shared[nth::ROUNDS + 1] for nth in range(ROUNDS + 1)]
        judged(f"{name}: {CLERKS} clerks at once", [together(port, clerks, part) for part in parts[1:]])
        judged(f"{name}: {CLERKS} clerks, a write a second each", [together(port, clerks, parts[0], pause=1)])
    kept = taken(environment, [])
    said(f"{name}: steps kept, each with its entry", min(kept["held"], kept["entries"]) / len(ids), "of all", "== 1")


def main():
    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as made:
        for name, server in (("sqlite", nullcontext("")), ("postgresql", postgres.server())):
            with server as address:
                engine(name, Path(made) / name, address)


if __name__ == "__main__":
    main()
