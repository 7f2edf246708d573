"""Page numbers of the printed original that fell into the running text.

One such digit looks like any other; together they rise by one at even distances. So the
steady line through the digits that stand where no number makes sense is found first, and a
page that is missing on it is looked for in the numbers near its place.
"""

import re
from dataclasses import dataclass

from .units import unit_at

DIGITS = re.compile(r"(?<![\d.,/])\d{1,9}(?![\d.]*[,.]\d)")
#: What may stand behind a number that means something (units, ranks, list marks, signs).
MEANS_SOMETHING = re.compile(
    r" ?(?:[人名位户家个件条项份元年月日号场次期处所位起万亿千百多余几%岁座台支批套本册版块部班门组类"
    r"届周天时分米亩公平吨斤例宗只张幅篇辆栋间种成倍至到、..))\]〕+/:::·-]|—|–|~|\t|㎡|余|小时|大行动|强企)"
)
#: 7 850: the first group of a number.
GROUPED = re.compile(r" \d{3}(?!\d)")
BEHIND = re.compile(r"(?:第|前|[A-Za-z+/::((\[〔\t-]|—|–|~|[约近超达共计为满])\s*$")
IN_A_WORD = re.compile(r"[\u4e00-\u9fff]\d+[\u4e00-\u9fff]")
FEWEST, SLACK = 3, 0.2


@dataclass(frozen=True)
class Candidate:
    """A digit run's part that could be the number of a page."""

    number: int
    start: int
    end: int
    run: tuple[int, int]

    @property
    def whole(self) -> bool:
        """The page number stands alone; otherwise it is glued to another number."""
        return (self.start, self.end) == self.run


def find(text: str) -> tuple[list[Candidate], list[tuple[int, int]]]:
    """The fallen-in page numbers, and the digit runs that one may have touched unseen."""
    sure = [c for m in DIGITS.finditer(text) for c in sure_ones(text, m)]
    line = steady_line(sure, text)
    if line is None:
        return lone(sure, text), []
    first, pitch = line
    pages = further(sure, inliers(sure, first, pitch), pitch)
    have = {page.number for page in pages}
    touched: list[tuple[int, int]] = []
    last = max(have)
    while pages[-1].start + pitch * (last + 1 - pages[-1].number) < len(text) - 0.3 * pitch:
        last += 1
    for number in range(1, last + 1):
        if number in have:
            continue
        near = min(pages, key=lambda page: abs(page.number - number))
        if near.start + pitch * (number - near.number) < 0:
            continue
        glued = glued_near(text, number, near.start + pitch * (number - near.number), pitch)
        if len(glued) == 1:
            pages.append(glued[0])
        touched += [candidate.run for candidate in glued]
    return sorted(pages, key=lambda page: page.start), touched


def lone(sure: list[Candidate], text: str) -> list[Candidate]:
    """The one or two pages of a short text, too few to lie on a line: digits in the middle of a word."""
    inside = [one for one in sure if one.whole and IN_A_WORD.search(text[max(0, one.start - 1):one.end + 1])]
    rising = [one.number for one in inside] in ([1], [2], [1, 2])
    return inside if rising and len(inside) == len(sure) else []


def sure_ones(text: str, match: re.Match[str]) -> list[Candidate]:
    """Readings of a digit run in which a page number is the only sense it makes."""
    start, end = match.span()
    digits = match.group()
    ahead, behind = text[end:end + 4], text[max(0, start - 4):start]
    found = []
    if len(digits) <= 3 and digits[0] != "0" and not BEHIND.search(behind):
        opens_line = text[:start].endswith("\n")
        if not (MEANS_SOMETHING.match(ahead) or opens_line or unit_at(text, end) or GROUPED.match(text, end)):
            found.append(Candidate(int(digits), start, end, (start, end)))
    glued = re.fullmatch(r"([1-9]\d?)((?:19|20)\d\d)", digits)
    if glued and ahead.startswith("年"):
        page = glued.group(1)
        found.append(Candidate(int(page), start, start + len(page), (start, end)))
    return found


