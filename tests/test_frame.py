"""What stands around every page: policy, language, sign-in, posts, errors, and what a page may cost."""
import io

import openpyxl
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from gonghui.core.audit import Entry
from gonghui.core.county import uuid7
from gonghui.core.figures import FIGURES
from gonghui.core.periods import Period
from gonghui.testing import queries
from tests.test_pages import ADD, LIST, employers


@pytest.fixture
def wang(cast):
    cache.clear()
    return cast.client("wang")


def test_pages_allow_no_script_or_style_but_their_own(cast, wang):
    policy = wang.get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("where", ["/", "/figures/", "/standards/", "/jobs/", LIST, ADD])
def test_pages_hold_no_inline_script_or_style(cast, wang, where):
    text = wang.get(where).text
    assert " style=" not in text
    assert " onclick=" not in text
    assert "<style" not in text


HOME = 26  # it asks for the rows of each kind of work that waits, always anew: one query a kind


@pytest.mark.parametrize(("where", "most"), [
    ("/", HOME), ("/figures/", 12), ("/standards/", 12), ("/standards/holidays/", 12), ("/jobs/", 12),
    ("/search/?q=白", 16), (LIST, 12), (ADD, 14),
])
def test_a_page_costs_few_queries(cast, wang, where, most):
    employers(cast, 20)
    assert queries(wang, where) <= most


def test_a_password_that_was_given_is_changed_first(cast):
    account = cast.accounts["li"]
    account.password_given = True
    account.save()
    li = cast.client("li")
    change = reverse("account_change_password")
    assert li.get("/").url == change
    words = {"oldpassword": account.username, "password1": "白泉镇-工会-2026", "password2": "白泉镇-工会-2026"}
    assert li.post(change, words).status_code == 302
    assert li.get("/").status_code == 200
    account.refresh_from_db()
    assert not account.password_given


def test_an_account_locks_after_five_wrong_passwords(cast):
    account, stranger = cast.accounts["li"], Client()
    login = reverse("account_login")
    for _try in range(5):
        answer = stranger.post(login, {"login": account.username, "password": "wrong"})
    assert "账号已锁定" in answer.text
    right = Client().post(login, {"login": account.username, "password": account.username})
    assert "账号已锁定" in right.text


def test_signing_in_opens_the_home_page(cast):
    account = cast.accounts["li"]
    answer = Client().post(reverse("account_login"), {"login": account.username, "password": account.username})
    assert (answer.status_code, answer.url) == (302, "/")
    assert Entry.objects.filter(act="sign_in", by=account).exists()


def test_the_post_one_acts_in_is_chosen(cast):
    li = cast.client("li")
    second = cast.accounts["li"].posts.create(county=cast.county, org=cast.zhang_town, role_id="township_officer",
                                       first=localdate())
    li.post(reverse("choose_post"), {"post": second.pk})
    assert "渭津镇总工会" in li.get("/").text
    others = cast.accounts["wang"].posts.get()
    li.post(reverse("choose_post"), {"post": others.pk})
    assert "渭津镇总工会" in li.get("/").text


def test_pages_are_chinese_until_english_is_chosen(cast):
    li = cast.client("li")
    assert '<html lang="zh-hans">' in li.get("/", headers={"Accept-Language": "en"}).text
    answer = li.post(reverse("choose_language"), {"language": "en", "next": "/figures/"})
    assert answer.url == "/figures/"
    assert '<html lang="en">' in li.get("/").text
    cast.accounts["li"].refresh_from_db()
    assert cast.accounts["li"].language == "en"
    assert li.post(reverse("choose_language"), {"language": "en", "next": "https://example.com/"}).url == "/"


@pytest.mark.parametrize("code", sorted(FIGURES))
def test_every_figure_opens(cast, wang, code):
    where = reverse("figure", args=[code])
    spans = ({}, {"year": "2010"}, {"first": "2010-03-05", "last": "2010-05-20"},
             {"first": "2010-04-01", "last": "2010-04-30"})
    for said in spans:
        answer = wang.get(where, said)
        assert answer.status_code == 200
        assert FIGURES[code].definition[:20] in answer.text
    assert wang.post(where).status_code == 302


def test_a_figures_rows_are_exported_as_they_are_counted(cast, wang):
    said = {"first": "2005-01-01", "last": "2005-12-31"}
    answer = wang.get(reverse("figure", args=["orgs.founded"]), said | {"export": "xlsx"})
    assert answer["X-Rows"] == str(FIGURES["orgs.founded"].value(cast.wang, Period.year(2005))) == "2"
    told = dict(openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))["说明"].values)
    assert told["口径"] == FIGURES["orgs.founded"].definition
    assert (told["统计期间"], told["数值"]) == ("2005年", "2家")


def test_errors_speak_in_words(cast, wang):
    missing = wang.get(reverse("orgs:sheet", args=[uuid7()]))
    assert missing.status_code == 404
    assert "没有这条记录，或它不在您的工作范围内。" in missing.text
    forbidden = wang.get(reverse("audit"))
    assert forbidden.status_code == 403
    assert "您现在的岗位没有这项权限" in forbidden.text


def test_a_rate_opens_both_its_figures_and_a_quoted_value_its_row(wang):
    rate = wang.get("/figures/people.women_share/?year=2010").content.decode()
    for part in ("people.members_women", "people.members"):
        assert f'href="/figures/{part}/?first=2010-01-01&amp;last=2010-12-31' in rate
    quoted = wang.get("/figures/orgs.min_members/?year=2010").content.decode()
    assert 'href="/standards/#org.min_members"' in quoted
    assert "20人 东辽县总工会2010年度工作总结第四部分" in quoted
    assert 'id="org.min_members"' in wang.get("/standards/").content.decode()
