"""The pages of reading: uploading, looking, confirming, comparing."""
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gonghui.annual.summary import reading_actions as actions
from gonghui.annual.summary.readings import OTHER, Reading
from gonghui.core.audit import Entry
from gonghui.testing import queries

from .told import confirm, figure, found, upload

pytestmark = pytest.mark.django_db


def test_an_officer_uploads_looks_and_confirms(office):
    client = office.client("sun")
    said = {"file": upload(encoding="gb18030"), "title": "", "year": "", "ours": "on"}
    answer = client.post(reverse("summary:reading_add"), said)
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


def test_a_hundred_figures_cost_no_more_queries_than_ten(office):
    client, cost = office.client("sun"), []
    for times in (5, 60):
        text = "2005年工作总结\n" + "".join(f"发展会员{100 + n}人，慰问困难职工{300 + n}户。\n" for n in range(times))
        made, _new = actions.take_in(upload(text + "2005年12月20日"), office.reader)
        assert len(found(made, "figures")) == 2 * times
        cost.append(queries(client, made.get_absolute_url()))
    assert cost[0] == cost[1] <= 20


def test_many_figures_are_turned_over_page_by_page(office):
    text = "2005年工作总结\n" + "".join(f"发展会员{n}人。\n" for n in range(100, 320))
    made, _new = actions.take_in(upload(text), office.reader)
    pages = [office.client("sun").get(made.get_absolute_url(), {"page": n}).content.decode() for n in (1, 2)]
    assert [page.count('type="checkbox" name="pk"') for page in pages] == [200, 20]


def test_a_figure_is_confirmed_out_of_the_whole_catalogue(made, office):
    client, row, following = office.client("sun"), figure(made, "88台"), figure(made, "2家")
    address = reverse("summary:reading_figure", args=[row.pk])
    shown = client.get(address).content.decode()
    assert "购置打印机" in shown and shown.count("<option") > 80
    answer = client.post(address, {"concept": "OFF03", "next": ""})
    row.refresh_from_db()
    assert row.concept == "OFF03" and str(following.pk) in answer.url
    assert "请先撤回" in client.get(address).content.decode()
    name = found(made, "others")[0]
    assert client.get(reverse("summary:reading_figure", args=[name.pk])).status_code == 404


def test_one_of_many_is_confirmed_by_its_own_button(made, office):
    rows = found(made, "waiting")
    said = {f"concept-{row.pk}": OTHER for row in rows} | {"pk": [str(row.pk) for row in rows]}
    office.client("sun").post(made.get_absolute_url(), said | {"only": str(rows[0].pk)})
    assert found(made, "confirmed") == rows[:1]


@pytest.mark.parametrize("said, sentence", [({}, "请先勾选"), ({"pk": "junk"}, "请先勾选")])
def test_confirming_nothing_is_answered_in_words(made, office, said, sentence):
    answer = office.client("sun").post(made.get_absolute_url(), said, follow=True)
    assert sentence in answer.content.decode() and not found(made, "confirmed")


def test_a_second_click_is_harmless(made, office):
    row = figure(made, "2家")
    said = {"pk": [str(row.pk)], f"concept-{row.pk}": "ORG02"}
    client = office.client("sun")
    client.post(made.get_absolute_url(), said)
    assert "已经确认过" in client.post(made.get_absolute_url(), said, follow=True).content.decode()
    assert Entry.objects.filter(record=row.pk, act="confirm").count() == 1


@pytest.mark.parametrize("way, expected", [("waiting", "88台"), ("unknown", "88台"), ("others", "2005年"),
                                           ("confirmed", "这一类里没有"), ("junk", "88台")])
def test_what_was_found_is_looked_at_in_several_ways(made, office, way, expected):
    answer = office.client("sun").get(made.get_absolute_url(), {"view": way, "sort": "-value"}).content.decode()
    assert expected in answer[answer.index("<tbody"):answer.index("</tbody")]


def test_the_list_tells_how_much_waits(made, office):
    confirm(made, office.reader, _2家="ORG02")
    shown = office.client("sun").get(reverse("summary:reading_list"), {"ours": "True", "q": "总工会"}).content.decode()
    cells = [cell.strip() for cell in re.findall(r"<td[^>]*>([^<]*)</td>", shown)]
    assert cells[-2:] == ["6", "1"]


def test_a_concept_that_is_none_is_refused(made, office):
    row = figure(made, "2家")
    office.client("sun").post(made.get_absolute_url(), {"pk": [str(row.pk)], f"concept-{row.pk}": "DROP"})
    row.refresh_from_db()
    assert not row.concept
