"""The grid of slots, and the room between its cards that ties can run in.

Coarse coordinates number slots and channels alternately: x = 2c + 1 is column c, x = 2v the vertical channel left of
column v; y = 2r + 1 is line r, y = 2h the horizontal channel above line h. So an odd x or y means "through slots",
an even one "through a channel", and a path is a list of coarse points.

Beside the channels, a tie may run through empty slots: a *shaft* is the room between two cards of one column, a
*gallery* the room between two cards of one line.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

Spot = tuple[int, int]
"""A slot of the grid: column, line."""

Path = tuple[tuple[int, int], ...]
"""Coarse points from the source's slot to the target's; every leg is horizontal or vertical."""


NAME_WIDTH, SLIM_WIDTH = 16, 13
"""How wide cards with nothing but a name are, and how wide where a small committee fits a screen only so."""
NAME_HEIGHT, FLAT_HEIGHT = 3, 2
"""How many lines such cards have, and how many where it fits only so: what stands inside others is in the border."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Size of a card at a level of detail, borders included, and how far cards stand apart without ties."""

    width: int
    height: int
    gap_x: int
    gap_y: int

    @property
    def port_lines(self) -> tuple[int, ...]:
        """Lines of a card's side that a tie can leave from, the middle first; of a flat card, both."""
        lines = range(1, self.height - 1) if self.height > 2 else range(self.height)
        return tuple(sorted(lines, key=lambda line: (abs(2 * line - self.height + 1), line)))


@dataclass(slots=True)
class Grid:
    """Who stands in which slot, and the shafts and galleries that leaves.

    `shafts[i]` is (column, first channel, last channel); `galleries[i]` is (line, first channel, last channel).
    `shaft_at[c][h]` is the shaft of column c that contains channel h, `gallery_at[r][v]` likewise. `below[i]`,
    `above[i]`, `left[i]`, `right[i]` are the shafts and galleries that card i borders on.
    """

    columns: int
    lines: int
    spots: Sequence[Spot]
    shafts: list[tuple[int, int, int]] = field(default_factory=list)
    galleries: list[tuple[int, int, int]] = field(default_factory=list)
    shaft_at: list[list[int]] = field(default_factory=list)
    gallery_at: list[list[int]] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        by_column: list[list[int]] = [[] for _ in range(self.columns)]
        by_line: list[list[int]] = [[] for _ in range(self.lines)]
        for column, line in self.spots:
            by_column[column].append(line)
            by_line[line].append(column)
        for column, lines in enumerate(by_column):
            self.shaft_at.append(_regions(self.shafts, column, sorted(lines), self.lines))
        for line, columns in enumerate(by_line):
            self.gallery_at.append(_regions(self.galleries, line, sorted(columns), self.columns))
        for column, line in self.spots:
            self.above.append(self.shaft_at[column][line])
            self.below.append(self.shaft_at[column][line + 1])
            self.left.append(self.gallery_at[line][column])
            self.right.append(self.gallery_at[line][column + 1])


def _regions(found: list[tuple[int, int, int]], fixed: int, taken: list[int], size: int) -> list[int]:
    """Split the channels 0..size of one column or line at its cards; which region each channel is in."""
    inside = [0] * (size + 1)
    first = 0
    for card in (*taken, size):
        number = len(found)
        found.append((fixed, first, card))
        for channel in range(first, card + 1):
            inside[channel] = number
        first = card + 1
    return inside
