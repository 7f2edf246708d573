"""The member roster: who a row is, and every kind of line that real sheets hold."""
import io

import openpyxl
import pytest

from gonghui.core import audit
from gonghui.core.rosters import books
from gonghui.core.rosters.models import Import
from gonghui.core.rosters.run import look_through, start, take_in
from gonghui.core.rosters.undo import undo
from gonghui.core.writing import write
from gonghui.registry.people.models import Membership, Person, Review

from .made import HEADINGS, faults, id_number, imported, line, sheet, today

pytestmark = pytest.mark.django_db


def entries(cast, act):
    return audit.Entry.objects.filter(county=cast.county, act=act)


def test_a_good_sheet_becomes_persons_memberships_and_one_entry_each(cast):
    run = imported(cast.wang, [line(n, cast.li_union) for n in range(6)])
    assert run.tally == {"add": 6, "change": 0, "same": 0, "review": 0, "refused": 0}
    person = Person.objects.get(name="王建建")
    assert (person.pinyin, person.initials, person.org, person.version) == ("wangjianjian", "wjj", cast.li_union, 1)
    assert person.id_number == id_number(0, "19650103")
    assert person.bank_card == "6217000000000000004"
    own = person.memberships.get()
    assert (str(own.joined_on), own.left_on, own.org, own.how) == ("2008-05-01", None, cast.li_union, "join")
    assert entries(cast, "import.add").count() == 6
    assert audit.broken(cast.county) is None


def test_the_same_sheet_again_changes_nothing(cast):
    lines = [line(n, cast.li_union) for n in range(6)] + [line(7, cast.li_union, 证件号码="")]
    imported(cast.wang, lines)
    before = audit.Entry.objects.filter(model="people.person").count()
    run = imported(cast.wang, lines)
    assert run.tally == {"add": 0, "change": 0, "same": 7, "review": 0, "refused": 0}
    assert audit.Entry.objects.filter(model="people.person").count() == before
    assert Person.objects.count() == 7


def test_a_changed_cell_changes_its_field_only_and_says_so(cast):
    imported(cast.wang, [line(1, cast.li_union), line(2, cast.li_union)])
    run = imported(cast.wang, [line(1, cast.li_union, 手机号="13900000001"), line(2, cast.li_union, 民族="满族", 工种="")])
    assert run.tally["change"] == 2
    first, second = Person.objects.get(phone="13900000001"), Person.objects.get(ethnicity="满族")
    assert (first.version, first.job, second.job) == (2, "焊工", "焊工")  # an empty cell leaves what is registered
    assert entries(cast, "import.change").get(record=first.pk).details["fields"] == ["phone"]


def test_every_bad_line_is_named_with_its_column_and_no_other_suffers(cast):
    wrong = id_number(3, "19680103")[:-1] + ("0" if id_number(3, "19680103")[-1] != "0" else "1")
    run = imported(cast.wang, [
        line(0, cast.li_union),
        line(1, cast.li_union, 姓名=""),
        line(3, cast.li_union, 证件号码=wrong),
        line(4, cast.li_union, 出生日期="1985-13-45"),
        line(5, cast.li_union, 证件号码=id_number(0, "19650103")),
        line(6, cast.li_union, 性别="女" if line(6, cast.li_union)["性别"] == "男" else "男"),
        line(7, cast.li_union, 所属工会="没有这个工会"),
        line(8, cast.li_union, 学历="学士后"),
        line(9, cast.li_union, 入会日期="2999-01-01"),
        line(10, cast.li_union),
    ])
    assert {number: list(why) for number, why in faults(run).items()} == {
        3: ["姓名"], 4: ["证件号码"], 5: ["出生日期"], 6: ["性别", "出生日期", "证件号码"], 7: ["性别"], 8: ["所属工会"],
        9: ["学历"], 10: ["入会日期"]}
    assert faults(run)[6]["证件号码"] == "与第2行重复，请核对后只保留一行。"
    assert run.tally["add"] == Person.objects.count() == 2


def test_a_bad_first_line_does_not_make_its_good_twin_a_duplicate(cast):
    run = imported(cast.wang, [line(1, cast.li_union, 入会日期="不详"), line(1, cast.li_union)])
    assert list(faults(run)) == [2]
    assert run.tally["add"] == 1


def test_a_number_registered_under_another_name_is_refused(cast):
    imported(cast.wang, [line(1, cast.li_union)])
    number = line(1, cast.li_union)["证件号码"]
    run = imported(cast.wang, [line(1, cast.li_union, 姓名="赵六"), line(2, cast.li_union, 证件号码=number)])
    assert "登记的姓名与此不同" in faults(run)[2]["姓名"]
    assert "不一致" in faults(run)[3]["出生日期"]
    assert "登记的姓名与此不同" in faults(run)[3]["姓名"]  # said as well, although the line is bad anyway


