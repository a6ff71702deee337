"""Who is in the committee, what the decision needs of each, where they stand, and who can speak for us."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from committee.graph.arcs import people, teammates
from committee.graph.same import Same
from committee.graph.stances import Belief, belief, beliefs, champion_tests, is_champion
from committee.model.account import Account
from committee.model.tunables import thresholds
from committee.model.vocabulary import Need, PersonStatus, Role, Stance

NEED_OF_ROLE: Mapping[Role, Need] = {
    Role.ECONOMIC_BUYER: Need.YES,
    Role.DECISION_MAKER: Need.YES,
    Role.APPROVER: Need.YES,
    Role.TECHNICAL_BUYER: Need.NO_OBJECTION,
    Role.LEGAL: Need.NO_OBJECTION,
    Role.PROCUREMENT: Need.NO_OBJECTION,
    Role.SECURITY: Need.NO_OBJECTION,
}
"""What the decision needs of somebody by role, where nothing is written; every other role needs nothing."""


class State(StrEnum):
    """Where an approver stands."""

    WON = "won"
    """Met, and recent evidence vouches for it."""
    ASSUMED = "assumed"
    """Met as the account says, to be confirmed."""
    OPEN = "open"
    AGAINST = "against"
    """Opposed: a decision is due, not a talk."""
    SPARE = "spare"
    """Not met, of a quorum that has its voices already: nobody needs theirs."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One person and the decision.

    `need` is the one that counts; `need_written` tells whether the file says it or a role implies it. `state` is
    `None` for somebody the decision does not need. `mandatory` approvers each have to be met; those of the
    `quorum` only in number.
    """

    person: str
    need: Need
    need_written: bool
    state: State | None
    mandatory: bool
    quorum: bool

    @property
    def met(self) -> bool:
        """Won or assumed."""
        return self.state in {State.WON, State.ASSUMED}


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many of the people that count are met: `met` of `of`, of which `at_least` are needed."""

    met: int
    at_least: int
    of: int


@dataclass(frozen=True, slots=True)
class YesBoard:
    """`met` of the `needed` yeses, and everybody they depend on.

    `needed` is every mandatory approver, there or gone without a successor (`vacant`), and as many further members of
    the quorum as it still takes besides them.
    """

    met: int
    needed: int
    rows: tuple[Standing, ...]
    quorum: Quorum | None
    vacant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Committee:
    """Everybody who counts, all ids sorted; `voices` and `carriers` include our own team."""

    today: date
    teammates: tuple[str, ...]
    people: tuple[str, ...]
    members: tuple[str, ...]
    standings: Mapping[str, Standing]
    beliefs: Mapping[str, Belief]
    champions: tuple[str, ...]
    proven: tuple[str, ...]
    coaches: tuple[str, ...]
    voices: tuple[str, ...]
    carriers: tuple[str, ...]
    at_least: int | None = None
    """What the quorum asks for; `None` without one."""
    vacant: tuple[str, ...] = ()
    """Those with a need who left, and nobody follows: their seat is still there."""
    quorum_left: tuple[str, ...] = ()
    """Those of the quorum who left."""

    @property
    def approvers(self) -> tuple[str, ...]:
        """Everyone the decision needs, alone or in number."""
        return tuple(i for i, standing in self.standings.items() if standing.state is not None)

    @property
    def open(self) -> tuple[str, ...]:
        """Approvers still to be reached."""
        return self._in(State.OPEN)

    @property
    def won(self) -> tuple[str, ...]:
        """Approvers met and confirmed."""
        return self._in(State.WON)

    @property
    def assumed(self) -> tuple[str, ...]:
        """Approvers met as far as the account says, to be confirmed."""
        return self._in(State.ASSUMED)

    @property
    def against(self) -> tuple[str, ...]:
        """Opposed approvers."""
        return self._in(State.AGAINST)

    @property
    def spare(self) -> tuple[str, ...]:
        """Those of a quorum whose voices nobody needs any more."""
        return self._in(State.SPARE)

    @property
    def quorum_short(self) -> int:
        """How many yeses the quorum would still lack if everybody in it agreed who is there and not opposed."""
        able = sum(self.standings[i].state is not State.AGAINST for i in self.quorum_members)
        return max(0, (self.at_least or 0) - able)

    @property
    def blocking(self) -> tuple[str, ...]:
        """Whose seats keep the decision from being made, whoever else agrees: opposed, or gone without a successor."""
        found = self._due
        if self.quorum_short:
            found |= {*self.quorum_left, *(i for i in self.against if self.standings[i].quorum)}
        return tuple(sorted(found))

    @property
    def blocked_seats(self) -> int:
        """How many seats that is: each mandatory one, and what the quorum lacks besides them."""
        return len(self._due) + max(0, self.quorum_short - self.quorum_due)

    @property
    def their_voices(self) -> tuple[str, ...]:
        """Voices on their side."""
        ours = frozenset(self.teammates)
        return tuple(voice for voice in self.voices if voice not in ours)

    @property
    def quorum_members(self) -> tuple[str, ...]:
        """Those who count towards the quorum."""
        return tuple(i for i, standing in self.standings.items() if standing.quorum)

    @property
    def quorum_due(self) -> int:
        """How many of the quorum a decision is due about whatever the quorum says: it counts on them meanwhile."""
        return sum(i in self.quorum_left or (i in self.standings and self.standings[i].quorum) for i in self._due)

    @property
    def quorum_missing(self) -> int:
        """How many more of the quorum have to be met, mandatory approvers among them included."""
        met = sum(self.standings[i].met for i in self.quorum_members)
        return max(0, (self.at_least or 0) - met)

    @property
    def board(self) -> YesBoard:
        """What the yes board shows; rows by state (against, open, assumed, won, spare), then id."""
        rows = sorted(
            (self.standings[i] for i in self.approvers), key=lambda row: (_ROW_ORDER.index(row.state), row.person)
        )
        mandatory = [row for row in rows if row.mandatory]
        others = [row for row in rows if not row.mandatory]
        counted = sum(row.quorum for row in mandatory) + sum(i in self.quorum_left for i in self.vacant)
        slots = max(0, (self.at_least or 0) - counted)
        met = sum(row.met for row in mandatory) + min(slots, sum(row.met for row in others))
        quorum = None
        if self.at_least is not None:
            members = [row for row in rows if row.quorum]
            quorum = Quorum(sum(row.met for row in members), self.at_least, len(members))
        return YesBoard(met, len(mandatory) + len(self.vacant) + slots, tuple(rows), quorum, self.vacant)

    @property
    def _due(self) -> set[str]:
        """Mandatory seats that are vacant or against: a decision is due about them whatever the quorum says."""
        return {*self.vacant, *(i for i in self.against if self.standings[i].mandatory)}

    def _in(self, state: State) -> tuple[str, ...]:
        return tuple(i for i, standing in self.standings.items() if standing.state is state)


