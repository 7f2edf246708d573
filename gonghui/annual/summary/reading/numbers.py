"""Every number of the text with its unit, bound and range."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from .amounts import Amount, amount_at
from .numerals import scaled
from .tables import Cell
from .units import UNIT, class_of, reported, unit_at

STARTS = re.compile(r"[\d一二两三四五六七八九十百千万亿]|半数")
TO = re.compile(r"\s*(?:[-—–~至到]|——|--)\s*")
AND = re.compile(r"\s*(?:[、,]|和|及|与|或)\s*")
BEHIND = re.compile(r"(?:[(]含[^))]{0,5}[)])?(?P<b>及其以上|及以上|以上|以下|以内|之内|左右|上下|之多|开外)")
BOUNDS_BEHIND = {"以上": "ge", "之多": "ge", "开外": "ge", "以下": "le", "以内": "le", "之内": "le", "左右": "approx", "上下": "approx"}
BOUNDS_BEFORE = [
    (re.compile(r"(?:不(?:少|低|小)于|至少|最少|最低|超过?了?|突破了?|超出|逾|高于|大于|多于|上|起码|超额|(?<!每)满|高达)\s*$"), "ge"),
    (re.compile(r"(?:将?近|不足|不到|不满|不(?:超|高)过?于?|最多|至多|最高(?:可)?(?:达|为|不超过|贷款|补助|额度)?|少于|低于|小于|控制在)\s*$"), "le"),
    (re.compile(r"(?:大?约|约为|大概|约合|差不多|估计)\s*$"), "approx"),
]
DAMAGED = re.compile(
    r"(?<![A-Za-z])(?:[Xx×*]{1,6}|〇{2,}|□{1,5}|\ufffd+|\?+\d[\d.]*"
    r"|\?{1,4}|\d+(?:[?*□\ufffd]+|[Xx×]{1,3})[\d.]*)(?:余|多)?[十百千万亿]*(?:余|多)?"
    rf"(?:年度?|月|日|%|(?!(?:县|市|区|镇|乡)){UNIT})"
)
NOT_BEFORE = re.compile(r"(?:第|星期|[A-Za-z](?![\u4e00-\u9fff])|[\d一二三四五六七八九]点|№|N[oO]\.?|[Pp]\.?|\d\.|\.)$")
#: Where a number with no unit at all is still one: told as 名目:数, or closing its clause behind a noun.
BARE_BEFORE = re.compile(r"(?:[:|\t]|达到?|共计?|合计|总计|为|[\u4e00-\u9fff](?:数|量|额|总计|合计)|会员|职工|企业|工会)\s*$")
BARE_BEHIND = re.compile(r"\s*(?:[,。;、))|\t\n]|$)")
MONEY_NOUN = re.compile(r"(?:销售|收入|利润|营收|资产|资|金|款|费|价值|投入|经费|产值|效益|损失|工资|补助|补贴|贷款|奖励|薪|血汗钱|捐款)[^,。;\d]{0,6}$")
HARD_UP = r"(?:困难|特困|贫困|低保)?"
HOUSES_BEHIND = re.compile(rf"{HARD_UP}(?:职工)?(?:家庭|农户)")
PERSONS_BEHIND = re.compile(rf"(?:广大)?{HARD_UP}(?:下岗|失业|患病|外来)?(?:女|新)?(?:职工|会员|农民工|员工|工人|群众|党员|劳动者|工会会员|干部)")
PERSON_NOUN = re.compile(r"(?:会员|职工|农民工|人数|女工|人口|党员|员工|学员|劳模|参保|受益|惠及|覆盖)[^,。;\d]{0,4}$")


NOUNS_BEHIND = {
    "人": re.compile(
        r"(?:工会)?(?:会员|职工|员工|农民工|孩子|学生|老师|同志|人(?!大)|党员)(?!之家|小家|书屋|代表大会|中心|服务|[^,。;\d]{0,10}工作室)|[^,。;\d]{0,14}名额"),
    "场次": re.compile(r"[\u4e00-\u9fff]{0,4}(?:培训班|学习班|讲座|专场)"),
}


@dataclass
class Number:
    """A number in the readable text, before anything is known of its meaning."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    word: str
    bound: str = "exact"
    value_hi: Decimal | None = None
    context: str = ""
    hint: str = ""
    counts: str = ""

    @property
    def sort(self) -> str:
        """The class of its unit: 人, 户, 单位, 场次, 件, 份, 元, 时, % ..."""
        return self.counts or class_of(self.word) or class_of(self.unit)


def find(text: str, masked: list[tuple[int, int]], cells: list[Cell]) -> list[Number]:
    """All numbers in order of place. ``masked`` spans hold none; ``cells`` know their own units."""
    numbers = [Number(*m.span(), None, damaged_unit(m.group()), "") for m in DAMAGED.finditer(text)
               if free(masked, *m.span())]
    masked = sorted(masked + [(n.start, n.end) for n in numbers])
    by_place = {cell.start: cell for cell in cells}
    ends = {end for _, end in masked}
    position = 0
    while match := STARTS.search(text, position):
        start = match.start()
        position = start + 1
        group = list(group_at(text, start, by_place.get(start)))
        if group and all(free(masked, n.start, n.end) for n in group) and (
                start in ends or not NOT_BEFORE.search(text[max(0, start - 4):start])):
            numbers += group
            position = group[-1].end
        elif text[start].isdigit():
            position = skip_digits(text, start)
    for number in numbers:
        number.counts = counted(text, number)
    return sorted(numbers, key=lambda number: number.start)


