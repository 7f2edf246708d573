"""Forms of decisions, allocations, pay runs and their lines."""
from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.core import cleaning
from gonghui.core.fields import Cleaned, Yuan
from gonghui.core.flow import spoken
from gonghui.core.forms import Finder, ScopedForm
from gonghui.core.pages.acts import ActForm
from gonghui.registry.people.models import Person

from . import codes, rules
from .models import Allocation, Decision, PayLine, PayRun, SettingAside


class DecisionForm(ScopedForm):
    class Meta:
        model = Decision
        fields = ["body", "held_on", "number", "subject", "org"]
        widgets = {"org": Finder("orgs")}


class AllocationForm(ScopedForm):
    groups = ((_("资金"), ("source", "document", "amount", "decision", "org")),
              (_("用途和期限"), ("purpose", "programmes", "valid_from", "valid_to", "national_only", "restriction")),
              (_("捐赠"), ("donor", "receipt")))
    programmes = forms.MultipleChoiceField(
        label=_("限用项目"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("专款勾选只许用于哪些项目；都不勾，各项目都可用。"))

    class Meta:
        model = Allocation
        fields = ["source", "document", "amount", "decision", "org", "purpose", "programmes", "valid_from", "valid_to",
                  "national_only", "restriction", "donor", "receipt"]
        widgets = {"org": Finder("orgs")}
        help_texts = {"national_only": _("中央和省级财政资金一般只用于国家级档案。"),
                      "donor": _("只有社会捐赠填写。"), "decision": _("先在“会议决定”里登记会议纪要。")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["programmes"].choices = codes.known_programmes(self.scope)

    def clean(self):
        said = super().clean()
        for reason in spoken(rules.reasons_against_days(said.get("valid_from"), said.get("valid_to"))):
            self.add_error("valid_to", reason)
        if "source" in said:
            against = rules.reasons_against_donor(said["source"], said.get("donor", ""), said.get("receipt", ""))
            for reason in spoken(against):
                self.add_error("donor", reason)
        return said


class AsideForm(ScopedForm):
    programme = forms.ChoiceField(label=_("帮扶项目"))

    class Meta:
        model = SettingAside
        fields = ["purpose", "programme", "allocation", "amount", "decision", "org"]
        widgets = {"org": Finder("orgs")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["programme"].choices = [("", ""), *codes.known_programmes(self.scope)]
        usable = self.fields["allocation"].queryset
        self.fields["allocation"].queryset = usable.filter(status=Allocation.Status.APPROVED)


class RunForm(ScopedForm):
    programme = forms.ChoiceField(label=_("帮扶项目"))

    class Meta:
        model = PayRun
        fields = ["title", "programme", "season", "allocation", "aside", "decision", "org"]
        widgets = {"org": Finder("orgs")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["programme"].choices = [("", ""), *codes.known_programmes(self.scope)]
        usable = self.fields["allocation"].queryset
        self.fields["allocation"].queryset = usable.filter(status=Allocation.Status.APPROVED)
        if self.instance.fixed:
            for name in ("programme", "season", "allocation", "aside", "decision"):
                del self.fields[name]


class NameForm(ActForm):
    """One more name on a list."""

    picks = {"person": Person}
    person = forms.ModelChoiceField(None, label=_("职工"), widget=Finder("people"), required=False)
    payee = Cleaned(clean=cleaning.person_name, label=_("姓名"))
    id_number = Cleaned(clean=cleaning.document_number, label=_("身份证号"))
    employer = Cleaned(clean=cleaning.words(120), label=_("工作单位"))
    category = Cleaned(clean=cleaning.words(40), label=_("困难类别"))
    amount = Yuan(clean=cleaning.required(cleaning.fen), label=_("金额（元）"))
    bank = Cleaned(clean=cleaning.words(60), label=_("开户行"))
    account = Cleaned(clean=cleaning.bank_card, label=_("银行账号"))
    phone = Cleaned(clean=cleaning.phone, label=_("联系电话"))
    proxy = Cleaned(clean=cleaning.words(60), label=_("代领人及关系"))
    note = Cleaned(clean=cleaning.words(120), label=_("备注"))


class LineForm(ScopedForm):
    """A name on a list, corrected. A hidden number that comes back means unchanged."""

    account = Cleaned(clean=cleaning.masked(cleaning.bank_card), label=_("银行账号"))
    id_number = Cleaned(clean=cleaning.masked(cleaning.document_number), label=_("身份证号"))
    payee = Cleaned(clean=cleaning.person_name, label=_("姓名"))
    phone = Cleaned(clean=cleaning.phone, label=_("联系电话"))

    class Meta:
        model = PayLine
        fields = ["payee", "id_number", "employer", "category", "amount", "bank", "account", "phone", "proxy", "note"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["account"].initial = self.instance.masked_account
        self.fields["id_number"].initial = self.instance.masked_id

    def _post_clean(self):
        super()._post_clean()
        for name in ("account", "id_number"):
            if self.cleaned_data.get(name, cleaning.MASKED) != cleaning.MASKED:
                setattr(self.instance, name, self.cleaned_data[name])


class AgainForm(ActForm):
    """What is put right on a payment that came back."""

    payee = Cleaned(clean=cleaning.person_name, label=_("姓名"))
    bank = Cleaned(clean=cleaning.words(60), label=_("开户行"))
    account = Cleaned(clean=cleaning.required(cleaning.masked(cleaning.bank_card)), label=_("银行账号"))

    def __init__(self, *args, obj, **options):
        first = {"payee": obj.payee, "bank": obj.bank, "account": obj.masked_account}
        super().__init__(*args, obj=obj, initial=first, **options)

    def clean(self):
        said = super().clean()
        if said.get("account") == cleaning.MASKED:
            del said["account"]
        return said


class ResultForm(ActForm):
    file = forms.FileField(label=_("银行结果文件"), help_text=_("表格须有“序号、金额、结果”三列，可有“日期、原因”；结果写“成功”或“失败”。"))


class ListForm(ActForm):
    file = forms.FileField(label=_("名单"), help_text=_("表格须有“姓名、金额”两列，可有身份证号、工作单位、困难类别、开户行、银行账号、联系电话、代领人及关系、备注。"))


class MinutesForm(ActForm):
    file = forms.FileField(label=_("会议纪要"), help_text=_("扫描件（pdf、jpg、png）或Word文件。"))
