"""The journal of one open account, written behind the screen's back.

What is noted is on the disk within a second: a thread writes what the account says then, so that many changes in one
breath are one line. It waits a little first: a change is drawn before anything else is done.
"""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from committee import crash, store, writing
from committee.garbage import Hold
from committee.store.writer import Memo
from committee.text import show
from committee.workspace.journal.finding import BEFORE, UNSAVED, folder, stem
from committee.workspace.journal.lines import VERSION, Entry, cut, line, summed

if TYPE_CHECKING:
    from committee.model.account import Account
    from committee.store import Document

PATIENCE: Final = 0.4
"""Seconds between the first change that is not written yet and writing it."""
AGAIN: Final = 5.0
"""Seconds after which it is tried again where the disk took nothing."""
ROOM: Final = 4 * 1024 * 1024
"""Bytes that a journal may have beyond the texts themselves, before it is begun anew."""
_MOST: Final = 1000
"""No process has more of one account."""


class Journal:
    """The journal of an account that is open here: a file only while there is something to lose.

    `note` costs next to nothing and may be called for every key; the rest writes. None of them raises for what the
    disk does: `fault` says why nothing can be kept, and is empty again once something was.

    Args:
        account: its file, which need not be there yet.
        tell: called once, from any thread, when nothing can be kept; with the reason.
        clock: the time now, aware.
    """

    def __init__(
        self,
        account: Path,
        *,
        tell: Callable[[str], None] = lambda _: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.account = account.absolute()
        self.tell = tell
        self.fault = ""
        self.file: Path | None = None
        """Where it is; `None` while nothing is kept."""
        self._clock = clock
        self._handle = -1
        self._noting = threading.Lock()  # never held while anything is computed or written
        self._writing = threading.Lock()
        self._noted: tuple[Document, Account] | None = None
        self._words: list[str] = []
        self._timer: threading.Timer | None = None
        self._document: Document | None = None
        self._account: Account | None = None
        self._text = ""
        self._size = self._most = 0
        self._told = False
        self._memo: Memo = {}

    def note(self, document: "Document", account: "Account", words: str) -> None:
        """The account is another one now; it is on the disk within a second.

        Args:
            document: what it began with: as it was read, or saved last.
            account: as it is now.
            words: what was done, in words.
        """
        with self._noting:
            self._noted = document, account
            self._words.append(words)
            self._wait(PATIENCE)

    def flush(self) -> bool:
        """Write what was noted; whether all of it is on the disk. Any thread may call it, and waits for the disk."""
        with self._writing:
            noted, words = self._taken()
            if noted is None:
                return not self.fault
            try:
                self._write(*noted, words)
            except OSError as fault:
                self._failed(noted, words, show(fault.strerror or "the system does not say why"))
                return False
            except Exception as fault:  # noqa: BLE001 - in a thread of ours it would be printed across the screen
                crash.keep(fault)
                self._failed(noted, words, type(fault).__name__)
                return False
            self.fault = ""
            return True

    def saved(self, document: "Document", account: "Account") -> None:
        """The account's file says this now: the journal goes, or begins anew where something was changed meanwhile.

        Args:
            document: as it was saved.
            account: that was saved.
        """
        with self._writing, self._noting:
            latest = self._account if self._noted is None else self._noted[1]
            if latest is not None and latest is not account:
                self._noted = document, latest
            else:
                self._noted = None
        if self._noted is None:
            self.fold()
        else:
            self.flush()

    def fold(self) -> None:
        """There is nothing to lose any more, or it is given up: the file goes."""
        with self._writing:
            self._taken()
            self._leave(remove=True)
            self.fault = ""

    def close(self) -> None:
        """Let go of the file and leave it for the next sitting, with everything that was noted."""
        self.flush()
        with self._writing:
            self._leave(remove=False)

    def _wait(self, seconds: float) -> None:
        """Write after so many seconds, unless that is waited for already."""
        if self._timer is None:
            self._timer = threading.Timer(seconds, self.flush)
            self._timer.daemon = True
            self._timer.start()

    def _taken(self) -> "tuple[tuple[Document, Account] | None, list[str]]":
        """What was noted, which is no longer waited for."""
        with self._noting:
            noted, words = self._noted, self._words
            self._noted, self._words = None, []
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        return noted, words

    def _write(self, document: "Document", account: "Account", words: list[str]) -> None:
        with Hold():  # see the note on saving: a full collection would hold up the keys
            text = store.write_text(account, memo=self._memo)
            if self.file is None or document is not self._document or self._size > self._most:
                self._begin(document, text, words)
            elif text != self._text:
                data = line(self._entry(self._text, text, words))
                writing.grow(self._handle, data)
                self._size += len(data)
            self._text, self._account = text, account

    def _begin(self, document: "Document", text: str, words: list[str]) -> None:
        """A new file; the one before goes only once it is there."""
        base = document.text or store.write_text(document.account)
        data = line(self._head(base)) + line(self._entry(base, text, words))
        file, handle = _made(self.account, UNSAVED, data)
        memo = self._memo
        self._leave(remove=True)
        self._memo = memo
        self.file, self._handle, self._document, self._account = file, handle, document, None
        self._size, self._most = len(data), ROOM + 4 * (len(base) + len(text))

    def _head(self, base: str) -> Entry:
        return _head(self.account, base, self._clock())

    def _entry(self, before: str, text: str, words: list[str]) -> Entry:
        return _entry(before, text, words, self._clock())

    def _failed(self, noted: "tuple[Document, Account]", words: list[str], why: str) -> None:
        # Its last line may be torn: what comes next goes into a new file, and this one stays until that is there.
        self._document = None
        with self._noting:
            if self._noted is None:
                self._noted = noted
            self._words = [*words, *self._words]
            self._wait(AGAIN)
        self.fault = why
        if not self._told:
            self._told = True
            self.tell(why)

    def _leave(self, *, remove: bool) -> None:
        file, handle = self.file, self._handle
        self.file, self._handle, self._document, self._account = None, -1, None, None
        self._memo = {}
        if handle >= 0:
            if remove and file is not None:
                with suppress(OSError):
                    file.unlink()
            with suppress(OSError):
                os.close(handle)


def keep_copy(account: Path, base: str, text: str, words: str, when: datetime) -> Path:
    """Keep what an account said before somebody was forgotten, until it is purged or too old; the file.

    Args:
        account: its file.
        base: what it says now.
        text: what it said before.
        words: what happened.
        when: now, aware.

    Raises:
        OSError: it could not be kept.
    """
    data = line(_head(account.absolute(), base, when)) + line(_entry(base, text, [words], when))
    file, handle = _made(account, BEFORE, data)
    os.close(handle)
    return file


def _head(account: Path, base: str, when: datetime) -> Entry:
    from committee import __version__

    pid = os.getpid()
    return {
        "journal": VERSION,
        "account": str(account),
        "base": base,
        "since": when.isoformat(),
        "pid": pid,
        "started": writing.started(pid),
        "machine": writing.machine(),
        "version": __version__,
    }


def _entry(before: str, text: str, words: list[str], when: datetime) -> Entry:
    change = cut(before, text)
    return {
        "at": when.isoformat(),
        "cut": [change.at, change.out, change.put],
        "sum": summed(text),
        "words": words,
    }


def _made(account: Path, ending: str, data: bytes) -> tuple[Path, int]:
    """A new file that begins with `data`, and its handle."""
    begin = f"{stem(account)}-{writing.machine()}-{os.getpid()}"
    for number in range(1, _MOST):
        file = folder() / f"{begin}-{number}{ending}"
        with suppress(FileExistsError):
            return file, writing.grow_new(file, data)
    raise FileExistsError("there are too many of them")
