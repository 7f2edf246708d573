"""The addresses of importing: two a roster, and those of one import."""
from django.urls import path

from .declaration import ROSTERS
from .views import ErrorBook, OneImport, Template, Uploads

app_name = "rosters"
urlpatterns = [
    path("run/<uuid:pk>/", OneImport.as_view(), name="run"),
    path("run/<uuid:pk>/errors/", ErrorBook.as_view(), name="errors"),
]
for code in sorted(ROSTERS):
    urlpatterns += [
        path(f"{code}/", Uploads.as_view(code=code), name=code),
        path(f"{code}/template/", Template.as_view(code=code), name=f"{code}.template"),
    ]
