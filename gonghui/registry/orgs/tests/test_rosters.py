"""The sheets of unions and employers: good lines, each kind of bad line, and taking an import back."""
import csv
import io
from datetime import date

import pytest

from gonghui.core.audit import Entry
from gonghui.core.rosters import books
from gonghui.core.rosters.models import unsealed
from gonghui.core.rosters.run import start, take_in
from gonghui.core.rosters.undo import undo
from gonghui.core.writing import write
from gonghui.registry.orgs import actions
from gonghui.registry.orgs.models import Employer, Org
from gonghui.registry.orgs.rosters import EmployerRoster, OrgRoster

CODE = "91110000600037341L"


def union(name="白泉镇砖厂工会", **said):
    return {"工会名称": name, "组织类型": "单一基层工会", "上级工会": "白泉镇总工会", "所在地": "白泉镇", "成立日期": "2010年3月5日",
            "会员人数": "32", "女会员": "12"} | said


def employer(name="白泉镇砖厂", **said):
    return {"单位名称": name, "统一社会信用代码": "", "归口工会": "白泉镇总工会", "单位类别": "私营企业", "职工人数": "40"} | said


def imported(scope, code, lines):
    """The finished import of the lines, as a .csv file."""
    out, headings = io.StringIO(), list(dict.fromkeys(name for line in lines for name in line))
    writer = csv.DictWriter(out, headings, restval="")
    writer.writeheader()
    writer.writerows(lines)
    return take_in(start(scope, code, "名册.csv", out.getvalue().encode()), scope)


def faults(run):
    """{line: {heading: sentence}} of an import."""
    return {line: dict(why) for part in run.parts.order_by("number") for line, why in unsealed(part.refused) or ()}


def tally(run):
    return {name: count for name, count in run.tally.items() if count}


def test_a_sheet_of_unions_becomes_founded_unions_in_their_places(cast):
    run = imported(cast.li, "orgs.unions", [union(), union("白泉镇商贸工会", 组织类型="联合工会", 成立日期="")])
    assert tally(run) == {"add": 2}
    org, preparing = Org.objects.get(name="白泉镇砖厂工会"), Org.objects.get(name="白泉镇商贸工会")
    assert (org.status, org.founded_on, org.members, org.members_women) == ("active", date(2010, 3, 5), 32, 12)
    assert (preparing.status, preparing.kind, preparing.founded_on) == ("preparing", "41", None)
    assert org.place().parent == preparing.place().parent == cast.li_town
    assert org.number != preparing.number
    entry = Entry.objects.get(record=org.pk)
    assert (entry.act, entry.details["line"]) == ("import.add", 2)


def test_the_same_sheet_again_changes_nothing_and_an_empty_cell_leaves_what_is(cast):
    imported(cast.li, "orgs.unions", [union()])
    entries = Entry.objects.filter(model="orgs.org").count()
    assert tally(imported(cast.li, "orgs.unions", [union(会员人数="", 女会员="")])) == {"same": 1}
    assert Entry.objects.filter(model="orgs.org").count() == entries
    assert tally(imported(cast.li, "orgs.unions", [union(会员人数="35")])) == {"change": 1}
    assert Org.objects.get(name="白泉镇砖厂工会").members == 35


@pytest.mark.parametrize(("said", "heading", "words"), [
    ({"工会名称": ""}, "工会名称", "不能为空"),
    ({"工会名称": "渭津镇粮库工会"}, "工会名称", "不在您的管辖范围内"),
    ({"组织类型": ""}, "组织类型", "须填写组织类型"),
    ({"组织类型": "县总工会"}, "组织类型", "不在可选项中"),
    ({"上级工会": "没有的工会"}, "上级工会", "没有名为“没有的工会”的工会"),
    ({"上级工会": "渭津镇总工会"}, "上级工会", "不在您的管辖范围内"),
    ({"所在地": "没有的镇"}, "所在地", "没有名为“没有的镇”的乡镇"),
    ({"成立日期": "2999-01-01"}, "成立日期", "不能晚于今天"),
    ({"成立日期": "去年"}, "成立日期", "不是有效日期"),
    ({"会员人数": "三十"}, "会员人数", "应为整数"),
    ({"工会统一社会信用代码": "812204221234567881"}, "工会统一社会信用代码", ""),
    ({"工会名称": "白泉镇机械厂工会", "上级工会": "白泉镇机械厂工会"}, "上级工会", "移动请在这个工会的页面上办理"),
    ({"工会名称": "白泉镇机械厂工会"}, "成立日期", "更正请在这个工会的页面上办理"),
])
def test_a_bad_line_is_named_and_the_good_ones_are_kept(cast, said, heading, words):
    run = imported(cast.li, "orgs.unions", [union(**said), union("白泉镇酒厂工会")])
    assert tally(run) == {"add": 1, "refused": 1}
    assert words in faults(run)[2][heading]


def test_what_the_table_itself_refuses_is_refused_in_words(cast):
    code = "812204221234567882"
    run = imported(cast.li, "orgs.unions", [
        union(工会统一社会信用代码=code), union("白泉镇酒厂工会", 工会统一社会信用代码=code), union("白泉镇酒厂工会", 女会员="33")])
    assert tally(run) == {"add": 1, "refused": 2}
    assert "与第2行重复" in str(faults(run)[3])
    again = imported(cast.li, "orgs.unions", [union("白泉镇油厂工会", 工会统一社会信用代码=code)])
    assert "已属于另一个工会" in str(faults(again)[2])


