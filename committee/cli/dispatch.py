"""From arguments to an exit code: the screen at once, or click and a subcommand; and the net under both.

Exit codes: 0 fine, 1 findings, 2 usage or a faulty file, 70 our own fault, 130 interrupted.
"""

import os
from collections.abc import Callable, Sequence

from committee.cli.output import complain
from committee.errors import CommitteeError

FINE, FINDINGS, FAULTY, OURS, INTERRUPTED = 0, 1, 2, 70, 130

COMPLETING = "_COMMITTEE_COMPLETE"
"""Set by a shell that asks for completions."""


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for. Never raises, never prints a traceback."""
    return guarded(lambda: _run(arguments))


def guarded(work: Callable[[], int]) -> int:
    """The exit code of `work`; what it raises becomes a message and the code that belongs to it."""
    try:
        return work()
    except CommitteeError as fault:
        complain(str(fault))
        return FAULTY
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - the last net: a seller never sees a traceback
        complain(_confess(fault))
        return OURS


def _run(arguments: Sequence[str]) -> int:
    if COMPLETING not in os.environ:
        from committee.cli.screen import read_request, show_screen

        request = read_request(arguments)
        if request is not None:
            from committee.settings import load

            return show_screen(request, load())
    from committee.cli.root import run_command

    return run_command(arguments)


def _confess(fault: Exception) -> str:
    """Keep a report without names and values in the state folder, and say where it is."""
    from committee.paths import state_dir
    from committee.tui.terminal.crash import report
    from committee.writing import kept_or_not

    text = report(fault)
    file = state_dir() / "crash.txt"
    if not kept_or_not(file, f"{text}\n".encode()):
        return text
    return f"{text}\n\nThe same lines are in {file}"
