"""What runs where on the coarse grid, and what a further path would cross.

Two ways to count: `Exact` finds every crossing two paths cannot avoid, `Estimated` takes an even chance for one
wherever a path turns at a place another runs through. The first is for maps of up to some hundred ties.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from copy import copy

from committee.layout.routing.abreast import Walk, stretches
from committee.layout.routing.trunks import ALONE
from committee.layout.routing.way import Turn, Way

HALF, WHOLE = 1, 2
"""Crossings are counted twice, so that an even chance is a whole number."""


class Traffic(ABC):
    """Counts the ties that go straight through every coarse point."""

    def __init__(self, wide: int, high: int) -> None:
        self._across = [[0] * high for _ in range(wide)]
        self._cut = [[0] * wide for _ in range(high)]

    def aside(self) -> "Traffic":
        """A copy to go on with; this one stays as it is."""
        other = copy(self)
        other._across = [list(line) for line in self._across]
        other._cut = [list(line) for line in self._cut]
        return other

    @abstractmethod
    def roughly(self) -> "Estimated":
        """A copy to go on with that only estimates."""

    def crossing(self, k: int) -> list[int]:  # noqa: ARG002 - for those who know
        """The ties that tie k crosses, by number, as far as that is known."""
        return []

    def count(self, k: int, taken: Way, trunk: int, by: int) -> None:
        """Tie k of a trunk (or `ALONE`) takes a way (`by` = 1) or leaves it (-1)."""
        for upright, at, low, high in taken.legs():
            lines = self._cut if upright else self._across
            for line in range(low + 1, high):
                lines[line][at] += by
        self._note(k, taken, trunk, by)

    def crossed(self, tried: Way, trunk: int, limit: int) -> int:
        """Twice the crossings of a way with everything there; beyond `limit` it does not matter how many."""
        total = 0
        for upright, at, low, high in tried.legs():
            if high - low > 1:
                total += sum((self._across if upright else self._cut)[at][low + 1 : high])
        total *= WHOLE
        return total if total > limit else total + self._more(tried, trunk)

    @abstractmethod
    def _note(self, k: int, taken: Way, trunk: int, by: int) -> None: ...

    @abstractmethod
    def _more(self, tried: Way, trunk: int) -> int: ...


class Exact(Traffic):
    """Knows the ties on every step between two coarse points, and compares the ways of those that share one."""

    def __init__(self, wide: int, high: int) -> None:
        super().__init__(wide, high)
        self._users: dict[int, int] = {}
        self._ways: dict[int, Way] = {}
        self._trunk_of: dict[int, int] = {}
        self._members: dict[int, list[Way]] = {}

    def aside(self) -> Traffic:
        other = super().aside()
        assert isinstance(other, Exact)  # noqa: S101 - a copy is of the same kind
        other._users, other._ways, other._trunk_of = dict(self._users), dict(self._ways), dict(self._trunk_of)
        other._members = {trunk: list(ways) for trunk, ways in self._members.items()}
        return other

    def roughly(self) -> "Estimated":
        other = Estimated(len(self._across), len(self._cut))
        for k, taken in self._ways.items():
            other.count(k, taken, ALONE, 1)
        return other

    def crossing(self, k: int) -> list[int]:
        one = self._ways[k]
        return [j for j, other in sorted(self._ways.items()) if j != k and (_met(one, other) or _meet(one, other))]

    def _note(self, k: int, taken: Way, trunk: int, by: int) -> None:
        bit = 1 << k
        for step in taken.own_steps():
            self._users[step] = self._users.get(step, 0) ^ bit
        members = self._members.setdefault(trunk, []) if trunk != ALONE else []
        if by > 0:
            self._ways[k], self._trunk_of[k] = taken, trunk
            members.append(taken)
        else:
            del self._ways[k], self._trunk_of[k]
            if members:
                members.remove(taken)

    def _more(self, tried: Way, trunk: int) -> int:
        users, there = 0, self._users.get
        for step in tried.own_steps():
            users |= there(step, 0)
        total = 0
        trunks = set()
        ours = self._members.get(trunk, ()) if tried.start else ()
        while users:
            bit = users & -users
            users ^= bit
            k = bit.bit_length() - 1
            other, its = self._ways[k], self._trunk_of[k]
            if its != ALONE:
                trunks.add(its)
            elif ours:
                total += _joint(other, [*ours, tried]) - _joint(other, ours)
            else:
                met = tried.met.get(other)
                if met is None:
                    met = tried.met[other] = _met(tried, other)
                total += met
        trunks.discard(trunk)
        total += sum(_joint(tried, self._members[its]) for its in trunks)
        return total * WHOLE


def _meet(one: Way, other: Way) -> bool:
    """Whether two ways cross where they do not run abreast."""
    return any(
        upright != across and low < at < high and first < line < last
        for upright, line, low, high in one.legs()
        for across, at, first, last in other.legs()
    )


def _met(one: Way, other: Way) -> int:
    """On how many stretches two ways have to cross."""
    return sum(joins * parts < 0 for _, _, _, _, joins, parts in stretches(one.walk(), other.walk()))


def _joint(one: Way, trunk: Sequence[Way]) -> int:
    """How often a way has to cross a trunk it runs abreast of: it is on one side of it all along."""
    ends: dict[int, set[tuple[int, int]]] = {}
    for member in trunk:
        turns = one.turns.get(member)
        if turns is None:
            turns = one.turns[member] = tuple(_turns(member.walk(), one.walk()))
        for stretch, place, side in turns:
            ends.setdefault(stretch, set()).add((place, side))
    total = 0
    for found in ends.values():
        right = sum(side > 0 for _, side in found)
        total += min(right, len(found) - right)
    return total


def _turns(member: Walk, one: Walk) -> Iterator[Turn]:
    for first, last, _, _, joins, parts in stretches(member, one):
        if joins:
            yield member.steps[first], -1, joins
        if parts:
            yield member.steps[first], member.steps[last], parts


class Estimated(Traffic):
    """Knows where ties turn: whoever goes straight on there has an even chance to cross them, and they him."""

    def __init__(self, wide: int, high: int) -> None:
        super().__init__(wide, high)
        self._turns_x = [[0] * high for _ in range(wide)]
        self._turns_y = [[0] * wide for _ in range(high)]

    def aside(self) -> Traffic:
        return self.roughly()

    def roughly(self) -> "Estimated":
        other = super().aside()
        assert isinstance(other, Estimated)  # noqa: S101 - a copy is of the same kind
        other._turns_x = [list(line) for line in self._turns_x]
        other._turns_y = [list(line) for line in self._turns_y]
        return other

    def _note(self, _k: int, taken: Way, _trunk: int, by: int) -> None:
        for x, y in taken.own[1:-1]:
            self._turns_x[x][y] += by
            self._turns_y[y][x] += by

    def _more(self, tried: Way, _trunk: int) -> int:
        total = 0
        for x, y in tried.own[1:-1]:
            total += self._cut[y][x] + self._across[x][y]
        for upright, at, low, high in tried.legs():
            total += sum((self._turns_x if upright else self._turns_y)[at][low + 1 : high])
        return total * HALF
