"""The order of ties inside a channel or shaft, and which track each gets.

Two ties in one channel cross or do not cross depending on which of them runs nearer to which side. So each channel is
put in an order of few crossings (sifting: every tie in turn goes to its best place), then packed into tracks: a tie
takes the first track behind all earlier ties it overlaps. Cf. left-edge channel routing [Hashimoto & Stevens 1971].
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

_SIFTED = 40
"""Channels with more ties are sorted by swaps of neighbours only."""
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Run:
    """One leg of a tie inside a channel, from `low` to `high` along it.

    `at_low` and `at_high` say to which side the tie leaves at each end: -1 towards the first track, +1 towards the
    last, 0 for an end at a card. `key` is the order to begin with.
    """

    tie: int
    leg: int
    low: int
    high: int
    at_low: int
    at_high: int
    key: tuple[int, ...] = ()

    def meets(self, other: "Run") -> bool:
        """Whether the two cannot share a track."""
        return self.low <= other.high and other.low <= self.high


def price(first: Run, second: Run) -> int:
    """Crossings of two runs when `first` has the earlier track (twice; an even chance counts half)."""
    total = 0
    if first.at_low > 0:
        total += _inside(first.low, second, -1)
    if first.at_high > 0:
        total += _inside(first.high, second, -1)
    if second.at_low < 0:
        total += _inside(second.low, first, 1)
    if second.at_high < 0:
        total += _inside(second.high, first, 1)
    return total


def _inside(at: int, run: Run, against: int) -> int:
    if run.low < at < run.high:
        return 2
    if at == run.low and run.at_low == against:
        return 1
    if at == run.high and run.at_high == against:
        return 1
    return 0


def ordered(runs: Sequence[Run]) -> list[Run]:
    """The runs in an order of few crossings. O(n² · rounds) for up to 40 runs, O(n · rounds) swaps beyond."""
    order = sorted(runs, key=lambda run: (run.key, run.tie, run.leg))
    if len(order) > _SIFTED:
        return _swapped(order)
    n = len(order)
    gain = [[price(b, a) - price(a, b) if a is not b and a.meets(b) else 0 for b in order] for a in order]
    rank = list(range(n))
    for _ in range(_ROUNDS):
        moved = False
        for item in range(n):
            moved |= _sift(rank, item, gain)
        if not moved:
            break
    return [order[i] for i in rank]


def _sift(rank: list[int], item: int, gain: list[list[int]]) -> bool:
    """Move `item` to its cheapest place; whether that gained anything. `gain[a][b]`: what a-before-b saves."""
    place = rank.index(item)
    best, best_place, total = 0, place, 0
    row = gain[item]
    for i in range(place - 1, -1, -1):
        total += row[rank[i]]
        if total > best:
            best, best_place = total, i
    total = 0
    for i in range(place + 1, len(rank)):
        total -= row[rank[i]]
        if total > best:
            best, best_place = total, i
    if best:
        rank.insert(best_place, rank.pop(place))
    return best > 0


def _swapped(order: list[Run]) -> list[Run]:
    for _ in range(_ROUNDS):
        moved = False
        for i in range(len(order) - 1):
            a, b = order[i], order[i + 1]
            if a.meets(b) and price(b, a) < price(a, b):
                order[i], order[i + 1] = b, a
                moved = True
        if not moved:
            break
    return order


def packed(order: Sequence[Run], blocked: Callable[[Run, int], bool]) -> tuple[dict[tuple[int, int], int], int]:
    """The track of every (tie, leg), and how many tracks that takes.

    Args:
        order: the runs, first track first.
        blocked: whether a run may not use a track, for what stands in its way there.
    """
    tracks: dict[tuple[int, int], int] = {}
    placed: list[tuple[Run, int]] = []
    used = 0
    for run in order:
        track = max((t + 1 for other, t in placed if run.meets(other)), default=0)
        while blocked(run, track):
            track += 1
        tracks[run.tie, run.leg] = track
        placed.append((run, track))
        used = max(used, track + 1)
    return tracks, used
