"""标准: every key that the program asks for, the values that come with it, and those an office sets."""
import csv
from pathlib import Path

from gonghui.core.standards import KEYS, SEEDS
from gonghui.registry import orgs

from .markdown import code, joined, table

OPENING = """\
# 标准

法律、文件和单位定的数都写成一条“标准”：从哪天起、到哪天止、用在哪里、依据什么。办事时用办理那天有效的那一条，
就近取用：乡镇有自己的用乡镇的，没有的用县的、市的、省的，最后用全国的。改标准就是另录一条，旧的留着。

标“待核对”的，请对照原文核对后，在“标准”页另录一条并勾选“已与原文核对”。"""


def page():
    seeded = {key: [row for row in SEEDS if row["key"] == key] for key in KEYS}
    rows = [[meaning.label, code(key), _value(row, meaning.unit), _place(row), _days(row), row["citation"],
             row.get("note", ""), "已核对" if row["verified"] else "待核对"]
            for key, meaning in KEYS.items() for row in seeded[key]]
    unset = [[meaning.label, code(key), meaning.unit] for key, meaning in KEYS.items() if not seeded[key]]
    return joined([OPENING, "## 程序带来的标准",
                   table(["项目", "代号", "数值", "地区", "起止", "依据", "说明", "核对"], rows), "## 由本单位录入的标准",
                   "这些数每个地方不同，程序不代填。用到时没有录入，会提示到“标准”页录入。",
                   table(["项目", "代号", "单位"], unset)])


def _value(row, unit):
    return row["text"] or f"{row['value']}{unit}"


def _days(row):
    last = row.get("last")
    return f"{row['first']} 起" + (f"，至 {last}" if last else "")


def _place(row):
    return places()[row["division_id"]] if row["division_id"] else "全国"


def places():
    """{code: name} of the divisions that come with the program."""
    with (Path(orgs.__file__).parent / "divisions.tsv").open(encoding="utf-8") as file:
        return {line[0]: line[1] for line in csv.reader(file, delimiter="\t")}
