"""Choose a file by typing: the folder's entries are listed and narrowed while the path is typed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from committee.text import show
from committee.tui.forms.inputs import LineInput
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import Dialog
from committee.tui.widgets.lines import Lines, plain_row

SHOWN = 200
"""Most entries of a folder that are listed."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of a folder."""

    path: Path
    folder: bool


def entries(typed: str) -> tuple[Found, ...]:
    """Folders, then TOML files, whose names begin with what is typed behind the last separator; hidden ones if asked.

    A folder that cannot be read has none.
    """
    base, _, start = typed.rpartition(os.sep)
    folder = Path(f"{base}{os.sep}" if base or typed.startswith(os.sep) else ".").expanduser()
    return tuple(sorted(_entries(folder, start), key=lambda one: (not one.folder, one.path.name.casefold())))[:SHOWN]


def _entries(folder: Path, start: str) -> Iterator[Found]:
    try:
        with os.scandir(folder) as listing:
            for entry in listing:
                if not entry.name.casefold().startswith(start.casefold()) or (entry.name[0] == "." and not start):
                    continue
                is_folder = entry.is_dir()
                if is_folder or entry.name.endswith(".toml"):
                    yield Found(folder / entry.name, is_folder)
    except OSError:
        return


class PathScreen(Dialog[Path | None]):
    """Answers a path. Down goes into the list, enter opens the folder or takes the file that is chosen or typed.

    Args:
        title: what the file is for.
        start: the path that stands there at first.
        existing: only a file that is there will do (opening); else only one that is not (saving).
    """

    SEARCHES = True
    DEFAULT_CSS = look("forms", "PathScreen")

    def __init__(self, title: str, start: Path, *, existing: bool = False) -> None:
        super().__init__(title, "↑↓ choose · enter take it · esc leave")
        self.existing = existing
        self.start = show(str(start)) + (os.sep if start.is_dir() and not str(start).endswith(os.sep) else "")
        self.line = LineInput(placeholder="path of the file", id="path")
        self.lines = Lines()
        self.lines.can_focus = False
        self._found: tuple[Found, ...] = ()
        self._chosen = False

    def body(self) -> ComposeResult:
        """The line, the entries."""
        yield self.line
        yield self.lines

    def on_mount(self) -> None:
        self.line.value = self.start
        self._refill()
        self.line.focus()

    def on_resize(self) -> None:
        self.lines.styles.max_height = max(min(self.size.height - 7, 14), 2)

    @on(LineInput.Changed, "#path")
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self._chosen = False
        self._refill()

    @on(LineInput.Step, "#path")
    def _stepped(self, event: LineInput.Step) -> None:
        event.stop()
        if event.entered:
            self._take()
        elif not self._chosen and event.step > 0:
            self._chosen = True
            self.say_keys()
        else:
            self.lines.step(event.step)

    @on(LineInput.Escaped, "#path")
    def _escaped(self, event: LineInput.Escaped) -> None:
        event.stop()
        self.action_escape()

    @on(Lines.Moved)
    @on(Lines.Entered)
    def _clicked(self, event: Lines.Moved | Lines.Entered) -> None:
        event.stop()
        self._chosen = True
        if isinstance(event, Lines.Entered):
            self._take()

    def _take(self) -> None:
        key = self.lines.key
        if self._chosen and isinstance(key, int):
            found = self._found[key]
            self._put(found)
            if found.folder:
                return
        path = Path(self.line.value.strip()).expanduser()
        fault = self._fault(path)
        if fault:
            self.say(fault, "bold $error")
        else:
            self.dismiss(path)

    def _fault(self, path: Path) -> str:
        if not self.line.value.strip():
            return "Type a path"
        if path.is_dir():
            return "This is a folder: choose or type a file in it"
        if self.existing:
            return "" if path.is_file() else "There is no such file"
        if path.exists():
            return "There is a file of this name already: choose another"
        return "" if path.parent.is_dir() else "There is no such folder"

    def _put(self, found: Found) -> None:
        self.line.value = f"{found.path}{os.sep if found.folder else ''}"
        self.line.cursor_position = len(self.line.value)

    def _refill(self) -> None:
        self._found = entries(self.line.value)
        rows = [
            plain_row(
                i,
                content([("/ " if one.folder else "  ", "muted"), (show(one.path.name), "bold" if one.folder else "")]),
            )
            for i, one in enumerate(self._found)
        ]
        self.lines.fill(rows or [plain_row(None, Content("no folder or TOML file here begins like this"))])
        self.lines.styles.height = max(len(rows), 1)
