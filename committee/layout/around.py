"""The map around one person: everybody within two talks, in columns by distance instead of places."""

from collections.abc import Collection, Iterable

from committee.graph.arcs import arcs
from committee.layout.engine import drawn
from committee.layout.lanes import rows_of
from committee.layout.layout import Layout
from committee.layout.shapes import Detail, Lane, Row
from committee.layout.ties import ties_of
from committee.model.account import Account, Pair

HOPS = 2


def around(account: Account, person: str, detail: Detail, *, ties: Collection[Pair] = ()) -> Layout:
    """Who reaches `person` and whom they reach, within two talks.

    Columns from left to right: who reaches them over somebody else, who reaches them directly, the person, whom they
    reach directly, whom they reach over somebody else. Whoever is on both sides stands on the nearer one, left among
    equals. Rows are levels. Drawn are the ties of the shortest ways to and from the person; the others are
    counted on their cards.

    Args:
        account: the account.
        person: who is in the middle; an empty map if they are not on the map.
        detail: how much of a person is drawn; tiles make no sense here and count as initials.
        ties: further pairs to draw, such as talks of the plan.
    """
    known = ties_of(account, arcs(account))
    there = any(person in row.people for row in rows_of(account))
    back, forth = _walks(known, person) if there else ({}, {})
    place = _placed(back, forth)
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
    far = HOPS + 1
    steps = {
        (one, other)
        for one, other in inside
        if forth.get(other) == forth.get(one, far) + 1 or back.get(one) == back.get(other, far) + 1
    }
    return drawn(lanes, rows, inside, frozenset(steps).union(ties), detail)


def _walks(pairs: Iterable[Pair], person: str) -> tuple[dict[str, int], dict[str, int]]:
    """How many ties away everybody is who reaches the person, and whom they reach; two at most.

    Ties as the map has them, conflicts too, so this is not the graph of who can be heard.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node(person)
    graph.add_edges_from(pairs)
    back, forth = (
        nx.single_source_shortest_path_length(way, person, cutoff=HOPS) for way in (graph.reverse(copy=False), graph)
    )
    return dict(back), dict(forth)


def _placed(back: dict[str, int], forth: dict[str, int]) -> dict[str, int]:
    far = HOPS + 1
    return {
        one: -back[one] if back.get(one, far) <= forth.get(one, far) else forth[one]
        for one in dict.fromkeys((*back, *forth))
    }


_TITLES = {-2: "two before", -1: "speak to them", 1: "they speak to", 2: "two after"}
