"""Reading and replacing files: never a half-written one, never one that somebody else changed meanwhile."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from committee import writing
from committee.errors import ChangedUnderneath, FileFailure
from committee.model.account import Account, Comment, KeyPath
from committee.model.tables import TABLES
from committee.model.values import normal
from committee.paths import NotAFile, TooLarge, contents
from committee.store.comments import lines_of
from committee.store.document import Document, digest
from committee.store.reader import read_bytes, read_text
from committee.store.source import FILE_LIMIT, too_large
from committee.store.writer import write_text
from committee.text import show
from committee.writing import failures

Tell = Callable[[str], None]
"""Told what could not be kept of a file that was replaced, a sentence without its end."""


def _hush(_: str) -> None:
    return


def read(path: Path | str) -> Document:
    """Read the account file at `path`; what is wrong with its content is in the document.

    Raises:
        FileFailure: it is not there, not a file, not readable, or larger than 5 MB.
    """
    path = Path(path)
    return read_bytes(bytes_of(path), path)


def save(
    path: Path | str,
    account: Account,
    expected_digest: str | None = None,
    newline: str = "\n",
    tell: Tell = _hush,
) -> str:
    """Write `account` to `path` in canonical form and return the digest of the new file.

    The text is read again and compared with the account before anything is replaced; the file is replaced whole, with
    its owner, mode and attributes kept, and a symbolic link keeps pointing at the file that is written. A file that
    already holds the very bytes is not touched.

    Args:
        path: where to.
        account: what to write.
        expected_digest: of the file as it was read; `""` says that there is no file yet, `None` asks for no check.
        newline: line end of the file.
        tell: called with each thing that could not be kept of the file that is replaced.

    Raises:
        ChangedUnderneath: the file is not the one that was read.
        FileFailure: it could not be written, or (then with the text in `<file>.rescue`) not be verified.
    """
    text = write_text(account)
    if not holds(text, account):
        _rescue(Path(path), text)
    return save_bytes(path, text.replace("\n", newline).encode("utf-8"), expected_digest, tell)


def save_bytes(path: Path | str, data: bytes, expected_digest: str | None = None, tell: Tell = _hush) -> str:
    """Replace the file at `path` by `data`, whole or not at all; see `save`."""
    path = Path(path)
    with failures(path):
        if expected_digest == "":
            _create(path, data)
        elif not _holds(path, data, expected_digest):
            # Once more, right before: writing and flushing took time.
            for lost in writing.replace(path, data, unless=lambda: _check(path, data, expected_digest)):
                tell(lost)
    return digest(data)


def _create(path: Path, data: bytes) -> None:
    try:
        writing.create(path, data)
    except FileExistsError:
        writing.destination(path)  # says so where it is a link that leads nowhere
        raise ChangedUnderneath(
            f"{show(path.name)} is there already", "Choose another name, or open that one"
        ) from None


def bytes_of(path: Path) -> bytes:
    """The bytes of a regular file of at most 5 MB; `FileFailure` otherwise."""
    with failures(path, "read"):
        try:
            return contents(path, FILE_LIMIT)
        except IsADirectoryError:
            raise FileFailure(f"{show(path.name)} is a folder", "Name an account file in it") from None
        except NotAFile:
            raise FileFailure(f"{show(path.name)} is not a file", "Name an account file") from None
        except TooLarge as error:
            problem = too_large(error.size)
            raise FileFailure(f"{show(path.name)}: {problem.what}", problem.remedy) from None


def _holds(path: Path, data: bytes, expected: str | None) -> bool:
    """Whether the file holds `data` already; refuses a file that is not the expected one."""
    name = show(path.name)
    try:
        now = bytes_of(path) if path.exists() else None
    except FileFailure:
        if expected is not None:
            raise
        now = None
    if now == data:
        return True
    if expected is None or (now is not None and digest(now) == expected):
        return False
    if now is None:
        raise ChangedUnderneath(f"{name} was moved or deleted since it was opened", "Save it again under a name")
    raise ChangedUnderneath(f"{name} was changed by somebody else since it was opened", "Reload it, or save elsewhere")


def _check(path: Path, data: bytes, expected: str | None) -> None:
    _holds(path, data, expected)


def holds(text: str, account: Account) -> bool:
    """Whether reading `text` gives `account` again, every comment included."""
    again = read_text(text)
    if again.read_only:
        return False
    wanted, found = _comment_lines(account.comments), _comment_lines(again.account.comments)
    return found == wanted and same_account(again.account, account)


def _comment_lines(comments: Mapping[KeyPath, Comment]) -> Counter[str]:
    return Counter(line for comment in comments.values() for line in lines_of(comment))


def same_account(one: Account, other: Account) -> bool:
    """Whether two accounts say the same, comments aside; unwritten and default are the same."""
    bare, also = replace(one, comments={}, unknown={}), replace(other, comments={}, unknown={})
    if bare != also and _normal(bare) != _normal(also):
        return False
    return bool(_exact(one.unknown) == _exact(other.unknown))


def _normal(account: Account) -> list[Any]:
    return [
        (entry.pattern, {key: _fields(entry.pattern, record) for key, record in _records(account, entry.pattern)})
        for entry in TABLES
    ]


def _records(account: Account, pattern: KeyPath) -> list[tuple[Any, Any]]:
    if pattern == ("account",):
        return [((), account.header)]
    if pattern[0] == "decision":
        record = account.decision if len(pattern) == 1 else account.decision.quorum
        return [] if record is None else [((), record)]
    mapping = getattr(account, pattern[0])
    if pattern[-1] == "champion":
        return [(key, person.champion) for key, person in mapping.items() if person.champion is not None]
    return list(mapping.items())


def _fields(pattern: KeyPath, record: Any) -> list[Any]:
    if isinstance(record, int):
        return [record]
    entry = next(entry for entry in TABLES if entry.pattern == pattern)
    return [(field.name, normal(field, getattr(record, field.attribute))) for field in entry.fields]


def _exact(raw: Any) -> Any:
    """A raw value so that equal means written alike: 1 is not 1.0, nan is nan, the order of keys does not count."""
    if isinstance(raw, dict):
        return {key: _exact(value) for key, value in raw.items()}
    if isinstance(raw, (list, tuple)):
        return [_exact(item) for item in raw]
    return type(raw).__name__, str(raw)


def _rescue(path: Path, text: str) -> None:
    with failures(path):
        kept = writing.rescue(path, text.encode("utf-8", "replace"))
    where = show(kept.name if kept.parent == path.absolute().parent else str(kept))
    raise FileFailure(
        f"{show(path.name)} was not saved: what would be written does not read back as it should",
        f"The file is as it was; what you have entered is in {where}",
    )
