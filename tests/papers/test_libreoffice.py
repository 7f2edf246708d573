"""A paper that LibreOffice opened and saved is still known, number by number."""

from dataclasses import replace

from gonghui.core.papers.compare import Differences, compare
from gonghui.core.papers.paper import Number, Para
from gonghui.core.papers.reading import read_docx
from gonghui.core.papers.word import write_docx
from tests.papers.spoil import append, edit, remove_control, type_over


def test_saving_alone_changes_nothing(paper, tmp_path, through_libreoffice):
    write_docx(paper, tmp_path / "paper.docx")
    read = read_docx(through_libreoffice(tmp_path / "paper.docx"))
    assert read.issue == "S2031-2"
    assert [(one.tag, one.text) for one in read.numbers] == [(one.tag, one.text) for one in paper.numbers()]
    assert compare(paper.numbers(), paper.text(), read) == Differences()


def test_a_number_with_its_unit_comes_back_once(paper, tmp_path, through_libreoffice):
    """Digits and Chinese letters are two scripts, and LibreOffice wrote a plain-text control once for each."""
    units = ("2家", "15.4万元", "86.5%", "三千人")
    said = tuple(run for n, text in enumerate(units, 1) for run in ("其中", Number(f"S2031-2:{n}", text), "，"))
    mixed = replace(paper, blocks=(Para(said),))
    write_docx(mixed, tmp_path / "paper.docx")
    read = read_docx(through_libreoffice(tmp_path / "paper.docx"))
    assert [one.text for one in read.numbers] == list(units)
    assert compare(mixed.numbers(), mixed.text(), read) == Differences()


def test_what_was_done_after_saving_is_found(paper, tmp_path, through_libreoffice):
    write_docx(paper, tmp_path / "paper.docx")
    saved = through_libreoffice(tmp_path / "paper.docx")
    edit(saved, type_over(1, "1,300"), remove_control(6), append("走访", "另有90户待走访。"))
    again = through_libreoffice(saved)
    found = compare(paper.numbers(), paper.text(), read_docx(again))
    assert [(one.tag, one.now) for one in found.typed_over] == [("S2031-2:1", "1,300")]
    assert [(one.tag, one.was) for one in found.removed] == [("S2031-2:6", "45")]
    assert [one.now for one in found.added] == ["90"]
    assert not (found.moved or found.duplicated or found.unmarked)
