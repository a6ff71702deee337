"""RM001: a distributed member who is hard to reach."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from statistics import median, quantiles

from committee.consensus.effort import in_talks
from committee.findings.context import Context
from committee.findings.finding import Deed, Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.findings.words import hours
from committee.graph.arcs import Arc
from committee.graph.hours import offset_minutes, shared_minutes
from committee.graph.standing import State
from committee.model.vocabulary import Stance, WorkMode
from committee.plurals import listed


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why somebody is hard to reach, in words, with the number behind it; `through` is whom it hangs on."""

    kind: str
    words: str
    measure: Measure
    through: str = ""


def _check(ctx: Context) -> Iterator[Finding]:
    clock = _home_offset(ctx)
    places = Counter(ctx.person(member).place for member in ctx.committee.members)
    far = cache(partial(_far_limit, ctx))
    for member in ctx.committee.members:
        if ctx.state(member) is State.SPARE:
            continue
        where = _distributed(ctx, member, places, clock)
        if where and (reasons := _reasons(ctx, member, far())):
            yield _finding(ctx, member, where, reasons)


def _home_offset(ctx: Context) -> int | None:
    """The UTC offset at which most members of known zone work; among equals that of more approvers, then the western.

    `None` where no zone is known.
    """
    at: Counter[int] = Counter()
    approvers: Counter[int] = Counter()
    for member in ctx.committee.members:
        if zone := ctx.schedules[member].zone:
            offset = offset_minutes(zone, ctx.today)
            at[offset] += 1
            approvers[offset] += ctx.state(member) is not None
    return min(at, key=lambda offset: (-at[offset], -approvers[offset], offset), default=None)


def _distributed(ctx: Context, member: str, places: Mapping[str, int], clock: int | None) -> str:
    """What makes a member distributed, in words; empty if nothing does."""
    person = ctx.person(member)
    if person.work_mode is WorkMode.REMOTE:
        return "works remotely"
    if person.place and places[person.place] == 1:
        return f"is the only member at {ctx.name(person.place)}"
    zone = ctx.schedules[member].zone
    if zone and clock is not None:
        apart = abs(offset_minutes(zone, ctx.today) - clock)
        if apart >= ctx.limits["offset_hours"] * 60:
            return f"is {hours(apart)} from where most of the committee works"
    return ""


def _reasons(ctx: Context, member: str, limit: float | None) -> list[_Reason]:
    ties = ctx.arcs.incoming.get(member, ())
    found = [
        _unreachable(ctx, member),
        _single(ctx, ties),
        _gatekept(ctx, member, ties),
        _far(ctx, member, limit),
        _no_shared_day(ctx, member, ties),
    ]
    return [reason for reason in found if reason is not None]


def _unreachable(ctx: Context, member: str) -> _Reason | None:
    if member in ctx.reach.people:
        return None
    words = "no chain of existing ties leads to them from a voice"
    return _Reason("unreachable", words, Measure("chains from a voice", 0, 1))


def _single(ctx: Context, ties: tuple[Arc, ...]) -> _Reason | None:
    if len(ties) != 1 or _trusted(ctx, ties[0].source):
        return None
    only = ties[0].source
    return _Reason("single", f"only {ctx.name(only)} speaks to them", Measure("usable ties in", 1, 2), only)


def _gatekept(ctx: Context, member: str, ties: tuple[Arc, ...]) -> _Reason | None:
    keeper = ctx.reach.gatekeeper.get(member, "")
    if len(ties) < 2 or not keeper or _trusted(ctx, keeper):
        return None
    words = f"every chain to them passes {ctx.name(keeper)}"
    return _Reason("gatekept", words, Measure("people on every chain", 1, 0), keeper)


def _far(ctx: Context, member: str, limit: float | None) -> _Reason | None:
    effort = ctx.reach.cheapest[0].get(member)
    if effort is None or limit is None or effort <= limit:
        return None
    costs, usual = in_talks(effort), in_talks(int(limit))
    words = f"the cheapest chain to them costs {costs} easy talks, above the {usual} that counts as far"
    return _Reason("far", words, Measure("effort of the cheapest chain", effort, int(limit), effort=True))


