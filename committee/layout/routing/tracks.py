"""The order of ties inside a channel or shaft, and which track each gets.

Two ties in one channel cross or do not cross depending on which of them runs nearer to which side. So each channel is
put in an order of few crossings (sifting: every tie in turn goes to its best place), then packed into tracks: a tie
takes the first track behind all earlier ties it overlaps. Cf. left-edge channel routing [Hashimoto & Stevens 1971].
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

_SIFTED = 40
"""Channels with more ties are sorted by swaps of neighbours only."""
_ROUNDS = 3
_WEIGHED = 60
"""Channels with more ties are not tried with fewer tracks."""
_TRIES = 3
_TRACK = 4
"""What a track costs, in halves of a crossing."""
_MANY = 1 << 30
_FINE = 8
"""Steps between two coarse lines: more than a card has lines."""
_OVER = 100
"""What it costs if one of two ties that meet on one line would run over the other."""


@dataclass(frozen=True, slots=True)
class Run:
    """One leg of a tie inside a channel, from `low` to `high` along it.

    `at_low` and `at_high` say to which side the tie leaves at each end: -1 towards the first track, +1 towards the
    last, 0 for an end at a card. `key` is the order to begin with. The legs of several ties of one trunk are one run;
    `more` are then the further places at which one of them leaves, and to which side. For `upright` runs the places
    along the channel are those of `place`, for others columns of the canvas.
    """

    tie: int
    leg: int
    low: int
    high: int
    at_low: int
    at_high: int
    key: tuple[int, ...] = ()
    more: tuple[tuple[int, int], ...] = ()
    upright: bool = False

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
    for at, side in first.more:
        if side > 0:
            total += _inside(at, second, -1)
    for at, side in second.more:
        if side < 0:
            total += _inside(at, first, 1)
    return total


def joined(runs: Sequence[Run]) -> Run:
    """The legs of several ties that lie on one line, as one run; the first one's number and key stand for all."""
    if len(runs) == 1:
        return runs[0]
    low, high = min(run.low for run in runs), max(run.high for run in runs)
    taps = {(run.low, run.at_low) for run in runs} | {(run.high, run.at_high) for run in runs}
    west = max((side for at, side in taps if at == low), key=abs)
    east = max((side for at, side in taps if at == high), key=abs)
    more = tuple(sorted((at, side) for at, side in taps if side and (at, side) not in {(low, west), (high, east)}))
    return replace(runs[0], low=low, high=high, at_low=west, at_high=east, more=more)


def place(y: int, line: int | None) -> int:
    """Where an upright run ends: exactly, at a line of cards' sides, or somewhere in a channel, at a multiple of 8."""
    return _FINE * y + (0 if line is None else line + 1)


def _inside(at: int, run: Run, against: int) -> int:
    if run.low < at < run.high:
        return 2
    if (at == run.low and run.at_low == against) or (at == run.high and run.at_high == against):
        return 1 if run.upright and at % _FINE == 0 else _OVER
    return 0


Prefer = Callable[[Run, Run], int]
"""1 if the first run belongs before the second for what lies beyond this channel, -1 if behind it, else 0."""


def no_matter(_first: Run, _second: Run) -> int:
    """Where a channel's own prices tell everything."""
    return 0


Blocked = Callable[[int, int, int], bool]
"""Whether something stands in the way of run i on track t of n: an arrowhead at the edge of a channel."""

Placement = tuple[dict[tuple[int, int], int], int]
"""The track of every (tie, leg), and how many tracks there are."""


def assigned(runs: Sequence[Run], blocked: Blocked, prefer: Prefer = no_matter) -> Placement:
    """Tracks for all runs, weighing crossings against the number of tracks.

    `runs` come in the order of `ordered`, and are stacked in that order. Then it is tried with fewer tracks,
    down to the least that could do. O(n²) prices, O(n² · rounds) for the rest; channels of more than 60 ties are only
    stacked.
    """
    order = runs
    prices = _Prices(order, prefer)
    best = prices.stacked(blocked)
    if len(order) <= _WEIGHED and best[1] > 1:
        cost = prices.cost(best)
        least = max(_density(order), 1)
        for tracks in range(best[1] - 1, max(least, best[1] - _TRIES) - 1, -1):
            tried = prices.squeezed(tracks, blocked)
            if tried is not None and prices.cost((tried, tracks)) < cost:
                best, cost = (tried, tracks), prices.cost((tried, tracks))
    return {(run.tie, run.leg): t for run, t in zip(order, best[0], strict=True)}, best[1]


def _density(runs: Sequence[Run]) -> int:
    """The most runs over one point."""
    edges = sorted([(run.low, 0) for run in runs] + [(run.high, 1) for run in runs])
    most = now = 0
    for _, ends in edges:
        now += -1 if ends else 1
        most = max(most, now)
    return most


