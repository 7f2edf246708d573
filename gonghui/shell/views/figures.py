"""Figures: all of them by chapter, and the page behind one number."""
from gonghui.core.pages import Page


class Figures(Page):
    permission = "figures.view"

    def get(self, request):
        return self.show("shell/figures.html")


class Drill(Page):
    permission = "figures.view"

    def get(self, request, code):
        return self.show("shell/figure.html")
