"""GT001: a step of the paper process is late, blocked or nobody's."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Deed, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.model.account import Gate
from committee.model.dates import long_day
from committee.model.vocabulary import GateStatus
from committee.plurals import counted, listed


def _check(ctx: Context) -> Iterator[Finding]:
    for identifier, gate in sorted(ctx.account.gates.items()):
        if gate.status is not GateStatus.DONE and (reasons := _reasons(ctx, gate)):
            yield _finding(ctx, identifier, gate, reasons)


def _reasons(ctx: Context, gate: Gate) -> list[str]:
    found = []
    if gate.due is not None and gate.due < ctx.today:
        found.append(f"was due on {long_day(gate.due)} ({counted((ctx.today - gate.due).days, 'day')} ago)")
    if gate.status is GateStatus.BLOCKED:
        found.append("is blocked")
    if not _owners(ctx, gate):
        found.append("has no owner on either side")
    return found


def _owners(ctx: Context, gate: Gate) -> list[str]:
    return [owner for owner in (gate.ours, gate.theirs) if owner in ctx.team.members or owner in ctx.there]


def _finding(ctx: Context, identifier: str, gate: Gate, reasons: list[str]) -> Finding:
    owners = _owners(ctx, gate)
    late = (ctx.today - gate.due).days if gate.due is not None else None
    return RULE.finding(
        identifier,
        people=[owner for owner in owners if owner not in ctx.team.members],
        measures=[
            Measure("days past due", late, 0),
            Measure("status", str(gate.status) if gate.status else None),
            Measure("owners", len(owners), 1),
        ],
        explanation=f"{_title(identifier, gate)} {listed(reasons)}.",
        deed=_deed(ctx, identifier, gate),
    )


def _title(identifier: str, gate: Gate) -> str:
    return f"The step “{gate.what or identifier}”"


def _deed(ctx: Context, identifier: str, gate: Gate) -> Deed:
    what = gate.what or identifier
    ours = gate.ours if gate.ours in ctx.team.members else ctx.team.lead
    theirs = gate.theirs if gate.theirs in ctx.there else ""
    if theirs and not ctx.willing([theirs]):
        phrase = f"finds out who beside {ctx.name(theirs)} can drive “{what}” on their side"
        return ctx.team.deed("", phrase, "a step in the hands of somebody against us waits", by=ours)
    if theirs:
        phrase = f"agrees a date for “{what}” with {ctx.name(theirs)}"
        return ctx.team.deed(theirs, phrase, "then the signature does not wait for paper", by=ours)
    return ctx.team.deed("", f"finds out who drives “{what}” on their side", "a step with two owners moves", by=ours)


RULE = Rule(
    code="GT001",
    name="gate-late",
    severity=Severity.MEDIUM,
    checks=(
        "For each step of the paper process that is not done: whether it is past its due date, blocked, or "
        "without an owner on either side. An owner who left is none."
    ),
    why=(
        "Deals that everybody wants still slip on a missing signature, because a review without an owner waits for one."
    ),
    example="The data processing agreement was due on 20 January; on 3 February nobody knew who had it.",
    todo="Name an owner on both sides and agree a date; say what unblocks it.",
    several="late, blocked, or without an owner",
    check=_check,
)
