"""Other programs that get the terminal for a while: the user's own editor."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from committee.errors import UsageFault
from committee.text import show
from committee.tui.terminal.signals import left_to_another

if TYPE_CHECKING:
    from textual.app import App

REMEDY = "Set EDITOR to the program and its options, like: vim, or: code --wait"


def editor_command(path: Path, environment: Mapping[str, str] = os.environ) -> list[str]:
    """The user's editor with its options, and the file: $VISUAL, $EDITOR, else what the system has.

    The file is named from the root. A name alone may begin with a sign that the editor takes for an option or, as `+`,
    for a command to run.

    Raises:
        UsageFault: what the variable says is no command, or there is no such program.
    """
    name = next((name for name in ("VISUAL", "EDITOR") if environment.get(name, "").strip()), "")
    written = environment[name] if name else "notepad" if os.name == "nt" else "vi"
    try:
        words = shlex.split(written, posix=os.name != "nt")
    except ValueError:
        raise UsageFault(f"${name} has a quote or a backslash that is not closed: {show(written)}", REMEDY) from None
    if not words or not words[0]:
        raise UsageFault(f"${name} names no program: {show(written)}", REMEDY)
    if shutil.which(words[0], path=environment.get("PATH")) is None:
        where = f"${name} names it" if name else "nothing else is set"
        raise UsageFault(f'There is no editor "{show(words[0])}" that can be started ({where})', REMEDY)
    return [*words, str(path.absolute())]


def run_outside(app: "App[Any]", command: Sequence[str]) -> str:
    """Give the terminal to a program until it ends; what went wrong with it, in words, or nothing."""
    from textual.app import SuspendNotSupported

    code, fault = 0, ""
    try:
        with app.suspend(), left_to_another():
            # What is raised in here would leave the terminal with nobody.
            try:
                code = subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own program
            except (OSError, ValueError) as failure:
                fault = getattr(failure, "strerror", "") or "the system refused"
    except SuspendNotSupported:
        return "this terminal cannot be handed to another program"
    if fault:
        return f'"{show(command[0])}" could not be started: {fault}'
    if code < 0:
        return f'"{show(command[0])}" was ended by signal {-code}'
    return f'"{show(command[0])}" ended with a fault ({code})' if code else ""
