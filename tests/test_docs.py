"""The manual is drawn from the program and up to date; the guide names what stands on the screen, and links lead on."""
import re
from functools import cache
from itertools import chain

import polib
import pytest
from django.core.management import get_commands, load_command_class

from gonghui.core.cleaning import Refused, text
from gonghui.core.figures import FIGURES
from gonghui.core.jobs.running import CHORES
from gonghui.core.rosters import ROSTERS
from gonghui.core.standards import KEYS
from gonghui.registry.posts.roles import PERMISSIONS
from gonghui.shell import manual
from gonghui.shell.manual import cells, commands, sections
from gonghui.shell.manual.sentences import left_open
from tests.tree import ROOT, files, modules
from tests.tree import text as source

DOCS = ROOT / "docs"
READ = re.compile(r"environ(?:\.get)?[\[(]\s*\"(\w+)\"")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
ON_SCREEN = re.compile(r"\*\*([^*]+)\*\*")
QUOTED = re.compile("“([^”]+)”")
PAGES = manual.pages()
GUIDE = sorted(path.name for path in (DOCS / "guide").glob("*.md"))


@cache
def sentences():
    """Everything that the program can say, its facts left open."""
    catalogues = (ROOT / "gonghui" / "locale").rglob("*.po")
    return {left_open(entry.msgid) for path in catalogues for entry in polib.pofile(str(path))}


def test_the_manual_is_as_the_program_says():
    there = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "manual").glob("*.md")}
    stale = [name for name in sorted(there.keys() | PAGES.keys()) if there.get(name) != PAGES.get(name)]
    assert stale == [], "run make manual"


def test_every_declaration_stands_in_the_manual():
    declared = {"figures.md": FIGURES, "standards.md": KEYS, "rights.md": PERMISSIONS}
    missing = [code for page, codes in declared.items() for code in codes if f"`{code}`" not in PAGES[page]]
    missing += [roster.label for roster in ROSTERS.values() if f"## {roster.label}" not in PAGES["rosters.md"]]
    assert missing == []


def test_every_step_stands_in_the_manual():
    steps = [(model, step) for model in sections.models_with("flow") for step in model.flow.steps.values()]
    assert [step.name for _model, step in steps if f"| {step.label} |" not in PAGES["flows.md"]] == []
    assert [step.name for _model, step in steps if step.permission not in PERMISSIONS] == []


def test_every_setting_that_is_read_stands_in_the_manual():
    read = set(chain.from_iterable(READ.findall(source(path)) for path in modules()))
    assert read == commands.ENVIRONMENT.keys()


def test_every_command_says_what_it_is_for():
    for name in commands.own_commands():
        command = load_command_class(get_commands()[name], name)
        assert command.help, name
        assert [action.dest for action in command.create_parser("manage.py", name)._actions if not action.help] == []


def test_every_chore_stands_in_the_manual():
    assert {chore.__name__ for _every, chore in CHORES} == commands.DAILY.keys()


@pytest.mark.parametrize("clean", cells.HOW, ids=lambda clean: clean.__name__)
def test_an_example_of_the_manual_is_taken(clean):
    _how, examples = cells.HOW[clean]
    for example in examples.split("、"):
        try:
            assert clean(text(example)) is not None
        except Refused as why:
            pytest.fail(f"{example}: {why}")


@pytest.mark.parametrize("path", [path for path in files() if path.suffix == ".md"], ids=str)
def test_links_lead_somewhere(path):
    links = [link for link in LINK.findall(source(path)) if "://" not in link]
    assert [link for link in links if not (ROOT / path.parent / link).exists()] == []


def test_every_page_of_the_guide_is_listed():
    listed = set(LINK.findall((DOCS / "guide" / "README.md").read_text(encoding="utf-8")))
    assert set(GUIDE) - listed == {"README.md"}


@pytest.mark.parametrize("name", [name for name in GUIDE if name != "README.md"])
def test_the_guide_calls_things_as_the_screen_does(name):
    """What stands in bold is a word on the screen: a sentence of the program, or the beginning of one."""
    said = ON_SCREEN.findall((DOCS / "guide" / name).read_text(encoding="utf-8"))
    assert sorted({word for word in said if word not in sentences()}) == []


def test_the_guide_quotes_what_the_program_says():
    lines = (DOCS / "guide" / "trouble.md").read_text(encoding="utf-8").splitlines()
    quoted = [word for line in lines if line.startswith("| “") for word in QUOTED.findall(line.split("|")[1])]
    assert quoted
    assert [word for word in quoted if not any(word in sentence for sentence in sentences())] == []
