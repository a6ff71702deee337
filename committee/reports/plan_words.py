"""A plan's facts in words: what screen and reports say of a talk, what would do instead of it, and who is left out.

The screen rounds an effort to one decimal and may draw its arrow in plain letters; nothing else differs.
"""

from collections.abc import Callable

from committee.consensus.plan import Plan, Status, Talk, Unreached
from committee.consensus.repair import fallback
from committee.graph.hours import Window, schedule
from committee.model.account import Account
from committee.model.words import pair_words
from committee.plurals import joined
from committee.reports.words import effort_text, window_text


def talk_kind(talk: Talk) -> tuple[str, ...]:
    """How a talk is held: that it is a first meeting or an introduction, and the way: `by video`."""
    return tuple(part for part in (talk.kind.said, talk.channel.how if talk.channel else "") if part)


def voice_words(account: Account, talk: Talk) -> str:
    """Which of the voices a reserved approver needs this talk is: "1 of 2 that Anke, who is reserved, needs"."""
    return f"{talk.voice} of {talk.voices} that {account.name_of(talk.listener)}, who is reserved, needs"


def instead_words(
    account: Account, plan: Plan, other: Plan, *, arrow: str = "→", effort: Callable[[int], str] = effort_text
) -> str:
    """What the plan becomes without a talk: which others it has instead, and how much more they take."""
    if other.unreached_seats > plan.unreached_seats:
        return "no other talks reach as many" if plan.unreached_seats else "no other talks reach everybody"
    held = frozenset(plan.pairs)
    talks = ", ".join(pair_words(account, pair, arrow) for pair in other.pairs if pair not in held)
    most = "at most " if other.proof is Status.GAP else ""
    more = other.effort - plan.effort
    return f"{talks}; {most}{effort(more)} more" if more else f"{talks}; for the same effort"


def window_words(account: Account, window: Window | None, *people: str) -> str:
    """The window on both clocks, or why there is none."""
    return window_text(account, window, *people) if window is not None else no_window(account, *people)


def no_window(account: Account, *people: str) -> str:
    """Why people have no window: whose zone is not known, else that they do not work at one time."""
    unknown = [account.name_of(person) for person in people if not schedule(account, person).zone]
    return f"unknown: no time zone for {joined(unknown)}" if unknown else "none in the next two weeks"


def unreached_words(missed: Unreached) -> str:
    """Why existing ties do not reach somebody, and whether the plan does all the same."""
    return f"{missed.why} {'The plan makes a new tie.' if missed.in_plan else 'The plan has no way there.'}"


FALLBACK_STEPS = 2_000_000
"""Solver steps for each question of what if a talk cannot be held; enough for a proof but on the hardest accounts."""

_WAYS = 100_000
"""Ways to speak that all those plans together may choose from: some seconds, whatever the size of the account."""


def plan_without(plan: Plan, talk: Talk) -> Plan | None:
    """The plan if `talk` cannot be held; `None` for the later talks of a plan of hundreds of people.

    Which talks are asked about depends on the account alone, never on the machine.
    """
    if plan.problem is None or talk.number > max(3, _WAYS // max(1, len(plan.problem.ways))):
        return None
    return fallback(plan, talk.number, steps=FALLBACK_STEPS)
