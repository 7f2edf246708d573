"""The summary table says what the rows say, whoever wrote them: each kind of writer leaves its marks."""
import pytest

from gonghui.core import figures
from gonghui.core.figures.tables import Stale

from . import office as doing

# Taking a roster back leaves everything as it was, and has a test of its own.
WRITERS = sorted(name for name in vars(doing) if name.startswith("a_") and name != "a_roster_is_taken_back")


@pytest.mark.parametrize("writer", WRITERS)
def test_the_summary_equals_the_rows_after(office, writer):
    figures.refresh(office.county.pk)
    before = doing.cells()
    getattr(doing, writer)(office)
    assert figures.check_nightly(office.county.pk) == []
    assert doing.cells() != before
    assert not Stale.objects.exists()


def test_the_summary_equals_the_rows_after_a_roster_is_taken_back(office):
    figures.refresh(office.county.pk)
    before = doing.cells()
    doing.a_roster_is_taken_back(office)
    assert figures.check_nightly(office.county.pk) == []
    assert doing.cells() == before
