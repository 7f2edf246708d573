"""What is said of a Word paper after someone was at it."""

import zipfile
from dataclasses import fields, replace

import pytest

from gonghui.core.papers.compare import Differences, compare
from gonghui.core.papers.paper import Number, Para, Table
from gonghui.core.papers.reading import NotAPaper, read_docx
from gonghui.core.papers.word import write_docx
from tests.papers.spoil import (
    append,
    copy_paragraph,
    drop_paragraph,
    edit,
    empty,
    move_paragraph,
    remove_control,
    replace_words,
    swap,
    track,
    type_after,
    type_over,
    unwrap,
    wrap_paragraph,
)


@pytest.fixture
def after(paper, tmp_path):
    """Issues the paper, spoils it as told, and compares."""

    def spoil(*changes, paper=paper) -> Differences:
        path = tmp_path / "paper.docx"
        write_docx(paper, path)
        edit(path, *changes)
        return compare(paper.numbers(), paper.text(), read_docx(path))

    return spoil


def kinds(found: Differences) -> set[str]:
    return {kind.name for kind in fields(found) if getattr(found, kind.name)}


def told(differences) -> list[tuple]:
    return [(one.tag.rpartition(":")[2], one.was, one.now) for one in differences]


def test_untouched(after):
    found = after()
    assert kinds(found) == set()
    assert found.figures_stand()


def test_typed_over(after):
    found = after(type_over(2, "65"))
    assert kinds(found) == {"typed_over"}
    assert not found.figures_stand()
    (one,) = found.typed_over
    assert (one.tag, one.was, one.now) == ("S2031-2:2", "56", "65")
    assert (one.paragraph, one.excerpt) == (8, "工1,234户，全年新增65户，脱困78户。")


def test_typed_over_in_several_runs(after):
    assert told(after(type_over(1, "1,", "3", "00")).typed_over) == [("1", "1,234", "1,300")]


def test_typed_in_several_runs_but_the_same(after):
    assert kinds(after(type_over(1, "1,", "23", "4"))) == set()


def test_digit_typed_behind_the_control(after):
    found = after(type_after(5, "0"))
    assert told(found.typed_over) == [("5", "320", "3200")]
    assert not found.added


def test_control_deleted_and_another_number_typed(after):
    found = after(remove_control(4, instead="16.8"))
    assert told(found.typed_over) == [("4", "15.4", "16.8")]
    assert kinds(found) == {"typed_over"}


def test_control_deleted_and_the_same_number_typed(after):
    found = after(remove_control(4, instead="15.4"))
    assert told(found.unmarked) == [("4", "15.4", "15.4")]
    assert kinds(found) == {"unmarked"}
    assert found.figures_stand()


def test_control_taken_off_but_bookmark_left(after):
    assert kinds(after(unwrap(4))) == set()


def test_removed(after):
    found = after(remove_control(3))
    assert told(found.removed) == [("3", "78", "")]
    assert "新增56户，脱困78户" in found.removed[0].excerpt
    assert not found.typed_over


def test_emptied(after):
    assert told(after(empty(3)).removed) == [("3", "78", "")]


def test_paragraph_removed(after):
    found = after(drop_paragraph("资助学生"))
    assert told(found.removed) == [("6", "45", ""), ("7", "12", "")]
    assert found.reworded[0].now == ""
    assert not found.added


def test_added(after):
    found = after(append("走访", "另有90户待走访。"))
    assert told(found.added) == [("", "", "90")]
    assert found.added[0].paragraph == 9
    assert kinds(found) == {"added", "reworded"}


@pytest.mark.parametrize("text", ["一百二十人", "１２０人", "三户", "120.5万元"])
def test_added_however_it_is_written(after, text):
    found = after(append("走访", f"又走访了{text}。"))
    assert len(found.added) == 1
    assert found.added[0].now in text


def test_date_changed(after):
    assert told(after(replace_words("2031年8月12日", "2031年8月13日")).added) == [("", "", "13")]


def test_new_heading_is_no_figure(after):
    found = after(append("发展会员", ""), replace_words("二、组织建设", "三、组织建设"))
    assert kinds(found) == {"reworded"}


def test_words_changed(after):
    found = after(replace_words("送温暖期间", "春节期间"))
    assert kinds(found) == {"reworded"}
    (one,) = found.reworded
    assert one.was.startswith("送温暖期间")
    assert one.now.startswith("春节期间")
    assert found.figures_stand()


def test_moved(after):
    found = after(swap(2, 3))
    assert kinds(found) == {"moved"}
    assert {one.tag for one in found.moved} <= {"S2031-2:2", "S2031-2:3"}
    assert not found.figures_stand()


