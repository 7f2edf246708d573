"""What every list, sheet and form does, told with the county's employers."""
import hashlib
import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.timezone import localdate

from gonghui.core.audit import Entry
from gonghui.core.county import uuid7
from gonghui.core.pages import listing
from gonghui.registry.orgs.models import Employer, Org
from gonghui.testing import queries

LIST = reverse("orgs:employer_list")
ADD = reverse("orgs:employer_add")


@pytest.fixture
def wang(cast):
    cache.clear()
    return cast.client("wang")


def employers(cast, count, org=None, **fields):
    return Employer.objects.bulk_create([
        Employer(county=cast.county, org=org or cast.li_union, name=f"第{n:03}机械厂", **fields) for n in range(count)])


# Lists

def test_fifty_rows_cost_no_more_queries_than_five(cast, wang):
    employers(cast, 5)
    few = queries(wang, LIST, q="第", org=str(cast.li_town.pk))
    employers(cast, 60)
    many = queries(wang, LIST, q="第", org=str(cast.li_town.pk))
    assert many == few
    assert many <= 12


def test_the_count_says_its_scope_in_words(cast, wang):
    employers(cast, 3)
    employers(cast, 2, org=cast.zhang_union)
    assert "东辽县总工会 · <strong>共 5 家</strong>" in wang.get(LIST).text
    narrowed = wang.get(LIST, {"org": cast.li_town.pk, "q": "第"}).text
    assert "东辽县总工会 · 白泉镇总工会 · 查找“第” · <strong>共 3 家</strong>" in narrowed
    assert "白泉镇总工会 · <strong>共 3 家</strong>" in cast.client("li").get(LIST).text


def test_beyond_what_is_counted_the_page_says_so(cast, wang, monkeypatch):
    monkeypatch.setattr(listing, "COUNTED", 100)
    employers(cast, 120)
    assert "<strong>100 家以上</strong>" in wang.get(LIST).text
    last = wang.get(LIST, {"page": "9"})
    assert 'aria-current="page">2</span>' in last.text
    employers(cast, 1)
    monkeypatch.setattr(listing, "COUNTED", 200)
    assert "<strong>共 121 家</strong>" in wang.get(LIST).text


def test_sorting_and_paging_lose_and_double_no_row(cast, wang):
    employers(cast, 70, workers=5)
    pages = [wang.get(LIST, {"sort": "-workers", "page": page}).text for page in (1, 2)]
    seen = [link for text in pages for link in re.findall(r'<a href="(/orgs/employers/[0-9a-f-]{36}/)"', text)]
    assert len(seen) == len(set(seen)) == 70


@pytest.mark.parametrize("query", [
    {"page": "0"}, {"page": "-3"}, {"page": "x" * 50}, {"page": "²"}, {"sort": "county__name"}, {"sort": "--name"},
    {"org": "nonsense"}, {"kind": "nonsense"}, {"q": "%_'\"\\"}, {"q": "\x00"}, {"columns": ["county", "id"]},
])
def test_a_mangled_address_still_shows_a_list(cast, wang, query):
    employers(cast, 1)
    assert wang.get(LIST, query, follow=True).status_code == 200


def test_chosen_columns_are_remembered_for_this_list(cast, wang):
    employers(cast, 1, phone="13900000000")
    assert "13900000000" not in wang.get(LIST).text
    answer = wang.get(LIST, {"columns": ["", "name", "phone"], "q": "第"})
    assert answer.url == f"{LIST}?q=%E7%AC%AC"
    assert answer.cookies["columns"]["path"] == LIST
    assert "13900000000" in wang.get(LIST).text


def test_an_empty_list_says_what_it_will_hold(cast, wang):
    assert "这里将列出本级及所属工会归口的用人单位。" in wang.get(LIST).text
    employers(cast, 1)
    assert "没有符合条件的记录" in wang.get(LIST, {"q": "不存在"}).text


def test_only_the_list_is_sent_when_only_the_list_changes(cast, wang):
    whole = wang.get(LIST).text
    part = wang.get(LIST, headers={"HX-Request": "true", "HX-Target": "listing"}).text
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip().startswith('<div id="listing">')


def test_an_export_holds_every_row_as_text_and_is_written_down(cast, wang):
    employers(cast, 60, workers=1200)
    Employer.objects.create(county=cast.county, org=cast.li_union, name="=HYPERLINK(\"x\")")
    answer = wang.get(LIST, {"export": "xlsx"})
    content = b"".join(answer.streaming_content)
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, said = book.active, dict(book["说明"].values)
    assert (said["名称"], said["筛选条件"], said["条数"], said["导出人"]) == ("用人单位", "全部", 61, "王主席")
    assert sheet.max_row == 62
    assert sheet["A2"].value == "=HYPERLINK(\"x\")"
    assert sheet["A2"].data_type == "s"
    assert sheet.cell(3, [cell.value for cell in sheet[1]].index("职工人数") + 1).value == 1200
    entry = Entry.objects.get(act="export")
    assert entry.details["rows"] == 61
    assert entry.details["checksum"] == hashlib.sha256(content).hexdigest()


