"""An office whose figures are kept."""
import pytest

from gonghui.core.figures import summary
from gonghui.registry.activities.tests.figure_cases import held, named
from gonghui.registry.people.tests.figure_cases import member
from gonghui.registry.posts.tests.figure_cases import duty

from .office import BEFORE, DAY, keep_all


@pytest.fixture
def office(cast, monkeypatch):
    """A county with a member, two activities and a chair, and every figure kept over four periods."""
    monkeypatch.setattr(summary, "standing_periods", lambda day: [])  # of today's year, where nothing stands
    member(cast, "旧", DAY)
    held(cast, "sports", DAY, cast.li_union)
    named(cast, "cadre_class", DAY, ["甲", "乙"], absent=["丁二"])
    duty(cast, cast.li_town, "兼职", False, BEFORE)
    keep_all(cast)
    return cast
