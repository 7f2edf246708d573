"""The pages of members, walked as the cast would."""
import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gonghui.core import audit, jobs
from gonghui.core.figures import FIGURES
from gonghui.core.periods import Period
from gonghui.core.rosters.models import Import
from gonghui.core.rosters.run import look_through, start, take_in
from gonghui.registry.people.models import Honour, Membership, Person, Review
from gonghui.testing import queries

from .made import faults, imported, line, sheet, today

pytestmark = pytest.mark.django_db
IMPORTS = "/rosters/people.members/"


def worked():
    """Every job that waits is done."""
    while jobs.run_next("tests"):
        pass


def uploaded(client, lines, name="花名册.csv"):
    answer = client.post(IMPORTS, {"sheet": SimpleUploadedFile(name, sheet(lines))})
    worked()
    return answer["Location"]


def versions():
    return [set(model.objects.values_list("pk", "version")) for model in (Person, Membership)]


def typed(n, union, **said):
    row = line(n, union)
    return {"name": row["姓名"], "id_number": row["证件号码"], "org": union.name, "phone": row["手机号"],
            "joined_on": "2008-05-01", "standing": "在会", "ethnicity": "汉族", **said}


def test_a_sheet_goes_in_by_the_browser_is_repaired_and_undone(cast):
    client = cast.client("li")
    page = uploaded(client, [line(1, cast.li_union), line(2, cast.li_union, 学历="秀才"), line(3, cast.zhang_union)])
    shown = client.get(page).content.decode()
    assert "导入正确的1行" in shown
    assert "“秀才”不在可选项中" in shown
    assert f"“{cast.zhang_union.name}”不在您的管辖范围内。".replace("“", "“") in shown
    assert line(1, cast.li_union)["证件号码"] not in shown
    client.post(page, {"do": "take"})
    worked()
    assert Person.objects.count() == 1
    book = client.get(f"{page}errors/")
    rows = list(openpyxl.load_workbook(io.BytesIO(book.content)).active.values)
    assert [row[0] for row in rows[1:]] == ["3", "4"]
    client.post(page, {"do": "undo"})
    worked()
    assert not Person.objects.exists()
    assert "已撤销" in client.get(page).content.decode()


def test_unknown_headings_are_asked_about_on_the_page(cast):
    client = cast.client("li")
    page = uploaded(client, [line(1, cast.li_union, 血型="A")])
    shown = client.get(page).content.decode()
    assert "不认识这些表头：血型" in shown
    assert 'value="take"' not in shown
    run = Import.objects.get()
    fields = {f"head-{at}": run.seen["places"] and next((f for f, p in run.seen["places"].items() if p == at), "-")
              for at, _head in enumerate(run.seen["head"])}
    client.post(page, {"do": "map", **fields})
    worked()
    assert "导入正确的1行" in client.get(page).content.decode()


@pytest.mark.parametrize(("name", "content", "why"), [
    ("册.pdf", b"%PDF-1.4", "不能上传"), ("册.xlsx", b"not a workbook", "不是 xlsx"), ("册.xls", b"%PDF", "不是 xls")])
def test_a_wrong_file_is_refused_with_a_sentence(cast, name, content, why):
    client = cast.client("li")
    answer = client.post(IMPORTS, {"sheet": SimpleUploadedFile(name, content)}, follow=True,
                         headers={"Referer": f"http://testserver{IMPORTS}"})
    assert why in answer.content.decode()
    assert not Import.objects.exists()


def test_the_blank_sheet_holds_every_heading(cast):
    book = openpyxl.load_workbook(io.BytesIO(cast.client("li").get(f"{IMPORTS}template/").content))
    heads = [cell.value for cell in next(book.active.iter_rows())]
    assert {"姓名*", "证件号码", "所属工会*", "入会日期"} <= set(heads)
    assert not {"记录号", "版本"} & set(heads)


def test_who_may_not_import_is_told(cast):
    assert cast.client("zhao").get(IMPORTS).status_code == 403
    run = start(cast.zhang, "people.members", "册.csv", sheet([line(1, cast.zhang_union)]))
    assert cast.client("li").get(reverse("rosters:run", args=[run.pk])).status_code == 404


