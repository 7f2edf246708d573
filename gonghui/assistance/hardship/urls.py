"""Addresses of hardship files."""
from django.urls import path

from .views import files, parts, standings

app_name = "hardship"
urlpatterns = [
    path("", files.Files.as_view(), name="list"),
    path("add/", files.AddFile.as_view(), name="add"),
    path("decisions/<uuid:pk>/", standings.StandingSheet.as_view(), name="standing_sheet"),
    path("<uuid:pk>/", files.FileSheet.as_view(), name="sheet"),
    path("<uuid:pk>/edit/", files.EditFile.as_view(), name="edit"),
    path("<uuid:pk>/assess/", files.Assess.as_view(), name="assess"),
    path("<uuid:pk>/step/<slug:step>/", files.FileStep.as_view(), name="step"),
]
for name, part in parts.PARTS.items():
    said = {"part": name, "model": part.model}
    urlpatterns += [
        path(f"<uuid:pk>/{name}/add/", parts.AddPart.as_view(**said, form_class=part.form, title=part.add),
             name=f"{name}_add"),
        path(f"{name}/<uuid:pk>/", parts.EditPart.as_view(**said, form_class=part.form), name=f"{name}_sheet"),
        path(f"{name}/<uuid:pk>/strike/", parts.StrikePart.as_view(**said), name=f"{name}_strike"),
    ]
    if part.papers:
        urlpatterns += [
            path(f"{name}/<uuid:pk>/attach/", parts.AttachPart.as_view(**said), name=f"{name}_attach"),
            path(f"{name}/<uuid:pk>/papers/<uuid:paper>/", parts.PartPaper.as_view(model=part.model),
                 name=f"{name}_paper"),
        ]
