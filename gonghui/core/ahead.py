"""Cleaning in a second process while this one writes."""
import gc
import multiprocessing
import os

from django.db import connections


def ahead(chunks):
    """The same items, made in a child process that keeps at most a pipe's fill ahead.

    Where processes cannot fork (Windows), or a transaction is open whose connection must not cross a fork, the
    items are made here. An error of the child is raised here.
    """
    if not hasattr(os, "fork") or any(c.in_atomic_block for c in connections.all(initialized_only=True)):
        yield from chunks
        return
    connections.close_all()
    ours, theirs = multiprocessing.Pipe(duplex=False)
    gc.collect()
    gc.freeze()  # else each collection writes to what both processes share, and the system copies it
    child = os.fork()
    if child == 0:
        ours.close()
        _make(chunks, theirs)
    gc.unfreeze()
    theirs.close()
    try:
        yield from _received(ours)
    finally:
        ours.close()  # a child that is still at work then meets a broken pipe and ends
        os.waitpid(child, 0)


def _make(chunks, theirs):
    try:
        for chunk in chunks:
            theirs.send(chunk)
        theirs.send(None)
    except BrokenPipeError:
        pass
    except BaseException as error:
        theirs.send(error)
    finally:
        os._exit(0)  # not the parent's clean-up: its files and connections are not ours


def _received(ours):
    while True:
        try:
            item = ours.recv()
        except EOFError:
            raise RuntimeError("the process that reads the sheet has died") from None
        if item is None:
            return
        if isinstance(item, BaseException):
            raise item
        yield item
