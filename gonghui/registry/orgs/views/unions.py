"""Pages of unions: the list, the tree, a union's sheet, and the acts on its place, its name and its employers."""
from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core import figures
from gonghui.core.fields import mask_last4
from gonghui.core.pages import (
    Add,
    Choice,
    Column,
    Days,
    Edit,
    Facts,
    Listing,
    Page,
    Reveal,
    Rows,
    Sheet,
    TakeStep,
    Under,
)
from gonghui.core.pages.acts import Act
from gonghui.core.pages.doors import sheet_address
from gonghui.core.periods import Period
from gonghui.core.rosters.exports import ExportRoster
from gonghui.core.search import searched
from gonghui.core.todos import todo

from .. import actions, forms
from ..codes import Kind
from ..models import Org
from ..rosters import OrgRoster


@searched("orgs", _("工会组织"), permission="orgs.view", hint=lambda org: org.parent_name or "")
def find_orgs(scope, text):
    return scope.rows(Org).called(text).with_children().order_by("dissolved_on", "number")


@todo("orgs.to_approve", _("待批准的建会申请"), permission="orgs.approve", link="/orgs/?status=applied",
      due="answer_due_on", since="applied_on")
def to_approve(scope):
    return scope.rows(Org).filter(status=Org.Status.APPLIED)


@todo("orgs.to_found", _("已批准、尚未成立的工会"), permission="orgs.edit", link="/orgs/?status=approved",
      since="approved_on")
def to_found(scope):
    return scope.rows(Org).filter(status=Org.Status.APPROVED)


def field_columns(names, model=Org):
    """Facts of a sheet, each under its field's own name."""
    kinds = {"PositiveIntegerField": "number", "PositiveSmallIntegerField": "number"}
    fields = map(model._meta.get_field, names)
    return tuple(Column(f.name, f.verbose_name, kind=kinds.get(f.get_internal_type(), "text")) for f in fields)


class Orgs(Listing):
    model = Org
    title = _("工会组织")
    permission = "orgs.view"
    noun = _("个")
    order = ("number",)
    columns = (
        Column("name", _("工会名称"), sort="name", link=True),
        Column("kind", _("组织类型"), sort="kind"),
        Column("parent_name", _("上级工会")),
        Column("status", _("状态"), kind="badge"),
        Column("founded_on", _("成立日期"), sort="founded_on"),
        Column("members", _("会员人数"), sort="members", kind="number"),
        Column("answer_due_on", _("批复期限"), sort="answer_due_on", shown=False),
        Column("workers", _("职工人数"), sort="workers", kind="number", shown=False),
        Column("division", _("所在地"), shown=False),
        Column("approval_number", _("批复文号"), shown=False),
        Column("phone", _("联系电话"), shown=False),
        Column("dissolved_on", _("撤销日期"), shown=False),
    )
    filters = (
        Under("org", _("工会"), lookup="pk"),
        Choice("kind", _("组织类型"), choices=Kind.choices),
        Choice("status", _("状态"), choices=Org.Status.choices),
        Days("founded_on", _("成立日期")),
    )
    search_hint = _("名称、曾用名或所在地的旧名")
    add_permission = "orgs.edit"
    export_permission = "orgs.view"
    import_page, import_permission = "rosters:orgs.unions", "orgs.import"
    empty = _("这里将列出本级及所属的工会组织。")

    @property
    def acts(self):
        """Other ways in, beside “新增”."""
        named = [(_("按层级查看"), "tree", "orgs.view"), (_("用人单位"), "employer_list", "orgs.view"),
                 (_("补录已成立的工会"), "register", "orgs.edit"), (_("导出名册"), "roster", "orgs.view")]
        return [(label, self.at(page)) for label, page, permission in named if self.scope.can(permission)]

    def rows(self):
        return self.scope.rows(Org).select_related("division").with_children()

    def found(self, rows, text):
        return rows.called(text)


class ExportOrgs(ExportRoster):
    model, listing, declared = Org, Orgs, OrgRoster


class Tree(Page):
    """The tree, one level at a time: a page of its own, and the part that opens beneath a union."""

    model = Org
    title = _("工会组织层级")
    permission = "orgs.view"

    def get(self, request, pk=None):
        org = self.one(pk or self.scope.org_id)
        below = self.rows().children_of(org).with_children().order_by(F("dissolved_on").asc(nulls_first=True), "number")
        template = "orgs/_level.html" if self.fragment(f"under-{org.pk}") else "orgs/tree.html"
        return self.show(template, org=org, orgs=below, above=self._above(org))

    def _above(self, org):
        """The unions between the scope's own and this one, so that one finds the way back up."""
        places = [org.path[:end] for end in range(len(self.scope.path), len(org.path), 5)]
        return self.rows().placed().filter(path__in=places).order_by("path") if places else []


