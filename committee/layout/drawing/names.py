"""Names in few cells: initials, first names shortened, pseudonyms without their place."""

from committee.plurals import counted
from committee.text import cut, width

_PARTICLES = frozenset(
    ("af", "al", "av", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "van", "von", "zu")
)
"""Small words within family names, which are kept where first names become initials."""


def initials_of(name: str) -> str:
    """Up to two cells that stand for a name: the first letters of its first and last word."""
    words = [word for word in name.split() if word]
    if not words:
        return "?"
    first = words[0][0]
    last = words[-1][0] if len(words) > 1 else words[0][1:2]
    both = first + (last.upper() if len(words) > 1 else last)
    return both if width(both) <= 2 else cut(first, 2) or "?"


def first_name(name: str, room: int) -> str:
    """A name, or its first word where it needs more than `room` cells."""
    return name if width(name) <= room else name.split(" ", maxsplit=1)[0]


LEVELS = {"executive": "exec", "director": "dir", "manager": "mgr", "colleague": "coll"}
"""Levels in pseudonyms, as short as they are still read."""


def shortened(name: str, room: int) -> str:
    """A name of two to four words where it is too long: initials for all but the family's, else that alone."""
    # A pseudonym says level and place, as do the card's row and lane.
    if width(name) > room and " · " in name:
        name = without_place(name, room)
    words = name.split()
    if width(name) <= room or not 2 <= len(words) <= 4:
        return name
    if not all(word[0].isupper() or word in _PARTICLES for word in words):
        return name
    short = " ".join([*(word if word in _PARTICLES else f"{word[0]}." for word in words[:-1]), words[-1]])
    family = " ".join([*(word for word in words[1:-1] if word in _PARTICLES), words[-1]])
    return next((one for one in (short, family, words[-1]) if width(one) <= room), short)


def without_place(name: str, room: int) -> str:
    """A name in `room` cells; of a pseudonym what somebody is, without where, and the number that tells them apart."""
    if " · " not in name or width(name) <= room:
        return name
    what, _, place = name.partition(" · ")
    number = f" {place.split()[-1]}" if place[-1:].isdigit() else ""
    first, left = what.split()[0], room - width(number)
    *before, last = what.split()
    level = LEVELS.get(last, "")
    if not number and width(what) > left and before and level and left - width(level) > 4:
        # Several people of one department stand on one map: the level is what tells them apart.
        return f"{cut(' '.join(before), left - width(level) - 1)} {level}{number}"
    return (first if width(what) > left and left - width(first) < 4 else cut(what, left)) + number


def more(number: int, room: int) -> str:
    """How many people a tile stands for: `+7 people`, or `+7` where there is no room for the word."""
    words = f"+{counted(number, 'person')}"
    return words if width(words) <= room else f"+{number}"
