"""Which concept of the catalogue a figure speaks of: words near it, weighed by nearness and unit."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from .numbers import Number

OTHER = "OTHER"
FURTHEST_BEFORE, FURTHEST_BEHIND = 130, 50
#: What a class of unit is worth to a concept that is counted in another.
KINDRED = {
    ("人", "人次"): 0.85, ("人次", "人"): 0.85, ("户", "人"): 0.6, ("人", "户"): 0.6, ("户", "单位"): 0.8,
    ("单位", "户"): 0.8, ("单位", "件"): 0.5, ("件", "单位"): 0.5, ("件", "份"): 0.6, ("份", "件"): 0.6,
    ("场次", "件"): 0.5, ("件", "场次"): 0.6, ("单位", "份"): 0.3, ("份", "单位"): 0.4, ("单位", "场次"): 0.3,
    ("场次", "人次"): 0.3, ("人次", "场次"): 0.3, ("户", "人次"): 0.5, ("人次", "户"): 0.5,
}
#: A rate in yuan is mostly of the aid a head.
ALIEN, RATED = 0.12, 0.7
#: Counted in their own unit only.
EXACTLY = {"GEN01"}
PARTING = {",": 1.0, ";": 2.0, "、": 0.4, ":": 0.4}
HEADING, COVERED, FAINT = 0.22, 0.6, 0.04
#: How much more likely the catalogue's "leads to" makes a concept, by the class of the unit.
EXPECTED = {"元": 2.4, "人": 1.1, "人次": 1.1, "单位": 1.6, "户": 1.6, "%": 3.0, "每": 2.0}
ENOUGH = 1.05
#: Asserted only where the first is strong and well ahead of the second.
SURE, AHEAD, CLOSE = 3.2, 3.5, 0.55
#: A third candidate weaker than this share of the first gives its place to OTHER.
DOUBT = 0.55
#: Words that hold a cue word in another sense: 辖区 speaks of no district beneath.
MISLEADING = tuple(
    "辖区 管辖 省辖 工会法 工会章程 会议精神 大会精神 体检查 体检验 帮助学 建会议 服务公开 财务公开 农村 返乡 下乡 家乡 城乡 城镇 老乡 "
    "重点 特点 热点 难点 亮点 观点 焦点 车站 网站".split())
#: A motto between a number and what it counts hardly parts them.
QUOTED = re.compile(r"“[^”“\n]{1,24}”")
#: 对13名, 为5户: what is done for them stands behind.
OPENS, OPENING = re.compile(r"[,;。、:](?:并|还)?[对为给让使向]$"), 1.2
JOINING = re.compile(r"(?:和|及|以及|与|并)$")


@cache
def heading_words(headings: str) -> tuple[tuple[str, float], ...]:
    """The cue words in the headings above a figure, which count a little."""
    return tuple((word, HEADING) for word in vocabulary() if word in headings)


@dataclass(frozen=True, eq=False)
class Concept:
    """A line of the catalogue: what is counted, in which classes of units, what a figure of it
    often leads to (by class of unit; 每 for a rate), and the words that tell."""

    code: str
    name: str
    english: str
    counted_in: frozenset[str]
    leads_to: dict[str, str]
    cues: tuple[tuple[tuple[tuple[str, ...], ...], float], ...]


@cache
def catalogue() -> tuple[Concept, ...]:
    """The concepts, as declared in catalogue.tsv.

    A cue is a word and its weight; "/" parts alternatives, "&" joins words that must both be near.
    """
    lines = Path(__file__).with_name("catalogue.tsv").read_text(encoding="utf-8").splitlines()[1:]
    concepts = []
    for line in lines:
        code, name, english, units, leads_to, cues = line.split("\t")
        parsed = []
        for cue in cues.split():
            words, weight = cue.rsplit(":", 1)
            parsed.append((tuple(tuple(part.split("/")) for part in words.split("&")), float(weight)))
        led = dict(pair.split(":") for pair in leads_to.split())
        concepts.append(Concept(code, name, english, frozenset(units.split()), led, tuple(parsed)))
    return tuple(concepts)


@cache
def by_code() -> dict[str, Concept]:
    """The concepts by their codes."""
    return {concept.code: concept for concept in catalogue()}


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word that some cue asks for."""
    return tuple({word for concept in catalogue() for parts, _ in concept.cues for part in parts for word in part})


