"""The pages of importing, which every roster shares: upload, what was understood, take in, repair, undo."""
from functools import cached_property
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import audit, files
from ..files.kinds import SHEETS, clean_name
from ..flow import Refused
from ..pages import Column, Listing, Page, sheet_address
from ..pages.export import TYPE
from ..writing import write
from . import books, jobs
from .declaration import ROSTERS
from .models import Import
from .run import start

COUNTS = {"add": gettext_lazy("新增"), "change": gettext_lazy("有变化"), "same": gettext_lazy("没有变化"),
          "review": gettext_lazy("待核对"), "refused": gettext_lazy("有错误")}
LEAVE_OUT = "-"


def counted(tally):
    """[(word, count)] in the order an officer asks."""
    return [(word, tally.get(name, 0)) for name, word in COUNTS.items()]


def standing(run):
    """Where an import stands, in a word."""
    for moment, word in ((run.undone_at, _("已撤销")), (run.finished_at, _("已导入")), (run.taken_at, _("正在导入"))):
        if moment:
            return word
    return _("未能读取") if run.refusal else _("待导入") if run.read_at else _("正在读取")


class Uploads(Listing):
    """`rosters/people.members/`: upload a sheet, and the imports made before."""

    model = Import
    code = ""
    noun = gettext_lazy("次")
    order = ("-made_at", "-pk")
    template = "core/rosters/uploads.html"
    empty = gettext_lazy("还没有导入过。请下载空白表填写，或直接上传本单位现有的花名册。")
    columns = (
        Column("name", gettext_lazy("文件名"), link=True),
        Column("standing", gettext_lazy("办理情况"), value=standing),
        Column("add", gettext_lazy("新增"), kind="number", value=lambda run: run.tally.get("add")),
        Column("change", gettext_lazy("有变化"), kind="number", value=lambda run: run.tally.get("change")),
        Column("same", gettext_lazy("没有变化"), kind="number", value=lambda run: run.tally.get("same")),
        Column("review", gettext_lazy("待核对"), kind="number", value=lambda run: run.tally.get("review")),
        Column("refused", gettext_lazy("有错误"), kind="number", value=lambda run: run.tally.get("refused")),
        Column("by", gettext_lazy("办理人")),
        Column("made_at", gettext_lazy("上传时间"), sort="made_at"),
    )

    @cached_property
    def roster(self):
        return ROSTERS[self.code]

    def rows(self):
        return super().rows().filter(roster=self.code).select_related("by")

    def sheet_of(self, obj):
        return reverse("rosters:run", args=[obj.pk])

    @property
    def template_address(self):
        return reverse(f"rosters:{self.code}.template")

    def post(self, request):
        upload = request.FILES.get("sheet")
        if upload is None:
            raise Refused(_("请先选择要导入的表。"))
        try:
            content = files.checked(upload, SHEETS)
        except ValidationError as why:
            raise Refused(*why.messages) from None
        run = start(self.scope, self.code, clean_name(upload.name), content)
        jobs.queue(self.scope, "read", run, _("读取%s") % run.name)
        return HttpResponseRedirect(self.sheet_of(run))


class Template(Page):
    """`rosters/people.members/template/`: the blank sheet."""

    code = ""

    def get(self, request):
        roster = ROSTERS[self.code](self.scope, localdate())
        return workbook(books.template(roster), _("%s（空白表）") % roster.label)


