"""Addresses of activities."""
from django.urls import path

from . import views

app_name = "activities"
urlpatterns = [
    path("", views.Activities.as_view(), name="list"),
    path("add/", views.AddActivity.as_view(), name="add"),
    path("names/<uuid:pk>/strike/", views.Strike.as_view(), name="strike"),
    path("<uuid:pk>/", views.ActivitySheet.as_view(), name="sheet"),
    path("<uuid:pk>/edit/", views.EditActivity.as_view(), name="edit"),
    path("<uuid:pk>/enrol/", views.Enrol.as_view(), name="enrol"),
    path("<uuid:pk>/names/", views.Names.as_view(), name="names"),
    path("<uuid:pk>/names/roster/", views.ExportNames.as_view(), name="names_roster"),
    path("<uuid:pk>/attach/", views.Attach.as_view(), name="attach"),
    path("<uuid:pk>/papers/<uuid:paper>/", views.Paper.as_view(), name="paper"),
    path("<uuid:pk>/step/<slug:step>/", views.ActivityStep.as_view(), name="step"),
]
