"""A summary's figures beside those of the same days a year before."""
from dataclasses import dataclass

from gonghui.core import figures
from gonghui.core.periods import Period

from . import rules
from .reading_actions import told_before


@dataclass(frozen=True)
class Line:
    """One figure of the text: now, a year before, and by how much it changed (None where that says nothing)."""

    number: object  # composing.Placed
    before: object
    before_text: str
    period: Period  # of a year before
    told: list  # [ReadFigure]: what the last summary that was read said of it, as far as a person confirmed it

    @property
    def change(self):
        """Percent, of the earlier value."""
        if not self.before or self.number.value is None:
            return None
        return round(100 * (self.number.value - self.before) / self.before, 1)


def comparison(draft, summary, scope):
    """[Line], one for each figure and span of the draft, in the order of the text."""
    here, spans = scope.at(summary.org_id), {}
    numbers = {(n.figure.code, n.period): n for n in draft.numbers}
    for code, period in numbers:
        earlier = Period(rules.year_before(period.first), rules.year_before(period.last))
        spans.setdefault(earlier, []).append((code, period))
    lines, told = {}, told_before(summary, scope)
    for earlier, keys in spans.items():
        cells = figures.read_many([code for code, _period in keys], here, earlier)
        for code, period in keys:
            number, before = numbers[code, period], cells[code].value
            lines[code, period] = Line(number, before, figures.show(number.figure, before), earlier,
                                       told.get(number.figure.concept, []))
    return [lines[key] for key in numbers]
