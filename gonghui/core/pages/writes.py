"""Adding and editing one record: one column, errors listed as links, and no click that counts twice."""
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from ..county import uuid7
from ..flow import Refused
from ..writing import Changed, values, write
from .page import Page
from .timeline import last_act

FRESH = timedelta(days=2)  # how long a form may lie open and still be saved under the id it was given


class _Form(Page):
    """What adding and editing share: the form is shown, checked, saved, or shown again with its errors."""

    form_class = None
    template = "pages/form.html"

    def form(self, instance, bound):
        return self.form_class(self.request.POST if bound else None, self.request.FILES if bound else None,
                               instance=instance, scope=self.scope)

    def save(self, form):
        """Writes the record; an action takes its place where more than one record changes. Returns nothing."""
        write(form.instance, scope=self.scope)

    def saved(self, form):
        """Whether it was saved; the reasons why not stand in the form. Half a save is never kept."""
        try:
            with transaction.atomic():
                self.save(form)
        except Changed:
            form.add_error(None, self.conflict(form.instance))
        except (ValidationError, Refused) as refused:
            for reason in getattr(refused, "reasons", None) or refused.messages:
                form.add_error(None, reason)
        return not form.errors

    def conflict(self, obj):
        return _("您填写期间，%s这条记录。您填的内容还在下面，请另开窗口核对最新内容后再改。") % last_act(obj, self.scope)

    def answer(self, obj, message):
        messages.success(self.request, message)
        return HttpResponseRedirect(self.next_address(obj))

    def next_address(self, obj):
        """Where the officer goes after saving: the record's sheet."""
        return self.sheet_of(obj)


class Add(_Form):
    """`add/`. The form carries the id its record will have, so a second click meets the first one's row."""

    def get(self, request):
        return self._show(self.form(self.fresh(uuid7()), bound=False))

    def post(self, request):
        form = self.form(self.fresh(self._given_id()), bound=True)
        if form.is_valid():
            if again := self.rows().filter(pk=form.instance.pk).first():
                return HttpResponseRedirect(self.next_address(again))
            try:
                if self.saved(form):
                    return self.answer(form.instance, _("已保存：%s") % form.instance)
            except IntegrityError:
                return self._second_click(form)
        return self._show(form, status=422)

    def fresh(self, pk):
        """The record before anything is typed: a section may set what it knows (its org, today's day)."""
        return self.model(id=pk, county_id=self.scope.county_id)

    def _given_id(self):
        """The id of the form, if it is one of ours of the last days; else a new one."""
        try:
            given = UUID(self.request.POST.get("_id", ""))
            made = datetime.fromtimestamp((given.int >> 80) / 1000, UTC)
        except (ValueError, OverflowError, OSError):
            return uuid7()
        fresh = given.version == 7 and abs(datetime.now(UTC) - made) < FRESH
        return given if fresh else uuid7()

    def _second_click(self, form):
        """Two clicks at one moment: the later one finds the row, or a rule of the database said no."""
        if first := self.rows().filter(pk=form.instance.pk).first():
            return HttpResponseRedirect(self.next_address(first))
        form.add_error(None, _("与已有的记录重复，没有保存。请先查找这条记录。"))
        return self._show(form, status=422)

    def _show(self, form, status=200):
        return self.show(self.template, status, form=form, fresh_id=form.instance.pk, cancel=self.at("list"))


class Edit(_Form):
    """`<uuid:pk>/edit/`. The form carries the version it was read at: nobody overwrites another's work unseen."""

    def get(self, request, pk):
        return self._show(self.form(self.one(pk), bound=False))

    def post(self, request, pk):
        form = self.form(self.one(pk), bound=True)
        stored = values(form.instance)
        if form.is_valid():
            if values(form.instance) == stored:
                return HttpResponseRedirect(self.next_address(form.instance))
            version = request.POST.get("_version", "")
            form.instance.version = int(version) if version.isdecimal() and len(version) < 9 else 0
            if self.saved(form):
                return self.answer(form.instance, _("已保存：%s") % form.instance)
        return self._show(form, status=422)

    def _show(self, form, status=200):
        obj = form.instance
        return self.show(self.template, status, form=form, obj=obj, title=self.title or _("修改：%s") % obj,
                         version=self.request.POST.get("_version", obj.version), cancel=self.sheet_of(obj))
