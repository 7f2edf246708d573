"""The addresses of the pages that belong to no section."""
from allauth.account import views as account
from django.urls import path
from django.utils.translation import gettext_lazy as _

from .views import figures, holidays, home, jobs, keys, posts, searching, standards, trail

OFFICE_HEADING = _("办公")
OFFICE = (  # what the menu shows beneath the chapters: page, its name there, what the post must hold
    ("figures", _("统计数字"), "figures.view"),
    ("standards", _("标准"), "standards.view"),
    ("jobs", _("后台任务"), "jobs.view"),
    ("audit", _("审计记录"), "audit.view"),
    ("keys", _("密钥备份"), "keys.view"),
)

urlpatterns = [
    path("", home.Home.as_view(), name="home"),
    path("townships/", home.Townships.as_view(), name="townships"),
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("language/", posts.ChooseLanguage.as_view(), name="choose_language"),
    path("post/", posts.ChoosePost.as_view(), name="choose_post"),
    path("desk/", posts.ChooseDesk.as_view(), name="choose_desk"),
    path("search/", searching.Search.as_view(), name="search"),
    path("find/<slug:code>/", searching.Find.as_view(), name="find"),
    path("figures/", figures.Figures.as_view(), name="figures"),
    path("figures/<str:code>/", figures.Drill.as_view(), name="figure"),
    path("standards/", standards.Standards.as_view(), name="standards"),
    path("standards/add/", standards.AddStandard.as_view(), name="standard_add"),
    path("standards/holidays/", holidays.Holidays.as_view(), name="holidays"),
    path("standards/holidays/<int:year>/", holidays.EnterHolidays.as_view(), name="holidays_enter"),
    path("jobs/", jobs.Jobs.as_view(), name="jobs"),
    path("jobs/<uuid:pk>/", jobs.OneJob.as_view(), name="job"),
    path("audit/", trail.Trail.as_view(), name="audit"),
    path("audit/verify/", trail.Verify.as_view(), name="audit_verify"),
    path("keys/", keys.Keys.as_view(), name="keys"),
]
