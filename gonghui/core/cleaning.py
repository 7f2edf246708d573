"""What a cell of a sheet or a field of a form may hold. The page and the sheet use the same functions.

Each takes typed text (`text` makes it of a cell) and returns the value to keep, or raises `Refused` with a whole
sentence for the officer. An empty text is an unknown value; a column that may not be empty says so (`required`).
"""
import datetime as dt
import re
from decimal import Decimal
from operator import mul

from django.utils.translation import gettext as _
from stdnum.cn import uscc

MASKED = "\0"  # a hidden value that came back from an export: "unchanged". No typed text holds this character.
FORMULA = "\0="  # a formula cell whose result the file does not hold


class Refused(ValueError):
    """A value that cannot be kept. Its text is a whole sentence that says what to do."""


_cut = re.compile(r"\d(?:\.\d+)?E\+1[5-9]", re.A).fullmatch  # what Excel writes of such a number into a .csv
_WIDE = {0x3000: " ", 0xA0: " ", **{c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}}
_has_wide = re.compile("[\u3000\xa0\uff01-\uff5e]").search
_control = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ufeff]+")


def text(cell):
    """A cell as typed text: half-width, trimmed, without control characters.

    Only the full-width forms are translated: Unicode's own normalisation would change rare ideographs in names.
    """
    if cell is None:
        return ""
    if type(cell) is not str:
        return _number_text(cell) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else str(cell)
    if cell.isascii() and cell.isprintable():
        if "E+" in cell and _cut(cell.strip()):
            raise Refused(_cut_short())
        return cell.strip()
    if cell == FORMULA:
        raise Refused(_("单元格是公式且没有算出的结果，请在Excel中打开并保存一次，或把公式粘贴为数值。"))
    if _has_wide(cell):
        cell = cell.translate(_WIDE)
    if not cell.isprintable():
        cell = _control.sub(" ", cell)
    return cell.strip()


def _cut_short():
    return _("Excel只保留15位数字，该号码已失真，请将单元格设为文本后重新填写。")


def _number_text(cell):
    if not abs(cell) < 10**15:  # a number that is none (NaN) is not below anything
        raise Refused(_cut_short())
    return str(int(cell)) if cell == int(cell) else repr(cell)


def required(clean):
    """The same cleaning, but the field may not be empty."""
    def cleaned(value):
        if not value:
            raise Refused(_("不能为空，请填写。"))
        return clean(value)
    return cleaned


def masked(clean):
    """The same cleaning, but a hidden value (with *) means "unchanged": exports write protected fields so."""
    def cleaned(value):
        return MASKED if "*" in value else clean(value)
    return cleaned


def words(longest):
    """Any text of at most so many characters."""
    def clean(value):
        if len(value) > longest:
            raise Refused(_("不能超过%d个字，请缩短。") % longest)
        return value
    return clean


def one_of(*allowed, aliases=None):
    """One of the given words, or an alias of one: `aliases={"党员": "中共党员"}`."""
    known = {**{text(word): word for word in ("", *allowed)}, **(aliases or {})}  # cells arrive half-width

    def clean(value):
        if value not in known:
            raise Refused(_("“%(value)s”不在可选项中，请填写：%(allowed)s。") % {
                "value": value, "allowed": "、".join(map(str, allowed))})
        return known[value]
    return clean


_person = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff〇·A-Za-z .'-]{2,40}").fullmatch
_DOTS = str.maketrans("•・‧●．∙", "······")


def person_name(value):
    """A person's name: ideographs of any plane, the dot of minority names as ·, or Latin letters."""
    if not value:
        raise Refused(_("姓名不能为空，请填写。"))
    if not value.isascii():
        value = value.translate(_DOTS).replace(" ", "")
    if not _person(value):
        raise Refused(_("姓名应为2至40个汉字或字母，请核对。"))
    return value


_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_date = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?|(\d\d)(\d\d))(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?", re.A).fullmatch
_chinese_day = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]").fullmatch
_serial = re.compile(r"[1-6]\d{4}", re.A).fullmatch
_EXCEL_DAY_0 = dt.date(1899, 12, 30)


def day(value):
    """A day: 1985-01-03, 1985/1/3, 1985.1.3, 1985年1月3日, 19850103, 一九八五年一月三日, Excel's day number."""
    if not value:
        return None
    if _serial(value):
        return _EXCEL_DAY_0 + dt.timedelta(int(value))
    spelt = value.replace(" ", "") if "年" in value else value
    if found := _chinese_day(spelt):
        parts = int(found[1].translate(_DIGITS)), _tens(found[2]), _tens(found[3])
    elif found := _date(spelt):
        parts = [int(part) for part in found.groups() if part]
    else:
        raise Refused(_not_a_day(value))
    try:
        return dt.date(*parts)
    except ValueError:
        raise Refused(_not_a_day(value)) from None


def _not_a_day(value):
    return _("“%s”不是有效日期，请核对；写法如1985-01-03。") % value


