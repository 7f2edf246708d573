"""Pages of the lines of notices and of the objections raised against them."""
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core.flow import spoken
from gonghui.core.pages import Act, Choice, Column, Days, Edit, Facts, Listing, Rows, Sheet, TakeStep, Under
from gonghui.core.todos import todo

from .. import actions, forms, rules
from ..models import Line, Notice, Objection

LINE_COLUMNS = (Column("name", _("姓名")), Column("number", _("序号")), Column("masked", _("公示姓名")),
                Column("employer", _("单位")), Column("matter", _("公示内容"), wide=True),
                Column("consent_on", _("同意公示日期")), Column("contested", _("有异议待答复")), Column("struck", _("异议成立")))
OBJECTION_COLUMNS = (Column("received_on", _("收到日期")), Column("line.name", _("被提异议的人")),
                     Column("text", _("异议内容"), wide=True), Column("status", _("状态"), kind="badge"),
                     Column("due_on", _("答复期限")), Column("answered_on", _("答复日期")))


@todo("notices.to_answer", _("待答复的公示异议"), permission="notices.approve",
      link="/notices/objections/?status=received", due="due_on", since="received_on")
def to_answer(scope):
    return scope.rows(Objection).filter(status=Objection.Status.RECEIVED).select_related("line")


class Lines(Listing):
    """Everybody who was ever on a notice."""

    model, prefix = Line, "line_"
    title = _("公示人员")
    permission = "notices.view"
    noun = _("人")
    order = ("-notice_id", "number")
    columns = (
        Column("name", _("姓名"), link=True, sort="name"), Column("employer", _("单位")),
        Column("matter", _("公示内容"), wide=True), Column("notice.title", _("公示"), wide=True),
        Column("notice.status", _("状态"), kind="badge"), Column("notice.ends_on", _("公示截止日期"), sort="notice__ends_on"),
        Column("contested", _("有异议待答复")), Column("struck", _("异议成立")),
        Column("consent_on", _("同意公示日期"), shown=False),
    )
    filters = (Under("org", _("工会"), lookup="notice__org"),
               Choice("status", _("状态"), choices=Notice.Status.choices, lookup="notice__status"))
    search_hint = _("姓名开头的字")
    export_permission = "notices.view"
    empty = _("这里将列出公示过的人员，可以按姓名查到在哪份公示上。")

    def rows(self):
        return self.scope.rows(Line).select_related("notice").stood()

    def found(self, rows, text):
        return rows.filter(name__begins=text)


def next_step(line):
    """Whether what the line announces may go on, in words."""
    reasons = spoken(rules.reasons_against_next(line, localdate()))
    return "".join(map(str, reasons)) or _("公示期满，没有未决的异议，可以办理。")


class LineSheet(Sheet):
    model, prefix, permission, edit_permission = Line, "line_", "notices.view", "notices.edit"
    facts = (Facts(_("公示人员"), (*LINE_COLUMNS, Column("next", _("能否办理下一步"), value=next_step, wide=True))),
             Facts(_("公示"), (Column("notice.title", _("标题")), Column("notice.status", _("状态"), kind="badge"),
                             Column("notice.ends_on", _("公示截止日期")))))
    tabs = (
        Rows("objections", _("异议"), columns=OBJECTION_COLUMNS, permission="notices.edit",
             rows=lambda sheet, line: line.objections.select_related("line").order_by("-received_on", "-id"),
             link=lambda sheet, objection: reverse("notices:objection_sheet", args=[objection.pk])),
    )

    def rows(self):
        return self.scope.rows(Line).select_related("notice__org").stood()

    def owner(self, line):
        return line.notice.org

    def acts(self, line):
        opened = [(_("打开公示"), reverse("notices:sheet", args=[line.notice_id]))]
        if not self.scope.can("notices.edit"):
            return opened
        if line.notice.draft:
            return [*opened, (_("删除"), self.at("strike", line.pk))]
        return [*opened, (_("登记异议"), self.at("object", line.pk))] if line.notice.hung else opened

    @property
    def edit_address(self):
        return super().edit_address if self.obj.notice.draft else ""


class EditLine(Edit):
    model, prefix, form_class, permission = Line, "line_", forms.EditLineForm, "notices.edit"

    def save(self, form):
        actions.correct_line(form.instance, scope=self.scope)


class StrikeLine(Act):
    model, prefix, permission = Line, "line_", "notices.edit"
    title = _("从名单中删除")

    def act(self, line, said):
        actions.strike(line, scope=self.scope)

    def next_address(self, line):
        return f"{reverse('notices:sheet', args=[line.notice_id])}?tab=lines"


class ObjectTo(Act):
    model, prefix, form_class, permission = Line, "line_", forms.ObjectionForm, "notices.edit"
    title = _("登记异议")

    def act(self, line, said):
        actions.object_to(line, Objection(**said), scope=self.scope)

    def next_address(self, line):
        return f"{self.sheet_of(line)}?tab=objections"


class Objections(Listing):
    model, prefix = Objection, "objection_"
    title = _("异议")
    permission = "notices.edit"
    noun = _("件")
    order = ("-received_on", "-pk")
    columns = (
        Column("line.name", _("被提异议的人"), link=True), Column("line.notice.title", _("公示"), wide=True),
        Column("text", _("异议内容"), wide=True), Column("received_on", _("收到日期"), sort="received_on"),
        Column("status", _("状态"), kind="badge"), Column("due_on", _("答复期限"), sort="due_on"),
        Column("answered_on", _("答复日期"), sort="answered_on"),
    )
    filters = (Under("org", _("工会"), lookup="line__notice__org"),
               Choice("status", _("状态"), choices=Objection.Status.choices), Days("received_on", _("收到日期")))
    empty = _("这里将列出对公示人员提出的异议；在公示人员的页面登记。")

    def rows(self):
        return self.scope.rows(Objection).select_related("line__notice")


class ObjectionSheet(Sheet):
    model, prefix, permission = Objection, "objection_", "notices.edit"
    facts = (
        Facts(_("异议"), (
            Column("line.notice.title", _("公示")), Column("line.name", _("被提异议的人")),
            Column("received_on", _("收到日期")), Column("from_name", _("提出人")), Column("phone", _("联系电话")),
            Column("text", _("异议内容"), wide=True))),
        Facts(_("答复"), (Column("answered_on", _("答复日期")), Column("withdrawn_on", _("撤销日期")),
                        Column("answer", _("答复"), wide=True))),
    )

    def rows(self):
        return self.scope.rows(Objection).select_related("line__notice__org")

    def owner(self, objection):
        return objection.line.notice.org

    def deadline(self, objection):
        return objection.due_on if objection.status == Objection.Status.RECEIVED else None

    def acts(self, objection):
        return [(_("打开公示人员"), reverse("notices:line_sheet", args=[objection.line_id]))]


class ObjectionStep(TakeStep):
    model, prefix, permission = Objection, "objection_", "notices.edit"
