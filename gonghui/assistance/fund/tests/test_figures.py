"""What each figure of this section comes to, on rows about the ends of its period."""
import pytest

from gonghui.core.figures import FIGURES

from .figure_cases import CASES


@pytest.mark.parametrize("code", CASES)
def test_the_rows_that_count_are_counted(cast, code):
    case, figure = CASES[code], FIGURES[code]
    case.build(cast)
    assert figure.value(cast.wang, case.period) == case.county
    assert figure.value(cast.li, case.period) == case.li
