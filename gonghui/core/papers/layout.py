"""The page of GB/T 9704-2012, in the standard's own terms; Word and PDF both take it from here."""

from dataclasses import dataclass

PAGE_MM = (210, 297)
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
TYPE_AREA_MM = (156, 225)
LINES, CHARS = 22, 28
MARK_MM = 35  # upper edge of the issuing-body mark below the top of the type area
RULE_MM = 4  # the red line below the document number
PAGE_NUMBER_MM = 7  # the page number below the type area

POINTS_PER_MM = 72 / 25.4
BODY_PT, TITLE_PT, PAGE_NUMBER_PT = 16, 22, 14  # 3号, 2号, 4号
TABLE_PT, CAPTION_PT, FOOT_PT = 12, 14, 9  # the standard leaves these free
MARK_MAX_PT = 44
LINE_PT = 28.95  # 225 mm over 22 lines, rounded down to a twentieth of a point
CHAR_PT = 15.78  # 28 characters in 156 mm, the last of them 16 points wide
RED = "E60012"


@dataclass(frozen=True)
class Face:
    """A type face by its role: names to try in this order, the first being the one asked for."""

    names: tuple[str, ...]
    family: str  # Word's class of the face, by which it looks for a substitute


FANGSONG = Face(("仿宋_GB2312", "仿宋", "FangSong", "FangSong_GB2312", "STFangsong"), "modern")
KAITI = Face(("楷体_GB2312", "楷体", "KaiTi", "KaiTi_GB2312", "STKaiti"), "modern")
HEITI = Face(("黑体", "SimHei", "STHeiti"), "modern")
BIAOSONG = Face(("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"), "script")
SONGTI = Face(("宋体", "SimSun", "STSong"), "auto")
FACES = (FANGSONG, KAITI, HEITI, BIAOSONG, SONGTI)

HEADING_FACES = {1: HEITI, 2: KAITI, 3: FANGSONG, 4: FANGSONG}


def mark_size(mark: str) -> int:
    """Size of the issuing-body mark in points: as large as one line of the type area allows."""
    widest = TYPE_AREA_MM[0] * POINTS_PER_MM / max(len(mark), 1)
    return int(min(MARK_MAX_PT, widest))


def width_in_chars(text: str) -> float:
    """Width in full characters: ASCII takes half of one."""
    return sum(0.5 if ord(letter) < 128 else 1 for letter in text)


def signature_indents(issuer: str, day: str) -> tuple[float, float]:
    """How far issuer and date stand from the right edge, in characters.

    A sealed paper: the date 4 characters from the edge, the issuer centred above it
    (GB/T 9704-2012, 7.3.5.1); a long name pushes the date further in, so that the name
    keeps 2 characters from the edge.
    """
    overhang = (width_in_chars(issuer) - width_in_chars(day)) / 2
    date_indent = max(4.0, 2.0 + overhang)
    return date_indent - overhang, date_indent


def column_widths(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[float]:
    """Widths of a table's columns in characters: of the longest text, between 3 and 20."""
    columns = zip(head, *rows, strict=True)
    return [min(20.0, max(3.0, *map(width_in_chars, column))) + 1 for column in columns]
