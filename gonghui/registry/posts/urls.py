"""Addresses of posts and accounts, duties and terms."""
from django.urls import path

from .views import accounts, duties

app_name = "posts"
urlpatterns = [
    path("", accounts.Posts.as_view(), name="list"),
    path("add/", accounts.Grant.as_view(), name="add"),
    path("roles/", accounts.Roles.as_view(), name="roles"),
    path("accounts/add/", accounts.OpenAccount.as_view(), name="account_add"),
    path("duties/", duties.Duties.as_view(), name="duty_list"),
    path("duties/add/", duties.AddDuty.as_view(), name="duty_add"),
    path("duties/<uuid:pk>/", duties.DutySheet.as_view(), name="duty_sheet"),
    path("duties/<uuid:pk>/edit/", duties.EditDuty.as_view(), name="duty_edit"),
    path("duties/<uuid:pk>/leave/", duties.Leave.as_view(), name="duty_leave"),
    path("duties/<uuid:pk>/succeed/", duties.Succeed.as_view(), name="duty_succeed"),
    path("terms/", duties.Terms.as_view(), name="term_list"),
    path("terms/add/", duties.BeginTerm.as_view(), name="term_add"),
    path("terms/<uuid:pk>/", duties.TermSheet.as_view(), name="term_sheet"),
    path("<uuid:pk>/", accounts.PostSheet.as_view(), name="sheet"),
    path("<uuid:pk>/end/", accounts.EndPost.as_view(), name="end"),
    path("<uuid:pk>/hand-over/", accounts.HandOver.as_view(), name="hand_over"),
    path("<uuid:pk>/password/", accounts.ResetPassword.as_view(), name="password"),
    path("<uuid:pk>/switch/", accounts.SwitchAccount.as_view(), name="switch"),
]
