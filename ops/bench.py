"""Runs the benches one after another, each in a process of its own, and prints what they measured.

A bench is a module in `benches/` that prints one JSON object a line:
{"what": "…", "value": 12345.6, "unit": "rows/s", "goal": ">= 8000"}; `goal` may be left out, other lines are
passed on. A file whose name begins with an underscore is shared by benches and is none itself.
`python ops/bench.py [NAME …]` runs only the named ones. The results are kept in build/bench.json.
"""
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "bench.json"


def reached(value, goal):
    """Whether a value keeps a goal such as ">= 8000" or "<= 0.5"."""
    sign, _, number = goal.partition(" ")
    return {">=": value >= float(number), "<=": value <= float(number), "==": value == float(number)}[sign]


def measure(name):
    """The lines that one bench printed; a bench that ends badly is a line that reaches nothing."""
    started = subprocess.Popen([sys.executable, "-m", f"benches.{name}"], cwd=ROOT, stdout=subprocess.PIPE, text=True,
                               env={**os.environ, "PYTHONUNBUFFERED": "1"})
    for line in started.stdout:
        if not line.startswith("{"):
            print(line, end="", flush=True)
            continue
        result = {"bench": name, **json.loads(line)}
        result["reached"] = reached(result["value"], result["goal"]) if "goal" in result else None
        print(sentence(result), flush=True)
        yield result
    if started.wait():
        yield {"bench": name, "what": "ended", "value": started.returncode, "unit": "exit code", "reached": False}


def sentence(result):
    mark = {True: "ok", False: "MISSED", None: ""}[result["reached"]]
    return f"{result['what']:<64} {result['value']:>14,.6g} {result['unit']:<10} {result.get('goal', ''):<12} {mark}"


def main(names):
    benches = sorted(path.stem for path in (ROOT / "benches").glob("[a-z]*.py"))
    unknown = set(names) - set(benches)
    if unknown:
        sys.exit(f"No such bench: {', '.join(sorted(unknown))}. There are: {', '.join(benches)}.")
    results = []
    for name in names or benches:
        print(f"\n{name}", flush=True)
        results += measure(name)
    RESULTS.parent.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
    RESULTS.write_text(json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine,
                                   "results": results}, ensure_ascii=False, indent=1), encoding="utf-8")
    missed = [result for result in results if result["reached"] is False]
    print(f"\n{len(results)} measured, {len(missed)} short of the goal: build/bench.json")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
