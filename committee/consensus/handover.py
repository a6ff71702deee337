"""What one of us leaves to another: whom to meet, what was promised, which ties remain, which yeses to confirm."""

from dataclasses import dataclass
from datetime import date

from committee.consensus.plan import Plan, plan
from committee.graph.standing import Committee, State, committee_of
from committee.model.account import Account
from committee.model.edit import apply
from committee.model.edits.handover import hand_over, inherited_strength
from committee.model.vocabulary import GateStatus, PersonStatus


@dataclass(frozen=True, slots=True)
class Inherited:
    """One tie that goes over: its strength before, and what it is worth to the heir; `None` is unknown."""

    person: str
    before: int | None
    after: int | None
    days: int | None
    """Since the last contact; `None` is unknown."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Somebody the heir should meet, and why, in words; the first reason weighs most."""

    person: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """What goes from `leaver` to `heir`. `promises` and `gates` are ids, soonest due first; `assumed` are people.

    `effort` is that of the plan now, `effort_after` once the ties are handed over, in thousandths of one easy talk.
    """

    leaver: str
    heir: str
    meet: tuple[Meeting, ...]
    promises: tuple[str, ...]
    gates: tuple[str, ...]
    ties: tuple[Inherited, ...]
    assumed: tuple[str, ...]
    owner: bool
    effort: int
    effort_after: int
    lost: int = 0
    """How many of those it needs the plan reaches no longer then."""


def handover(account: Account, leaver: str, heir: str, today: date, *, solved: Plan | None = None) -> Handover:
    """What `heir` takes over from `leaver`, a teammate each.

    Whom to meet first: open approvers, then whoever the plan has the leaver talk to, then champions, assumed yeses and
    promises; within these by weight in the decision.

    Raises:
        EditRefused: either is not in the team, both are the same, or the heir has left.
    """
    after = apply(account, hand_over(account, leaver, heir))
    committee = committee_of(account, today)
    made, then = solved or plan(account, today), plan(after, today)
    ties = _ties(account, leaver, heir, today)
    promises = _promises(account, leaver)
    assumed = tuple(i for i in committee.assumed if _rests_on(account, i, leaver))
    return Handover(
        leaver=leaver,
        heir=heir,
        meet=_meetings(account, committee, made, leaver, [tie.person for tie in ties], promises),
        promises=promises,
        gates=_gates(account, leaver),
        ties=ties,
        assumed=assumed,
        owner=account.header.owner == leaver,
        effort=made.effort,
        effort_after=then.effort,
        lost=max(0, then.unreached_seats - made.unreached_seats),
    )


def _ties(account: Account, leaver: str, heir: str, today: date) -> tuple[Inherited, ...]:
    found = []
    for (mate, person), tie in account.coverage.items():
        if mate == leaver and account.people[person].status is not PersonStatus.LEFT:
            own = account.coverage.get((heir, person))
            after = inherited_strength(tie.strength, own.strength if own else None)
            days = (today - tie.last_contact).days if tie.last_contact else None
            found.append(Inherited(person, tie.strength, after, days))
    return tuple(sorted(found, key=lambda tie: (-(tie.before or 0), tie.person)))


def _promises(account: Account, leaver: str) -> tuple[str, ...]:
    left = [key for key, action in account.actions.items() if action.owner == leaver and action.done is None]
    return tuple(sorted(left, key=lambda key: (account.actions[key].due or date.max, key)))


def _gates(account: Account, leaver: str) -> tuple[str, ...]:
    left = [key for key, gate in account.gates.items() if gate.ours == leaver and gate.status is not GateStatus.DONE]
    return tuple(sorted(left, key=lambda key: (account.gates[key].due or date.max, key)))


def _rests_on(account: Account, person: str, leaver: str) -> bool:
    """Whether the leaver covers somebody, or wrote down what they said."""
    heard = any(record.by == leaver and record.about == person for record in account.evidence.values())
    return heard or (leaver, person) in account.coverage


def _meetings(
    account: Account, committee: Committee, made: Plan, leaver: str, covered: list[str], promises: tuple[str, ...]
) -> tuple[Meeting, ...]:
    promised = {account.actions[key].with_ for key in promises}
    talks = {talk.listener: talk.number for talk in made.talks if talk.speaker == leaver}
    state = {i: standing.state for i, standing in committee.standings.items()}
    ranked = []
    for person in dict.fromkeys((*covered, *talks, *sorted(promised))):
        if person not in committee.people:
            continue
        reasons = [
            (state.get(person) is State.OPEN, "an approver still open"),
            (person in talks, f"talk {talks.get(person)} of the plan"),
            (person in committee.champions, "a champion"),
            (state.get(person) is State.ASSUMED, "an assumed yes, to be confirmed"),
            (state.get(person) is State.AGAINST, "an approver who is opposed"),
            (person in promised, "a promise is open"),
        ]
        held = tuple(words for holds, words in reasons if holds)
        if held:
            rank = [not holds for holds, _ in reasons]
            ranked.append((rank, -(account.people[person].power or 1), person, held))
    return tuple(Meeting(person, held) for _, _, person, held in sorted(ranked))
