"""The list of promises across accounts: grouped by when they are due, files with errors at its end."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from textual.content import Content

from committee.pipeline.actions import Promise
from committee.tui.promises.session import Read, Wanted, Widths, fault_line, grouped, line_of, nothing
from committee.tui.theme.ink import Line, content
from committee.tui.widgets.lines import Lines, Row, plain_row


class PromiseLines(Lines):
    """Promises in columns. A row is known by its file and the path of its record; a file with errors by the file.

    Args:
        today: the date they are seen from.
        called: what stands in for files where names are hidden.
        plain: draw with ASCII only.
    """

    def __init__(self, *, today: date, called: Mapping[Path, str], plain: bool) -> None:
        super().__init__()
        self._today, self._called, self._plain = today, called, plain
        self._shown: dict[object, Promise] = {}

    @property
    def promise(self) -> Promise | None:
        """The one under the cursor."""
        return self._shown.get(self.key)

    def show(self, read: Read, wanted: Wanted, *, busy: bool, select: object = None) -> tuple[Promise, ...]:
        """List what is asked for, and give it back; the cursor stays on its line, or goes to `select`."""
        found = read.wanted(wanted, self._today)
        self._shown = {(promise.file, promise.path): promise for promise in found}
        rows = self._groups(found) or [_gap(), _row(None, [(f"  {nothing(wanted, busy=busy)}", "muted")])]
        self.fill([*rows, *self._faults(read)])
        if select is not None:
            self.go_to(select)
        return found

    def _groups(self, found: Sequence[Promise]) -> list[Row]:
        widths = Widths.of(found, self.width - 2, self._today)
        rows: list[Row] = []
        for title, group in grouped(found):
            rows += [_gap()] if rows else []
            rows.append(_row(None, [(title, "accent bold")]))
            rows += [
                _row((one.file, one.path), [(" ", ""), *line_of(one, widths, self._today, plain=self._plain)])
                for one in group
            ]
        return rows

    def _faults(self, read: Read) -> list[Row]:
        if not read.faulty:
            return []
        head = [("FILES WITH ERRORS", "error bold"), ("  what can be read of them is above", "muted")]
        lines = (_row((one.file, ()), [(" ", ""), *fault_line(one, self._called)]) for one in read.faulty)
        return [_gap(), _row(None, head), *lines]


def _row(key: object, line: Line) -> Row:
    return plain_row(key, content(line))


def _gap() -> Row:
    return plain_row(None, Content(""))
