"""Long work: how far it is, and how to stop it."""
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core import jobs
from gonghui.core.jobs import Job
from gonghui.core.pages import Choice, Column, Listing, Page

TONES = {Job.QUEUED: "wait", Job.RUNNING: "wait", Job.DONE: "good", Job.FAILED: "bad", Job.CANCELLED: "done"}


def named(job):
    """What the officer calls the work."""
    return job.arguments.get("title") or job.kind


def mine_or_all(page):
    """Everybody sees his own; who looks after the jobs sees those of his scope."""
    rows = page.scope.rows(Job).select_related("by")
    return rows if page.scope.can("jobs.view") else rows.filter(by_id=page.scope.account_id)


class Jobs(Listing):
    model = Job
    title = gettext_lazy("后台任务")
    noun = gettext_lazy("项")
    order = ("-queued_at", "pk")
    columns = (
        Column("kind", gettext_lazy("事项"), value=named, link=True),
        Column("state", gettext_lazy("状态"), kind="badge"),
        Column("done", gettext_lazy("已办"), kind="number"),
        Column("total", gettext_lazy("共"), kind="number", value=lambda job: job.total or None),
        Column("sentence", gettext_lazy("说明"), wide=True),
        Column("by", gettext_lazy("提交人")),
        Column("queued_at", gettext_lazy("提交时间"), sort="queued_at"),
        Column("ended_at", gettext_lazy("结束时间")),
    )
    filters = (Choice("state", gettext_lazy("状态"), choices=Job.STATES),)
    empty = gettext_lazy("导入表格、更新数字等费时的工作在后台办理，进度会列在这里。")

    def get(self, request):
        if self.fragment("bell"):
            latest = self.rows().filter(by_id=self.scope.account_id).order_by(*self.order)[:6]
            return self.show("shell/_bell.html", jobs=[(job, named(job), TONES[job.state]) for job in latest])
        return super().get(request)

    def rows(self):
        return mine_or_all(self)

    def sheet_of(self, obj):
        return reverse("job", args=[obj.pk])


class OneJob(Page):
    """One job: a page, and a fragment that htmx asks for until the job has ended."""

    model = Job

    def rows(self):
        return mine_or_all(self)

    def get(self, request, pk):
        job = self.one(pk)
        under_way = job.state in (Job.QUEUED, Job.RUNNING)
        template = "shell/_job.html" if self.fragment("job") else "shell/job.html"
        return self.show(template, job=job, title=named(job), under_way=under_way, left=_left(job),
                         tone=TONES[job.state], mine=job.by_id == self.scope.account_id,
                         may_stop=under_way and not job.cancelling)

    def post(self, request, pk):
        try:
            jobs.cancel(self.scope, self.one(pk))
        except ValidationError as refused:
            messages.warning(request, refused.messages[0])
        else:
            messages.success(request, _("已请求停止，办到一个段落就停。"))
        return HttpResponseRedirect(request.path)


def _left(job):
    """约剩 8 秒: by the pace so far; "" before it can be told."""
    if job.state != Job.RUNNING or not (job.done and job.total and job.started_at):
        return ""
    seconds = (timezone.now() - job.started_at) / timedelta(seconds=1) * (job.total - job.done) / job.done
    return _("约剩 %d 秒") % round(seconds) if seconds < 90 else _("约剩 %d 分钟") % round(seconds / 60)