def test_paragraph_moved(after):
    found = after(move_paragraph("资助学生", behind="发展会员"))
    assert {one.tag for one in found.moved} == {"S2031-2:6", "S2031-2:7"}
    assert not (found.removed or found.added or found.typed_over)


def test_duplicated(after):
    found = after(copy_paragraph("走访", behind="发展会员"))
    assert told(found.duplicated) == [("4", "15.4", "15.4"), ("5", "320", "320")]
    assert not (found.removed or found.added or found.typed_over)


def test_tracked_change_counts_as_made(after, paper, tmp_path):
    assert told(after(track(2, "65")).typed_over) == [("2", "56", "65")]
    read = read_docx(tmp_path / "paper.docx")
    assert read.tracked
    assert "全年新增65户" in "\n".join(read.paragraphs)


def test_paragraph_wrapped_in_a_foreign_control(after):
    assert kinds(after(wrap_paragraph("资助学生"))) == set()


def test_cell_typed_over(after):
    assert told(after(type_over(11, "90,000.00")).typed_over) == [("11", "80,000.00", "90,000.00")]


def test_one_of_two_equal_cells_removed(after, paper):
    rows = tuple((f"{name}乡", Number(f"S2031-2:{position}", "5")) for position, name in enumerate("甲乙丙", 1))
    small = replace(paper, blocks=(Table(("乡", "户"), rows),))
    found = after(remove_control(2), paper=small)
    assert told(found.removed) == [("2", "5", "")]
    assert not found.unmarked


def test_year_beside_an_equal_figure(after, paper):
    same = Para(("2031年有", Number("S2031-2:1", "2031"), "人参加。"))
    small = replace(paper, blocks=(same,))
    assert kinds(after(paper=small)) == set()
    assert told(after(type_over(1, "2032"), paper=small).typed_over) == [("1", "2031", "2032")]
    assert kinds(after(append("参加", "很好。"), paper=small)) == {"reworded"}


@pytest.mark.parametrize("position", range(1, 16))
def test_every_number_is_watched(after, paper, position):
    was = paper.numbers()[position - 1].text
    tag = str(position)
    assert told(after(type_over(position, "9,876")).typed_over) == [(tag, was, "9,876")]
    assert told(after(remove_control(position)).removed) == [(tag, was, "")]
    assert told(after(remove_control(position, instead="9,876")).typed_over) == [(tag, was, "9,876")]
    assert told(after(remove_control(position, instead=was)).unmarked) == [(tag, was, was)]
    assert told(after(type_after(position, "0")).typed_over) == [(tag, was, was + "0")]


def test_many_changes_are_told_apart(after):
    found = after(
        type_over(1, "1,300"),
        remove_control(6),
        append("发展会员", "另有劳务派遣工300人入会。"),
        swap(14, 15),
        replace_words("送温暖期间", "元旦期间"),
    )
    assert told(found.typed_over) == [("1", "1,234", "1,300")]
    assert told(found.removed) == [("6", "45", "")]
    assert told(found.added) == [("", "", "300")]
    assert len(found.moved) == 1


def test_numbers_in_header_and_notes(paper, tmp_path):
    path = tmp_path / "paper.docx"
    write_docx(replace(paper, sample="密 88"), path)
    read = read_docx(path)
    assert [(one.now, one.paragraph) for one in compare(paper.numbers(), paper.text(), read).added] == [
        ("88", 0),
        ("88", 0),
    ]


def test_the_issue_is_read_back(paper, tmp_path):
    write_docx(paper, tmp_path / "paper.docx")
    read = read_docx(tmp_path / "paper.docx")
    assert read.issue == "S2031-2"
    assert "\n".join(read.paragraphs) == paper.text()
    for number in read.numbers:
        assert read.paragraphs[number.paragraph][number.start : number.end] == number.text


def test_issue_of_another_paper_is_refused(paper, tmp_path):
    write_docx(paper, tmp_path / "paper.docx")
    with pytest.raises(ValueError, match="is not in"):
        compare([("S2031-2:1", "5", "没有这一段5人")], paper.text(), read_docx(tmp_path / "paper.docx"))


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0 an old .doc", b"PK\x03\x04 broken"])
def test_what_is_no_word_file(tmp_path, content):
    path = tmp_path / "paper.docx"
    path.write_bytes(content)
    with pytest.raises(NotAPaper, match="另存为"):
        read_docx(path)


def test_a_zip_without_a_document(tmp_path):
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/other.xml", "<a/>")
    with pytest.raises(NotAPaper, match="另存为"):
        read_docx(path)


def test_a_bomb(tmp_path):
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
    with pytest.raises(NotAPaper, match="过大"):
        read_docx(path)
