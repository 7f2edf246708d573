"""The officers' pages of notices, lines and objections."""
import io
import zipfile

import pytest
from django.urls import reverse

from gonghui.core import todos
from gonghui.registry.notices import actions
from gonghui.registry.notices.models import Line, Notice, Objection
from gonghui.testing import queries

from .made import LAST, OVER, POSTED, draft, objected, person, posted, standard, subject


@pytest.fixture
def office(cast):
    standard()
    return cast


def address(name, row):
    return reverse(f"notices:{name}", args=[row.pk])


def test_a_notice_is_drafted_by_hand_and_posted(office):
    li, wang = office.client("li"), office.client("wang")
    answer = li.post(reverse("notices:add"), {
        "title": "困难职工建档公示", "kind": "hardship", "org": office.li_town.pk, "matter": "拟为下列职工建立困难职工档案",
        "place": "镇政府公示栏", "phone": "0437-5550101"})
    assert answer.status_code == 302, answer.text
    notice = Notice.objects.get()
    assert len(notice.token) == 32
    for name in ("何花", "吕叶"):
        answer = li.post(address("line_add", notice), {
            "name": name, "employer": "白泉镇机械厂", "matter": "相对困难", "consent_on": "2026-02-26", "adult": "on"})
        assert answer.status_code == 302, answer.text
    assert "2号吕叶" in li.get(address("sheet", notice), {"tab": "timeline"}).text or notice.lines.count() == 2
    answer = wang.post(reverse("notices:step", args=[notice.pk, "post"]), {"on": POSTED})
    assert answer.status_code == 302, answer.text
    notice.refresh_from_db()
    assert notice.ends_on == LAST
    sheet = wang.get(address("sheet", notice)).text
    assert "2026-03-09" in sheet
    assert f'href="{address("edit", notice)}"' not in sheet
    assert address("discard", notice) not in sheet