def test_an_active_member_of_another_union_becomes_a_proposal(cast):
    imported(cast.wang, [line(1, cast.li_union)])
    for _again in range(2):
        run = imported(cast.wang, [line(1, cast.zhang_union, 手机号="13911111111")])
        assert run.tally == {"add": 0, "change": 0, "same": 0, "review": 1, "refused": 0}
    review = Review.objects.get()
    assert (review.kind, review.org, review.from_org) == ("transfer", cast.zhang_union, cast.li_union)
    assert Person.objects.get().phone != "13911111111"  # contacts belong to the present union
    assert {review} == set(cast.li.rows(Review)) == set(cast.zhang.rows(Review))


def test_a_number_registered_beyond_the_scope_says_only_so(cast):
    imported(cast.wang, [line(1, cast.zhang_union)])
    run = imported(cast.li, [line(1, cast.li_union), line(2, cast.li_union)])
    assert faults(run) == {2: {"证件号码": "该证件号已登记，已转县总核对。"}}
    assert run.tally["add"] == 1
    assert Review.objects.get().kind == "elsewhere"
    assert not cast.li.rows(Review).exists()
    assert cast.wang.rows(Review).count() == 1


def test_a_township_officer_takes_in_his_own_part(cast):
    run = imported(cast.li, [line(1, cast.li_union), line(2, cast.zhang_union)])
    assert faults(run) == {3: {"所属工会": f"“{cast.zhang_union.name}”不在您的管辖范围内。"}}
    assert Person.objects.get().org == cast.li_union


def test_without_a_number_a_namesake_is_put_up_and_matched_to_nobody(cast):
    imported(cast.wang, [line(1, cast.li_union)])
    known = line(1, cast.li_union)
    stranger = {"姓名": known["姓名"], "出生日期": "1990-02-02", "手机号": "13700000000", "所属工会": cast.li_union.name}
    run = imported(cast.wang, [
        {"姓名": known["姓名"], "出生日期": known["出生日期"], "所属工会": cast.li_union.name},
        {"姓名": known["姓名"], "手机号": known["手机号"], "所属工会": cast.li_union.name},
        stranger])
    assert run.tally == {"add": 1, "change": 0, "same": 0, "review": 2, "refused": 0}
    assert Person.objects.filter(id_index=None).get().birth_date.year == 1990
    again = imported(cast.wang, [stranger, dict(stranger)])
    assert again.tally == {"add": 0, "change": 0, "same": 1, "review": 1, "refused": 0}


def test_two_lines_alike_in_one_sheet_are_one_person_and_one_question(cast):
    bare = {"姓名": "钱七", "手机号": "13700000001", "所属工会": cast.li_union.name}
    run = imported(cast.wang, [bare, dict(bare, 手机号="13700000001", 工种="电工")])
    assert (run.tally["add"], run.tally["review"]) == (1, 1)
    assert Review.objects.get().person == Person.objects.get()


def test_fifteen_digits_find_the_person_of_eighteen(cast):
    number = id_number(4, "19700103")
    imported(cast.wang, [line(1, cast.li_union, 姓名="孙八", 证件号码=number, 出生日期="", 性别="")])
    old = number[:6] + number[8:17]
    run = imported(cast.wang, [line(1, cast.li_union, 姓名="孙八", 证件号码=old, 出生日期="", 性别="")])
    assert run.tally["same"] == 1


def test_leaving_and_coming_back(cast):
    imported(cast.wang, [line(1, cast.li_union), line(2, cast.li_union)])
    imported(cast.wang, [line(1, cast.li_union, 会员状态="退会", 离会日期="2015-03-01"),
                         line(2, cast.li_union, 会员状态="保留会籍", 离会日期="2016-01-01")])
    left, kept = Membership.objects.get(left_why="退会"), Membership.objects.get(left_on=None)
    assert (str(left.left_on), str(kept.retained_on), kept.retained_why) == ("2015-03-01", "2016-01-01", "保留会籍")
    old = imported(cast.wang, [line(1, cast.li_union)])
    assert "已于2015-03-01离会" in faults(old)[2]["会员状态"]  # an old sheet brings nobody back
    imported(cast.wang, [line(1, cast.li_union, 入会日期="2018-07-01")])
    assert Membership.objects.filter(how="rejoin", left_on=None).get().person == left.person


def test_a_member_who_has_left_comes_in_with_his_day(cast):
    run = imported(cast.wang, [line(1, cast.li_union, 会员状态="转出"), line(2, cast.li_union, 会员状态="退会", 离会日期="2012-12-31")])
    assert run.tally["add"] == 2
    assert {str(m.left_on) for m in Membership.objects.all()} == {str(today()), "2012-12-31"}
    assert imported(cast.wang, [line(1, cast.li_union, 会员状态="转出")]).tally["same"] == 1


def test_totals_blank_lines_and_serial_numbers_are_no_rows(cast):
    lines = [{"序号": "1"} | line(1, cast.li_union), {"序号": "2"}, {}, {"序号": "合计", "手机号": "1人"},
             {"序号": "制表人：王一"}]
    run = imported(cast.wang, lines)
    assert run.tally == {"add": 1, "change": 0, "same": 0, "review": 0, "refused": 0}