def _no_shared_day(ctx: Context, member: str, ties: tuple[Arc, ...]) -> _Reason | None:
    own = ctx.schedules[member]
    shared = [
        minutes for arc in ties if (minutes := shared_minutes(ctx.schedules[arc.source], own, ctx.today)) is not None
    ]
    limit = ctx.limits["shared_minutes"]
    if not shared or max(shared) >= limit:
        return None
    words = f"nobody tied to them shares more than {hours(max(shared))} of a working day"
    if max(shared) == 0:
        words = "nobody tied to them works at the same time"
    return _Reason("no shared day", words, Measure("minutes shared with the nearest tie", max(shared), limit))


def _far_limit(ctx: Context) -> float | None:
    """Above which effort a chain is far: Tukey's fence from twelve reachable members on, else twice the median."""
    effort = ctx.reach.cheapest[0]
    reached = [effort[i] for i in ctx.committee.members if effort.get(i, 0) > 0]
    if not reached:
        return None
    if len(reached) >= ctx.limits["far_members"]:
        first, _, third = quantiles(reached, n=4, method="inclusive")
        return third + 1.5 * (third - first)
    return 2 * median(reached)


def _trusted(ctx: Context, identifier: str) -> bool:
    """One of us, or a proven champion: hanging on them is no risk."""
    return identifier in ctx.team.members or identifier in ctx.proven


def _finding(ctx: Context, member: str, where: str, reasons: list[_Reason]) -> Finding:
    kinds = [reason.kind for reason in reasons]
    through = [reason.through for reason in reasons if reason.through]
    severity = Severity.MEDIUM
    if "unreachable" in kinds or len(kinds) >= 2:
        severity = Severity.HIGH
    if "unreachable" in kinds and ctx.committee.standings[member].state is not None:
        severity = Severity.CRITICAL
    what, gain = _remedy(ctx, member, kinds)
    return RULE.finding(
        member,
        people=[member, *through],
        ties=[arc.pair for arc in ctx.arcs.incoming.get(member, ()) if arc.source in through],
        measures=[reason.measure for reason in reasons],
        explanation=f"{ctx.name(member)} {where}; {listed([one.words for one in reasons], last=', and', shown=5)}.",
        deed=_decision(ctx, member) if ctx.counts(member) is Stance.OPPOSED else ctx.advice.deed(member, what, gain),
        severity=severity,
    )


def _decision(ctx: Context, member: str) -> Deed:
    """Nobody is told to win somebody who is against: first it is decided whether they matter."""
    name = ctx.name(member)
    return ctx.team.deed("", f"decides whether the plan can do without {name}", "no talk settles that they are against")


def _remedy(ctx: Context, member: str, kinds: list[str]) -> tuple[str, str]:
    name = ctx.name(member)
    if "unreachable" in kinds:
        return f"arranges a first meeting with {name}", "then one chain leads to them"
    if kinds == ["no shared day"]:
        return f"agrees a fixed half hour with {name} at the edge of the working day", "then no talk waits for chance"
    if "single" in kinds or "gatekept" in kinds:
        return f"arranges a direct talk with {name}", "then not everything hangs on one person"
    return f"builds a direct tie to {name}", "then our case does not pass through so many hands"


RULE = Rule(
    code="RM001",
    name="isolated-remote-member",
    severity=Severity.MEDIUM,
    checks=(
        "For members who work remotely, who are the only member at their place, or whose clock is four hours "
        "or more (threshold offset_hours) from that of most members: whether they are unreachable by "
        "existing ties, heard by a single colleague, behind one gatekeeper, far by effort, or without two "
        "hours (threshold shared_minutes) shared with anyone tied to them. An unreachable approver is "
        "critical; unreachable, or two other reasons, high; one reason medium. Working remotely alone is no "
        "risk."
    ),
    why=(
        "Who is not in the building misses the talk in the corridor. One thin tie is often all that carries "
        "our case to them, and nobody notices when it breaks."
    ),
    example=(
        "Priya Nair, head of security, works from Tulsa; only her manager speaks to her, and they share one hour a day."
    ),
    todo="Give the person a second tie, best one of ours, and a fixed time that lies within both working days.",
    several="hard to reach from where they are",
    check=_check,
    cause=Cause.ACCESS,
)
