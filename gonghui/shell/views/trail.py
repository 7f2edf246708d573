"""The audit trail: every act, filtered by who, what, and when; and the proof that none was changed."""
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core.audit import Entry
from gonghui.core.audit.sealing import last_seal, trail_whole, unsealed
from gonghui.core.pages import Choice, Column, Days, Listing, Page, timeline


def people(scope):
    """Who may have acted: the accounts with a post here, now or before."""
    held = scope.rows(apps.get_model(settings.POST_MODEL)).order_by("account__name")
    return [(str(pk), name) for pk, name in held.values_list("account", "account__name").distinct()]


class Trail(Listing):
    model = Entry
    title = gettext_lazy("审计记录")
    permission = "audit.view"
    export_permission = "audit.view"
    order = ("-id",)
    search_hint = gettext_lazy("记录编号（整串）")
    columns = (
        Column("at", gettext_lazy("时间")),
        Column("by", gettext_lazy("操作人"), value=lambda entry: entry.by or _("系统")),
        Column("act", gettext_lazy("操作"), value=timeline.said),
        Column("model", gettext_lazy("对象"), value=timeline.noun),
        Column("on", gettext_lazy("发生日期")),
        Column("note", gettext_lazy("说明"), wide=True),
        Column("record", gettext_lazy("记录编号"), shown=False),
    )
    filters = (
        Choice("by", gettext_lazy("操作人"), choices=people),
        Choice("act", gettext_lazy("操作"), choices=tuple(timeline.ACTS.items())),
        Days("at", gettext_lazy("日期"), lookup="at__date"),
    )
    template = "shell/trail.html"

    def rows(self):
        rows = self.scope.rows(Entry).select_related("by")
        # A record's own course is read with the record; the trail is the county's, and of a union its own posts'.
        return rows if self.scope.whole else rows.filter(org__in=self.scope.org_ids())

    def found(self, rows, text):
        try:
            return rows.filter(record=UUID(text))
        except ValueError:
            return rows.none()

    def sheet_of(self, obj):
        return ""

    @property
    def seal(self):
        return last_seal(self.scope.county_id)

    @property
    def unsealed(self):
        return unsealed(self.scope.county_id)


class Verify(Page):
    """Reads the whole trail and says whether it is as it was written. POST: it takes a while."""

    title = gettext_lazy("核对审计记录")
    permission = "audit.view"

    def post(self, request):
        faults = list(trail_whole(self.scope.county_id, request.POST.get("printed", "").strip()))
        return self.show("shell/verified.html", faults=faults, seal=last_seal(self.scope.county_id))