def test_what_is_exported_comes_in_again_and_changes_nothing(cast):
    imported(cast.wang, [
        *(line(n, cast.li_union) for n in range(4)),
        line(5, cast.li_union, 会员状态="退会", 离会日期="2012-01-01"),
        line(6, cast.li_union, 证件号码="", 是否农民工="是"),
        line(7, cast.li_union, 会员状态="保留会籍", 离会日期="2011-01-01")])
    before = versions()
    for address, hidden in (("/people/roster/", True), ("/people/roster/unmasked/", False)):
        client = cast.client("wang")
        book = client.get(address) if hidden else client.post(address, {"reason": "上报市总核对"})
        text = str(list(openpyxl.load_workbook(io.BytesIO(book.content)).active.values))
        assert (line(1, cast.li_union)["证件号码"] in text) is not hidden
        run = take_in(start(cast.wang, "people.members", "册.xlsx", book.content), cast.wang)
        assert run.tally == {"add": 0, "change": 0, "same": 7, "review": 0, "refused": 0}
    assert before == versions()
    assert audit.Entry.objects.filter(act="export").count() == 2


def test_the_list_finds_by_each_of_its_ways(cast):
    imported(cast.wang, [line(1, cast.li_union, 姓名="曾国华"), line(2, cast.zhang_union, 姓名="单雄信")])
    client = cast.client("wang")
    number = line(1, cast.li_union)["证件号码"]
    for text in ("曾国", "zengguo", "zgh", number[-4:], number, "138000"):
        assert "曾国华" in client.get("/people/", {"q": text}).content.decode(), text
    assert "单雄信" in client.get("/people/", {"q": "shan"}).content.decode()
    assert "单雄信" not in cast.client("li").get("/people/").content.decode()
    assert number not in client.get("/people/").content.decode()


def test_the_list_costs_few_queries(cast):
    imported(cast.wang, [line(n, cast.li_union) for n in range(60)])
    assert queries(cast.client("li"), "/people/", standing="member") <= 12


def test_a_member_is_entered_on_the_page_in_the_sheets_words(cast):
    client = cast.client("li")
    answer = client.post("/people/add/", typed(1, cast.li_union, joined_on="2999-01-01", ethnicity=""))
    assert "不能晚于今天，请核对。" in answer.content.decode()
    client.post("/people/add/", typed(1, cast.li_union))
    person = Person.objects.get()
    assert (person.birth_date, person.sex) == (date(1966, 1, 3), line(1, cast.li_union)["性别"])
    assert person.memberships.get().org == cast.li_union
    again = client.post("/people/add/", typed(1, cast.li_union))
    assert "已经登记" in again.content.decode()
    assert audit.Entry.objects.filter(record=person.pk, act="add").count() == 1


def test_a_number_registered_beyond_the_scope_goes_to_the_county(cast):
    imported(cast.wang, [line(1, cast.zhang_union)])
    answer = cast.client("li").post("/people/add/", typed(1, cast.li_union))
    assert "该证件号已登记，已转县总核对。" in answer.content.decode()
    assert Review.objects.get().kind == Review.ELSEWHERE


def test_a_correction_keeps_hidden_numbers_and_refuses_a_strangers(cast):
    imported(cast.wang, [line(1, cast.li_union), line(2, cast.zhang_union)])
    person, client = Person.objects.get(org=cast.li_union), cast.client("li")
    shown = client.get(f"/people/{person.pk}/edit/").content.decode()
    assert person.id_number not in shown
    said = {"name": person.name, "id_number": "**************" + person.id_number[-4:], "_version": 1, "job": "车工",
            "id_kind": "居民身份证", "bank_card": "*" * 15 + "0004", "phone": person.phone}
    client.post(f"/people/{person.pk}/edit/", said)
    after = Person.objects.get(pk=person.pk)
    assert (after.job, after.ethnicity) == ("车工", "")
    assert (after.id_number, after.bank_card) == (person.id_number, person.bank_card)
    stranger = line(2, cast.zhang_union)["证件号码"]
    answer = client.post(f"/people/{person.pk}/edit/", said | {"id_number": stranger, "_version": 2})
    assert "已登记在另一人名下" in answer.content.decode()


