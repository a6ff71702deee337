"""Reading and replacing files: never a half-written one, never one that somebody else changed meanwhile."""

import contextlib
import errno
import os
import stat
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from committee.errors import ChangedUnderneath, FileFailure
from committee.model.account import Account, Comment, KeyPath
from committee.model.tables import TABLES
from committee.model.values import normal
from committee.store.comments import lines_of
from committee.store.document import Document, digest
from committee.store.reader import read_bytes, read_text
from committee.store.source import FILE_LIMIT, too_large
from committee.store.writer import write_text
from committee.text import show


def read(path: Path | str) -> Document:
    """Read the account file at `path`; what is wrong with its content is in the document.

    Raises:
        FileFailure: it is not there, not a file, not readable, or larger than 5 MB.
    """
    path = Path(path)
    return read_bytes(bytes_of(path), path)


def save(path: Path | str, account: Account, expected_digest: str | None = None, newline: str = "\n") -> str:
    """Write `account` to `path` in canonical form and return the digest of the new file.

    The text is read again and compared with the account before anything is replaced; the file is replaced whole, with
    its mode kept, and a symbolic link keeps pointing at the file that is written. A file that already holds the very
    bytes is not touched.

    Args:
        path: where to.
        account: what to write.
        expected_digest: of the file as it was read; `""` says that there is no file yet, `None` asks for no check.
        newline: line end of the file.

    Raises:
        ChangedUnderneath: the file is not the one that was read.
        FileFailure: it could not be written, or (then with the text in `<file>.rescue`) not be verified.
    """
    text = write_text(account)
    if not holds(text, account):
        _rescue(Path(path), text)
    return save_bytes(path, text.replace("\n", newline).encode("utf-8"), expected_digest)


def save_bytes(path: Path | str, data: bytes, expected_digest: str | None = None) -> str:
    """Replace the file at `path` by `data`, whole or not at all; see `save`."""
    path = Path(path)
    with _failures(path):
        target = Path(os.path.realpath(path))
        if _unchanged(path, target, data, expected_digest):
            return digest(data)
        mode = _mode(target)
        handle, temporary = _temporary(target, 0o666 if mode is None else 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if mode is not None:
                _give_mode(temporary, target, mode)
            # Once more, right before: writing and flushing took time.
            _unchanged(path, target, data, expected_digest)
            os.replace(temporary, target)  # noqa: PTH105 - the one call that is atomic on every system
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        _flush_folder(target.parent)
    return digest(data)


def bytes_of(path: Path) -> bytes:
    """The bytes of a regular file of at most 5 MB; `FileFailure` otherwise."""
    with _failures(path, "read"):
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FileFailure(f"{show(path.name)} is a folder", "Name an account file in it")
        if not stat.S_ISREG(status.st_mode):
            raise FileFailure(f"{show(path.name)} is not a file", "Name an account file")
        if status.st_size > FILE_LIMIT:
            problem = too_large(status.st_size)
            raise FileFailure(f"{show(path.name)}: {problem.what}", problem.remedy)
        return path.read_bytes()


@contextlib.contextmanager
def _failures(path: Path, doing: str = "written") -> Iterator[None]:
    """Turn what the system says into a sentence; the file is as it was."""
    name = show(path.name)
    try:
        yield
    except FileNotFoundError as error:
        what = "is not there" if doing == "read" else "cannot be saved: its folder is not there"
        raise FileFailure(f"{name} {what}", "Check the name and the folder") from error
    except PermissionError as error:
        remedy = "Ask for the right to read it" if doing == "read" else "Save it elsewhere, or ask for the right"
        raise FileFailure(f"{name} may not be {doing}", remedy) from error
    except (OSError, ValueError) as error:
        full = isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}
        what = "the disk is full" if full else f"the system says: {show(_reason(error))}"
        kept = "" if doing == "read" else "The file is as it was; "
        remedy = "make room, or save it elsewhere" if full else "try again, or save it elsewhere"
        raise FileFailure(f"{name} could not be {doing}, {what}", kept + remedy if kept else "") from error


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "the name cannot be used"


def _unchanged(path: Path, target: Path, data: bytes, expected: str | None) -> bool:
    """Whether the file already holds `data`; refuses a file that is not the expected one."""
    name = show(path.name)
    try:
        now = bytes_of(target) if target.exists() else None
    except FileFailure:
        if target.is_dir() or expected is not None:
            raise
        now = None
    found = "" if now is None else digest(now)
    if expected is None or found == expected:
        return now == data
    if now is None:
        raise ChangedUnderneath(f"{name} was moved or deleted since it was opened", "Save it again under a name")
    if not expected:
        raise ChangedUnderneath(f"{name} is there already", "Choose another name, or open that one")
    raise ChangedUnderneath(f"{name} was changed by somebody else since it was opened", "Reload it, or save elsewhere")


def _mode(target: Path) -> int | None:
    """The mode of the file that is replaced; `None` where there is none, and the system's default holds."""
    if not target.exists():
        return None
    if not os.access(target, os.W_OK):
        raise FileFailure(f"{show(target.name)} is write-protected", "Save it elsewhere, or lift the protection")
    return stat.S_IMODE(target.stat().st_mode)


def _temporary(target: Path, mode: int) -> tuple[int, Path]:
    """A new file beside `target`, open for writing; hidden, and no account by its name."""
    for number in count():
        path = target.with_name(f".committee-{os.getpid()}-{number}.tmp")
        with contextlib.suppress(FileExistsError):
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode), path
    raise AssertionError  # counting never ends


def _give_mode(temporary: Path, target: Path, mode: int) -> None:
    temporary.chmod(mode)
    if hasattr(os, "chown") and target.exists():
        owner = target.stat()
        with contextlib.suppress(OSError):
            os.chown(temporary, owner.st_uid, owner.st_gid)


def _flush_folder(folder: Path) -> None:
    """Make the new name durable; Windows does so by itself and has no such call."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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
    rescue = path.with_name(f"{path.name}.rescue")
    save_bytes(rescue, text.encode("utf-8", "replace"))
    raise FileFailure(
        f"{show(path.name)} was not saved: what would be written does not read back as it should",
        f"The file is as it was; what you have entered is in {show(rescue.name)}",
    )
