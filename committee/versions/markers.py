"""Files with conflict markers: read back into the two or three texts they were made of, and written.

A marked file of ours is canonical but for the marked places, and each of its sides is a whole, sound account file.
"""

import re
from dataclasses import dataclass

_OPENING = re.compile(r"<{7,}(?: .*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of a marked file, with LF line ends; `base` is `None` where the markers do not show it."""

    ours: str
    base: str | None
    theirs: str


def sides(text: str) -> Texts | None:
    """The texts behind the conflict markers of `text`; `None` where it has none, or they do not fit together.

    Reads what git writes in its styles `merge`, `diff3` and `zdiff3`, markers of any length from seven, either line
    end. Markers inside a side (a merge of merges) must be longer than those around them. Linear.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    size = next((len(line) - len(line.lstrip("<")) for line in lines if _OPENING.fullmatch(line)), 0)
    if not size:
        return None
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    part, bases, clashes = -1, 0, 0
    for line in lines:
        mark = _mark(line, size)
        if mark == "<" and part == -1:
            part, clashes = 0, clashes + 1
        elif mark == "|" and part == 0:
            part, bases = 1, bases + 1
        elif mark == "=" and part in {0, 1}:
            part = 2
        elif mark == ">" and part == 2:
            part = -1
        elif mark in {"<", ">"} or (mark and part != -1):
            return None
        else:
            for side in range(3) if part == -1 else (part,):
                found[side].append(line)
    if part != -1 or bases not in {0, clashes}:
        return None
    ours, base, theirs = ("\n".join(side) for side in found)
    return Texts(ours=ours, base=base if bases else None, theirs=theirs)


def _mark(line: str, size: int) -> str:
    """Which marker a line is: its character, or "" for any other line."""
    char = line[:1]
    if char not in {"<", "|", "=", ">"} or not line.startswith(char * size):
        return ""
    rest = line[size:]
    return char if not rest or rest.startswith(" ") else ""
