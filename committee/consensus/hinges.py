"""What a plan rests on: its effort if only confirmed claims count, and the one claim whose being wrong costs most.

Only what is in our favour is doubted. Bad news is believed without proof, so that a plan on what is confirmed never
costs less than the plan as claimed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from committee.consensus.effort import Pricing, in_talks
from committee.consensus.plan import Plan, budget_of, plan_for
from committee.consensus.problem import problem_of
from committee.consensus.solver.budget import Budget
from committee.errors import Stop, never
from committee.graph.arcs import arcs, people
from committee.graph.board import short_names
from committee.graph.evidence import rests_on_conjecture
from committee.graph.standing import Committee, committee_of
from committee.model.account import Account, Influence, Pair
from committee.model.vocabulary import NO_RIVAL, Stance

STEPS = 20_000_000
"""Solver steps for the plan on what is confirmed, and as many again for all plans with one claim wrong."""
MOST_PEOPLE = 1000
"""Up to how many people on their side each claim is tried; beyond, one plan a claim would take too long."""
_A_NODE = 100
"""What making the instance of a plan counts in solver steps, for each person, tie, and first meeting."""


class Doubt(StrEnum):
    """What kind of claim is in doubt."""

    STANCE = "stance"
    CHAMPION = "champion"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim in our favour that nothing recent vouches for: of a person, or of the tie between two."""

    doubt: Doubt
    subject: tuple[str, ...]

    @property
    def order(self) -> tuple[str, tuple[str, ...]]:
        """By kind, then by id."""
        return self.doubt, self.subject


@dataclass(frozen=True, slots=True)
class Hinge:
    """The claim whose being wrong costs most, and what is then: `plan` without it."""

    claim: Claimed
    plan: Plan

    def without(self, account: Account, than: Plan) -> str:
        """In a few words, beside a plan: "without Tom 12.1", "without Tom → Ana blocked"."""
        short = short_names(account)
        names = " → ".join(short.get(person) or account.name_of(person) for person in self.claim.subject)
        return f"without {names} {_amount(self.plan, than)}"

    def sentence(self, account: Account) -> str:
        """What is claimed, and what the plan is if it is wrong."""
        names = [account.name_of(person) for person in self.claim.subject]
        if self.claim.doubt is Doubt.TIE:
            said = f"It hinges on the tie from {names[0]} to {names[1]}, which is conjecture"
        elif self.claim.doubt is Doubt.CHAMPION:
            said = f"It hinges on {names[0]} as champion, which is not proven"
        else:
            stance = account.people[self.claim.subject[0]].stance
            said = f"It hinges on {names[0]}, {stance} as far as the map says"
        then = f"{self.plan.summary}, {self.plan.shown_effort}" if self.plan.talks else self.plan.summary
        return f"{said}; if that is wrong: {then}."


@dataclass(frozen=True, slots=True)
class Footing:
    """A plan as claimed, the plan if only what is confirmed counts, and what it hinges on (`None`: on nothing).

    `sure` is false where the budget ended before every claim was tried.
    """

    claimed: Plan
    confirmed: Plan
    hinge: Hinge | None
    sure: bool = True

    def said(self, account: Account) -> str:
        """The three numbers: "9.2 as claimed · 17.5 on what is confirmed · without Tom 12.1".

        Two without a hinge; none of a plan that reaches nobody, whose effort of nothing would read as a saving.
        """
        return " · ".join(self._numbers(account, " as claimed", " on what is confirmed"))

    def short(self, account: Account) -> str:
        """The same in fewer words, beside a plan that is named: "9.2 · 17.5 confirmed · without Tom 12.1"."""
        return " · ".join(self._numbers(account, "", " confirmed"))

    def _numbers(self, account: Account, claimed: str, confirmed: str) -> tuple[str, ...]:
        plan = self.claimed
        nobody = plan.closed or (not plan.talks and (plan.unreached_seats or not (self.confirmed.talks or self.hinge)))
        if nobody:
            return ()
        missed = f"{plan.unreached_seats} not reached, " if plan.unreached_seats else ""
        found = (missed + in_talks(plan.effort) + claimed, _amount(self.confirmed, plan) + confirmed)
        return (*found, self.hinge.without(account, self.claimed)) if self.hinge else found


