"""Which ties there are between people on the map, and which of them are drawn."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from committee.graph.arcs import ASSUMED_STRENGTH, Arc, Origin, conflicts
from committee.layout.shapes import Look
from committee.model.account import Account, Pair

SMALL = 15
"""Up to this many people, every usable tie is drawn by default."""
STRONG = 4
"""Above, only ties of at least this strength are."""
MOST = 1000
"""And of those at most so many, the strongest: a map of more is black, and takes minutes to draw."""

Mode = str
"""`default`, `all` or `plan`: what the key `v` cycles through."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two people of their side, as the map knows it."""

    source: str
    target: str
    look: Look
    strength: int

    @property
    def pair(self) -> Pair:
        """Both ends, speaker first."""
        return self.source, self.target


def ties_of(account: Account, arcs: Iterable[Arc]) -> dict[Pair, Tie]:
    """Every tie between two people of their side, conflicts included, by pair in id order."""
    found = {a.pair: Tie(*a.pair, _look(a), a.strength) for a in arcs if a.origin is not Origin.COVERAGE}
    for pair in conflicts(account):
        strength = account.influence[pair].strength
        found[pair] = Tie(*pair, Look.CONFLICT, ASSUMED_STRENGTH if strength is None else strength)
    return dict(sorted(found.items()))


def shown_ties(
    account: Account,
    arcs: Iterable[Arc],
    mode: Mode = "default",
    *,
    selected: str | None = None,
    plan: Collection[Pair] = (),
    finding: Collection[Pair] = (),
) -> frozenset[Pair]:
    """The pairs to draw: what `mode` says, and always the ties of the selected person, the plan and the finding.

    `default`: up to 15 people every usable tie, above that the strong ones and conflicts, `MOST` of them. `all`: every
    tie. `plan`: the plan alone. Pairs of the plan that are talks of our own team are left out: teammates have no card.
    """
    return shown_of(account, ties_of(account, arcs), mode, selected=selected, plan=plan, finding=finding)


def shown_of(
    account: Account,
    ties: Mapping[Pair, Tie],
    mode: Mode = "default",
    *,
    selected: str | None = None,
    plan: Collection[Pair] = (),
    finding: Collection[Pair] = (),
) -> frozenset[Pair]:
    """`shown_ties` for whoever has the account's ties already: a selection needs no more than this."""
    if mode == "plan":
        chosen = frozenset[Pair]()
    elif mode == "all":
        chosen = frozenset(ties)
    else:
        chosen = default_ties(ties, _people(account))
    own = frozenset(pair for pair in ties if selected in pair)
    extra = frozenset(p for p in (*plan, *finding) if p[0] in account.people and p[1] in account.people)
    return chosen | (own if mode != "plan" else frozenset()) | extra


def default_ties(ties: Mapping[Pair, Tie], people: int) -> frozenset[Pair]:
    """What a map of this many people shows when nothing is selected."""
    least = ASSUMED_STRENGTH if people <= SMALL else STRONG
    found = [tie for tie in ties.values() if tie.strength >= least or tie.look is Look.CONFLICT]
    if len(found) > MOST:
        found = sorted(found, key=lambda tie: (-tie.strength, tie.pair))[:MOST]
    return frozenset(tie.pair for tie in found)


def _people(account: Account) -> int:
    from committee.graph.arcs import people

    return len(people(account))


def _look(arc: Arc) -> Look:
    if arc.origin is Origin.DERIVED:
        return Look.DERIVED
    if arc.strength >= STRONG:
        return Look.STRONG
    return Look.NORMAL if arc.strength > ASSUMED_STRENGTH else Look.WEAK
