"""Every account of a folder as rows, streaming: worked out by several processes, or by an executor of the caller's."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from datetime import date
from pathlib import Path

from committee.pipeline.row import Row
from committee.pipeline.summary import row_of

Stop = Callable[[], bool]
"""Asked between two rows: whether nobody waits for the rest any more."""


def rows(
    paths: Sequence[Path], today: date, *, executor: Executor | None = None, stop: Stop | None = None
) -> Iterator[Row]:
    """The rows of account files as of a day, in the order they are finished.

    Args:
        paths: account files.
        today: the day of the analysis.
        executor: who works; this thread where `None`.
        stop: asked between two rows.
    """
    found = (
        map(row_of, paths, [today] * len(paths))
        if executor is None
        else executor.map(row_of, paths, [today] * len(paths))
    )
    for row in found:
        yield row
        if stop is not None and stop():
            return
