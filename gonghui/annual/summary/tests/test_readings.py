"""Reading a summary: what is found is a proposal; only what a person confirmed is compared."""
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from gonghui.annual.summary import reading, rules
from gonghui.annual.summary import reading_actions as actions
from gonghui.annual.summary import reading_lines as lines
from gonghui.annual.summary.actions import draft, start
from gonghui.annual.summary.comparing import comparison
from gonghui.annual.summary.models import Section, Summary
from gonghui.annual.summary.readings import OTHER, ReadFigure, Reading
from gonghui.core.audit import Entry
from gonghui.core.figures.declared import MONEY
from gonghui.core.writing import write

from .told import TEXT, confirm, figure, found, upload

pytestmark = pytest.mark.django_db


def test_every_figure_is_kept_with_its_value_and_proposals(made):
    assert (made.title, made.first, made.last) == ("南川县总工会2005年工作总结", date(2005, 1, 1), date(2005, 12, 20))
    assert made.text == TEXT
    known = {row.text: row for row in found(made, "figures")}
    assert figure(made, "31.5").value == Decimal(315000) and figure(made, "31.5").kind == "money"
    assert figure(made, "4.2").bound == "ge"
    assert figure(made, "2家").proposals[0] == "ORG02"
    assert len(known) == 6
    assert not found(made, "confirmed")


@pytest.mark.parametrize("text, day", [
    ("正文。\n2010年11月11日", date(2010, 11, 11)), ("正文。2010年11月11日 \n", date(2010, 11, 11)),
    ("2010年11月11日开会。", None), ("2010年13月1日", None)])
def test_a_paper_is_dated_at_its_end(text, day):
    assert rules.written_on(text) == day


def test_the_same_file_again_is_the_same_reading(made, office):
    assert actions.take_in(upload(), office.reader) == (made, False)
    assert Reading.objects.count() == 1


def told(made, scope):
    """{text: (figure's code, whether it agrees)}"""
    return {row.text: (figure and figure.code, agrees)
            for row, figure, _cell, agrees in actions.held(found(made, "figures"), made, scope)}


def test_a_figure_is_held_against_the_records(made, office):
    said = told(made, office.reader)
    assert said["2家"] == ("orgs.founded", True)  # the two basic unions of the cast were founded on 1 May 2005
    assert said["3120人"] == ("people.joined", False)
    assert said["88台"] == (None, None)


def test_anothers_summary_says_nothing_of_our_records(office):
    made, _new = actions.take_in(upload(), office.reader, ours=False)
    assert told(made, office.reader)["3120人"] == ("people.joined", None)


def test_money_is_told_in_yuan_and_kept_in_fen():
    money, heads = SimpleNamespace(unit=MONEY), SimpleNamespace(unit="人")
    assert actions.told_value(money, SimpleNamespace(value=15400050)) == Decimal("154000.50")
    assert actions.told_value(heads, SimpleNamespace(value=30)) == 30
    assert actions.told_value(money, SimpleNamespace(value=None)) is None


def test_confirming_and_taking_back_leave_a_trace(made, office):
    row = figure(made, "2家")
    assert confirm(made, office.reader, _2家="ORG02") == 1
    row.refresh_from_db()
    assert row.concept == "ORG02" and row.confirmed_by_id == office.reader.account_id
    actions.unconfirm(row, office.reader)
    row.refresh_from_db()
    assert row.confirmed_at is None and row.likely == "ORG02"
    assert list(Entry.objects.filter(record=row.pk).order_by("id").values_list("act", flat=True)) == [
        "confirm", "unconfirm"]


def test_a_second_confirmation_changes_nothing(made, office):
    confirm(made, office.reader, _2家="ORG02")
    assert confirm(made, office.wang, _2家="ORG01") == 0
    assert figure(made, "2家").concept == "ORG02"


def test_what_is_no_figure_is_never_confirmed(made, office):
    for row in found(made, "others"):
        assert actions.confirm(made, {row.pk: OTHER}, office.reader) == 0


def test_only_confirmed_figures_of_the_catalogue_are_compared(made, office):
    confirm(made, office.reader, _2家="ORG02", _88台=OTHER)
    table = actions.compared(office.reader.rows(ReadFigure))
    assert {concept: [row.text for row in papers[made.pk]] for concept, papers in table.items()} == {"ORG02": ["2家"]}


def test_a_figure_told_twice_in_a_paper_stands_once(office):
    text = "2005年工作总结\n全年新建基层工会2家。\n组织建设方面，新建基层工会2家，新建基层工会3家。"
    made, _new = actions.take_in(upload(text), office.reader)
    rows = found(made, "figures")
    actions.confirm(made, {row.pk: "ORG02" for row in rows}, office.reader)
    assert len(rows) == 3
    assert [row.text for row in actions.compared(office.reader.rows(ReadFigure))["ORG02"][made.pk]] == ["2家", "3家"]


def test_the_last_summary_stands_beside_the_next_as_far_as_it_was_confirmed(made, office):
    actions.take_in(upload(TEXT.replace("2005", "2004"), "去年.txt"), office.reader, ours=False)
    summary = Summary(county=office.county, org=office.top, title="南川县总工会2006年工作总结",
                      first=date(2006, 1, 1), last=date(2006, 12, 31))
    start(summary, office.reader)
    section = Section.objects.filter(summary=summary).order_by("place").first()
    section.text = "新建工会{orgs.founded}。"
    write(section, scope=office.reader)

    def last_told():
        return [[row.text for row in line.told] for line in comparison(draft(summary, office.reader), summary,
                office.reader) if line.number.figure.code == "orgs.founded"]

    assert last_told() == [[]]
    confirm(made, office.reader, _2家="ORG02")
    assert last_told() == [["2家"]]


@pytest.mark.parametrize("text, title", [
    ("1\n南川县总工会\n2005年工作总结\n县委：", "南川县总工会2005年工作总结"),
    ("1南川县2005年工作情况\n全年发展会员3人。", "南川县2005年工作情况")])
def test_a_paper_is_called_by_its_heading(text, title):
    assert actions.title_of(text, [reading.Found("1", 0, 1, "page")]) == title


def test_a_sentence_is_cut_out_around_its_figure():
    text = "去年不错。全年发展会\n员30人，很好；别的。"
    assert lines.sentence(text, text.index("30"), text.index("30") + 3) == ("全年发展会员", "30人", "，很好")


def test_the_text_is_marked_in_place(made):
    pieces = lines.marked(TEXT, found(made, "figures"))
    assert "".join(piece for piece, _row in pieces) == TEXT
    assert [piece for piece, row in pieces if row][:3] == ["2家", "3120人", "4.2万余人"]


@pytest.mark.parametrize("sort, first", [
    ("place", "2家"), ("-place", "88台"), ("-value", "31.5万元"), ("records", "3120人"), ("-kind", "31.5万元")])
def test_the_lines_are_sorted(made, office, sort, first):
    assert lines.lines(made, found(made, "figures"), office.reader, sort)[0].row.text == first


def test_a_number_beyond_all_measure_is_flagged(office):
    made, _new = actions.take_in(upload("2005年工作总结\n发展会员" + "9" * 30 + "人。"), office.reader)
    assert [(row.value, bool(row.damaged), row.confident) for row in found(made, "figures")] == [(None, True, False)]


def test_the_township_does_not_see_the_countys_readings(made, office):
    assert not office.li.rows(Reading).exists()
    assert not office.zhang.rows(ReadFigure).exists()
