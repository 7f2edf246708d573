"""Numbers that stand in a row and lend each other what they count."""

import re

from .numbers import Number

JOINS = re.compile(r"\s*(?:、|和|及|与|以及|,)\s*")
RESPECTIVELY = re.compile(r"(?P<nouns>[^,。;\n\d]{0,50})分别[^,。;\d]{0,8}$")
#: Between two numbers of one list only the owner changes: 甲镇12家、乙镇9家; 中央98万元、省级40万元.
OWNER = re.compile(r"\s*[、,]?\s*(?:其中)?[、,:]?[\u4e00-\u9fffA-Z]{0,6}?(?:镇|乡|街道|县|区|市|省|中央|财政|级|公司|局|厂|系统|园区|自筹|配套)\s*")
GROWTH = re.compile(r"增长|增加|提高|上升|下降|减少|同比|较?比?(?:去年|上年)(?:同期)?")
DIFFERENCE = re.compile(r"[,、(]?\s*(?:分别)?(?:[^,。;\n]{0,12}?)(?:比|较|同比|环比|增|减|降|升|提高|上涨|超)[^,。;\n]{0,10}")


def nouns_of(text: str, numbers: list[Number]) -> dict[int, str]:
    """For numbers of a row behind 分别, what each of them counts: '建会率和入会率分别达到93.6%和95.1%'."""
    nouns: dict[int, str] = {}
    for row in chains(text, numbers):
        match = RESPECTIVELY.search(text[max(0, numbers[row[0]].start - 70):numbers[row[0]].start])
        if match is None:
            continue
        listed = [noun for noun in re.split(r"[、和及与]", match["nouns"]) if noun.strip()]
        if len(listed) >= len(row):
            nouns |= dict(zip(row, listed[-len(row):], strict=True))
    return nouns


def twins_of(text: str, numbers: list[Number], own_words: set[str]) -> dict[int, int]:
    """For numbers without a noun of their own, the earlier number that counts the same thing."""
    twins: dict[int, int] = {}
    for row in chains(text, numbers):
        first, size = row[0], len(row)
        lead = text[numbers[first - 1].end:numbers[first].start] if first else ""
        told = GROWTH.sub("", lead.rpartition(",")[2])
        if first >= size and "分别" in lead and not re.search(r"[。;\n]", lead) and not words_in(told, own_words):
            twins |= {number: number - size for number in row}
    for index in range(1, len(numbers)):
        if index in twins:
            continue
        between = text[numbers[index - 1].end:numbers[index].start]
        same_unit = numbers[index].unit == numbers[index - 1].unit
        difference = len(between) <= 18 and DIFFERENCE.fullmatch(between) and not words_in(
            GROWTH.sub("", between), own_words)
        if difference or (same_unit and OWNER.fullmatch(between)):
            twins[index] = index - 1
    return twins


def words_in(text: str, words: set[str]) -> list[str]:
    """Those of the words (two characters and more) that a short text holds."""
    return [text[i:j] for i in range(len(text)) for j in range(i + 2, min(i + 9, len(text)) + 1) if text[i:j] in words]


def chains(text: str, numbers: list[Number]) -> list[list[int]]:
    """Runs of two and more numbers joined by nothing but 、, 和 and the like."""
    runs: list[list[int]] = []
    for index in range(1, len(numbers)):
        if numbers[index].unit and JOINS.fullmatch(text[numbers[index - 1].end:numbers[index].start]):
            if runs and runs[-1][-1] == index - 1:
                runs[-1].append(index)
            else:
                runs.append([index - 1, index])
    return runs
