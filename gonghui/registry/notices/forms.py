"""Forms of notices, of their lines and of objections."""
from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core import cleaning
from gonghui.core.fields import Cleaned
from gonghui.core.flow import spoken
from gonghui.core.forms import Finder, ScopedForm
from gonghui.core.pages.acts import ActForm

from . import rules
from .models import Line, Notice

MATTER_HINT = _("会写在公示上，如“相对困难”“救助金1,200元”；不写证件号码、银行账号和健康状况。")


class NoticeForm(ScopedForm):
    groups = ((_("公示"), ("title", "kind", "org", "matter")), (_("张贴与异议"), ("place", "phone")))

    class Meta:
        model = Notice
        fields = ["title", "kind", "org", "matter", "place", "phone"]
        widgets = {"org": Finder("orgs"), "matter": forms.Textarea(attrs={"rows": 2})}

    def clean(self):
        said = super().clean()
        for name, rule in (("title", rules.reasons_against_words), ("matter", rules.reasons_against_words),
                           ("place", rules.reasons_against_digits)):
            for reason in spoken(rule(said.get(name) or "")):
                self.add_error(name, reason)
        return said


class LineFields(forms.Form):
    """What a line of a notice says, and the rules that it obeys wherever it is typed."""

    name = Cleaned(clean=cleaning.person_name, label=_("姓名"),
                   help_text=_("照实填写，公示时自动隐去名字中的字；未满18周岁的，写监护人的姓名。"))
    employer = Cleaned(clean=cleaning.words(rules.WORDS), label=_("单位"))
    matter = Cleaned(clean=cleaning.words(rules.WORDS), label=_("公示内容"), help_text=MATTER_HINT)
    consent_on = forms.DateField(label=_("同意公示日期"), required=False,
                                 help_text=_("本人在公示同意书上签字的日期；没有登记的，不能张贴。"))

    def clean(self):
        said = super().clean()
        for name, reasons in (
                ("employer", rules.reasons_against_digits(said.get("employer") or "")),
                ("matter", rules.reasons_against_words(said.get("matter") or "")),
                ("consent_on", rules.reasons_against_consent(said.get("consent_on"), localdate()))):
            for reason in spoken(reasons):
                self.add_error(name, reason)
        return said


class LineForm(LineFields, ActForm):
    """A line written by hand."""

    adult = forms.BooleanField(label=_("已核对：公示的是成年人"))


class EditLineForm(LineFields, ScopedForm):
    class Meta:
        model = Line
        fields = ["name", "employer", "matter", "consent_on"]


class ConsentForm(ActForm):
    """Who has signed, of those on a draft whose consent is not recorded."""

    consent_on = forms.DateField(label=_("同意公示日期"), initial=localdate, help_text=_("本人在公示同意书上签字的日期。"))
    lines = forms.ModelMultipleChoiceField(None, label=_("已签公示同意书的人"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        waiting = self.scope.rows(Line).filter(notice=self.obj, consent_on=None).order_by("number")
        self.fields["lines"].queryset = waiting

    def clean_consent_on(self):
        day = self.cleaned_data["consent_on"]
        if reasons := spoken(rules.reasons_against_consent(day, localdate())):
            raise forms.ValidationError(reasons)
        return day


class ObjectionForm(ActForm):
    received_on = forms.DateField(label=_("收到日期"), initial=localdate)
    text = forms.CharField(label=_("异议内容"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    from_name = Cleaned(clean=cleaning.words(40), label=_("提出人"), help_text=_("匿名提出的不填。"))
    phone = Cleaned(clean=cleaning.phone, label=_("联系电话"))