def steady_line(sure: list[Candidate], text: str) -> tuple[float, float] | None:
    """(offset, pitch) of the evenly spaced rising run that most candidates lie on, or None."""
    best: tuple[int, float, float, float] | None = None
    for i, one in enumerate(sure):
        for other in sure[i + 1:]:
            pages = other.number - one.number
            if not 0 < pages <= 60:
                continue
            pitch = (other.start - one.start) / pages
            if not 120 <= pitch <= 2500:
                continue
            offset = one.start - pitch * one.number
            on_it = inliers(sure, offset, pitch)
            spread = on_it[-1].number - on_it[0].number + 1
            if on_it[0].start > 2.2 * pitch or len(on_it) < 0.6 * spread:
                continue
            miss = sum(abs(c.start - offset - pitch * c.number) for c in on_it) / pitch
            agreeing = len(on_it)
            if agreeing in (len(sure), spread) and agreeing >= 2 and glued_on(text, on_it, offset, pitch):
                agreeing = FEWEST
            if agreeing >= enough(len(text), pitch) and (best is None or (len(on_it), -miss) > best[:2]):
                best = (len(on_it), -miss, offset, pitch)
    return best and (best[2], best[3])


def further(sure: list[Candidate], pages: list[Candidate], pitch: float) -> list[Candidate]:
    """Pages after the steady ones: a new section may have begun on a fresh page, so closer by."""
    while True:
        last = pages[-1]
        following = [
            candidate for candidate in sure
            if candidate.number == last.number + 1 and 0.2 * pitch < candidate.start - last.start < 1.8 * pitch
        ]
        if not following:
            return pages
        pages = [*pages, min(following, key=lambda candidate: abs(candidate.start - last.start - pitch))]


def glued_on(text: str, on_it: list[Candidate], offset: float, pitch: float) -> bool:
    """Whether each page that is missing on the line has a number near its place that could hide it."""
    have = {page.number for page in on_it}
    first, last = max(1, int(1 - offset / pitch)), int((len(text) - offset) / pitch - 0.15)
    missing = [number for number in range(first, last + 1) if number not in have]
    return bool(missing) and all(glued_near(text, number, offset + pitch * number, pitch) for number in missing)


def enough(length: int, pitch: float) -> int:
    """How many must agree: two will do in a text too short for three pages."""
    return FEWEST if length > 2.9 * pitch else 2


def inliers(sure: list[Candidate], offset: float, pitch: float) -> list[Candidate]:
    """The candidates near their place on the line, one for each page, in rising order."""
    chosen: dict[int, Candidate] = {}
    for candidate in sure:
        miss = abs(candidate.start - offset - pitch * candidate.number)
        if miss > SLACK * pitch:
            continue
        held = chosen.get(candidate.number)
        if held is None or miss < abs(held.start - offset - pitch * held.number):
            chosen[candidate.number] = candidate
    return [chosen[number] for number in sorted(chosen)]


def glued_near(text: str, number: int, place: float, pitch: float) -> list[Candidate]:
    """Numbers near a missing page's place that begin or end with its digits."""
    page = str(number)
    found = []
    near = max(45.0, 0.12 * pitch)
    for match in re.finditer(r"\d[\d.,]*", text[:int(place + near) + 12]):
        start, end = match.span()
        digits = match.group().rstrip(".,")
        end = start + len(digits)
        if end < place - near or start > place + near:
            continue
        if digits == page:
            found.append(Candidate(number, start, end, (start, end)))
        elif digits.startswith(page) and len(digits) > len(page) and digits[len(page)] not in "0.,":
            found.append(Candidate(number, start, start + len(page), (start, end)))
        elif digits.endswith(page) and len(digits) > len(page):
            found.append(Candidate(number, end - len(page), end, (start, end)))
    return found
