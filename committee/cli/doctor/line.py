"""One thing that was looked at, and all of them laid out for a terminal, for a program and for a report of a fault."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from committee import __version__
from committee.plurals import counted
from committee.text import show

WIDTH = 80
"""Columns; what cannot be broken (the name of a folder) may be longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was looked at, what is there, and what helps; all is well where there is no `remedy`.

    Args:
        name: what was looked at, in a word or two.
        found: what is there.
        remedy: what the user can do about it; empty where nothing has to be done.
        unnamed: `found` for somebody else's eyes, where `found` names a folder, a file or a person.
    """

    name: str
    found: str
    remedy: str = ""
    unnamed: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing has to be done."""
        return not self.remedy


def as_text(lines: Sequence[Line]) -> str:
    """For a terminal of 80 columns: a word for each line, and under it what helps."""
    wide = max(len(line.name) for line in lines)
    said = [_heading(lines), ""]
    for line in lines:
        first = f"{'ok' if line.well else '!':<3} {line.name:<{wide}}  "
        said += _folded(line.found, first, " " * len(first))
        if line.remedy:
            said += _folded(line.remedy, " " * len(first), " " * len(first))
    return "\n".join(said)


def as_json(lines: Sequence[Line]) -> dict[str, object]:
    """For a program: keys `version`, `well` and `lines`."""
    return {
        "version": __version__,
        "well": all(line.well for line in lines),
        "lines": [
            {"name": line.name, "ok": line.well, "found": show(line.found), "remedy": show(line.remedy)}
            for line in lines
        ],
    }


def as_report(lines: Sequence[Line], crash: str) -> str:
    """For whoever mends the program: no folder, file, account or person is named.

    Args:
        lines: what was found; remedies stay here, they are the user's.
        crash: the newest report of a fault of ours, which names nothing either; empty where there is none.
    """
    wide = max(len(line.name) for line in lines)
    said = [
        f"{'ok' if line.well else '!':<3} {line.name:<{wide}}  {show(line.unnamed or line.found)}" for line in lines
    ]
    return "\n".join([_heading(lines), "", *said, "", crash.strip() or "No fault of the program is on record.", ""])


def _heading(lines: Sequence[Line]) -> str:
    faults = sum(not line.well for line in lines)
    end = f"{counted(faults, 'thing')} to do" if faults else "all is well"
    return f"committee {__version__}: {counted(len(lines), 'thing')} looked at, {end}"


def _folded(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        show(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
