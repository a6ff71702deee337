"""DM003: an approver whom no chain of existing ties reaches."""

from collections.abc import Iterator

from committee.consensus.effort import Kind
from committee.findings.context import Context
from committee.findings.rule import Cause, Deed, Finding, Measure, Rule, Severity
from committee.findings.words import listed
from committee.model.account import Pair
from committee.model.vocabulary import Need


def _check(ctx: Context) -> Iterator[Finding]:
    for approver in ctx.committee.approvers:
        if approver not in ctx.talks_away:
            yield _finding(ctx, approver)


def _finding(ctx: Context, approver: str) -> Finding:
    mending = _mending(ctx, approver)
    return RULE.finding(
        approver,
        people=[approver, *(speaker for speaker, _ in mending), *(listener for _, listener in mending)],
        ties=mending,
        evidence=[
            Measure("chains of existing ties from a voice", 0, 1),
            Measure("usable ties in", len(ctx.into.get(approver, ())), 1),
        ],
        explanation=_explanation(ctx, approver),
        deed=_deed(ctx, approver, mending),
    )


def _explanation(ctx: Context, approver: str) -> str:
    need = ctx.committee.standings[approver].need
    asked = "no objection" if need is Need.NO_OBJECTION else "a yes"
    if not ctx.committee.voices:
        return f"The decision needs {asked} from {ctx.name(approver)}, and there is no voice yet to start a chain from."
    speakers = [arc.source for arc in ctx.into.get(approver, ())]
    if not speakers:
        return f"The decision needs {asked} from {ctx.name(approver)}, and no usable tie leads to them from anybody."
    return (
        f"The decision needs {asked} from {ctx.name(approver)}, and no chain of existing ties leads there from a "
        f"voice: {ctx.names(speakers, last='or')} would have to be won or reached first."
    )


def _mending(ctx: Context, approver: str) -> list[Pair]:
    """The new ties of the plan on the way to this approver, in the order of its talks."""
    if not ctx.committee.voices or approver not in ctx.committee.open:
        return []
    return [
        (talk.speaker, talk.listener)
        for talk in ctx.plan.talks
        if talk.kind != Kind.TIE and (talk.listener == approver or approver in talk.unlocks)
    ]


def _deed(ctx: Context, approver: str, mending: list[Pair]) -> Deed:
    name = ctx.name(approver)
    gain = f"then a chain leads to {name}"
    if not mending:
        return ctx.deed(approver, f"arranges a first meeting with {name}", gain)
    speaker, listener = mending[0]
    more = [f"{ctx.name(a)} with {ctx.name(b)}" for a, b in mending[1:]]
    then = f", then {listed(more)}," if more else ""
    if speaker in ctx.ours:
        return ctx.deed(listener, f"arranges a first meeting with {ctx.name(listener)}{then}", gain, by=speaker)
    return ctx.deed(speaker, f"asks {ctx.name(speaker)} to introduce {ctx.name(listener)}{then}", gain)


RULE = Rule(
    code="DM003",
    name="approver-unreachable",
    severity=Severity.CRITICAL,
    checks=(
        "For each approver, whether a chain of existing ties of strength 2 or more leads to them from a "
        "voice, through people who are neither reserved nor opposed. The new ties the plan would make are "
        "named with it."
    ),
    why="Someone whose yes is needed and to whom nothing leads decides without having heard our case.",
    example="Legal has to agree; nobody of ours, and nobody who supports us, has ever spoken to the head of legal.",
    todo="Make the introduction named in the finding, or write down the tie if it exists and is missing on the map.",
    check=_check,
    cause=Cause.ACCESS,
)
