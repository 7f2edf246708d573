"""Every address, tried by those who have no business there. A new address without an entry here fails.

An outsider never learns that a row exists: what lies outside the scope answers exactly as what does not exist.
"""
import uuid

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from gonghui.core.pages import Page
from gonghui.testing import FOUNDED, Cast, make_county
from tests.rows import HARDSHIP, ROWS

# Addresses that are no Page: who may come in is said here.
ANYBODY = {"account_login", "choose_language", "notices:public"}  # without an account
ANY_ACCOUNT = {"account_logout", "account_change_password", "choose_post"}  # without a post

# Whose row an address names, where it is not the view's own model.
NAMED = {"summary:section_add": "summary.Summary", "people:honour": "people.Person"} | {
    f"hardship:{part}_{act}": "hardship.File" if act == "add" else label
    for part, (label, _said) in HARDSHIP.items() for act in ("add", "sheet", "strike", "attach", "paper")}

# Words in an address besides a row's id.
WORDS = {"code": "people", "kind": "docx", "paper": uuid.uuid4(), "year": 2026, "batch": 1}
FIGURE = "orgs.founded"



def addresses():
    """[(name, view, the words its address takes)] of the whole resolver."""
    def walk(resolver, namespace=""):
        for part in resolver.url_patterns:
            if hasattr(part, "url_patterns"):
                inner = f"{namespace}{part.namespace}:" if part.namespace else namespace
                yield from walk(part, inner)
            else:
                yield f"{namespace}{part.name}", part.callback, set(part.pattern.converters)
    return list(walk(get_resolver()))


ADDRESSES = addresses()
PAGES = [(name, getattr(view, "view_class", None), words) for name, view, words in ADDRESSES
         if name not in ANYBODY | ANY_ACCOUNT]
OF_ROWS = [(name, page, words) for name, page, words in PAGES if "pk" in words]


def words_for(page, words, pk):
    """The words of an address: a row's id, and what the view takes besides."""
    said = {"pk": pk, "step": next(iter(getattr(getattr(page.model, "flow", None), "steps", {})), "approve"),
            "field": next(iter(getattr(page, "fields", ())), None)}
    return {word: said.get(word, WORDS.get(word)) for word in words}


def address(name, page, words, pk=None):
    if name == "figure":
        return reverse(name, args=[FIGURE])
    return reverse(name, kwargs=words_for(page, words, pk or uuid.uuid4()))


def test_every_address_is_a_page_or_listed():
    strangers = [name for name, page, _words in PAGES if page is None or not issubclass(page, Page)]
    assert not strangers, f"say in tests/test_scope.py who may come in at {strangers}"


@pytest.mark.parametrize(("name", "page", "words"), PAGES, ids=[name for name, *_ in PAGES])
def test_without_an_account_one_is_asked_to_sign_in(db, name, page, words):
    for method in ("get", "post"):
        answer = getattr(Client(), method)(address(name, page, words))
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize(("name", "page", "words"), PAGES, ids=[name for name, *_ in PAGES])
def test_without_a_post_one_is_told_so(cast, name, page, words):
    cast.accounts["li"].posts.update(last=FOUNDED)
    for method in ("get", "post"):
        answer = getattr(cast.client("li"), method)(address(name, page, words))
        assert answer.status_code == 403
        assert "您的账号还没有岗位" in answer.text


def row_of(cast, name, page):
    label = NAMED.get(name) or page.model._meta.label
    assert label in ROWS, f"say in tests/rows.py how a {label} of another township is made"
    return ROWS[label](cast)


@pytest.mark.parametrize(("name", "page", "words"), OF_ROWS, ids=[name for name, *_ in OF_ROWS])
def test_another_townships_row_answers_as_one_that_is_not_there(cast, name, page, words):
    """李干事 asks for 张干事's row, to look and to act. Where the post lacks the right itself, it hears that first."""
    theirs = address(name, page, words, row_of(cast, name, page).pk)
    none = address(name, page, words)
    for method in ("get", "post"):
        li = cast.client("li")
        found, missing = (getattr(li, method)(where).status_code for where in (theirs, none))
        assert found in (403, 404, 405)
        assert found == missing


@pytest.mark.parametrize(("name", "page", "words"), OF_ROWS, ids=[name for name, *_ in OF_ROWS])
def test_another_countys_row_answers_as_one_that_is_not_there(cast, name, page, words):
    """Its chair holds every right of his own county, and none in this one."""
    theirs = address(name, page, words, row_of(cast, name, page).pk)
    elsewhere = Cast(make_county("东丰县", "220421"))
    for method in ("get", "post"):
        answer = getattr(elsewhere.client("wang"), method)(theirs)
        assert answer.status_code in (404, 405) or (answer.status_code == 403 and not lawful(elsewhere, page))


def lawful(cast, page):
    """Whether the county's chair may do at home what the page does."""
    steps = getattr(getattr(page.model, "flow", None), "steps", {})
    first = next(iter(steps.values()), None)
    return cast.wang.can(page.permission) and (first is None or cast.wang.can(first.permission))


LISTS = [(name, page) for name, page, words in PAGES if not words and hasattr(page, "columns")]
COUNTY_ONLY = {"rosters:hardship.files"}  # a township officer does not come in at all


@pytest.mark.parametrize(("name", "page"), LISTS, ids=[name for name, _page in LISTS])
def test_a_list_holds_no_row_from_outside(cast, name, page):
    """Listed, searched, printed and exported alike."""
    label = page.model._meta.label
    if label not in ROWS:
        pytest.skip(f"{label} is the county's own")
    row = ROWS[label](cast)
    for query in ("", "?print=1"):
        answer = cast.client("li").get(reverse(name) + query)
        assert answer.status_code == (403 if name in COUNTY_ONLY else 200)
        assert str(row.pk) not in answer.text
        assert cast.zhang_union.name not in answer.text


def test_a_figure_of_another_township_is_not_opened(cast):
    where = reverse("figure", args=[FIGURE])
    assert cast.client("li").get(where, {"org": cast.zhang_town.pk}).status_code == 404
    assert cast.client("li").get(where, {"org": cast.li_union.pk}).status_code == 200


def test_the_search_finds_nothing_outside(cast):
    answer = cast.client("li").get(reverse("search"), {"q": "渭津镇"})
    assert cast.zhang_union.name not in answer.text
    assert cast.zhang_union.name in cast.client("zhang").get(reverse("search"), {"q": "渭津镇"}).text


def test_a_crafted_form_does_not_reach_outside(cast):
    """A drop-down that does not show an org does not take it either."""
    from gonghui.registry.orgs.models import Employer

    li = cast.client("li")
    answer = li.post(reverse("orgs:employer_add"), {"name": "越界单位", "org": cast.zhang_union.pk})
    assert answer.status_code == 422
    assert not Employer.objects.filter(name="越界单位").exists()
