"""From arguments to an exit code: the screen at once, or click and a subcommand; and the net under both."""

import os
from collections.abc import Callable, Sequence

from committee.cli.exit_codes import FAULTY, INTERRUPTED, OURS
from committee.cli.output import complain
from committee.cli.registry import COMPLETING
from committee.errors import CommitteeError


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


def confessed(faults: Sequence[Exception], code: int) -> int:
    """`code`; where files of a batch met with faults of ours, that of those, and the first one is reported."""
    if not faults:
        return code
    complain(_confess(faults[0]))
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
    from committee.crash import report, written

    text = report(fault)
    file = written(text)
    return text if file is None else f"{text}\n\nThe same lines are in {file}"
