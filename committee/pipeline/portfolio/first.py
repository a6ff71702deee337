"""The rows a list of accounts begins with: those on top of it, at once, whatever there is below them."""

import heapq
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from committee.model.problem import Problem
from committee.pipeline.portfolio.columns import in_order
from committee.pipeline.portfolio.row import Row
from committee.pipeline.portfolio.scan import Scanned
from committee.pipeline.portfolio.skim import close_date, over, skimmed
from committee.pipeline.portfolio.summary import unreadable
from committee.store.alone import alone
from committee.store.files import bytes_of


def first_rows(found: Scanned, today: date, most: int) -> tuple[Row, ...]:
    """The first rows in the default order, from the headers of their files; the others are only glanced at.

    Args:
        found: the files there are.
        today: the day of the rows.
        most: how many fit on the screen.
    """
    chosen = heapq.nsmallest(most, _glances(found.files))
    rows = [unreadable(path, today, problem) for path, problem in found.unreadable]
    for *_, path in chosen:
        row = alone(partial(_row, path, today), _said_later)
        rows += [row] if row is not None else []
    return in_order(rows)[:most]


def _glances(paths: tuple[Path, ...]) -> Iterator[tuple[bool, date, Path]]:
    """What decides a place in the default order, as far as a glance tells: over or not, and when it closes."""
    for path in paths:
        found = alone(partial(_glance, path), _said_later)
        if found is not None:
            yield found


def _glance(path: Path) -> tuple[bool, date, Path] | None:
    data = bytes_of(path)
    return over(data), close_date(data) or date.max, path


def _row(path: Path, today: date) -> Row | None:
    return skimmed(bytes_of(path), path, today)


def _said_later(_problem: Problem) -> None:
    """What is wrong with a file is said when it is read."""
