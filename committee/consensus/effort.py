"""What one talk costs: whole thousandths of one easy talk, each part with its reason in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from committee.consensus.expertise import matches, matching
from committee.graph.arcs import Arc, Origin
from committee.graph.evidence import ledger, rests_on_conjecture
from committee.graph.hours import Schedule, Window, meet_in_person, next_shared, schedule, shared_minutes
from committee.graph.standing import Committee
from committee.model.account import Account, Pair
from committee.model.tunables import effort_costs, thresholds
from committee.model.vocabulary import Channel, Stance

EASY = 1000
"""One easy talk, the unit in which effort is shown."""


class Kind(StrEnum):
    """What makes a talk possible."""

    TIE = "tie"
    FIRST_MEETING = "first-meeting"
    INTRODUCTION = "introduction"

    @property
    def said(self) -> str:
        """`first meeting`, `introduction`; nothing is said of a tie that exists."""
        return "" if self is Kind.TIE else self.value.replace("-", " ")


@dataclass(frozen=True, slots=True)
class Way:
    """A talk that may be held: along an existing tie, or by making a new one."""

    speaker: str
    listener: str
    kind: Kind
    arc: Arc | None = None

    @property
    def pair(self) -> Pair:
        """Speaker and listener."""
        return self.speaker, self.listener


@dataclass(frozen=True, slots=True)
class Term:
    """One part of the effort of a talk: the key of its cost, the cost, and why it counts here."""

    key: str
    cost: int
    why: str


def way_of(arc: Arc) -> Way:
    """The talk along an existing tie."""
    return Way(arc.source, arc.target, Kind.TIE, arc)


def in_talks(effort: int) -> str:
    """An effort in easy talks, with one decimal: 3140 is "3.1". Halves round up."""
    tenths = (effort * 10 + EASY // 2) // EASY
    return f"{tenths // 10}.{tenths % 10}"


class Pricing:
    """The costs of all talks of one account on one day; remembers who shares how many hours."""

    def __init__(self, account: Account, committee: Committee, today: date) -> None:
        self.account = account
        self.committee = committee
        self.today = today
        self.costs = effort_costs(account.effort)
        self._contact_days = thresholds(account.thresholds)["contact_days"]
        self._ours = frozenset(committee.teammates)
        self._members = frozenset(committee.members)
        self._unproven = frozenset(committee.their_voices) - frozenset(committee.proven)
        self._schedules: dict[str, tuple[int, Schedule]] = {}
        self._numbers: dict[Schedule, int] = {}
        self._shared: dict[tuple[int, int], int | None] = {}
        self._windows: dict[tuple[int, int], Window | None] = {}
        self._speakers: dict[str, int] = {}
        self._kinds: dict[tuple[object, ...], int] = {}
        self._guessed = ledger(account).guessed_ties
        self._efforts: dict[tuple[object, ...], int] = {}

    def after(self, account: Account, committee: Committee) -> "Pricing":
        """The pricing of a changed account in which zones and hours are the same; keeps what is known of them."""
        changed = Pricing(account, committee, self.today)
        changed._schedules, changed._numbers, changed._shared = self._schedules, self._numbers, self._shared
        changed._windows = self._windows
        return changed

    def effort(self, way: Way) -> int:
        """What a talk costs in all: the same for all speakers of one kind on ties of one kind, and worked out once."""
        key = (self.kind_of_speaker(way.speaker), way.listener, way.kind, *self._kind_of_tie(way))
        if key not in self._efforts:
            self._efforts[key] = sum(cost for _, cost in self._parts(way))
        return self._efforts[key]

    def terms(self, way: Way) -> tuple[Term, ...]:
        """What a talk costs, part by part, with reasons."""
        return tuple(Term(key, cost, self._why(key, way)) for key, cost in self._parts(way))

    def starting(self, voice: str) -> tuple[Term, ...]:
        """What it costs, once a plan, to start from a voice; empty where it costs nothing."""
        cost = self.entrance(voice)
        why = _WHY["unproven"].format(speaker=self.account.name_of(voice))
        return (Term("unproven", cost, why),) if cost else ()

    def easier(self, way: Way) -> Way:
        """Along our own tie to a member, or anew as at a first meeting, whichever costs less; the tie among equals.

        So that writing down that we met never makes a talk dearer.
        """
        arc = way.arc
        if arc is None or arc.origin is not Origin.COVERAGE or way.listener not in self._members:
            return way
        anew = Way(way.speaker, way.listener, Kind.FIRST_MEETING)
        return anew if self.effort(anew) < self.effort(way) else way

    def shared(self, a: str, b: str) -> int | None:
        """Minutes two people share in a working day; `None` where a zone is unknown."""
        one, first = self._schedule(a)
        other, second = self._schedule(b)
        key = (one, other) if one <= other else (other, one)
        if key not in self._shared:
            self._shared[key] = shared_minutes(first, second, self.today)
        return self._shared[key]

    def window(self, a: str, b: str) -> Window | None:
        """The next stretch in which two people work, within a fortnight; `None` where there is none, or a zone unknown.

        The same whoever of the two is named first.
        """
        one, first = self._schedule(a)
        other, second = self._schedule(b)
        key = (one, other) if one <= other else (other, one)
        if key not in self._windows:
            self._windows[key] = next_shared(first, second, self.today)
        return self._windows[key]

    def late(self, a: str, b: str) -> bool:
        """Whether two people of known zones share no such stretch: somebody would have to move their day."""
        known = self._schedule(a)[1].zone and self._schedule(b)[1].zone
        return bool(known) and self.window(a, b) is None

    def in_person(self, way: Way) -> bool:
        """Whether the two can meet without arranging a journey."""
        return meet_in_person(self.account, way.speaker, way.listener, way.arc.channel if way.arc else None)

    def channel(self, way: Way) -> Channel:
        """How the talk is held: the way the tie names, else in person where they can meet, else by video."""
        if way.arc is not None and way.arc.channel is not None:
            return way.arc.channel
        return Channel.IN_PERSON if self.in_person(way) else Channel.VIDEO

    def stance(self, person: str) -> Stance | None:
        """Where somebody on their side stands, as it counts: the worse of what is written and what we heard."""
        return self.committee.beliefs[person].counts

    def entrance(self, voice: str) -> int:
        """What it costs, once, that a plan starts from a voice: nothing for one of ours or a proven champion."""
        return self.costs["unproven"] if voice in self._unproven else 0

    def kind_of_speaker(self, speaker: str) -> int:
        """Whoever has the same number costs the same to any one listener, ties being equal."""
        if speaker not in self._speakers:
            person = self.account.people.get(speaker)
            where = (person.place, person.work_mode, person.office_days) if person is not None else ()
            mate = self.account.team[speaker].expertise if speaker in self._ours else None
            stance = self.stance(speaker) if person is not None else None
            hours = self._schedule(speaker)[0]
            kind = (hours, where, mate, stance)
            self._speakers[speaker] = self._kinds.setdefault(kind, len(self._kinds))
        return self._speakers[speaker]

    def _kind_of_tie(self, way: Way) -> tuple[object, ...]:
        """All that the effort of a talk takes from its tie."""
        arc = way.arc
        if arc is None:
            return ()
        stale = self._days_since(arc) > self._contact_days
        guessed = bool(self._guessed) and rests_on_conjecture(self.account, *way.pair, self.today)
        return arc.strength, arc.channel, stale, guessed

    def _parts(self, way: Way) -> Iterator[tuple[str, int]]:
        for key, times in self._keys(way):
            cost = self.costs[key] * times
            if cost:
                yield key, cost

    def _keys(self, way: Way) -> Iterator[tuple[str, int]]:
        yield "talk", 1
        yield self._tie(way)
        if not self.in_person(way):
            yield "remote", 1
        hours = _hours_key(self.shared(way.speaker, way.listener))
        if hours:
            yield hours, 1
        stance = self.stance(way.listener)
        if stance is None or not stance.supports:
            yield f"stance_{_stance_key(stance)}", 1
        yield from self._of_speaker(way)
        arc = way.arc
        if arc is not None and rests_on_conjecture(self.account, *way.pair, self.today):
            yield "conjecture", 1
        if arc is not None and self._days_since(arc) > self._contact_days:
            yield "stale", 1

    def _tie(self, way: Way) -> tuple[str, int]:
        if way.arc is not None:
            return "tie", 5 - way.arc.strength
        return ("first_meeting" if way.kind is Kind.FIRST_MEETING else "introduction"), 1

    def _of_speaker(self, way: Way) -> Iterator[tuple[str, int]]:
        speaker = way.speaker
        if speaker in self._ours:
            if self._outside_expertise(way):
                yield "ours", 1
            return
        stance = self.stance(speaker)
        if stance is None or stance is Stance.NEUTRAL:
            yield f"relay_{_stance_key(stance)}", 1

    def _outside_expertise(self, way: Way) -> bool:
        standing = self.committee.standings[way.listener]
        if standing.state is None or self.committee.beliefs[way.listener].supports:
            return False
        return not matches(self.account.team[way.speaker].expertise, self.account.people[way.listener].roles)

    def _days_since(self, arc: Arc) -> int:
        """Days since the last contact on our own tie; 0 where there is none to go stale."""
        if arc.origin is not Origin.COVERAGE or arc.last_contact is None:
            return 0
        return (self.today - arc.last_contact).days

    def _schedule(self, identifier: str) -> tuple[int, Schedule]:
        if identifier not in self._schedules:
            found = schedule(self.account, identifier)
            self._schedules[identifier] = (self._numbers.setdefault(found, len(self._numbers)), found)
        return self._schedules[identifier]

    def _why(self, key: str, way: Way) -> str:
        speaker, listener = (self.account.name_of(i) for i in way.pair)
        if key == "tie":
            return self._why_tie(way, speaker, listener)
        if key == "first_meeting" and way.pair in self.account.coverage:
            return f"{speaker} starts anew with {listener}: easier than on the tie as it stands"
        if key.startswith("hours"):
            return self._why_hours(way, speaker, listener)
        if key == "ours":
            return self._why_ours(way, speaker, listener)
        days = 0 if way.arc is None else self._days_since(way.arc)
        said = {"days": days, "most": self._contact_days, "stance": self.stance(way.listener)}
        return _WHY[key].format(speaker=speaker, listener=listener, **said)

    def _why_tie(self, way: Way, speaker: str, listener: str) -> str:
        arc = way.arc
        if arc is None:
            return ""
        found = f"the tie from {speaker} to {listener} has strength {arc.strength} of 5"
        if arc.origin is Origin.DERIVED:
            return f"{found}, as between manager and report"
        return f"{found}, assumed because none is written" if arc.strength_assumed else found

    def _why_hours(self, way: Way, speaker: str, listener: str) -> str:
        minutes = self.shared(way.speaker, way.listener)
        if minutes is None:
            unknown = [i for i in way.pair if not self._schedule(i)[1].zone]
            names = " and ".join(self.account.name_of(i) for i in unknown)
            return f"the time zone of {names} is not known"
        if not minutes:
            return f"{speaker} and {listener} share no working hours"
        return f"{speaker} and {listener} share {minutes // 60} h {minutes % 60:02} min a day"

    def _why_ours(self, way: Way, speaker: str, listener: str) -> str:
        wanted = " or ".join(matching(self.account.people[way.listener].roles))
        peer = f"whose role asks for {wanted} expertise" if wanted else "whose role matches no expertise of ours"
        return f"{speaker} is ours and speaks to {listener}, {peer}"


_WHY = {
    "stale": "last contact of {speaker} with {listener} was {days} days ago, over {most}",
    "stance_reserved": "{listener} is {stance}",
    "talk": "every talk takes this much",
    "first_meeting": "{speaker} meets {listener} for the first time",
    "introduction": "{speaker} and {listener} have no tie yet; {speaker} would introduce us",
    "remote": "{speaker} and {listener} cannot meet in person",
    "stance_neutral": "{listener} is neutral",
    "stance_unknown": "where {listener} stands is not known",
    "relay_neutral": "{speaker} is neutral today and must be won before speaking for us",
    "relay_unknown": "where {speaker} stands is not known; {speaker} must be won before speaking for us",
    "unproven": "the plan starts from {speaker}, who is not yet a proven champion",
    "conjecture": "the newest evidence on the tie from {speaker} to {listener} is conjecture",
}


def _hours_key(minutes: int | None) -> str:
    """The cost that applies, or nothing from four hours on."""
    if minutes is None:
        return "hours_unknown"
    if minutes == 0:
        return "hours_none"
    if minutes < 120:
        return "hours_under_2"
    return "hours_under_4" if minutes < 240 else ""


def _stance_key(stance: Stance | None) -> str:
    """The cost of a stance. Plans never speak to somebody opposed; measured all the same, that is as hard as can be."""
    if stance is Stance.OPPOSED:
        return "reserved"
    return "unknown" if stance is None else str(stance)
