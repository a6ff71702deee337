"""Everything computed from one account: plan, findings, the map; each room is imported when it is first asked."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from committee.errors import Stop, never
from committee.model.account import Account

if TYPE_CHECKING:  # for annotations only: these rooms are imported by the first analysis, not by the first frame
    from committee.consensus.hinges import Footing
    from committee.consensus.plan import Plan
    from committee.findings.finding import Finding
    from committee.findings.rule import Rule
    from committee.graph.arcs import Arc
    from committee.graph.standing import Committee
    from committee.layout import Layout


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything computed from one account as of one date."""

    account: Account
    today: date
    committee: "Committee"
    arcs: tuple["Arc", ...]
    plan: "Plan"
    findings: tuple["Finding", ...]
    complete: bool = True
    """Whether the slow rules have been asked too."""
    footing: "Footing | None" = None
    """What the plan rests on; `None` where nobody asked, or not yet."""


def analyse(  # noqa: PLR0913 - what of the analysis is wanted, each by name
    account: Account,
    today: date,
    *,
    deadline: float | None = None,
    steps: int | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    stop: Stop = never,
    footed: bool = True,
) -> Analysis:
    """Who stands where, the shortest path to consensus, and the findings; pure, so a worker thread may call it.

    Args:
        account: any account; what is faulty in its file counts as absent.
        today: the date of the analysis.
        deadline: seconds the solver may take. Only the screen passes one: with it, results depend on the machine.
        steps: the solver's budget in steps; its own where `None`.
        select: codes of findings, or their beginnings; all where empty.
        ignore: likewise, those to leave out.
        stop: asked every few milliseconds whether nobody waits for the analysis any more.
        footed: also solve the plan on what is confirmed and without each claim it may hinge on; ten times the solving.

    Raises:
        Unwanted: `stop` said so.
    """
    from committee.consensus.hinges import footing
    from committee.consensus.plan import plan
    from committee.findings.context import Context
    from committee.findings.runner import findings_in, selected
    from committee.graph.arcs import arcs
    from committee.graph.standing import committee_of

    made = plan(account, today, deadline=deadline, steps=steps, stop=stop)
    found = findings_in(Context(account, today, plan=made, stop=stop), selected(select, ignore))
    rests = footing(account, today, made, deadline=deadline, stop=stop) if footed else None
    return Analysis(account, today, committee_of(account, today), arcs(account), made, found, footing=rests)


def analyse_in_steps(
    account: Account, today: date, *, deadline: float | None = None, stop: Stop = never
) -> Iterator[Analysis]:
    """As `analyse`, first with what the quick rules find, then whole; for large accounts on a screen."""
    from committee.consensus.hinges import footing
    from committee.consensus.plan import plan
    from committee.findings.context import Context
    from committee.findings.runner import in_steps
    from committee.graph.arcs import arcs
    from committee.graph.standing import committee_of

    made = plan(account, today, deadline=deadline, stop=stop)
    committee, all_arcs = committee_of(account, today), arcs(account)
    for complete, found in in_steps(Context(account, today, plan=made, stop=stop)):
        rests = footing(account, today, made, deadline=deadline, stop=stop) if complete else None
        yield Analysis(account, today, committee, all_arcs, made, found, complete, rests)


def rules() -> "tuple[Rule, ...]":
    """Every finding there is, by code."""
    from committee.findings.registry import RULES

    return RULES


def rule(code: str) -> "Rule":
    """The rule with this code; `KeyError` if there is none."""
    from committee.findings.registry import rule as find

    return find(code)


def arrange(account: Account, today: date, **options: Any) -> "Layout":
    """Where people and ties go on the map; `options` as of `committee.layout.arrange`."""
    from committee.layout import arrange as place

    return place(account, today, **options)