class OrgSheet(Sheet):
    model = Org
    permission = "orgs.view"
    edit_permission = "orgs.edit"
    template = "orgs/sheet.html"
    facts = (
        Facts(_("建会"), field_columns(("number", "kind", "division", "approval_number", "applied_on", "approved_on",
                                       "elected_on", "founded_on", "dissolved_on"))),
        Facts(_("联系与单位"), field_columns(forms.CONTACT)),
        Facts(_("职工与会员（上报数）"), field_columns(forms.COUNTS)),
        Facts(_("委员会"), field_columns(forms.COMMITTEES)),
        Facts(_("账户与法人资格"), (
            *field_columns(("bank", "account_name")),
            Column("account_number", _("银行账号"), value=lambda org: mask_last4(org.account_number)),
            *field_columns(("legal_code", "legal_number", "legal_first", "legal_last")))),
    )
    tabs = (
        Rows("below", _("下级工会"), rows=lambda sheet, org: sheet.rows().children_of(org).order_by("number"),
             link=lambda sheet, row: sheet.sheet_of(row),
             columns=(Column("name", _("工会名称")), Column("kind", _("组织类型")), Column("status", _("状态"), kind="badge"),
                      Column("founded_on", _("成立日期")), Column("members", _("会员人数"), kind="number"))),
        Rows("employers", _("覆盖单位"),
             rows=lambda sheet, org: org.covers.select_related("employer").order_by("last", "first", "id"),
             columns=(Column("employer.name", _("单位名称")), Column("employer.credit_code", _("统一社会信用代码")),
                      Column("first", _("起")), Column("last", _("止")))),
        Rows("duties", _("任职"), permission="posts.view",
             rows=lambda sheet, org: org.duties.order_by("last_on", "first_on", "id"),
             link=lambda sheet, row: sheet_address(row),
             columns=(Column("name", _("姓名")), Column("position", _("职务")), Column("full_time", _("专职")),
                      Column("first_on", _("任职日期")), Column("last_on", _("离任日期")),
                      Column("document", _("任免文号")))),
        Rows("terms", _("届次"), permission="posts.view", rows=lambda sheet, org: org.terms.order_by("-number"),
             columns=(Column("__str__", _("届次")), Column("first_on", _("当选日期")), Column("due_on", _("届满日期")),
                      Column("ended_on", _("换届日期")), Column("document", _("批复文号")))),
        Rows("history", _("位置与名称沿革"), template="orgs/_history.html"),
    )

    def owner(self, org):
        place = org.place()
        return (place and place.parent) or ""

    @property
    def this_year(self):
        return Period.year(localdate().year)

    @property
    def on_roll(self):
        """How many members the register holds for this union and those beneath it, as a figure's Cell."""
        return figures.read("people.members", self.scope.at(self.obj.pk), self.this_year)

    def acts(self, org):
        if not self.scope.can("orgs.edit"):
            return []
        named = [(_("移到其他工会之下"), "move"), (_("更名"), "rename"), (_("登记覆盖单位"), "cover")]
        return [(label, self.at(name, org.pk)) for label, name in named if name != "move" or self._has_parent]

    @property
    def _has_parent(self):
        return self.obj.pk != self.scope.org_id

    def places(self):
        """[(place, whether it has been so as long as the office knows)] of the history tab."""
        return self.obj.places.select_related("parent").order_by("first")

    def names(self):
        return self.obj.names.order_by("first")


class Prepare(Add):
    model, form_class, permission = Org, forms.PrepareForm, "orgs.edit"
    title = _("筹建工会")

    def save(self, form):
        actions.prepare(form.instance, parent=form.cleaned_data["parent"], scope=self.scope)


class Register(Add):
    model, form_class, permission = Org, forms.RegisterForm, "orgs.edit"
    title = _("补录已成立的工会")

    def save(self, form):
        actions.register(form.instance, parent=form.cleaned_data["parent"], scope=self.scope,
                         founded_on=form.cleaned_data["founded_on"])


class EditOrg(Edit):
    model, form_class, permission = Org, forms.OrgForm, "orgs.edit"


class OrgStep(TakeStep):
    model, permission = Org, "orgs.view"


class Move(Act):
    model, form_class, permission = Org, forms.MoveForm, "orgs.edit"
    title = _("移到其他工会之下")

    def act(self, org, said):
        moved = actions.move(org, scope=self.scope, **said)
        return _("已移动，连同下级共%d个工会。") % moved


class Rename(Act):
    model, form_class, permission = Org, forms.RenameForm, "orgs.edit"
    title = _("更名")

    def act(self, org, said):
        actions.rename(org, scope=self.scope, **said)


class CoverEmployer(Act):
    model, form_class, permission = Org, forms.CoverForm, "orgs.edit"
    title = _("登记覆盖单位")

    def act(self, org, said):
        actions.cover(org, said["employer"], first=said["first"], scope=self.scope)


class Uncover(Act):
    model, form_class, permission = Org, forms.UncoverForm, "orgs.edit"
    title = _("结束覆盖")

    def act(self, org, said):
        actions.uncover(said["cover"], last=said["last"], scope=self.scope)


class RevealAccount(Reveal):
    model, permission = Org, "people.reveal"
    fields = {"account_number": (_("银行账号"), lambda org: org.account_number)}
