"""The arcs of an account as a networkx graph, for queries and export."""

from datetime import date
from typing import TYPE_CHECKING

from committee.graph.arcs import arcs, people, teammates
from committee.model.account import Account

if TYPE_CHECKING:
    import networkx as nx


def digraph(account: Account, today: date) -> "nx.DiGraph[str]":
    """Every node and arc of the account, inserted in id order.

    Nodes carry `side` (`ours` or `theirs`) and `name`; people also `roles` and, where
    known, `stance` and `power`. Edges carry `origin`, `strength`, `strength_assumed`, `usable`, and where known `kind`,
    `channel` and `days_since_contact`.
    networkx is imported here and nowhere on the way to the first frame.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(name=account.header.name)
    ours = frozenset(teammates(account))
    for node in sorted({*ours, *people(account)}):
        if node in ours:
            graph.add_node(node, side="ours", name=account.team[node].name)
        else:
            person = account.people[node]
            facts = {"stance": person.stance and str(person.stance), "power": person.power}
            graph.add_node(
                node,
                side="theirs",
                name=person.name,
                roles=tuple(str(role) for role in person.roles),
                **{key: value for key, value in facts.items() if value is not None},
            )
    for arc in arcs(account):
        known: dict[str, str | int | None] = {
            "kind": arc.kind and str(arc.kind),
            "channel": arc.channel and str(arc.channel),
            "days_since_contact": (today - arc.last_contact).days if arc.last_contact else None,
        }
        graph.add_edge(
            arc.source,
            arc.target,
            origin=str(arc.origin),
            strength=arc.strength,
            strength_assumed=arc.strength_assumed,
            usable=arc.usable,
            **{key: value for key, value in known.items() if value is not None},
        )
    return graph
