"""The forms of a summary: its span and names, a section's text, an issue, a paper to be held against it."""
from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from gonghui.core.flow import spoken
from gonghui.core.forms import Day, ScopedForm, styled

from . import composing, rules
from .models import Section, Summary


class SummaryForm(ScopedForm):
    class Meta:
        model = Summary
        fields = ["title", "addressee", "first", "last", "names"]
        widgets = {"names": forms.Textarea(attrs={"rows": 4})}

    def clean(self):
        said = super().clean()
        if said.get("first") and said.get("last") and said["first"] > said["last"]:
            self.add_error("last", _("止期不能早于起期。"))
        return said


class SectionForm(ScopedForm):
    """A section as the officer reads it: figures by name. Kept by code."""

    class Meta:
        model = Section
        fields = ["place", "heading", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 14, "class": "summary-text"})}
        help_texts = {"text": _("数字不要手打：从右边选一个指标插入。要另算期间，在名称后写竖线和期间，如 {培训工会干部|7月}。")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["text"] = composing.named(self.instance.text)

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        if reasons := rules.broken_braces(text):
            raise forms.ValidationError(spoken(reasons))
        return composing.coded(text)


class IssueForm(forms.Form):
    on = forms.DateField(label=_("印发日期"), initial=localdate, widget=Day)
    zero_meant = forms.BooleanField(label=_("按零印发：没有记录的指标确实是零"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        styled(self)


class PaperForm(forms.Form):
    file = forms.FileField(label=_("文件"), help_text=_("本系统印发的 Word 或 PDF 文件，改动过的也可以。"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        styled(self)
