"""What is shown when the program itself is at fault: enough to mend it, and nothing about anybody's account."""

import traceback
from pathlib import Path

EXIT_CODE = 70


def report(error: BaseException, *, rescued: bool) -> str:
    """The crash text: the kind of error and our own places in the code, never messages, values or file names.

    Args:
        error: what was raised; the error a worker failed with is looked for inside.
        rescued: unsaved changes were written beside the account file.
    """
    error = getattr(error, "error", error)
    kept = (
        'Your unsaved changes are beside the account file, in a file that ends in ".rescue".'
        if rescued
        else "The account file is as it was last saved."
    )
    lines = [
        "committee stopped because of a fault of its own.",
        kept,
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
