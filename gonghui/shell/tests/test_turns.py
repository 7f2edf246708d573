"""Requests of one process take turns; whoever is at work long is waited for no longer."""
from threading import Event, Thread

import pytest

from gonghui.shell.turns import InTurn


def start(application, name):
    thread = Thread(target=application, args=[{"name": name}, None])
    thread.start()
    return thread


def test_the_next_begins_when_the_one_at_work_has_answered():
    events, go_on = [], {"first": Event(), "second": Event()}
    begun = {"first": Event(), "second": Event()}

    def answer(environ, _start_response):
        events.append(("begins", environ["name"]))
        begun[environ["name"]].set()
        assert go_on[environ["name"]].wait(10)
        events.append(("ends", environ["name"]))
        return []

    application = InTurn(answer, patience=10)
    first = start(application, "first")
    assert begun["first"].wait(10)
    second = start(application, "second")
    assert not begun["second"].wait(0.2)
    for name in go_on:
        go_on[name].set()
    first.join()
    second.join()
    assert events == [("begins", "first"), ("ends", "first"), ("begins", "second"), ("ends", "second")]


def test_one_that_takes_long_does_not_stop_the_others_nor_ends_their_turn():
    go_on, others = Event(), []

    def answer(environ, _start_response):
        if environ["name"] == "long":
            assert go_on.wait(10)
        else:
            others.append((environ["name"], application.at_work is not None))
        return []

    application = InTurn(answer, patience=0.01)
    long = start(application, "long")
    for name in ("second", "third"):
        start(application, name).join(10)
    assert others == [("second", True), ("third", True)]
    assert application.at_work is None  # the long one is at work beside the turns
    go_on.set()
    long.join(10)
    assert application.at_work is None


def test_an_error_ends_the_turn():
    def answer(_environ, _start_response):
        raise RuntimeError("broken")

    application = InTurn(answer, patience=10)
    for _nth in range(2):
        with pytest.raises(RuntimeError, match="broken"):
            application({}, None)
    assert application.at_work is None


def test_of_many_who_wait_for_one_that_takes_long_only_one_goes_on():
    go_on, at_once, most = Event(), [], []

    def answer(environ, _start_response):
        if environ["name"] == "long":
            assert go_on.wait(10)
            return []
        at_once.append(environ["name"])
        most.append(len(at_once))
        Event().wait(0.02)  # work during which the others run out of the patience they began with
        at_once.remove(environ["name"])
        return []

    application = InTurn(answer, patience=0.5)
    long = start(application, "long")
    threads = [start(application, name) for name in range(40)]
    for thread in threads:
        thread.join(10)
    assert most == [1] * 40
    go_on.set()
    long.join(10)
