"""An amount at a place of the text: its value, how sure it is, and where it ends."""

import re
from dataclasses import dataclass
from decimal import Decimal

from .numerals import ARABIC, CHINESE, DIGIT, SCALE, arabic, chinese, scaled

MORE = r"(?:余|多|几|来|\+|[(][余多][)])"
SCALES = r"(?:百万|千万|万亿|十万|百亿|千亿|[万亿千百])"
PLAIN = re.compile(rf"(?P<n>{ARABIC})\s?(?P<m1>{MORE})?\s?(?P<s>{SCALES})?(?P<m2>{MORE})?")
COMPOUND = re.compile(r"\d+(?:\.\d+)?[亿万千](?:零?\d+(?:\.\d+)?[万千百])+(?:\d+(?=元))?")
WORDS = re.compile(rf"(?P<n>{CHINESE})(?P<m1>{MORE})?(?P<s>[万亿])?(?P<m2>{MORE})?")
NEIGHBOURS = re.compile(r"([一二两三四五六七八])、?([二两三四五六七八九])(?P<s>[十百千]?[万亿]?)(?P<m>余|多)?")
PARTS = re.compile(rf"(?P<whole>百|千|{CHINESE}|\d+)分之(?P<part>{CHINESE}|\d+(?:\.\d+)?)")
SLASH = re.compile(r"([1-9])/([2-9]|10)(?=以上|的|左右|多|强|[,。;、]|$|[\u4e00-\u9fff])(?!/)")
TENTHS = re.compile(
    r"(?P<n>[一二三四五六七八九两\d](?:[.]\d)?)(?P<d>、?[二三四五六七八九])?成(?P<h>半|多)?"
    r"(?![立为员功果效就长品本套对群才人分交熟都])"
)
HALF = re.compile(r"(?:半数|一半)(?=以上|的|左右|,|。|企|职|单)")


@dataclass(frozen=True)
class Amount:
    """A value and its end; ``word`` is set where the unit is part of the wording (per cent)."""

    value: Decimal
    end: int
    bound: str = "exact"
    value_hi: Decimal | None = None
    word: str = ""
    scale: str = ""
    wordy: bool = False


def amount_at(text: str, position: int) -> Amount | None:
    """The amount that begins exactly here, or None."""
    return share_at(text, position) or compound_at(text, position) or plain_at(text, position) or word_at(
        text, position)


def share_at(text: str, position: int) -> Amount | None:
    """百分之九十五, 三分之二, 2/3, 六成, 半数: all as per cent."""
    if match := PARTS.match(text, position):
        whole, part = number(match["whole"]), number(match["part"])
        if whole and part is not None and part <= whole:
            if match["whole"] == "千":
                return Amount(part, match.end(), word="‰")
            return Amount(round(part * 100 / whole, 2), match.end(), word="%", wordy=True)
    if match := SLASH.match(text, position):
        part, whole = Decimal(match[1]), Decimal(match[2])
        if part < whole:
            return Amount(round(part * 100 / whole, 2), match.end(), word="%", wordy=True)
    if match := TENTHS.match(text, position):
        value = (number(match["n"]) or Decimal(0)) * 10
        if match["h"] == "半":
            value += 5
        high = (number(match["d"].lstrip("、")) or Decimal(0)) * 10 if match["d"] else None
        bound = "range" if high else "ge" if match["h"] == "多" else "exact"
        return Amount(value, match.end(), bound, high, word="%", wordy=True)
    if match := HALF.match(text, position):
        return Amount(Decimal(50), match.end(), word="%", wordy=True)
    return None


def compound_at(text: str, position: int) -> Amount | None:
    """Digits mixed with scale words: 1亿2千万, 2万5千."""
    match = COMPOUND.match(text, position)
    if match is None:
        return None
    total = section = Decimal(0)
    for digits, scale in re.findall(r"(\d+(?:\.\d+)?)([亿万千百]?)", match.group()):
        value = Decimal(digits)
        if scale in ("万", "亿"):
            total += (section + value) * SCALE[scale]
            section = Decimal(0)
        else:
            section += value * SCALE.get(scale, 1)
    more = re.match(rf"(万|亿)?({MORE})?", text[match.end():])
    scale = more[1] if more and more[1] else ""
    total = total + section * SCALE.get(scale, 1) if scale else total + section
    bound = "ge" if more and more[2] else "exact"
    return Amount(total, match.end() + (more.end() if more else 0), bound)


def plain_at(text: str, position: int) -> Amount | None:
    """Arabic digits with their scale words: 22.5万余, 410余万, 2200+."""
    match = PLAIN.match(text, position)
    if match is None:
        return None
    value = arabic(match["n"])
    scales = match["s"] or ""
    end = match.end()
    if scales == "千" and text.startswith(("米", "克", "瓦"), end):
        scales, end = "", end - 1
    bound = "ge" if match["m1"] or match["m2"] else "exact"
    if not scales and not match["m1"] and match["m2"]:
        end = match.end()
    return Amount(scaled(value, scales), end, bound, scale=scales)


def word_at(text: str, position: int) -> Amount | None:
    """Chinese numerals: 一百四十多, 三万, 十几, 两三百."""
    if match := NEIGHBOURS.match(text, position):
        low, high = DIGIT[match[1]], DIGIT[match[2]]
        if high - low == 1 and not re.match(r"[一二三四五六七八九十]", text[match.end():]):
            low_value, high_value = scaled(Decimal(low), match["s"]), scaled(Decimal(high), match["s"])
            return Amount(low_value, match.end(), "range", high_value, wordy=True)
    match = WORDS.match(text, position)
    if match is None:
        return None
    value = chinese(match["n"])
    if re.search(r"[数几周初]$", text[max(0, position - 1):position]):
        return None
    if value is None or (match["n"] in SCALE and not scale_counts(text, match)):
        return None
    value = scaled(value, match["s"] or "")
    bound = "ge" if match["m1"] or match["m2"] else "exact"
    wide = match["n"][-1] if match["n"][-1] in "万亿" else ""
    return Amount(value, match.end(), bound, scale=match["s"] or wide, wordy=True)


def scale_counts(text: str, match: re.Match[str]) -> bool:
    """A lone 百, 千, 万 counts only in 上百, 近千, 百余, 百人以上; else it is rhetoric or a heading's unit."""
    if match["n"] == "十":
        return True
    return bool(
        match["m1"]
        or re.search(r"[近上超过达满逾破]$", text[:match.start()][-1:])
        or re.match(r"[人名户家](?:\([^)]{1,5}\))?以上", text[match.end():])
    )


def number(text: str) -> Decimal | None:
    """A bare numeral of either kind."""
    return Decimal(text) if text[0].isdigit() else chinese(text)
