"""Pages of money set aside by a decision for one matter."""
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonghui.core.pages import Add, Choice, Column, Days, Edit, Facts, Listing, Rows, Sheet, TakeStep, Under
from gonghui.core.todos import todo

from .. import actions, codes, forms
from ..models import SettingAside
from .funds import ENTRY_COLUMNS


@todo("fund.asides_to_approve", _("待批准的专项安排"), permission="fund.approve", link="/fund/asides/?status=sent_up",
      since="sent_up_on")
def asides_to_approve(scope):
    return scope.rows(SettingAside).filter(status=SettingAside.Status.SENT_UP)


class Asides(Listing):
    model, prefix, permission = SettingAside, "aside_", "fund.view"
    title = _("专项安排")
    noun = _("项")
    order = ("-id",)
    columns = (
        Column("purpose", _("安排事项"), link=True, wide=True), Column("allocation", _("资金"), wide=True),
        Column("amount", _("金额（元）"), sort="amount", kind="money"),
        Column("left", _("未动用（元）"), sort="left", kind="money"), Column("status", _("状态"), kind="badge"),
        Column("approved_on", _("批准日期"), sort="approved_on"), Column("org.name", _("工会"), shown=False),
    )
    filters = (Under("org", _("工会")), Choice("status", _("状态"), choices=SettingAside.Status.choices),
               Choice("programme", _("帮扶项目"), choices=codes.known_programmes), Days("approved_on", _("批准日期")))
    search_hint = _("安排事项")
    add_permission = "fund.edit"
    export_permission = "fund.view"
    empty = _("这里将列出会议决定预先安排的专项资金，如一次洪灾的救助款；发放批次可以从中开支。")

    def rows(self):
        return self.scope.rows(SettingAside).select_related("org", "allocation")

    def found(self, rows, text):
        return rows.filter(purpose__startswith=text)


class AsideSheet(Sheet):
    model, prefix, permission = SettingAside, "aside_", "fund.view"
    facts = (
        Facts(_("专项安排"), (Column("purpose", _("安排事项"), wide=True), Column("programme_name", _("帮扶项目")),
                          Column("allocation", _("资金"), wide=True), Column("decision", _("会议决定")))),
        Facts(_("金额"), (Column("amount", _("金额（元）"), kind="money"), Column("left", _("未动用（元）"), kind="money"),
                        Column("approved_on", _("批准日期")), Column("ended_on", _("结束日期")))),
    )
    tabs = (
        Rows("runs", _("发放批次"), rows=lambda sheet, row: row.runs.order_by("-id"),
             columns=(Column("title", _("批次名称")), Column("status", _("状态"), kind="badge")),
             link=lambda sheet, run: reverse("fund:run_sheet", args=[run.pk])),
        Rows("entries", _("分录"), columns=ENTRY_COLUMNS,
             rows=lambda sheet, row: row.allocation.postings.filter(cites=row.pk).select_related("by").order_by("-id")),
    )

    def one(self, pk):
        row = super().one(pk)
        row.programme_name = codes.programme_name(self.scope, row.programme)
        return row

    def rows(self):
        return self.scope.rows(SettingAside).select_related("org", "allocation", "decision")

    def owner(self, row):
        return row.org

    @property
    def edit_permission(self):
        return "fund.edit" if self.obj.editable else ""


class AddAside(Add):
    model, prefix, form_class, permission = SettingAside, "aside_", forms.AsideForm, "fund.edit"
    title = _("登记专项安排")

    def fresh(self, pk):
        return SettingAside(id=pk, county_id=self.scope.county_id, org_id=self.scope.org_id)


class EditAside(Edit):
    model, prefix, form_class, permission = SettingAside, "aside_", forms.AsideForm, "fund.edit"

    def save(self, form):
        actions.correct_draft(form.instance, scope=self.scope)


class AsideStep(TakeStep):
    model, prefix, permission = SettingAside, "aside_", "fund.view"
