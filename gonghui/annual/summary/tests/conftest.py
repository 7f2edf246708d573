"""An office that reads summaries: 孙干事 uploads and confirms."""
import pytest

from gonghui.annual.summary import reading_actions as actions

from .told import upload


@pytest.fixture
def office(cast, settings, tmp_path):
    settings.FILES_DIR = tmp_path
    cast.reader = cast.officer("sun", "孙干事", "section_officer", cast.top)
    return cast


@pytest.fixture
def made(office):
    return actions.take_in(upload(), office.reader)[0]
