"""What stands beside the talks: the quorum, decisions to ask for, yeses to confirm, and who is out of reach."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from committee.consensus.effort import Kind, Pricing, Way, way_of
from committee.consensus.problem import Problem
from committee.consensus.solver.reaching import reached_by_ties
from committee.consensus.talks import Talk
from committee.graph.arcs import Arc, conflicts
from committee.graph.chains import incoming
from committee.graph.hours import Window, next_shared, schedule
from committee.graph.standing import Committee
from committee.model.account import Account, Pair
from committee.model.vocabulary import GateStatus, Need, Role

OVERRULING = 100
"""How many are named at most who could overrule somebody."""
_LEVELS = 400
"""Levels above somebody that are looked through for them."""
_DECIDES = frozenset((Role.ECONOMIC_BUYER, Role.DECISION_MAKER))


@dataclass(frozen=True, slots=True)
class QuorumGoal:
    """`met` of `at_least` today; the plan reaches `reached` more, and `missing` stay open after it."""

    at_least: int
    of: tuple[str, ...]
    met: int
    reached: tuple[str, ...]
    missing: int


@dataclass(frozen=True, slots=True)
class Against:
    """An opposed approver: no talk persuades them, a decision is due. `ask` says which, one option a line.

    `overrule` are those who can decide against them, the nearest `OVERRULING` where they are `more`.
    """

    person: str
    overrule: tuple[str, ...]
    ask: tuple[str, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """An approver who counts as met without recent evidence; `by` could ask them, in the `window`."""

    person: str
    by: str
    window: Window | None
    why: str


@dataclass(frozen=True, slots=True)
class Unreached:
    """An open approver to whom no chain of existing ties leads; `in_plan`: the plan makes a new one."""

    person: str
    why: str
    in_plan: bool


def open_gates(account: Account) -> tuple[str, ...]:
    """Gates that are not done, the earliest due first, those without a date last."""
    waiting = [(gate.due or date.max, i) for i, gate in account.gates.items() if gate.status is not GateStatus.DONE]
    return tuple(identifier for _, identifier in sorted(waiting))


def quorum_goal(committee: Committee, talks: tuple[Talk, ...]) -> QuorumGoal | None:
    """Where the quorum stands before and after the talks; `None` without one."""
    if committee.at_least is None:
        return None
    members = committee.quorum_members
    met = sum(committee.standings[i].met for i in members)
    listeners = {talk.listener for talk in talks}
    reached = tuple(i for i in members if i in listeners and not committee.standings[i].met)
    return QuorumGoal(committee.at_least, members, met, reached, max(0, committee.at_least - met - len(reached)))


def against(account: Account, committee: Committee) -> tuple[Against, ...]:
    """The decision each opposed approver asks for."""
    deciders = tuple(i for i in committee.approvers if _DECIDES & set(account.people[i].roles))
    at_odds = frozenset(conflicts(account)) if committee.against else frozenset()
    return tuple(
        _decision(account, committee, person, _overrule(committee, account, person, deciders, at_odds))
        for person in committee.against
    )


def _decision(account: Account, committee: Committee, person: str, above: tuple[str, ...]) -> Against:
    name = account.name_of(person)
    ask = []
    if above:
        names = " or ".join([account.name_of(i) for i in above[:OVERRULING]] + ["others"] * (len(above) > OVERRULING))
        ask.append(f"Overrule: ask {names} whether the decision can be made against {name}.")
    if committee.standings[person].need is not Need.NONE:
        ask.append(f"Condition: ask {name} what it would take to raise no objection.")
    ask.append(f"Qualify out: without {name}, and with nobody to overrule, this deal is not ours to win.")
    return Against(person, above[:OVERRULING], tuple(ask), len(above) > OVERRULING)


def _overrule(
    committee: Committee, account: Account, person: str, deciders: Iterable[str], at_odds: Collection[Pair]
) -> tuple[str, ...]:
    """Who can decide against somebody: the managers above them, then those who decide or pay.

    Nobody who is against us or for something else, and nobody at odds with them: a conflict is not settled by a
    decision we ask for. One more than `OVERRULING` are looked for, from `_LEVELS` levels: in a line of thousands
    everybody has thousands.
    """
    above: dict[str, None] = {}
    manager = account.people[person].reports_to
    while manager in committee.beliefs and manager not in above and manager != person and len(above) < _LEVELS:
        above[manager] = None
        manager = account.people[manager].reports_to
    found: dict[str, None] = {}
    for one in chain(above, deciders):
        if (
            one != person
            and committee.beliefs[one].carries
            and (one, person) not in at_odds
            and (person, one) not in at_odds
        ):
            found[one] = None
            if len(found) > OVERRULING:
                break
    return tuple(found)


def to_confirm(pricing: Pricing, known: tuple[Arc, ...]) -> tuple[ToConfirm, ...]:
    """For each assumed approver who could ask them with the least effort, and when.

    One of ours with a tie first, else one of their voices, else the teammate for whom a first meeting is easiest.
    """
    voices, ours = frozenset(pricing.committee.voices), frozenset(pricing.committee.teammates)
    into = incoming(arc for arc in known if arc.source in voices)
    return tuple(_confirm(pricing, into.get(person, ()), person, ours) for person in pricing.committee.assumed)


def _confirm(pricing: Pricing, into: tuple[Arc, ...], person: str, ours: Collection[str]) -> ToConfirm:
    account, committee = pricing.account, pricing.committee
    asking = [(arc.source not in ours, pricing.effort(way_of(arc)), arc.source) for arc in into]
    meeting = [(pricing.effort(Way(mate, person, Kind.FIRST_MEETING)), mate) for mate in committee.teammates]
    by = min(asking)[2] if asking else min(meeting)[1] if meeting else ""
    window = next_shared(schedule(account, by), schedule(account, person), pricing.today) if by else None
    stance = account.people[person].stance
    return ToConfirm(person, by, window, f"{account.name_of(person)} counts as {stance} without recent evidence")


def unreached(problem: Problem, talks: tuple[Talk, ...]) -> tuple[Unreached, ...]:
    """Open approvers to whom existing ties do not lead from any voice, or from too few; with the reason, by id."""
    account, committee = problem.pricing.account, problem.committee
    tied = reached_by_ties(committee, problem.known, problem.goal)
    alone = replace(problem.goal, voices=1)
    several = problem.goal.voices > 1
    heard = reached_by_ties(committee, problem.known, alone) - tied if several else frozenset[str]()
    listeners = {talk.listener for talk in talks}
    missed = [person for person in committee.open if person not in tied]
    into: dict[str, list[Arc]] = {person: [] for person in missed}
    for arc in problem.known:
        if arc.target in into:
            into[arc.target].append(arc)
    carriers = frozenset(committee.carriers)
    return tuple(
        Unreached(
            person,
            _too_few(problem, person) if person in heard else _reason(account, person, into[person], carriers),
            person in listeners,
        )
        for person in missed
    )


def still_unreached(missed: tuple[Unreached, ...], talks: tuple[Talk, ...]) -> tuple[Unreached, ...]:
    """What `unreached` says of the same instance once its plan has other talks."""
    listeners = {talk.listener for talk in talks}
    return tuple(replace(one, in_plan=one.person in listeners) for one in missed)


def _too_few(problem: Problem, person: str) -> str:
    name, voices = problem.pricing.account.name_of(person), problem.goal.voices
    return f"{name} is reserved and needs to hear it from {voices} people; existing ties bring fewer."


def _reason(account: Account, person: str, into: list[Arc], carriers: Collection[str]) -> str:
    name = account.name_of(person)
    usable = [arc for arc in into if arc.usable]
    if not into:
        return f"No tie leads to {name}."
    if not usable:
        names = _names(account, [arc.source for arc in into])
        return f"The only ties to {name} are too weak to be heard: from {names}."
    speaking = [arc.source for arc in usable if arc.source in carriers]
    if not speaking:
        names = _names(account, [arc.source for arc in usable])
        return f"Only people who are reserved or opposed have a tie to {name}: {names}."
    return f"{_names(account, speaking)} could speak to {name}, but no chain of ties leads there."


def _names(account: Account, people: list[str]) -> str:
    return ", ".join(account.name_of(person) for person in people)
