"""What is shown when the program itself is at fault: enough to mend it, and nothing about anybody's account."""

import traceback
from pathlib import Path

EXIT_CODE = 70


def report(error: BaseException, *, kept: str = "") -> str:
    """The crash text: the kind of error and our own places in the code, never messages, values or file names.

    Args:
        error: what was raised; the error a worker failed with is looked for inside.
        kept: what became of unsaved changes, a sentence; empty where there were none.
    """
    error = getattr(error, "error", error)
    lines = [
        "committee stopped because of a fault of its own.",
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