def _tens(word):
    """十二 → 12, 二十 → 20, 三十一 → 31."""
    tens, ten, ones = word.rpartition("十")
    return int(tens.translate(_DIGITS) or 1) * 10 * bool(ten) + int(ones.translate(_DIGITS) or 0)


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ZEROS = sum(48 * w for w in _WEIGHTS)  # what the weights make of the letters' codes, "0" being 48
_id18 = re.compile(r"[1-9]\d{16}[\dX]", re.A).fullmatch
_id15 = re.compile(r"[1-9]\d{14}", re.A).fullmatch
_days = {}


def id_number(value):
    """A citizen's number (GB 11643-1999): form, birth date, check character. 15 digits are widened to 18.

    The region is not checked: it is that of first registration, and many have since been renamed or dissolved.
    """
    if not value:
        return ""
    value = value.upper().replace(" ", "")
    if _id15(value):
        value = f"{value[:6]}19{value[6:]}"
        value += _check_character(value)
    elif not _id18(value):
        raise Refused(_("身份证号应为18位，请核对。"))
    elif _check_character(value[:17]) != value[17]:
        raise Refused(_("身份证号校验码不符，请核对。"))
    if value[6:14] not in _days:
        _days[value[6:14]] = _birthday(value[6:14])
    return value


def _check_character(first17):
    return "10X98765432"[(sum(map(mul, first17.encode(), _WEIGHTS)) - _ZEROS) % 11]


def _birthday(digits):
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise Refused(_("身份证号中的出生日期不存在，请核对。")) from None


def born_on(number):
    """The birth date that a cleaned citizen's number states."""
    return _days.get(number[6:14]) or _birthday(number[6:14])


def sex_of(number):
    """男 or 女, as the 17th digit of a cleaned citizen's number states."""
    return "男" if number[16] in "13579" else "女"


_document = re.compile(r"[A-Z0-9()\u4e00-\u9fff]{5,30}").fullmatch


def document_number(value):
    """The number on a paper that proves identity: a citizen's number where it looks like one, else as printed."""
    value = value.upper().replace(" ", "")
    if not value or value.isascii() and value[:-1].isdigit() or len(value) == 18:
        return id_number(value)
    if not _document(value):
        raise Refused(_("证件号码只能有字母和数字，请核对。"))
    return value


_credit = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}", re.A).fullmatch


def credit_code(value):
    """统一社会信用代码 (GB 32100-2015). Letters may stand in the first eight places too (N 农业, A 军队)."""
    value = value.upper().replace(" ", "")
    if not value:
        return ""
    if not _credit(value):
        raise Refused(_("统一社会信用代码应为18位数字或大写字母（不含I、O、Z、S、V），请核对。"))
    if uscc.calc_check_digit(value[:17]) != value[17]:
        raise Refused(_("统一社会信用代码校验码不符，请核对。"))
    return value


_phone = re.compile(r"1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}", re.A).fullmatch


def phone(value):
    """A mobile number, or a fixed line with its area code."""
    value = value.replace("-", "").replace(" ", "").removeprefix("+86")
    if value and not _phone(value):
        raise Refused(_("电话号码应为11位手机号或带区号的座机号，请核对。"))
    return value


_card = re.compile(r"\d{12,19}", re.A).fullmatch


def bank_card(value):
    """A bank card or passbook number. The check digit is only warned of: old passbooks have none (`luhn_holds`)."""
    value = value.replace(" ", "").replace("-", "")
    if value and not _card(value):
        raise Refused(_("银行卡号应为12至19位数字，请核对。"))
    return value


_DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")


def luhn_holds(number):
    """Whether a card number's check digit is right."""
    digits = number.encode()[::-1]
    return not (sum(digits[::2]) + sum(digits[1::2].translate(_DOUBLED)) - 48 * len(digits)) % 10


_money = re.compile(r"[¥￥]?(-?\d{1,3}(?:,\d{3})+|-?\d+)(\.\d+)?(万)?元?", re.A).fullmatch


def fen(value):
    """An amount of money in yuan ("1,200.50", "1200元", "15.4万元"), as whole fen."""
    if not value:
        return None
    found = _money(value.replace(" ", ""))
    if not found:
        raise Refused(_("“%s”不是金额，请写成1200.50。") % value)
    amount = Decimal(found[1].replace(",", "") + (found[2] or "")) * (1_000_000 if found[3] else 100)
    if amount != int(amount):
        raise Refused(_("金额最多到分（两位小数），请核对。"))
    return int(amount)


def count(value):
    """A whole number of persons or things, not below zero: "32", "1,204人", "三" is refused."""
    if not value:
        return None
    plain = value.replace(",", "").rstrip("人名个家户次件")
    if not (plain.isascii() and plain.isdigit()):
        raise Refused(_("“%s”应为整数，请核对。") % value)
    return int(plain)


YES = {"": None, **dict.fromkeys(("是", "有", "√", "Y", "True"), True),
       **dict.fromkeys(("否", "无", "×", "N", "False"), False)}


def yes_no(value):
    """是 or 否."""
    if value not in YES:
        raise Refused(_("请填写“是”或“否”。"))
    return YES[value]
