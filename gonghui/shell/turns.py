"""Requests of one process, one after another.

Python runs one thread at a time: four that work at once only wait for each other inside every query, and the last of
many waits longest. One that takes long, a large export, lets the next go on beside it.
"""
from threading import Condition

PATIENCE = 0.1  # seconds that the next waits for the one at work; a usual page takes a third of it


class InTurn:
    """A WSGI application whose requests take turns; what it sends back piece by piece is sent outside its turn."""

    def __init__(self, application, patience=PATIENCE):
        self.application, self.patience = application, patience
        self.free, self.at_work = Condition(), None

    def __call__(self, environ, start_response):
        me = object()
        with self.free:
            self.free.wait_for(lambda: self.at_work is None, self.patience)
            self.at_work = me  # whoever was at work too long goes on, but nobody waits for him any more
        try:
            return self.application(environ, start_response)
        finally:
            with self.free:
                if self.at_work is me:
                    self.at_work = None
                    self.free.notify()