def footing(
    account: Account,
    today: date,
    claimed: Plan,
    *,
    deadline: float | None = None,
    steps: int | None = STEPS,
    stop: Stop = never,
) -> Footing:
    """What a plan of an account on a day rests on.

    Args:
        account: as it is.
        today: the day of the analysis.
        claimed: its plan of that day.
        deadline: seconds to stop after; the hinge then depends on the clock.
        steps: solver steps for either half of the work.
        stop: asked now and then whether nobody waits any more.

    Raises:
        Unwanted: `stop` said so.

    Exact within the budget: a claim the plan does not use costs nothing when it is wrong, unless somebody met becomes
    open, so only the others are tried.
    """
    if claimed.closed:
        return Footing(claimed, claimed, None)
    committee = committee_of(account, today)
    known = claimed.problem.pricing if claimed.problem else None
    confirmed = on_confirmed(account, committee, budget_of(deadline, steps, stop), known)
    if len(committee.people) > MOST_PEOPLE:
        return Footing(claimed, confirmed, None, sure=False)
    worst: Hinge | None = None
    budget = budget_of(deadline, steps, stop)
    size = len(committee.people) + len(account.influence) + len(committee.teammates) * len(committee.members)
    for claim in sorted(_doubtful(account, committee, claimed), key=lambda one: one.order):
        budget.left -= _A_NODE * size
        if budget.spent:
            return Footing(claimed, confirmed, worst, sure=False)
        changed = _without(account, committee, claim)
        then = _planned(changed, committee, budget, known)
        if then.worth > (worst.plan.worth if worst else claimed.worth):
            worst = Hinge(claim, then)
    return Footing(claimed, confirmed, worst)


def on_confirmed(account: Account, committee: Committee, budget: Budget, known: Pricing | None = None) -> Plan:
    """The plan of an account without what is in our favour and not confirmed; `known` is the pricing as claimed.

    Favourable stances that recent evidence does not vouch for are unknown, champions that are not proven are none, and
    ties that rest on conjecture carry nothing (a reporting line they stand for is not taken in their place).
    """
    unsure = account
    for claim in _all(account, committee):
        unsure = _without(unsure, committee, claim)
    return _planned(unsure, committee, budget, known)


def _planned(account: Account, before: Committee, budget: Budget, known: Pricing | None = None) -> Plan:
    """The plan of an account in which somebody may only have been a member for a claim that is in doubt."""
    committee = replace(committee_of(account, before.today), members=before.members)
    return plan_for(problem_of(account, committee, before.today, known_hours=known), budget)


def _all(account: Account, committee: Committee) -> Iterator[Claimed]:
    """Every claim in our favour that is not confirmed."""
    proven = frozenset(committee.proven)
    for person in people(account):
        record, believed = account.people[person], committee.beliefs[person]
        if record.champion is not None and person not in proven:
            yield Claimed(Doubt.CHAMPION, (person,))
        if believed.counts in _FAVOURABLE and not believed.confirmed:
            yield Claimed(Doubt.STANCE, (person,))
    for arc in arcs(account):
        if rests_on_conjecture(account, *arc.pair, committee.today):
            yield Claimed(Doubt.TIE, arc.pair)


def _doubtful(account: Account, committee: Committee, plan: Plan) -> Iterator[Claimed]:
    """Those of them that the plan uses: whoever is in it or counts as met, and the ties it runs along."""
    used = {person for pair in plan.pairs for person in pair} | set(committee.assumed)
    pairs = frozenset(plan.pairs)
    for claim in _all(account, committee):
        if claim.subject in pairs if claim.doubt is Doubt.TIE else claim.subject[0] in used:
            yield claim


_FAVOURABLE = frozenset((Stance.ADVOCATE, Stance.SUPPORTER, Stance.NEUTRAL))


def _without(account: Account, committee: Committee, claim: Claimed) -> Account:
    """The account with one claim wrong."""
    if claim.doubt is Doubt.TIE:
        return _untied(account, (claim.subject[0], claim.subject[1]))
    person = claim.subject[0]
    record = account.people[person]
    if claim.doubt is Doubt.CHAMPION:
        changed = replace(record, champion=None)
    else:
        # Whoever passes nothing on as it stands does not begin to because we know less of them.
        carries = committee.beliefs[person].carries
        changed = replace(record, stance=None, prefers=record.prefers if carries else record.prefers or NO_RIVAL[0])
    return replace(account, people={**account.people, person: changed})


def _untied(account: Account, pair: Pair) -> Account:
    """Without a tie of ours; one of theirs stays, too weak to carry, so that no reporting line takes its place."""
    if pair in account.coverage:
        return replace(account, coverage={k: tie for k, tie in account.coverage.items() if k != pair})
    tie = replace(account.influence.get(pair, Influence()), strength=1)
    return replace(account, influence={**account.influence, pair: tie})


def _amount(plan: Plan, than: Plan) -> str:
    """The effort, and before it what no talk brings where another plan differs: "blocked", "2 not reached, 3.1"."""
    if plan.blocked_seats > than.blocked_seats:
        return f"blocked, {plan.shown_effort}" if plan.talks else "blocked"
    if plan.unreached_seats != than.unreached_seats:
        return f"{plan.unreached_seats} not reached, {plan.shown_effort}"
    return in_talks(plan.effort)
