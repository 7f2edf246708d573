"""What the officer is shown of a sheet before anything is taken in: its first rows, numbers hidden."""
import re
from itertools import islice

from ..cleaning import Refused, text
from ..sheets import is_total

ROWS = 5

_long_number = re.compile(r"\d{8,}[\dXx]*")


def first_rows(sheet):
    """[[line, [text, …]], …] of the first filled rows, column by column of the sheet; of any long number only the
    last four places stand."""
    filled = ((line, cells) for line, cells in sheet.rows() if any(cells) and not is_total(cells))
    return [[line, list(map(_shown, cells))] for line, cells in islice(filled, ROWS)]


def _shown(cell):
    try:
        return _long_number.sub(lambda found: "*" * (len(found[0]) - 4) + found[0][-4:], text(cell))
    except Refused as why:
        return str(why)
