"""Who can speak to whom, and how far a case gets on the ties there are; each answer is worked out once, when asked."""

from functools import cached_property
from typing import TYPE_CHECKING

from committee.consensus.effort import Pricing, way_of
from committee.graph import chains
from committee.graph.arcs import Arc, Origin, arcs, conflicts
from committee.graph.digraph import digraph
from committee.graph.standing import Committee
from committee.model.account import Account, Pair

if TYPE_CHECKING:
    import networkx as nx


class Arcs:
    """The ties and coverages of an account as arcs, from speaker to listener."""

    def __init__(self, account: Account) -> None:
        self._account = account

    @cached_property
    def all(self) -> tuple[Arc, ...]:
        """Every arc, usable or not."""
        return arcs(self._account)

    @cached_property
    def graph(self) -> "nx.DiGraph[str]":
        """All of them and everybody who is there, to ask networkx."""
        return digraph(self._account)

    @cached_property
    def incoming(self) -> dict[str, tuple[Arc, ...]]:
        """Usable arcs by listener."""
        return chains.incoming(self.all)

    @cached_property
    def written(self) -> frozenset[Pair]:
        """Usable ties between their people that stand in the file."""
        return frozenset(arc.pair for arc in self.all if arc.usable and arc.origin is Origin.INFLUENCE)

    @cached_property
    def coverage(self) -> dict[str, tuple[Arc, ...]]:
        """Coverage by active teammates, of any strength, by person."""
        found: dict[str, list[Arc]] = {}
        for arc in self.all:
            if arc.origin is Origin.COVERAGE:
                found.setdefault(arc.target, []).append(arc)
        return {person: tuple(own) for person, own in found.items()}

    @cached_property
    def at_odds(self) -> frozenset[Pair]:
        """Whoever is in written conflict, both ways round: it takes two."""
        return frozenset(pair for one, other in conflicts(self._account) for pair in ((one, other), (other, one)))


class Reach:
    """How far our case gets from the voices by existing ties, and what that costs.

    Args:
        arcs: who can speak to whom.
        committee: who speaks for us and who passes it on.
        pricing: what any talk costs.
    """

    def __init__(self, arcs: Arcs, committee: Committee, pricing: Pricing) -> None:
        self.pricing = pricing
        self._arcs = arcs
        self._committee = committee

    @cached_property
    def carriers(self) -> frozenset[str]:
        """Who passes support on."""
        return frozenset(self._committee.carriers)

    @cached_property
    def support(self) -> "nx.DiGraph[str]":
        """The arcs along which chains of existing ties may run."""
        return chains.support(self._arcs.graph, self._committee.voices, self.carriers)

    @cached_property
    def people(self) -> frozenset[str]:
        """Everybody to whom such a chain leads, voices included."""
        return frozenset(chains.reached(self.support))

    @cached_property
    def gatekeeper(self) -> dict[str, str]:
        """Whom every chain to a person passes, nearest; absent where chains share nobody."""
        return chains.gatekeepers(self.support)

    @cached_property
    def cost(self) -> dict[Pair, int]:
        """The effort of a talk along each usable arc."""
        return {arc.pair: self.pricing.effort(way_of(arc)) for arc in self._arcs.all if arc.usable}

    @cached_property
    def cheapest(self) -> tuple[dict[str, int], dict[str, str]]:
        """The cheapest chain from a voice to each person: its effort, and who speaks last."""
        carried = {pair: effort for pair, effort in self.cost.items() if pair[0] in self.carriers}
        return chains.from_voices(carried, {voice: self.pricing.entrance(voice) for voice in self._committee.voices})

    @cached_property
    def introducers(self) -> tuple[tuple[int, str], ...]:
        """Those on their side who could introduce us: reached and carrying, with their effort, the least first."""
        effort = self.cheapest[0]
        return tuple(sorted((effort[i], i) for i in self._committee.people if i in effort and i in self.carriers))
