"""The home page: what waits for me, by deadline; what ends today; the year against last year; my townships."""
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from gonghui.core import todos
from gonghui.core.pages import Page


class Home(Page):
    title = gettext_lazy("首页")

    def get(self, request):
        today = localdate()
        urgent = todos.urgent(self.scope, limit=12)
        counts = todos.counts(self.scope)
        return self.show("shell/home.html", today=today, urgent=urgent,
                         ending=[entry for entry in urgent if entry[0] == today],
                         waiting=[(item, counts.get(item.code, 0)) for item in todos.mine(self.scope)])
