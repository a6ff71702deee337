"""The folder whose portfolio was shown last, remembered between sittings."""

from contextlib import suppress
from pathlib import Path

from committee import writing
from committee.paths import state_dir


def last_folder() -> Path | None:
    """The folder whose portfolio was shown last, while it is there."""
    with suppress(OSError, UnicodeError):
        found = Path(_file().read_text(encoding="utf-8").removesuffix("\n"))
        if found.is_dir() and found.is_absolute():
            return found
    return None


def remember_folder(folder: Path) -> None:
    """Begin there next time nothing is named and nothing is at hand; not being able to is not worth a word."""
    with suppress(OSError, UnicodeError):
        writing.keep(_file(), f"{folder.resolve()}\n".encode())


def _file() -> Path:
    return state_dir() / "last-folder"
