"""The English catalogue is complete, agrees with the Chinese, and no page in English falls back to Chinese."""
import re
from pathlib import Path

import polib
import pytest
from django.urls import reverse

from gonghui.core.figures import FIGURES

ROOT = Path(__file__).resolve().parent.parent / "gonghui" / "locale"
CATALOGUES = sorted(ROOT.rglob("LC_MESSAGES/*.po"))
HELD = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[\w.]*\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
# What stays Chinese in English: the county's and its people's names, the examples a form gives, the language's name.
NAMES = re.compile(
    r"东辽县\w*|白泉镇\w*|渭津镇\w*|[王李张]主席|[李张]干事|钱批办|周审计|赵会计|中文界面|县委|吉林省|辽源市|"
    r"《[^》]*》[^<]*|“[^”]*”|"
    r"<option[^>]*>[^<]*</option>|程序初始值|三年或者五年|三分之一以上|个月|工作日|小时|中华全国总\w*")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_sentence_is_translated(path):
    entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]
    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_filled_in_agrees(path):
    for entry in polib.pofile(str(path)):
        for said in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            assert sorted(HELD.findall(said)) == sorted(HELD.findall(entry.msgid)), entry.msgid


def test_every_definition_of_a_figure_is_translated():
    known = {entry.msgid for path in CATALOGUES for entry in polib.pofile(str(path))}
    assert [code for code, figure in FIGURES.items() if figure.said not in known] == []


PAGES = ["home", "people:list", "people:add", "orgs:list", "orgs:tree", "orgs:employer_list", "activities:list",
         "activities:add", "posts:list", "figures", "standards", "jobs", "keys", "summary:list", "summary:add",
         "summary:verify", "summary:reading_list", "summary:reading_add", "rosters:people.members"]


def in_english(cast, address):
    client = cast.client("wang")
    client.post(reverse("choose_language"), {"language": "en"})
    page = client.get(address, follow=True).content.decode()
    return re.sub(r"<script.*?</script>", "", page, flags=re.S)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_english_speaks_no_chinese(cast, name):
    page = in_english(cast, reverse(name))
    assert 'lang="en"' in page
    assert sorted(set(CHINESE.findall(NAMES.sub("", page)))) == []


def test_a_figure_in_english_tells_its_definition(cast):
    page = in_english(cast, reverse("figure", args=["orgs.founded"]))
    assert "whose founding date lies in the period" in page