class _Prices:
    """What every pair of runs costs one way round and the other, and assignments under these prices."""

    def __init__(self, order: Sequence[Run], prefer: Prefer) -> None:
        n = len(order)
        self._order = order
        self._near: list[list[tuple[int, int, int]]] = [[] for _ in range(n)]
        for i, a in enumerate(order):
            for j in range(i + 1, n):
                b = order[j]
                if a.low <= b.high and b.low <= a.high:
                    ahead, behind = _both(a, b, prefer)
                    self._near[i].append((j, ahead, behind))
                    self._near[j].append((i, behind, ahead))

    def cost(self, placement: tuple[Sequence[int], int]) -> int:
        tracks, used = placement
        total = _TRACK * used
        for i, near in enumerate(self._near):
            total += sum((ahead if tracks[i] < tracks[j] else behind) for j, ahead, behind in near if j > i)
        return total

    def stacked(self, blocked: Blocked) -> tuple[list[int], int]:
        """Every run on the first track behind all earlier ones it overlaps."""
        used = 0
        tracks: list[int] = []
        for i, near in enumerate(self._near):
            track = max((tracks[j] + 1 for j, _, _ in near if j < i), default=0)
            while blocked(i, track, _MANY):
                track += 1
            tracks.append(track)
            used = max(used, track + 1)
        while any(blocked(i, track, used) for i, track in enumerate(tracks)):
            used += 1
        return tracks, used

    def squeezed(self, used: int, blocked: Blocked) -> list[int] | None:
        """`used` tracks, each run where it crosses least, improved by moves; `None` if one has no room."""
        n = len(self._order)
        tracks = [-1] * n
        for i in range(n):
            found = self._best_track(i, tracks, used, blocked)
            if found is None:
                return None
            tracks[i] = found
        for _ in range(_ROUNDS):
            before = list(tracks)
            for i in range(n):
                tracks[i] = -1
                tracks[i] = _known(self._best_track(i, tracks, used, blocked, before[i]))
            if tracks == before:
                break
        return tracks

    def _best_track(self, i: int, tracks: list[int], used: int, blocked: Blocked, prefer: int = -1) -> int | None:
        taken = {tracks[j] for j, _, _ in self._near[i]}
        placed = [(tracks[j], ahead, behind) for j, ahead, behind in self._near[i] if tracks[j] >= 0]
        best: tuple[int, bool, int] | None = None
        for track in range(used):
            if track in taken or blocked(i, track, used):
                continue
            cost = sum(ahead if track < other else behind for other, ahead, behind in placed)
            if best is None or (cost, track != prefer, track) < best:
                best = cost, track != prefer, track
        return None if best is None else best[2]


def _known(track: int | None) -> int:
    assert track is not None, "a run can stay where it was"  # noqa: S101 - says why there always is one
    return track


def ordered(runs: Sequence[Run], prefer: Prefer = no_matter) -> list[Run]:
    """The runs in an order of few crossings. O(n² · rounds) for up to 40 runs, O(n · rounds) swaps beyond."""
    order = sorted(runs, key=lambda run: (run.key, run.tie, run.leg))
    if len(order) > _SIFTED:
        return _swapped(order, prefer)
    n = len(order)
    gain = [[0] * n for _ in order]
    for i, a in enumerate(order):
        for j in range(i + 1, n):
            if a.meets(order[j]):
                ahead, behind = _both(a, order[j], prefer)
                gain[i][j], gain[j][i] = behind - ahead, ahead - behind
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


def _both(a: Run, b: Run, prefer: Prefer) -> tuple[int, int]:
    """What two runs cost one way round and the other (twice the crossings)."""
    wanted = prefer(a, b)
    return price(a, b) + 2 * (wanted < 0), price(b, a) + 2 * (wanted > 0)


def _swapped(order: list[Run], prefer: Prefer) -> list[Run]:
    for _ in range(_ROUNDS):
        moved = False
        for i in range(len(order) - 1):
            a, b = order[i], order[i + 1]
            if a.meets(b):
                ahead, behind = _both(a, b, prefer)
                if behind < ahead:
                    order[i], order[i + 1] = b, a
                    moved = True
        if not moved:
            break
    return order


def fitted(runs: Sequence[Run], base: Sequence[tuple[Run, int]], blocked: Blocked, tracks: int | None) -> Placement:
    """First-fit tracks for further runs beside those that have theirs; as many tracks as it takes.

    Args:
        runs: the new runs, in order.
        base: the runs that stay, with their tracks.
        blocked: see `Blocked`.
        tracks: how many tracks there are for certain; `None` where that does not matter to `blocked`.
    """
    count = max((track + 1 for _, track in base), default=0)
    placed = list(base)
    found: dict[tuple[int, int], int] = {}
    for i, run in enumerate(runs):
        taken = {track for other, track in placed if run.meets(other)}
        track = 0
        while track in taken or blocked(i, track, _MANY if tracks is None else tracks):
            track += 1
        placed.append((run, track))
        found[run.tie, run.leg] = track
        count = max(count, track + 1)
    return found, count
