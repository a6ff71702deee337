"""A file shown by another program in a window of its own; the terminal stays ours."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_OPENERS = {"darwin": ("open",), "win32": ("explorer",)}
"""The program of a system that opens a file with what it belongs to."""


def can_open() -> bool:
    """Whether there are windows here, and a program that opens files in them."""
    if sys.platform.startswith(("darwin", "win32")):
        return shutil.which(_OPENERS[sys.platform][0]) is not None
    # Without a display such a program falls back to a browser of the terminal, on top of us.
    windows = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(windows) and shutil.which("xdg-open") is not None


def open_in_window(path: Path) -> str:
    """Have a file opened, without waiting for it; why that cannot be, empty where it can.

    The whole path is handed over, so that no name of a file is taken for an option.
    """
    command = (*_OPENERS.get(sys.platform, ("xdg-open",)), str(path.absolute()))
    nowhere = subprocess.DEVNULL
    try:
        subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: S603
    except OSError as fault:
        return f"it cannot be opened: {fault.strerror}"
    return ""
