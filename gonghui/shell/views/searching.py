"""One search over all sections, and the finder that forms use to pick one row of many."""
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core import search
from gonghui.core.pages import Page


class Search(Page):
    title = gettext_lazy("查找")

    def get(self, request):
        text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:60]
        found = search.find(self.scope, text)
        return self.show("shell/search.html", text=text, found=found)


class Find(Page):
    """A fragment: the rows that a text finds in one section, as buttons."""

    def get(self, request, code):
        registered = search.SEARCHES.get(code)
        if registered is None:
            raise Http404(_("没有这一类。"))
        self.scope.require(registered.permission)
        text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:60]
        found = registered.found(self.scope, text, 12) if text else []
        return self.show("shell/_find.html", text=text, found=found)
