"""What reviews leave in the state folder: snapshots of accounts and journals of sittings, for their owner's eyes only.

Both hold names, so their folder and files can be read by nobody else, and `purge` takes away everything about a file.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from committee.paths import state_dir
from committee.writing import keep

_ENDING = ".jsonl"


def reviews() -> Path:
    """The folder; nothing is created here."""
    return state_dir() / "reviews"


def name_in_state(path: Path) -> str:
    """What stands for an account file in the names of state files; the same wherever it is called from."""
    return hashlib.blake2b(os.path.realpath(path).encode(errors="surrogateescape"), digest_size=8).hexdigest()


def snapshots(path: Path) -> tuple[Path, ...]:
    """The snapshots kept of an account file, the newest first."""
    return tuple(sorted((reviews() / "snapshots").glob(f"{name_in_state(path)}-*.toml"), reverse=True))


def journals() -> tuple[Path, ...]:
    """The journals of all sittings, the newest first."""
    return tuple(sorted(reviews().glob(f"*{_ENDING}"), reverse=True))


def lines(journal: Path) -> Iterator[dict[str, Any]]:
    """The lines of a journal that can be read; one cut in the middle by a crash is passed over."""
    try:
        text = journal.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    for raw in text.split("\n"):
        with suppress(ValueError):
            found = json.loads(raw)
            if isinstance(found, dict):
                yield found


def kept(path: Path) -> tuple[Path, ...]:
    """Every state file that holds names out of this account file."""
    return (*snapshots(path), *(journal for journal in journals() if _mentions(journal, path)))


def purge(path: Path) -> tuple[Path, ...]:
    """Take away what reviews kept of this account file; the state files that were deleted or rewritten.

    Of a journal only the lines about this account go; where it stood in the order of the sitting stays, by file name.

    Raises:
        OSError: one of them could not be written.
    """
    touched: list[Path] = []
    for snapshot in snapshots(path):
        snapshot.unlink()
        touched.append(snapshot)
    for journal in journals():
        if _mentions(journal, path):
            rest = [line for line in lines(journal) if not _about(line, path)]
            text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in rest)
            keep(journal, text.encode("utf-8", "replace"))
            touched.append(journal)
    return tuple(touched)


def _mentions(journal: Path, path: Path) -> bool:
    return any(_about(line, path) for line in lines(journal))


def _about(line: dict[str, Any], path: Path) -> bool:
    account = line.get("account")
    return isinstance(account, str) and os.path.realpath(account) == os.path.realpath(path)
