"""The addresses of the yearly summary."""
from django.urls import path

from . import reading_views, views

app_name = "summary"
urlpatterns = [
    path("", views.Summaries.as_view(), name="list"),
    path("add/", views.AddSummary.as_view(), name="add"),
    path("verify/", views.VerifyPaper.as_view(), name="verify"),
    path("readings/", reading_views.Readings.as_view(), name="reading_list"),
    path("readings/add/", reading_views.AddReading.as_view(), name="reading_add"),
    path("readings/compare/", reading_views.Compare.as_view(), name="reading_compare"),
    path("readings/<uuid:pk>/", reading_views.ReadingSheet.as_view(), name="reading_sheet"),
    path("readings/<uuid:pk>/remove/", reading_views.RemoveReading.as_view(), name="reading_remove"),
    path("readings/figures/<uuid:pk>/", reading_views.ReadFigureSheet.as_view(), name="reading_figure"),
    path("readings/figures/<uuid:pk>/unconfirm/", reading_views.Unconfirm.as_view(), name="reading_unconfirm"),
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
