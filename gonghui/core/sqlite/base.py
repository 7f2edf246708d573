"""Writing transactions one after another, in the order they came.

SQLite lets one connection write and has the others ask again after ever longer pauses, up to a tenth of a second: who
comes last may be passed over for seconds while others get in. Threads of one process wait for each other instead.
Between processes SQLite's own way stands.
"""
from threading import Lock

from django.db.backends.sqlite3 import base

TURN = Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    has_turn = False

    def _start_transaction_under_autocommit(self):
        # Whoever waited as long as SQLite would wait asks SQLite, which says what it says of a locked database.
        self.has_turn = TURN.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 5))
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._end_turn()
            raise

    def _commit(self):
        try:
            return super()._commit()
        finally:
            self._end_turn()

    def _rollback(self):
        try:
            return super()._rollback()
        finally:
            self._end_turn()

    def _close(self):
        try:
            return super()._close()
        finally:
            self._end_turn()

    def _end_turn(self):
        if self.has_turn:
            self.has_turn = False
            TURN.release()
