"""The tree as its tests see it: the files that are ours, parsed once."""
import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BINARY = {".png", ".jpg", ".woff2", ".ttf", ".mo", ".xls", ".xlsx", ".docx", ".pdf", ".gz"}


@cache
def files():
    """Every file that is or would be committed, as paths from the root."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(sorted(Path(name) for name in listed if (ROOT / name).is_file()))


@cache
def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def parsed(path):
    return ast.parse(text(path), str(path))


def written():
    """The files that a person reads: no locks, no pictures, no sheets."""
    return [path for path in files() if path.suffix not in BINARY and "lock" not in path.name
            and not (path.name.startswith("requirements") and path.suffix == ".txt")]


def modules(under="gonghui"):
    """The Python files of the program itself, without its tests and migrations."""
    return [path for path in files() if path.suffix == ".py" and path.parts[0] == under
            and not {"tests", "migrations"} & set(path.parts)]


def templates():
    return [path for path in files() if path.suffix == ".html" and path.parts[0] == "gonghui"]


def dotted(path):
    """The module name of a file: gonghui/core/scope.py → gonghui.core.scope."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path):
    """(line, full module name) of every import in a file, but those that are only for type checkers."""
    package = dotted(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    yield from _imports(parsed(path), package)


def _imports(node, package):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield child.lineno, alias.name
        elif isinstance(child, ast.ImportFrom):
            above = package[:len(package) - child.level + 1] if child.level else []
            module = ".".join([*above, *([child.module] if child.module else [])])
            for alias in child.names:
                yield child.lineno, f"{module}.{alias.name}"
        else:
            yield from _imports(child, package)
