"""The demonstration county, small, made once for all tests of this folder and taken back after them."""
from types import SimpleNamespace

import pytest


@pytest.fixture(scope="package")
def demonstration(django_db_setup, django_db_blocker):
    """.cast: the officers' scopes by user name · .county · .wang: the county chair's scope."""
    from django.db import transaction

    from gonghui.shell.demonstration import load

    with django_db_blocker.unblock(), transaction.atomic():
        cast = load(small=True)
        yield SimpleNamespace(cast=cast, county=cast.county, wang=cast["wang"])
        transaction.set_rollback(True)
