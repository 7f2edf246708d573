"""Reading a summary: what is found is a proposal; only what a person confirmed is compared."""
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gonghui.annual.summary import reading_actions as actions
from gonghui.annual.summary import rules
from gonghui.annual.summary.readings import OTHER, ReadFigure, Reading
from gonghui.core.audit import Entry

pytestmark = pytest.mark.django_db

TEXT = (
    "南川县总工会2005年工作总结\n一、组织建设\n全年新建基层工会2家，发展会员3120人，会员总数达到4.2万余人。\n"
    "二、帮扶工作\n元旦春节期间慰问困难职工260户，发放慰问金31.5万元。购置图书88册。\n南川县总工会\n2005年12月20日"
)


@pytest.fixture
def office(cast, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    cast.reader = cast.officer("sun", "孙干事", "section_officer", cast.top)
    return cast


def upload(text=TEXT, name="总结.txt", encoding="utf-8"):
    return SimpleUploadedFile(name, text.encode(encoding))


@pytest.fixture
def made(office):
    return actions.take_in(upload(), office.reader)


def figure(made, text):
    return ReadFigure.objects.get(reading=made, text__startswith=text)


def test_every_figure_is_kept_with_its_value_and_proposals(made):
    assert (made.title, made.first, made.last) == ("南川县总工会2005年工作总结", date(2005, 1, 1), date(2005, 12, 20))
    assert made.text == TEXT
    known = {row.text: row for row in ReadFigure.objects.filter(reading=made).figures()}
    assert figure(made, "31.5").value == Decimal(315000) and figure(made, "31.5").kind == "money"
    assert figure(made, "4.2").bound == "ge"
    assert figure(made, "2家").proposals[0] == "ORG02"
    assert len(known) == 6
    assert ReadFigure.objects.filter(reading=made).confirmed().count() == 0


@pytest.mark.parametrize("text, day", [
    ("正文。\n2010年11月11日", date(2010, 11, 11)), ("正文。2010年11月11日 \n", date(2010, 11, 11)),
    ("2010年11月11日开会。", None), ("2010年13月1日", None)])
def test_a_paper_is_dated_at_its_end(text, day):
    assert rules.written_on(text) == day


def test_the_same_file_again_is_the_same_reading(made, office):
    assert actions.take_in(upload(), office.reader) == made
    assert Reading.objects.count() == 1


def test_a_figure_is_held_against_the_records(made, office):
    rows = list(ReadFigure.objects.filter(reading=made).figures().order_by("place"))
    told = {row.text: (figure and figure.code, agrees) for row, figure, _cell, agrees in
            actions.held(rows, made, office.reader)}
    assert told["2家"] == ("orgs.founded", True)  # the two basic unions of the cast were founded on 1 May 2005
    assert told["3120人"] == ("people.joined", False)


def test_confirming_and_taking_back_leave_a_trace(made, office):
    row = figure(made, "2家")
    actions.confirm({row: "ORG02"}, office.reader)
    row.refresh_from_db()
    assert row.concept == "ORG02" and row.confirmed_by_id == office.reader.account_id
    actions.unconfirm(row, office.reader)
    row.refresh_from_db()
    assert row.confirmed_at is None and row.likely == "ORG02"
    assert list(Entry.objects.filter(record=row.pk).order_by("id").values_list("act", flat=True)) == [
        "confirm", "unconfirm"]


def test_only_confirmed_figures_of_the_catalogue_are_compared(made, office):
    actions.confirm({figure(made, "2家"): "ORG02", figure(made, "88册"): OTHER}, office.reader)
    table = actions.compared(office.reader.rows(ReadFigure))
    assert {concept: [row.text for row in told[made.pk]] for concept, told in table.items()} == {"ORG02": ["2家"]}


def page(cast, name, *args, query=""):
    return cast.client("sun").get(reverse(f"summary:{name}", args=args) + query)


def test_an_officer_uploads_looks_and_confirms(office):
    client = office.client("sun")
    answer = client.post(reverse("summary:reading_add"), {"file": upload(encoding="gb18030"), "title": "", "year": ""})
    made = Reading.objects.get()
    assert answer.status_code == 302 and answer.url == made.get_absolute_url()
    shown = client.get(answer.url)
    for said in ("31.5万元", "315,000", "相符", "不符", "目录外"):
        assert said in shown.content.decode()
    row = figure(made, "2家")
    client.post(answer.url, {"pk": [str(row.pk)], f"concept-{row.pk}": "ORG02"})
    row.refresh_from_db()
    assert row.concept == "ORG02"
    assert "5" in client.get(reverse("summary:reading_compare")).content.decode()
    refused = client.post(reverse("summary:reading_remove", args=[made.pk]), follow=True)
    assert "先撤回确认" in refused.content.decode() and Reading.objects.exists()
    client.post(reverse("summary:reading_unconfirm", args=[row.pk]))
    client.post(reverse("summary:reading_remove", args=[made.pk]))
    assert not Reading.objects.exists()


@pytest.mark.parametrize("name, content, sentence", [
    ("a.pdf", b"%PDF-1.4", "不能上传"), ("a.txt", "没有年份的一段话。".encode(), "填写总结的年度"),
    ("a.docx", b"PK\x03\x04broken", ""), ("a.txt", b"", "")])
def test_a_file_that_cannot_be_read_is_answered_in_words(office, name, content, sentence):
    answer = office.client("sun").post(reverse("summary:reading_add"), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert not Reading.objects.exists()


def test_a_hundred_figures_cost_no_more_queries_than_ten(office, django_assert_max_num_queries):
    client = office.client("sun")
    line = "发展会员{}人，慰问困难职工{}户。\n"
    long = "2005年工作总结\n" + "".join(line.format(100 + n, 300 + n) for n in range(60)) + "2005年12月20日"
    made = actions.take_in(upload(long), office.reader)
    assert ReadFigure.objects.filter(reading=made).figures().count() >= 100
    client.get(made.get_absolute_url())
    with django_assert_max_num_queries(30):
        client.get(made.get_absolute_url())


def test_a_concept_that_is_none_is_refused(made, office):
    row = figure(made, "2家")
    office.client("sun").post(made.get_absolute_url(), {"pk": [str(row.pk)], f"concept-{row.pk}": "DROP"})
    row.refresh_from_db()
    assert not row.concept


def test_the_township_does_not_see_the_countys_readings(made, office):
    assert not office.li.rows(Reading).exists()
    assert not office.zhang.rows(ReadFigure).exists()
