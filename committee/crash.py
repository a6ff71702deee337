"""What is shown and kept when the program itself is at fault: enough to mend it, nothing about anybody's account."""

import traceback
from pathlib import Path

from committee.paths import SMALL, contents, state_dir
from committee.writing import kept_or_not

EXIT_CODE = 70

_kept: set[tuple[Path, str]] = set()
"""Reports this process has written: of thousands of accounts with one fault, one is."""


def file() -> Path:
    """Where the newest report is kept."""
    return state_dir() / "crash.txt"


def newest() -> str:
    """The newest report that was kept, which names nobody; empty where there is none, or where it cannot be read."""
    try:
        return contents(file(), SMALL).decode("utf-8", "replace")
    except OSError:
        return ""


def keep(error: BaseException) -> Path | None:
    """Keep the report of a fault in one account of many, which stops nothing; `None` where it cannot be kept."""
    return written(report(error, what="committee failed on an account"))


def written(text: str) -> Path | None:
    """Where a report is kept now; `None` where it cannot be."""
    place = file()
    if (place, text) not in _kept and not kept_or_not(place, f"{text}\n".encode()):
        return None
    _kept.add((place, text))
    return place


def report(error: BaseException, *, kept: str = "", what: str = "committee stopped") -> str:
    """The crash text: the kind of error and our own places in the code, never messages, values or file names.

    Args:
        error: what was raised; the error a worker failed with is looked for inside.
        kept: what became of unsaved changes, a sentence; empty where there were none.
        what: what the fault led to.
    """
    error = getattr(error, "error", error)
    lines = [
        f"{what} because of a fault of its own.",
        kept or "The account file is as it was last saved.",
        "",
        "Please report these lines; they hold nothing from your account:",
        f"  {type(error).__name__}",
        *(f"  {place}" for place in _places(error)),
    ]
    return "\n".join(lines)


def _places(error: BaseException) -> list[str]:
    found = []
    for frame in traceback.extract_tb(error.__traceback__):
        parts = Path(frame.filename).parts
        if "committee" in parts:
            own = "/".join(parts[len(parts) - parts[::-1].index("committee") - 1 :])
            found.append(f"{own}:{frame.lineno} {frame.name}")
    return found[-8:]
