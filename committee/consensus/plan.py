"""The shortest path to consensus: which talks, in which order, and what is proven about them.

Definition, costs and limits: docs/consensus.md.
"""

from dataclasses import dataclass, field
from datetime import date

from committee.consensus.beside import (
    Against,
    QuorumGoal,
    ToConfirm,
    Unreached,
    against,
    open_gates,
    quorum_goal,
    still_unreached,
    to_confirm,
    unreached,
)
from committee.consensus.blocked import Blocked, blocked
from committee.consensus.certificate import certificate
from committee.consensus.effort import in_talks
from committee.consensus.problem import Problem, problem_of
from committee.consensus.solver.budget import Budget
from committee.consensus.solver.quorum import forced, lacking, low_with, unforced, within
from committee.consensus.solver.reaching import convinced
from committee.consensus.solver.several import reach
from committee.consensus.solver.status import Status
from committee.consensus.solver.steiner import Arborescence
from committee.consensus.talks import Talk, local_times, opened, talks_of
from committee.errors import Stop, never
from committee.graph.standing import committee_of
from committee.model.account import Account, Pair
from committee.plurals import counted

__all__ = [
    "STEPS",
    "Against",
    "Plan",
    "QuorumGoal",
    "Status",
    "Talk",
    "ToConfirm",
    "Unreached",
    "local_times",
    "met_words",
    "opened",
    "plan",
    "plan_for",
]

STEPS = 40_000_000
"""The default budget in solver steps: some seconds, and the same end on every machine."""

_EASY, _MODERATE = 2000, 3500