_ROW_ORDER: tuple[State | None, ...] = (State.AGAINST, State.OPEN, State.ASSUMED, State.WON, State.SPARE)


def committee_of(account: Account, today: date) -> Committee:
    """Everybody's standing on a day. O(n log n) in people and evidence."""
    ours, theirs = teammates(account), people(account)
    least = thresholds(account.thresholds)["voice_power"]
    believed = beliefs(account, theirs, today)
    champions = tuple(i for i in theirs if is_champion(account.people[i], believed[i]))
    tests = {i: champion_tests(account, i, today) for i in champions}
    speaking = [i for i in theirs if believed[i].supports and believed[i].carries]
    loud = [i for i in speaking if (account.people[i].power or 1) >= least]
    quorum = account.decision.quorum
    left = tuple(i for i, person in sorted(account.people.items()) if person.status is PersonStatus.LEFT)
    return Committee(
        today=today,
        teammates=ours,
        people=theirs,
        members=tuple(i for i in theirs if is_member(account, i)),
        standings=_standings(account, believed),
        beliefs=believed,
        champions=champions,
        proven=tuple(i for i in champions if tests[i] == (True, True, True)),
        coaches=tuple(i for i in champions if tests[i][0] is False),
        voices=tuple(sorted({*ours, *champions, *loud})),
        carriers=tuple(sorted({*ours, *(i for i in theirs if believed[i].carries)})),
        at_least=quorum.at_least if quorum is not None else None,
        vacant=tuple(
            sorted(
                {
                    gone
                    for i in left
                    if need_of(account, i) is not Need.NONE
                    if (gone := _vacancy(account, i)) is not None
                }
            )
        ),
        quorum_left=tuple(
            i for i in left if quorum is not None and i in quorum.of and _vacancy(account, i) is not None
        ),
    )


def _vacancy(account: Account, leaver: str) -> str | None:
    """Who left the seat of a leaver last, where several followed one another and nobody of them is there."""
    row = successors(account, leaver)
    if account.people[row[-1]].status is not PersonStatus.LEFT:
        return None
    return next((i for i in reversed(row) if need_of(account, i) is not Need.NONE), leaver)


