"""Two officers' programs at once, on a server that lets one write while the other reckons."""
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from gonghui.core import figures
from gonghui.core.figures.tables import Stale
from gonghui.registry.people.tests.figure_cases import member

from .office import DAY, YEAR


@pytest.mark.django_db(transaction=True)
def test_a_write_committed_after_the_rows_were_read_is_found_by_the_next_round(cast):
    """Its mark was invisible while the value was reckoned and stored, and is there once the write is."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time: the other waits until the first is done")
    figures.keep(cast.county.pk, "people.joined", YEAR)
    figures.refresh(cast.county.pk)
    written, reckoned = Event(), Event()

    def clerk():
        with transaction.atomic():
            member(cast, "甲", DAY)
            written.set()
            reckoned.wait(60)
        connection.close()

    other = Thread(target=clerk)
    other.start()
    assert written.wait(60)
    figures.recount(cast.county.pk)
    figures.refresh(cast.county.pk)
    assert figures.read("people.joined", cast.wang, YEAR).value == 0
    assert not Stale.objects.exists()
    reckoned.set()
    other.join()
    assert figures.read("people.joined", cast.wang, YEAR).stale
    figures.refresh(cast.county.pk)
    assert figures.read("people.joined", cast.wang, YEAR).value == 1
