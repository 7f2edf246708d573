"""Forms of accounts, posts, duties and terms."""
from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core import cleaning
from gonghui.core.accounts import Account
from gonghui.core.fields import Cleaned
from gonghui.core.flow import spoken
from gonghui.core.forms import Day, Finder, ScopedForm, styled
from gonghui.core.pages.acts import ActForm
from gonghui.registry.people.models import Person

from . import rules
from .models import Duty, Post, Term, account_called


def day_field(label, **options):
    return forms.DateField(label=label, widget=Day, **{"initial": localdate, **options})


class Username(forms.CharField):
    """An account, named by its user name."""

    def __init__(self, **options):
        super().__init__(**{"label": _("账号（用户名）"), "max_length": 60, **options})

    def clean(self, value):
        account = account_called(super().clean(value))
        if account is None:
            raise ValidationError(_("没有这个用户名，或账号已停用；请先开立账号。"))
        return account


class AccountForm(forms.ModelForm):
    """Opening an account: who, and by which name he signs in. The first password is made by the program."""

    class Meta:
        model = Account
        fields = ["name", "username", "phone"]
        help_texts = {"username": _("登录用，字母和数字，全系统不重复。")}
        error_messages = {"username": {"unique": _("这个用户名已有人使用，请换一个。")}}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["phone"] = Cleaned(clean=cleaning.phone, label=_("手机号码"))
        styled(self)

    @property
    def parts(self):
        return [("", self.visible_fields())]


class PostForm(ScopedForm):
    account = Username()

    class Meta:
        model = Post
        fields = ["account", "org", "role", "first", "document"]
        widgets = {"org": Finder("orgs"), "role": forms.Select}


class EndForm(ActForm):
    last = day_field(_("最后一天"))
    note = forms.CharField(label=_("原因"), max_length=200)


class HandOverForm(ActForm):
    account = Username(label=_("接任账号（用户名）"))
    first = day_field(_("从哪一天起接任"))
    document = forms.CharField(label=_("依据"), max_length=80, required=False)


class DutyForm(ScopedForm):
    class Meta:
        model = Duty
        fields = ["org", "person", "name", "position", "full_time", "first_on", "last_on", "document", "phone",
                  "allowance"]
        widgets = {"org": Finder("orgs"), "person": Finder("people")}
        help_texts = {"person": _("是会员的，从名册中选取；不在名册中的，只填姓名。")}

    def clean(self):
        said = super().clean()
        if person := said.get("person"):
            for reason in spoken(rules.reasons_against_name(said.get("name", ""), person.name)):
                self.add_error("name", reason)
        return said


class LeaveForm(ActForm):
    last_on = day_field(_("离任日期"))
    document = forms.CharField(label=_("免职文号或说明"), max_length=80, required=False)


class SucceedForm(ActForm):
    """Who takes over a duty; the one who held it leaves the day before."""

    picks = {"person": Person}
    person = forms.ModelChoiceField(None, label=_("会员"), widget=Finder("people"), required=False)
    name = Cleaned(clean=cleaning.person_name, label=_("接任者姓名"))
    full_time = forms.BooleanField(label=_("专职"), required=False)
    on = day_field(_("任职日期"))
    document = forms.CharField(label=_("任免文号"), max_length=80, required=False)


class TermForm(ScopedForm):
    class Meta:
        model = Term
        fields = ["org", "number", "first_on", "due_on", "document"]
        widgets = {"org": Finder("orgs")}
