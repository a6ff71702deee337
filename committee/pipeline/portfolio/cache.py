"""Rows worked out before, kept in the cache folder: one file, read whole, looked into only where asked.

A row belongs to the content of a file, a day, what was withheld, and the very program that made it; a file that says
anything else than its own checksum is as good as none. It holds names and sentences out of accounts, so only its
owner may read it, and `purge` takes it away.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from committee import __version__
from committee.model.disclosure import OPEN, Disclosure
from committee.paths import cache_dir
from committee.pipeline.portfolio.codec import decoded, encoded
from committee.pipeline.portfolio.row import Row
from committee.writing import kept_or_not

LIMIT = 16 * 1024 * 1024
"""Most bytes of the file; what was used longest ago goes first."""

_ROOMS = ("model", "store", "graph", "consensus", "findings", "workspace", "pipeline")
"""The rooms that decide what a row says."""


def cache_file() -> Path:
    """Where the rows are."""
    return cache_dir() / "portfolio.rows"


def purge() -> tuple[Path, ...]:
    """Take away every row ever kept, of all accounts, and what git said of them; the files that were deleted.

    Raises:
        OSError: one of them could not be.
    """
    found = tuple(path for path in sorted(cache_dir().glob("portfolio.*")) if path.is_file())
    for path in found:
        path.unlink()
    return found


def program() -> str:
    """What stands for the program that works the rows out: its version, and its files as they are now."""
    seen = hashlib.blake2b(__version__.encode(), digest_size=12)
    package = Path(__file__).parent.parent
    for room in _ROOMS:
        for folder, folders, files in os.walk(package / room):
            folders.sort()
            for name in sorted(name for name in files if name.endswith(".py")):
                status = (Path(folder) / name).stat()
                seen.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return seen.hexdigest()


class Cache:
    """Rows by content, day and disclosure; read once, looked up in memory, written once at the end.

    Args:
        file: where they are kept; nowhere where it is `None`: then nothing is read or written.
    """

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self._program = program() if file is not None else ""
        self._known: dict[bytes, bytes] = dict(_lines(file, self._program)) if file is not None else {}
        self._used: dict[bytes, bytes] = {}
        self._new = False

    @classmethod
    def load(cls) -> "Cache":
        """The user's own, in the cache folder; an unreadable one is empty."""
        return cls(cache_file())

    @classmethod
    def nowhere(cls) -> "Cache":
        """One that keeps nothing after this process."""
        return cls(None)

    def get(self, digest: str, path: Path, today: date, disclosure: Disclosure = OPEN) -> Row | None:
        """The row of a file with that content, if it was worked out before for that day."""
        key = _key(digest, today, disclosure)
        found = self._used.get(key) or self._known.get(key)
        if found is None:
            return None
        try:
            row = decoded(json.loads(found), path, today)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        self._used[key] = found
        return row

    def put(self, row: Row, disclosure: Disclosure = OPEN) -> None:
        """Remember a row; one of a file that could not be read has no content it would belong to."""
        if row.digest:
            text = json.dumps(encoded(row), ensure_ascii=True, separators=(",", ":"))
            self._used[_key(row.digest, row.today, disclosure)] = text.encode("ascii")
            self._new = True

    def save(self) -> bool:
        """Write what is new, with what others wrote meanwhile; whether it is on disk. Costs nothing where nothing is.

        The file is replaced whole and readable by its owner alone. A cache that cannot be written is no fault.
        """
        if self.file is None or not self._new:
            return False
        kept = self._used | {k: v for k, v in self._known.items() if k not in self._used}
        kept |= {k: v for k, v in _lines(self.file, self._program) if k not in kept}
        body = b"".join(_within(kept))
        if not kept_or_not(self.file, _head(self._program, body) + body):
            return False
        self._new = False
        return True


def _key(digest: str, today: date, disclosure: Disclosure) -> bytes:
    return f"{digest} {today.isoformat()} {disclosure.badge or 'open'}".encode()


def _head(program: str, body: bytes) -> bytes:
    check = hashlib.blake2b(body, digest_size=16).hexdigest()
    return f"committee rows {program} {check}\n".encode()


def _lines(file: Path, program: str) -> Iterator[tuple[bytes, bytes]]:
    """Keys and rows of a file that this very program wrote and nobody touched since; nothing of any other."""
    try:
        if file.stat().st_size > 2 * LIMIT:
            return
        data = file.read_bytes()
    except OSError:
        return
    head, _, body = data.partition(b"\n")
    if head + b"\n" != _head(program, body):
        return
    for line in body.split(b"\n"):
        key, tab, row = line.partition(b"\t")
        if tab:
            yield key, row


def _within(kept: dict[bytes, bytes]) -> Iterator[bytes]:
    """The lines, first those used now, as long as there is room."""
    size = 0
    for key, row in kept.items():
        line = key + b"\t" + row + b"\n"
        size += len(line)
        if size > LIMIT:
            return
        yield line
