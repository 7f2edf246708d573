"""What went wrong, in words that say what to do. Never a code, never a traceback."""
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def forbidden(request, exception):
    return render(request, "403.html", {"title": _("这个岗位不能办理这件事")}, status=403)


def missing(request, exception):
    said = str(exception)
    return render(request, "404.html", {"title": _("没有找到"), "said": said if said.endswith("。") else ""}, status=404)


def broken(request):
    """Leans on nothing that may itself be broken: no session, no database, no frame."""
    return HttpResponseServerError(render_to_string("500.html", {"title": _("程序出错了")}))
