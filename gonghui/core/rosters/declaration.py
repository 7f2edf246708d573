"""What a section declares of its sheet."""
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from ..cleaning import Refused
from ..fields import Named
from ..sheets import heading

ROSTERS = {}
REPAIR = ("原行号", "未导入原因")  # the error workbook's own columns: repaired, it comes in again as it is


def roster(declared):
    """Makes a roster known by its code."""
    ROSTERS[declared.code] = declared
    return declared


def said(reason):
    """A rule's sentence in the reader's language (see `core.rules.Reason`)."""
    return reason.said(translate) if hasattr(reason, "said") else translate(reason)


class RuledForm(forms.Form):
    """A form whose fields clean as a sheet's columns do and whose rules look across them.

    A rule names the fields it asks about as its parameters (`today` is the day) and returns the reasons why not.
    """

    rules = ()

    def __init__(self, *args, scope, today, **options):
        super().__init__(*args, **options)
        self.scope, self.today = scope, today
        for field in self.fields.values():
            if isinstance(field, Named):
                field.bind(scope)

    def clean(self):
        cleaned = super().clean() or {}
        values = {**cleaned, "today": self.today}
        for check in self.rules:
            names = check.__code__.co_varnames[:check.__code__.co_argcount]
            if all(name in values for name in names):
                for reason in check(*(values[name] for name in names)):
                    self.add_error(shown_by(names), said(reason))
        return cleaned


def shown_by(names):
    """The field beside which a rule's sentence stands: the last it asks about."""
    return [name for name in names if name != "today"][-1]


class Roster:
    """One kind of sheet. Subclasses declare it and say how its rows meet the register:

    compare(chunk) → a plan, whose `tally` counts rows to add, to change, left as they are, put up for review.
    Refuses rows that contradict the register. Nothing is locked meanwhile: a write that then meets a row written by
    somebody else raises, and the chunk is compared again · write(chunk, plan, run) → writes the plan with its audit
    entries and dirty marks; returns what the undo needs (JSON-ready) · take_back(written) → undoes one chunk; the ids
    of rows that were written to since and so stay.
    """

    code = label = permission = export_permission = key = ""
    who: Any = ""  # which record a line means, in an officer's words
    model: Any = None
    form: Any = None
    columns: dict = {}
    writes: tuple = ()  # the models whose rows an import may add by the thousand
    unkept = ()  # columns that sheets have and that follow from others: read over
    machine = ("record", "version")  # columns that an export says of its rows; no officer fills them in
    together = 0  # rows a chunk; 0: as many as the usual roster writes at once
    duplicate = _("与第%d行重复，请核对后只保留一行。")

    def __init__(self, scope, today):
        self.scope, self.today = scope, today
        bound = self.form(scope=scope, today=today)
        self.fields = {name: bound.fields[name] for name in self.columns}
        self.rules = bound.rules
        self.required = {name for name, field in self.fields.items() if _refuses_blank(field)}

    @classmethod
    def headings(cls):
        """{field: the heading it is written under}"""
        return {name: headings.split("|")[0] for name, headings in cls.columns.items()}

    @classmethod
    def known(cls):
        """{heading as compared: field}"""
        return {heading(word): name for name, headings in cls.columns.items() for word in headings.split("|")}

    def places(self, head, mapping):
        """{field: column}, by the headings and what the officer chose for those that are not known."""
        known, found = self.known(), {}
        for column, cell in enumerate(head):
            name = mapping.get(heading(cell), known.get(heading(cell), ""))
            if name in self.columns:
                found.setdefault(name, column)
        return found

    def unreadable(self, head):
        """Why a line cannot be the heading: a sheet without one would be asked about by its people's numbers; of two
        columns of one name one would be dropped unseen."""
        names = [heading(cell) for cell in head if heading(cell)]
        if any(re.search(r"\d{8}", name) for name in names):
            return _("没有认出表头：第一行应写明各列是什么（如姓名、证件号码），请补上后再上传。")
        twice = [name for name in dict.fromkeys(names) if names.count(name) > 1 and name in self.known()]
        return _("表头“%s”出现了两次，请删去一列或改名后再上传。") % twice[0] if twice else ""

    def unknown(self, head, mapping):
        """Headings that no column answers to, or a second one that does, and nobody has decided about."""
        taken, asked = set(), []
        answers = {**self.known(), **{heading(word): "" for word in (*REPAIR, "序号")}, **mapping}
        for name in filter(None, map(heading, head)):
            if name not in answers or name not in mapping and answers[name] in taken:
                asked.append(name)
            taken |= {answers.get(name)} - {""}
        return asked

    def missing(self, places):
        """The headings that a sheet must have and this one has not."""
        return [self.headings()[name] for name in self.columns if name in self.required and name not in places]

    def prepare(self, chunk, plan, run):
        """What `write` gets in the plan's place: whatever can be made ready before the transaction begins."""
        return plan

    def derive(self, chunk):
        """Makes of cleaned columns what is written: indexes, sealed values, sounds. Nothing by default."""


def _refuses_blank(field):
    try:
        field.rule("")
    except Refused:
        return True
    return False
