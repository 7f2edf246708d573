"""The addresses of importing: two a roster, and those of one import."""
from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .declaration import ROSTERS
from .views import ErrorBook, OneImport, Template, Uploads

app_name = "rosters"
urlpatterns = [
    path("run/<uuid:pk>/", OneImport.as_view(), name="run"),
    path("run/<uuid:pk>/errors/", ErrorBook.as_view(), name="errors"),
]
for code, roster in sorted(ROSTERS.items()):
    named = {"code": code, "permission": roster.permission, "title": format_lazy(_("导入{}"), roster.label)}
    urlpatterns += [
        path(f"{code}/", Uploads.as_view(**named), name=code),
        path(f"{code}/template/", Template.as_view(**named), name=f"{code}.template"),
    ]
