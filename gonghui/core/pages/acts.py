"""An act on a record that needs more than a day and a note: a form of its own, then an action of the section."""
from django import forms
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from ..flow import Refused
from ..forms import styled
from .page import Page


class ActForm(forms.Form):
    """What an act asks for. `picks`: {field: model}, the fields that choose a row of the scope."""

    picks: dict = {}

    def __init__(self, *args, scope, obj, **options):
        self.scope, self.obj = scope, obj
        super().__init__(*args, **options)
        for name, model in self.picks.items():
            self.fields[name].queryset = scope.rows(model)  # type: ignore[attr-defined]
        styled(self)

    @property
    def parts(self):
        return [("", self.visible_fields())]


class Act(Page):
    """`<uuid:pk>/move/`: shows the form, then does what the section's `act` says, or tells why not.

    act(obj, said) does it, by an action of the section; said: the cleaned fields. Returns the sentence to show, or
    None for the usual one.
    """

    form_class = ActForm
    template = "pages/form.html"

    def act(self, obj, said):
        """Does it; each act says what."""
        raise ImproperlyConfigured(f"{type(self).__name__} does not say what it does (act)")

    def next_address(self, obj):
        return self.sheet_of(obj)

    def get(self, request, pk):
        obj = self.one(pk)
        return self._show(obj, self.form_class(scope=self.scope, obj=obj))

    def post(self, request, pk):
        obj = self.one(pk)
        form = self.form_class(request.POST, request.FILES, scope=self.scope, obj=obj)
        if form.is_valid() and (done := self._done(obj, form)):
            messages.success(request, done)
            return HttpResponseRedirect(self.next_address(obj))
        return self._show(obj, form, status=422)

    def _done(self, obj, form):
        try:
            with transaction.atomic():
                return self.act(obj, form.cleaned_data) or _("已办理：%s") % self.title
        except (ValidationError, Refused) as refused:
            for reason in getattr(refused, "reasons", None) or refused.messages:
                form.add_error(None, reason)
        return ""

    def _show(self, obj, form, status=200):
        return self.show(self.template, status, form=form, obj=obj, cancel=self.next_address(obj),
                         title=f"{self.title}：{obj}")
