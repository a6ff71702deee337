"""Chains of ties, asked of networkx: who is reached from the voices, at what price, and through whom every chain goes.

A chain starts at a voice and runs through carriers; whom it ends at need not be one. Whatever networkx answers is
sorted by id before it leaves, and of chains of equal price the one of the first speakers by id is taken, so that
the answers hang on no order of a file or of a hash.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from committee.graph.arcs import Arc
from committee.model.account import Pair

if TYPE_CHECKING:
    import networkx as nx

Price = Callable[[str, str, Mapping[str, Any]], int | None]
"""What an arc costs, given its two ends and its attributes; `None` where no chain may run along it."""

ROOT = ""
"""Before all voices; no id is empty."""


def incoming(arcs: Iterable[Arc]) -> dict[str, tuple[Arc, ...]]:
    """The usable arcs by listener, sorted by speaker."""
    found: dict[str, list[Arc]] = {}
    for arc in arcs:
        if arc.usable:
            found.setdefault(arc.target, []).append(arc)
    return {target: tuple(sorted(own, key=lambda arc: arc.source)) for target, own in sorted(found.items())}


def support(graph: "nx.DiGraph[str]", voices: Iterable[str], carriers: Collection[str]) -> "nx.DiGraph[str]":
    """The arcs chains of support may run along: from `ROOT` to every voice, and the usable ones of carriers. O(m)."""
    import networkx as nx

    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_node(ROOT)
    found.add_edges_from((ROOT, voice) for voice in sorted(voices))
    found.add_edges_from(
        (speaker, listener)
        for speaker, listener, arc in graph.edges(data=True)
        if arc["usable"] and speaker in carriers
    )
    return found


def reached(carried: "nx.DiGraph[str]") -> tuple[str, ...]:
    """Everybody to whom a chain of `support` leads, voices included, in id order. O(m)."""
    import networkx as nx

    return tuple(sorted(nx.descendants(carried, ROOT)))


def gatekeepers(carried: "nx.DiGraph[str]") -> dict[str, str]:
    """For each person reached the nearest one whom every chain to them passes: their immediate dominator, by id.

    Absent: those reached by chains that share nobody, voices among them.
    """
    import networkx as nx

    found = nx.immediate_dominators(carried, ROOT)
    return {person: by for person, by in sorted(found.items()) if ROOT not in {person, by}}


def dominated_by(person: str, gatekeeper: Mapping[str, str]) -> tuple[str, ...]:
    """Everybody whom every chain to `person` passes, nearest first."""
    found = []
    while person in gatekeeper:
        person = gatekeeper[person]
        found.append(person)
    return tuple(found)


def talks(efforts: Mapping[Pair, int], speakers: Iterable[str]) -> "nx.DiGraph[str]":
    """The talks a plan may hold as a graph, also those along no tie yet, each with its `effort`; and the `speakers`."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(speakers))
    graph.add_edges_from((*pair, {"effort": effort}) for pair, effort in sorted(efforts.items()))
    return graph


def from_voices(efforts: Mapping[Pair, int], entrances: Mapping[str, int]) -> tuple[dict[str, int], dict[str, str]]:
    """What `cheapest` says of talks, where it costs something to start from a voice. O(m log n)."""
    started = {(ROOT, voice): cost for voice, cost in entrances.items()}
    price, before = cheapest(talks({**efforts, **started}, (ROOT,)), (ROOT,), by_effort)
    return (
        {person: paid for person, paid in price.items() if person != ROOT},
        {person: speaker for person, speaker in before.items() if speaker != ROOT},
    )


def by_effort(_speaker: str, _listener: str, talk: Mapping[str, Any]) -> int:
    """What a talk of `talks` costs."""
    return int(talk["effort"])


def cheapest(graph: "nx.DiGraph[str]", sources: Iterable[str], price: Price) -> tuple[dict[str, int], dict[str, str]]:
    """The least price from any source to each person by id, and who speaks to them on that way; sources cost 0.

    O(m log n).
    """
    import networkx as nx

    begun = sorted(set(sources))
    if not begun:
        return {}, {}
    # In the order in which networkx settled them: whoever speaks to somebody was settled before, also where a talk is
    # free, so that no chain runs in a circle.
    paid = nx.multi_source_dijkstra_path_length(graph, begun, weight=price)
    settled = {person: place for place, person in enumerate(paid)}
    before = {}
    for person in sorted(paid.keys() - set(begun)):
        before[person] = min(
            speaker
            for speaker, arc in graph.pred[person].items()
            if settled.get(speaker, len(settled)) < settled[person]
            and (costs := price(speaker, person, arc)) is not None
            and paid[speaker] + costs == paid[person]
        )
    return {person: int(paid[person]) for person in sorted(paid)}, before


def chain_to(person: str, before: Mapping[str, str]) -> tuple[str, ...]:
    """The chain that `cheapest` found, from its source to `person`."""
    chain = [person]
    while chain[-1] in before:
        chain.append(before[chain[-1]])
    return tuple(reversed(chain))