class OneImport(Page):
    """`rosters/run/…/`: one import, from what was understood to its undo."""

    model = Import

    def one(self, pk):
        run = super().one(pk)
        self.roster = ROSTERS.get(run.roster)
        if self.roster is None:
            raise Http404(_("这种花名册已不再使用。"))
        self.scope.require(self.roster.permission)
        return run

    def get(self, request, pk):
        run = self.one(pk)
        template = "core/rosters/_run.html" if self.fragment("run") else "core/rosters/run.html"
        seen = run.seen
        return self.show(template, title=run.name, run=run, job=jobs.under_way(run), seen=seen, label=self.roster.label,
                         uploads=reverse(f"rosters:{run.roster}"), counts=counted(seen.get("tally", {})),
                         done=counted(run.tally), heads=self._heads(seen), fields=self._fields(), left=self._left(run),
                         takes=run.takes)

    def post(self, request, pk):
        run = self.one(pk)
        if jobs.under_way(run):
            raise Refused(_("这张表正在办理，请等办完后再操作。"))
        doing = getattr(self, f"_do_{request.POST.get('do', '')}", None)
        if doing is None:
            raise Refused(_("请重新打开本页再操作。"))
        doing(run)
        return HttpResponseRedirect(request.path)

    def _do_map(self, run):
        """The officer says what each heading means, or that its column is left out."""
        if run.taken_at:
            raise Refused(_("已经开始导入，不能再改表头的对应。请撤销后重新上传。"))
        chosen = [self.request.POST.get(f"head-{at}", "") for at, _head in enumerate(run.seen.get("head", []))]
        run.mapping = {head: "" if field == LEAVE_OUT else field
                       for head, field in zip(run.seen.get("head", []), chosen, strict=True)
                       if head and field in {LEAVE_OUT, *self.roster.columns}}
        write(run, scope=self.scope, act="map")
        jobs.queue(self.scope, "read", run, _("读取%s") % run.name)

    def _do_take(self, run):
        if run.finished_at or run.undone_at or not run.seen.get("tally"):
            raise Refused(_("这张表还没有核对好，或已经导入。"))
        jobs.queue(self.scope, "import", run, _("导入%s") % run.name)

    def _do_read(self, run):
        if run.taken_at:
            raise Refused(_("已经开始导入，请继续导入或撤销。"))
        write_again(run, self.scope)
        jobs.queue(self.scope, "read", run, _("读取%s") % run.name)

    def _do_undo(self, run):
        if not run.taken_at or run.undone_at:
            raise Refused(_("只能撤销已经导入、尚未撤销的表。"))
        jobs.queue(self.scope, "undo", run, _("撤销导入%s") % run.name)

    def _fields(self):
        fields = self.roster.form.base_fields
        return [(name, fields[name].label) for name in self.roster.columns if name not in self.roster.machine]

    def _heads(self, seen):
        """[(place, heading, the field it is taken for, whether it is asked about, its first cells)] of the sheet's
        columns, those that are asked about first."""
        by_place, first = {at: name for name, at in seen.get("places", {}).items()}, seen.get("first", [])
        heads = [(at, head, by_place.get(at, ""), head in seen.get("unknown", []),
                  [cells[at] if at < len(cells) else "" for _line, cells in first])
                 for at, head in enumerate(seen.get("head", [])) if head]
        return sorted(heads, key=lambda head: not head[3])

    def _left(self, run):
        """[(row, address)] of what an undo could not take back."""
        rows = self.scope.rows(self.roster.model).filter(pk__in=run.left[:200]).order_by("pk") if run.left else ()
        return [(row, sheet_address(row)) for row in rows]


class ErrorBook(OneImport):
    """`rosters/run/…/errors/`: the lines that were not taken in, to be repaired and imported again."""

    def get(self, request, pk):
        run = self.one(pk)
        try:
            content = books.refused(run)
        except FileNotFoundError:
            raise Refused(_("上传的表已过保存期限，请重新上传原表。")) from None
        audit.record(self.scope, "error_book", run, details={"refused": run.tally.get("refused", 0)})
        return workbook(content, _("%s（未导入的行）") % run.name.rpartition(".")[0])


def write_again(run, scope):
    """Counts an import's version up, so that reading it once more is another job."""
    run.refusal, run.read_at = "", None
    write(run, scope=scope, act="reread")


def workbook(content, name):
    """A workbook as the response."""
    response = HttpResponse(content, content_type=TYPE, headers={"Cache-Control": "no-store"})
    response.headers["Content-Disposition"] = f"attachment; filename*=utf-8''{quote(str(name))}.xlsx"
    return response
