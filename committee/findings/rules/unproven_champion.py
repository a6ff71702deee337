"""CH002: a claimed champion whose tests are not passed."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.model.account import Champion
from committee.model.vocabulary import Stance
from committee.plurals import counted, listed

_TESTS = (
    ("influence", "influence in this decision"),
    ("sells", "selling for us when we are not in the room"),
    ("stake", "a personal stake in our success"),
)


def _check(ctx: Context) -> Iterator[Finding]:
    for identifier in ctx.committee.people:
        champion = ctx.person(identifier).champion
        if champion is not None and not champion.proven:
            yield _finding(ctx, identifier, champion)


def _finding(ctx: Context, identifier: str, champion: Champion) -> Finding:
    passed = sum(getattr(champion, test) is True for test, _ in _TESTS)
    what, gain = _remedy(ctx, identifier, champion)
    return RULE.finding(
        identifier,
        people=[identifier],
        measures=[Measure("champion tests passed", passed, len(_TESTS))],
        explanation=_explanation(ctx, identifier, champion),
        deed=ctx.team.deed("" if ctx.counts(identifier) is Stance.OPPOSED else identifier, what, gain),
    )


def _explanation(ctx: Context, identifier: str, champion: Champion) -> str:
    name = ctx.name(identifier)
    failed = [words for test, words in _TESTS if getattr(champion, test) is False]
    unknown = [words for test, words in _TESTS if getattr(champion, test) is None]
    parts = [f"not passed: {listed(failed)}"] * bool(failed) + [f"not known: {listed(unknown)}"] * bool(unknown)
    if champion.coach:
        return f"{name} is a coach rather than a champion ({'; '.join(parts)})."
    open_tests = counted(len(failed) + len(unknown), "test")
    return f"{name} is claimed as a champion with {open_tests} of {len(_TESTS)} still open ({'; '.join(parts)})."


def _remedy(ctx: Context, identifier: str, champion: Champion) -> tuple[str, str]:
    name = ctx.name(identifier)
    if ctx.counts(identifier) is Stance.OPPOSED:
        return (f"takes back the claim that {name} is a champion", "who is against us sells nothing for us")
    if champion.coach:
        return (
            f"asks {name} to introduce somebody who has influence here",
            "a coach informs us, a champion moves others",
        )
    if champion.sells is not True:
        return (
            f"asks {name} to put our case to a colleague and to tell what came back",
            "it shows whether they sell for us, and takes the unproven mark off their talks",
        )
    if champion.stake is not True:
        return (
            f"asks {name} what our success changes for them personally",
            "who gains by it stays when it becomes hard",
        )
    return (
        f"asks {name} which decisions like this one they have shaped",
        "it shows how far their word carries",
    )


RULE = Rule(
    code="CH002",
    name="unproven-champion",
    severity=Severity.HIGH,
    checks=(
        "For everybody claimed as champion, whether all three tests are passed: influence in this decision, "
        "selling for us when we are not in the room, a personal stake in our success. Without influence they "
        "are a coach."
    ),
    why=(
        "A friendly contact taken for a champion makes a deal look safer than it is. The three tests tell a "
        "champion from a friend, and a coach from both."
    ),
    example="Tom Lee answers at once and shares the org chart, but has never been asked to bring us to his director.",
    todo="Ask for something that costs the champion effort, note what happened as evidence, and set the test.",
    several="claimed as champions, not proven",
    check=_check,
    cause=Cause.CHAMPION,
)
