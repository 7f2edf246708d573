"""Pages of activities, of their lists of names and of their photographs and papers."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core import files
from gonghui.core.files import kinds
from gonghui.core.pages import Add, Choice, Column, Days, Edit, Facts, Listing, Page, Rows, Sheet, TakeStep, Under
from gonghui.core.pages.acts import Act
from gonghui.core.rosters.exports import ExportRoster
from gonghui.core.search import searched
from gonghui.core.todos import todo

from . import actions, forms, rules
from .models import Activity, Attendance
from .rosters import NameRoster

PLANNED = Activity.Status.PLANNED


@searched("activities", _("活动"), permission="activities.view", hint=lambda row: f"{row.org} · {row.first_on}")
def find_activities(scope, text):
    return scope.rows(Activity).filter(theme__startswith=text).select_related("org").order_by("-first_on", "-id")


@todo("activities.to_report", _("日期已过、还没有登记结果的活动"), permission="activities.edit",
      link="/activities/?status=planned", due="first_on")
def to_report(scope):
    return scope.rows(Activity).filter(status=PLANNED, first_on__lt=localdate())


class Activities(Listing):
    model = Activity
    title = _("活动")
    permission = "activities.view"
    noun = _("项")
    order = ("-first_on", "-id")
    columns = (
        Column("theme", _("主题"), link=True, wide=True),
        Column("kind", _("类别"), sort="kind"),
        Column("org.name", _("主办工会")),
        Column("first_on", _("开始日期"), sort="first_on"),
        Column("place", _("地点")),
        Column("status", _("状态"), kind="badge"),
        Column("held_on", _("举办日期"), sort="held_on"),
        Column("came", _("参加人数"), kind="number"),
        Column("cost", _("费用（元）"), sort="cost", kind="money"),
        Column("audience", _("参加对象"), shown=False),
    )
    filters = (
        Under("org", _("工会")),
        Choice("kind", _("类别"), choices=Activity.Kind.choices),
        Choice("status", _("状态"), choices=Activity.Status.choices),
        Days("held_on", _("举办日期")),
    )
    search_hint = _("主题")
    add_permission = "activities.edit"
    export_permission = "activities.view"
    import_page, import_permission = "rosters:activities.names", "activities.import"
    empty = _("这里将列出本级及所属工会的培训班、讲座、展览、大会等活动。")

    def rows(self):
        return self.scope.rows(Activity).select_related("org").with_came()

    def found(self, rows, text):
        return rows.filter(theme__startswith=text)


class ActivitySheet(Sheet):
    model = Activity
    permission = "activities.view"
    edit_permission = "activities.edit"
    facts = (
        Facts(_("活动"), (
            Column("kind", _("类别")), Column("first_on", _("开始日期")), Column("last_on", _("结束日期")),
            Column("held_on", _("举办日期")), Column("cancelled_on", _("取消日期")), Column("place", _("地点")),
            Column("audience", _("参加对象")), Column("partners", _("协办单位")))),
        Facts(_("人数与费用"), (
            Column("counted_by", _("人数统计方式")), Column("came", _("参加人数"), kind="number"),
            Column("hours", _("学时")), Column("cost", _("费用（元）"), kind="money"))),
        Facts(_("内容"), (Column("summary", _("活动内容"), wide=True),)),
    )
    tabs = (
        Rows("names", _("名单"), rows=lambda sheet, activity: activity.attendances.order_by("name", "id"),
             columns=(Column("name", _("姓名")), Column("employer", _("单位")), Column("position", _("职务")),
                      Column("present", _("到场")), Column("certificate", _("证书编号")))),
        Rows("papers", _("照片与材料"), template="activities/_papers.html"),
    )

    def rows(self):
        return self.scope.rows(Activity).select_related("org").with_came()

    def owner(self, activity):
        return activity.org

    def acts(self, activity):
        if not self.scope.can("activities.edit"):
            return []
        named = [(_("添加照片或材料"), "attach")]
        if activity.counted_by == rules.NAMES:
            named += [(_("登记到场和证书"), "names")]
            named += [(_("登记参加人员"), "enrol")] if activity.open else []
        return [(label, self.at(name, activity.pk)) for label, name in named]

    def papers(self):
        return files.of(self.obj)


class AddActivity(Add):
    model, form_class, permission = Activity, forms.ActivityForm, "activities.edit"
    title = _("登记活动")

    def fresh(self, pk):
        return Activity(id=pk, county_id=self.scope.county_id, org_id=self.scope.org_id, first_on=localdate())


class EditActivity(Edit):
    model, form_class, permission = Activity, forms.ActivityForm, "activities.edit"


class ActivityStep(TakeStep):
    model, permission = Activity, "activities.view"


class Enrol(Act):
    model, form_class, permission = Activity, forms.EnrolForm, "activities.edit"
    title = _("登记参加人员")

    def act(self, activity, said):
        row = actions.enrol(activity, Attendance(**said), scope=self.scope)
        return _("已登记：%s。") % row

    def next_address(self, activity):
        return f"{self.sheet_of(activity)}?tab=names"


class Names(Page):
    """`<uuid:pk>/names/`: the whole list with a tick for each who came and the numbers of the certificates."""

    model = Activity
    permission = "activities.edit"

    def get(self, request, pk):
        activity = self.one(pk)
        rows = activity.attendances.order_by("name", "id")
        return self.show("activities/names.html", activity=activity, rows=rows, sheet=self.sheet_of(activity),
                         title=_("登记到场和证书：%s") % activity)

    def post(self, request, pk):
        activity = self.one(pk)
        came = set(request.POST.getlist("present"))
        marks = {UUID(row): (row in came, request.POST.get(f"certificate-{row}", "").strip())
                 for row in request.POST.getlist("row") if _is_id(row)}
        changed = actions.mark(activity, marks, scope=self.scope)
        messages.success(request, _("已保存，改动了%d人。") % changed)
        return HttpResponseRedirect(f"{self.sheet_of(activity)}?tab=names")


def _is_id(text):
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


class ExportNames(ExportRoster):
    """`<uuid:pk>/names/roster/`: one activity's list as a sheet."""

    model, declared = Activity, NameRoster

    def chosen(self, pk):
        activity = self.one(pk)
        return activity.attendances.order_by("name", "id"), str(activity)


class Strike(Act):
    model, permission = Attendance, "activities.edit"
    title = _("从名单中删除")

    def act(self, row, said):
        actions.strike(row, scope=self.scope)

    def next_address(self, row):
        return reverse("activities:names", args=[row.activity_id])


class Attach(Act):
    model, form_class, permission = Activity, forms.PaperForm, "activities.edit"
    title = _("添加照片或材料")

    def act(self, activity, said):
        files.keep(self.scope, said["file"], kinds.PICTURES | kinds.PAPERS, activity)

    def next_address(self, activity):
        return f"{self.sheet_of(activity)}?tab=papers"


class Paper(Page):
    """`<uuid:pk>/papers/<uuid:paper>/`: hands out a photograph or a paper of the activity."""

    model = Activity
    permission = "activities.view"

    def get(self, request, pk, paper):
        found = files.of(self.one(pk)).filter(pk=paper).first()
        if found is None:
            raise Http404(_("没有这份材料。"))
        response = HttpResponse(files.open_sealed(found), content_type=found.media_type)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
        response["Cache-Control"] = "private, no-store"
        return response
