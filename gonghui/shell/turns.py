"""Requests of one process, one after another.

Python runs one thread at a time: four that work at once only wait for each other inside every query, and the last of
many waits longest. One that takes long, a large export, lets the next go on beside it.
"""
from threading import Condition
from time import monotonic

PATIENCE = 0.1  # seconds that the next waits for the one at work; a usual page takes a third of it


class InTurn:
    """A WSGI application whose requests take turns; what it sends back piece by piece is sent outside its turn."""

    def __init__(self, application, patience=PATIENCE):
        self.application, self.patience = application, patience
        self.free, self.at_work, self.since = Condition(), None, 0

    def __call__(self, environ, start_response):
        me = object()
        with self.free:
            # Whoever was at work too long goes on, but nobody waits for him any more: the first of those who wait
            # takes the turn, and the others wait for that one.
            while self.at_work and (left := self.since + self.patience - monotonic()) > 0:
                self.free.wait(left)
            self.at_work, self.since = me, monotonic()
        try:
            return self.application(environ, start_response)
        finally:
            with self.free:
                if self.at_work is me:
                    self.at_work = None
                    self.free.notify()
