"""Addresses of notices, their lines and objections."""
from django.urls import path

from .views import lines, notices, public

app_name = "notices"
urlpatterns = [
    path("", notices.Notices.as_view(), name="list"),
    path("add/", notices.AddNotice.as_view(), name="add"),
    path("public/<slug:word>/", public.PublicNotice.as_view(), name="public"),
    path("lines/", lines.Lines.as_view(), name="line_list"),
    path("lines/<uuid:pk>/", lines.LineSheet.as_view(), name="line_sheet"),
    path("lines/<uuid:pk>/edit/", lines.EditLine.as_view(), name="line_edit"),
    path("lines/<uuid:pk>/strike/", lines.StrikeLine.as_view(), name="line_strike"),
    path("lines/<uuid:pk>/object/", lines.ObjectTo.as_view(), name="line_object"),
    path("objections/", lines.Objections.as_view(), name="objection_list"),
    path("objections/<uuid:pk>/", lines.ObjectionSheet.as_view(), name="objection_sheet"),
    path("objections/<uuid:pk>/step/<slug:step>/", lines.ObjectionStep.as_view(), name="objection_step"),
    path("<uuid:pk>/", notices.NoticeSheet.as_view(), name="sheet"),
    path("<uuid:pk>/edit/", notices.EditNotice.as_view(), name="edit"),
    path("<uuid:pk>/line/", notices.AddLine.as_view(), name="line_add"),
    path("<uuid:pk>/consent/", notices.Consent.as_view(), name="consent"),
    path("<uuid:pk>/discard/", notices.Discard.as_view(), name="discard"),
    path("<uuid:pk>/paper/<slug:kind>/", notices.PrintNotice.as_view(), name="paper"),
    path("<uuid:pk>/step/<slug:step>/", notices.NoticeStep.as_view(), name="step"),
]
