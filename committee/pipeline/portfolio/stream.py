"""Every account of a folder as rows, streaming: from the cache, else worked out by several processes.

    for row in rows(scan([folder]).files, today): ...

`stream` is the same for a screen: what the header says first, then more and more.
"""

import math
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from committee.errors import Stop, never
from committee.model.disclosure import OPEN, Disclosure, aliases
from committee.model.masking import HIDDEN
from committee.model.problem import Problem
from committee.pipeline.portfolio.cache import Cache
from committee.pipeline.portfolio.file_history import Earlier, Past, pasts
from committee.pipeline.portfolio.row import Row, Trend
from committee.pipeline.portfolio.scan import sweep
from committee.pipeline.portfolio.skim import skimmed
from committee.pipeline.portfolio.summary import unreadable
from committee.pipeline.portfolio.work import Job, rows_of
from committee.pipeline.portfolio.workers import Here, processes, processors
from committee.store import digest
from committee.store.alone import OUR_FAULT, alone
from committee.store.files import bytes_of
from committee.workspace.journal import Unsaved


class Veil:
    """What a list may say; with nothing withheld every row stays as it is.

    An account that was masked by itself has a pseudonym for its owner that says nothing beside other accounts. So the
    names of owners are taken from what was read before masking, all at once, and never leave this class.
    """

    def __init__(self, disclosure: Disclosure = OPEN, plain: Iterable[Row] = ()) -> None:
        self.disclosure = disclosure
        read = tuple(plain)
        self._names = aliases((str(row.path) for row in read), "Account")
        self._owners = aliases((row.owner for row in read if row.owner), "Owner")
        self._owner_of = {row.path: row.owner for row in read}

    def over(self, row: Row) -> Row:
        """The row of a masked account, with its place in the list."""
        if not self.disclosure.names_hidden:
            return row
        owner = self._owners.get(self._owner_of.get(row.path, ""), "")
        theirs = owner if row.next_owner == row.owner else row.next_owner
        return replace(row, name=self._name(row.path), owner=owner, next_owner=theirs if row.next_step else "")

    def header(self, row: Row) -> Row:
        """A row that was only skimmed, nothing of it masked yet."""
        if self.disclosure.customer_safe:
            row = Row(path=row.path, today=row.today, name=row.name, digest=row.digest)
        if not self.disclosure.names_hidden:
            return row
        kept = replace(row, deal="", next_step=HIDDEN if row.next_step else "", next_owner=row.owner)
        return self.over(kept)

    def _name(self, path: Path) -> str:
        return self._names.get(str(path), "Account")


MANY = 40
"""From so many files on that have to be worked out, several processes are started for them."""

BATCH = 8
"""Most files in one task: enough that passing them on costs little, few enough that rows come in steadily."""

PULSE = 0.05
"""Seconds between two questions whether to stop."""

Event = tuple[Row, bool]
"""A row, and whether it is whole."""

Unreadable = Sequence[tuple[Path, Problem]]
"""Files of which nobody can tell whether they are accounts, as `scan` finds them."""


def rows(
    paths: Sequence[Path],
    today: date,
    *,
    executor: Executor | None = None,
    cache: Cache | None = None,
    stop: Stop = never,
    disclosure: Disclosure = OPEN,
    others: Unreadable = (),
) -> Iterator[Row]:
    """The row of each file as of a day, once and whole, in the order they are finished.

    Args:
        paths: account files.
        today: the day of the analysis.
        executor: who works; otherwise this process, or several where many files are not in the cache.
        cache: rows worked out before; the user's own where `None`.
        stop: asked all the time whether nobody waits for the rest; the rows end then.
        disclosure: what is withheld.
        others: files that nobody can read; each gets a row too.
    """
    found = stream(paths, today, executor=executor, cache=cache, stop=stop, disclosure=disclosure, others=others)
    return (row for row, whole in found if whole)


