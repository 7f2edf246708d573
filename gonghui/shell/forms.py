"""Signing in and changing one's password, in the officers' words."""
from allauth.account.forms import ChangePasswordForm, LoginForm
from django.utils.translation import gettext_lazy as _

from gonghui.core.forms import styled


class SignIn(LoginForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["login"].label = _("用户名")
        self.fields["password"].label = _("密码")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
            self.fields[name].help_text = ""
        self.fields.pop("remember", None)
        styled(self)


class OwnPassword(ChangePasswordForm):
    """The new password is the person's own: from now on nobody else has known it."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        labels = {"oldpassword": _("现在的密码"), "password1": _("新密码"), "password2": _("再输一遍新密码")}
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)
        self.fields["oldpassword"].help_text = ""
        styled(self)

    def save(self):
        self.user.password_given = False
        super().save()
