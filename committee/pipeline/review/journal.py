"""The journal of a sitting: one line an event, written through to the disk before anybody is told it is kept.

A journal that was cut in the middle of a line is read without that line and goes on behind it.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from committee.errors import FileFailure
from committee.pipeline.keeping import lines
from committee.text import show
from committee.writing import appended, grow, hold

VERSION: Final = 1
"""Of the lines; those of a later version are not read."""


class Journal:
    """One file that only grows, held by one process at a time.

    Args:
        file: where; made with its folder by the first `append`.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._handle: int | None = None

    def append(self, event: dict[str, Any]) -> None:
        """Write one event and wait until the disk has it.

        Raises:
            FileFailure: it could not be written.
        """
        data = json.dumps(event, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace") + b"\n"
        try:
            grow(self._opened(), data)
        except OSError as error:
            reason = show(error.strerror or "unknown reason")
            raise FileFailure(
                f"The notes of this review could not be kept: {reason}",
                "Make room on the disk; what is in the account files is safe",
            ) from error

    def replaced(self) -> bool:
        """Whether another file stands in its place: somebody was forgotten, and what named them was taken out."""
        if self._handle is None:
            return False
        try:
            now = self.file.stat()
        except OSError:
            self.close()
            return True
        was = os.fstat(self._handle)
        if (now.st_ino, now.st_dev) == (was.st_ino, was.st_dev):
            return False
        self.close()
        return True

    def hold(self) -> bool:
        """Take the journal for this process; whether no other has it, as far as this system knows."""
        try:
            return hold(self._opened()) is not False
        except OSError:
            return False

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = None

    def events(self) -> Iterator[dict[str, Any]]:
        """What was written so far."""
        return lines(self.file)

    def _opened(self) -> int:
        if self._handle is None:
            self._handle = appended(self.file)
            if not self._whole():
                os.write(self._handle, b"\n")
        return self._handle

    def _whole(self) -> bool:
        """Whether the last line has its end."""
        with self.file.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - 1, 0))
            return file.read(1) in {b"", b"\n"}