def test_an_unknown_heading_is_asked_about(cast):
    content = sheet([line(1, cast.li_union, 血型="A", 移动号码="13912345678")])
    run = look_through(start(cast.wang, "people.members", "册.csv", content), cast.wang)
    assert run.seen["unknown"] == ["血型", "移动号码"]
    assert "tally" not in run.seen
    run.mapping = {"血型": "", "移动号码": "phone", "手机号": ""}
    run = look_through(run, cast.wang)
    assert run.seen["tally"]["add"] == 1
    take_in(run, cast.wang)
    assert Person.objects.get().phone == "13912345678"


def test_a_missing_heading_is_named(cast):
    run = look_through(start(cast.wang, "people.members", "册.csv", "名字,电话\n王一,13800138000\n".encode()), cast.wang)
    assert run.seen["missing"] == ["所属工会"]


def test_looking_through_writes_nothing_and_hides_numbers(cast):
    content = sheet([line(1, cast.li_union), line(2, cast.li_union, 姓名="")])
    run = look_through(start(cast.wang, "people.members", "册.csv", content), cast.wang)
    assert not Person.objects.exists()
    assert run.seen["tally"] == {"add": 1, "change": 0, "same": 0, "review": 0, "refused": 1}
    assert run.seen["faults"] == [[3, [["姓名", "姓名不能为空，请填写。"]]]]
    assert run.seen["first"][0][1][HEADINGS.index("证件号码")] == "*" * 14 + line(1, cast.li_union)["证件号码"][-4:]
    assert line(1, cast.li_union)["证件号码"].encode() not in bytes(run.understood)


def test_the_error_workbook_repaired_comes_in_as_it_is(cast):
    run = imported(cast.wang, [line(1, cast.li_union), line(2, cast.li_union, 姓名=""), line(3, cast.li_union, 学历="秀才")])
    book = openpyxl.load_workbook(io.BytesIO(books.refused(run)))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert [row[:2] for row in rows[1:]] == [["3", "姓名：姓名不能为空，请填写。"], ["4", rows[2][1]]]
    assert rows[2][1].startswith("学历：“秀才”不在可选项中")
    places = {name: at + 1 for at, name in enumerate(rows[0])}
    book.active.cell(2, places["姓名"]).value = "冯九"
    book.active.cell(3, places["学历"]).value = "高中"
    repaired = io.BytesIO()
    book.save(repaired)
    again = take_in(start(cast.wang, "people.members", "改.xlsx", repaired.getvalue()), cast.wang)
    assert again.tally == {"add": 2, "change": 0, "same": 0, "review": 0, "refused": 0}
    assert again.seen == {}


def test_undo_takes_back_what_nobody_has_touched_since(cast):
    imported(cast.wang, [line(1, cast.li_union), line(2, cast.li_union)])
    run = imported(cast.wang, [line(1, cast.li_union, 手机号="13900000001"), line(2, cast.li_union, 会员状态="退会"),
                               line(3, cast.li_union), line(4, cast.li_union)])
    touched = Person.objects.get(id_index=Person.objects.get(phone=f"138{4:08d}").id_index)
    touched.job = "车工"
    write(touched, scope=cast.wang)
    undo(run, cast.wang)
    assert set(Person.objects.values_list("phone", flat=True)) == {f"138{n:08d}" for n in (1, 2, 4)}
    assert Membership.objects.filter(left_on=None).count() == 3
    assert run.left == [touched.pk.hex]
    assert entries(cast, "import.undo").count() >= 2
    assert audit.broken(cast.county) is None


def test_undo_leaves_whom_others_point_to(cast):
    run = imported(cast.wang, [line(1, cast.li_union), line(2, cast.li_union)])
    imported(cast.wang, [line(1, cast.zhang_union)])  # a proposal now points to the first
    undo(run, cast.wang)
    assert [person.pk.hex for person in Person.objects.all()] == run.left
    assert Import.objects.get(pk=run.pk).undone_at


def test_a_cell_hidden_by_an_export_means_unchanged(cast):
    imported(cast.wang, [line(1, cast.li_union)])
    person = Person.objects.get()
    row = line(1, cast.li_union, 证件号码="*" * 14 + "1234", 银行卡号="***", 工种="车工", 记录号=person.pk.hex, 版本="1")
    assert imported(cast.wang, [row]).tally["change"] == 1
    person.refresh_from_db()
    assert (person.job, person.bank_card) == ("车工", "6217000000000000004")
    assert person.id_number == line(1, cast.li_union)["证件号码"]
    late = imported(cast.wang, [row | {"工种": "钳工"}])
    assert "又被修改过" in faults(late)[2]["版本"]
    assert "认不出是谁" in faults(imported(cast.wang, [row | {"记录号": ""}]))[2]["证件号码"]
    assert "没有这条记录" in faults(imported(cast.zhang, [row]))[2]["记录号"]
