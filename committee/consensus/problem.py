"""From an account to a Steiner instance: who may speak to whom in a plan, and whom it has to reach."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from committee.consensus.effort import Kind, Pricing, Term, Way, way_of
from committee.graph.arcs import Arc, arcs
from committee.graph.hours import Window, next_shared, schedule
from committee.graph.standing import Committee
from committee.model.account import Account, Pair
from committee.model.vocabulary import Channel, Stance

SOURCE = ""
"""The node before all voices; no id is empty."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Whom a plan reaches: all of `everyone`, and `need` of `some`; each of the `doubters` by so many `voices`."""

    everyone: tuple[str, ...]
    some: tuple[str, ...] = ()
    need: int = 0
    doubters: tuple[str, ...] = ()
    voices: int = 1

    @property
    def all(self) -> tuple[str, ...]:
        """Everybody it may have to reach, in id order."""
        return tuple(sorted({*self.everyone, *self.some}))

    def voices_for(self, person: str) -> int:
        """How many different people have to speak to somebody."""
        return self.voices if person in self.doubters else 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One account as an instance: entrances at no cost, and every talk a plan may hold with its effort.

    `known` are all its ties, also those that no plan of this goal needs.
    """

    committee: Committee
    pricing: Pricing
    goal: Goal
    entrances: tuple[str, ...]
    known: tuple[Arc, ...]
    ways: Mapping[Pair, Way]
    efforts: Mapping[Pair, int]
    told: dict[Pair, tuple[tuple[Term, ...], Channel, Window | None]] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What is the same of a talk in all plans of this instance, as far as it was asked for: see `facts`."""

    def network(self, without: Iterable[Pair] = ()) -> list[tuple[str, str, int]]:
        """The arcs of the instance from `SOURCE`, without some talks."""
        left_out = frozenset(without)
        found = [(SOURCE, voice, 0) for voice in self.entrances]
        found += [(*pair, effort) for pair, effort in self.efforts.items() if pair not in left_out]
        return found

    def facts(self, pair: Pair) -> tuple[tuple[Term, ...], Channel, Window | None]:
        """Of one talk the terms of its effort, how it is held, and the next stretch both work; worked out once."""
        if pair not in self.told:
            way, pricing = self.ways[pair], self.pricing
            one, other = (schedule(pricing.account, identifier) for identifier in pair)
            self.told[pair] = pricing.terms(way), pricing.channel(way), next_shared(one, other, pricing.today)
        return self.told[pair]


def goal_of(account: Account, committee: Committee) -> Goal:
    """All open mandatory approvers, and as many of the others as the quorum still misses; the reserved by several."""
    goal = _wanted(committee)
    voices = account.decision.voices_for_reserved or 1
    if voices == 1:
        return goal
    doubters = tuple(i for i in committee.open if account.people[i].stance is Stance.RESERVED)
    return replace(goal, doubters=doubters, voices=voices)


def _wanted(committee: Committee) -> Goal:
    everyone = tuple(i for i in committee.open if committee.standings[i].mandatory)
    counted = sum(committee.standings[i].quorum for i in everyone)
    some = tuple(i for i in committee.open if not committee.standings[i].mandatory)
    # Where even all of them are too few, the plan is blocked and reaches the others there are.
    need = min(committee.quorum_missing - counted, len(some))
    return Goal(everyone, some, need) if need > 0 else Goal(everyone)


def problem_of(account: Account, committee: Committee, today: date, extra: Iterable[Way] = ()) -> Problem:
    """The instance of an account; `extra` are introductions to allow beside ties and first meetings.

    Leaves out talks no plan holds: to a voice, to somebody opposed, by somebody who does not carry, and to somebody
    who neither carries nor has to be reached. O(ties + teammates · members).
    """
    pricing = Pricing(account, committee, today)
    goal, known = goal_of(account, committee), arcs(account)
    listeners = frozenset(committee.carriers) | frozenset(goal.all)
    ways = ways_to(known, account, committee, listeners, extra)
    efforts = {pair: pricing.effort(way) for pair, way in ways.items()}
    return Problem(committee, pricing, goal, committee.voices, known, ways, efforts)


def ways_to(
    known: Iterable[Arc],
    account: Account,
    committee: Committee,
    listeners: Collection[str],
    extra: Iterable[Way] = (),
) -> dict[Pair, Way]:
    """The talks that carriers may hold with some listeners: along usable ties, first meetings, and `extra`; sorted.

    Voices and people opposed are never listeners.
    """
    carriers, voices = frozenset(committee.carriers), frozenset(committee.voices)
    heard = {i for i in listeners if i in account.people and i not in voices}
    heard -= {i for i in heard if account.people[i].stance is Stance.OPPOSED}
    ways = [way_of(arc) for arc in known if arc.usable]
    ways += first_meetings(account, committee)
    ways += extra
    allowed = {way.pair: way for way in ways if way.speaker in carriers and way.listener in heard}
    return dict(sorted(allowed.items()))


def first_meetings(account: Account, committee: Committee) -> list[Way]:
    """Each teammate with each member they do not cover."""
    return [
        Way(mate, member, Kind.FIRST_MEETING)
        for mate in committee.teammates
        for member in committee.members
        if (mate, member) not in account.coverage
    ]
