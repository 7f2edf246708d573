"""Addresses of unions and employers."""
from django.urls import path

from .views import employers, unions

app_name = "orgs"
urlpatterns = [
    path("", unions.Orgs.as_view(), name="list"),
    path("tree/", unions.Tree.as_view(), name="tree"),
    path("tree/<uuid:pk>/", unions.Tree.as_view(), name="level"),
    path("add/", unions.Prepare.as_view(), name="add"),
    path("register/", unions.Register.as_view(), name="register"),
    path("roster/", unions.ExportOrgs.as_view(), name="roster"),
    path("employers/", employers.Employers.as_view(), name="employer_list"),
    path("employers/roster/", employers.ExportEmployers.as_view(), name="employer_roster"),
    path("employers/add/", employers.AddEmployer.as_view(), name="employer_add"),
    path("employers/<uuid:pk>/", employers.EmployerSheet.as_view(), name="employer_sheet"),
    path("employers/<uuid:pk>/edit/", employers.EditEmployer.as_view(), name="employer_edit"),
    path("<uuid:pk>/", unions.OrgSheet.as_view(), name="sheet"),
    path("<uuid:pk>/edit/", unions.EditOrg.as_view(), name="edit"),
    path("<uuid:pk>/move/", unions.Move.as_view(), name="move"),
    path("<uuid:pk>/rename/", unions.Rename.as_view(), name="rename"),
    path("<uuid:pk>/cover/", unions.CoverEmployer.as_view(), name="cover"),
    path("<uuid:pk>/uncover/", unions.Uncover.as_view(), name="uncover"),
    path("<uuid:pk>/reveal/<slug:field>/", unions.RevealAccount.as_view(), name="reveal"),
    path("<uuid:pk>/step/<slug:step>/", unions.OrgStep.as_view(), name="step"),
]
