"""Periods: closed spans of days that figures are asked over."""
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """A closed span of days: what a figure is asked over. A stock is asked at its last day."""

    first: date
    last: date

    @classmethod
    def year(cls, year):
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def month(cls, year, month):
        following = date(year + month // 12, month % 12 + 1, 1)
        return cls(date(year, month, 1), date.fromordinal(following.toordinal() - 1))

    @property
    def days(self):
        """The two ends, for a `__range` lookup."""
        return self.first, self.last

    def __contains__(self, day):
        return day is not None and self.first <= day <= self.last