def occurrences(text: str, word: str) -> Iterator[int]:
    """Where a word stands."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def places_in(text: str) -> list[tuple[int, int, str, float]]:
    """(place, end, word, worth) of every cue word; one inside a longer cue word is worth less."""
    spans = sorted(
        ((start, start + len(word), word) for word in vocabulary() for start in occurrences(text, word)),
        key=lambda span: (span[0], -span[1]),
    )
    misled = {
        place: (start, start + len(word))
        for word in MISLEADING for start in occurrences(text, word) for place in range(start, start + len(word))
    }
    places, reach = [], 0
    for start, end, word in spans:
        within = misled.get(start)
        if within and end <= within[1] and (start, end) != within:
            continue
        places.append((start, end, word, COVERED if end <= reach else 1.0))
        reach = max(reach, end)
    return places


class Surroundings:
    """The cue words of a text by place, and what parts them."""

    def __init__(self, text: str, numbers: list[Number]) -> None:
        self.text = text
        self.places = places_in(text)
        quoted = [False] * len(text)
        for match in QUOTED.finditer(text):
            quoted[match.start() + 1:match.end() - 1] = [True] * (len(match.group()) - 2)
        self.widths = list(accumulate((0.25 if inside else 1.0 for inside in quoted), initial=0.0))
        parting = (0.0 if inside else PARTING.get(char, 0.0) for char, inside in zip(text, quoted, strict=True))
        self.commas = list(accumulate(parting, initial=0.0))
        self.stops = list(accumulate((char in "。!?\n" for char in text), initial=0))
        marks = [0] * (len(text) + 1)
        for number in numbers:
            marks[number.start] += 1
        self.numbers = list(accumulate(marks, initial=0))

    def near(self, number: Number, headings: str) -> dict[str, float]:
        """Each cue word around a number with its nearness, 0 to 1."""
        if number.context:
            return {word: 1.0 for word in vocabulary() if word in number.context}
        nearness = dict(heading_words(headings))
        aside = self.aside(number)
        first = bisect_left(self.places, (number.start - FURTHEST_BEFORE,))
        for index in range(first, len(self.places)):
            place, end, word, worth = self.places[index]
            if place > number.end + FURTHEST_BEHIND:
                break
            value = worth * self.nearness(place, end, number, aside)
            if value > max(FAINT, nearness.get(word, 0)):
                nearness[word] = value
        return nearness

    def aside(self, number: Number) -> float:
        """How much a conjunction or preposition right before a number parts it from the words before."""
        lead = self.text[max(0, number.start - 3):number.start]
        return 0.6 if JOINING.search(lead) else OPENING if OPENS.search(lead) else 0.0

    def nearness(self, start: int, end: int, number: Number, aside: float) -> float:
        """How near a word stands: by distance, and by what parts it from the number."""
        if end <= number.start:
            low, high = end, number.start
            gap = self.widths[high] - self.widths[low]
            parts = self.commas[high] - self.commas[low] + aside
            between = self.numbers[high] - self.numbers[low]
            return 0.6**parts * 0.2 ** (self.stops[high] - self.stops[low]) * 0.8**between / (1 + gap / 25)
        if start >= number.end:
            low, high = number.end, start
            gap = self.widths[high] - self.widths[low]
            parts = self.commas[high] - self.commas[low]
            if self.text[low] in ",;、":
                parts += 0.5
            between = self.numbers[high + 1] - self.numbers[low]
            side = 1.1 if gap < 2 else 0.95
            return side * 0.45**parts * 0.05 ** (self.stops[high] - self.stops[low]) * 0.7**between / (1 + gap / 14)
        return 0.0


@cache
def cues_with() -> dict[str, tuple[tuple[str, int, int], ...]]:
    """For each cue word the (concept's code, number of the cue, part of the cue) it belongs to."""
    index: dict[str, list[tuple[str, int, int]]] = {}
    for concept in catalogue():
        for number, (parts, _) in enumerate(concept.cues):
            for place, part in enumerate(parts):
                for word in part:
                    index.setdefault(word, []).append((concept.code, number, place))
    return {word: tuple(cues) for word, cues in index.items()}


def weigh(nearness: dict[str, float]) -> dict[str, float]:
    """Each concept's code with the weight of its strongest cues, the second and third counting less."""
    index, known = cues_with(), by_code()
    heard: dict[tuple[str, int], dict[int, float]] = {}
    for word, value in nearness.items():
        for code, number, place in index[word]:
            parts = heard.setdefault((code, number), {})
            if value > parts.get(place, 0.0):
                parts[place] = value
    found: dict[str, list[float]] = {}
    for (code, number), parts in heard.items():
        wanted, weight = known[code].cues[number]
        if len(parts) == len(wanted):
            least = min(parts.values())
            both = least if least <= HEADING else 0.65 * least + 0.35 * max(parts.values())
            found.setdefault(code, []).append(weight * both)
    return {
        code: sum(value * share for value, share in zip(sorted(values, reverse=True), (1, 0.35, 0.2), strict=False))
        for code, values in found.items()
    }


def fit(concept: Concept, number: Number, kind: str) -> float:
    """How well the figure's unit suits the concept."""
    if concept.code == OTHER:
        return 1.0
    if concept.code == "AID10":
        return 2.2 if kind == "rate per head" and number.unit == "元" else 0.05
    sort = number.sort
    if kind == "change" and sort == "%":
        return 1.0
    if concept.code in EXACTLY:
        return 1.0 if sort in concept.counted_in else ALIEN
    if not sort or sort in concept.counted_in:
        return RATED if kind == "rate per head" and sort == "元" else 1.0
    return max((KINDRED.get((sort, other), ALIEN) for other in concept.counted_in), default=ALIEN)


def led_to(between: str, concept: str, number: Number, kind: str) -> dict[str, float]:
    """What the catalogue expects behind a figure of ``concept``: the sum behind heads, heads behind a class."""
    if concept == OTHER or len(between) > 26 or "\n" in between:
        return {}
    sort = "每" if kind == "rate per head" else number.sort
    code = by_code()[concept].leads_to.get(sort)
    another = sort in ("人", "人次", "户") and OPENS.search(between)
    if code is None or another or (sort == "%" and len(between) > 12):
        return {}
    return {code: EXPECTED[sort] * (0.6 if "。" in between else 1.0)}


def others_first(codes: list[str]) -> list[str]:
    """OTHER, then the two likeliest of the catalogue."""
    return [OTHER, *[code for code in codes if code != OTHER][:2]]


def rank(nearness: dict[str, float], number: Number, kind: str, beside: dict[str, float]) -> tuple[list[str], bool]:
    """Up to three concepts, the likeliest first ("OTHER" among them), and whether the first is asserted."""
    alone = weigh(nearness)
    weights = alone | {code: alone.get(code, 0.0) + extra for code, extra in beside.items()}
    scores = sorted(
        ((weight * fit(by_code()[code], number, kind), code) for code, weight in weights.items()), reverse=True
    )
    scores = [*scores, (0.0, OTHER), (0.0, OTHER)][:3]
    codes = [code for score, code in scores if score > 0.25]
    if OTHER not in codes and (len(codes) < 3 or scores[2][0] < DOUBT * scores[0][0]):
        codes = [*codes[:2], OTHER]
    best, second = scores[0][0], scores[1][0]
    if kind in ("threshold", "deadline", "duration"):
        return others_first(codes), True
    if best < ENOUGH:
        return others_first(codes), False
    told = best - beside.get(codes[0], 0.0)
    return codes, told >= max(SURE, AHEAD * second) and plain(nearness, number, kind, codes[0])


def plain(nearness: dict[str, float], number: Number, kind: str, code: str) -> bool:
    """Whether a figure says plainly what it counts: by a word in its own clause, and in the concept's own unit."""
    if kind == "change" or (kind == "rate per head") != (code == "AID10"):
        return False
    if number.sort == "%" and not any(word[-1] in "率面" for word, value in nearness.items() if value >= CLOSE):
        return False
    if code not in (OTHER, "AID10") and number.sort not in by_code()[code].counted_in:
        return False
    words = {word for parts, _ in by_code()[code].cues for part in parts for word in part}
    return any(nearness.get(word, 0.0) >= CLOSE for word in words)
