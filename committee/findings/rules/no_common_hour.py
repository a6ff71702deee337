"""RM002: no hour of the week suits all open approvers."""

from collections.abc import Iterator, Sequence

from committee.findings.context import Context
from committee.findings.rule import ACCOUNT, Finding, Measure, Rule, Severity
from committee.findings.words import hours
from committee.graph.hours import common_windows, offset_minutes

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
        evidence=[
            Measure("longest continuous minutes all of them work", longest, limit),
            Measure("open approvers of known time zone", len(known), least),
        ],
        explanation=_explanation(ctx, known, longest),
        deed=ctx.deed("", *_sessions_words(ctx, _sessions(ctx, known)), by=ctx.lead),
    )


def _longest(ctx: Context, people: Sequence[str]) -> int:
    windows = common_windows((ctx.schedules[i] for i in people), ctx.today)
    return max((window.minutes for window in windows), default=0)


def _sessions(ctx: Context, people: Sequence[str]) -> Sessions | None:
    """Two groups, neighbours on the clock, each with its hour: the split whose shorter meeting may last longest."""
    order = sorted(people, key=lambda i: (offset_minutes(ctx.schedules[i].zone, ctx.today), ctx.schedules[i].hours, i))
    best: tuple[int, Sessions] | None = None
    for start in range(len(order)):
        turned = order[start:] + order[:start]
        for size in range(1, len(order) // 2 + 1):
            split = tuple(sorted(turned[:size])), tuple(sorted(turned[size:]))
            time = min(_longest(ctx, split[0]), _longest(ctx, split[1]))
            if best is None or time > best[0]:
                best = time, split
    return best[1] if best and best[0] >= ctx.limits["common_minutes"] else None


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
