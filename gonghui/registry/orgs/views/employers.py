"""Pages of employers."""
from django.utils.translation import gettext_lazy as _

from gonghui.core.pages import Add, Choice, Column, Edit, Facts, Listing, Rows, Sheet, Under
from gonghui.core.rosters.exports import ExportRoster
from gonghui.core.search import searched

from .. import forms
from ..models import Employer
from ..rosters import EmployerRoster
from .unions import field_columns


@searched("employers", _("用人单位"), permission="orgs.view", page="orgs:employer_sheet", hint=lambda row: row.org.name)
def find_employers(scope, text):
    return scope.rows(Employer).select_related("org").called(text).order_by("name", "id")


class Employers(Listing):
    model, prefix, permission = Employer, "employer_", "orgs.view"
    title = _("用人单位")
    noun = _("家")
    order = ("name", "id")
    columns = (
        Column("name", _("单位名称"), sort="name", link=True),
        Column("credit_code", _("统一社会信用代码")),
        Column("org.name", _("归口工会")),
        Column("kind", _("单位类别")),
        Column("industry", _("行业"), shown=False),
        Column("workers", _("职工人数"), sort="workers", kind="number"),
        Column("phone", _("联系电话"), shown=False),
        Column("closed_on", _("注销日期"), shown=False),
    )
    filters = (Under("org", _("工会")), Choice("kind", _("单位类别"), choices=Employer._meta.get_field("kind").choices),
               Choice("industry", _("行业"), choices=Employer._meta.get_field("industry").choices))
    search_hint = _("单位名称或统一社会信用代码")
    add_permission = "orgs.edit"
    export_permission = "orgs.view"
    import_page, import_permission = "rosters:orgs.employers", "orgs.import"
    empty = _("这里将列出本级及所属工会归口的用人单位。")

    @property
    def acts(self):
        return [(_("导出名册"), self.at("roster"))]

    def rows(self):
        return self.scope.rows(Employer).select_related("org")

    def found(self, rows, text):
        return rows.called(text)


class ExportEmployers(ExportRoster):
    model, listing, declared = Employer, Employers, EmployerRoster


class EmployerSheet(Sheet):
    model, prefix, permission, edit_permission = Employer, "employer_", "orgs.view", "orgs.edit"
    facts = (
        Facts(_("基本情况"), field_columns(
            ("credit_code", "old_code", "kind", "industry", "workers", "closed_on"), Employer)),
        Facts(_("联系"), field_columns(("division", "address", "head", "contact", "phone"), Employer)),
    )
    tabs = (
        Rows("unions", _("覆盖工会"), rows=lambda sheet, row: row.covers.select_related("org").order_by("first", "id"),
             columns=(Column("org.name", _("工会名称")), Column("first", _("起")), Column("last", _("止")))),
    )

    def owner(self, employer):
        return employer.org


class AddEmployer(Add):
    model, form_class, prefix, permission = Employer, forms.EmployerForm, "employer_", "orgs.edit"
    title = _("新增用人单位")

    def fresh(self, pk):
        return Employer(id=pk, county_id=self.scope.county_id, org_id=self.scope.org_id)


class EditEmployer(Edit):
    model, form_class, prefix, permission = Employer, forms.EmployerForm, "employer_", "orgs.edit"
