"""In which post one acts, and by which desk the menu is laid out."""
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views import View

from gonghui.chapters import DESKS
from gonghui.core.flow import Refused
from gonghui.core.pages import Page


def held(account):
    """The posts an account holds today, in whatever county."""
    return account.posts.on(localdate()).select_related("org", "role", "county").order_by("first", "id")


class ChoosePost(LoginRequiredMixin, View):
    """An account acts in one post at a time; the choice lasts until it signs out."""

    def get(self, request):
        return render(request, "shell/post.html", {"title": _("选择岗位"), "posts": held(request.user)})

    def post(self, request):
        post = next((post for post in held(request.user) if str(post.pk) == request.POST.get("post")), None)
        if post is None:
            messages.error(request, _("这个岗位已经停用，请另选一个。"))
            return HttpResponseRedirect(reverse("choose_post"))
        request.session["post"] = str(post.pk)
        messages.success(request, _("您现在以“%(org)s %(role)s”的岗位办理。") % {"org": post.org, "role": post.role})
        return HttpResponseRedirect(reverse("home"))


class ChooseLanguage(View):
    """Chinese or English: for this browser, and for the account that has signed in."""

    def post(self, request):
        language = request.POST.get("language", "")
        response = HttpResponseRedirect(following(request))
        if language in dict(settings.LANGUAGES):
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
            if request.user.is_authenticated:
                request.user.language = language
                request.user.save(update_fields=["language"])
        return response


def following(request):
    """The page to go on with, as the form says, if it is ours."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else reverse("home")


class ChooseDesk(Page):
    """The menu by chapter, or by what one desk works with."""

    def post(self, request):
        desk = request.POST.get("desk", "")
        if desk and desk not in DESKS:
            raise Refused(_("没有这个科室，请重新选择。"))
        request.session["desk"] = desk
        return HttpResponseRedirect(following(request))
