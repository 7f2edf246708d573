"""Standards: what the law and the office set, from which day, on whose authority; and a new value."""
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core import standards
from gonghui.core.forms import styled
from gonghui.core.pages import Page
from gonghui.core.standards import KEYS, Standard


class Standards(Page):
    """Every key with the value in force on a day, and the values before and after it."""

    title = gettext_lazy("标准")
    permission = "standards.view"

    def get(self, request):
        county = request.acting.county
        there = standards.in_force(localdate(), county.division_id)
        history = standards.history(county.division_id)
        lines = [(key, meaning, there.get(key), history.get(key, [])) for key, meaning in KEYS.items()]
        return self.show("shell/standards.html", may_add=self.scope.can("standards.edit"), lines=lines)


class StandardForm(forms.ModelForm):
    key = forms.ChoiceField(label=gettext_lazy("项目"), choices=[(key, meaning.label) for key, meaning in KEYS.items()])

    class Meta:
        model = Standard
        fields = ["key", "value", "text", "division", "first", "citation", "verified", "note"]
        help_texts = {
            "text": gettext_lazy("数值不是一个数时才填，如“三年或者五年”。"),
            "first": gettext_lazy("从这一天起按新标准办理；以前的记录仍按当时的标准。"),
        }

    def __init__(self, *args, county, **options):
        super().__init__(*args, **options)
        division = self.fields["division"]
        division.queryset = division.queryset.filter(code__startswith=county.division_id).order_by("code")
        division.required = True
        division.initial = county.division_id
        styled(self)

    @property
    def parts(self):
        return [("", self.visible_fields())]


class AddStandard(Page):
    title = gettext_lazy("录入标准")
    permission = "standards.edit"

    def get(self, request):
        initial = {"key": request.GET.get("key"), "first": localdate()}
        return self._show(StandardForm(county=request.acting.county, initial=initial))

    def post(self, request):
        form = StandardForm(request.POST, county=request.acting.county)
        if form.is_valid():
            standard = form.instance
            standard.unit = KEYS[standard.key].unit
            try:
                standards.add(self.scope, standard)
            except ValidationError as refused:
                form.add_error(None, refused.messages)
            else:
                messages.success(request, _("已录入：%s") % standard)
                return HttpResponseRedirect(reverse("standards"))
        return self._show(form, status=422)

    def _show(self, form, status=200):
        return self.show("pages/form.html", status, form=form, cancel=reverse("standards"))
