"""The layout of a Word paper, read from its XML and held against GB/T 9704-2012."""

import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.shared import Mm, Pt
from lxml import etree

from gonghui.core.papers.paper import Para
from gonghui.core.papers.word import write_docx
from gonghui.core.papers.wordxml import bookmark_of, name, tag_of

NS = {"w": name("").strip("{}")}


@pytest.fixture
def written(paper, tmp_path):
    path = tmp_path / "paper.docx"
    write_docx(paper, path)
    return path


@pytest.fixture
def part(written):
    with zipfile.ZipFile(written) as package:
        return {entry: etree.fromstring(package.read(entry)) for entry in package.namelist() if entry.endswith(".xml")}


def value(element, path):
    found = element.xpath(path, namespaces=NS)
    assert found, path
    return found[0]


def style(part, title):
    return value(part["word/styles.xml"], f"//w:style[w:name/@w:val='{title}']")


def test_paper_size_and_margins(written):
    section = Document(written).sections[0]
    millimetres = {
        "page_width": 210,
        "page_height": 297,
        "top_margin": 37,
        "bottom_margin": 35,
        "left_margin": 28,
        "right_margin": 26,
    }
    for side, length in millimetres.items():
        assert abs(getattr(section, side) - Mm(length)) < Mm(0.1), side


def test_grid_of_28_by_22(part):
    section = value(part["word/document.xml"], "//w:sectPr")
    grid = value(section, "w:docGrid").attrib
    assert grid[name("type")] == "linesAndChars"
    line = int(grid[name("linePitch")]) / 20
    letter = 16 + int(grid[name("charSpace")]) / 4096
    width, height = 156 / 25.4 * 72, 225 / 25.4 * 72
    assert (int(width / letter), int(height / line)) == (28, 22)


def test_body_is_16_points_on_fixed_lines(part):
    normal = style(part, "Normal")
    assert value(normal, "w:rPr/w:sz/@w:val") == "32"
    assert value(normal, "w:rPr/w:rFonts/@w:eastAsia") == "仿宋_GB2312"
    spacing = value(normal, "w:pPr/w:spacing").attrib
    assert (spacing[name("line")], spacing[name("lineRule")]) == ("579", "exact")
    assert value(style(part, "Body Text"), "w:pPr/w:ind/@w:firstLineChars") == "200"


@pytest.mark.parametrize(
    ("title", "face", "half_points"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("heading 1", "黑体", "32"),
        ("heading 2", "楷体_GB2312", "32"),
        ("heading 3", "仿宋_GB2312", "32"),
        ("heading 4", "仿宋_GB2312", "32"),
        ("footer", "宋体", "28"),
    ],
)
def test_faces_and_sizes(part, title, face, half_points):
    found = style(part, title)
    assert value(found, "w:rPr/w:rFonts/@w:eastAsia") == face
    assert value(found, "w:rPr/w:sz/@w:val") == half_points
    assert not found.xpath("w:rPr/w:b", namespaces=NS)
    if title.startswith("heading"):
        assert value(found, "w:pPr/w:ind/@w:firstLineChars") == "200"


def test_every_face_has_a_name_to_fall_back_on(part):
    fonts = part["word/fontTable.xml"].xpath("//w:font", namespaces=NS)
    stand_ins = {font.get(name("name")): value(font, "w:altName/@w:val") for font in fonts}
    assert stand_ins["仿宋_GB2312"].startswith("仿宋,FangSong")
    assert set(stand_ins) == {"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"}


def test_page_number_stands_outside_on_odd_and_even_pages(part):
    assert value(part["word/settings.xml"], "//w:evenAndOddHeaders") is not None
    sides = {}
    for entry, root in part.items():
        if entry.startswith("word/footer"):
            assert "".join(root.itertext()) == "— 1 —"
            assert value(root, "//w:fldSimple/@w:instr").strip() == "PAGE"
            side = value(root, "//w:jc/@w:val")
            sides[side] = value(root, f"//w:ind/@w:{side}Chars")
    assert sides == {"right": "100", "left": "100"}


def test_signature_and_date(part):
    lines = part["word/document.xml"].xpath("//w:p[w:pPr/w:pStyle/@w:val='Signature']", namespaces=NS)
    assert ["".join(line.itertext()) for line in lines] == ["某某县总工会", "2031年12月30日"]
    assert value(lines[1], "w:pPr/w:ind/@w:rightChars") == "400"
    assert value(style(part, "Signature"), "w:pPr/w:jc/@w:val") == "right"


def test_the_sample_mark_is_on_every_page(part, paper, tmp_path):
    headers = ["".join(root.itertext()) for entry, root in part.items() if entry.startswith("word/header")]
    assert headers == ["示例数据", "示例数据"]
    write_docx(replace(paper, sample=""), tmp_path / "true.docx")
    with zipfile.ZipFile(tmp_path / "true.docx") as package:
        text = b"".join(package.read(entry) for entry in package.namelist())
    assert "示例数据".encode() not in text


def test_each_number_sits_in_its_control_and_bookmark(part, paper):
    document = part["word/document.xml"]
    for number in paper.numbers():
        control = value(document, f"//w:sdt[w:sdtPr/w:tag/@w:val='{number.tag}']")
        assert value(control, "w:sdtPr/w:alias/@w:val") == number.tag
        assert "".join(control.find(name("sdtContent")).itertext()) == number.text
        before, after = control.getprevious(), control.getnext()
        assert before.get(name("name")) == bookmark_of(number.tag)
        assert after.tag == name("bookmarkEnd")
        assert after.get(name("id")) == before.get(name("id"))


@pytest.mark.parametrize("tag", ["S2010-3:17", "a.b-c:9", "Z" * 24])
def test_a_bookmark_tells_its_tag(tag):
    assert tag_of(bookmark_of(tag)) == tag
    assert len(bookmark_of("S2010-99999:999")) <= 40


def test_a_foreign_bookmark_has_no_tag():
    assert tag_of("_GoBack") == ""


def test_properties_say_the_issue_and_nothing_of_the_machine(written, part):
    known = Document(written).core_properties
    assert (known.identifier, known.author, known.last_modified_by) == ("S2031-2", "某某县总工会", "")
    assert (known.created.year, known.created.month, known.created.day) == (2031, 12, 30)
    assert "".join(part["docProps/custom.xml"].itertext()) == "S2031-2"
    assert set(part) >= {"word/document.xml", "word/styles.xml", "docProps/core.xml"}
    assert not [entry for entry in part if "theme" in entry or entry == "docProps/app.xml"]


def test_same_paper_same_bytes(paper, written, tmp_path):
    again, other = tmp_path / "again.docx", tmp_path / "other.docx"
    write_docx(paper, again)
    write_docx(replace(paper, blocks=(*paper.blocks, Para(("完。",)))), other)
    assert again.read_bytes() == written.read_bytes() != other.read_bytes()


def test_text_is_never_markup(paper, tmp_path):
    path = tmp_path / "odd.docx"
    write_docx(replace(paper, blocks=(Para(("<w:p/> & “引号” {{x}}",)),)), path)
    assert "<w:p/> & “引号” {{x}}" in [paragraph.text for paragraph in Document(path).paragraphs]


def test_title_breaks_where_it_is_told_to(paper, tmp_path):
    path = tmp_path / "long.docx"
    write_docx(replace(paper, title="关于表彰先进工会\n组织的决定"), path)
    title = next(p for p in Document(path).paragraphs if p.style.name == "Title")
    assert title.text == "关于表彰先进工会\n组织的决定"
    assert title.style.font.size == Pt(22)
