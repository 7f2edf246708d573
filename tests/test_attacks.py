"""What a hostile insider or outsider tries, and what he gets for it."""
import io
import time
from datetime import date

import pytest
import xlsxwriter
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from gonghui.annual.summary import reading
from gonghui.annual.summary.actions import start
from gonghui.annual.summary.models import Summary
from gonghui.core import cleaning, figures, tables
from gonghui.core.accounts import Role
from gonghui.core.audit import Entry
from gonghui.core.county import uuid7
from gonghui.core.figures import FIGURES
from gonghui.core.periods import Period
from gonghui.core.rosters.run import look_through
from gonghui.core.rosters.run import start as start_import
from gonghui.core.rosters.undo import undo
from gonghui.core.writing import write
from gonghui.registry.activities.models import Activity
from gonghui.registry.orgs.models import Org
from gonghui.registry.people.models import Membership, Person, Review
from gonghui.registry.people.tests.made import faults, id_number, imported, line
from gonghui.registry.posts.models import Duty, Post


@pytest.fixture
def li(cast):
    cache.clear()
    return cast.client("li")


def member(cast, n, union, **said):
    """A member entered by the county, from a sheet of one line."""
    imported(cast.wang, [line(n, union, **said)])
    return Person.objects.order_by("-id").first()


def test_another_spelling_of_a_name_buys_no_fresh_tries(cast):
    name, login = cast.accounts["li"].username, reverse("account_login")
    for tried in (name, name.upper(), f" {name}", name.title(), name):
        Client().post(login, {"login": tried, "password": "不是这个"})
    for tried in (name, name.upper()):
        assert Client().post(login, {"login": tried, "password": name}).status_code == 429


@pytest.mark.parametrize("text", ["\U0010ffff", "'", "%", "\\", "\0", "1234567890123456789X"])
@pytest.mark.parametrize("where", ["/people/", "/orgs/", "/orgs/employers/", "/search/", "/find/people/"])
def test_no_searched_text_breaks_a_page(cast, li, where, text):
    assert li.get(where, {"q": text}).status_code == 200


@pytest.mark.parametrize(("first", "last"), [
    ("0001-01-01", "9999-12-31"), ("0001-01-01", "0001-12-31"), ("9999-01-01", "9999-12-31"),
    ("1950-01-01", "2026-12-31")])
def test_a_figure_is_not_asked_over_thousands_of_months(cast, li, first, last):
    assert li.get("/figures/people.members/", {"first": first, "last": last}).status_code == 404


def test_a_searched_number_does_not_reach_the_trail(cast, li):
    number = member(cast, 1, cast.li_union).id_number
    assert li.get("/people/roster/", {"q": number}).status_code == 200
    said = Entry.objects.filter(act="export").latest("id")
    assert said.details["rows"] == 1
    assert number not in str(said.details)


def test_no_cache_keeps_a_page(cast, li):
    person = member(cast, 1, cast.li_union)
    assert "no-store" in li.get(f"/people/{person.pk}/")["Cache-Control"]


def test_a_name_and_a_phone_do_not_tell_a_township_where_somebody_is(cast, li):
    there = member(cast, 1, cast.zhang_union)
    said = {"name": there.name, "phone": there.phone, "org": cast.li_union.name, "_id": str(uuid7())}
    answer = li.post("/people/add/", said)
    assert "已转县总核对" in answer.text
    assert Review.objects.get().kind == Review.LOOKALIKE
    for who, shown in (("li", False), ("zhang", False), ("wang", True)):
        assert (there.name in cast.client(who).get("/people/reviews/").text) == shown


def test_a_union_sees_its_own_membership_row(cast, li):
    person = member(cast, 1, cast.li_union)
    Membership.objects.create(county=cast.county, person=person, org=cast.zhang_union, joined_on=date(2001, 5, 1),
                              left_on=date(2004, 5, 1), left_why="退会")
    assert cast.zhang_union.name not in li.get(f"/people/{person.pk}/?tab=memberships").text
    assert cast.zhang_union.name in cast.client("wang").get(f"/people/{person.pk}/?tab=memberships").text


def test_nothing_is_rewritten_between_sending_up_and_issuing(cast):
    summary = Summary(id=uuid7(), county=cast.county, title="二〇一〇年总结", first=date(2010, 1, 1), last=date(2010, 12, 31))
    start(summary, cast.wang)
    summary = summary.flow.take(summary, "send_up", scope=cast.wang)
    said = {"title": "另一个标题", "addressee": "县委", "first": "2009-01-01", "last": "2009-12-31"}
    cast.client("wang").post(f"/summary/{summary.pk}/edit/", said | {"_version": summary.version})
    summary.refresh_from_db()
    assert (summary.title, summary.last) == ("二〇一〇年总结", date(2010, 12, 31))