def test_former_names_of_a_township_find_it(cast):
    run = imported(cast.wang, "orgs.unions", [union("粮食联合工会", 上级工会="东辽县总工会", 所在地="金洲乡")])
    assert tally(run) == {"add": 1}
    assert Org.objects.get(name="粮食联合工会").division_id == "220422203"


def test_an_import_of_unions_is_taken_back_but_for_what_was_used_since(cast):
    run = imported(cast.li, "orgs.unions", [union(), union("白泉镇酒厂工会"), union("白泉镇油厂工会")])
    used, changed = Org.objects.get(name="白泉镇酒厂工会"), Org.objects.get(name="白泉镇油厂工会")
    write(Employer(name="白泉镇酒厂", org=used), scope=cast.li)
    changed.members = 99
    write(changed, scope=cast.li)
    run = undo(run, cast.li)
    assert set(run.left) == {used.pk.hex, changed.pk.hex}
    assert not Org.objects.filter(name="白泉镇砖厂工会").exists()
    assert used.place() is not None


def test_a_changed_union_goes_back_to_what_it_was(cast):
    imported(cast.li, "orgs.unions", [union()])
    run = imported(cast.li, "orgs.unions", [union(会员人数="40", 人数统计日期="2011-01-01", 行业="制造业")])
    assert undo(run, cast.li).left == []
    org = Org.objects.get(name="白泉镇砖厂工会")
    assert (org.members, org.counted_on, org.industry, org.version) == (32, None, "", 3)


def test_employers_are_found_by_code_then_by_name(cast):
    first = imported(cast.li, "orgs.employers", [employer(), employer("白泉镇酒厂", 统一社会信用代码=CODE)])
    assert tally(first) == {"add": 2}
    again = imported(cast.li, "orgs.employers", [
        employer(), employer("白泉镇酿酒厂", 统一社会信用代码=CODE), employer("白泉镇油厂", 单位类别="国有企业")])
    assert tally(again) == {"add": 1, "same": 1, "change": 1}
    assert Employer.objects.get(credit_code=CODE).name == "白泉镇酿酒厂"
    assert Employer.objects.get(name="白泉镇油厂").kind == "110"


@pytest.mark.parametrize(("said", "heading", "words"), [
    ({"单位名称": ""}, "单位名称", "不能为空"),
    ({"统一社会信用代码": "91110000600037341X"}, "统一社会信用代码", "请核对"),
    ({"归口工会": "渭津镇总工会"}, "归口工会", "不在您的管辖范围内"),
    ({"单位类别": "外星企业"}, "单位类别", "不在可选项中"),
    ({"单位名称": "别家的厂"}, "统一社会信用代码", "请与县总工会核对"),
    ({"单位名称": "白泉镇酒厂"}, "单位名称", "与第2行重复"),
])
def test_a_bad_line_of_an_employer_is_named(cast, said, heading, words):
    Employer.objects.create(county=cast.county, name="别家的厂", org=cast.zhang_union)
    run = imported(cast.li, "orgs.employers", [employer("白泉镇酒厂"), employer(**said)])
    assert tally(run) == {"add": 1, "refused": 1}
    assert words in faults(run)[3][heading]


@pytest.mark.parametrize("declared", [OrgRoster, EmployerRoster])
def test_what_is_exported_comes_in_again_unchanged(cast, declared):
    imported(cast.wang, "orgs.unions", [union(行业="制造业", 批复文号="东工发〔2010〕12号")])
    imported(cast.wang, "orgs.employers", [employer(统一社会信用代码=CODE, 行业="制造业"), employer("白泉镇油厂")])
    roster, rows = declared(cast.li, date(2026, 1, 1)), cast.li.rows(declared.model).exclude(pk=cast.li_town.pk)
    book = books.filled(roster, roster.lines(rows.order_by("pk")))
    run = take_in(start(cast.li, declared.code, "导出.xlsx", book), cast.li)
    assert tally(run) == {"same": rows.count()}, faults(run)


def test_an_exported_line_that_somebody_changed_since_is_refused(cast):
    roster = OrgRoster(cast.li, date(2026, 1, 1))
    book = books.filled(roster, [line | {"members": "50"} for line in roster.lines(
        cast.li.rows(Org).filter(pk=cast.li_union.pk))])
    cast.li_union.workers = 60
    write(cast.li_union, scope=cast.li)
    run = take_in(start(cast.li, "orgs.unions", "导出.xlsx", book), cast.li)
    assert "请重新导出" in faults(run)[2]["版本"]


def test_a_record_number_of_somebody_elses_is_not_taken(cast):
    for number in (cast.zhang_union.pk.hex, "nonsense"):
        run = imported(cast.li, "orgs.unions", [union(记录号=number)])
        assert "登记中没有这条记录" in faults(run)[2]["记录号"]


def test_a_moved_union_keeps_its_line(cast):
    actions.move(cast.li_union, parent=cast.zhang_town, on=date(2015, 7, 1), scope=cast.wang)
    run = imported(cast.wang, "orgs.unions", [union(cast.li_union.name, 上级工会="渭津镇总工会", 成立日期="")])
    assert tally(run) == {"change": 1}
