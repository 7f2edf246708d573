"""A number is a door: the address of the page behind a figure, and of the sheet behind a row."""
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

SHEETS: dict = {}  # {model: its Sheet page}, filled as the pages are declared
REVEALED: dict = {}  # {model: {name: label}} of what a Reveal page shows


def figure_address(code, period, org_id=None):
    """The page of one figure over a period; of one's own org unless another is named."""
    said = {"first": period.first, "last": period.last} | ({"org": org_id} if org_id else {})
    return f"{reverse('figure', args=[code])}?{urlencode(said)}"


def sheet_address(row):
    """The sheet of a row, or of the record that it hangs on (a membership's person); "" where neither has one."""
    if own := _address(type(row), row.pk):
        return own
    for field in row._meta.concrete_fields:
        if field.related_model in SHEETS and getattr(row, field.attname):
            return _address(field.related_model, getattr(row, field.attname))
    return ""


def _address(model, pk):
    page = SHEETS.get(model)
    if page is None:
        return ""
    try:
        return reverse(f"{model._meta.app_label}:{page.prefix}sheet", args=[pk])
    except NoReverseMatch:
        return ""
