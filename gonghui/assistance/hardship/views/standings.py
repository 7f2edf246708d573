"""A file as it stood when it was decided on: read from what was kept then, not from today's rows."""
import orjson
from django.urls import reverse
from django.utils.translation import gettext as _

from gonghui.core import audit
from gonghui.core.pages import Page
from gonghui.core.pages.columns import choices_of, written

from ..keeping import intact
from ..models import File, Standing
from ..words import label_of


class StandingSheet(Page):
    """`decisions/<uuid:pk>/`."""

    model = Standing
    permission = "hardship.view"

    def get(self, request, pk):
        kept = self.one(pk)
        audit.record(self.scope, "open_standing", kept)
        return self.show("hardship/standing.html", kept=kept, intact=intact(kept), parts=parts(kept),
                         sheet=f"{reverse('hardship:sheet', args=[kept.file_id])}?tab=standings",
                         title=_("%(file)s：%(on)s“%(act)s”时的档案") % {
                             "file": kept.file, "on": kept.on, "act": kept.label})

    def rows(self):
        return self.scope.rows(Standing).select_related("file__person", "file__org")


def parts(kept):
    """[(title, labels, [[value]])] of what was kept."""
    content = orjson.loads(kept.content)
    yield File._meta.verbose_name, [_("项目"), _("内容")], [
        (label_of(File, name), said(File, name, value)) for name, value in content.pop("file").items()]
    for name, rows in content.items():
        if rows:
            model = getattr(File, name).rel.related_model
            names = [name for name in rows[0] if name != "papers"]
            yield (model._meta.verbose_name, [label_of(model, name) for name in names],
                   [[said(model, name, row[name]) for name in names] for row in rows])


def said(model, name, value):
    """A kept value in the words of its field."""
    known = choices_of(model, name)
    if isinstance(value, list):
        return "、".join(map(str, value))
    return known.get(value, value) if known else written(value, "text")
