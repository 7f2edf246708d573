"""The list of hardship files, a file's sheet, and the acts on it."""
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core.pages import Add, Choice, Column, Days, Edit, Facts, Listing, Rows, Sheet, TakeStep, Under
from gonghui.core.pages.acts import Act
from gonghui.core.pages.doors import sheet_address
from gonghui.core.search import searched
from gonghui.core.todos import todo
from gonghui.registry.notices.models import Line

from .. import actions, forms, words
from ..course import Status
from ..models import CATEGORIES, File
from .parts import PARTS


@searched("hardship", _("困难职工档案"), permission="hardship.view", hint=lambda row: f"{row.org} · {row.number}")
def find_files(scope, text):
    rows = scope.rows(File).called(scope.county_id, text)
    return rows.select_related("org", "person").order_by("-applied_on", "-id")


def _standing(*statuses):
    return lambda scope: scope.rows(File).filter(status__in=statuses)


todo("hardship.to_decide", _("公示期满、待批准的困难职工档案"), permission="hardship.approve",
     link="/hardship/?status=noticed", since="decided_on")(_standing(Status.NOTICED))
todo("hardship.on_the_way", _("正在受理的困难职工申请"), permission="hardship.edit", link="/hardship/?status=accepted",
     since="accepted_on")(_standing(Status.ACCEPTED, Status.REVIEWED, Status.VISITED, Status.CHECKED, Status.JUDGED))


@todo("hardship.to_review", _("已到复核日期的困难职工档案"), permission="hardship.edit", link="/hardship/?due=due", due="review_on")
def to_review(scope):
    return scope.rows(File).filter(status=Status.ON_FILE, review_on__lte=localdate())


class Files(Listing):
    model = File
    title = _("困难职工档案")
    permission = "hardship.view"
    noun = _("户")
    order = ("-applied_on", "-id")
    columns = (
        Column("person.name", _("困难职工"), link=True),
        Column("number", _("档案编号"), sort="number"),
        Column("org.name", _("建档工会")),
        Column("category", _("困难类别"), sort="category"),
        Column("main_cause", _("主要致困原因")),
        Column("status", _("状态"), kind="badge"),
        Column("applied_on", _("申请日期"), sort="applied_on"),
        Column("filed_on", _("建档日期"), sort="filed_on"),
        Column("review_on", _("应复核日期"), sort="review_on"),
        Column("employer_name", _("工作单位"), shown=False),
        Column("level", _("档案级别"), shown=False),
        Column("work_state", _("工作状态"), shown=False),
        Column("ended_on", _("出档日期"), sort="ended_on", shown=False),
    )
    filters = (
        Under("org", _("工会")),
        Choice("status", _("状态"), choices=Status.choices),
        Choice("category", _("困难类别"), choices=CATEGORIES),
        Choice("main_cause", _("主要致困原因"), choices=words.CAUSES),
        Days("review_on", _("应复核日期")),
        Days("filed_on", _("建档日期")),
    )
    search_hint = _("姓名、拼音、证件后四位或档案编号")
    add_permission = "hardship.edit"
    export_permission = "hardship.export"
    empty = _("这里将列出本级及所属工会的困难职工档案。")

    def rows(self):
        return self.scope.rows(File).select_related("org", "person")

    def found(self, rows, text):
        return rows.called(self.scope.county_id, text)


