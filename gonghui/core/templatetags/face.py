"""What templates say in short: icons, days and numbers as the office writes them."""
from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ..figures import show
from ..figures.declared import MONEY
from ..pages.columns import written
from ..pages.doors import figure_address
from ..periods import day_text

register = template.Library()


@register.simple_tag
def icon(name):
    """An icon of the sprite; decoration, so a screen reader skips it."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
                       static("vendor/icons.svg"), name)


@register.filter
def day(value):
    """2010年4月30日."""
    return day_text(value) if value else ""


@register.filter
def number(value):
    """12,400; nothing for None."""
    return "" if value is None else written(value, "number")


@register.filter
def fen(value):
    """154,000.00 yuan of whole fen."""
    return written(value, "money")


@register.simple_tag
def door(code, period, text, org_id=None):
    """A figure as a link to the page behind it: `{% door "people.joined" period cell.value %}`."""
    return format_html('<a class="figure" href="{}">{}</a>', figure_address(code, period, org_id), text)


@register.filter
def due(value, today):
    """A deadline's words: 今天到期 · 还有 3 天 · 逾期 2 天."""
    left = (value - today).days
    if left == 0:
        return _("今天到期")
    return _("还有 %s 天") % left if left > 0 else _("逾期 %s 天") % -left


@register.filter
def tone_of_due(value, today):
    """The state's colour of a deadline: bad when past, wait within a week."""
    left = (value - today).days
    return "bad" if left < 0 else "wait" if left <= 7 else "plain"


@register.filter
def capped(count, most=999):
    """999+ beyond."""
    return f"{most}+" if count > most else count


@register.simple_tag
def bar(done, total, label):
    """A progress bar that says its counts; unknown total: a bar that only moves."""
    known = mark_safe("") if not total else format_html(' value="{}" max="{}"', done, total)
    return format_html('<progress class="bar"{} aria-label="{}"></progress>', known, label)


@register.simple_tag
def value(figure, amount):
    """A figure's value as a table writes it, the unit being in the head."""
    return written(amount, "money" if str(figure.unit) == MONEY else "number")


@register.filter
def plain(value):
    """A Decimal without its trailing zeros, thousands separated: 154,000 · 86.5."""
    whole = value == value.to_integral_value()
    return f"{int(value):,}" if whole else f"{value.normalize():,f}"


@register.simple_tag
def shown(figure, cell):
    """A figure's value as it stands in running text: 30人, 15.4万元."""
    return show(figure, cell.value if cell else None)
