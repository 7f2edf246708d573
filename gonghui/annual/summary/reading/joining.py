"""From the file's text to a text that rules can read, with the way back to every position.

Lines that were broken by the width of a page are joined, full-width digits and traditional
characters are replaced one for one, bracketed pinyin is cut.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
WIDE |= {"\u3000": " ", "\xa0": " ", "﹪": "%", "○": "〇", "０": "0", "﹣": "-", "\u2007": " "}

#: Between digits the full-width comma ends a clause, where the half-width one groups thousands.
CLAUSE_COMMA = re.compile(r"(?<=[\d\uff10-\uff19])\uff0c(?=[\d\uff10-\uff19])")

PINYIN = re.compile(
    r"(?<=[\u4e00-\u9fff])[(\uff08]\s*(?=[^)\uff09]*[āáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ\u0300-\u036f])"
    r"[a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹɑɡ\u0300-\u036f]{1,8}\s*[)\uff09]"
)
#: Toneless pinyin is cut only behind a traditional character, where web copies put it.
TONELESS = re.compile(r"([\u4e00-\u9fff])([(\uff08][a-z]{1,6}[)\uff09])")
DECORATED_PAGE = re.compile(
    r"[ \t]*(?:[-—–―·•]+[ \t]*\d{1,3}[ \t]*[-—–―·•]+|第[ \t]*\d{1,3}[ \t]*页"
    r"(?:[ \t]*[/,]?[ \t]*共[ \t]*\d{1,3}[ \t]*页)?|\d{1,3}[ \t]*/[ \t]*\d{1,3})[ \t]*"
)
BARE_PAGE = re.compile(r"[ \t]*\d{1,3}[ \t]*")
STARTS_ANEW = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[、.](?!\d)"
    r"|[●■◆★▲•·※○◇□-]|第[一二三四五六七八九十]+[章节部]|[①-⑩]|[一二三四五六七八九十]是)"
)
UNIT_AHEAD = re.compile(r"[余多几万亿千百名人户家个件条项份元%场次期处所位起]")
NUMBER_BEHIND = re.compile(r"[\d一二三四五六七八九十百千万亿两余多几近约达为]$")
#: A thousands group broken by the line's end: 17⏎257人次.
GROUP_BEHIND, GROUP_AHEAD = re.compile(r"[\u4e00-\u9fff]\s?\d{1,3}$"), re.compile(r"\d{3}(?=[\u4e00-\u9fff])")
SENTENCE_END = "。!?;:!?;:"


@cache
def simplified() -> dict[str, str]:
    """Traditional to simplified, character for character."""
    table = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8")
    return {pair[0]: pair[1] for pair in table.split()}


@dataclass
class Joined:
    """A readable text; ``origin[i]`` is the place of its i-th character in the file's text."""

    text: str
    origin: list[int]

    def without(self, spans: list[tuple[int, int]]) -> "Joined":
        """The same text with some spans cut out."""
        pieces, origin, last = [], [], 0
        for start, end in sorted(spans):
            if start < last:
                continue
            pieces.append(self.text[last:start])
            origin += self.origin[last:start]
            last = end
        return Joined("".join([*pieces, self.text[last:]]), origin + self.origin[last:])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters start..end stood in the file's text."""
        return self.origin[start], self.origin[end - 1] + 1


def join(text: str) -> tuple[Joined, list[tuple[int, int]]]:
    """The readable text, and the spans of it (before cutting) that were lines of page numbers.

    The spans are given in positions of the file's text.
    """
    table = simplified()
    cuts = [m.span() for m in PINYIN.finditer(text)]
    cuts += [m.span(2) for m in TONELESS.finditer(text) if m.group(1) in table]
    plain = CLAUSE_COMMA.sub(";", text)
    plain = "".join(WIDE.get(char) or table.get(char, char) for char in plain)
    pages = page_lines(plain)
    joined = Joined(plain, list(range(len(plain)))).without(cuts + pages)
    joined = joined.without(wraps(joined.text))
    return joined.without(spaces(joined.text)), pages


def page_lines(text: str) -> list[tuple[int, int]]:
    """Whole lines that hold only a page number: decorated, or bare and in rising order."""
    decorated, bare, position = [], [], 0
    lines = text.split("\n")
    for index, line in enumerate(lines):
        span = (position, min(position + len(line) + 1, len(text)))
        position += len(line) + 1
        if DECORATED_PAGE.fullmatch(line):
            decorated.append(span)
        elif BARE_PAGE.fullmatch(line) and alone(lines, index):
            bare.append((int(line), span))
    chain = [
        span for i, (number, span) in enumerate(bare)
        if any(bare[j][0] - number == j - i for j in (i - 1, i + 1) if 0 <= j < len(bare)) or len(bare) == 1
    ]
    return decorated + chain


def alone(lines: list[str], index: int) -> bool:
    """A bare number between lines of prose, not a cell among cells."""
    around = [line for line in lines[max(0, index - 1):index] + lines[index + 1:index + 2] if line.strip()]
    return all(len(line.strip()) >= 15 for line in around)


def wraps(text: str) -> list[tuple[int, int]]:
    """The line ends (with the indent behind them) that the page's width made, not the author."""
    lines = text.split("\n")
    width = wrap_width(lines)
    spans, position = [], 0
    for line, following in pairwise(lines):
        end = position + len(line)
        position = end + 1
        if is_wrap(line, following, width):
            indent = len(following) - len(following.lstrip(" "))
            spans.append((end - (len(line) - len(line.rstrip(" "))), position + indent))
    return spans


def is_wrap(line: str, following: str, width: int) -> bool:
    """Whether the sentence runs on from ``line`` into ``following``."""
    line, ahead = line.rstrip(), following.lstrip(" ")
    if not line or not ahead or any(mark in line + following for mark in "\t|") or STARTS_ANEW.match(following):
        return False
    if line[-1] in SENTENCE_END:
        return False
    if ahead[0] in ",。;、:)”》,)":
        return True
    if len(line) > 6 and (NUMBER_BEHIND.search(line) and UNIT_AHEAD.match(ahead)
                          or GROUP_BEHIND.search(line) and GROUP_AHEAD.match(ahead)):
        return True
    if width and len(line) >= width - 4 and len(following) - len(ahead) < 4:
        return True
    return len(line) >= 24 and len(following) == len(ahead)


def wrap_width(lines: list[str]) -> int:
    """The width at which lines were broken, 0 where they were not."""
    lengths = Counter(len(line.rstrip()) for line in lines if line.strip())
    total = sum(lengths.values())
    for width in sorted(lengths, reverse=True):
        near = sum(count for length, count in lengths.items() if width - 3 <= length <= width)
        if 14 <= width <= 70 and near >= 4 and near >= 0.25 * total:
            return width
    return 0


def spaces(text: str) -> list[tuple[int, int]]:
    """Single blanks within a line that part nothing (between a character and a digit, say)."""
    return [
        m.span() for m in re.finditer(r"(?<=\S) (?=\S)", text)
        if not (text[m.start() - 1].isascii() and text[m.end()].isascii())
    ]