# What lies in a closed period is for those who may correct it.

@pytest.fixture
def shut(cast):
    """2010 is closed; a function that tells the year's figures."""
    figures.close(cast.wang, date(2010, 12, 31))
    return lambda: [FIGURES[code].value(cast.wang, Period.year(2010))
                    for code in ("people.joined", "people.members", "orgs.founded", "posts.chairs_part_time")]


@pytest.mark.parametrize("day", ["2010-05-01", ""])
def test_a_sheet_does_not_change_closed_figures(cast, shut, day):
    before = shut()
    run = imported(cast.li, [line(1, cast.li_union, 入会日期=day), line(2, cast.li_union, 入会日期="2011-05-01")])
    assert (run.tally["add"], run.tally["refused"]) == (1, 1)
    assert "已结账" in faults(run)[2]["入会日期"]
    assert shut() == before
    assert imported(cast.wang, [line(1, cast.li_union, 入会日期=day)]).tally["add"] == 1


def test_an_undo_does_not_change_closed_figures(cast):
    run = imported(cast.li, [line(1, cast.li_union, 入会日期="2010-05-01"), line(2, cast.li_union, 入会日期="2011-05-01")])
    figures.close(cast.wang, date(2010, 12, 31))
    undo(run, cast.li)
    assert [person.memberships.get().joined_on for person in Person.objects.all()] == [date(2010, 5, 1)]
    assert len(run.left) == 1


@pytest.mark.parametrize("where", ["/people/add/", "/orgs/register/", "/posts/duties/add/"])
def test_a_page_does_not_change_closed_figures(cast, li, shut, where):
    before, union = shut(), str(cast.li_town.pk)
    said = {
        "/people/add/": {
            "name": "王建国", "id_number": id_number(3), "org": cast.li_union.name, "joined_on": "2010-05-01"},
        "/orgs/register/": {"name": "白泉镇粮库工会", "kind": "40", "division": "220422100", "parent": union,
                            "founded_on": "2010-05-01"},
        "/posts/duties/add/": {"org": union, "name": "王建国", "position": "chair", "first_on": "2010-05-01"},
    }[where]
    answer = li.post(where, said)
    assert answer.status_code == 422
    assert "结账" in answer.text
    assert shut() == before


def test_what_decides_a_closed_figure_is_not_edited_beside_its_day(cast, shut):
    """The kind of a union of 2005, the office of a chair of 2009, a lecture of 2010 made a class: no day is touched."""
    chair = Duty(county=cast.county, org=cast.li_town, name="钱立本", position="chair", first_on=date(2009, 3, 1))
    write(chair, scope=cast.wang)
    lecture = Activity(county=cast.county, org=cast.li_union, kind="lecture", theme="讲座", heads=9,
                       first_on=date(2010, 5, 1))
    write(lecture, scope=cast.wang)
    lecture = lecture.flow.take(lecture, "hold", scope=cast.wang, on=date(2010, 5, 1), note="补录")
    before = shut()
    for row, name, value in ((cast.li_union, "kind", "61"), (chair, "position", "vice_chair"),
                             (lecture, "kind", "cadre_class"), (lecture, "heads", 90)):
        row = type(row).objects.get(pk=row.pk)
        setattr(row, name, value)
        with pytest.raises(ValidationError, match="已经结账"):
            write(row, scope=cast.li)
    assert shut() == before
    union = Org.objects.get(pk=cast.li_union.pk)
    union.phone = "0437-5550101"
    assert write(union, scope=cast.li) == ["phone"], "what no figure counts by is open"
    union.kind = "61"
    assert write(union, scope=cast.wang) == ["kind"]


def test_a_correction_of_a_closed_day_is_refused_on_the_step_page(cast, shut):
    lecture = Activity(id=uuid7(), county=cast.county, org=cast.li_union, kind="lecture", theme="讲座", heads=9,
                       first_on=date(2010, 5, 1))
    write(lecture, scope=cast.li)
    lecture.flow.take(lecture, "hold", scope=cast.wang, on=date(2010, 5, 1), note="补录")
    Role.objects.filter(code="township_officer").update(
        permissions=[*Role.objects.get(code="township_officer").permissions, "activities.approve"])
    answer = cast.client("li").post(f"/activities/{lecture.pk}/step/reopen/", {"on": date.today(), "note": "写错了"})
    assert answer.status_code == 422
    assert "已经结账" in answer.text


# Sheets as they should not be: refused or asked about, never half taken in.

def looked(cast, content, name="名册.xlsx"):
    return look_through(start_import(cast.li, "people.members", name, content), cast.li)


