"""The sheets that come with the county do what the page beside them says."""
import pytest
from django.conf import settings

from gonghui.annual.summary.reading import read
from gonghui.core.rosters import ROSTERS
from gonghui.shell.demonstration import folder
from gonghui.shell.demonstration.books import bring_in
from gonghui.shell.demonstration.texts import SUMMARY

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheets(demonstration):
    return folder.write(demonstration.cast)


def taken_in(demonstration, sheets, name, who="sun", code="people.members", refused=0):
    return bring_in(demonstration.cast[who], code, name, (sheets / name).read_bytes(), refused)


def test_the_folder_lies_beside_the_data(sheets):
    assert sheets.parent == settings.DATA_DIR
    assert len(list((sheets / "空白表").iterdir())) == len(ROSTERS)
    assert "会员花名册.xlsx" in (sheets / "README.txt").read_text(encoding="utf-8-sig")


def test_the_members_sheet_has_one_wrong_line_in_a_hundred(demonstration, sheets):
    run = taken_in(demonstration, sheets, "会员花名册.xlsx", refused=7)
    assert run.tally == {"add": folder.NEW - 6, "change": 0, "same": 28, "review": 2, "refused": 7}
    again = taken_in(demonstration, sheets, "会员花名册.xlsx", refused=7)
    assert again.tally == {"add": 0, "change": 0, "same": folder.NEW - 6 + 28, "review": 2, "refused": 7}


def test_the_township_sheet_names_the_lines_that_are_not_its_own(demonstration, sheets):
    run = taken_in(demonstration, sheets, "白泉镇会员花名册.xlsx", who="li", refused=9)
    told = [sentence for _line, faults in run.seen["faults"] for _head, sentence in faults]
    assert sum("不在您的管辖范围内" in sentence for sentence in told) == 2


def test_the_sheets_the_county_was_made_from_change_nothing(demonstration, sheets):
    early = taken_in(demonstration, sheets, "原表/白泉镇新会员（2010年上半年）.xlsx", who="li")
    assert early.tally["add"] == early.tally["change"] == early.tally["review"] == 0
    assert taken_in(demonstration, sheets, "单位名册.xlsx", code="orgs.employers").tally["add"] == 0


def test_the_summary_to_read_tells_of_the_figures_of_the_records():
    found = {(one.value, one.unit) for one in read(SUMMARY)}
    assert {(25, "家"), (2515, "人"), (320, "人次"), (30, "人")} <= found
