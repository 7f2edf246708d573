"""Accounts and roles: who signs in. What an account may do follows from the post it acts in."""
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.apps import apps
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from . import audit


class Accounts(BaseUserManager):
    def create_user(self, username, password, **fields):
        account: Any = self.model(username=username, **fields)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """One person's way in. It carries no right of its own: rights come with posts."""

    last_login = None  # a row that every sign-in writes would be hot; the audit trail holds it

    username = models.CharField(_("用户名"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField(_("姓名"), max_length=40)
    phone = models.CharField(_("手机号码"), max_length=20, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    password_given = models.BooleanField(_("首次登录须改密码"), default=False, editable=False)
    made_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    language = models.CharField(_("界面语言"), max_length=10, default="zh-hans")

    USERNAME_FIELD = "username"
    objects = Accounts()

    class Meta:
        verbose_name = _("账号")

    def __str__(self):
        return self.name or self.username

    def has_perm(self, perm, obj=None):
        """Django's own permissions are not used: see `core.scope.Scope.can`."""
        return False

    def has_module_perms(self, app_label):
        return False


class Role(models.Model):
    """角色: a named set of permissions. Rows, not code: an office may change what a role holds."""

    code = models.SlugField(_("代码"), primary_key=True)
    name = models.CharField(_("名称"), max_length=40)
    name_en = models.CharField(_("英文名称"), max_length=60)
    permissions = models.JSONField(_("权限"), default=list)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("角色")
        ordering = ["order", "code"]

    def __str__(self):
        """Its name in the reader's language: roles are rows, so the catalogue does not hold them."""
        return self.name_en if (get_language() or "").startswith("en") else self.name


def name_tried(request, credentials=None):
    """The user name that somebody tries to sign in with: what lock-out counts by. Signing in looks at neither case nor
    blanks around it, so neither buys a fresh row of tries."""
    tried = (credentials or {}).get("username") or request.POST.get("login", "")
    return tried.strip().upper().lower()


class Closed(DefaultAccountAdapter):
    """Nobody makes an account for himself: the office's administrator does."""

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **options):
        """Writes the sign-in down, in the trail of the county whose post the account acts in, and brings the person's
        language to this browser."""
        if post := apps.get_model(settings.POST_MODEL).acting(user):
            audit.record(post.scope(), "sign_in", model="core.account")
        response = super().post_login(request, user, **options)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax")
        return response
