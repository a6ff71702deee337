"""Processes that work rows out, as many as there are processors. A caller may bring any other executor instead."""

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, redirect_stderr
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

MOST = 8
"""More processes than this only take memory: reading and hashing stay with one."""


class Here(Executor):
    """Works in the calling thread, at once: for a few files, and where no processes can be had."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Done when it returns."""
        future: Future[_T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
            future.set_exception(error)
        return future


def processors() -> int:
    """How many processes may run at once here."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


@contextmanager
def processes(count: int) -> Iterator[Executor]:
    """An executor of that many processes, which end with the block: at once where it is left early.

    They are started afresh on every system: a copy of a process with threads (the screen has some) may hang. They
    begin to load what they need at once, while the caller still looks for files.
    """
    from committee.pipeline.portfolio.work import begin

    context = get_context("spawn")
    with _clean_start():
        stop = context.Event()
        executor = ProcessPoolExecutor(min(count, MOST), mp_context=context, initializer=begin, initargs=(stop,))
        for _ in range(min(count, MOST)):
            executor.submit(os.getpid)
    try:
        yield executor
    except BaseException:
        stop.set()
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    stop.set()
    executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _clean_start() -> Iterator[None]:
    """New interpreters begin in the clear.

    They do not look for modules in the current folder: it may be a customer's, with anything in it. And they are
    handed the real stderr: the one a screen puts in its place is no file, which they would be refused for.
    """
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        with redirect_stderr(sys.__stderr__):
            yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before
