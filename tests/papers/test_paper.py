"""What a paper says before it is laid out."""

from dataclasses import replace
from datetime import date

import pytest

from gonghui.core.papers.layout import signature_indents
from gonghui.core.papers.paper import Heading, Number, Para, Table, address_line, written_date


def test_text_and_numbers_belong_together(paper):
    lines = paper.text().split("\n")
    assert lines[:4] == [
        "某某县总工会文件",
        "某总工发〔2031〕18号",
        "某某县总工会2031年工作总结",
        "中共某某县委：",
    ]
    assert lines[-3:] == ["某某县总工会", "2031年12月30日", "核验：S2031-2  审计封印 1024-9f3c"]
    numbers = paper.numbers()
    assert [number.tag for number in numbers] == [f"S2031-2:{position}" for position in range(1, 16)]
    assert all(number.text in number.paragraph and number.paragraph in lines for number in numbers)


@pytest.mark.parametrize("tag", ["", "有", "a b", "1x", "S" * 25])
def test_a_tag_is_short_and_plain(tag):
    with pytest.raises(ValueError, match="a tag is"):
        Number(tag, "5")


@pytest.mark.parametrize("text", ["", "  ", "1\n2"])
def test_a_number_has_one_line_of_text(text):
    with pytest.raises(ValueError, match="has no text"):
        Number("S2031-2:1", text)


def test_a_tag_is_used_once(paper):
    twice = (Para((Number("S2031-2:1", "5"), "人", Number("S2031-2:1", "5"))),)
    with pytest.raises(ValueError, match="share a tag: S2031-2:1"):
        replace(paper, blocks=twice)


def test_shapes_are_held_to():
    with pytest.raises(ValueError, match="level 1 to 4"):
        Heading(5, ("五",))
    with pytest.raises(ValueError, match="a row of 1 cells under a head of 2"):
        Table(head=("甲", "乙"), rows=(("1",),))


def test_date_and_addressee_as_the_standard_writes_them():
    assert written_date(date(2010, 1, 5)) == "2010年1月5日"
    assert address_line("各乡镇总工会") == address_line("各乡镇总工会:") == "各乡镇总工会："
    assert address_line("") == ""


@pytest.mark.parametrize(
    ("issuer", "indents"),
    [
        ("某某县总工会", (4.0 + 0.5, 4.0)),  # seven letters of date over six of name, date 4 from the edge
        ("某" * 7, (4.0, 4.0)),
        ("某" * 21, (2.0, 9.0)),  # a long name keeps 2 from the edge and pushes the date in
    ],
)
def test_the_issuer_is_centred_over_the_date(issuer, indents):
    assert signature_indents(issuer, "2031年12月30日") == indents
