"""Numbers of nobody: right in every check digit, and of a region and a mobile network that do not exist."""
from datetime import date
from itertools import count

from stdnum.cn import uscc

REGION = "229922"  # no county has this code, so that no number made with it was ever given to anybody
NETWORK = "160"  # no operator has these mobile numbers
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_UNIT_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def id_number(birth: date, nth: int, sex: str) -> str:
    """居民身份证号 (GB 11643-1999) of the nth man or woman born on a day: nth from 0 to 499."""
    first = f"{REGION}{birth:%Y%m%d}{2 * nth + (sex == '男'):03d}"
    return first + "10X98765432"[sum(int(d) * w for d, w in zip(first, _WEIGHTS, strict=True)) % 11]


def unit_code(nth: int) -> str:
    """组织机构代码 (GB 11714), nine places: what an employer had before 2015."""
    body = f"{60_000_000 + nth:08d}"
    rest = 11 - sum(int(d) * w for d, w in zip(body, _UNIT_WEIGHTS, strict=True)) % 11
    return body + {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(kind: str, nth: int) -> str:
    """统一社会信用代码 (GB 32100-2015); kind: "91" an enterprise, "92" a trader, "12" an institution, "81" a union."""
    first = f"{kind}{REGION}{unit_code(nth)}"
    return first + uscc.calc_check_digit(first)


class Numbers:
    """Hands out each number once, in the order asked."""

    def __init__(self):
        self._born, self._phones = {}, count(10_000_000)

    def id(self, birth, sex):
        nth = self._born[birth, sex] = self._born.get((birth, sex), -1) + 1
        return id_number(birth, nth, sex)

    def phone(self):
        return f"{NETWORK}{next(self._phones)}"
