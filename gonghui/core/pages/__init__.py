"""The pages every section is made of: a list, a record's sheet, add, edit, take a step, reveal a protected field.

A section's views are declarations. This is a whole section (`gonghui/registry/orgs/views.py`)::

    from gonghui.core.pages import (Add, Choice, Column, Days, Edit, Facts, Listing, Rows, Sheet, TakeStep, Under)

    class Employers(Listing):
        model = Employer
        title = _("用人单位")
        permission = "orgs.view"                    # without it: a 403 in words
        prefix = "employer_"                        # this noun's pages are employer_list, employer_sheet, …
        noun = _("家")                              # 共 143 家
        order = ("name",)                           # the usual order; its index begins with county
        columns = (
            Column("name", _("单位名称"), sort="name", link=True),          # link: opens the row's sheet
            Column("org.name", _("所属工会")),                              # a path of attributes
            Column("kind", _("类型"), kind="badge"),                        # get_kind_display(), Model.tones[kind]
            Column("heads", _("职工人数"), sort="heads", kind="number"),    # right-aligned, thousands separators
            Column("capital", _("注册资金"), kind="money", shown=False),    # integer fen; hidden until chosen
            Column("phone", _("联系电话"), value=lambda row: mask(row.phone)),
        )
        filters = (
            Under("org", _("工会"), lookup="org"),                          # an org and everything beneath it
            Choice("kind", _("类型"), choices=Employer.Kind.choices),       # lookup defaults to the name
            Days("founded_on", _("成立日期")),
        )
        search_hint = _("名称或信用代码")
        add_permission = "orgs.edit"                # shows “新增”, the one primary action
        export_permission = "orgs.view"             # shows “导出 Excel（143 行）”
        import_page = "rosters:employers"           # offered in the header and by the empty list
        empty = _("这里将列出本级及所属工会的用人单位。")
        many = ("approve",)                         # steps that may be taken on many selected rows at once

        def rows(self):                             # optional; always begin with the scope
            return self.scope.rows(Employer).select_related("org")

        def found(self, rows, text):                # what the search box looks for: B-tree prefixes only
            return rows.filter(name__startswith=text)

    class EmployerSheet(Sheet):
        model = Employer
        permission = "orgs.view"
        prefix = "employer_"
        edit_permission = "orgs.edit"               # shows “修改”
        facts = (
            Facts(_("基本情况"), (Column("name", _("单位名称")), Column("kind", _("类型")))),
        )
        tabs = (                                    # beside “基本情况” and “经过”, which every sheet has
            Rows("unions", _("覆盖工会"), columns=(Column("org.name", _("工会")), Column("first", _("起"))),
                 rows=lambda sheet, employer: employer.covers.select_related("org").order_by("first")),
        )
        def owner(self, obj): return obj.org        # optional: who keeps it, shown in the strip
        def deadline(self, obj): return obj.due_on  # optional: a day, shown as a chip, red when past
        def acts(self, obj): return [(_("打印回执"), url)]   # optional: more links beside the steps

    class EmployerForm(ScopedForm):                 # core.forms: drop-downs narrowed to the scope
        class Meta:
            model = Employer
            fields = ["name", "org", "kind"]

    class AddEmployer(Add):
        model, form_class, prefix, permission = Employer, EmployerForm, "employer_", "orgs.edit"
        title = _("新增用人单位")

    class EditEmployer(Edit):
        model, form_class, prefix, permission = Employer, EmployerForm, "employer_", "orgs.edit"

        def save(self, form):                       # optional, also in Add: an action instead of write()
            return actions.correct_employer(form.instance, scope=self.scope)

    class EmployerStep(TakeStep):
        model, prefix, permission = Employer, "employer_", "orgs.view"   # the step's own permission is asked too

    # urls.py
    app_name = "orgs"
    urlpatterns = [
        path("employers/", Employers.as_view(), name="employer_list"),
        path("employers/add/", AddEmployer.as_view(), name="employer_add"),
        path("employers/<uuid:pk>/", EmployerSheet.as_view(), name="employer_sheet"),
        path("employers/<uuid:pk>/edit/", EditEmployer.as_view(), name="employer_edit"),
        path("employers/<uuid:pk>/<slug:step>/", EmployerStep.as_view(), name="employer_step"),
    ]

The section's main noun has no prefix: `list` (the menu opens it), `sheet`, `add`, `edit`, `step`.
The model may say `tones = {status: "good" | "wait" | "bad" | "done"}` for its badges. A page of another kind is a
`Page` with a `get` that returns `self.show("people/some.html", …)`; `self.scope` and `self.one(pk)` are at hand,
and a `Refused` raised anywhere in it becomes a message on the page before. `Reveal` shows a protected field; `Act`
asks for more than a day and a note and then runs the section's own action. What waits for an officer is declared with
`core.todos.todo`, what the search finds with `core.search.searched`, both in the section's `views.py`; a number on a
page is a link made by `{% door code period text %}` (`{% load face %}`). The model may name its own acts for the
timeline: `acts = {"move": _("移到了")}`.
"""
from .acts import Act, ActForm
from .columns import Column
from .doors import figure_address, sheet_address
from .filters import Choice, Days, Filter, Under
from .listing import Listing
from .page import Page
from .reveal import Reveal
from .sheet import Facts, Rows, Sheet
from .steps import TakeStep
from .writes import Add, Edit

__all__ = ["Act", "ActForm", "Add", "Choice", "Column", "Days", "Edit", "Facts", "Filter", "Listing", "Page", "Reveal",
           "Rows", "Sheet", "TakeStep", "Under", "figure_address", "sheet_address"]
