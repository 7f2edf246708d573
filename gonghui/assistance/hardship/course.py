"""The course of a file: applied for, looked into, judged, announced, approved, kept under review, ended."""
from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _

from gonghui.core.flow import Flow, Step
from gonghui.registry.notices import clock

from . import keeping, lacking

EDIT, APPROVE = "hardship.edit", "hardship.approve"


class Status(models.TextChoices):
    DRAFT = "draft", _("登记中")
    TEMPORARY = "temporary", _("临时档案")
    ACCEPTED = "accepted", _("已受理")
    REVIEWED = "reviewed", _("已初审")
    VISITED = "visited", _("已入户调查")
    CHECKED = "checked", _("已核对")
    JUDGED = "judged", _("已评审")
    NOTICED = "noticed", _("公示中")
    ON_FILE = "on_file", _("在档")
    SUSPENDED = "suspended", _("暂停")
    RELIEVED = "relieved", _("已脱困")
    LEFT = "left", _("已退出")
    CANCELLED = "cancelled", _("已注销")
    REJECTED = "rejected", _("不符合")


S = Status
APPLIED = (S.ACCEPTED, S.REVIEWED, S.VISITED, S.CHECKED, S.JUDGED)  # on the way to a decision


COURSE = Flow(
    "status",
    Step("hold", _("建临时档案"), (S.DRAFT,), S.TEMPORARY, EDIT, needs_note=True),
    Step("accept", _("受理"), (S.DRAFT, S.TEMPORARY), S.ACCEPTED, EDIT, stamps="accepted_on", unmet=lacking.to_accept),
    Step("first_review", _("初审"), (S.ACCEPTED,), S.REVIEWED, EDIT),
    Step("visit", _("入户调查"), (S.REVIEWED,), S.VISITED, EDIT, unmet=lacking.to_visit, under=lacking.under_visit),
    Step("check", _("核对"), (S.VISITED,), S.CHECKED, EDIT, unmet=lacking.to_check, under=lacking.under_check),
    Step("judge", _("评审"), (S.CHECKED,), S.JUDGED, EDIT, stamps="decided_on", unmet=lacking.to_judge,
         sets=lacking.judged),
    Step("announce", _("公示"), (S.JUDGED,), S.NOTICED, EDIT, unmet=lacking.to_announce, then=keeping.announce),
    Step("approve", _("批准建档"), (S.NOTICED,), S.ON_FILE, APPROVE, stamps="filed_on", not_by="judge",
         unmet_on=clock.reasons_against, sets=lacking.reviewed, then=partial(keeping.begin, act="approve")),
    Step("review", _("年度复核"), (S.ON_FILE,), S.ON_FILE, EDIT, unmet=lacking.to_review, sets=lacking.reviewed,
         then=partial(keeping.keep_standing, act="review")),
    Step("reclass", _("调整类别"), (S.ON_FILE,), S.ON_FILE, APPROVE, unmet=lacking.to_reclass, sets=lacking.reclassed,
         then=partial(keeping.begin, act="reclass")),
    Step("suspend", _("暂停"), (S.ON_FILE,), S.SUSPENDED, APPROVE, needs_note=True),
    Step("resume", _("恢复"), (S.SUSPENDED,), S.ON_FILE, APPROVE, needs_note=True),
    Step("relieve", _("脱困"), (S.ON_FILE,), S.RELIEVED, APPROVE, stamps="ended_on", unmet=lacking.to_relieve,
         under=lacking.under_relief, then=partial(keeping.end, act="relieve")),
    Step("leave", _("退出"), (S.ON_FILE, S.SUSPENDED), S.LEFT, APPROVE, stamps="ended_on", needs_note=True,
         then=partial(keeping.end, act="leave")),
    Step("cancel", _("注销"), (S.TEMPORARY, S.ON_FILE, S.SUSPENDED), S.CANCELLED, APPROVE, stamps="ended_on",
         needs_note=True, then=partial(keeping.end, act="cancel")),
    Step("relapse", _("返困"), (S.RELIEVED, S.LEFT), S.ACCEPTED, EDIT, stamps="accepted_on", needs_note=True,
         clears=("ended_on", "filed_on", "decided_on"), then=keeping.take_up_again),
    Step("return_", _("退回补正"), (*APPLIED, S.NOTICED), S.DRAFT, EDIT, needs_note=True),
    Step("reject", _("不符合"), (*APPLIED, S.NOTICED), S.REJECTED, EDIT, needs_note=True,
         then=partial(keeping.end, act="reject")),
)
