"""A list of names brought as a sheet: cleaned as the form cleans, put on a run's list whole or not at all."""
from django.utils.translation import gettext as _

from gonghui.core import cleaning, sheets
from gonghui.core.flow import Refused

from . import lists

COLUMNS = {  # heading: (field, its cleaning)
    "姓名": ("payee", cleaning.person_name),
    "金额": ("amount", cleaning.required(cleaning.fen)),
    "身份证号": ("id_number", cleaning.document_number),
    "工作单位": ("employer", cleaning.words(120)),
    "困难类别": ("category", cleaning.words(40)),
    "开户行": ("bank", cleaning.words(60)),
    "银行账号": ("account", cleaning.bank_card),
    "联系电话": ("phone", cleaning.phone),
    "代领人及关系": ("proxy", cleaning.words(60)),
    "备注": ("note", cleaning.words(120)),
}
ALIASES = {"收款人": "姓名", "金额(元)": "金额", "救助金额": "金额", "证件号码": "身份证号", "银行卡号": "银行账号", "账号": "银行账号",
           "单位": "工作单位", "电话": "联系电话", "手机号": "联系电话"}
MOST_TOLD = 20


def put_on_from_sheet(run, content, *, scope):
    """Reads a sheet and puts its names on the run's list; how many. Raises Refused with what is wrong, by row."""
    try:
        sheet = sheets.read(content, {*COLUMNS, *ALIASES})
    except cleaning.Refused as why:
        raise Refused(str(why)) from None
    heads = [ALIASES.get(head, head) for head in map(sheets.heading, sheet.head)]
    if missing := [head for head in ("姓名", "金额") if head not in heads]:
        raise Refused(_("表里没有“%s”这一列，请补上后再上传。") % "、".join(missing))
    lines, faults = [], []
    for at, cells in sheet.rows():
        if any(cells) and not sheets.is_total(cells):
            said, wrong = _cleaned(heads, cells)
            lines.append(said)
            faults += [_("第%(line)d行：%(why)s") % {"line": at, "why": why} for why in wrong]
    if faults or not lines:
        raise Refused(*faults[:MOST_TOLD] or [_("表里没有内容，请核对后再上传。")])
    return lists.put_on(run, lines, scope=scope)


def _cleaned(heads, cells):
    said, wrong = {}, []
    for head, cell in zip(heads, cells, strict=False):
        if head in COLUMNS:
            name, clean = COLUMNS[head]
            try:
                said[name] = clean(cleaning.text(cell))
            except cleaning.Refused as why:
                wrong.append(f"{head}：{why}")
    return said, wrong
