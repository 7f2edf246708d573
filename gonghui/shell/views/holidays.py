"""Holidays: the State Council's yearly notice of days off and make-up days, by which working days are counted."""
import re

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonghui.core import calendar, cleaning
from gonghui.core.forms import styled
from gonghui.core.pages import Page

# In the order of the notice; two that fall together are written in one line.
USUAL = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
SPARE = 2
FIRST_NOTICE = 1999  # 全国年节及纪念日放假办法 as revised in 1999: the first of the long holidays
AHEAD = 2  # years: notices come out a year before


class Holidays(Page):
    """Every year that is known, as its notice has it."""

    title = gettext_lazy("节假日")
    permission = "standards.view"

    def get(self, request):
        known = calendar.notices()
        return self.show("shell/holidays.html", may_enter=self.scope.can("standards.edit"),
                         years=[(year, *notice) for year, notice in known.items()],
                         next_year=max([localdate().year - 1, *known]) + 1, wanted=calendar.wanted(known, localdate()))


class SpanForm(forms.Form):
    """One holiday; a line without days is none."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=20, required=False)
    first = forms.DateField(label=gettext_lazy("放假起"), required=False)
    last = forms.DateField(label=gettext_lazy("放假止"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        styled(self)

    def clean(self):
        told = self.cleaned_data
        if told.get("first") and not told.get("last"):
            self.add_error("last", _("请填写放假止日；只放一天的，与起日相同。"))
        if told.get("last") and not told.get("first"):
            self.add_error("first", _("请填写放假起日。"))
        if told.get("first") and not told.get("name"):
            self.add_error("name", _("请填写节日名称。"))
        return told


Spans = forms.formset_factory(SpanForm, extra=0, max_num=20)


class WorkedForm(forms.Form):
    """The Saturdays and Sundays that are worked, as the notice names them."""

    worked = forms.CharField(label=gettext_lazy("调休上班的日期"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
                             help_text=gettext_lazy("照通知填写，用顿号或换行隔开，如“1月4日（星期日）、2月14日”。"))

    def __init__(self, *args, year, **options):
        self.year = year
        super().__init__(*args, **options)
        styled(self)

    def clean_worked(self):
        """[days]; a day without its year is of this one, a weekday in brackets is passed over."""
        text = re.sub(r"[（(][^）)]*[）)]", "", self.cleaned_data["worked"])
        parts = [part for part in re.split(r"[、，,；;。\s]+", text) if part]
        try:
            return [cleaning.day(part if re.match(r"\d{4}", part) else f"{self.year}年{part}") for part in parts]
        except cleaning.Refused as refused:
            raise ValidationError(str(refused)) from None


def _within_reach(year):
    if not FIRST_NOTICE <= year <= localdate().year + AHEAD:
        raise Http404(_("节假日只能录入%s年至后年。") % FIRST_NOTICE)
    return year


class EnterHolidays(Page):
    """One year's notice: entered where it is not known, corrected where it is."""

    permission = "standards.edit"

    @property
    def title(self):
        return _("录入%s年节假日") % self.kwargs["year"]

    def get(self, request, year):
        spans, worked = calendar.notice(_within_reach(year))
        lines = [{"name": name, "first": first, "last": last} for name, first, last in spans]
        lines = lines or [{"name": name} for name in USUAL]
        said = "、".join(map(str, worked))
        return self._show(Spans(initial=[*lines, *[{}] * SPARE]), WorkedForm(year=year, initial={"worked": said}))

    def post(self, request, year):
        spans, worked = Spans(request.POST), WorkedForm(request.POST, year=_within_reach(year))
        if all([spans.is_valid(), worked.is_valid()]):
            told = [tuple(line.cleaned_data[name] for name in ("name", "first", "last"))
                    for line in spans if line.cleaned_data.get("first")]
            try:
                calendar.enter(self.scope, year, told, worked.cleaned_data["worked"])
            except ValidationError as refused:
                worked.add_error(None, refused.messages)
            else:
                messages.success(request, _("已录入%s年的节假日。") % year)
                return HttpResponseRedirect(reverse("holidays"))
        if spans.total_error_count():
            worked.add_error(None, _("有的假期没有填完整，请看标红的地方。"))
        return self._show(spans, worked, status=422)

    def _show(self, spans, worked, status=200):
        return self.show("shell/holidays_form.html", status, form=worked, spans=spans, cancel=reverse("holidays"))
