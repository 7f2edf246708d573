"""What every test run shares: one database a process (SQLite, or PostgreSQL by DATABASE_URL) and the browser.

`python tests/postgres.py python -m pytest …` runs on a PostgreSQL made for that run. There only the tests that
use a database are run, and none that drives a browser: the rest has been seen on SQLite.
"""
import os

import pytest

pytest_plugins = ["gonghui.testing", "tests.browser"]
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def uses_database(item):
    """Whether a collected test reads or writes rows, by its mark or by the fixtures it ends up with."""
    return item.get_closest_marker("django_db") is not None or DATABASE_FIXTURES & set(item.fixturenames)


def pytest_make_parametrize_id(val, argname):
    """Bytes are named by their argument: a zipped file holds the second it was made, and both workers make it."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(config, items):
    for item in items:
        if "page" in item.fixturenames:
            item.add_marker("browser")
    if "DATABASE_URL" not in os.environ:
        return
    keep = [item for item in items if uses_database(item) and not item.get_closest_marker("browser")]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(keep)])
    items[:] = keep


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """`tests.settings` has named this process's database; a process started by a test is told it by DATABASE_URL."""
    from django.conf import settings

    server, question, options = os.environ.get("DATABASE_URL", "").partition("?")
    if server:
        name = settings.DATABASES["default"]["TEST"]["NAME"]
        os.environ["DATABASE_URL"] = f"{server.rpartition('/')[0]}/{name}{question}{options}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Emptying the tables between tests that commit gives back the rows that the migrations made."""
    from django.db import connection

    from tests.databases import keep_first_rows

    with django_db_blocker.unblock():
        keep_first_rows(connection)