def counted(text: str, number: Number) -> str:
    """What 个 counts where the noun behind it says so: heads in 60个会员, times in 7个培训班; else ''."""
    if number.word != "个":
        return ""
    return next((sort for sort, noun in NOUNS_BEHIND.items() if noun.match(text, number.end)), "")


def skip_digits(text: str, start: int) -> int:
    """The end of a run of digits that turned out to be no number."""
    run = re.compile(r"\d+").match(text, start)
    return run.end() if run else start + 1


def damaged_unit(text: str) -> str:
    """The unit that a damaged number still shows: 'xx人' -> 人."""
    word = re.search(rf"({UNIT})$", text)
    return reported(word.group()) if word else ""


def free(masked: list[tuple[int, int]], start: int, end: int) -> bool:
    """No masked span reaches into start..end."""
    index = bisect_right(masked, (end - 1, 10**9)) - 1
    while index >= 0 and masked[index][0] > start - 80:
        if masked[index][1] > start and masked[index][0] < end:
            return False
        index -= 1
    return True


def group_at(text: str, start: int, cell: Cell | None) -> Iterator[Number]:
    """The number at a place, or the several that share one unit: 3至5万元; 10、8和5名."""
    first = amount_at(text, start)
    if first is None:
        return
    if cell is not None and first.end >= cell.end and not first.word:
        yield Number(start, cell.end, scaled(first.value, cell.scale), reported(cell.word), cell.word,
                     first.bound, context=cell.context, hint=cell.hint)
        return
    word = first.word or unit_at(text, first.end)
    if word:
        second, end = range_behind(text, first, word)
        yield finished(text, start, first, second, (word, end))
        return
    if (connector := TO.match(text, first.end)) and (second := amount_at(text, connector.end())):
        word = second.word or unit_at(text, second.end)
        if word and (second.value > first.value or second.scale):
            yield finished(text, start, shared_scale(first, second), second, (word, second.end + len_of(second, word)))
            return
    chain = chain_at(text, start, first)
    if chain:
        yield from chain
    elif (number := bare(text, start, first)) is not None:
        yield number


def len_of(amount: Amount, word: str) -> int:
    """The length of the unit behind an amount; nothing where it is in the amount's own wording."""
    return 0 if amount.word else len(word)


def range_behind(text: str, first: Amount, word: str) -> tuple[Amount | None, int]:
    """The upper end of a range whose lower end has its own unit (260元至500元), and the whole's end."""
    end = first.end + len_of(first, word)
    connector = TO.match(text, end)
    if connector is None:
        return None, end
    second = amount_at(text, connector.end())
    if second is None or second.value <= first.value:
        return None, end
    other = second.word or unit_at(text, second.end)
    if reported(other) != reported(word):
        return None, end
    return second, second.end + len_of(second, other)


def shared_scale(first: Amount, second: Amount) -> Amount:
    """3至5万: the scale word stands once and holds for both, unless the lower end is then the larger."""
    if second.scale and not first.scale and scaled(first.value, second.scale) < second.value:
        return Amount(scaled(first.value, second.scale), first.end, first.bound)
    return first


def finished(text: str, start: int, first: Amount, second: Amount | None, unit: tuple[str, int]) -> Number:
    """A number with its bounds, from the words before and behind."""
    word, end = unit
    value, high, bound = first.value, first.value_hi, first.bound
    if second is not None and not re.search(r"(?:由|从)[^,。;]{0,8}$", text[max(0, start - 9):start]):
        high, bound = second.value, "range"
    elif second is not None:
        end, high = first.end + len_of(first, word), None
    if "多" in word:
        bound = "ge"
    for pattern, name in BOUNDS_BEFORE:
        if bound in ("exact", "ge") and pattern.search(text[max(0, start - 8):start]):
            bound = name
            break
    if behind := BEHIND.match(text, end):
        end = behind.end()
        if bound in ("exact", "ge"):
            bound = BOUNDS_BEHIND[behind["b"][-2:]]
    return Number(start, end, value, reported(word), word, bound, high)


def chain_at(text: str, start: int, first: Amount) -> list[Number]:
    """10、8和5名: a row of numbers of which only the last has the unit."""
    amounts, starts, here = [first], [start], first
    while (connector := AND.match(text, here.end)) and len(amounts) < 8:
        following = amount_at(text, connector.end())
        if following is None or following.wordy or first.wordy:
            return []
        amounts.append(following)
        starts.append(connector.end())
        here = following
        word = following.word or unit_at(text, following.end)
        if word and class_of(word) != "时":
            last = finished(text, starts[-1], following, None, (word, following.end + len_of(following, word)))
            scale = following.scale
            return [
                Number(at, amount.end, amount.value if amount.scale else scaled(amount.value, scale), last.unit, word,
                       amount.bound)
                for at, amount in zip(starts[:-1], amounts[:-1], strict=True)
            ] + [last]
    return []


def bare(text: str, start: int, amount: Amount) -> Number | None:
    """A number without a unit: 13万, or 合理化建议:286."""
    before = text[max(0, start - 10):start]
    wide = "万" in amount.scale or "亿" in amount.scale
    if amount.wordy and not wide:
        return None
    if not wide and not (BARE_BEFORE.search(before) and BARE_BEHIND.match(text, amount.end)):
        return None
    if wide and re.match(r"(?!以上|以下|左右)[\u4e00-\u9fff]", text[amount.end:]) and amount.wordy:
        return None
    person = PERSON_NOUN.search(before) or PERSONS_BEHIND.match(text, amount.end)
    house = HOUSES_BEHIND.match(text, amount.end)
    word = "户" if house else "元" if MONEY_NOUN.search(before) else "人" if person else ""
    return finished(text, start, amount, None, (word, amount.end))
