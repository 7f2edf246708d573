"""Days and working days. The State Council's yearly notice of holidays and make-up working days is data.

A year counts as known once one of its days has been entered. In a year not yet known a count of working days is
never guessed silently: `add_days` refuses and says what to enter; `due` counts Saturdays and Sundays only and says
that the day is provisional (each November the next year's notice is not out yet, and deadlines already reach into it).
"""
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import audit

# The notices of the years that the demonstration and today's deadlines reach into: (name, first, last), and the
# Saturdays and Sundays that are worked.
NOTICES = {
    2010: ((("元旦", "01-01", "01-03"), ("春节", "02-13", "02-19"), ("清明节", "04-03", "04-05"), ("劳动节", "05-01", "05-03"),
            ("端午节", "06-14", "06-16"), ("中秋节", "09-22", "09-24"), ("国庆节", "10-01", "10-07")),
           ("02-20", "02-21", "06-12", "06-13", "09-19", "09-25", "09-26", "10-09")),
    2011: ((("元旦", "01-01", "01-03"), ("春节", "02-02", "02-08"), ("清明节", "04-03", "04-05"), ("劳动节", "04-30", "05-02"),
            ("端午节", "06-04", "06-06"), ("中秋节", "09-10", "09-12"), ("国庆节", "10-01", "10-07")),
           ("01-30", "02-12", "04-02", "10-08", "10-09", "12-31")),
    2025: ((("元旦", "01-01", "01-01"), ("春节", "01-28", "02-04"), ("清明节", "04-04", "04-06"), ("劳动节", "05-01", "05-05"),
            ("端午节", "05-31", "06-02"), ("国庆节、中秋节", "10-01", "10-08")),
           ("01-26", "02-08", "04-27", "09-28", "10-11")),
    2026: ((("元旦", "01-01", "01-03"), ("春节", "02-15", "02-23"), ("清明节", "04-04", "04-06"), ("劳动节", "05-01", "05-05"),
            ("端午节", "06-19", "06-21"), ("中秋节", "09-25", "09-27"), ("国庆节", "10-01", "10-07")),
           ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")),
}


# The units of a period in days: whether it counts working days.
DAYS = {"日": False, "工作日": True}


class YearUnknown(ObjectDoesNotExist):
    """The holidays of a year are not entered yet; the message says so and where to enter them."""


class Holiday(models.Model):
    """A day on which the notice says otherwise than the week does: free, or worked (调休)."""

    day = models.DateField(gettext_lazy("日期"), primary_key=True)
    working = models.BooleanField(gettext_lazy("上班"), default=False)
    name = models.CharField(gettext_lazy("名称"), max_length=20, blank=True)

    class Meta:
        verbose_name = gettext_lazy("节假日")
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {self.name}"


@dataclass(frozen=True)
class Due:
    """A deadline; `provisional` while the holidays of a year it reaches into are not entered."""

    day: date
    provisional: bool = False


def add_days(day, n, working=False):
    """The n-th day after a day (before it, if n is negative): calendar days, or working days.

    The day itself is not counted (民法典第二百零一条: the first day is not counted in). Raises YearUnknown.
    """
    if not working:
        return day + timedelta(days=n)
    reached, provisional = _count(day, n)
    if provisional:
        raise YearUnknown(_("%s年的节假日安排还没有录入，无法推算工作日，请先到“标准”的“节假日”页录入国务院办公厅的通知。")
                          % provisional)
    return reached


def due(day, n, working=False):
    """The same as a `Due`: in a year whose holidays are not entered, weekends count and the day is provisional."""
    if not working:
        return Due(day + timedelta(days=n))
    reached, provisional = _count(day, n)
    return Due(reached, bool(provisional))


def due_by(standard, day):
    """The end of a period of so many days or working days (the standard's unit) that begins on a day, as a `Due`."""
    return due(day, standard.number, working=DAYS[standard.unit])


def _count(day, n):
    """(the day reached, the first year on the way that is not known or 0)."""
    step, left, unknown, years = (1 if n >= 0 else -1), abs(n), 0, {}
    while left:
        day += timedelta(days=step)
        if day.year not in years:
            notice = Holiday.objects.filter(day__year=day.year).order_by("day")
            years[day.year] = dict(notice.values_list("day", "working"))
        unknown = unknown or (0 if years[day.year] else day.year)
        left -= years[day.year].get(day, day.weekday() < 5)
    return day, unknown


def notices(**which):
    """{year: (the free spans [(name, first, last)], the days worked)} as entered, the latest year first.
    which: a filter on the days."""
    found = {}
    for row in Holiday.objects.filter(**which).order_by("day"):
        spans, worked = found.setdefault(row.day.year, ([], []))
        if row.working:
            worked.append(row.day)
        elif spans and spans[-1][0] == row.name and spans[-1][2] == row.day - timedelta(days=1):
            spans[-1] = (*spans[-1][:2], row.day)
        else:
            spans.append((row.name, row.day, row.day))
    return dict(sorted(found.items(), reverse=True))


def notice(year):
    """A year as entered (see `notices`); both lists are empty where it is not known."""
    return notices(day__year=year).get(year, ([], []))


def wanted(known, today):
    """The year whose notice should be at hand and is not: this one, in December the next; 0 where all is there."""
    ahead = (today.year, (today + timedelta(days=31)).year)
    return next((year for year in ahead if year not in known), 0)


@transaction.atomic
def enter(scope, year, spans, worked):
    """Enters a year's notice in place of what was there: the free spans [(name, first, last)] and the Saturdays and
    Sundays that are worked. All counties share it. Raises ValidationError."""
    scope.require("standards.edit")
    days = [*worked, *(day for _name, *ends in spans for day in ends)]
    if not spans or any(day.year != year for day in days) or any(first > last for _name, first, last in spans):
        raise ValidationError(_("请按通知填写%s年的每一段假期，起止日期须在这一年之内、先起后止。") % year)
    if any(day.weekday() < 5 for day in worked):
        raise ValidationError(_("调休上班的日期应是周六或周日，请对照通知检查。"))
    rows = {day: Holiday(day=day, name=name) for name, first, last in spans for day in _between(first, last)}
    rows |= {day: Holiday(day=day, working=True, name=_("调休上班")) for day in worked}
    Holiday.objects.filter(day__year=year).delete()
    Holiday.objects.bulk_create(rows.values())
    audit.record(scope, "enter_holidays", model=Holiday._meta.label_lower, details={"year": year, "days": len(rows)})


def seed(using="default"):
    """Lays down the notices that come with the program, for years of which nothing is there; after every migrate."""
    there = {day.year for day in Holiday.objects.using(using).order_by("day").values_list("day", flat=True)}
    for year, (spans, worked) in NOTICES.items():
        if year not in there:
            free = [Holiday(day=day, name=name) for name, *ends in spans for day in _between(*_days(year, ends))]
            made_up = [Holiday(day=day, working=True, name="调休上班") for day in _days(year, worked)]
            Holiday.objects.using(using).bulk_create([*free, *made_up])


def _days(year, texts):
    return [date.fromisoformat(f"{year}-{text}") for text in texts]


def _between(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
