"""RM002: no hour of the week suits all open approvers."""

from collections.abc import Iterator, Sequence
from functools import reduce

from committee.findings.context import Context
from committee.findings.finding import ACCOUNT, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.findings.words import hours
from committee.graph.hours import Schedule, longest, offset_minutes, overlap, week

Sessions = tuple[tuple[str, ...], tuple[str, ...]]


def _check(ctx: Context) -> Iterator[Finding]:
    known = [i for i in ctx.committee.open if ctx.schedules[i].zone]
    limit, least = ctx.limits["common_minutes"], ctx.limits["common_approvers"]
    if len(known) < least:
        return
    longest = _longest(ctx, known)
    if longest >= limit:
        return
    yield RULE.finding(
        ACCOUNT,
        people=known,
        measures=[
            Measure("longest continuous minutes all of them work", longest, limit),
            Measure("open approvers of known time zone", len(known), least),
        ],
        explanation=_explanation(ctx, known, longest),
        deed=ctx.team.deed("", *_sessions_words(ctx, sessions(ctx, known)), by=ctx.team.lead),
    )


def _longest(ctx: Context, people: Sequence[str]) -> int:
    weeks = [week(ctx.schedules[i], ctx.today) for i in people]
    return longest(reduce(overlap, weeks[1:], list(weeks[0])), ctx.today)


def sessions(ctx: Context, people: Sequence[str]) -> Sessions | None:
    """Two groups, neighbours on the clock, each with its hour: the split whose shorter meeting may last longest."""
    alike: dict[Schedule, list[str]] = {}
    for person in people:
        alike.setdefault(ctx.schedules[person], []).append(person)
    order = sorted(alike, key=lambda one: (offset_minutes(one.zone, ctx.today), one.hours, min(alike[one])))
    count = len(order)
    runs = [_runs(ctx, order[start:] + order[:start]) for start in range(count)]
    best: tuple[int, int, int] | None = None
    for start in range(count):
        for size, time in enumerate(runs[start], start=1):
            rest = runs[(start + size) % count]
            if size < count and len(rest) >= count - size:
                best = max(best or (0, 0, 0), (min(time, rest[count - size - 1]), -size, -start))
    if best is None:
        return None
    turned = order[-best[2] :] + order[: -best[2]]
    first = {person for one in turned[: -best[1]] for person in alike[one]}
    return tuple(sorted(first)), tuple(person for person in people if person not in first)


def _runs(ctx: Context, order: Sequence[Schedule]) -> list[int]:
    """The longest meeting of the first, the first two, the first three … as long as it is long enough."""
    found: list[int] = []
    both = list(week(order[0], ctx.today))
    for one in order:
        both = overlap(both, week(one, ctx.today))
        time = longest(both, ctx.today)
        if time < ctx.limits["common_minutes"]:
            break
        found.append(time)
    return found


def _explanation(ctx: Context, known: Sequence[str], longest: int) -> str:
    names = ctx.names(known)
    if not longest:
        return f"{names}, the open approvers, have no minute of the week in which all of them work."
    return f"{names}, the open approvers, never work at the same time for more than {hours(longest)}."


def _sessions_words(ctx: Context, sessions: Sessions | None) -> tuple[str, str]:
    if sessions is None:
        return "talks to them one by one", "for no two sessions would suit everybody either"
    one, other = (ctx.names(group) for group in sessions)
    return (
        f"holds the meeting in two sessions, one with {one}, one with {other}",
        "then everybody is there in working hours",
    )


RULE = Rule(
    code="RM002",
    name="no-common-hour",
    severity=Severity.LOW,
    checks=(
        "With three open approvers of known time zone or more (threshold common_approvers): whether the week "
        "from today has 60 continuous minutes (threshold common_minutes) in which all of them work."
    ),
    why="A meeting outside of somebody's working hours is held without them, and then decided without them.",
    example="Warsaw, Tulsa and Singapore: no hour suits all three; Warsaw with Singapore and Warsaw with Tulsa do.",
    todo="Hold the meeting in the two sessions named in the finding, and tell each what the other one said.",
    check=_check,
)
