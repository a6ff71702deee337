"""The portfolio as data: what has been read so far, in which order, and what of it is wanted. Pure Python."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from committee.pipeline.portfolio.columns import DEFAULT, in_order
from committee.pipeline.portfolio.filters import Filter
from committee.pipeline.portfolio.row import Row
from committee.pipeline.portfolio.scan import Scanned, scan
from committee.pipeline.portfolio.stream import Event
from committee.text import show


@dataclass(frozen=True, slots=True)
class Source:
    """Where the accounts come from: files and folders, and with `here` the account files right in that folder.

    A folder one merely stands in is not searched downwards: it may be somebody's whole home.
    """

    paths: tuple[Path, ...] = ()
    here: Path | None = None

    def scan(self) -> Scanned:
        """The files there are now."""
        right_here = sorted(self.here.glob("*.account.toml")) if self.here is not None else []
        return scan([*right_here, *(path for path in self.paths if path.exists() or path.suffix == ".toml")])

    @property
    def title(self) -> str:
        """What the portfolio is called: its folder, or how many places it comes from."""
        folders = [*([self.here] if self.here is not None else []), *self.paths]
        if len(folders) == 1:
            return show(Path(os.path.realpath(folders[0])).name) or show(str(folders[0]))
        return f"{len(folders)} places" if folders else "accounts"

    @property
    def folder(self) -> Path:
        """Where a new account goes."""
        if self.here is not None:
            return self.here
        first = self.paths[0] if self.paths else Path.cwd()
        return first if first.is_dir() else first.parent


class Portfolio:
    """The rows so far, and those shown of them; mutable, the only thing the screen keeps.

    Args:
        source: where the accounts come from.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found = Scanned(())
        """The files there were when it was last looked."""
        self.total = 0
        self.rows: dict[Path, Row] = {}
        self.done: set[Path] = set()
        """Those of which everything is known."""
        self.sort, self.descending = DEFAULT, False
        self.filter = Filter()
        self._shown: tuple[Row, ...] | None = None

    def begin(self, found: Scanned) -> None:
        """The files there are now; rows of files that are gone go, the others stay until they are read again."""
        present = {*found.files, *(path for path, _ in found.unreadable)}
        self.found, self.total = found, len(present)
        self.rows = {path: row for path, row in self.rows.items() if path in present}
        self.done.clear()
        self._shown = None

    def clear(self) -> None:
        """Nothing is known any more: names are hidden now, or shown again."""
        self.rows.clear()
        self.done.clear()
        self._shown = None

    def take(self, events: Iterable[Event]) -> None:
        """What a worker found; what is known in full is not replaced by a header."""
        for row, whole in events:
            before = self.rows.get(row.path)
            if whole or before is None or row.analysed or before.digest != row.digest:
                self.rows[row.path] = row
            if whole:
                self.done.add(row.path)
        self._shown = None

    def sort_by(self, key: str, *, descending: bool) -> None:
        """In that order."""
        self.sort, self.descending = key, descending
        self._shown = None

    def want(self, wanted: Filter) -> None:
        """Only these."""
        self.filter = wanted
        self._shown = None

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that match, in order; worked out once. O(n log n)."""
        if self._shown is None:
            wanted = [row for row in self.rows.values() if self.filter.holds(row)]
            self._shown = in_order(wanted, self.sort, descending=self.descending)
        return self._shown

    @property
    def faulty(self) -> int:
        """Files with errors, shown or not."""
        return sum(bool(row.fault) for row in self.rows.values())

    @property
    def left_out(self) -> int:
        """Files with errors that the filter keeps from being seen."""
        return self.faulty - sum(bool(row.fault) for row in self.shown)
