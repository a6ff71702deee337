"""One line of a card: text in a border, or between two."""

from collections.abc import Callable
from itertools import chain

from committee.layout.drawing.glyphs import Frame
from committee.text import Segment, cut, width

Segments = tuple[Segment, ...]

_PADDING = 2
"""Room for a space on both sides of what stands in the border."""


def lowest(left: Segments, right: Segments, cells: int, frame: Frame, border: str) -> list[Segment]:
    """The lower line of a flat card, as (text, style): the inside from the left corner on, badges at the right one.

    The first part is cut where it is too long, a later one dropped; badges go one by one where they leave it nothing.
    """
    least = width(left[0][0]) if left else 0
    while len(right) > 1 and sum(width(text) for text, _ in right) > cells - 2 - least:
        right = right[1:]
    room = cells - 2 - sum(width(text) for text, _ in right)
    padded = room - sum(width(text) for text, _ in left) >= _PADDING
    if padded:
        left = (*((f" {text}" if not i else text, style) for i, (text, style) in enumerate(left)), (" ", ""))
    out = [(frame.corners[3], border)]
    for number, (text, style) in enumerate(left):
        fitted = cut(text, room) if not number or width(text) <= room else ""
        if fitted:
            out.append((fitted, style))
            room -= width(fitted)
    return [*out, *([(frame.across * room, border)] if room else []), *right, (frame.corners[2], border)]


def edge(left: Segments, right: Segments, cells: int, frame: Frame, border: str, *, upper: bool) -> list[Segment]:
    """A border line with text in it: left behind the first corner, right before the last one."""
    corners = frame.corners[0] + frame.corners[1] if upper else frame.corners[3] + frame.corners[2]
    room = cells - 2
    tight = room < 10
    # The space before each stands in no style of theirs: some have a ground.
    tail = [((text, style),) if tight else ((" ", ""), (text, style)) for text, style in right]
    taken = sum(width(text) for parts in tail for text, _ in parts)
    while tail and taken > room:
        taken -= sum(width(text) for text, _ in tail.pop(0))
    room -= taken
    head: list[Segment] = []
    for text, style in left:
        fitted = cut(text, room - (2 if room - width(text) >= 2 else 0))
        if fitted:
            pad = " " if room - width(fitted) >= 2 else ""
            head.append((f"{pad}{fitted}{pad}", style))
            room -= width(fitted) + 2 * len(pad)
    return [
        (corners[0], border),
        *head,
        (frame.across * room, border),
        *chain.from_iterable(tail),
        (corners[1], border),
    ]


def filled(left: Segments, right: Segments, room: int) -> list[Segment]:
    """Left text, filled with spaces, right text, a space inside each border where there is room for one.

    The left text is cut, and a later part of it dropped, where it is too long; so is the right one without room.
    """
    pad = 1 if room > 8 else 0
    tail = sum(width(text) for text, _ in right)
    if tail > room - 2 * pad:
        right, tail = (), 0
    free = room - pad - (tail + pad + 1 if tail else 0)
    out: list[Segment] = [(" " * pad, "")]
    used = 0
    for number, (text, style) in enumerate(left):
        fitted = cut(text, free - used) if not number or width(text) <= free - used else ""
        out.append((fitted, style))
        used += width(fitted)
    end = pad if tail else 0
    out += [(" " * (room - pad - tail - end - used), ""), *right, (" " * end, "")]
    return [segment for segment in out if segment[0]]


def bare(left: Segment, name: Callable[[int], str], style: str, right: Segments, cells: int) -> list[Segment]:
    """A card of one line: a sign, a name as it is called in so many cells, and what stands at the right of it.

    Of several parts at the right the last ones go where the whole name has no room beside them.
    """
    free = cells - width(left[0])
    whole = width(name(free))
    while len(right) > 1 and sum(width(text) for text, _ in right) > free - whole:
        right = right[:-1]
    free -= sum(width(text) for text, _ in right)
    fitted = cut(name(free), free)
    return [left, (fitted, style), (" " * (free - width(fitted)), ""), *right]