def test_transfer_leave_retain_resume(cast):
    imported(cast.wang, [line(1, cast.li_union)])
    person, client = Person.objects.get(), cast.client("wang")
    client.post(f"/people/{person.pk}/transfer/", {"to_org": cast.zhang_union.pk, "on": "2010-06-01"})
    old, new = Membership.objects.order_by("joined_on")
    assert (str(old.left_on), old.left_why) == ("2010-06-01", "转出")
    assert (new.org, new.came_from, new.how) == (cast.zhang_union, old, "transfer")
    assert Person.objects.get().org == cast.zhang_union
    for act, said in (("retain", {"why": "退休"}), ("resume", {}), ("leave", {"why": "退会"})):
        early = client.post(f"/people/{person.pk}/{act}/", {"on": "2010-01-01", **said})
        assert "不能早于入会日期" in early.content.decode()
        assert client.post(f"/people/{person.pk}/{act}/", {"on": "2012-01-01", **said}).status_code == 302
    new.refresh_from_db()
    resumed = new.went_to.get()
    assert (str(new.retained_on), str(new.left_on), new.left_why) == ("2012-01-01", "2012-01-01", "恢复会籍")
    assert (resumed.how, resumed.retained_on, str(resumed.left_on)) == ("resume", None, "2012-01-01")
    assert "没有有效的会籍" in client.post(f"/people/{person.pk}/leave/", {"on": "2013-01-01", "why": "退会"}).content.decode()
    assert cast.client("li").post(f"/people/{person.pk}/leave/", {"on": "2013-01-01", "why": "退会"}).status_code == 404


def test_the_years_in_which_a_membership_was_retained_stay_so(cast):
    imported(cast.wang, [line(1, cast.li_union)])
    person, client = Person.objects.get(), cast.client("li")
    client.post(f"/people/{person.pk}/retain/", {"on": "2010-06-01", "why": "失业"})
    client.post(f"/people/{person.pk}/resume/", {"on": "2012-03-01"})
    client.post(f"/people/{person.pk}/retain/", {"on": "2014-06-01", "why": "退休"})
    said = {year: [FIGURES[f"people.{name}"].value(cast.li, Period.year(year))
                   for name in ("members", "members_retained", "joined", "left")] for year in range(2009, 2015)}
    assert said == {2009: [1, 0, 0, 0], 2010: [0, 1, 0, 0], 2011: [0, 1, 0, 0], 2012: [1, 0, 0, 0],
                    2013: [1, 0, 0, 0], 2014: [0, 1, 0, 0]}
    again = imported(cast.li, [line(1, cast.li_union)])
    assert (again.tally["same"], again.tally["refused"]) == (1, 0)
    told = look_through(again, cast.li).seen["warned"]
    assert [count for sentence, count in told.items() if "登记为保留会籍" in sentence] == [1]


@pytest.mark.parametrize("standing", ["保留会籍", "退会"])
def test_a_sheet_does_not_end_a_membership_before_it_began(cast, standing):
    imported(cast.wang, [line(1, cast.li_union)])
    early = line(1, cast.li_union, 会员状态=standing, 离会日期="2001-02-03", 入会日期="")
    run = imported(cast.li, [early])
    assert faults(run) == {2: {"离会日期": "与登记的入会日期、保留会籍日期前后矛盾，请核对。"}}
    term = Membership.objects.get()
    assert (term.retained_on, term.left_on) == (None, None)


