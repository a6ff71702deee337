"""Tables whose columns scroll: which fit, their head, their cells, and the order of their rows. Pure."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from committee.text import cut, pad, width
from committee.tui.theme.ink import Segment, fitted, measure

_Item = TypeVar("_Item")


class Column(Protocol):
    """What the head of a table knows of a column."""

    @property
    def key(self) -> str:
        """What it is sorted by."""

    @property
    def title(self) -> str:
        """Its head."""

    @property
    def width(self) -> int:
        """Its cells across."""

    @property
    def right(self) -> bool:
        """Whether what is shorter stands at its right."""


def visible(columns: Sequence[Column], first: int, cells: int) -> tuple[int, ...]:
    """Which columns fit into `cells`: the one at the left always, then those from `first` on."""
    used, found = columns[0].width, [0]
    for index in range(max(first, 1), len(columns)):
        used += columns[index].width + 1
        if used > cells:
            break
        found.append(index)
    return tuple(found)


def stepped(columns: Sequence[Column], column: int, first: int, step: int, cells: int) -> tuple[int, int]:
    """The column a step further, and the first one shown behind the left one so that it is in sight."""
    column = min(max(column + step, 0), len(columns) - 1)
    first = column if 0 < column < first else first
    while column not in visible(columns, first, cells) and first < column:
        first += 1
    return column, first


def head_line(
    columns: Sequence[Column],
    shown: Iterable[tuple[int, int]],
    *,
    column: int,
    sort: str,
    descending: bool,
    plain: bool,
) -> list[Segment]:
    """The titles of the columns `shown`, pairs of index and width; the sorted one has an arrow, the current a line."""
    arrow = (("v", "^") if plain else ("▼", "▲"))[not descending]
    line: list[Segment] = [("  ", "")]
    for index, room in shown:
        one = columns[index]
        text = f"{cut(one.title, room - 1)}{arrow}" if one.key == sort else one.title
        meaning = "key bold underline" if index == column else "accent" if one.key == sort else "muted"
        placed = " " * (room - width(text)) + text if one.right and width(text) <= room else pad(text, room)
        line += [(placed, meaning), (" ", "")]
    return line


def filled(segments: list[Segment], room: int, *, right: bool = False) -> list[Segment]:
    """A cell in exactly `room` cells."""
    cut = fitted(segments, room)
    left = room - measure(cut)
    blank = [(" " * left, "")] if left else []
    return [*blank, *cut] if right else [*cut, *blank]


def ranked(items: Iterable[_Item], order: Callable[[_Item], Any], *, descending: bool = False) -> list[_Item]:
    """The items by what `order` says of them, equal ones as they come; those of which it knows nothing last."""
    known = [(order(item), item) for item in items]
    found = sorted((pair for pair in known if pair[0] is not None), key=lambda pair: pair[0], reverse=descending)
    return [*(item for _, item in found), *(item for value, item in known if value is None)]
