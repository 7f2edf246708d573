"""Papers and lists as PDF: the faces in them, their text, and the same bytes every time."""

import re
from dataclasses import replace
from datetime import datetime

import pytest
from pypdf import PdfReader

from gonghui.core.papers.fonts import FontsMissing, faces, find_fonts
from gonghui.core.papers.paper import Heading, Para
from gonghui.core.papers.pdf import Listing, write_pdf, write_table_pdf
from tests.papers.conftest import ROOT

POINTS_PER_MM = 72 / 25.4


@pytest.fixture(scope="session")
def fonts_dir():
    try:
        return find_fonts(ROOT)
    except FontsMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture
def written(paper, tmp_path, fonts_dir):
    write_pdf(paper, tmp_path / "paper.pdf", fonts_dir)
    return PdfReader(tmp_path / "paper.pdf")


def listing(rows, head=("序号", "姓名", "金额（元）")):
    return Listing("救助金发放表", head, rows, "李干事", datetime(2031, 12, 30, 9, 5), sample="示例数据")


def squeezed(reader, page=None):
    pages = reader.pages if page is None else [reader.pages[page]]
    return re.sub(r"\s+", "", "".join(one.extract_text() for one in pages))


def embedded(reader):
    """Name of every font used in the file, and whether its outlines are inside."""
    found = {}
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            about = inner["/FontDescriptor"].get_object()
            found[inner["/BaseFont"].partition("+")[2]] = any(key.startswith("/FontFile") for key in about)
    return found


def placed(page):
    """Where each line of text begins: (x in points, y from the top, size, text)."""
    height, found = float(page.mediabox.height), []

    def visit(text, matrix, _inner, _font, size):
        if text.strip():
            found.append((matrix[4], height - matrix[5], size, text.strip()))

    page.extract_text(visitor_text=visit)
    return found


def test_every_face_is_embedded_and_none_fell_back(written, fonts_dir):
    wanted = {family.replace(" ", "") for family in faces(fonts_dir).families.values()}
    found = embedded(written)
    assert found
    assert all(found.values())
    assert {font.partition("-")[0] for font in found} == wanted


def test_the_text_is_that_of_the_paper(written, paper):
    whole = re.sub("—[12]—|示例数据", "", squeezed(written))  # what stands outside the type area
    for line in paper.text().split("\n"):
        assert re.sub(r"\s+", "", line) in whole, line


def test_the_sample_mark_and_number_are_on_every_page(written):
    assert len(written.pages) == 2
    for number in (1, 2):
        assert "示例数据" in squeezed(written, number - 1)
        assert f"—{number}—" in squeezed(written, number - 1)


def test_page_and_type_area(written):
    page = written.pages[0]
    assert float(page.mediabox.width) == pytest.approx(210 * POINTS_PER_MM, abs=0.1)
    assert float(page.mediabox.height) == pytest.approx(297 * POINTS_PER_MM, abs=0.1)
    lines = {text[:4]: (x, y, size) for x, y, size, text in placed(page)}
    left, letter = 28 * POINTS_PER_MM, 15.78
    assert lines["中共某某"][0] == pytest.approx(left, abs=0.1)
    for indented in ("2031", "一、帮扶", "（一）困", "1. 金"):
        assert lines[indented][0] == pytest.approx(left + 2 * letter, abs=0.1), indented
    assert lines["（一）困"][1] - lines["一、帮扶"][1] == pytest.approx(28.95, abs=0.05)
    assert (lines["某某县总"][2], lines["中共某某"][2], lines["— 1 "][2]) == (22, 16, 14)


def test_page_number_is_below_the_type_area_at_the_outer_edge(written):
    places = [next(place for place in placed(page) if place[3].startswith("—")) for page in written.pages]
    for _, baseline, size, _ in places:
        assert baseline - 0.88 * size == pytest.approx((297 - 35 + 7) * POINTS_PER_MM, abs=0.2)
    assert places[0][0] > 400
    assert places[1][0] == pytest.approx(28 * POINTS_PER_MM + 15.78, abs=0.1)


def test_28_letters_and_22_lines(paper, tmp_path, fonts_dir):
    full = replace(paper, mark="", number="", addressee="", blocks=(Para(("测" * 26 + "试" * 28 * 70,)),))
    write_pdf(full, tmp_path / "full.pdf", fonts_dir)
    lines = PdfReader(tmp_path / "full.pdf").pages[1].extract_text().split("\n")
    body = [line for line in map(str.strip, lines) if line.startswith("试")]
    assert [len(line) for line in body] == [28] * 22


def test_same_paper_same_bytes(paper, tmp_path, fonts_dir):
    for name in ("one.pdf", "two.pdf"):
        write_pdf(paper, tmp_path / name, fonts_dir)
    one, two = ((tmp_path / name).read_bytes() for name in ("one.pdf", "two.pdf"))
    assert one == two
    assert PdfReader(tmp_path / "one.pdf").metadata.creation_date.date() == paper.date


def test_text_is_never_markup(paper, tmp_path, fonts_dir):
    odd = '#panic("x") *粗* $x$ @ref <label> \\ // "引"'
    blocks = (Heading(1, ("一、#let x = 1",)), Para((odd,)))
    write_pdf(replace(paper, blocks=blocks), tmp_path / "odd.pdf", fonts_dir)
    whole = squeezed(PdfReader(tmp_path / "odd.pdf"))
    assert re.sub(r"\s+", "", odd) in whole
    assert "一、#letx=1" in whole


def test_a_list_repeats_its_head_and_counts_its_pages(tmp_path, fonts_dir):
    rows = tuple((str(n), f"张{n}", f"{n * 100}.00") for n in range(1, 121))
    write_table_pdf(listing(rows), tmp_path / "list.pdf", fonts_dir)
    reader = PdfReader(tmp_path / "list.pdf")
    count = len(reader.pages)
    assert count >= 2
    for number in range(count):
        page = squeezed(reader, number)
        assert "金额（元）" in page
        assert f"第{number + 1}页共{count}页" in page
        assert "李干事2031-12-3009:05打印" in page
    assert all(font for font in embedded(reader).values())
    assert sum(squeezed(reader, number).count("救助金发放表") for number in range(count)) == 1


@pytest.mark.parametrize(("columns", "across"), [(4, False), (12, True)])
def test_a_wide_list_is_printed_across(tmp_path, fonts_dir, columns, across):
    head = tuple(f"第{n}项内容" for n in range(columns))
    write_table_pdf(listing((head,), head), tmp_path / "wide.pdf", fonts_dir)
    box = PdfReader(tmp_path / "wide.pdf").pages[0].mediabox
    assert (box.width > box.height) is across


def test_a_list_without_rows(tmp_path, fonts_dir):
    write_table_pdf(listing(()), tmp_path / "empty.pdf", fonts_dir)
    assert "姓名" in squeezed(PdfReader(tmp_path / "empty.pdf"))


def test_missing_fonts_are_told(tmp_path):
    with pytest.raises(FontsMissing, match=r"npm install @expo-google-fonts/noto-sans-sc @expo-google-fonts/noto-s"):
        find_fonts(tmp_path)
    with pytest.raises(FontsMissing, match="重新安装"):
        faces(tmp_path)


def test_substitutes_are_named(fonts_dir):
    chosen = faces(fonts_dir)
    for asked, stand_in in chosen.substituted():
        assert asked not in chosen.families.values()
        assert stand_in in chosen.families.values()