@dataclass(frozen=True, slots=True)
class Plan:
    """The talks that reach every open approver (and the quorum) for the least effort.

    `effort` and `lower_bound` are thousandths of an easy talk. With `INFEASIBLE` the talks reach whom they can and
    `unreached` says who is left out (`in_plan` is false). `closed` deals have no plan. `problem` is what was solved.
    With `BLOCKED` a decision is due about `blocked`, the talks are for everybody else, and `others` is what is proven
    about those. `blocked_seats` and `unreached_seats` count what no talk of the plan brings.
    """

    status: Status
    talks: tuple[Talk, ...] = ()
    effort: int = 0
    lower_bound: int = 0
    unique: bool = False
    quorum: QuorumGoal | None = None
    against: tuple[Against, ...] = ()
    to_confirm: tuple[ToConfirm, ...] = ()
    unreached: tuple[Unreached, ...] = ()
    certificate: tuple[str, ...] = ()
    gates: tuple[str, ...] = ()
    closed: bool = False
    others: Status | None = None
    blocked: tuple[Blocked, ...] = ()
    blocked_seats: int = 0
    unreached_seats: int = 0
    problem: Problem | None = field(default=None, repr=False, compare=False)

    @property
    def proof(self) -> Status:
        """What is proven about the talks, whoever blocks the decision."""
        return self.others or self.status

    @property
    def worth(self) -> tuple[int, int, int]:
        """What plans are compared by, least first: a seat that no talk brings weighs more than any effort."""
        return self.blocked_seats, self.unreached_seats, self.effort

    @property
    def gap_percent(self) -> float:
        """How much more than the proven bound the plan costs, at most; 0.0 when it is proven."""
        if self.effort == self.lower_bound:
            return 0.0
        return 100.0 * (self.effort - self.lower_bound) / max(self.lower_bound, 1)

    @property
    def difficulty(self) -> str:
        """Average effort of a talk in a word: easy under 2.0, moderate under 3.5, else hard; empty without talks."""
        count = len(self.talks)
        if not count:
            return ""
        if self.effort < _EASY * count:
            return "easy"
        return "moderate" if self.effort < _MODERATE * count else "hard"

    @property
    def shown_effort(self) -> str:
        """The effort in easy talks, e.g. "6.2"."""
        return in_talks(self.effort)

    @property
    def summary(self) -> str:
        """The plan in a few words, e.g. "4 talks, hard", "blocked; 4 talks, hard"."""
        if self.closed:
            return "no plan: the deal is closed"
        if self.status is not Status.BLOCKED:
            return self._talks_in_words()
        alone = not self.talks and self.proof in {Status.OPTIMAL, Status.GAP}
        return "blocked" if alone else f"blocked; {self._talks_in_words()}"

    def _talks_in_words(self) -> str:
        if self.proof is Status.NO_APPROVER:
            return "no approver named"
        if self.proof is Status.NO_VOICE:
            return "nobody to start from"
        if not self.talks:
            return "nobody can be reached" if self.proof is Status.INFEASIBLE else "no talks needed"
        words = f"{counted(len(self.talks), 'talk')}, {self.difficulty}"
        return f"{words}, not everyone reached" if self.proof is Status.INFEASIBLE else words

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Speaker and listener of each talk, in order."""
        return tuple(talk.pair for talk in self.talks)


def plan(
    account: Account, today: date, *, deadline: float | None = None, steps: int | None = None, stop: Stop = never
) -> Plan:
    """The shortest path to consensus of an account on a day.

    Args:
        account: as it is.
        today: the day of the analysis; decides evidence, stale ties and shared hours.
        deadline: seconds to stop after; the result then depends on the clock.
        steps: solver steps to stop after. Without deadline and steps it is `STEPS`: reproducible everywhere.
        stop: asked every few milliseconds of solving whether nobody waits for the plan any more.

    Raises:
        Unwanted: `stop` said so.

    Exact; when the budget ends first the status is `GAP` and the bound is still true.
    """
    header = account.header
    if header.stage is not None and header.stage.closed:
        return Plan(Status.NO_APPROVER, closed=True, unique=True)
    committee = committee_of(account, today)
    problem = problem_of(account, committee, today)
    return plan_for(problem, budget_of(deadline, steps, stop))


def met_words(plan: Plan) -> str:
    """What is said of a plan without talks: everybody is met, as far as the map says where somebody is assumed."""
    if plan.to_confirm:
        count = len(plan.to_confirm)
        return f"Everybody who has to agree is met as far as the map says; {count} to confirm"
    return "Everybody who has to agree is met; no talk is needed"


def budget_of(deadline: float | None, steps: int | None, stop: Stop = never) -> Budget:
    """The budget of a call: as asked, by default `STEPS`."""
    return Budget(STEPS if steps is None and deadline is None else steps, deadline, stop)


def plan_for(
    problem: Problem,
    budget: Budget,
    without: frozenset[Pair] = frozenset(),
    like: Plan | None = None,
    held: Pair | None = None,
) -> Plan:
    """The plan of an instance, not using some talks; what no talk changes is taken from `like`, another plan of it.

    With `held`, one of its ways, the best plan that holds this talk; it says nothing of why no such plan costs less.
    """
    committee, account = problem.committee, problem.pricing.account
    if not committee.approvers and not committee.blocked_seats:
        return Plan(Status.NO_APPROVER, unique=True, gates=open_gates(account))
    budget.look()
    arcs = problem.network(without)
    wanted = problem.goal
    if held is not None:
        arcs, wanted = forced(arcs, wanted, held)
    reached = convinced(arcs, wanted)
    goal, complete = within(wanted, reached)
    tree = reach(arcs, goal, budget, low_with(problem.pricing.late))
    talks = talks_of(problem, tree.arcs if held is None else unforced(tree.arcs))
    proof = _proof(problem, tree, complete=complete)
    return Plan(
        status=Status.BLOCKED if committee.blocked_seats else proof,
        talks=talks,
        effort=tree.total,
        lower_bound=tree.lower_bound,
        unique=tree.unique,
        quorum=quorum_goal(committee, talks),
        against=like.against if like else against(account, committee),
        to_confirm=like.to_confirm if like else to_confirm(problem.pricing, problem.known),
        unreached=still_unreached(like.unreached, talks) if like else unreached(problem, talks),
        certificate=() if held else certificate(account, tree, goal),
        gates=open_gates(account),
        others=proof if committee.blocked_seats else None,
        blocked=blocked(committee),
        blocked_seats=committee.blocked_seats,
        unreached_seats=lacking(problem.goal, reached),
        problem=problem,
    )


def _proof(problem: Problem, tree: Arborescence[str], *, complete: bool) -> Status:
    if not complete:
        return Status.INFEASIBLE if problem.entrances else Status.NO_VOICE
    return tree.status
