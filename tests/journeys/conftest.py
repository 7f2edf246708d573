"""The desk of every journey, and files that do not outlive it."""
import pytest

from .desk import Desk


@pytest.fixture
def desk(cast, page, tmp_path, settings):
    settings.FILES_DIR = tmp_path / "files"
    return Desk(page, cast)
