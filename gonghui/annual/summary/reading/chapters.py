"""The headings of a summary, and the part of it that speaks of plans."""

import re
from bisect import bisect_right
from dataclasses import dataclass

CN = "一二三四五六七八九十"
MARKS = [
    (1, re.compile(rf"第([{CN}]{{1,3}})(?:部分|章|节)[、.: ]?")),
    (1, re.compile(rf"([{CN}]{{1,3}})(?:[、,:]|[.](?!\d))")),
    (2, re.compile(rf"[(]([{CN}]{{1,3}})[)][、.]?")),
    (3, re.compile(r"(\d{1,2})(?:[、.]|[)](?=[\u4e00-\u9fff“]))")),
    (1, re.compile(r"【(?=([^】\n]{2,20})】)")),
    (4, re.compile(r"[(](\d{1,2})[)]|([①②③④⑤⑥⑦⑧⑨⑩])")),
]
OPENS = re.compile(r"(?:^|[\n。;!?:])[ \t●■◆★▲·※-]*$")
VALUE = {char: index for index, char in enumerate(CN, 1)}

AHEAD = (
    r"(?:明年|来年|下一年|新的一年|下一步|下步|下一阶段|今后|下半年|未来|下年度|"
    r"(?P<year>(?:19|20)\d\d|[一二][九〇零][〇零○一二三四五六七八九]{2})年度?)"
)
PLAN_WORD = r"(?:打算|计划|安排|思路|要点|规划|设想|部署|展望|目标|重点工作|主要工作|工作重点|重点任务|主要任务|工作任务|措施|努力方向)"
PLAN_TITLE = re.compile(
    rf"{AHEAD}[^。;\n]{{0,16}}?{PLAN_WORD}"
    r"|^[^。\n]{0,6}(?:工作(?:打算|计划|设想|思路|安排|要点|展望)|努力方向|今后的?打算)"
)
PLAN_SENTENCE = re.compile(
    rf"{AHEAD}(?:[^。;\n]{{0,30}}?(?:将|要|计划|拟|力争|重点|继续|全面|进一步|着力|做好|全县|全市|全区|是))"
)
WILL = re.compile(r"(?<!不)将|要(?!求)|计划|拟|力争|重点|继续|进一步|着力|做好")
BACK_TITLE = re.compile(r"总结|回顾|完成情况|工作情况|主要做法|存在(?:的|着)?(?:主要)?(?:问题|不足)|基本情况|主要成效|工作成效")


@dataclass(frozen=True)
class Heading:
    """A heading's mark and title; level 1 is a chapter."""

    start: int
    end: int
    level: int
    title: str


class Chapters:
    """Which chapter a place stands in, and whether it stands among plans."""

    def __init__(self, text: str, year: int | None) -> None:
        self.text = text
        self.year = year or first_year(text)
        self.headings = find(text)
        self.starts = [heading.start for heading in self.headings]
        self.plans = self.plan_spans()

    def at(self, place: int) -> str:
        """The title of the chapter (the last heading of level 1, else of any level)."""
        before = self.headings[:bisect_right(self.starts, place)]
        chapters = [heading for heading in before if heading.level == 1] or before
        return chapters[-1].title if chapters else ""

    def nearest(self, place: int) -> str:
        """The title of the nearest heading of any level."""
        index = bisect_right(self.starts, place) - 1
        return self.headings[index].title if index >= 0 else ""

    def planned(self, place: int) -> bool:
        """Whether every figure here is a target."""
        return any(start <= place < end for start, end in self.plans)

    def plan_spans(self) -> list[tuple[int, int]]:
        """Sections under a heading of plans, and sentences that begin with the time to come."""
        spans = [span for heading in self.headings if self.is_plan(heading.title, True)
                 for span in [(heading.start, self.section_end(heading))]]
        for match in re.finditer(r"(?:^|[\n。!])([^\n。!]{4,})", self.text):
            start, sentence = match.start(1), match.group(1).lstrip(" ●■◆★▲·※-\t")
            start += len(match.group(1)) - len(sentence)
            if start < 60 and BACK_TITLE.search(sentence[:60]) or self.goes_on_title(start):
                continue
            ahead = PLAN_SENTENCE.match(sentence)
            if self.is_plan(sentence[:26], False) or (ahead and self.to_come(ahead) and is_ahead(ahead, sentence)):
                spans.append((start, self.paragraph_end(start)))
        return spans

    def is_plan(self, title: str, heading: bool) -> bool:
        """Whether a title announces plans: a plan word with a time to come, and no looking back first."""
        match = PLAN_TITLE.search(title) if heading else PLAN_TITLE.match(title)
        if match is None or not self.to_come(match):
            return False
        back = BACK_TITLE.search(title)
        return not (back and back.start() < match.start())

    def to_come(self, match: re.Match[str]) -> bool:
        """A year named in the words must lie after the summary's own."""
        named = match.groupdict().get("year")
        if not named:
            return True
        return self.year is not None and year_of(named) > self.year

    def section_end(self, heading: Heading) -> int:
        """Up to the next heading of the same or a higher level that looks back, else the text's end."""
        for following in self.headings:
            if following.start > heading.start and following.level <= heading.level:
                if BACK_TITLE.search(following.title) and not self.is_plan(following.title, True):
                    return following.start
        return len(self.text)

    def paragraph_end(self, start: int) -> int:
        """The end of the line, or of the text where a title stood on a line of its own."""
        line_end = self.text.find("\n", start)
        if line_end < 0 or line_end - start < 30:
            return self.section_end(Heading(start, start, 1, ""))
        return line_end

    def goes_on_title(self, start: int) -> bool:
        """Whether a line is the second of a title that looked back first: '…工作总结⏎及2014年工作思路'."""
        before = self.text[:start].rstrip()
        return (
            len(before) < 100 and "。" not in before and BACK_TITLE.search(before) is not None
            and re.match(r"\s*(?:及|和|与|暨|以及)", self.text[start:]) is not None
        )


