"""统计数字: every declared figure with its definition, unit, breakdowns and rows."""
from gonghui.annual.summary.reading.concepts import by_code
from gonghui.core.figures import FIGURES, Figure, Ratio

from .markdown import code, joined, listed, table
from .sections import field_name, in_order

OPENING = """\
# 统计数字

页面、表格和总结里的数字都取自这里。点开一个数字，看到的是下面写的口径和背后的每一条记录。

- **时点数**：期末那一天的状态，如会员总数；**期间数**：期间里发生的，如发展会员。
- **能相加**：各下级单位的数加起来等于全县；不能相加的（如按人头去重的），全县的数要单独算，不能把下级的数相加。
- **概念**：读别的总结时，程序按这个代号认出“说的是同一件事”的数字。"""


def page():
    groups = in_order(FIGURES.values(), lambda figure: figure.section)
    return joined([OPENING, *(block for name, figures in groups for block in (f"## {name}", *map(_one, figures)))])


def _one(figure):
    """One figure: its name, its definition, and a table of what else there is to say."""
    facts = [("代号", code(figure.code)), ("单位", figure.unit), ("概念", _concept(figure.concept))]
    return joined([f"### {figure.label}", f"口径：{figure.definition}",
                   table(["", ""], facts + _more(figure))]).strip("\n")


def _concept(code):
    return f"{by_code()[code].name}（{code}）" if code else "不与别的总结对照"


def _more(figure):
    if isinstance(figure, Ratio):
        part, whole = FIGURES[figure.part], FIGURES[figure.whole]
        return [("怎么算", f"{part.label} ÷ {whole.label}"), ("能相加", "不能，比例不相加")]
    if isinstance(figure, Figure):
        columns = [field_name(figure.model, name) for name in figure.columns]
        dimensions = [figure.dimension_field(name).verbose_name for name in figure.dimensions]
        return [("时点或期间", "时点数" if figure.stock else "期间数"),
                ("能相加", "能" if figure.adds_up else "不能，同一个人在几处只算一次"),
                ("背后的记录", figure.model._meta.verbose_name),
                ("点开看到", listed(filter(None, columns))),
                ("还能按什么分", listed(["下级单位", "月份", *dimensions]))]
    return [("怎么来", "取自一条有日期、有依据的记录，不是算出来的"), ("能相加", "不能")]
