"""Pages of notices: list, sheet, steps, the sheet of paper."""
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core.flow import Refused, spoken
from gonghui.core.pages import Act, Add, Choice, Column, Days, Edit, Facts, Listing, Page, Rows, Sheet, TakeStep, Under
from gonghui.core.search import searched
from gonghui.core.todos import todo

from .. import actions, forms, papers, rules
from ..models import Line, Notice, Objection
from .lines import LINE_COLUMNS, OBJECTION_COLUMNS

Status = Notice.Status
SOON = timedelta(days=7)


@searched("notices", _("公示"), permission="notices.view", hint=lambda row: f"{row.org} · {row.get_status_display()}")
def find_notices(scope, text):
    return scope.rows(Notice).filter(title__startswith=text).select_related("org").order_by("-id")


@todo("notices.to_post", _("名单已拟好、待张贴的公示"), permission="notices.approve", link="/notices/?status=draft")
def to_post(scope):
    return scope.rows(Notice).with_lines().filter(status=Status.DRAFT)


@todo("notices.to_end", _("公示期已满、还没有结束的公示"), permission="notices.edit", link="/notices/?term=over", due="ends_on")
def to_end(scope):
    return scope.rows(Notice).over(localdate())


def ending(rows, value):
    """Of the notices that hang: those whose last day comes soon, or has passed."""
    if value == "over":
        return rows.over(localdate())
    return rows.filter(status=Status.POSTED, ends_on__range=(localdate(), localdate() + SOON))


class Notices(Listing):
    model = Notice
    title = _("公示")
    permission = "notices.view"
    noun = _("份")
    order = ("-pk",)
    columns = (
        Column("title", _("标题"), link=True, wide=True),
        Column("kind", _("类别"), sort="kind"),
        Column("org.name", _("公示单位")),
        Column("status", _("状态"), kind="badge"),
        Column("posted_on", _("张贴日期"), sort="posted_on"),
        Column("ends_on", _("公示截止日期"), sort="ends_on"),
        Column("place", _("张贴地点"), shown=False),
        Column("phone", _("受理异议电话"), shown=False),
    )
    filters = (
        Under("org", _("工会")),
        Choice("kind", _("类别"), choices=Notice.Kind.choices),
        Choice("status", _("状态"), choices=Status.choices),
        Choice("term", _("公示期"), choices=(("soon", _("7天内到期")), ("over", _("已满、未结束"))), apply_with=ending),
        Days("posted_on", _("张贴日期")),
    )
    search_hint = _("标题开头的字")
    add_permission = "notices.edit"
    export_permission = "notices.view"
    empty = _("这里将列出本级及所属工会的公示：困难职工、帮扶名单、评选表彰等，先公示，期满无异议再办下一步。")

    def rows(self):
        return self.scope.rows(Notice).select_related("org")

    def found(self, rows, text):
        return rows.filter(title__startswith=text)

    @property
    def acts(self):
        links = [(_("公示人员"), self.at("line_list"))]
        return [*links, (_("异议"), self.at("objection_list"))] if self.scope.can("notices.edit") else links


class NoticeSheet(Sheet):
    model = Notice
    permission = "notices.view"
    edit_permission = "notices.edit"
    template = "notices/sheet.html"
    facts = (
        Facts(_("公示"), (
            Column("kind", _("类别")), Column("matter", _("公示事项"), wide=True), Column("place", _("张贴地点")),
            Column("phone", _("受理异议电话")))),
        Facts(_("公示期"), (
            Column("posted_on", _("张贴日期")), Column("ends_on", _("公示截止日期")), Column("ended_on", _("结束日期")),
            Column("withdrawn_on", _("撤回日期")))),
    )
    tabs = (
        Rows("lines", _("公示人员"), columns=LINE_COLUMNS, limit=500,
             rows=lambda sheet, notice: notice.lines.stood().order_by("number"),
             link=lambda sheet, line: sheet.at("line_sheet", line.pk)),
        Rows("objections", _("异议"), columns=OBJECTION_COLUMNS, permission="notices.edit",
             rows=lambda sheet, notice: sheet.scope.rows(Objection).filter(line__notice=notice)
             .select_related("line").order_by("-received_on", "-id"),
             link=lambda sheet, objection: sheet.at("objection_sheet", objection.pk)),
    )

    def rows(self):
        return self.scope.rows(Notice).select_related("org")

    def owner(self, notice):
        return notice.org

    def acts(self, notice):
        if notice.hung:
            return [(_("打印（PDF）"), self.at("paper", notice.pk, "pdf")),
                    (_("打印（Word）"), self.at("paper", notice.pk, "docx"))]
        if notice.draft and self.scope.can("notices.edit"):
            return [(_("登记公示人员"), self.at("line_add", notice.pk)),
                    (_("登记公示同意书"), self.at("consent", notice.pk)), (_("删除"), self.at("discard", notice.pk))]
        return []

    @property
    def edit_address(self):
        return super().edit_address if self.obj.draft else ""

    @property
    def public_address(self):
        """The page that the public reads, while it may be read."""
        if not self.obj.open_on(localdate()):
            return ""
        return self.request.build_absolute_uri(self.at("public", self.obj.address_word))


class AddNotice(Add):
    model, form_class, permission = Notice, forms.NoticeForm, "notices.edit"
    title = _("拟公示")

    def fresh(self, pk):
        return Notice(id=pk, county_id=self.scope.county_id, org_id=self.scope.org_id)


class EditNotice(Edit):
    model, form_class, permission = Notice, forms.NoticeForm, "notices.edit"

    def save(self, form):
        actions.correct(form.instance, scope=self.scope)


class NoticeStep(TakeStep):
    model, permission = Notice, "notices.view"


class Discard(Act):
    model, permission = Notice, "notices.edit"
    title = _("删除公示")

    def act(self, notice, said):
        actions.discard(notice, scope=self.scope)

    def next_address(self, notice):
        return self.at("list") if self.request.method == "POST" else self.sheet_of(notice)


class AddLine(Act):
    model, form_class, permission = Notice, forms.LineForm, "notices.edit"
    title = _("登记公示人员")

    def act(self, notice, said):
        said.pop("adult")
        line = actions.add_line(notice, Line(**said), scope=self.scope)
        return _("已登记：%s。") % line

    def next_address(self, notice):
        return f"{self.sheet_of(notice)}?tab=lines"


class Consent(Act):
    model, form_class, permission = Notice, forms.ConsentForm, "notices.edit"
    title = _("登记公示同意书")

    def act(self, notice, said):
        actions.record_consent(notice, said["lines"], said["consent_on"], scope=self.scope)

    def next_address(self, notice):
        return f"{self.sheet_of(notice)}?tab=lines"


class PrintNotice(Page):
    """`<uuid:pk>/paper/<kind>/`: the sheet that is hung, as Word or PDF."""

    model, permission = Notice, "notices.view"

    def get(self, request, pk, kind):
        notice = self.one(pk)
        if kind not in papers.MAKERS:
            raise Http404(_("公示只能打印成Word或PDF文件。"))
        if reasons := rules.reasons_against_print(notice.hung):
            raise Refused(*spoken(reasons))
        response = HttpResponse(papers.made(notice, kind), content_type=papers.MEDIA[kind])
        response["Content-Disposition"] = content_disposition_header(True, f"{notice.title}.{kind}")
        return response