def is_ahead(ahead: re.Match[str], sentence: str) -> bool:
    """A sentence that begins with a later year is of plans only if it says so: a history names many years."""
    return ahead.groupdict().get("year") is None or WILL.search(sentence[:90]) is not None


def find(text: str) -> list[Heading]:
    """Marks at the start of a line or sentence, or next in a row already begun."""
    headings: list[Heading] = []
    last: dict[int, int] = {}
    for level, pattern in MARKS:
        for match in pattern.finditer(text):
            number = number_of(match.group(match.lastindex or 0))
            if match.group().endswith(".") and not marks_despite_point(text, match, last.get(level)):
                continue
            before = text[max(0, match.start() - 12):match.start()]
            opens = OPENS.search(before) is not None
            if not opens and not (level in (1, 3) and number > 1 and last.get(level) == number - 1
                                  and in_row(text, match)):
                continue
            if level == 1 and re.match(rf"[{CN}][{CN}、]{{2}}", text[match.end():]):
                continue
            last[level] = number
            headings.append(Heading(*match.span(), level, title_at(text, match.end())))
    return sorted(headings, key=lambda heading: heading.start)


def marks_despite_point(text: str, match: re.Match[str], before: int | None) -> bool:
    """'3.2人获奖' at a line's start is item 3, if item 2 came before; '3.2万人' within a line is a number."""
    if not text[match.end():match.end() + 1].isdigit():
        return True
    opens_line = not text[:match.start()].rpartition("\n")[2].strip()
    follows = before == number_of(match.group(1)) - 1
    return opens_line and (follows or re.match(r"\d{4}年", text[match.end():]) is not None)


def in_row(text: str, match: re.Match[str]) -> bool:
    """A mark in the middle of a line: only with 、 or . and something like a title behind."""
    before = text[match.start() - 1:match.start()]
    return match.group()[-1] in "、.." and not re.match(rf"[\d{CN}第、至到和两]", before) and not re.match(
        r"[\d]|[一二三四五六七八九十][级线、期]", text[match.end():])


def title_at(text: str, start: int) -> str:
    """The heading's words: up to the first stop or line end."""
    return re.split(r"[。;\n!】]", text[start:start + 40])[0].strip()


def number_of(mark: str) -> int:
    """'十二' -> 12, '3' -> 3, '③' -> 3."""
    if len(mark) > 3:
        return 0
    if mark.isdigit() and mark.isascii():
        return int(mark)
    if mark in "①②③④⑤⑥⑦⑧⑨⑩":
        return "①②③④⑤⑥⑦⑧⑨⑩".index(mark) + 1
    if "十" in mark:
        tens, ones = mark.split("十")[:2]
        return VALUE.get(tens, 1) * 10 + VALUE.get(ones, 0)
    return VALUE.get(mark[0], 0)


def first_year(text: str) -> int | None:
    """The summary's own year: the first that its opening names."""
    year = r"((?:19|20)\d\d|[一二][九〇零][〇零一二三四五六七八九]{2})"
    looked_back = re.search(year + r"年度?(?:上半年|全[市县区年])?[^。,;\n()]{0,14}?(?:总结|回顾|工作情况|完成情况)", text)
    match = looked_back or re.search(rf"(?<![(年]){year}\s?年", text[:600])
    return year_of(match.group(1)) if match else None


def year_of(text: str) -> int:
    """'2010' or '二〇一〇' as a number."""
    digits = "".join(char if char.isdigit() and char.isascii() else "〇一二三四五六七八九".find(
        "〇" if char in "零○O" else char).__str__() for char in text)
    return int(digits)
