"""How a cell is filled: the cleaning functions in an officer's words, each with an example that they take."""
from inspect import getclosurevars

from gonghui.core import cleaning
from gonghui.core.fields import Named, Word

MOST_WORDS = 16  # of a list of words; of a longer one the first are shown
HOW = {  # cleaning function: (how to fill a cell that it cleans, an example)
    cleaning.person_name: ("2至40个汉字或字母，少数民族姓名中间的点照写", "阿依古丽·买买提"),
    cleaning.day: ("日期；只写年份不行", "1985-01-03、1985年1月3日、1985.1.3、19850103"),
    cleaning.document_number: ("身份证号18位（15位的自动补成18位），查校验码和出生日期；其他证件照证件写", "330199198501030014"),
    cleaning.phone: ("11位手机号，或带区号的座机号", "13800000000、0437-5500000"),
    cleaning.credit_code: ("18位数字或大写字母，查校验码", "91330199MA0000000R"),
    cleaning.bank_card: ("12至19位数字；校验码不符只提醒，不退回", "6222020000000000"),
    cleaning.count: ("整数，可以带“人”“个”", "1,204、32人"),
    cleaning.yes_no: ("是或否", "是、否、有、无、√、×"),
    cleaning.fen: ("金额，单位元，最多到分", "1200.50、15.4万元"),
}


def innermost(rule):
    """A cleaning function without what is said around it: that it may not be empty, that it may be hidden."""
    inner = getclosurevars(rule).nonlocals.get("clean")
    return innermost(inner) if inner else rule


def needed(field):
    """Whether a column may not be empty. A record that is given by its name always is."""
    if isinstance(field, Named):
        return True
    try:
        field.rule("")
    except cleaning.Refused:
        return True
    return False


def how(field):
    """How a cell of the column is filled."""
    if isinstance(field, Named):
        return "登记里的名称，现在的和以前用过的都认"
    rule = innermost(field.rule)
    if isinstance(field, Word):
        words = list(getclosurevars(rule).nonlocals["allowed"])
        more = f"等{len(words)}种" if len(words) > MOST_WORDS else ""
        return f"选一个：{'；'.join(words[:MOST_WORDS])}{more}"
    return HOW[rule][0] if rule in HOW else f"文字，不超过{getclosurevars(rule).nonlocals['longest']}字"


def example(field):
    rule = innermost(field.rule)
    return HOW[rule][1] if rule in HOW else ""


def read_as(field):
    """{word as a sheet may write it: the word it is kept as}, of a column that takes one of some words."""
    known = getclosurevars(innermost(field.rule)).nonlocals["known"]
    return {word: meant for word, meant in known.items() if word and word != cleaning.text(str(meant))}
