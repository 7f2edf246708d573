"""Writing, issuing and verifying: 王主席's office writes, another signs, a paper comes back altered."""
import re
import zipfile
from datetime import date

import pytest

from gonghui.annual.summary import actions, composing, texts, verdicts
from gonghui.annual.summary.models import Issue, Section, Summary
from gonghui.annual.summary.rules import stray_digits, tags
from gonghui.chapters import CHAPTERS
from gonghui.core import figures, files
from gonghui.core.county import uuid7
from gonghui.core.flow import Refused
from gonghui.core.writing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(cast, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    cast.writer = cast.officer("sun", "孙秘书", "section_officer", cast.top)
    return cast


@pytest.fixture
def summary(office):
    summary = Summary(id=uuid7(), county=office.county, title="县总工会工作总结", addressee="县委",
                      first=date(2005, 1, 1), last=date(2005, 12, 31))
    actions.start(summary, office.writer)
    return summary


def only(summary, scope, text):
    """The summary with one section left, of this text."""
    Section.objects.filter(summary=summary, place__gt=0).delete()
    section = Section.objects.get(summary=summary)
    section.text = composing.coded(text)
    write(section, scope=scope)


def sent_up(summary, scope):
    return summary.flow.take(summary, "send_up", scope=scope)


def test_a_new_summary_has_the_chapters_of_the_house(summary):
    headings = [s.heading for s in Section.objects.filter(summary=summary).order_by("place")]
    assert headings == ["", *(str(c.heading) for c in CHAPTERS if c.heading)]


def test_the_texts_cite_known_figures_and_no_digit_of_their_own():
    said = [str(texts.PREFACE).replace("{year}", ""), *(str(text) for _chapter, text in texts.SECTIONS)]
    assert [tag.name for text in said for tag in tags(text) if tag.name not in figures.FIGURES] == []
    assert [reason for text in said for reason in stray_digits(text)] == []


def test_no_two_figures_share_a_name():
    labels = [str(figure.label) for figure in figures.FIGURES.values()]
    assert sorted(labels) == sorted(set(labels))


def test_an_officer_reads_names_and_the_text_keeps_codes():
    label = str(figures.FIGURES["orgs.founded"].label)
    assert composing.coded("建会{%s|7月}" % label) == "建会{orgs.founded|7月}"
    assert composing.named("建会{orgs.founded|7月}") == "建会{%s|7月}" % label


def test_a_typed_digit_an_unknown_tag_and_an_empty_figure_stand_in_the_way(summary, office):
    only(summary, office.writer, "建会25家，发展会员{people.joined}，完成{不存在}。")
    summary = sent_up(summary, office.writer)
    with pytest.raises(Refused) as refused:
        actions.issue(summary, office.wang)
    said = "".join(map(str, refused.value.reasons))
    assert "25" in said and "不存在" in said and "尚无记录" in said
    assert Issue.objects.count() == 0
    summary.refresh_from_db()
    assert summary.status == Summary.Status.SENT_UP


def test_who_sent_it_up_may_not_issue_it(summary, office):
    only(summary, office.wang, "新建工会{orgs.founded}。")
    summary = sent_up(summary, office.wang)
    with pytest.raises(Refused, match="另一人"):
        actions.issue(summary, office.wang)


@pytest.fixture
def issued(summary, office):
    only(summary, office.writer, "新建工会{orgs.founded}，其中五月{orgs.founded|5月}。\n发展会员{people.joined}。")
    return actions.issue(sent_up(summary, office.writer), office.wang, zero_meant=True)


def test_an_issue_keeps_each_number_with_its_proof(issued, office):
    numbers = list(issued.numbers.order_by("position"))
    assert [n.code for n in numbers] == ["orgs.founded", "orgs.founded", "people.joined"]
    assert numbers[1].period.days == (date(2005, 5, 1), date(2005, 5, 31))
    for number in numbers:
        assert figures.intact(number.proof)
        assert number.text == figures.show(figures.FIGURES[number.code], number.proof["value"])
        assert number.proof["value"] == figures.FIGURES[number.code].value(office.wang, number.period)
    assert numbers[0].proof["value"] > 0
    assert issued.number == "S2005-1"


def paper(issued, folder, ending="docx"):
    path = folder / f"{issued.number}.{ending}"
    path.write_bytes(files.open_sealed(files.of(issued).get(kind=ending)))
    return path


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_what_was_issued_verifies(issued, office, tmp_path, ending):
    path = paper(issued, tmp_path, ending)
    found = verdicts.find(path, Issue.objects.all())
    verdict = verdicts.verify(path, found, office.wang)
    assert found == issued and verdict.clean
    assert "一致" in verdicts.sentences(verdict)[-1]


def test_a_number_typed_over_in_word_is_found_and_the_records_are_not_blamed(issued, office, tmp_path):
    path = paper(issued, tmp_path)
    first = issued.numbers.get(position=1).text
    altered = tmp_path / "altered.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(altered, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = re.sub(rf">{first}<".encode(), ">99家<".encode(), content, count=1)
            new.writestr(name, content)
    verdict = verdicts.verify(altered, verdicts.find(altered, Issue.objects.all()), office.wang)
    assert [(d.was, d.now) for d in verdict.paper.typed_over] == [(first, "99家")]
    assert not verdict.records and not verdict.clean


def test_a_record_entered_late_is_told_by_name_and_the_paper_is_not_blamed(issued, office, tmp_path):
    late = office.found("晚报的工会", "40", office.li_town, on=date(2005, 5, 20))
    path = paper(issued, tmp_path)
    verdict = verdicts.verify(path, issued, office.wang)
    assert verdict.paper.figures_stand()
    differing = {number.position: explanation for number, explanation in verdict.records}
    assert set(differing) == {1, 2} and set(differing[2].added) == {late.pk}
    assert any("晚报的工会" in sentence for sentence in verdicts.sentences(verdict))


def test_a_foreign_file_is_refused_in_words(issued, tmp_path):
    for name, content in (("a.pdf", b"%PDF-1.4 nothing"), ("b.docx", b"no zip")):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(Refused):
            verdicts.find(path, Issue.objects.all())


def test_the_neighbouring_township_sees_nothing_of_it(issued, office):
    for model in (Summary, Section, Issue):
        assert not office.zhang.rows(model).exists()
        assert office.wang.rows(model).exists()
