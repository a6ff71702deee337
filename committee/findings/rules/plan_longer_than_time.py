"""PL001: the talks need longer than there is time until the close date."""

from collections.abc import Iterator
from datetime import date, timedelta

from committee.consensus.plan import Talk
from committee.findings.context import Context
from committee.findings.finding import ACCOUNT, Deed, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.graph.hours import next_shared
from committee.model.dates import long_day
from committee.plurals import counted, listed, plural


def _check(ctx: Context) -> Iterator[Finding]:
    close = ctx.account.header.close_date
    if close is None:
        return
    days = calendar(ctx)
    last = max(ctx.plan.talks, key=lambda talk: (days[talk.number], -talk.number), default=None)
    late_gates = [gate for gate in ctx.plan.gates if (due := ctx.account.gates[gate].due) is not None and due > close]
    late = last is not None and days[last.number] > close
    if late or late_gates:
        yield _finding(ctx, close, _chain(ctx, last) if last is not None and late else [], days, late_gates)


def calendar(ctx: Context) -> dict[int, date]:
    """When each talk of the plan can be held at the earliest: one a working day along its chain.

    The day is that of the first shared window in UTC; where no window is known, the next day from Monday to Friday.
    """
    days: dict[int, date] = {}
    for talk in ctx.plan.talks:
        first = max((_after(days[number], 1) for number in talk.after if number in days), default=ctx.today)
        window = next_shared(ctx.schedules[talk.speaker], ctx.schedules[talk.listener], first)
        days[talk.number] = _weekday(first) if window is None else max(first, window.start.date())
    return days


def _after(when: date, days: int) -> date:
    return when + timedelta(days=min(days, (date.max - when).days))


def _weekday(when: date) -> date:
    while when.weekday() > 4 and when < date.max:
        when = _after(when, 1)
    return when


def _chain(ctx: Context, last: Talk) -> list[Talk]:
    """The talks one after the other that end with `last`."""
    by_number = {talk.number: talk for talk in ctx.plan.talks}
    chain = [last]
    while chain[0].after:
        chain.insert(0, by_number[max(chain[0].after)])
    return chain


def _finding(ctx: Context, close: date, chain: list[Talk], days: dict[int, date], gates: list[str]) -> Finding:
    ends = [days[talk.number] for talk in chain] + [due for gate in gates if (due := ctx.account.gates[gate].due)]
    return RULE.finding(
        ACCOUNT,
        people=[who for talk in chain for who in talk.pair if who not in ctx.team.members],
        ties=[talk.pair for talk in chain],
        measures=[
            Measure("last talk or step", max(ends).isoformat(), close.isoformat()),
            Measure("talks one after the other", len(chain)),
        ],
        explanation=_explanation(ctx, close, chain, days, gates),
        deed=_deed(ctx, chain),
    )


def _explanation(ctx: Context, close: date, chain: list[Talk], days: dict[int, date], gates: list[str]) -> str:
    parts = []
    if chain:
        talks = counted(len(chain), "talk")
        parts.append(
            f"the {talks} that lead to {ctx.name(chain[-1].listener)} take until {long_day(days[chain[-1].number])}"
        )
    if gates:
        steps = [f"“{ctx.account.gates[gate].what or gate}”" for gate in gates]
        parts.append(f"{listed(steps)} {plural(len(gates), 'is', 'are')} due only afterwards")
    passed = f"The deal is to close on {long_day(close)}"
    return f"{passed}, but {' and '.join(parts)}."


def _deed(ctx: Context, chain: list[Talk]) -> Deed:
    if chain:
        first = chain[0]
        speaker, listener = ctx.name(first.speaker), ctx.name(first.listener)
        mate = first.speaker if first.speaker in ctx.team.members else ctx.team.contact(first.speaker)
        phrase = (
            f"starts with {listener} today"
            if mate == first.speaker
            else f"asks {speaker} to speak with {listener} today"
        )
        return ctx.team.deed(
            first.listener if mate == first.speaker else first.speaker,
            phrase,
            "every day it waits moves the end by a day",
            by=mate,
        )
    return ctx.team.deed("", "agrees earlier dates for these steps", "otherwise the close date has to move")


RULE = Rule(
    code="PL001",
    name="plan-longer-than-time",
    severity=Severity.HIGH,
    checks=(
        "Whether the talks of the shortest path can be held by the close date: along the longest chain one "
        "talk a working day, each in the first hours both people share; and whether an open step of the paper "
        "process is due only after the close date."
    ),
    why=(
        "A date that leaves no room for the talks it takes is a wish. It is better moved in a review than on "
        "the last day."
    ),
    example="Five talks one after another, two of them across nine time zones, and eight days left in the quarter.",
    todo="Hold the first talk of the chain now, open a second way in parallel, or move the close date.",
    check=_check,
)