class FileSheet(Sheet):
    model = File
    permission = "hardship.view"
    edit_permission = "hardship.edit"
    template = "hardship/sheet.html"
    facts = (
        Facts(_("档案"), (
            Column("number", _("档案编号")), Column("category", _("困难类别")), Column("level", _("档案级别")),
            Column("civil_class", _("民政认定")), Column("applied_on", _("申请日期")), Column("decided_on", _("评审日期")),
            Column("filed_on", _("建档日期")), Column("review_on", _("应复核日期")), Column("ended_on", _("出档日期")))),
        Facts(_("致困原因"), (
            Column("main_cause", _("主要致困原因")),
            Column("other_causes", _("次要致困原因"), value=lambda file: "、".join(
                str(dict(words.CAUSES)[code]) for code in file.other_causes)),
            Column("circumstances", _("困难情况"), wide=True))),
        Facts(_("工作"), (
            Column("work_state", _("工作状态")), Column("model_worker", _("劳模类型")), Column("employer_name", _("工作单位")),
            Column("unit_kind", _("单位性质")), Column("unit_state", _("企业状况")))),
        Facts(_("家庭"), (
            Column("marriage", _("婚姻状况")), Column("registration", _("户口类型")), Column("single_parent", _("单亲家庭")),
            Column("none_employed", _("零就业家庭")), Column("able", _("有一定自救能力")), Column("housing", _("住房类型")),
            Column("floor_area", _("建筑面积（平方米）")), Column("address", _("家庭住址")), Column("phone", _("联系电话")))),
    )
    tabs = (
        *(Rows(name, part.title, columns=part.columns, rows=part.rows_of, link=part.link_of)
          for name, part in PARTS.items()),
        Rows("assessments", _("类别测算"), rows=lambda sheet, file: file.assessments.order_by("-on", "-id"), columns=(
            Column("on", _("测算日期")), Column("year", _("收支年度"), value=lambda row: str(row.year)),
            Column("told", _("测算说明"), wide=True), Column("proposed", _("测算类别")), Column("category", _("评定类别")),
            Column("note", _("与测算不一致的理由"), wide=True))),
        Rows("standings", _("历次决定"), rows=lambda sheet, file: file.standings.order_by("-on", "-id"),
             link=lambda sheet, row: sheet.at("standing_sheet", row.pk), columns=(
                 Column("on", _("决定日期")), Column("act", _("决定"), value=lambda row: row.label),
                 Column("category", _("困难类别")))),
    )

    def rows(self):
        return self.scope.rows(File).select_related("org", "person")

    def owner(self, file):
        return file.org

    def deadline(self, file):
        return file.review_on if file.status == Status.ON_FILE else None

    def acts(self, file):
        acts = []
        announced = self.scope.rows(Line).filter(subject=file.pk).select_related("notice").order_by("-id")
        if file.status == Status.NOTICED and (line := announced.first()):
            acts.append((_("查看公示"), sheet_address(line.notice)))
        if file.open and self.scope.can("hardship.edit"):
            acts.append((_("测算类别"), self.at("assess", file.pk)))
        return acts

    @property
    def add_to_tab(self):
        """Where a row is added to the opened tab; "" where none may be."""
        if self.tab in PARTS and self.obj.open and self.scope.can("hardship.edit"):
            return self.at(f"{self.tab}_add", self.obj.pk)
        return ""


class AddFile(Add):
    model, form_class, permission = File, forms.FileForm, "hardship.edit"
    title = _("登记困难职工申请")

    def fresh(self, pk):
        return File(id=pk, county_id=self.scope.county_id, org_id=self.scope.org_id, applied_on=localdate())

    def save(self, form):
        actions.apply(form.instance, scope=self.scope, insurance=words.INSURANCE[0])


class EditFile(Edit):
    model, form_class, permission = File, forms.FileForm, "hardship.edit"

    def save(self, form):
        actions.correct(form.instance, scope=self.scope)


class FileStep(TakeStep):
    model, permission = File, "hardship.view"


class Assess(Act):
    model, form_class, permission = File, forms.AssessForm, "hardship.edit"
    title = _("测算类别")

    def act(self, file, said):
        row = actions.assess(file, scope=self.scope, **said)
        return _("已测算：%(told)s评定为%(category)s。") % {
            "told": row.told, "category": row.get_category_display() or _("不符合困难标准")}

    def next_address(self, file):
        return f"{self.sheet_of(file)}?tab=assessments"
