"""Reading a protected field: a reason first, an audit entry, then the value, once, on a page no cache keeps."""
from django import forms
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import audit
from ..forms import styled
from .doors import REVEALED
from .page import Page


class Reason(forms.Form):
    reason = forms.CharField(label=gettext_lazy("查看理由"), min_length=4, max_length=200,
                             help_text=gettext_lazy("写明办什么事要用，如“办理互助保障理赔”。理由和您的姓名会记入审计记录。"))

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        styled(self)


class Reveal(Page):
    """`<uuid:pk>/reveal/<slug:field>/`, named `reveal`. fields: {name: (label, function(obj) → text)}."""

    fields = {}
    template = "pages/reveal.html"

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        REVEALED[cls.model] = {name: label for name, (label, _read) in cls.fields.items()}

    def get(self, request, pk, field):
        return self._show(self.one(pk), field, Reason())

    def post(self, request, pk, field):
        obj, form = self.one(pk), Reason(request.POST)
        _label, read = self._field(field)
        if not form.is_valid():
            return self._show(obj, field, form, status=422)
        audit.reveal(self.scope, obj, field, form.cleaned_data["reason"])
        return self._show(obj, field, form, value=read(obj) or _("没有登记"))

    def _field(self, name):
        if name not in self.fields:
            raise Http404(_("没有这一项。"))
        return self.fields[name]

    def _show(self, obj, field, form, status=200, value=""):
        label, _read = self._field(field)
        response = self.show(self.template, status, obj=obj, form=form, label=label, value=value,
                             title=_("查看%(label)s：%(name)s") % {"label": label, "name": obj},
                             sheet=self.sheet_of(obj))
        response["Cache-Control"] = "no-store"
        return response
