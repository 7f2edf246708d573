"""Periods: closed spans of days that figures are asked over."""
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class Period:
    """A closed span of days: what a figure is asked over. A stock is asked at its last day."""

    first: date
    last: date

    @classmethod
    def year(cls, year):
        """公历年: 1 January to 31 December."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def statistical(cls, year):
        """统计年度 of the union statistics: 1 October of the year before to 30 September."""
        return cls(date(year - 1, 10, 1), date(year, 9, 30))

    @classmethod
    def month(cls, year, month):
        following = date(year + month // 12, month % 12 + 1, 1)
        return cls(date(year, month, 1), following - timedelta(days=1))

    @classmethod
    def day(cls, day):
        return cls(day, day)

    @property
    def days(self):
        """The two ends, for a `__range` lookup."""
        return self.first, self.last

    def __contains__(self, day):
        return day is not None and self.first <= day <= self.last

    @property
    def months(self):
        """The calendar months that make up the period exactly, in order; none where it begins or ends within one."""
        following = self.last + timedelta(days=1)
        if self.first > self.last or self.first.day != 1 or following.day != 1:
            return []
        begun = self.first.year * 12 + self.first.month - 1
        return [Period.month(n // 12, n % 12 + 1) for n in range(begun, following.year * 12 + following.month - 1)]

    @property
    def grain(self):
        """What the summary table keeps: "month", "year", "statistical"; "" for any other span."""
        if self == Period.month(self.first.year, self.first.month):
            return "month"
        if self == Period.year(self.first.year):
            return "year"
        return "statistical" if self == Period.statistical(self.last.year) else ""

    @property
    def year_before(self):
        """The same span a year earlier, to compare with. The end of February stays the end of February."""
        def earlier(day):
            try:
                return day.replace(year=day.year - 1)
            except ValueError:
                return date(day.year - 1, 2, 28)
        if months := self.months:
            last = months[-1].first
            return Period(earlier(self.first), Period.month(last.year - 1, last.month).last)
        return Period(earlier(self.first), earlier(self.last))

    def __str__(self):
        said = {"first": day_text(self.first), "last": day_text(self.last), "year": self.last.year}
        match self.grain:
            case "month":
                return _("%(year)s年%(month)s月") % {"year": self.first.year, "month": self.first.month}
            case "year":
                return _("%(year)s年") % said
            case "statistical":
                return _("%(year)s统计年度（%(first)s至%(last)s）") % said
        return said["last"] if self.first == self.last else _("%(first)s至%(last)s") % said


def day_text(day):
    """A day as it stands in running text: 2010年4月30日."""
    return _("%(year)s年%(month)s月%(day)s日") % {"year": day.year, "month": day.month, "day": day.day}
