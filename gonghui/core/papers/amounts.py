"""Money from integer fen to the three ways an office writes it."""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("仟", "佰", "拾", "")
GROUPS = ("", "万", "亿")
FEN_IN_WAN = 1_000_000
FEN_IN_YI = 10_000_000_000
LIMIT_YUAN = 10**12  # past 9999亿 the words 万亿 are read in two ways


def running_amount(fen: int) -> str:
    """Money in running text: 15.4万元, 9800元, 1005.30元, 1.25亿元.

    Below 10,000 yuan to the fen; then in 万元 to two places (100 yuan) and from 100 million
    in 亿元 to four (10,000 yuan), rounded half up, without trailing zeros.
    """
    sign, fen = _sign(fen), abs(fen)
    if fen < FEN_IN_WAN:
        yuan, rest = divmod(fen, 100)
        return f"{sign}{yuan}.{rest:02d}元" if rest else f"{sign}{yuan}元"
    wan = _rounded(fen, FEN_IN_WAN, "0.01")
    if wan < 10_000:
        return f"{sign}{_short(wan)}万元"
    return f"{sign}{_short(_rounded(fen, FEN_IN_YI, '0.0001'))}亿元"


def table_amount(fen: int) -> str:
    """Money in a table cell, in yuan: 154,000.00."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{_sign(fen)}{yuan:,}.{rest:02d}"


def capital_amount(fen: int) -> str:
    """Money in capital words (大写): 154000 yuan is 壹拾伍万肆仟元整.

    By 《正确填写票据和结算凭证的基本规定》 (附于《支付结算办法》): 整 after 元 always; after 角
    it may stand or not, and here it does not; never after 分. A 零 is written for a run of
    zeros inside, before 角 when the yuan end in zero, and before 分 when there is no 角.
    Raises ValueError from a trillion (万亿) yuan on.
    """
    if abs(fen) >= LIMIT_YUAN * 100:
        raise ValueError(f"no capital words for {fen} fen")
    sign, fen = "负" if fen < 0 else "", abs(fen)
    yuan, rest = divmod(fen, 100)
    if not rest:
        return f"{sign}{_capital_yuan(yuan) or '零'}元整"
    whole = f"{_capital_yuan(yuan)}元" if yuan else ""
    return f"{sign}{whole}{_capital_rest(rest, after=yuan)}"


def _capital_rest(rest: int, after: int) -> str:
    jiao, fen = divmod(rest, 10)
    words = f"{DIGITS[jiao]}角" if jiao else ""
    if after and (not jiao or after % 10 == 0):
        words = f"零{words}"
    return words + (f"{DIGITS[fen]}分" if fen else "")


def _capital_yuan(yuan: int) -> str:
    words, gap = "", False
    for rank in reversed(range(len(GROUPS))):
        group = yuan // 10_000**rank % 10_000
        if not group:
            gap = bool(words)
            continue
        if words and (gap or group < 1000):
            words += "零"
        words += _capital_group(group) + GROUPS[rank]
        gap = False
    return words


def _capital_group(group: int) -> str:
    words, gap = "", False
    for place, digit in zip(PLACES, map(int, f"{group:04d}"), strict=True):
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + DIGITS[digit] + place
        gap = False
    return words


def _rounded(fen: int, unit: int, places: str) -> Decimal:
    return (Decimal(fen) / unit).quantize(Decimal(places), ROUND_HALF_UP)


def _short(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".")


def _sign(fen: int) -> str:
    return "-" if fen < 0 else ""