def test_a_print_bears_who_and_when(cast, wang):
    employers(cast, 60)
    text = wang.get(LIST, {"print": "1"}).text
    assert "王主席 打印于" in text
    assert text.count("<tr>") == 61


def test_demonstration_data_is_marked_on_pages_and_prints(cast, wang):
    assert "示例数据" not in wang.get(LIST).text
    cast.county.demonstration = True
    cast.county.save()
    assert "示例数据" in wang.get(LIST).text
    assert "【示例数据】" in wang.get(LIST, {"print": "1"}).text


# Forms

def typed(cast, **more):
    return {"_id": str(uuid7()), "name": "白泉镇砖厂", "org": str(cast.li_union.pk), **more}


def test_a_second_click_saves_nothing_twice(cast, wang):
    form = typed(cast)
    first, second = (wang.post(ADD, form) for _click in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Employer.objects.filter(name="白泉镇砖厂").count() == 1


@pytest.mark.parametrize("given", ["", "nonsense", "6e1bb2a4-93c5-4d0e-8a57-0c4f2d9e7b31",
                                   "01900000-0000-7000-8000-000000000000"])
def test_a_made_up_id_is_not_taken(cast, wang, given):
    assert wang.post(ADD, typed(cast, _id=given)).status_code == 302
    saved = Employer.objects.get(name="白泉镇砖厂")
    assert str(saved.pk) != given
    assert saved.pk.version == 7


def test_errors_stand_at_the_field_and_at_the_top(cast, wang):
    answer = wang.post(ADD, typed(cast, name=""))
    assert answer.status_code == 422
    assert '<a href="#id_name">' in answer.text
    assert 'id="id_name_error"' in answer.text


def edit_of(employer, client):
    where = reverse("orgs:employer_edit", args=[employer.pk])
    page = client.get(where).context
    return where, {"_version": page["version"], "name": employer.name, "org": str(employer.org_id)}


def test_nobody_overwrites_anothers_work_unseen(cast, wang):
    (employer,) = employers(cast, 1)
    where, form = edit_of(employer, wang)
    li = cast.client("li")
    assert li.post(where, form | {"head": "李某"}).status_code == 302
    answer = wang.post(where, form | {"head": "王某"})
    assert answer.status_code == 422
    assert "李干事修改了" in answer.text
    employer.refresh_from_db()
    assert employer.head == "李某"
    again = wang.post(where, form | {"head": "王某"})
    assert again.status_code == 422, "sending it once more does not help either"


def test_a_second_click_on_a_saved_change_is_no_conflict(cast, wang):
    (employer,) = employers(cast, 1)
    where, form = edit_of(employer, wang)
    for _click in range(2):
        assert wang.post(where, form | {"head": "王某"}).status_code == 302
    employer.refresh_from_db()
    assert employer.version == 2


# Sheets and steps

def test_a_sheet_tells_its_course_in_sentences(cast, wang):
    wang.post(ADD, typed(cast))
    employer = Employer.objects.get(name="白泉镇砖厂")
    where, form = edit_of(employer, wang)
    wang.post(where, form | {"head": "王某"})
    text = wang.get(reverse("orgs:employer_sheet", args=[employer.pk]), {"tab": "timeline"}).text
    assert "王主席 修改了法定代表人" in text
    assert "王主席 登记了" in text


def step_of(org, name):
    return reverse("orgs:step", args=[org.pk, name])


def test_a_step_is_a_page_and_a_part_of_the_sheet(cast, wang):
    where = step_of(cast.li_union, "dissolve")
    assert "<html" in wang.get(where).text
    part = wang.get(where, headers={"HX-Request": "true", "HX-Target": "step"}).text
    assert "<html" not in part
    assert f'action="{where}"' in part


def test_a_refused_step_says_what_to_do(cast, wang):
    tomorrow = localdate() + timedelta(days=1)
    answer = wang.post(step_of(cast.li_union, "dissolve"), {"on": tomorrow, "note": "企业注销"})
    assert answer.status_code == 422
    assert "日期不能晚于今天。" in answer.text
    assert Org.objects.get(pk=cast.li_union.pk).status == "active"


def test_a_step_taken_twice_is_taken_once(cast, wang):
    for _click in range(2):
        answer = wang.post(step_of(cast.li_union, "dissolve"), {"on": localdate(), "note": "企业注销"})
        assert answer.status_code == 302
    assert Entry.objects.filter(record=cast.li_union.pk, act="dissolve").count() == 1
    stale = cast.client("qian").post(step_of(cast.li_union, "dissolve"), {"on": localdate(), "note": "又一次"})
    assert stale.status_code == 422
    assert "当前状态不能办理“撤销”" in stale.text
