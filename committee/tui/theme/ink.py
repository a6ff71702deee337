"""Text with meaning, on its way to the screen: the only place where words become Textual `Content`.

`Content` never reads markup, so brackets and tags in somebody's name stay what they are.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from committee.text import Segment as Segment  # noqa: PLC0414 - the rooms of the screen take it from here
from committee.text import cut, show, width

if TYPE_CHECKING:
    from textual.content import Content

Line = Sequence[Segment]


def style_of(meaning: str) -> str:
    """A Content style for a meaning; further words (`bold`) follow it after a space."""
    name, _, words = meaning.partition(" ")
    if not name:
        return words
    return f"{words} ${name.removeprefix('base.').replace('.', '-')}".strip()


def content(line: Line) -> "Content":
    """One line of segments."""
    from textual.content import Content

    return Content.assemble(*((text, style_of(meaning)) if meaning else text for text, meaning in line))


def lines(rows: Iterable[Line]) -> "Content":
    """Several lines."""
    from textual.content import Content

    return Content("\n").join([content(row) for row in rows])


def fitted(line: Line, cells: int) -> list[Segment]:
    """The line in at most `cells` cells, with an ellipsis where it is cut; line breaks become spaces."""
    kept: list[Segment] = []
    left = cells
    for text, meaning in line:
        flat = show_flat(text)
        need = width(flat)
        if need > left:
            kept.append((cut(flat, left), meaning))
            break
        kept.append((flat, meaning))
        left -= need
    return kept


def show_flat(text: str) -> str:
    """Text on one line, its outer spaces kept: they separate segments."""
    if "\n" not in text and "\t" not in text:
        return text
    head = " " if text[:1] == " " else ""
    return f"{head}{show(text)}{' ' if text[-1:] == ' ' else ''}"


def measure(line: Line) -> int:
    """How many cells a line takes."""
    return sum(width(text) for text, _ in line)


def spread(left: Line, right: Line, cells: int) -> list[Segment]:
    """`left`, and `right` at the far end of `cells` cells; `right` goes first when there is no room for both."""
    room = cells - measure(right) - 2
    if room < cells // 3:
        return fitted(left, cells)
    head = fitted(left, room)
    gap = cells - measure(head) - measure(right)
    return [*head, (" " * gap, ""), *right]
