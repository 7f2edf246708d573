"""Addresses of members."""
from django.urls import path

from . import exports, reviewing, views

app_name = "people"
urlpatterns = [
    path("", views.People.as_view(), name="list"),
    path("add/", views.AddPerson.as_view(), name="add"),
    path("roster/", exports.ExportRoster.as_view(), name="roster"),
    path("roster/unmasked/", exports.ExportUnmasked.as_view(), name="roster_unmasked"),
    path("reviews/", reviewing.Reviews.as_view(), name="review_list"),
    path("reviews/<uuid:pk>/", reviewing.ReviewSheet.as_view(), name="review_sheet"),
    path("reviews/<uuid:pk>/<slug:step>/", reviewing.ReviewStep.as_view(), name="review_step"),
    path("<uuid:pk>/", views.PersonSheet.as_view(), name="sheet"),
    path("<uuid:pk>/edit/", views.EditPerson.as_view(), name="edit"),
    path("<uuid:pk>/transfer/", views.Transfer.as_view(), name="transfer"),
    path("<uuid:pk>/rejoin/", views.Rejoin.as_view(), name="rejoin"),
    path("<uuid:pk>/leave/", views.Leave.as_view(), name="leave"),
    path("<uuid:pk>/retain/", views.Retain.as_view(), name="retain"),
    path("<uuid:pk>/resume/", views.Resume.as_view(), name="resume"),
    path("<uuid:pk>/honour/", views.AddHonour.as_view(), name="honour"),
    path("<uuid:pk>/reveal/<slug:field>/", views.RevealNumber.as_view(), name="reveal"),
]