def workbook(rows, more=lambda sheet: None):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for place, cells in enumerate(rows):
            sheet.write_row(place, 0, cells)
        more(sheet)
    return content.getvalue()


def row(cast, n):
    said = line(n, cast.li_union)
    return [said[name] for name in ("姓名", "证件号码", "所属工会")]


HEAD = ["姓名", "证件号码", "所属工会", "手机号"]


def test_a_formula_that_failed_is_not_an_empty_cell(cast):
    run = looked(cast, workbook([HEAD, row(cast, 1)], lambda sheet: sheet.write_formula(1, 3, "=NA()", None, "#N/A")))
    assert run.seen["tally"]["refused"] == 1
    assert "公式" in run.seen["faults"][0][1][0][1]


def test_a_number_that_is_none_is_refused():
    with pytest.raises(cleaning.Refused):
        cleaning.text(float("nan"))


@pytest.mark.parametrize(("typed", "said"), [
    ('姓名,证件号码,所属工会,家庭住址\n{0},"东街\n{1},西街\n', "引号不成对"),
    ("姓名,证件号码,所属工会,家庭住址\n{0}," + "长" * 140_000, "已损坏"),
    ("{0}\n{1}\n", "没有认出表头"),
    ("姓名,证件号码,姓名,所属工会\n{0}\n", "出现了两次"),
])
def test_a_broken_sheet_is_refused_whole(cast, typed, said):
    run = looked(cast, typed.format(",".join(row(cast, 1)), ",".join(row(cast, 2))).encode(), "名册.csv")
    assert said in run.refusal


def test_a_second_column_for_the_same_thing_is_asked_about(cast):
    run = looked(cast, workbook([[*HEAD, "联系电话"], [*row(cast, 1), "", "13800000000"]]))
    assert run.seen["unknown"] == ["联系电话"]
    run.mapping = {"联系电话": ""}
    assert look_through(run, cast.li).seen["unknown"] == []


def test_a_number_does_not_tell_a_township_that_it_is_registered(cast):
    number = member(cast, 1, cast.zhang_union).id_number
    course = Activity(id=uuid7(), county=cast.county, org=cast.li_union, kind="class", theme="班", counted_by="names",
                      first_on=date(2026, 1, 5))
    write(course, scope=cast.li)
    typed = f"活动主题,开始日期,姓名,证件号码\n班,2026-01-05,别的人,{number}\n班,2026-01-05,另一人,{id_number(7)}\n"
    run = look_through(start_import(cast.li, "activities.names", "名单.csv", typed.encode()), cast.li)
    assert (run.seen["tally"]["add"], run.seen["faults"]) == (2, [])


def test_reading_takes_no_longer_for_a_text_made_to_hold_it_up():
    for text in ("一百" * 10_000, "\n1\n" * 10_000):
        begun = time.process_time()
        reading.read("2010年" + text, 2010)
        assert time.process_time() - begun < 20


def test_a_row_that_somebody_entered_meanwhile_is_met_as_an_error_of_the_database(cast):
    """A chunk is then compared again: the error must be one that its writer knows."""
    person = member(cast, 1, cast.li_union)
    columns = {"id": [uuid7().hex], "county_id": [cast.county.pk], "version": [1], "org_id": [cast.li_union.pk.hex],
               **{name: [getattr(person, name)]
                  for name in ("name", "pinyin", "initials", "sex", "id_kind", "id_index")}}
    with pytest.raises(IntegrityError), transaction.atomic():
        tables.insert(Person, columns)


def test_the_sheets_of_a_workbook_that_are_not_read_are_named(cast, li):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, rows in (("一月", [HEAD, row(cast, 1)]), ("二月", [HEAD, row(cast, 2)]), ("空表", [])):
            sheet = book.add_worksheet(name)
            for place, cells in enumerate(rows):
                sheet.write_row(place, 0, cells)
    run = looked(cast, content.getvalue())
    assert run.seen["others"] == ["二月"]
    assert "没有读取：二月。" in li.get(f"/rosters/run/{run.pk}/").text


def test_a_password_is_not_set_by_whom_the_account_is_above(cast):
    """An administrator of a township's accounts does not become the county's chair by setting his password."""
    Role.objects.filter(code="township_officer").update(
        permissions=[*Role.objects.get(code="township_officer").permissions, "accounts.edit"])
    below = Post.objects.create(county=cast.county, account=cast.accounts["wang"], org=cast.li_town,
                                role_id="township_officer", first=date(2006, 1, 1))
    assert cast.client("li").post(f"/posts/{below.pk}/password/").status_code == 403
    assert cast.accounts["wang"].check_password(cast.accounts["wang"].username)
