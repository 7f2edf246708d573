"""导入表格: the columns of every roster, what fills them, and what sends a line back."""
from gonghui.core.fields import Named, Word
from gonghui.core.rosters import ROSTERS
from gonghui.registry.posts.roles import PERMISSIONS

from .cells import MOST_WORDS, example, how, needed, read_as
from .markdown import joined, listed, table
from .sections import in_order
from .sentences import left_open, said_by, said_in

OPENING = """\
# 导入表格

收 .xlsx、.xls 和 .csv。表头在前二十行里自动找，列的次序随意，认不得的列会问一次怎么处理。每种表都能下载空白表：
表头后面带 * 的列必须有。合格的行进来，不合格的行连同原因写进“未导入的行”，改好后原样再导入。整次导入可以撤销。

空格子的意思是“表里没有说”，不会把登记里已有的内容清掉。导出的表带“记录号”和“版本”两列，请不要改动；
带 * 的格子是隐去的号码，原样导回来表示不变。"""


def page():
    groups = in_order(ROSTERS.values(), lambda roster: roster.code.split(".")[0])
    return joined([OPENING, *(_one(roster) for _name, rosters in groups for roster in rosters)])


def _one(roster):
    fields, heads = roster.form.base_fields, roster.headings()
    asked = [name for name in roster.columns if name not in (*roster.unkept, *roster.machine)]
    columns = [[heads[name], "是" if needed(fields[name]) else "", listed(roster.columns[name].split("|")[1:], ""),
                how(fields[name]), example(fields[name])] for name in asked]
    return joined([f"## {roster.label}", _whose(roster),
                   table(["列", "必填", "也认的表头", "怎么填", "例"], columns), _spellings(fields, heads, asked),
                   _refusals(roster)])


def _whose(roster):
    """Who may take it in, which record a line means, and what of a sheet is read over."""
    heads = roster.headings()
    lines = [f"- 谁能导入：有“{PERMISSIONS[roster.permission]}”权限的人，只能导入自己范围内的行。",
             f"- 一行是谁：{roster.who}登记里已有的就更新，没有的就新登记。"]
    read_over = [f"“{heads[name]}”" for name in roster.unkept]
    return "\n".join(lines + ([f"- 表里有也不看的列：{listed(read_over)}，它们由工会得出。"] if read_over else []))


def _spellings(fields, heads, asked):
    """What other words a column takes for its own."""
    said = {name: read_as(fields[name]) for name in asked if isinstance(fields[name], Word)}
    return "\n".join(["还认这些写法：", "", *(
        f"- {heads[name]}：{_meant(words)}" for name, words in said.items() if words)]) if any(said.values()) else ""


def _meant(words):
    shown = [f"{word}→{meant}" for word, meant in words.items()]
    return listed(shown[:MOST_WORDS]) + (f"等{len(shown)}种" if len(shown) > MOST_WORDS else "")


def _refusals(roster):
    """What a line may be answered beyond its single cells: by the rules across it, by the register, by the table."""
    named = [field for field in roster.form.base_fields.values() if isinstance(field, Named)]
    said = [left_open(sentence) for field in named for sentence in (field.missing, field.outside)]
    said += [sentence for rule in roster.form.rules for sentence in said_by(rule)]
    said += said_in(roster)
    said += [str(constraint.violation_error_message) for constraint in roster.model._meta.constraints
             if constraint.violation_error_message != constraint.default_violation_error_message]
    every = [sentence for sentence in dict.fromkeys(said) if sentence != "…"]
    refused = [sentence for sentence in every if sentence.endswith("。")]
    told = [sentence for sentence in every if sentence not in refused]
    return joined([_bullets("整行还要核对，不符时退回并写明：", refused), _bullets("这些只提醒，不退回：", told)])


def _bullets(heading, lines):
    return "\n".join([heading, "", *(f"- {line}" for line in lines)]) if lines else ""
