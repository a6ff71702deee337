"""Why a plan does not hold some talk: the plan forced through it, and what makes it dearer."""

from dataclasses import dataclass

from committee.consensus.effort import Kind, Term, Way, in_talks
from committee.consensus.plan import Plan, Status, budget_of, plan_for
from committee.consensus.problem import Problem, problem_of
from committee.consensus.talks import Talk
from committee.errors import EditRefused, Stop, never
from committee.graph.arcs import conflicts
from committee.model.account import Account
from committee.model.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a plan does not have `speaker` speak to `listener`.

    `reason` says why no plan can, or that the plan does. Else `forced` is the best plan that holds the talk, `more` its
    effort beyond that of the plan, `added` and `dropped` the talks in which the two differ, and `terms` what its talk
    to the listener costs beyond the plan's own, heaviest first.
    """

    speaker: str
    listener: str
    reason: str = ""
    forced: Plan | None = None
    more: int = 0
    added: tuple[Talk, ...] = ()
    dropped: tuple[Talk, ...] = ()
    terms: tuple[Term, ...] = ()

    def headline(self, account: Account) -> str:
        """The answer in short: "Tom Lee → Rui Tavares would make it 1.2 dearer, 9.4 in all."."""
        talk = f"{account.name_of(self.speaker)} → {account.name_of(self.listener)}"
        if self.forced is None:
            return f"{talk}: {self.reason}."
        if not self.more:
            return f"{talk} would cost the same: {self.forced.summary}, {self.forced.shown_effort}."
        total = f"{self.forced.shown_effort} in all"
        if self.more < 0:
            less = in_talks(-self.more)
            return f"{talk} is a tie nobody has written; with it the plan would take {less} less, {total}."
        return f"{talk} would make it {in_talks(self.more)} dearer, {total}."

    def sentence(self, account: Account) -> str:
        """The same with what makes it dearer: "…, 9.4 in all: 0.6 the tie … has strength 4 of 5."."""
        said = self.headline(account)
        if self.more <= 0:
            return said
        why = "; ".join(f"{in_talks(term.cost)} {term.why}" for term in self.terms)
        return f"{said.removesuffix('.')}: {why or 'the way to the others gets longer'}."


def why_not(plan: Plan, speaker: str, listener: str, *, steps: int | None = None, stop: Stop = never) -> WhyNot:
    """Why a plan does not hold a talk.

    Raises:
        EditRefused: one of the two is unknown, or the plan is of a closed deal.
    """
    problem = plan.problem
    if problem is None:
        raise EditRefused("There is no plan to ask about")
    account = problem.pricing.account
    for identifier in (speaker, listener):
        if identifier not in account.people and identifier not in account.team:
            remedy = "An id is what stands behind people. or team. in the file"
            raise EditRefused(f'Nobody has the id "{identifier}"', remedy)
    held = next((talk for talk in plan.talks if talk.pair == (speaker, listener)), None)
    if held is not None:
        return WhyNot(speaker, listener, f"it is talk {held.number} of the plan")
    reason = _impossible(problem, speaker, listener)
    if reason:
        return WhyNot(speaker, listener, reason)
    if (speaker, listener) not in problem.ways:
        way = Way(speaker, listener, Kind.INTRODUCTION)
        problem = problem_of(account, problem.committee, problem.pricing.today, [way], problem.pricing)
    if (speaker, listener) not in problem.ways:
        return WhyNot(speaker, listener, "nobody has to reach them, and they would not pass it on")
    forced = plan_for(problem, budget_of(None, steps, stop), held=(speaker, listener))
    if forced.proof is Status.INFEASIBLE and (speaker, listener) not in forced.pairs:
        return WhyNot(speaker, listener, f"no chain of talks leads to {account.name_of(speaker)} first")
    return _compared(plan, forced, speaker, listener)


def _impossible(problem: Problem, speaker: str, listener: str) -> str:  # noqa: PLR0911 - one reason after the other
    """Why nobody can hold such a talk, or need not; empty if it can be held."""
    account, committee = problem.pricing.account, problem.committee
    name, other = account.name_of(speaker), account.name_of(listener)
    if speaker == listener:
        return "nobody speaks to themselves"
    if listener in account.team:
        return f"{other} is one of ours"
    gone = next((i for i in (speaker, listener) if i not in committee.beliefs and i not in committee.teammates), "")
    if gone:
        return f"{account.name_of(gone)} left"
    if problem.pricing.stance(listener) is Stance.OPPOSED:
        return f"{other} is against: no talk persuades them, a decision is due"
    if listener in problem.entrances and problem.entrances[listener] <= problem.pricing.costs["talk"]:
        return f"{other} speaks for us already"
    if speaker not in committee.carriers:
        return f"{name} {_does_not_carry(problem, speaker)}, and passes our case on to nobody"
    if (speaker, listener) in conflicts(account):
        return f"{name} and {other} are written down to be at odds"
    weak = next((arc for arc in problem.known if arc.pair == (speaker, listener) and not arc.usable), None)
    if weak is not None:
        return f"the tie has strength {weak.strength} of 5: too weak to be heard"
    return ""


def _does_not_carry(problem: Problem, speaker: str) -> str:
    believed = problem.committee.beliefs[speaker]
    if believed.counts is not None and believed.counts.resists:
        return f"is {believed.counts}"
    if believed.prefers:
        return f"prefers {problem.pricing.account.name_of(believed.prefers).replace('-', ' ')}"
    return f"is written down as {believed.written}, and we heard otherwise"


def _compared(plan: Plan, forced: Plan, speaker: str, listener: str) -> WhyNot:
    ours = {talk.pair: talk for talk in plan.talks}
    theirs = {talk.pair: talk for talk in forced.talks}
    talk = theirs[speaker, listener]
    today = {term.key: term.cost for one in plan.talks if one.listener == listener for term in one.terms}
    beyond = [Term(term.key, term.cost - today.get(term.key, 0), term.why) for term in talk.terms]
    terms = sorted((term for term in beyond if term.cost > 0), key=lambda term: (-term.cost, term.key))
    return WhyNot(
        speaker,
        listener,
        forced=forced,
        more=forced.effort - plan.effort,
        added=tuple(one for pair, one in theirs.items() if pair not in ours),
        dropped=tuple(one for pair, one in ours.items() if pair not in theirs),
        terms=tuple(terms),
    )
