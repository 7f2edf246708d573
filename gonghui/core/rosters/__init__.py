"""Rosters: an office's sheet in and out, checked by the form the page uses, column by column and set by set.

A section declares one (`gonghui/registry/people/rosters.py`)::

    class MemberForm(RuledForm):                   # the page's form: its fields clean, its rules must hold
        name = Cleaned(clean=cleaning.person_name, label=_("姓名"))
        …
        rules = (rules.sex_agrees, rules.birth_agrees)

    @roster
    class Members(Roster):
        code, label, permission = "people.members", _("会员花名册"), "people.import"
        model, form, key = Person, MemberForm, "id_number"
        columns = {"name": "姓名|名字", …}          # field: every heading it answers to

It says what a row means with `derive` (what is made of cleaned columns), `compare` (what the register holds) and
`write` (one chunk, in one transaction). The engine does the rest: reading, cleaning, duplicates, chunks that go on
where a killed worker stopped, the error workbook, the undo, the blank template, the pages.
"""
from .declaration import ROSTERS, Roster, RuledForm, roster

__all__ = ["ROSTERS", "Roster", "RuledForm", "roster"]
