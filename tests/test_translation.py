"""The English catalogue is complete, agrees with the Chinese, and no page in English falls back to Chinese."""
import ast
import re
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.db.models import CharField, TextField
from django.urls import reverse

from gonghui.shell.declared import declared
from tests.tree import modules, parsed

ROOT = Path(__file__).resolve().parent.parent / "gonghui" / "locale"
CATALOGUES = sorted(ROOT.rglob("LC_MESSAGES/*.po"))
HELD = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[\w.]*\}")
MARKS = {"_", "gettext", "gettext_lazy"}
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
QUOTED = re.compile(r"“[^”]*”|lang=\"zh[^<]*<svg.*?</svg>[^<]*")  # an example to write, the other language's own name


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_is_translated(path):
    entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_filled_in_agrees(path):
    for entry in polib.pofile(str(path)):
        for said in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            assert sorted(HELD.findall(said)) == sorted(HELD.findall(entry.msgid)), entry.msgid


def test_what_is_declared_is_translated():
    known = {entry.msgid for path in CATALOGUES for entry in polib.pofile(str(path))}
    assert [said for said in declared() if said not in known] == [], "run make messages"


def marked(path):
    """The sentences that a module marks for translation."""
    for node in ast.walk(parsed(path)):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in MARKS and node.args and isinstance(node.args[0], ast.Constant):
            yield node.args[0].value


def test_what_is_marked_is_collected():
    known = {entry.msgid for path in CATALOGUES for entry in polib.pofile(str(path))}
    found = {said for path in modules() for said in marked(path) if CHINESE.search(said)}
    assert sorted(found - known) == [], "run make messages"


PAGES = ["home", "people:list", "people:add", "orgs:list", "orgs:tree", "orgs:add", "orgs:employer_list",
         "activities:list", "activities:add", "notices:list", "notices:add", "notices:line_list",
         "notices:objection_list", "posts:list", "figures", "standards", "standard_add", "holidays",
         "jobs", "keys", "summary:list", "summary:add", "summary:verify", "summary:reading_list", "summary:reading_add",
         "rosters:people.members", "rosters:orgs.unions"]


def in_english(cast, address):
    """A page as 王主席 reads it in English, without scripts and addresses."""
    client = cast.client("wang")
    client.post(reverse("choose_language"), {"language": "en"})
    page = client.get(address, follow=True).content.decode()
    assert 'lang="en"' in page
    return re.sub(r"<script.*?</script>|(?:href|src|value)=\"[^\"]*\"", "", page, flags=re.S)


def kept():
    """Every text that the database holds: names of people and unions, citations, what somebody wrote."""
    models = [model for model in apps.get_models() if model.__module__.startswith("gonghui.")]
    texts = [[field.attname for field in model._meta.concrete_fields if isinstance(field, CharField | TextField)]
             for model in models]
    return "\n".join(str(value) for model, names in zip(models, texts, strict=True) if names
                     for row in model.objects.order_by().values_list(*names) for value in row)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_english_speaks_no_chinese(cast, name):
    page, data = QUOTED.sub("", in_english(cast, reverse(name))), kept()
    assert sorted({said for said in CHINESE.findall(page) if said not in data}) == []


def test_a_figure_in_english_tells_its_definition(cast):
    page = in_english(cast, reverse("figure", args=["orgs.founded"]))
    assert "whose founding date lies in the period" in page
    assert [said for said in CHINESE.findall(QUOTED.sub("", page)) if said not in kept()] == []
