"""The graph of an account: everybody who is there, and every arc between them, as a `networkx.DiGraph`.

Reach, dominators and cheapest ways are asked of it (`committee/graph/chains.py`). networkx is imported by whoever asks
first, never on the way to the first frame.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from committee.graph.arcs import Arc, Origin, arcs, nodes
from committee.graph.evidence import rests_on_conjecture
from committee.graph.same import Same
from committee.model.account import Account, tie_of

if TYPE_CHECKING:
    import networkx as nx


def digraph(account: Account) -> "nx.DiGraph[str]":
    """Everybody who is there and every arc, in id order; built once per account, and frozen.

    Nodes carry `side` (`ours` or `theirs`), `name` and `timezone`; teammates also `expertise`, people also `place`,
    `department`, `roles`, `stance`, `power` and `status`. Arcs carry `origin`, `derived`, `kind`, `channel`, `strength`
    (1 to 5), `strength_assumed`, `usable`, `last_contact` and `conjecture` (the newest evidence on the tie is one).
    What is not known is `None` or empty. The attribute `places` of the graph has the name of every place by id.
    """
    return _built(Same(account))


@lru_cache(maxsize=2)
def _built(key: Same[Account]) -> "nx.DiGraph[str]":
    """Two are kept: a what-if is looked at beside the account it comes from, and a large one takes many megabytes."""
    import networkx as nx

    account = key.value
    graph: nx.DiGraph[str] = nx.DiGraph(
        name=account.header.name, places={i: place.name for i, place in sorted(account.places.items())}
    )
    graph.add_nodes_from((node, _of_node(account, node)) for node in nodes(account))
    talked_about = {tie_of(evidence.about) for evidence in account.evidence.values()}
    for arc in arcs(account):
        conjecture = arc.pair in talked_about and rests_on_conjecture(account, *arc.pair)
        graph.add_edge(*arc.pair, **_of_arc(arc), conjecture=conjecture)
    nx.freeze(graph)
    return graph


def _of_node(account: Account, node: str) -> dict[str, Any]:
    if node in account.team:
        mate = account.team[node]
        return {"side": "ours", "name": mate.name, "timezone": mate.timezone, "expertise": mate.expertise}
    person = account.people[node]
    return {
        "side": "theirs",
        "name": person.name,
        "place": person.place,
        "timezone": person.timezone,
        "department": person.department,
        "roles": person.roles,
        "stance": person.stance,
        "power": person.power,
        "status": person.status,
    }


def _of_arc(arc: Arc) -> dict[str, Any]:
    return {
        "origin": arc.origin,
        "derived": arc.origin is Origin.DERIVED,
        "kind": arc.kind,
        "channel": arc.channel,
        "strength": arc.strength,
        "strength_assumed": arc.strength_assumed,
        "usable": arc.usable,
        "last_contact": arc.last_contact,
    }
