"""The graph of an account holds what the account says, and is built once."""

from dataclasses import replace

import networkx as nx
import pytest
from committees import committees
from examples import examples
from hypothesis import given, settings

from committee.graph.arcs import Origin, arcs, nodes
from committee.graph.digraph import digraph
from committee.model.account import Account, Evidence, Header, Influence, Person, Place, Teammate, tie_subject
from committee.model.vocabulary import Basis, PersonStatus, TeamStatus


@settings(max_examples=examples(50))
@given(committees())
def test_it_holds_every_node_and_arc_in_order(account: Account) -> None:
    graph = digraph(account)
    assert list(graph) == list(nodes(account))
    assert list(graph.edges) == [arc.pair for arc in arcs(account)]
    for arc in arcs(account):
        about = [e for e in account.evidence.values() if e.about == tie_subject(*arc.pair)]
        edge = dict(graph.edges[arc.pair])
        conjecture = edge.pop("conjecture")
        assert conjecture or not about or any(e.basis is not Basis.CONJECTURE for e in about)
        assert not conjecture or any(e.basis is Basis.CONJECTURE for e in about)
        assert edge == {
            "origin": arc.origin, "derived": not arc.written, "kind": arc.kind, "channel": arc.channel,
            "strength": arc.strength, "strength_assumed": arc.strength_assumed, "usable": arc.usable,
            "last_contact": arc.last_contact,
        }  # fmt: skip
    for node, known in graph.nodes(data=True):
        facts = dict(known)
        record = account.team[node] if node in account.team else account.people[node]
        assert facts.pop("side") == ("ours" if node in account.team else "theirs")
        assert all(getattr(record, key) == value for key, value in facts.items())


def deal() -> Account:
    return Account(
        header=Header(name="Acme"),
        places={"oslo": Place(name="Oslo")},
        team={"dana": Teammate(name="Dana"), "gone": Teammate(name="Gone", status=TeamStatus.LEFT)},
        people={
            "ana": Person(name="Ana", place="oslo", department="Legal"),
            "bo": Person(name="Bo", reports_to="ana"),
            "cy": Person(name="Cy", status=PersonStatus.LEFT),
        },
        influence={("bo", "ana"): Influence(strength=1)},
        evidence={"1": Evidence(about="bo > ana", basis=Basis.CONJECTURE, says="so it seems")},
    )


def test_who_left_is_not_in_it_and_places_are() -> None:
    graph = digraph(deal())
    assert list(graph) == ["ana", "bo", "dana"]
    assert graph.nodes["ana"]["place"] in graph.graph["places"]
    assert graph.nodes["ana"]["department"] == "Legal"
    written, derived = graph.edges["bo", "ana"], graph.edges["ana", "bo"]
    assert (written["conjecture"], written["usable"], written["derived"]) == (True, False, False)
    assert (derived["conjecture"], derived["origin"], derived["derived"]) == (False, Origin.DERIVED, True)


def test_it_is_built_once_per_account_and_nobody_can_change_it() -> None:
    account = deal()
    graph = digraph(account)
    assert digraph(account) is graph
    assert digraph(replace(account, influence={})).edges != graph.edges
    assert digraph(account) is graph, "an account and a what-if beside it are both kept"
    with pytest.raises(nx.NetworkXError):
        graph.add_edge("ana", "dana")
