"""CH001: nobody sells for us when we are not in the room."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import ACCOUNT, Deed, Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.findings.words import stance_words
from committee.plurals import listed, plural


def _check(ctx: Context) -> Iterator[Finding]:
    champions = ctx.committee.champions
    speaking = {speaker for speaker, _ in ctx.arcs.written}
    tied = [champion for champion in champions if champion in speaking]
    if tied:
        return
    claimed = [i for i in ctx.committee.people if ctx.person(i).champion is not None]
    candidate = champions[0] if champions else _candidate(ctx)
    yield RULE.finding(
        ACCOUNT,
        people=claimed or ([candidate] if candidate else []),
        measures=[
            Measure("champions", len(champions), 1),
            Measure("champions with a written usable tie", len(tied), 1),
        ],
        explanation=_explanation(ctx, claimed),
        deed=_deed(ctx, candidate),
    )


def _explanation(ctx: Context, claimed: list[str]) -> str:
    if ctx.committee.champions:
        names = ctx.names(ctx.committee.champions)
        many = len(ctx.committee.champions)
        return (
            f"{names} {plural(many, 'is our champion', 'are our champions')}, but no usable tie from them to anyone is "
            "written, so their support reaches nobody."
        )
    if claimed:
        states = listed([f"{ctx.name(i)} is {stance_words(ctx.counts(i))}" for i in claimed])
        return f"Of those claimed as champion none supports us: {states}."
    return f"Nobody at {ctx.customer} is claimed as a champion, so nobody sells for us when we are not in the room."


def _candidate(ctx: Context) -> str:
    """The supporter of most power, else the member of most power who does not resist."""
    members = [i for i in ctx.committee.members if i in ctx.reach.carriers]
    supporters = [i for i in members if ctx.supports(i)]
    return ctx.weightiest(supporters or members)


def _deed(ctx: Context, candidate: str) -> Deed:
    name = ctx.name(candidate)
    if candidate in ctx.committee.champions:
        return ctx.team.deed(candidate, f"writes down who listens to {name}", "the plan can then start there")
    if candidate:
        gain = "if they do, we have a champion and support has a place to start"
        return ctx.team.deed(candidate, f"asks {name} to put our case to a colleague", gain)
    gain = "with a champion, support has a place to start"
    return ctx.team.deed("", "looks for somebody with weight in this decision who gains by it", gain)


RULE = Rule(
    code="CH001",
    name="no-champion",
    severity=Severity.CRITICAL,
    checks=(
        "Whether somebody is a champion (claimed as one, and a supporter or advocate) and has at least one "
        "written tie of strength 2 or more to a colleague. Reporting lines alone do not count."
    ),
    why=(
        "Most of a committee's discussion takes place without the seller. Without a champion nobody speaks "
        "for us there, and a champion whose ties are unknown cannot be planned with."
    ),
    example="Ana Ruiz likes the product and answers every mail, but nobody has asked her to carry it to a colleague.",
    todo=(
        "Ask the supporter with the most weight for something that costs them effort: an introduction, a word "
        "in a meeting. Who does it is a champion; record the three tests and the ties."
    ),
    check=_check,
)
