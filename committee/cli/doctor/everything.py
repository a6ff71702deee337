"""Every look in its order."""

from collections.abc import Callable, Iterator
from pathlib import Path

from committee.cli.doctor import machine, places, sharing, terminal
from committee.cli.doctor.line import Line
from committee.errors import CommitteeError, SettingsFault
from committee.settings import Settings, load


def everything(here: Path) -> tuple[Line, ...]:
    """What is found, in an order that does not depend on what that is.

    Args:
        here: the folder somebody stands in: git is asked about its repository.
    """
    chosen, fault = _settings()
    looks: tuple[tuple[str, Callable[[], Iterator[Line]]], ...] = (
        ("machine", machine.lines),
        ("terminal", lambda: terminal.lines(chosen)),
        ("git", lambda: sharing.lines(here)),
        ("folders", lambda: places.lines(fault)),
    )
    return tuple(line for name, seen in looks for line in _alone(name, seen))


def _alone(name: str, seen: Callable[[], Iterator[Line]]) -> Iterator[Line]:
    """Somebody looks because something is broken: a look that fails costs its own lines only."""
    try:
        yield from seen()
    except CommitteeError as failure:
        kind = type(failure).__name__
        found = f"cannot be looked at: {failure.what}"
        yield Line(
            name=name, found=found, remedy=failure.remedy or "Mend that first", unnamed=f"not looked at ({kind})"
        )
    except Exception as failure:  # noqa: BLE001 - whatever it is, it is a line
        kind = type(failure).__name__
        yield Line(name=name, found=f"looking failed ({kind})", remedy="Report this: it is a fault of the program")


def _settings() -> tuple[Settings, str]:
    """The settings, or the defaults and what is wrong with the file."""
    try:
        return load(), ""
    except SettingsFault as fault:
        return Settings(), str(fault)
