"""Taking a step of a record's flow: a small form with the day and the note, then the step or the reasons why not."""
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..flow import Refused
from ..forms import Day, styled
from .page import Page


class StepForm(forms.Form):
    """The day in the world on which the step was taken, and why; before them what the step asks for."""

    on = forms.DateField(label=gettext_lazy("办理日期"), initial=localdate, widget=Day,
                         help_text=gettext_lazy("实际办理的那一天；补录时填当时的日期。"))
    note = forms.CharField(label=gettext_lazy("说明"), required=False, max_length=500,
                           widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, step=None, obj=None, **options):
        super().__init__(*args, **options)
        self.fields["note"].required = bool(step and step.needs_note)
        for name in step.asks if step else ():
            self.fields[name] = obj._meta.get_field(name).formfield(required=True, initial=getattr(obj, name))
        self.order_fields(step.asks if step else ())
        styled(self)


class TakeStep(Page):
    """`<uuid:pk>/<slug:step>/`: GET shows the form (as a page, or as a part of the sheet), POST takes the step."""

    template = "pages/step.html"

    def get(self, request, pk, step):
        obj, step = self.one(pk), self._step(step)
        open_steps = {open_step.name: reasons for open_step, reasons in self.model.flow.open_to(obj, self.scope)}
        reasons = open_steps.get(step.name, [_moved_on(step)])
        return self._show(obj, step, StepForm(step=step, obj=obj), reasons)

    def post(self, request, pk, step):
        obj, step = self.one(pk), self._step(step)
        form = StepForm(request.POST, step=step, obj=obj)
        if not form.is_valid():
            return self._show(obj, step, form, [], status=422)
        try:
            self.take(obj, step, form.cleaned_data)
        except (Refused, ValidationError) as refused:
            if not self._second_click(obj, step):
                reasons = getattr(refused, "reasons", None) or refused.messages
                return self._show(obj, step, form, reasons, status=422)
        messages.success(request, _("已办理“%s”。") % step.label)
        return HttpResponseRedirect(self.sheet_of(obj))

    def take(self, obj, step, said):
        """Takes the step; an action takes its place where more than one record changes."""
        self.model.flow.take(obj, step.name, scope=self.scope, **said)

    def _step(self, name):
        step = self.model.flow.steps.get(name)
        if step is None:
            raise Http404(_("没有这一步。"))
        self.scope.require(step.permission)
        return step

    def _second_click(self, obj, step):
        """Whether the same person took this very step a moment ago: then a second click has nothing to say."""
        from ..audit import Entry

        last = self.scope.rows(Entry).filter(record=obj.pk).order_by("-id").first()
        return bool(last and last.act == step.name and last.by_id == self.scope.account_id
                    and getattr(self.one(obj.pk), self.model.flow.field) == step.target)

    def _show(self, obj, step, form, reasons, status=200):
        template = "pages/_step.html" if self.fragment("step") else self.template
        return self.show(template, status, obj=obj, step=step, form=form, reasons=reasons,
                         title=f"{step.label}：{obj}", sheet=self.sheet_of(obj), action=self.request.path)


def _moved_on(step):
    return _("当前状态不能办理“%s”，请刷新页面看最新情况。") % step.label
