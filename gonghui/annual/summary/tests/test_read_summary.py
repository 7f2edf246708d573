"""manage.py read_summary, held against the records: of the only county, or of the one named."""
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from gonghui.testing import make_county

from .told import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(tmp_path):
    """What the command says of the figures of a text, {text: (code, records, equal)}."""
    path = tmp_path / "总结.txt"
    path.write_text(TEXT, encoding="utf-8")

    def said(**options):
        out = StringIO()
        call_command("read_summary", str(path), "--json", stdout=out, **options)
        return {one["text"]: (one["code"], one["records"], one["equal"]) for one in json.loads(out.getvalue())}
    return said


def test_the_records_of_the_only_county_are_held_against_it(cast, told):
    said = told()
    assert said["2家"] == ("orgs.founded", 2, True)
    assert said["3120人"] == ("people.joined", 0, False)
    assert said["88台"] == (None, None, None)


def test_of_several_counties_one_is_named(cast, told):
    make_county("东丰县", "220421")
    assert told()["2家"] == ("orgs.founded", None, None)
    assert told(county=cast.county.pk)["2家"] == ("orgs.founded", 2, True)
    with pytest.raises(CommandError, match="--county"):
        told(county=10**6)


def test_without_a_county_a_figure_is_named_and_not_held(db, told):
    assert told()["2家"] == ("orgs.founded", None, None)
