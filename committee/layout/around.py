"""The map around one person: everybody within two talks, in columns by distance instead of places."""

from collections.abc import Collection, Iterable

from committee.graph.arcs import arcs
from committee.graph.chains import neighbours
from committee.layout.engine import drawn
from committee.layout.lanes import rows_of
from committee.layout.model import Detail, Lane, Layout, Row
from committee.layout.ties import ties_of
from committee.model.account import Account, Pair

HOPS = 2


def around(account: Account, person: str, detail: Detail, *, ties: Collection[Pair] = ()) -> Layout:
    """Who reaches `person` and whom they reach, within two talks.

    Columns from left to right: who reaches them over somebody else, who reaches them directly, the person, whom they
    reach directly, whom they reach over somebody else. Whoever is on both sides stands on the nearer one, left among
    equals. Rows are levels. Drawn are the person's own ties and those that lead from one column to the next; the
    others are counted on their cards.

    Args:
        account: the account.
        person: who is in the middle; an empty map if they are not on the map.
        detail: how much of a person is drawn; tiles make no sense here and count as initials.
        ties: further pairs to draw, such as talks of the plan.
    """
    known = ties_of(account, arcs(account))
    place = distances(known, person) if any(person in row.people for row in rows_of(account)) else {}
    lanes = tuple(
        Lane(f"hop {hop}", _TITLES.get(hop) or account.name_of(person), "", "", None, members, hop=True)
        for hop in range(-HOPS, HOPS + 1)
        if (members := tuple(sorted(one for one, at in place.items() if at == hop)))
    )
    rows = tuple(
        Row(row.key, row.level, kept)
        for row in rows_of(account)
        if (kept := tuple(one for one in row.people if one in place))
    )
    inside = {pair: tie for pair, tie in known.items() if pair[0] in place and pair[1] in place}
    forward = {pair for pair in inside if person in pair or place[pair[1]] - place[pair[0]] == 1}
    return drawn(lanes, rows, inside, frozenset(forward).union(ties), detail)


def distances(pairs: Iterable[Pair], person: str) -> dict[str, int]:
    """Who is within two ties of `person`: -2 and -1 for those who reach them, 1 and 2 for those they reach."""
    kept = sorted(pairs)
    forth = neighbours(kept)
    back = neighbours([(target, source) for source, target in kept])
    found = {person: 0}
    for step in range(1, HOPS + 1):
        for sign, near in ((-1, back), (1, forth)):
            edge = [one for one, at in found.items() if at == sign * (step - 1)]
            for one in edge:
                for other in near.get(one, ()):
                    found.setdefault(other, sign * step)
    return found


_TITLES = {-2: "two before", -1: "speak to them", 1: "they speak to", 2: "two after"}
