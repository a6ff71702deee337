"""CH005: everything hangs on one voice."""

from collections.abc import Collection, Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.graph.chains import dominated_by
from committee.plurals import plural


def _check(ctx: Context) -> Iterator[Finding]:
    voices = ctx.committee.their_voices
    lost = _lost_without(ctx)
    for voice in voices:
        approvers = lost.get(voice, [])
        if approvers or len(voices) == 1:
            yield _finding(ctx, voice, approvers, len(voices))


def _lost_without(ctx: Context) -> dict[str, list[str]]:
    """For each voice of theirs, the approvers to whom every chain of existing ties passes through it."""
    found: dict[str, list[str]] = {}
    for approver in sorted({*ctx.committee.approvers} - {*ctx.committee.spare}):
        ctx.look()
        if approver in ctx.reach.people:
            for passed in dominated_by(approver, ctx.reach.gatekeeper):
                found.setdefault(passed, []).append(approver)
    return found


def _finding(ctx: Context, voice: str, approvers: list[str], voices: int) -> Finding:
    needed = ctx.willing(approvers)
    second = _second(ctx, {voice, *approvers}, needed)
    asks = f"develops {ctx.name(second)} into a second voice" if second else "looks for a second supporter with weight"
    gain = f"with a tie to {ctx.names(needed)} there is a second way" if needed else "then no single absence stops us"
    return RULE.finding(
        voice,
        people=[voice, *approvers],
        measures=[
            Measure("voices on their side", voices, 2),
            Measure("approvers reached only through them", len(approvers), 0),
        ],
        explanation=_explanation(ctx, voice, approvers, voices),
        deed=ctx.advice.deed(second, asks, gain, ask=f"win {ctx.name(second)} as a second voice")
        if second
        else ctx.team.deed("", asks, gain),
    )


def _explanation(ctx: Context, voice: str, approvers: list[str], voices: int) -> str:
    name, lost = ctx.name(voice), ctx.names(approvers)
    gone = f"{lost} {plural(len(approvers), 'is', 'are')} no longer reached by existing ties"
    if voices > 1:
        return f"Without {name}, {gone}."
    if approvers:
        return f"{name} is the only voice we have on their side, and without them {gone}."
    return f"{name} is the only voice we have on their side; if they leave or change their mind, nobody speaks for us."


def _second(ctx: Context, others: Collection[str], needed: Collection[str]) -> str:
    """Who is nearest to being a voice: supporters first, then neutral or unknown members, each by power.

    Nobody at odds with those whom a second way is `needed` to.
    """
    taken = {*ctx.committee.voices, *others}
    members = [i for i in ctx.willing(ctx.committee.members, needed) if i in ctx.reach.carriers and i not in taken]
    supporters = [i for i in members if ctx.supports(i)]
    return ctx.weightiest(supporters or members)


RULE = Rule(
    code="CH005",
    name="single-voice",
    severity=Severity.HIGH,
    checks=(
        "Whether exactly one person on their side is a voice (a champion, or a supporter of power 3 or more), "
        "or some approver is reached by existing ties only through one named voice on their side."
    ),
    why=(
        "Champions change jobs, go on leave and lose influence. Who can be reached through one person only is "
        "lost with them (Borgatti 2006, key players in a network)."
    ),
    example=(
        "Every chain to the CISO begins with Tom Lee; when he moved to another unit the deal stood still for months."
    ),
    todo="Develop a second voice, or build one tie of our own to the approvers named.",
    several="approvers are reached through them alone",
    check=_check,
    cause=Cause.CHAMPION,
    slow=True,
)
