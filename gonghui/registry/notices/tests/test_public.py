"""What anybody may read without an account, and for how long."""
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gonghui.core.flow import take
from gonghui.registry.notices.models import Notice
from gonghui.registry.notices.views import public

from .made import LAST, OVER, POSTED, draft, objected, person, posted, standard


@pytest.fixture
def read(monkeypatch):
    """read(notice, day): the answer that a stranger gets on a day."""
    def ask(notice, day=POSTED, word=""):
        monkeypatch.setattr(public, "localdate", lambda: day)
        return Client().get(reverse("notices:public", args=[word or notice.address_word]))
    return ask


@pytest.fixture
def notice(cast):
    standard()
    return posted(cast, person(cast, "何小花"), person(cast, "欧阳小叶"))


def gone(answer):
    assert answer.status_code == 410
    assert "公示已结束" in answer.text
    assert "小" not in answer.text
    return "noindex" in answer["X-Robots-Tag"]


def test_a_stranger_reads_masked_names_and_how_to_object(read, notice):
    answer = read(notice)
    assert answer.status_code == 200
    assert all(words in answer.text for words in (
        "何*花", "欧阳*叶", "白泉镇机械厂", "相对困难", "2026年3月2日至2026年3月9日", "04375550101", "镇政府公示栏", "白泉镇总工会"))
    assert "小花" not in answer.text
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in answer.text
    assert not answer.cookies


def test_nothing_of_the_office_shows(read, notice, cast):
    text = read(notice).text
    inside = [str(notice.pk), "东辽县", "csrf", "/account/", "王主席", *(str(line.pk) for line in notice.lines.all())]
    assert [word for word in inside if word in text] == []


def test_it_is_there_on_its_last_day_and_gone_the_next(read, notice):
    assert read(notice, LAST).status_code == 200
    assert gone(read(notice, OVER))
    assert gone(read(notice, POSTED - timedelta(days=1)))


def test_a_draft_a_withdrawn_and_an_unknown_one_are_gone_alike(read, notice, cast):
    drafted = draft(cast, person(cast, "吕小叶"))
    answers = [read(drafted), read(notice, word="zz"), read(notice, word="1-" + "a" * 32),
               read(notice, word=notice.address_word[:-1]), read(notice, word="ffffffff-" + "a" * 32)]
    take(notice, "withdraw", scope=cast.wang, on=POSTED, note="名单有误")
    answers.append(read(notice))
    assert all(gone(answer) for answer in answers)
    assert len({answer.text for answer in answers}) == 1


def test_a_line_that_an_objection_struck_is_shown_no_more(read, notice, cast):
    row = objected(cast, notice.lines.get(number=1))
    assert "何*花" in read(notice).text
    take(row, "uphold", scope=cast.wang, on=POSTED, answer="属实")
    assert "何*花" not in read(notice).text
    assert "欧阳*叶" in read(notice).text


def test_addresses_are_not_guessed(cast):
    standard()
    words = {draft(cast, person(cast, "何花")).address_word for _n in range(3)}
    assert len(words) == 3
    assert all(len(word.partition("-")[2]) >= 22 for word in words), "128 bits at least"
    assert Notice.objects.public(next(iter(words)), POSTED).count() == 0


def test_the_address_stands_on_the_officers_page_while_it_may_be_read(notice, cast, monkeypatch):
    from gonghui.registry.notices.views import notices as pages

    li, sheet = cast.client("li"), reverse("notices:sheet", args=[notice.pk])
    assert notice.address_word not in li.get(sheet).text
    monkeypatch.setattr(pages, "localdate", lambda: LAST)
    assert f"http://testserver/notices/public/{notice.address_word}/" in li.get(sheet).text