def stream(
    paths: Sequence[Path],
    today: date,
    *,
    executor: Executor | None = None,
    cache: Cache | None = None,
    stop: Stop = never,
    disclosure: Disclosure = OPEN,
    others: Unreadable = (),
) -> Iterator[Event]:
    """As `rows`, every row as soon as there is anything to say, then again with more; `True` when it is whole."""
    run = _Run(today, Cache.load() if cache is None else cache, stop, disclosure)
    with ExitStack() as stack:
        side = stack.enter_context(ThreadPoolExecutor(1, "history"))
        stack.callback(run.close)
        run.past = side.submit(pasts, paths, run.stopped)
        yield from run.begin(paths, others)
        if not run.jobs:
            yield from run.settle()
        yield from run.work(executor or stack.enter_context(_workers(len(run.jobs))))
        sweep(paths, run.stopped)


@contextmanager
def _workers(jobs: int) -> Iterator[Executor]:
    """Processes where there is enough to do for them and the system allows it, else this thread."""
    with ExitStack() as stack:
        found: Executor = Here()
        if jobs >= MANY and processors() > 1:
            with suppress(OSError, ImportError, ValueError):  # no shared semaphores, no more processes, no stderr
                found = stack.enter_context(processes(processors()))
        yield found


class _Run:
    """One pass over the files: what is still to be worked out, and the rows that wait for the past of their file."""

    def __init__(self, today: date, cache: Cache, stop: Stop, disclosure: Disclosure) -> None:
        self.today, self.cache, self.stop, self.disclosure = today, cache, stop, disclosure
        self.veil = Veil(disclosure)
        self.jobs: deque[Job] = deque()
        self.past: Future[dict[Path, Past]] = Future()
        self._pasts: dict[Path, Past] | None = None
        self._held: list[Row] = []
        """Worked out, while the past is not known."""
        self._waiting: dict[Path, Row] = {}
        """With their past, while the plan of the last review is worked out."""
        self._earlier = Earlier()
        self._unsaved = Unsaved()
        self._over = False

    def stopped(self) -> bool:
        """Whether nobody waits any more."""
        return self._over or self.stop()

    def close(self) -> None:
        """Everything was taken, or nobody waits: what is new is kept."""
        self._over = True
        self._earlier.close()
        self.cache.save()

    def begin(self, paths: Sequence[Path], others: Unreadable) -> Iterator[Event]:
        """What can be said at once: files nobody can read, rows from the cache, headers."""
        first = [self._first(path) for path in paths] if self.disclosure else map(self._first, paths)
        lost = [unreadable(path, self.today, problem, self.disclosure) for path, problem in others]
        if self.disclosure:
            self.veil = Veil(self.disclosure, [*lost, *(row for row, _ in first)])
        for row in lost:
            yield self.veil.over(row), True
        for row, known in first:
            if self.stopped():
                return
            if known is not None:
                yield self._finished(known)
                continue
            if not row.digest:
                yield self.veil.over(row), True
                continue
            self.jobs.append(Job(row.path, self.today))
            yield self.veil.header(row), False

    def settle(self) -> Iterator[Event]:
        """Everything is worked out: the rows still need the past of their file."""
        while self._held and not self._known() and not self.stopped():
            self._wait()
        yield from self._released()

    def work(self, executor: Executor) -> Iterator[Event]:
        """Let everything be worked out, and whatever that leads to."""
        here = isinstance(executor, Here)
        pending: dict[Future[tuple[Row, ...]], tuple[Job, ...]] = {}
        try:
            while (self.jobs or pending or self._held) and not self.stopped():
                yield from self._released()
                while self.jobs and len(pending) < (1 if here else 2 * processors() + 1):
                    batch = self._batch(1 if here else BATCH)
                    # Only this thread can be asked whether to stop; processes of ours know it from whoever ends them.
                    also = (self.stopped,) if here else ()
                    pending[executor.submit(rows_of, batch, self.disclosure, *also)] = batch
                if not pending:
                    self._wait()
                    continue
                done = wait(pending, timeout=PULSE, return_when=FIRST_COMPLETED).done
                for future in [one for one in pending if one in done]:
                    yield from self._taken(future, pending.pop(future))
        except BrokenExecutor:
            # Somebody ended a process, or there was no memory for it: the rest is worked out right here.
            self.jobs.extendleft(job for batch in pending.values() for job in batch)
            pending.clear()
            if not here:
                yield from self.work(Here())
        finally:
            for future in pending:
                future.cancel()

    def _first(self, path: Path) -> tuple[Row, Row | None]:
        """The header of a file, or why it cannot be read; and its row where that is known."""
        return alone(lambda: self._glance(path), lambda problem: self._lost(path, problem))

    def _lost(self, path: Path, problem: Problem) -> tuple[Row, Row | None]:
        return unreadable(path, self.today, problem, self.disclosure), None

    def _glance(self, path: Path) -> tuple[Row, Row | None]:
        data = bytes_of(path)
        known = self.cache.get(digest(data), path, self.today, self.disclosure)
        if known is not None and not self.disclosure:
            return known, known
        return skimmed(data, path, self.today), known

    def _batch(self, most: int) -> tuple[Job, ...]:
        size = max(1, min(most, math.ceil(len(self.jobs) / (4 * processors()))))
        return tuple(self.jobs.popleft() for _ in range(min(size, len(self.jobs))))

    def _taken(self, future: "Future[tuple[Row, ...]]", batch: Sequence[Job]) -> Iterator[Event]:
        try:
            found = future.result()
        except BrokenExecutor:
            self.jobs.extendleft(batch)
            raise
        for job, row in zip(batch, found, strict=False):
            if row.fault_code != OUR_FAULT:
                self.cache.put(row, self.disclosure)
            if job.data is None:
                yield self._finished(row)
            else:
                yield self.veil.over(with_trend(self._waiting.pop(job.path), row)), True

    def _released(self) -> Iterator[Event]:
        """The rows that waited for the past, once that is known."""
        if self._held and self._known():
            held, self._held = self._held, []
            yield from (self._finished(row) for row in held)

    def _wait(self) -> None:
        wait([self.past], timeout=PULSE)

    def _known(self) -> bool:
        if self._pasts is None and self.past.done():
            self._pasts = self.past.result()
        return self._pasts is not None

    def _finished(self, row: Row) -> Event:
        """A row that was worked out, with the past of its file as far as that is known; and whether it is whole."""
        if self.disclosure.customer_safe:
            return self.veil.over(row), True
        if not self._known() or self._pasts is None:
            self._held.append(row)
            return self.veil.over(row), False
        past = self._pasts.get(row.path, Past())
        row = replace(row, changed=past.changed, slips=past.slips, unsaved=self._unsaved.has(row.path))
        data = self._earlier.of(row.path, row.reviewed, past) if row.talks is not None else None
        if data is None:
            return self.veil.over(row), True
        day = row.reviewed or self.today
        before = self.cache.get(digest(data), row.path, day, self.disclosure)
        if before is not None:
            return self.veil.over(with_trend(row, before)), True
        self._waiting[row.path] = row
        self.jobs.append(Job(row.path, day, data))
        return self.veil.over(row), False


def with_trend(row: Row, before: Row) -> Row:
    """The row with its plan held against that of the last review."""
    if row.talks is None or row.effort is None or before.talks is None or before.effort is None:
        return row
    now, then = (row.blocked, row.unreached, row.effort), (before.blocked, before.unreached, before.effort)
    if row.unreached and before.unreached and now[:2] == then[:2]:
        # Neither reaches everybody: their efforts are not for the same thing.
        return row
    trend = (Trend.EASIER, Trend.SAME, Trend.HARDER)[(now > then) - (now < then) + 1]
    return replace(row, trend=trend, talks_before=before.talks)
