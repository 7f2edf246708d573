"""The addresses of the yearly summary."""
from django.urls import path

from . import views

app_name = "summary"
urlpatterns = [
    path("", views.Summaries.as_view(), name="list"),
    path("add/", views.AddSummary.as_view(), name="add"),
    path("verify/", views.VerifyPaper.as_view(), name="verify"),
    path("<uuid:pk>/", views.SummarySheet.as_view(), name="sheet"),
    path("<uuid:pk>/edit/", views.EditSummary.as_view(), name="edit"),
    path("<uuid:pk>/sections/add/", views.AddSection.as_view(), name="section_add"),
    path("<uuid:pk>/issue/", views.IssueSummary.as_view(), name="issue"),
    path("<uuid:pk>/<slug:step>/", views.SummaryStep.as_view(), name="step"),
    path("sections/<uuid:pk>/edit/", views.EditSection.as_view(), name="section_edit"),
    path("sections/<uuid:pk>/preview/", views.PreviewSection.as_view(), name="section_preview"),
    path("sections/<uuid:pk>/remove/", views.RemoveSection.as_view(), name="section_remove"),
    path("issues/<uuid:pk>/", views.IssueSheet.as_view(), name="issue_sheet"),
    path("issues/<uuid:pk>/<slug:kind>/", views.Download.as_view(), name="issue_file"),
]
