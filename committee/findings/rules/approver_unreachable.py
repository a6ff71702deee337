"""DM003: an approver whom no chain of existing ties reaches."""

from collections.abc import Iterator

from committee.consensus.effort import Kind, Way, in_talks
from committee.findings.context import Context
from committee.findings.finding import Deed, Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.model.account import Pair
from committee.model.vocabulary import Need
from committee.plurals import listed


def _check(ctx: Context) -> Iterator[Finding]:
    missed = [approver for approver in ctx.committee.open if approver not in ctx.reach.people]
    if not missed:
        return
    introducers, meetings = Introducers(ctx), _first_meetings(ctx)
    for approver in missed:
        ctx.look()
        on_plan = ctx.advice.on_plan(approver)
        yield _finding(ctx, approver, introducers.cheapest(approver), meetings.get(approver, []), on_plan=on_plan)


def _finding(
    ctx: Context, approver: str, introducer: tuple[int, str] | None, met: list[Pair], *, on_plan: bool
) -> Finding:
    introduced = [(introducer[1], approver)] if introducer else []
    return RULE.finding(
        approver,
        people=[
            approver,
            *(person for pair in (*introduced, *met) for person in pair if person not in ctx.team.members),
        ],
        ties=[*introduced, *met],
        measures=[
            Measure("chains of existing ties from a voice", 0, 1),
            Measure("usable ties in", len(ctx.arcs.incoming.get(approver, ())), 1),
            Measure("effort of a chain with one introduction", introducer[0] if introducer else None, effort=True),
        ],
        explanation=_explanation(ctx, approver) + (_introduced(ctx, introducer) if on_plan else ""),
        deed=_deed(ctx, approver, None if on_plan else introducer, met),
    )


def _explanation(ctx: Context, approver: str) -> str:
    need = ctx.committee.standings[approver].need
    asked = "no objection" if need is Need.NO_OBJECTION else "a yes"
    if not ctx.committee.voices:
        return f"The decision needs {asked} from {ctx.name(approver)}, and there is no voice yet to start a chain from."
    speakers = [arc.source for arc in ctx.arcs.incoming.get(approver, ())]
    if not speakers:
        return f"The decision needs {asked} from {ctx.name(approver)}, and no usable tie leads to them from anybody."
    return (
        f"The decision needs {asked} from {ctx.name(approver)}, and no chain of existing ties leads there from a "
        f"voice: {ctx.names(speakers, last='or')} would have to be won or reached first."
    )


def _introduced(ctx: Context, introducer: tuple[int, str] | None) -> str:
    """What would do instead of what the plan does."""
    if introducer is None:
        return ""
    effort, speaker = introducer
    return f" An introduction by {ctx.name(speaker)} would make a chain for an effort of {in_talks(effort)}."


class Introducers:
    """Whose introduction makes the cheapest chain to somebody.

    Those who share hours, place and what they are to us cost the same to any one listener, but for what it takes to
    reach them: only the nearest of each such group is priced, and the groups are tried in that order until the least
    that an introduction costs exceeds the best.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        costs = ctx.reach.pricing.costs
        self._least = costs["talk"] + costs["introduction"]
        groups: dict[object, list[tuple[int, str]]] = {}
        for paid, person in ctx.reach.introducers:
            groups.setdefault(ctx.reach.pricing.kind_of_speaker(person), []).append((paid, person))
        self._groups = tuple(groups.values())

    def cheapest(self, approver: str) -> tuple[int, str] | None:
        """The effort of the cheapest such chain and who would introduce us."""
        ctx = self._ctx
        best: tuple[int, str] | None = None
        for group in self._groups:
            if best is not None and group[0][0] + self._least > best[0]:
                break
            for paid, person in group:
                if person != approver and ctx.willing([person], [approver]):
                    total = paid + ctx.reach.pricing.effort(Way(person, approver, Kind.INTRODUCTION))
                    best = min(best or (total, person), (total, person))
                    break
        return best


def _first_meetings(ctx: Context) -> dict[str, list[Pair]]:
    """By open approver the first meetings of the plan on the way to them, in the order of its talks."""
    problem = ctx.plan.problem
    goals = frozenset(problem.goal.all) if problem is not None else frozenset()
    pairs = {talk.number: talk.pair for talk in ctx.plan.talks if talk.kind is Kind.FIRST_MEETING}
    own: dict[str, set[int]] = {}
    way: dict[str, set[int]] = {}
    for talk in ctx.plan.talks:
        first = {talk.number} & pairs.keys()
        own.setdefault(talk.listener, set()).update(first)
        # Almost always nothing or the one first meeting a chain begins with: whoever speaks was reached by one chain.
        way.setdefault(talk.listener, set()).update(first, way.get(talk.speaker, ()))
    return {
        approver: [pairs[number] for number in sorted((way if approver in goals else own)[approver])]
        for approver in ctx.committee.open
        if approver in own
    }


def _deed(ctx: Context, approver: str, introducer: tuple[int, str] | None, met: list[Pair]) -> Deed:
    name = ctx.name(approver)
    if introducer:
        effort, speaker = introducer
        gain = f"then a chain leads there for an effort of {in_talks(effort)}"
        return ctx.team.deed(speaker, f"asks {ctx.name(speaker)} to introduce us to {name}", gain + _besides(ctx, met))
    gain = f"then a chain leads to {name}"
    if met:
        listener = met[0][1]
        return ctx.advice.deed(listener, f"arranges a first meeting with {ctx.name(listener)}", gain)
    return ctx.advice.deed(approver, f"arranges a first meeting with {name}", gain)


def _besides(ctx: Context, met: list[Pair]) -> str:
    if not met:
        return ""
    meetings = [f"{ctx.name(mate)} with {ctx.name(person)}" for mate, person in met]
    return f"; a first meeting of {listed(meetings)} would make one too"


RULE = Rule(
    code="DM003",
    name="approver-unreachable",
    severity=Severity.CRITICAL,
    checks=(
        "For each open approver, whether a chain of existing ties (of strength 2 or more among their people, of any "
        "strength from ours) leads to them from a voice, through people who carry our case. The new ties the plan "
        "makes are named with it; where the plan has none, the introduction that would make the cheapest chain."
    ),
    why="Someone whose yes is needed and to whom nothing leads decides without having heard our case.",
    example="Legal has to agree; nobody of ours, and nobody who supports us, has ever spoken to the head of legal.",
    todo="Make the introduction named in the finding, or write down the tie if it exists and is missing on the map.",
    several="no chain of existing ties leads to them",
    check=_check,
    cause=Cause.ACCESS,
)
