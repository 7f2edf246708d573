"""The grammar of a summary's text, and what may not stand in it. Pure: no queries, no clock, no request.

An officer writes `年内建会{工会组建}，{培训工会干部|7月}参加培训。`: a figure's name in braces, and behind a bar the
months or days it is asked over where these are not the summary's own. Every number a reader sees comes so from
a figure; a digit typed by hand is refused unless it belongs to a date or to a listed name.
"""
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gonghui.core.rules import Reason

_ = str  # marks the sentence for translation; it is translated where it is shown

TAG = re.compile(r"\{([^{}|\n]+)(?:\|([^{}|\n]*))?\}")
_BRACE = re.compile(r"[{}]")
_DATE = re.compile(
    r"\d{4}\s*年(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|\d{1,2}\s*月(?:\s*\d{1,2}\s*日|份|末|底|初)?|\d{1,2}\s*日"
)
_DIGITS = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*%?")

_MONTHS = re.compile(r"(\d{1,2})月(?:[-至—](\d{1,2})月)?")
_DAYS = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:[-至—](?:(\d{4})年)?(\d{1,2})月(\d{1,2})日)?")


@dataclass(frozen=True)
class Tag:
    """A figure asked for in the text: its name or code, and the span written behind the bar ("" for none)."""

    name: str
    span: str = ""

    def __str__(self):
        return "{%s|%s}" % (self.name, self.span) if self.span else "{%s}" % self.name


def parts(line: str) -> list[str | Tag]:
    """The line as text and tags, in order: "建会{工会组建}。" → ["建会", Tag("工会组建"), "。"]."""
    out: list[str | Tag] = []
    last = 0
    for found in TAG.finditer(line):
        if found.start() > last:
            out.append(line[last:found.start()])
        out.append(Tag(found[1].strip(), (found[2] or "").strip()))
        last = found.end()
    if last < len(line):
        out.append(line[last:])
    return out


def tags(text: str) -> list[Tag]:
    """Every tag of a text, in order."""
    return [part for line in text.split("\n") for part in parts(line) if isinstance(part, Tag)]


def span_of(span: str, first: date, last: date) -> tuple[date, date] | str:
    """The days a tag is asked over, or the sentence that says why they cannot be read.

    "" → the summary's own; "7月", "1月-10月" → months of the year of `last`; "4月30日", "2009年12月20日-2月28日"
    → days; "上年" → the same days a year earlier.
    """
    if not span:
        return first, last
    if span == "上年":
        return year_before(first), year_before(last)
    found = _MONTHS.fullmatch(span) or _DAYS.fullmatch(span)
    try:
        if found is None:
            raise ValueError
        begin, end = _months(found, last.year) if found.re is _MONTHS else _days(found, last.year)
    except ValueError:
        return Reason(_("“%(span)s”不是能识别的期间，请写成“7月”“1月-10月”“4月30日”或“上年”。"), span=span)
    if begin > end:
        return Reason(_("“%(span)s”的起点晚于终点，请改正。"), span=span)
    return begin, end


def _months(found: re.Match, year: int) -> tuple[date, date]:
    begin, end = int(found[1]), int(found[2] or found[1])
    following = date(year + end // 12, end % 12 + 1, 1)
    return date(year, begin, 1), following - timedelta(days=1)


def _days(found: re.Match, year: int) -> tuple[date, date]:
    begin = date(int(found[1] or year), int(found[2]), int(found[3]))
    if found[5] is None:
        return begin, begin
    return begin, date(int(found[4] or year), int(found[5]), int(found[6]))


def year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


_SIGNED = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日\s*$")


def written_on(text: str) -> date | None:
    """The day a paper is dated at its very end, or None where it is not."""
    found = _SIGNED.search(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def days_of(text: str, year: int) -> tuple[date, date]:
    """What a summary of a year tells of: from 1 January to the day it is dated, or to the year's end."""
    written = written_on(text)
    return date(year, 1, 1), written if written and written.year == year else date(year, 12, 31)


def stray_digits(text: str, names: Iterable[str] = ()) -> list[str]:
    """Sentences naming each digit of the visible text that stands outside a tag, a date or a listed name."""
    visible = TAG.sub("", text)
    for name in sorted(names, key=len, reverse=True):
        visible = visible.replace(name, "")
    visible = _DATE.sub("", visible)
    sentence = _("“%(digits)s”是手工写的数字，请改用指标，或把所在的专有名称列入名称表。")
    return [Reason(sentence, digits=found[0]) for found in _DIGITS.finditer(visible)]


def broken_braces(text: str) -> list[str]:
    """Sentences for braces that belong to no tag, so that half a tag is never printed."""
    lines = (line for line in text.split("\n") if _BRACE.search(TAG.sub("", line)))
    return [Reason(_("“%(line)s”里的花括号不成对，请检查指标写法。"), line=line.strip()[:20]) for line in lines]


def not_ready(unknown: Sequence[str], empty: Sequence[str], zero_meant: bool) -> list[str]:
    """Why a summary may not be issued: tags no figure answers, and figures without records that nobody vouched for."""
    reasons: list[str] = [Reason(_("“%(name)s”没有对应的指标，请改正后再印发。"), name=name) for name in unknown]
    if empty and not zero_meant:
        reasons.append(Reason(_("%(figures)s尚无记录：请补录，或删去这些句子，或勾选“按零印发”。"), figures="、".join(empty)))
    return reasons
