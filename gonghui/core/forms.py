"""Forms: drop-downs narrowed to the scope, the look of the program's fields, the day and the finder widgets."""
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .county import CountyModel

LOOKS = {
    forms.Select: "form-select",
    forms.CheckboxInput: "form-check-input",
    forms.RadioSelect: "choices",
    forms.CheckboxSelectMultiple: "choices",
}


class Day(forms.DateInput):
    """The browser's own date field, filled as 2010-04-30."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class Finder(forms.TextInput):
    """Picks one of many rows: what is typed is looked for by the section's search (`core.search`), one is clicked.

    finds: the name under which the search is registered ("people", "orgs").
    """

    template_name = "forms/finder.html"
    choices: Any  # the field's, set by it

    def __init__(self, finds, attrs=None):
        super().__init__(attrs)
        self.finds = finds

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        chosen = self.choices.queryset.filter(pk=value).first() if value else None
        return context | {"find": reverse("find", args=[self.finds]), "chosen": chosen or ""}


class ScopedForm(forms.ModelForm):
    """A form of a county's record. Choices of another record are those of the scope, so that a drop-down never
    shows, and a crafted request never saves, a row of someone else's.

    `groups`: ((title, (field names)), …) where the fields fall into parts.
    """

    groups = ()

    def __init__(self, *args, scope, **options):
        self.scope = scope
        super().__init__(*args, **options)
        self.instance.county_id = self.instance.county_id or scope.county_id
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField) and issubclass(field.queryset.model, CountyModel):
                field.queryset = scope.narrow(field.queryset)
        styled(self)

    def _get_validation_exclusions(self):
        # The county is set, not typed; without it Django would skip every unique rule, as each contains it.
        return super()._get_validation_exclusions() - {"county"}

    @property
    def parts(self):
        """[(title, [bound fields])]: the fields as the page draws them."""
        if not self.groups:
            return [("", self.visible_fields())]
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.groups]


def styled(form):
    """Gives every field of a form the program's look; a day gets the browser's date field."""
    for field in form.fields.values():
        if type(field.widget) is forms.DateInput:
            field.widget = Day()
        if isinstance(field, forms.ModelChoiceField) and field.empty_label is not None:
            field.empty_label = _("请选择") if field.required else ""
        choices = list(getattr(field, "choices", ())) if not hasattr(field, "queryset") else []
        if choices and choices[0][0] == "":
            field.choices = [("", _("请选择") if field.required else ""), *choices[1:]]
        look = next((css for kind, css in LOOKS.items() if isinstance(field.widget, kind)), "form-control")
        known = field.widget.attrs.get("class", "")
        if look not in known.split():
            field.widget.attrs["class"] = f"{known} {look}".strip()
