"""Forms of unions and employers, and of the acts on the tree."""
from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core import cleaning
from gonghui.core.fields import Cleaned, mask_last4
from gonghui.core.forms import Day, Finder, ScopedForm
from gonghui.core.pages.acts import ActForm

from .codes import Kind
from .models import Cover, Employer, Org, OrgPlace

FOUNDING = ("name", "kind", "division", "approval_number", "elected_on")
CONTACT = ("address", "phone", "employer_kind", "industry")
COUNTS = ("workers", "workers_women", "workers_migrant", "workers_dispatched", "members", "members_women",
          "members_migrant", "members_dispatched", "counted_on")
COMMITTEES = ("committee_size", "has_audit", "has_women", "has_mediation", "has_protection")
LEGAL = ("bank", "account_name", "account_number", "legal_code", "legal_number", "legal_first", "legal_last")


def day_field(label, **options):
    return forms.DateField(label=label, widget=Day, **options)


class OrgForm(ScopedForm):
    """The union's facts. The bank account shows its last four places; left as it stands it stays unchanged."""

    account_number = Cleaned(clean=cleaning.masked(cleaning.bank_card), label=_("银行账号"),
                             help_text=_("加密保存；带*的内容不改动。"))
    groups = ((_("基本情况"), ("parent", "founded_on", *FOUNDING)), (_("联系与单位"), CONTACT), (_("职工与会员"), COUNTS),
              (_("委员会"), COMMITTEES), (_("账户与法人资格"), LEGAL))

    class Meta:
        model = Org
        fields = [*FOUNDING, *CONTACT, *COUNTS, *COMMITTEES, *(name for name in LEGAL if name != "account_number")]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        here = self.fields["division"]
        here.queryset = here.queryset.filter(code__startswith=self.instance.county.division_id)
        self.fields["account_number"].initial = mask_last4(self.instance.account_number)
        if not self.instance._state.adding:
            del self.fields["name"]  # a new name has a day: see RenameForm
        self.fields["kind"].choices = [(code, name) for code, name in self.fields["kind"].choices if self._fits(code)]

    def _fits(self, kind):
        """There is one county federation, made with the county."""
        return (kind == Kind.COUNTY) == (not self.instance._state.adding and self.instance.kind == Kind.COUNTY)

    def clean_account_number(self):
        number = self.cleaned_data["account_number"]
        if number != cleaning.MASKED:
            self.instance.account_number = number
        return number


class PrepareForm(OrgForm):
    """A union to be founded, and the one above it."""

    parent = OrgPlace._meta.get_field("parent").formfield(widget=Finder("orgs"), required=True)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["parent"].queryset = self.fields["parent"].queryset.filter(dissolved_on=None)


class RegisterForm(PrepareForm):
    """A union founded before the office began to keep its records here."""

    founded_on = day_field(_("成立日期"), help_text=_("以批复或选举大会的日期为准。"))


class EmployerForm(ScopedForm):
    groups = ((_("基本情况"), ("name", "credit_code", "old_code", "org", "kind", "industry", "workers")),
              (_("联系"), ("division", "address", "head", "contact", "phone", "closed_on")))

    class Meta:
        model = Employer
        fields = ["name", "credit_code", "old_code", "org", "kind", "industry", "workers", "division", "address",
                  "head", "contact", "phone", "closed_on"]
        widgets = {"org": Finder("orgs")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        here = self.fields["division"]
        here.queryset = here.queryset.filter(code__startswith=self.instance.county.division_id)


class MoveForm(ActForm):
    """Under which union it stands from now on, and since which day."""

    picks = {"parent": Org}
    parent = forms.ModelChoiceField(None, label=_("新的上级工会"), widget=Finder("orgs"))
    on = day_field(_("从哪一天起"), initial=localdate, help_text=_("这一天以前的统计仍归原来的上级工会。"))
    note = forms.CharField(label=_("依据或说明"), max_length=500)


class RenameForm(ActForm):
    name = Cleaned(clean=cleaning.required(cleaning.words(80)), label=_("新名称"))
    on = day_field(_("从哪一天起"), initial=localdate)
    document = forms.CharField(label=_("更名文号"), max_length=60, required=False)


class CoverForm(ActForm):
    picks = {"employer": Employer}
    employer = forms.ModelChoiceField(None, label=_("用人单位"), widget=Finder("employers"),
                                      help_text=_("还没有登记的单位，请先到“用人单位”新增。"))
    first = day_field(_("从哪一天起覆盖"), initial=localdate)


class UncoverForm(ActForm):
    picks = {"cover": Cover}
    cover = forms.ModelChoiceField(None, label=_("不再覆盖的单位"))
    last = day_field(_("覆盖到哪一天"), initial=localdate)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        field = self.fields["cover"]
        field.queryset = field.queryset.filter(org=self.obj, last=None).select_related("employer").order_by("first")
        field.label_from_instance = lambda row: row.employer.name
