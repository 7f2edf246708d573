"""The chapters and their sections, named once, in the order of the yearly summary: menu, tables, report headings.

A section appears in the menu as soon as its app is installed and has a page named `list` (or the one given here).
"""
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

DESKS = {
    "assistance": _("帮扶中心"),
    "organizing": _("组织"),
    "rights": _("权益保障"),
    "women": _("女职工"),
    "economic": _("经济工作"),
    "finance": _("财务"),
    "office": _("办公室"),
}


@dataclass(frozen=True)
class Section:
    """One folder of the tree: its app label, its name, and the desks whose menu shows it."""

    label: str
    name: str
    desks: tuple = ()


@dataclass(frozen=True)
class Chapter:
    """One chapter of the yearly summary; `heading` is how the summary names it."""

    code: str
    name: str
    heading: str
    sections: tuple


CHAPTERS = (
    Chapter("registry", _("名册"), "", (
        Section("orgs", _("工会与用人单位"), ("organizing",)),
        Section("people", _("职工与会员"), ("organizing", "women", "assistance")),
        Section("posts", _("岗位与账号"), ("organizing", "office")),
        Section("activities", _("活动"), ("economic", "women", "organizing")),
        Section("notices", _("公示"), ("assistance", "economic", "organizing")),
    )),
    Chapter("innovation", _("经济技术创新"), _("组织职工开展经济技术创新"), ()),
    Chapter("rights", _("维权机制"), _("维护职工合法权益"), ()),
    Chapter("assistance", _("帮扶"), _("帮扶困难职工"), (
        Section("requests", _("帮扶中心接待"), ("assistance",)),
        Section("hardship", _("困难职工档案"), ("assistance",)),
        Section("programmes", _("帮扶项目"), ("assistance", "women")),
        Section("fund", _("帮扶资金"), ("assistance", "finance")),
        Section("disasters", _("灾害救助"), ("assistance",)),
        Section("employment", _("就业服务"), ("assistance",)),
    )),
    Chapter("organizing", _("组织建设"), _("组织建设"), ()),
    Chapter("office", _("自身建设"), _("工会自身建设"), ()),
    Chapter("annual", _("年度"), "", (
        Section("summary", _("年度工作总结"), ("office",)),
    )),
)
