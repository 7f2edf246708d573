"""Forms of activities, of the names on their lists and of their photographs and papers."""
from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.core import cleaning
from gonghui.core.fields import Cleaned
from gonghui.core.flow import spoken
from gonghui.core.forms import Finder, ScopedForm
from gonghui.core.pages.acts import ActForm
from gonghui.registry.people.models import Person

from . import rules
from .models import Activity

COUNTED = ("org", "kind", "counted_by", "heads")  # what figures stand on: a correction reopens the activity first


class ActivityForm(ScopedForm):
    groups = ((_("活动"), ("kind", "theme", "org", "first_on", "last_on", "place", "audience", "partners")),
              (_("人数与费用"), ("counted_by", "heads", "hours", "cost")), (_("内容"), ("summary",)))

    class Meta:
        model = Activity
        fields = ["kind", "theme", "org", "first_on", "last_on", "place", "audience", "partners", "counted_by",
                  "heads", "hours", "cost", "summary"]
        widgets = {"org": Finder("orgs"), "summary": forms.Textarea(attrs={"rows": 4}),
                   "counted_by": forms.RadioSelect}
        help_texts = {"heads": _("只填人数的活动在这里填写；登记名单的活动不填，人数由名单得出。")}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not self.instance.open:
            for name in COUNTED:
                del self.fields[name]

    def clean(self):
        said = super().clean()
        if "counted_by" in said:
            listed = not self.instance._state.adding and self.instance.attendances.exists()
            for reason in spoken(rules.reasons_against_counts(said["counted_by"], said.get("heads"), listed)):
                self.add_error("heads" if said.get("heads") is not None else "counted_by", reason)
        if said.get("first_on"):
            for reason in spoken(rules.reasons_against_days(said["first_on"], said.get("last_on"))):
                self.add_error("last_on", reason)
        return said


class EnrolForm(ActForm):
    picks = {"person": Person}
    person = forms.ModelChoiceField(None, label=_("会员"), widget=Finder("people"), required=False,
                                    help_text=_("是会员的，从名册中选取；不在名册中的，只填姓名和单位。"))
    name = Cleaned(clean=cleaning.person_name, label=_("姓名"))
    employer = Cleaned(clean=cleaning.words(120), label=_("单位"))
    position = Cleaned(clean=cleaning.words(60), label=_("职务"))
    present = forms.BooleanField(label=_("已到场"), required=False)
    certificate = Cleaned(clean=cleaning.words(40), label=_("证书编号"))


class PaperForm(ActForm):
    file = forms.FileField(label=_("照片或材料"), help_text=_("照片（jpg、png）、扫描件（pdf）或Word文件。"))
