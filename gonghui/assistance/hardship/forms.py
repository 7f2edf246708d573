"""Forms of hardship files and of what is put into them."""
from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core import cleaning
from gonghui.core.cleaning import MASKED, masked
from gonghui.core.fields import Cleaned, mask_last4
from gonghui.core.flow import spoken
from gonghui.core.forms import Day, Finder, ScopedForm, styled
from gonghui.core.pages.acts import ActForm

from . import rules, words
from .models import Check, Consent, Evidence, Exclusion, Expense, File, Income, Member, Visit

NOBODY_IN_REACH = _("按姓名或证件号码后四位查找；名册中没有的，请先在“职工与会员”登记。")


class FileForm(ScopedForm):
    other_causes = forms.MultipleChoiceField(label=_("次要致困原因"), choices=words.CAUSES, required=False,
                                             widget=forms.CheckboxSelectMultiple, help_text=_("最多三项。"))
    groups = (
        (_("申请"), ("person", "org", "applied_on", "level", "civil_class")),
        (_("致困原因"), ("main_cause", "other_causes", "circumstances")),
        (_("工作"), ("work_state", "model_worker", "employer_name", "unit_kind", "unit_state")),
        (_("家庭"), ("marriage", "registration", "single_parent", "none_employed", "able")),
        (_("住房与联系"), ("housing", "floor_area", "address", "phone")),
    )

    class Meta:
        model = File
        fields = ["person", "org", "applied_on", "level", "civil_class", "main_cause", "other_causes", "circumstances",
                  "work_state", "model_worker", "employer_name", "unit_kind", "unit_state", "marriage", "registration",
                  "single_parent", "none_employed", "able", "housing", "floor_area", "address", "phone"]
        widgets = {"person": Finder("people"), "org": Finder("orgs"),
                   "circumstances": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"person": NOBODY_IN_REACH}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.instance._state.adding:
            del self.fields["person"]

    def clean(self):
        said = super().clean()
        causes = said.get("main_cause", ""), said.get("other_causes", [])
        for reason in spoken(rules.reasons_against_causes(*causes)):
            self.add_error("other_causes", reason)
        if said.get("applied_on") and said["applied_on"] > localdate():
            self.add_error("applied_on", _("日期不能晚于今天。"))
        return said


class _PartForm(ScopedForm):
    """A row of a file: what points to a member offers the file's own."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if "member" in self.fields:
            field = self.fields["member"]
            field.queryset = field.queryset.filter(file=self.instance.file_id, last_on=None).order_by("id")


class MemberForm(_PartForm):
    id_number = Cleaned(clean=masked(cleaning.document_number), label=_("证件号码"))
    field_order = ["name", "relation", "id_number"]

    class Meta:
        model = Member
        fields = ["name", "relation", "born_on", "health", "disability", "insurance", "work_state", "unit", "stage",
                  "entered_in"]
        help_texts = {"disability": _("如“肢体 二级”；没有残疾的不填。"), "stage": _("在读学生填写。")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["id_number"] = mask_last4(self.instance.id_number)
        styled(self)

    def clean(self):
        said = super().clean()
        number = said.get("id_number", MASKED)
        if number != MASKED:
            self.instance.id_number = number
        if len(self.instance.id_number) == 18:
            said["born_on"] = cleaning.born_on(self.instance.id_number)
        return said


class IncomeForm(_PartForm):
    class Meta:
        model = Income
        fields = ["member", "kind", "year", "amount", "note"]


class ExpenseForm(_PartForm):
    class Meta:
        model = Expense
        fields = ["kind", "year", "amount", "note"]


class EvidenceForm(_PartForm):
    class Meta:
        model = Evidence
        fields = ["kind", "received_on", "note"]


class ConsentForm(_PartForm):
    class Meta:
        model = Consent
        fields = ["member", "kind", "guardian", "given_on", "withdrawn_on"]
        help_texts = {"guardian": _("监护人代未成年人签署的填写。")}


class ExclusionForm(_PartForm):
    class Meta:
        model = Exclusion
        fields = ["item", "hit", "grounds", "checked_on"]


class VisitForm(_PartForm):
    class Meta:
        model = Visit
        fields = ["on", "visitors", "met", "findings"]
        widgets = {"findings": forms.Textarea(attrs={"rows": 5})}


class CheckForm(_PartForm):
    class Meta:
        model = Check
        fields = ["asked_on", "answered_on", "result", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}


class AssessForm(ActForm):
    on = forms.DateField(label=_("测算日期"), initial=localdate, widget=Day(), help_text=_("按这一天有效的标准测算。"))
    year = forms.IntegerField(label=_("收支年度"), min_value=1990, max_value=2100)
    category = forms.ChoiceField(label=_("评定类别"), required=False, choices=[])
    note = forms.CharField(label=_("与测算不一致的理由"), required=False, max_length=500,
                           widget=forms.Textarea(attrs={"rows": 3}))

    SAME, NONE = "", "none"

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        known = [(code, name) for code, name, _version in words.CATEGORIES]
        self.fields["category"].choices = [(self.SAME, _("同测算结果")), *known, (self.NONE, _("不符合困难标准"))]
        self.fields["year"].initial = (
            self.obj.incomes.order_by("-year").values_list("year", flat=True).first() or localdate().year)

    def clean_category(self):
        """None: as the rule proposes; "": none."""
        said = self.cleaned_data["category"]
        return None if said == self.SAME else "" if said == self.NONE else said

    def clean_on(self):
        if self.cleaned_data["on"] > localdate():
            raise forms.ValidationError(_("日期不能晚于今天。"))
        return self.cleaned_data["on"]


class PaperForm(ActForm):
    file = forms.FileField(label=_("照片或扫描件"), help_text=_("照片（jpg、png）、扫描件（pdf）或Word文件。"))
