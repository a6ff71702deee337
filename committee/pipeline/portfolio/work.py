"""What one task of a portfolio does, in whatever process it lands: a few files from bytes to rows."""

import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from committee.errors import Stop, Unwanted, never
from committee.model.disclosure import OPEN, Disclosure
from committee.model.problem import Problem
from committee.pipeline.portfolio.row import Row
from committee.pipeline.portfolio.summary import row_from, row_of, unreadable
from committee.store.alone import alone

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

_stop: Stop = never
"""Whether nobody waits any more; set once in each process of ours."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to analyse as of a day; `data` is an earlier version of it, else it is read now."""

    path: Path
    today: date
    data: bytes | None = None


def begin(stop: "Event") -> None:
    """A process of ours begins, and loads what analyses need before its first task comes.

    ctrl+c is for the one who started it, and without that one there is nothing left to do. The terminal is another's:
    whatever a library may want to say there is not said.
    """
    global _stop  # noqa: PLW0603 - the one thing a process is told before its first task
    _stop = stop.is_set
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import committee.consensus.plan
    import committee.findings.runner  # noqa: F401 - both are loaded here so that the first task finds them


def rows_of(jobs: Sequence[Job], disclosure: Disclosure = OPEN, stop: Stop = never) -> tuple[Row, ...]:
    """The row of each job; those not finished when everything was stopped are left out.

    `stop` is for a caller in the same process; a process of ours is told when it begins.
    """
    found: list[Row] = []
    asked = _stop if stop is never else stop
    for job in jobs:
        if asked():
            break
        try:
            found.append(alone(partial(_row, job, disclosure, asked), partial(_lost, job, disclosure)))
        except Unwanted:
            break
    return tuple(found)


def _lost(job: Job, disclosure: Disclosure, problem: Problem) -> Row:
    return unreadable(job.path, job.today, problem, disclosure)


def _row(job: Job, disclosure: Disclosure, stop: Stop) -> Row:
    if job.data is None:
        return row_of(job.path, job.today, disclosure=disclosure, stop=stop)
    from committee.store import read_text

    return row_from(read_text(job.data), job.path, job.today, disclosure=disclosure, stop=stop)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
