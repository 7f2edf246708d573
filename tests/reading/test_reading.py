"""The reader as a whole: places, files, page numbers, speed, and how well it does on the summaries."""
import random
import subprocess
import sys
import time

import pytest
from docx import Document

from benches.reading import SUMMARIES, measure
from gonghui.annual.summary import reading
from gonghui.annual.summary.reading.concepts import catalogue

TEXTS = sorted(SUMMARIES.glob("*.txt"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_place_is_a_place_in_the_file(path):
    text = reading.text_of(path)
    for one in reading.read(text):
        assert text[one.start:one.end].strip() == one.text.strip()
        assert one.kind in reading.KINDS
        assert one.bound in reading.BOUNDS


def test_the_summaries_are_read_as_well_as_promised():
    result = measure()["all"]
    assert result["precision"] >= 0.98
    assert result["recall"] >= 0.98
    assert result["kind"] >= 0.97
    assert result["concept first"] >= 0.8
    assert result["concept in three"] >= 0.9
    assert result["asserted right"] >= 0.95


def test_ten_thousand_characters_take_less_than_a_second():
    text = "".join(reading.text_of(path) for path in TEXTS)[:10000]
    reading.read(text)
    began = time.process_time()
    reading.read(text)
    assert time.process_time() - began < 1


def with_pages(text, pitch, seed):
    """The text with page numbers fallen in about every ``pitch`` characters, between two letters that are no digits."""
    chance, pieces, last, page = random.Random(seed), [], 0, 1
    for place in range(pitch, len(text), pitch):
        place += chance.randint(-15, 15)
        while any(char.isdigit() for char in text[place - 2:place + 2]):
            place += 1
        pieces += [text[last:place], str(page)]
        last, page = place, page + 1
    return "".join([*pieces, text[last:]])


@pytest.mark.parametrize("seed", range(5))
def test_fallen_in_page_numbers_change_nothing_unseen(seed):
    text = "".join(reading.text_of(path) for path in TEXTS if path.stem[:2] in {"02", "13"}).replace("\n", "")
    plain = [(one.value, one.unit) for one in reading.read(text) if one.is_figure]
    paged = [one for one in reading.read(with_pages(text, 260, seed)) if one.is_figure]
    differing = len(set(plain) ^ {(one.value, one.unit) for one in paged if not one.damaged})
    assert differing <= 2


def test_lines_of_page_numbers_are_pages():
    text = "会员总数一万余人,发展势头良好,工作扎实推进\n— 3 —\n全年新建工会21家,各项任务圆满完成。\n"
    kinds = {one.text: one.kind for one in reading.read(text)}
    assert kinds["— 3 —"] == "page"
    assert kinds["21家"] == "count"


def test_word_files_and_both_encodings(tmp_path):
    line = "全年发展会员320人。"
    document = Document()
    document.add_paragraph(line)
    table = document.add_table(rows=2, cols=2)
    for cell, word in zip([*table.rows[0].cells, *table.rows[1].cells], ["项目", "金额(万元)", "助学", "6.5"], strict=True):
        cell.text = word
    document.save(str(tmp_path / "a.docx"))
    (tmp_path / "a.txt").write_text(line, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(line.encode("gb18030"))
    for name in ("a.docx", "a.txt", "b.txt"):
        found = [one for one in reading.read(reading.text_of(tmp_path / name)) if one.is_figure]
        assert found[0].value == 320
    assert [one.value for one in reading.read(reading.text_of(tmp_path / "a.docx")) if one.is_figure] == [320, 65000]


@pytest.mark.parametrize(("name", "content"), [
    ("old.txt", b"\xd0\xcf\x11\xe0rest"), ("broken.docx", b"no zip at all"), ("noise.txt", b"\xff\xff\x81\xff\xfe"),
])
def test_a_file_that_is_no_summary_is_refused_in_a_sentence(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match="请"):
        reading.text_of(tmp_path / name)


def test_it_reads_without_django_and_without_a_database():
    program = ("import sys; from gonghui.annual.summary import reading; reading.read('会员5人。'); "
               "sys.exit('django' in sys.modules)")
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_catalogue_is_whole():
    codes = [concept.code for concept in catalogue()]
    assert len(codes) == len(set(codes)) == 107
    assert all(concept.cues for concept in catalogue())
    assert all(concept.counted_in for concept in catalogue() if concept.code != "OTHER")