def test_who_left_joins_again_on_his_page(cast):
    imported(cast.wang, [line(1, cast.li_union)])
    person, client = Person.objects.get(), cast.client("li")
    page = f"/people/{person.pk}/"
    again = {"to_org": cast.li_union.pk, "on": "2012-03-01"}
    assert "不用重新入会" in client.post(f"{page}rejoin/", again).content.decode()
    client.post(f"{page}leave/", {"on": "2012-03-02", "why": "退会"})
    assert f"{page}rejoin/" in client.get(page).content.decode()
    assert "不能早于上次离会的日期" in client.post(f"{page}rejoin/", again).content.decode()
    outside = client.post(f"{page}rejoin/", {"to_org": cast.zhang_union.pk, "on": "2013-01-01"})
    assert outside.status_code == 422
    assert client.post(f"{page}rejoin/", again | {"on": "2013-01-01"}).status_code == 302
    term = Membership.objects.get(left_on=None)
    assert (term.how, str(term.joined_on), term.org) == ("rejoin", "2013-01-01", cast.li_union)
    assert FIGURES["people.joined"].value(cast.li, Period.year(2013)) == 0
    assert FIGURES["people.members"].value(cast.li, Period.year(2013)) == 1
    assert "重新入会" in client.get(f"{page}?tab=timeline").content.decode()


def test_a_new_unions_sheet_does_not_move_a_transfer_back_to_the_first_joining(cast):
    """Rosters tell since when somebody is a member at all; the register keeps that in the union of that time."""
    imported(cast.wang, [line(1, cast.li_union)])
    first = Membership.objects.get().joined_on
    page = f"/people/{Person.objects.get().pk}/transfer/"
    cast.client("wang").post(page, {"to_org": cast.zhang_union.pk, "on": "2014-06-01"})
    run = imported(cast.zhang, [line(1, cast.zhang_union)])
    assert run.tally == {"add": 0, "change": 0, "same": 1, "review": 0, "refused": 0}
    assert [str(row.joined_on) for row in Membership.objects.order_by("joined_on")] == [str(first), "2014-06-01"]
    assert FIGURES["people.members"].value(cast.wang, Period.year(2013)) == 1


def test_a_proposal_is_decided(cast):
    imported(cast.wang, [line(1, cast.li_union)])
    imported(cast.wang, [line(1, cast.zhang_union)])
    known = line(1, cast.li_union)
    imported(cast.wang, [{"姓名": known["姓名"], "手机号": known["手机号"], "所属工会": cast.li_union.name, "入会日期": "2009-09-09"}])
    transfer, alike = Review.objects.order_by("id")
    assert cast.client("li").post(f"/people/reviews/{transfer.pk}/accept/", {"on": today()}).status_code == 403
    client = cast.client("wang")
    client.post(f"/people/reviews/{transfer.pk}/accept/", {"on": today()})
    client.post(f"/people/reviews/{alike.pk}/decline/", {"on": today(), "note": "父子同名"})
    assert {review.status for review in Review.objects.all()} == {"accepted", "declined"}
    assert Membership.objects.get(how="transfer").org == cast.zhang_union
    other = Person.objects.get(id_index=None)
    assert (other.name, str(other.memberships.get().joined_on)) == (known["姓名"], "2009-09-09")
    assert client.get("/people/reviews/").status_code == 200
    assert client.get(f"/people/reviews/{alike.pk}/").status_code == 200


def test_the_sheet_of_a_person_and_a_reveal_with_its_reason(cast):
    imported(cast.wang, [line(1, cast.li_union)])
    person, client = Person.objects.get(), cast.client("li")
    for tab in ("", "?tab=memberships", "?tab=honours", "?tab=timeline"):
        shown = client.get(f"/people/{person.pk}/{tab}").content.decode()
        assert person.id_number not in shown
    assert "由花名册登记了" in shown
    answer = client.post(f"/people/{person.pk}/reveal/id_number/", {"reason": "办理互助保障理赔"})
    assert person.id_number in answer.content.decode()
    assert audit.Entry.objects.get(act="reveal").note == "办理互助保障理赔"


def test_an_honour_is_entered(cast):
    imported(cast.wang, [line(1, cast.li_union)])
    person, client = Person.objects.get(), cast.client("li")
    answer = client.post(f"/people/{person.pk}/honour/", {
        "title": "县劳动模范", "level": "county", "body": "县人民政府", "awarded_on": "2010-04-30"})
    assert answer.status_code == 302
    assert Honour.objects.get().person == person
