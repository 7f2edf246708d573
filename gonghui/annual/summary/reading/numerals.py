"""Numerals, Arabic and Chinese, as values."""

import re
from decimal import Decimal

DIGIT = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
SCALE = SMALL | LARGE

#: Arabic digits, with thousands groups only where every group has three of them.
ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
#: No number is told in more than thirty numerals: a longer run is read in pieces, not ever again from each of its own.
CHINESE = r"[零〇一二两三四五六七八九十百千万亿]{1,30}(?:点[零〇一二三四五六七八九]{1,30})?"


def arabic(text: str) -> Decimal:
    """The value of digits with or without groups: '12,468', '3 000', '22.5'."""
    return Decimal(text.replace(",", "").replace(" ", ""))


def chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral, None if it is not one: '一百四十', '三点五万', '两千零六'."""
    if "点" in text:
        whole, point = text.split("点")
        tail = re.match(r"[零〇一二三四五六七八九]+", point)
        base = chinese(whole)
        if base is None or tail is None:
            return None
        return base + Decimal("0." + "".join(str(DIGIT[c]) for c in tail.group()))
    if len(text) > 1 and all(char in DIGIT for char in text):
        return Decimal("".join(str(DIGIT[char]) for char in text)) if "〇" in text or "零" in text else None
    return sections(text)


def sections(text: str) -> Decimal | None:
    """A numeral built of units: each 万 or 亿 closes what stands before it."""
    total = section = digit = 0
    last_scale, fresh = 0, False
    for char in text:
        if char in DIGIT:
            if fresh and DIGIT[char] and digit:
                return None
            digit, fresh = DIGIT[char], True
        elif char in SMALL:
            section += (digit if fresh else 1) * SMALL[char]
            digit, fresh, last_scale = 0, False, SMALL[char]
        else:
            if char == "亿":
                total = (total + section + digit or 1) * LARGE[char]
            else:
                total += (section + digit or 1) * LARGE[char]
            section = digit = 0
            fresh, last_scale = False, LARGE[char]
    if fresh and digit and last_scale >= 100 and text[-2:-1] in SCALE and text[-2] != "十":
        digit *= last_scale // 10
    return Decimal(total + section + digit)


def scaled(value: Decimal, scales: str) -> Decimal:
    """A value times the scale words behind it: 3, '百万' -> 3,000,000."""
    for char in scales:
        value *= SCALE[char]
    return value
