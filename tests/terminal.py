"""Run the program in a real pseudo-terminal and read its screen; POSIX only.

Nothing here sleeps: every wait is a `select` that ends when the condition holds or its time is up.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pyte

KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "esc": "\x1b[27u",  # as newer terminals send it: never taken together with the key behind it
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "f1": "\x1bOP",
    "f10": "\x1b[21~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
"""What a terminal sends for a key that is not simply its character."""

_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[\?[0-9;]*\$[a-z]|\x1b[P_^][^\x1b]*\x1b\\")
_MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;:<>=?$]*|\][^\x07\x1b]*|P[^\x1b]*)?$")
_LEFT_ON = {1049: "alternate screen", 1000: "mouse", 1003: "mouse motion", 1006: "mouse", 2004: "bracketed paste"}


class Start(Protocol):
    """Start the program in a terminal: `start("FILE", columns=80)`."""

    def __call__(
        self, *arguments: object, columns: int = 120, rows: int = 40, environment: dict[str, str | None] | None = None
    ) -> "Terminal":
        """The arguments as they stand behind `committee`, each as text."""


class Terminal:
    """A child process in a pty of `columns` x `rows`, its screen kept by pyte, every byte it wrote in `raw`."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environment: dict[str, str | None] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.columns, self.rows = columns, rows
        self.screen = pyte.Screen(columns, rows)
        self.raw = bytearray()
        self.keys = 0
        self.exit_code: int | None = None
        self._stream = pyte.ByteStream(self.screen)
        self._rest = b""
        self._modes: dict[int, bool] = {}
        variables = dict(os.environ) | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
        for name in ("NO_COLOR", "COLUMNS", "LINES", "PYTEST_CURRENT_TEST"):
            variables.pop(name, None)
        for name, value in (environment or {}).items():
            variables.pop(name, None)
            if value is not None:
                variables[name] = value
        self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            try:
                self._set_size(0)
                if folder is not None:
                    os.chdir(folder)
                os.execvpe(command[0], list(command), variables)  # noqa: S606 - the very program under test
            finally:
                os._exit(127)
        self._set_size(self._descriptor)
        os.set_blocking(self._descriptor, False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.exit_code is None:
            self.kill(signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._descriptor)

    def press(self, *keys: str) -> None:
        """Send keys by name (`"enter"`, `"ctrl+s"`) or as the character they are; each counts as one key."""
        for key in keys:
            self.keys += 1
            self._write(KEYS.get(key, key).encode())

    def type(self, text: str) -> None:
        """Send text a key at a time."""
        self.press(*text)

    def paste(self, data: bytes) -> None:
        """Send raw bytes; not counted as keys."""
        self._write(data)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal; the kernel tells the program."""
        self.columns, self.rows = columns, rows
        self.screen.resize(rows, columns)
        self._set_size(self._descriptor)

    def kill(self, signal_number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, signal_number)

    @property
    def text(self) -> str:
        """The screen, line by line, without trailing blanks."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def left_on(self) -> list[str]:
        """Terminal modes that the program switched on and has not switched off."""
        on = [name for mode, name in _LEFT_ON.items() if self._modes.get(mode)]
        if self._modes.get(25) is False:
            on.append("hidden cursor")
        return on

    def wait_for(self, pattern: str, seconds: float = 30.0) -> str:
        """Wait until the regular expression is on the screen; returns the screen."""
        expression = re.compile(pattern, re.DOTALL)
        self.wait_until(lambda: bool(expression.search(self.text)), seconds, f"{pattern!r} on the screen")
        return self.text

    def wait_gone(self, pattern: str, seconds: float = 30.0) -> str:
        """Wait until the regular expression is no longer on the screen; returns the screen."""
        expression = re.compile(pattern, re.DOTALL)
        self.wait_until(lambda: not expression.search(self.text), seconds, f"{pattern!r} to leave the screen")
        return self.text

    def wait_until(self, condition: Callable[[], bool], seconds: float, what: str) -> None:
        """Read what the program writes until the condition holds.

        Raises:
            AssertionError: it did not hold in time, or the program ended first; carries the screen.
        """
        end = time.monotonic() + seconds
        while not condition():
            left = end - time.monotonic()
            if left <= 0 or (not self._read(min(left, 0.2)) and self._reap() is not None and not condition()):
                raise AssertionError(f"waited in vain for {what} (exit {self.exit_code}):\n{self.text}")

    def wait_exit(self, seconds: float = 30.0) -> int:
        """Wait until the program ends; returns its exit code (negative: the signal)."""
        self.wait_until(lambda: self._reap() is not None, seconds, "the end of the program")
        while self._read(0.05):
            pass
        assert self.exit_code is not None
        return self.exit_code

    def _set_size(self, descriptor: int) -> None:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))

    def _write(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self._descriptor, data[:4096]) :]
            except BlockingIOError:
                self._read(0.05)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._descriptor], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._descriptor, 65536)
        except OSError:  # Linux: the other end is closed
            return False
        self._feed(data)
        return bool(data)

    def _feed(self, data: bytes) -> None:
        if b"\x1b[6n" in data:  # where is the cursor?
            self._write(b"\x1b[1;1R")
        if b"\x1b[c" in data:  # what are you?
            self._write(b"\x1b[?62;22c")
        self.raw += data
        data, self._rest = self._rest + data, b""
        unfinished = _UNFINISHED.search(data)
        if unfinished and len(unfinished.group()) < 4096:
            data, self._rest = data[: unfinished.start()], unfinished.group()
        for modes, switch in _MODES.findall(data):
            for mode in modes.split(b";"):
                self._modes[int(mode)] = switch == b"h"
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))

    def _reap(self) -> int | None:
        if self.exit_code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.exit_code = os.waitstatus_to_exitcode(status)
        return self.exit_code
