"""Addresses of unions and employers."""
from django.urls import path

from . import views

app_name = "orgs"
urlpatterns = [
    path("", views.Orgs.as_view(), name="list"),
    path("tree/", views.Tree.as_view(), name="tree"),
    path("tree/<uuid:pk>/", views.Tree.as_view(), name="level"),
    path("add/", views.Prepare.as_view(), name="add"),
    path("register/", views.Register.as_view(), name="register"),
    path("employers/", views.Employers.as_view(), name="employer_list"),
    path("employers/add/", views.AddEmployer.as_view(), name="employer_add"),
    path("employers/<uuid:pk>/", views.EmployerSheet.as_view(), name="employer_sheet"),
    path("employers/<uuid:pk>/edit/", views.EditEmployer.as_view(), name="employer_edit"),
    path("<uuid:pk>/", views.OrgSheet.as_view(), name="sheet"),
    path("<uuid:pk>/edit/", views.EditOrg.as_view(), name="edit"),
    path("<uuid:pk>/move/", views.Move.as_view(), name="move"),
    path("<uuid:pk>/rename/", views.Rename.as_view(), name="rename"),
    path("<uuid:pk>/cover/", views.CoverEmployer.as_view(), name="cover"),
    path("<uuid:pk>/uncover/", views.Uncover.as_view(), name="uncover"),
    path("<uuid:pk>/reveal/<slug:field>/", views.RevealAccount.as_view(), name="reveal"),
    path("<uuid:pk>/step/<slug:step>/", views.OrgStep.as_view(), name="step"),
]
