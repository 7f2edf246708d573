"""Who may import whom, what a rule may touch, and where rows, numbers and statuses come from."""
import ast
import sys

import pytest

from tests.tree import dotted, imports, modules, parsed

# A layer may import the layers before it. The five chapters stand side by side: none imports another.
LAYERS = ("core", "registry", "chapter", "annual", "shell")
CHAPTERS = {"innovation", "rights", "assistance", "organizing", "office"}
# Within a section a file may import those of its own rank or a lower one; other files are the section's own affair.
RANKS = {"rules": 0, "models": 1, "actions": 2, "figures": 2, "forms": 2, "rosters": 3, "views": 4, "urls": 5}
IMPURE = {"os", "io", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3", "subprocess", "tempfile",
          "threading", "time", "urllib"}


def layer(name):
    """(rank of the layer, its folder) of a module of ours; None for settings, urls and other top-level modules."""
    parts = name.split(".")
    if len(parts) < 2 or parts[0] != "gonghui":
        return None
    kind = "chapter" if parts[1] in CHAPTERS else parts[1]
    return (LAYERS.index(kind), parts[1]) if kind in LAYERS else None


def may_import(user, used):
    """Whether a module of one layer may import a module of another."""
    here, there = layer(user), layer(used)
    return here is None or there is None or here[1] == there[1] or here[0] > there[0]


@pytest.mark.parametrize(("user", "used", "allowed"), [
    ("gonghui.core.flow", "gonghui.registry.orgs.models.Org", False),
    ("gonghui.registry.orgs.models", "gonghui.core.county.CountyModel", True),
    ("gonghui.rights.contracts.models", "gonghui.assistance.hardship.models.File", False),
    ("gonghui.annual.summary.views", "gonghui.rights.contracts.models.Contract", True),
    ("gonghui.shell.views", "gonghui.annual.summary.models.Issue", True),
    ("gonghui.registry.people.models", "gonghui.shell.views.home", False),
])
def test_the_direction_is_as_the_design_says(user, used, allowed):
    assert may_import(user, used) is allowed


def test_no_layer_imports_a_later_one():
    wrong = [f"{path}:{line} imports {name}" for path in modules() for line, name in imports(path)
             if not may_import(dotted(path), name)]
    assert not wrong, "\n".join(wrong)


def test_inside_a_section_files_lean_one_way():
    wrong = []
    for path in modules():
        rank = RANKS.get(path.stem)
        if rank is None or len(path.parts) != 4:
            continue
        section = ".".join(path.parts[:-1])
        for line, name in imports(path):
            within = name.removeprefix(section + ".").split(".")[0] if name.startswith(section + ".") else ""
            if RANKS.get(within, rank) > rank:
                wrong.append(f"{path}:{line} imports {within}")
    assert not wrong, "\n".join(wrong)


def test_rules_import_only_the_standard_library():
    """Other rules count as such: they obey the same test."""
    wrong = [f"{path}:{line} imports {name}" for path in modules() if path.name == "rules.py"
             for line, name in imports(path)
             if "rules" not in name.split(".") and name.split(".")[0] not in sys.stdlib_module_names - IMPURE]
    assert not wrong, "\n".join(wrong)


def test_rules_ask_no_clock():
    wrong = [f"{path}:{node.lineno}" for path in modules() if path.name == "rules.py"
             for node in ast.walk(parsed(path))
             if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}]
    assert not wrong, "give the day as an argument: " + ", ".join(wrong)


def test_rows_are_reached_through_the_scope():
    managers = {"objects", "_default_manager", "_base_manager"}
    wrong = [f"{path}:{node.lineno}" for path in modules()
             if {path.stem, *path.parts} & {"views", "forms", "rosters"}
             and path.parts[1] != "core"
             for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute) and node.attr in managers]
    assert not wrong, "use scope.rows(Model): " + ", ".join(wrong)


def test_views_count_and_sum_nothing():
    """A number is declared once, as a figure."""
    wrong = []
    for path in modules():
        if path.name != "views.py":
            continue
        for node in ast.walk(parsed(path)):
            called = node.func if isinstance(node, ast.Call) else None
            rows = isinstance(called, ast.Attribute) and called.attr in {"count", "aggregate"} and not node.args
            if rows or (isinstance(called, ast.Name) and called.id == "sum"):
                wrong.append(f"{path}:{node.lineno}")
    assert not wrong, "declare a figure: " + ", ".join(wrong)


def test_nobody_assigns_a_status():
    """A change of status is a step of a Flow; the machinery's own tables (jobs, uploads) are its own affair."""
    wrong = []
    for path in modules():
        if path.parts[1] == "core":
            continue
        for node in ast.walk(parsed(path)):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            assigned = any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets)
            updated = (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                       and node.func.attr == "update" and any(word.arg == "status" for word in node.keywords))
            if assigned or updated:
                wrong.append(f"{path}:{node.lineno}")
    assert not wrong, "take a step: " + ", ".join(wrong)


def test_no_signals_and_no_catch_all_modules():
    names = {"services", "selectors", "utils", "helpers", "signals", "serializers", "managers", "constants"}
    wrong = [str(path) for path in modules() if path.stem in names or names & set(path.parts)]
    assert not wrong, ", ".join(wrong)
