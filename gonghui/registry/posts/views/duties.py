"""Pages of duties and terms."""
from datetime import timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core import standards
from gonghui.core.pages import Add, Choice, Column, Days, Edit, Facts, Listing, Sheet, Under
from gonghui.core.pages.acts import Act
from gonghui.core.todos import todo
from gonghui.core.writing import write

from .. import actions, forms
from ..models import ENDED, HELD, Duty, Term, held


def notice_day(scope):
    """The last day whose due terms are told of: by the standard's days of notice, today where none is set."""
    try:
        return localdate() + timedelta(days=standards.at("org.election_notice_days", localdate()).number)
    except standards.NotSet:
        return localdate()


@todo("posts.terms_due", _("届满应换届的工会"), permission="posts.edit", link="/posts/terms/?state=due", due="due_on")
def terms_due(scope):
    return scope.rows(Term).select_related("org").due(notice_day(scope))


class Duties(Listing):
    model, prefix, permission = Duty, "duty_", "posts.view"
    title = _("任职")
    noun = _("人次")
    order = ("first_on", "id")
    columns = (
        Column("name", _("姓名"), sort="name", link=True),
        Column("org.name", _("工会")),
        Column("position", _("职务"), sort="position"),
        Column("full_time", _("专职")),
        Column("first_on", _("任职日期"), sort="first_on"),
        Column("last_on", _("离任日期"), sort="last_on"),
        Column("document", _("任免文号")),
        Column("phone", _("联系电话"), shown=False),
        Column("allowance", _("每月津贴（元）"), kind="money", shown=False),
    )
    filters = (
        Under("org", _("工会")),
        Choice("position", _("职务"), choices=Duty.Position.choices),
        Choice("full_time", _("专兼职"), choices=(("True", _("专职")), ("False", _("兼职")))),
        Choice("state", _("在任"), choices=((HELD, _("在任")), (ENDED, _("已离任"))), default=HELD,
               apply_with=held("last_on")),
        Days("first_on", _("任职日期")),
    )
    search_hint = _("姓名")
    add_permission = "posts.edit"
    export_permission = "posts.view"
    empty = _("这里将列出本级及所属工会的主席、委员和专职干部。")

    def rows(self):
        return self.scope.rows(Duty).select_related("org")

    def found(self, rows, text):
        return rows.filter(name__startswith=text)


class DutySheet(Sheet):
    model, prefix, permission, edit_permission = Duty, "duty_", "posts.view", "posts.edit"
    facts = (
        Facts(_("任职"), (
            Column("name", _("姓名")), Column("person", _("会员")), Column("position", _("职务")),
            Column("full_time", _("专职")), Column("first_on", _("任职日期")), Column("last_on", _("离任日期")),
            Column("document", _("任免文号")), Column("phone", _("联系电话")),
            Column("allowance", _("每月津贴（元）"), kind="money"))),
    )

    def owner(self, duty):
        return duty.org

    def acts(self, duty):
        if not self.scope.can("posts.edit") or duty.last_on:
            return []
        return [(_("离任"), self.at("leave", duty.pk)), (_("由他人接任"), self.at("succeed", duty.pk))]


class AddDuty(Add):
    model, form_class, prefix, permission = Duty, forms.DutyForm, "duty_", "posts.edit"
    title = _("登记任职")

    def save(self, form):
        write(form.instance, scope=self.scope, act="appoint", on=form.instance.first_on)


class EditDuty(Edit):
    model, form_class, prefix, permission = Duty, forms.DutyForm, "duty_", "posts.edit"


class Leave(Act):
    model, form_class, prefix, permission = Duty, forms.LeaveForm, "duty_", "posts.edit"
    title = _("离任")

    def act(self, duty, said):
        actions.leave(duty, scope=self.scope, **said)


class Succeed(Act):
    model, form_class, prefix, permission = Duty, forms.SucceedForm, "duty_", "posts.edit"
    title = _("由他人接任")

    def act(self, duty, said):
        on, document = said.pop("on"), said.pop("document")
        actions.succeed(duty, Duty(**said), on=on, document=document, scope=self.scope)


class Terms(Listing):
    model, prefix, permission = Term, "term_", "posts.view"
    title = _("届次")
    noun = _("届")
    order = ("due_on", "id")
    columns = (
        Column("org.name", _("工会"), link=True),
        Column("number", _("届次"), kind="number"),
        Column("first_on", _("当选日期"), sort="first_on"),
        Column("due_on", _("届满日期"), sort="due_on"),
        Column("ended_on", _("换届日期")),
        Column("document", _("批复文号")),
    )
    filters = (
        Under("org", _("工会")),
        Choice("state", _("状态"), choices=(("open", _("本届")), ("due", _("届满未换届")), (ENDED, _("已换届"))),
               apply_with=lambda rows, value: {"open": rows.filter(ended_on=None), "due": rows.due(localdate()),
                                               ENDED: rows.exclude(ended_on=None)}[value]),
        Days("due_on", _("届满日期")),
    )
    add_permission = "posts.edit"
    export_permission = "posts.view"
    empty = _("这里将列出本级及所属工会各届委员会的当选和届满日期。")

    def rows(self):
        return self.scope.rows(Term).select_related("org")


class TermSheet(Sheet):
    model, prefix, permission = Term, "term_", "posts.view"
    facts = (Facts(_("届次"), (Column("number", _("届次")), Column("first_on", _("当选日期")),
                             Column("due_on", _("届满日期")), Column("ended_on", _("换届日期")),
                             Column("document", _("批复文号")))),)

    def owner(self, term):
        return term.org

    def deadline(self, term):
        return None if term.ended_on else term.due_on


class BeginTerm(Add):
    model, form_class, prefix, permission = Term, forms.TermForm, "term_", "posts.edit"
    title = _("登记换届")

    def save(self, form):
        actions.begin_term(form.instance, scope=self.scope)
