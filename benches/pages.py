"""What a page costs the server at 100,000 people, on SQLite and on PostgreSQL, beside the usual Django admin.

`python -m benches.pages [PEOPLE]`. The server is the one that `make run` starts. Costs are milliseconds of processor
that its process used a request (and PostgreSQL's own, beside), medians of rounds in which all pages, and the usual
admin's, take turns.
"""
import json
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, nullcontext
from pathlib import Path
from statistics import median

from benches import _served
from benches._served import Browser, said
from tests import postgres

ROUNDS, ASKED = 3, 20
SEARCH = "/people/?org={town}&q=王"
USUAL = {"list with filter and name search": "/admin/registry/person/?township=东湖街道&q=王",
         "bare JSON view of the same": "/api/people?township=东湖街道&q=王"}
COUNTY = {
    "list with filter and name search": SEARCH, "list": "/people/", "pinyin": "/people/?q=wangjia",
    "initials": "/people/?q=wj", "last four digits": "/people/?q={last4}", "telephone": "/people/?q=138",
    "page 40": "/people/?page=40", "a township": "/people/?org={town}", "on the rolls": "/people/?standing=member",
    "who left": "/people/?standing=left", "women": "/people/?sex=女", "name, descending": "/people/?sort=-name",
    "search over all": "/search/?q=王", "a person": "/people/{person}/", "unions": "/orgs/",
    "activities": "/activities/", "home": "/", "townships side by side": "/townships/", "figures": "/figures/",
    "page of a figure": "/figures/people.members/", "its page 40": "/figures/people.members/?page=40",
}
SOME = ("list with filter and name search", "list", "pinyin", "last four digits", "page 40", "on the rolls", "women",
        "search over all", "a person", "home", "page of a figure")
NO_LIST = {"search over all", "a person", "home", "townships side by side", "figures", "page of a figure",
           "its page 40"}
GOALS = {"list with filter and name search": "<= 30"}


def pages(told):
    """{what: (who, address)} of all that is measured."""
    found = {f"{who}, {what}": (officer, address) for who, officer, addresses in (
        ("county", "wang", COUNTY), ("township", "town", {name: COUNTY[name] for name in SOME}),
        ("basic union", "chair", {name: COUNTY[name] for name in SOME})) for what, address in addresses.items()}
    return {what: (who, address.replace("?org={town}&", "?") if who == "chair" else address)
            for what, (who, address) in found.items()}


def cost(browser, pids, where, address=""):
    """Milliseconds of processor a request: (of the server's process, with PostgreSQL's own beside it)."""
    before = _served.cpu(pids), _served.cpu(pids, address)
    for _ in range(ASKED):
        status, _text = browser.ask(where)
        if status != 200:
            raise SystemExit(f"{where}: {status}")
    after = _served.cpu(pids), _served.cpu(pids, address)
    return tuple((one - other) / ASKED * 1000 for one, other in zip(after, before, strict=True))


def measured(asked, address=""):
    """{what: median costs}. asked: {what: (browser, pids, where)}; each is asked once before, which is not counted."""
    costs: dict = {what: [] for what in asked}
    for browser, _pids, where in asked.values():
        browser.ask(where)
    for _ in range(ROUNDS):
        for what, (browser, pids, where) in asked.items():
            costs[what].append(cost(browser, pids, where, address))
    return {what: tuple(map(median, zip(*seen, strict=True))) for what, seen in costs.items()}


def queries(environment, told):
    """{what: how many queries at a second look}."""
    addresses = {what: (told["sessions"][who], address.format(**told)) for what, (who, address) in pages(told).items()}
    done = subprocess.run([sys.executable, "-m", "benches._queries"], cwd=_served.ROOT, env=environment, check=True,
                          input=json.dumps(addresses), stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def engine(name, folder, people, address=""):
    environment = _served.environment(folder, address)
    told = _served.made(environment, people, 0, 50)
    counts = queries(environment, told)
    with ExitStack() as stack:
        began = time.perf_counter()
        port, pids = stack.enter_context(_served.ours(environment))
        said(f"{name}: from start to first answer, data at hand", time.perf_counter() - began, "s", "<= 10")
        time.sleep(1)  # the worker has begun
        said(f"{name}: server's memory before the first page", _served.memory(*pids), "MiB")
        browsers = {who: Browser(port, session) for who, session in told["sessions"].items()}
        asked = {what: (browsers[who], pids, where.format(**told)) for what, (who, where) in pages(told).items()}
        if usual := _served.usual(stack, folder, people, address):
            asked |= {f"usual admin, {what}": (*usual, where) for what, where in USUAL.items()}
        costs = measured(asked, address)
        for what, (own, whole) in costs.items():
            goal = GOALS.get(what.partition(", ")[2], "") if what in counts else ""
            more = {"queries": counts[what]} if what in counts else {}
            said(f"{name}: {what}", own, "ms CPU", goal, **more, **({"with database": whole} if address else {}))
        if usual:
            theirs, ours = (costs[f"{who}, {next(iter(USUAL))}"][1] for who in ("usual admin", "county"))
            said(f"{name}: usual admin's list costs", theirs / ours, "times")
        most = max(count for what, count in counts.items() if what.partition(", ")[2] not in NO_LIST)
        said(f"{name}: most queries of a list", most, "queries", "<= 12")
        said(f"{name}: server's memory after them", _served.memory(*pids), "MiB")


def main(people=100_000):
    with tempfile.TemporaryDirectory(prefix="gonghui-bench-") as made:
        for name, server in (("sqlite", nullcontext("")), ("postgresql", postgres.server())):
            with server as address:
                engine(name, Path(made) / name, people, address)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
