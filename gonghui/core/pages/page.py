"""A page: asks who you are, in which post you act, and whether that post may see it; then answers."""
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from .. import todos
from ..flow import Refused

SOME = "00000000-0000-7000-8000-000000000000"  # the id of no row


class Page(View):
    """One address. `permission`: what the post must hold; "" lets every post in."""

    model: Any = None
    request: Any
    title = ""
    permission = ""
    prefix = ""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.acting:
            return render(request, "shell/no_post.html", {"title": _("您还没有岗位")}, status=403)
        self.scope = request.scope
        if self.permission:
            self.scope.require(self.permission)
        if request.method == "POST":
            todos.forget(self.scope)
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            return HttpResponseRedirect(self.back())

    def rows(self):
        """The rows this page may show, narrowed to the scope."""
        return self.scope.rows(self.model)

    def one(self, pk):
        """The row, or 404 where it lies outside the scope: an outsider does not learn that it exists."""
        try:
            return self.rows().get(pk=pk)
        except self.model.DoesNotExist:
            raise Http404(_("没有这条记录，或它不在您的工作范围内。")) from None

    def at(self, name, *args):
        """The address of another page of this noun, "" where the section has none."""
        try:
            return reverse(f"{self.model._meta.app_label}:{self.prefix}{name}", args=args)
        except NoReverseMatch:
            return ""

    def sheet_of(self, obj):
        """The address of a row's sheet. Fifty rows of a list differ in their ids alone: it is made out once."""
        return self._sheet.replace(SOME, str(obj.pk))

    @cached_property
    def _sheet(self):
        return self.at("sheet", SOME)

    def back(self):
        """Where a refused act returns to: the page it came from, if it is ours."""
        came_from = self.request.headers.get("Referer", "")
        if url_has_allowed_host_and_scheme(came_from, {self.request.get_host()}):
            return came_from
        return reverse("home")

    def fragment(self, target):
        """Whether htmx asks for that part of the page only."""
        return self.request.headers.get("HX-Target") == target

    def show(self, template, status=200, **context):
        return render(self.request, template, {"page": self, "title": self.title, **context}, status=status)
