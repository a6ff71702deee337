"""Who can speak to whom and be heard: the arcs of an account, without networkx."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from committee.graph.same import Same
from committee.model.account import Account, Pair
from committee.model.vocabulary import Channel, PersonStatus, TeamStatus, TieKind

ASSUMED_STRENGTH = 2
"""What a written tie without a strength counts as."""
USABLE_STRENGTH = 2
"""The least strength at which a tie of theirs carries support; our own coverage always does, having met is enough."""
DERIVED_STRENGTH = 3
"""What a reporting line alone is worth, from manager to report."""


class Origin(StrEnum):
    """Where an arc comes from."""

    INFLUENCE = "influence"
    COVERAGE = "coverage"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Arc:
    """`source` can speak to `target` and be heard.

    `strength` is the one that counts, 1 to 5; `strength_assumed` says that nobody wrote it down. `last_contact` is
    known of our own ties only.
    """

    source: str
    target: str
    origin: Origin
    strength: int
    strength_assumed: bool = False
    kind: TieKind | None = None
    channel: Channel | None = None
    last_contact: date | None = None

    @property
    def pair(self) -> Pair:
        """Both ends, speaker first."""
        return self.source, self.target

    @property
    def usable(self) -> bool:
        """Strong enough to carry support."""
        return self.origin is Origin.COVERAGE or self.strength >= USABLE_STRENGTH

    @property
    def written(self) -> bool:
        """Stands in the file, rather than following from a reporting line."""
        return self.origin is not Origin.DERIVED


def teammates(account: Account) -> tuple[str, ...]:
    """Active teammates in id order."""
    return tuple(i for i, mate in sorted(account.team.items()) if mate.status is not TeamStatus.LEFT)


def people(account: Account) -> tuple[str, ...]:
    """Everyone on their side who has not left, in id order."""
    return tuple(i for i, person in sorted(account.people.items()) if person.status is not PersonStatus.LEFT)


def nodes(account: Account) -> tuple[str, ...]:
    """Active teammates and everyone on their side who has not left, in id order."""
    return tuple(sorted({*teammates(account), *people(account)}))


def arcs(account: Account) -> tuple[Arc, ...]:
    """Every arc between nodes, sorted by source and target; conflicts are none.

    O(n log n) in people and ties, once per account. Ties that name somebody who is not there, or run from a person to
    themselves, are passed over: they are faults of the file, reported elsewhere.
    """
    return _arcs(Same(account))


@lru_cache(maxsize=4)
def _arcs(key: Same[Account]) -> tuple[Arc, ...]:
    account = key.value
    ours, theirs = frozenset(teammates(account)), frozenset(people(account))
    found = [*_coverage(account, ours, theirs), *_influence(account, theirs), *_derived(account, theirs)]
    return tuple(sorted(found, key=lambda arc: arc.pair))


def conflicts(account: Account) -> tuple[Pair, ...]:
    """Every written conflict between people who are there, sorted."""
    there = frozenset(people(account))
    return tuple(
        sorted(
            (source, target)
            for (source, target), tie in account.influence.items()
            if tie.kind is TieKind.CONFLICT and source != target and source in there and target in there
        )
    )


def _coverage(account: Account, ours: frozenset[str], theirs: frozenset[str]) -> Iterator[Arc]:
    for (source, target), tie in account.coverage.items():
        if source in ours and target in theirs:
            strength = ASSUMED_STRENGTH if tie.strength is None else tie.strength
            assumed = tie.strength is None
            yield Arc(source, target, Origin.COVERAGE, strength, assumed, None, tie.channel, tie.last_contact)


def _influence(account: Account, theirs: frozenset[str]) -> Iterator[Arc]:
    for (source, target), tie in account.influence.items():
        if source == target or tie.kind is TieKind.CONFLICT or source not in theirs or target not in theirs:
            continue
        strength = ASSUMED_STRENGTH if tie.strength is None else tie.strength
        yield Arc(source, target, Origin.INFLUENCE, strength, tie.strength is None, tie.kind, tie.channel)


def _derived(account: Account, theirs: frozenset[str]) -> Iterator[Arc]:
    for report, person in account.people.items():
        manager = person.reports_to
        if report in theirs and manager in theirs and manager != report and (manager, report) not in account.influence:
            yield Arc(manager, report, Origin.DERIVED, DERIVED_STRENGTH)