def _standings(account: Account, believed: Mapping[str, Belief]) -> dict[str, Standing]:
    """Everybody's standing; once a quorum has its voices, those of it who are not met and not needed are spare."""
    found = {i: _standing(account, i, believed[i]) for i in believed}
    quorum = account.decision.quorum
    least = None if quorum is None else quorum.at_least
    if least is not None and sum(row.met for row in found.values() if row.quorum) >= least:
        return {i: _spared(row) for i, row in found.items()}
    return found


def quorum_full(account: Account, today: date) -> bool:
    """Whether a quorum has all the voices it asks for; `False` without one. O(members of the quorum)."""
    quorum, there = account.decision.quorum, frozenset(people(account))
    if quorum is None or quorum.at_least is None:
        return False
    of = sorted(seats_of_quorum(account) & there)
    return sum(_standing(account, i, belief(account, i, today)).met for i in of) >= quorum.at_least


def standing_of(account: Account, identifier: str, today: date, *, full: bool | None = None) -> Standing:
    """What the decision needs of one person on their side, and whether it has it.

    `full` is what `quorum_full` says, where that is known already.

    Raises:
        KeyError: nobody on their side has this id.
    """
    found = _standing(account, identifier, belief(account, identifier, today))
    if not found.quorum or found.mandatory or found.met:
        return found
    return _spared(found) if (quorum_full(account, today) if full is None else full) else found


def _spared(row: Standing) -> Standing:
    """The standing of somebody in a quorum that is full."""
    return replace(row, state=State.SPARE) if row.quorum and not row.mandatory and not row.met else row


def _standing(account: Account, identifier: str, believed: Belief) -> Standing:
    person = account.people[identifier]
    need = need_of(account, identifier)
    counted = identifier in seats_of_quorum(account)
    state = _state(need, believed) if is_seat(account, identifier) else None
    return Standing(identifier, need, person.need is not None, state, need is not Need.NONE, counted)


def need_of(account: Account, identifier: str) -> Need:
    """The need that counts: as written, else the strongest that a role implies and the decision does not do without."""
    person = account.people[identifier]
    if person.need is not None:
        return person.need
    implied = {NEED_OF_ROLE[role] for role in approver_roles(account, identifier)}
    return next((need for need in Need if need in implied), Need.NONE)


def approver_roles(account: Account, identifier: str) -> tuple[Role, ...]:
    """The roles of a person that make the decision need them, those it does without left out."""
    roles = account.people[identifier].roles
    return tuple(role for role in roles if role in NEED_OF_ROLE and role not in account.decision.not_needed)


def is_member(account: Account, identifier: str) -> bool:
    """Whether somebody counts in this decision at all: a role, need, stance, champion table, power, or the quorum."""
    person = account.people[identifier]
    return (
        bool(person.roles)
        or person.need is not None
        or person.stance is not None
        or person.champion is not None
        or (person.power or 0) >= thresholds(account.thresholds)["voice_power"]
        or identifier in seats_of_quorum(account)
    )


def is_seat(account: Account, identifier: str) -> bool:
    """Whether the decision needs this person, there or not: by need, role or quorum."""
    return need_of(account, identifier) is not Need.NONE or identifier in seats_of_quorum(account)


def seats_of_quorum(account: Account) -> frozenset[str]:
    """Whom the quorum names, and whoever is there and follows one of them who left: the seat is theirs now."""
    return _seats_of_quorum(Same(account))


@lru_cache(maxsize=8)
def _seats_of_quorum(account: Same[Account]) -> frozenset[str]:
    quorum, people_of = account.value.decision.quorum, account.value.people
    if quorum is None:
        return frozenset()
    left = (i for i in quorum.of if i in people_of and people_of[i].status is PersonStatus.LEFT)
    followers = (successors(account.value, i)[-1] for i in left)
    return frozenset({*quorum.of, *(i for i in followers if people_of[i].status is not PersonStatus.LEFT)})


def successors(account: Account, leaver: str) -> list[str]:
    """Somebody who left, whoever followed them, and so on, up to somebody who is there or whom nobody followed."""
    row, seen = [leaver], {leaver}
    while account.people[row[-1]].status is PersonStatus.LEFT:
        heir = account.people[row[-1]].replaced_by
        if heir not in account.people or heir in seen:
            break
        row.append(heir)
        seen.add(heir)
    return row


def met_by(need: Need, stance: Stance | None) -> bool:
    """Whether a stance is what a need asks for; of a quorum member without a need of their own that is a yes."""
    if stance is None or stance.resists:
        return False
    return stance.supports or need is Need.NO_OBJECTION


def _state(need: Need, believed: Belief) -> State:
    if believed.counts is Stance.OPPOSED:
        return State.AGAINST
    if not met_by(need, believed.counts):
        return State.OPEN
    return State.WON if believed.confirmed else State.ASSUMED
