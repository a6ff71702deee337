"""From an account to a Steiner instance: who may speak to whom in a plan, and whom it has to reach."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from committee.consensus.effort import Kind, Pricing, Term, Way, way_of
from committee.graph.arcs import Arc, arcs
from committee.graph.chains import from_voices
from committee.graph.hours import Window
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
    """One account as an instance: every voice with the cost to start from it, and every talk with its effort.

    `known` are all its ties, also those that no plan of this goal needs.
    """

    committee: Committee
    pricing: Pricing
    goal: Goal
    entrances: Mapping[str, int]
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
        found = [(SOURCE, voice, cost) for voice, cost in self.entrances.items()]
        found += [(*pair, effort) for pair, effort in self.efforts.items() if pair not in left_out]
        return found

    def prices(self, others: Mapping[Pair, int] | None = None) -> tuple[dict[str, int], dict[str, str]]:
        """The least effort from any start to each person, and who speaks to them there; `others` are more talks."""
        return from_voices({**self.efforts, **(others or {})}, self.entrances)

    def facts(self, pair: Pair) -> tuple[tuple[Term, ...], Channel, Window | None]:
        """Of one talk the terms of its effort, how it is held, and the next stretch both work; worked out once."""
        if pair not in self.told:
            way, pricing = self.ways[pair], self.pricing
            self.told[pair] = pricing.terms(way), pricing.channel(way), pricing.window(*pair)
        return self.told[pair]


def goal_of(account: Account, committee: Committee) -> Goal:
    """All open mandatory approvers, and as many of the others as the quorum still misses; the reserved by several."""
    goal = _wanted(committee)
    voices = account.decision.voices_for_reserved or 1
    if voices == 1:
        return goal
    doubters = tuple(i for i in committee.open if committee.beliefs[i].counts is Stance.RESERVED)
    return replace(goal, doubters=doubters, voices=voices)


def _wanted(committee: Committee) -> Goal:
    everyone = tuple(i for i in committee.open if committee.standings[i].mandatory)
    counted = sum(committee.standings[i].quorum for i in everyone)
    some = tuple(i for i in committee.open if not committee.standings[i].mandatory)
    # Where even all of them are too few, the plan is blocked and reaches the others there are.
    need = min(committee.quorum_missing - counted - committee.quorum_due, len(some))
    return Goal(everyone, some, need) if need > 0 else Goal(everyone)


def problem_of(
    account: Account, committee: Committee, today: date, extra: Iterable[Way] = (), known_hours: Pricing | None = None
) -> Problem:
    """The instance of an account; `extra` are introductions to allow beside ties and first meetings.

    `known_hours` is the pricing of an account in which everybody works when they do here.

    Leaves out talks no plan holds: to a voice that costs no talk, to somebody opposed, by somebody who does not carry,
    and to somebody who neither carries nor has to be reached. O(ties + teammates · members).
    """
    pricing = known_hours.after(account, committee) if known_hours else Pricing(account, committee, today)
    goal, known = goal_of(account, committee), arcs(account)
    listeners = frozenset(committee.carriers) | frozenset(goal.all)
    ways = ways_to(known, pricing, listeners, extra)
    efforts = {pair: pricing.effort(way) for pair, way in ways.items()}
    entrances = {voice: pricing.entrance(voice) for voice in committee.voices}
    return Problem(committee, pricing, goal, entrances, known, ways, efforts)


def ways_to(
    known: Iterable[Arc], pricing: Pricing, listeners: Collection[str], extra: Iterable[Way] = ()
) -> dict[Pair, Way]:
    """The talks that carriers may hold with some listeners: along usable ties, first meetings, and `extra`; sorted.

    People opposed are never listeners, nor are voices that a plan starts from for no more than a talk costs.
    """
    account, committee = pricing.account, pricing.committee
    carriers = frozenset(committee.carriers)
    started = {voice for voice in committee.voices if pricing.entrance(voice) <= pricing.costs["talk"]}
    heard = {i for i in listeners if i in account.people and i not in started}
    heard -= {i for i in heard if pricing.stance(i) is Stance.OPPOSED}
    ways = [pricing.easier(way_of(arc)) for arc in known if arc.usable]
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