@pytest.mark.parametrize(("wrong", "words"), [
    ({"matter": "患肝病"}, "健康状况"), ({"employer": "22992219650103"}, "六位以上"), ({"name": ""}, "姓名不能为空"),
    ({"consent_on": "2199-01-01"}, "不能晚于今天"), ({"adult": ""}, "已核对"),
])
def test_what_the_lines_form_refuses(office, wrong, words):
    notice = draft(office, person(office, "何花"))
    answer = office.client("li").post(address("line_add", notice), {"name": "吕叶", "adult": "on"} | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert notice.lines.count() == 1


@pytest.mark.parametrize(("wrong", "words"), [
    ({"title": "公示2299221965"}, "六位以上"), ({"matter": "患尿毒症职工"}, "健康状况"), ({"place": "电话5550101"}, "六位以上"),
])
def test_what_the_notices_form_refuses(office, wrong, words):
    answer = office.client("li").post(reverse("notices:add"), {
        "title": "公示", "kind": "other", "org": office.li_town.pk, "matter": "名单"} | wrong)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_draft_is_edited_a_line_corrected_struck_and_all_thrown_away(office):
    li, notice = office.client("li"), draft(office, person(office, "何花"), person(office, "吕叶"))
    said = {"title": "困难职工公示", "kind": "aid", "org": office.li_town.pk, "matter": "名单", "place": "厂门口", "phone": ""}
    assert li.post(address("edit", notice), said | {"_version": notice.version}).status_code == 302
    notice.refresh_from_db()
    assert (notice.title, notice.kind) == ("困难职工公示", "aid")
    first, second = notice.lines.order_by("number")
    said = {"name": "何花", "employer": "砖厂", "matter": "深度困难", "consent_on": "2026-02-26", "_version": first.version}
    assert li.post(address("line_edit", first), said | {"matter": "糖尿病"}).status_code == 422
    assert li.post(address("line_edit", first), said).status_code == 302
    first.refresh_from_db()
    assert first.matter == "深度困难"
    assert li.post(address("line_strike", second)).status_code == 302
    answer = li.post(address("discard", notice))
    assert answer.url == reverse("notices:list")
    assert not Notice.objects.exists()


def test_consents_are_recorded_many_at_once(office):
    rows = [person(office, name) for name in ("何花", "吕叶", "施果")]
    notice = draft(office, subjects=[subject(row, consent_on=None) for row in rows])
    li, lines = office.client("li"), list(notice.lines.order_by("number"))
    said = {"lines": [lines[0].pk, lines[2].pk], "consent_on": "2026-02-26"}
    refused = li.post(address("consent", notice), said | {"consent_on": "2199-01-01"})
    assert "不能晚于今天" in refused.text
    assert li.post(address("consent", notice), said).status_code == 302
    assert list(notice.lines.filter(consent_on=None).values_list("name", flat=True)) == ["吕叶"]
    assert "1号何花" not in li.get(address("consent", notice)).text


def test_an_objection_is_filed_from_the_line_and_answered(office):
    li, wang = office.client("li"), office.client("wang")
    notice = posted(office, person(office, "何花"), person(office, "吕叶"))
    line = notice.lines.get(number=1)
    assert address("line_object", line) in li.get(address("line_sheet", line)).text
    answer = li.post(address("line_object", line), {"received_on": POSTED, "text": "家有商铺"})
    assert answer.status_code == 302, answer.text
    row = Objection.objects.get()
    assert row.from_name == ""
    assert "异议不成立" not in li.get(address("objection_sheet", row)).text, "who may not answer has no button"
    step = reverse("notices:objection_step", args=[row.pk, "uphold"])
    assert wang.post(step, {"on": POSTED}).status_code == 422, "an answer has words"
    assert wang.post(step, {"on": POSTED, "answer": "属实"}).status_code == 302
    assert "异议已经成立" in wang.get(address("line_sheet", line)).text
    assert "公示期已满，请先把公示办理“结束”" in wang.get(address("line_sheet", notice.lines.get(number=2))).text


def test_what_waits(office):
    drafted, over = draft(office, person(office, "何花")), posted(office, person(office, "吕叶"))
    draft(office)
    objected(office, over.lines.get())
    waiting = {item.code: item.count(office.wang) for item in todos.mine(office.wang)}
    assert [waiting[f"notices.{name}"] for name in ("to_post", "to_end", "to_answer")] == [1, 1, 1]
    mine = {item.code for item in todos.mine(office.li)}
    assert {"notices.to_end"} == {code for code in mine if code.startswith("notices.")}
    for item in todos.mine(office.wang):
        if item.code.startswith("notices."):
            assert office.client("wang").get(item.link).status_code == 200
    assert drafted.title in office.client("wang").get("/").text


def test_the_list_is_narrowed_by_status_term_and_title(office):
    li = office.client("li")
    draft(office, person(office, "何花"), title="拟稿的公示")
    posted(office, person(office, "吕叶"), title="挂出的公示")
    lists = {query: li.get(reverse("notices:list") + query).text for query in (
        "?status=draft", "?term=over", "?term=soon", "?q=挂出")}
    shown = {query: [title in text for title in ("拟稿的公示", "挂出的公示")] for query, text in lists.items()}
    assert shown == {"?status=draft": [True, False], "?term=over": [False, True], "?term=soon": [False, False],
                     "?q=挂出": [False, True]}
    assert "何花" in li.get(reverse("notices:line_list"), {"q": "何"}).text


def test_only_who_enters_objections_reads_them(office):
    notice = posted(office, person(office, "何花"))
    objected(office, notice.lines.get(), text="邻居反映家有商铺")
    zhao = office.client("zhao")
    assert zhao.get(reverse("notices:objection_list")).status_code == 403
    assert "邻居反映" not in zhao.get(address("sheet", notice), {"tab": "objections"}).text
    assert "邻居反映" in office.client("li").get(address("sheet", notice), {"tab": "objections"}).text


@pytest.mark.parametrize(("kind", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_sheet_is_printed_with_masked_names(office, kind, begins):
    notice = posted(office, person(office, "何小花"))
    answer = office.client("li").get(reverse("notices:paper", args=[notice.pk, kind]))
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"].startswith("attachment")
    if kind == "docx":
        text = zipfile.ZipFile(io.BytesIO(answer.content)).read("word/document.xml").decode()
        assert "何*花" in text
        assert "何小花" not in text
        assert all(words in text for words in ("2026年3月2日", "2026年3月9日", "04375550101", "镇政府公示栏", "白泉镇总工会"))


def test_a_draft_is_not_printed_and_nothing_else_than_word_and_pdf(office):
    li, notice = office.client("li"), draft(office, person(office, "何花"))
    answer = li.get(reverse("notices:paper", args=[notice.pk, "pdf"]), follow=True)
    assert "请先办理“张贴”" in answer.text
    assert li.get(reverse("notices:paper", args=[notice.pk, "exe"])).status_code == 404


def test_fifty_lines_cost_no_more_queries_than_five(office):
    li, notice = office.client("li"), draft(office, person(office, "何花"))
    addresses = [address("sheet", notice) + "?tab=lines", reverse("notices:line_list")]

    def fill(first, last):
        for n in range(first, last):
            actions.add_line(notice, Line(name=f"何{n:02}"), scope=office.li)

    fill(0, 5)
    before = [queries(li, where) for where in addresses]
    fill(5, 50)
    assert [queries(li, where) for where in addresses] == before
    assert max(before) <= 12


def test_the_record_is_closed_a_day_late(office):
    notice = posted(office, person(office, "何花"))
    li, step = office.client("li"), reverse("notices:step", args=[notice.pk, "end"])
    refused = li.post(step, {"on": LAST})
    assert refused.status_code == 422
    assert "公示到2026-03-09止" in refused.text
    assert li.post(step, {"on": OVER}).status_code == 302
