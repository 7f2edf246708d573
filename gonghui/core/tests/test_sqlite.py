"""Writers of one process take turns on SQLite."""
import threading

import pytest
from django.db import OperationalError, connection, transaction

from gonghui.core.audit import Entry, record
from gonghui.core.sqlite import base

pytestmark = [pytest.mark.django_db(transaction=True),
              pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own matter")]


def test_all_who_write_at_once_get_their_turn(cast):
    def write():
        for _ in range(10):
            with transaction.atomic():
                record(cast.li, "sign_in")
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(8)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    assert Entry.objects.filter(act="sign_in").count() == 80


def test_a_turn_ends_with_the_transaction_however_it_ends():
    with transaction.atomic():
        assert base.TURN.locked()
    assert not base.TURN.locked()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    assert not base.TURN.locked()
    with transaction.atomic(), transaction.atomic():
        assert base.TURN.locked()
        connection.close()
    assert not base.TURN.locked()


def test_who_cannot_begin_leaves_the_turn_to_others(monkeypatch):
    def refuse(self):
        raise OperationalError("database is locked")

    monkeypatch.setattr(base.base.DatabaseWrapper, "_start_transaction_under_autocommit", refuse)
    with pytest.raises(OperationalError), transaction.atomic():
        pass
    assert not base.TURN.locked()
