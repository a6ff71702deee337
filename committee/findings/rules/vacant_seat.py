"""DM012: a seat the decision needs is vacant."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Cause, Rule


def _check(ctx: Context) -> Iterator[Finding]:
    for leaver in ctx.committee.blocking:
        if leaver in ctx.there:
            continue
        name = ctx.name(leaver)
        asked = ctx.weightiest(ctx.committee.their_voices)
        phrase = f"asks {ctx.name(asked)} who follows {name}" if asked else f"finds out who follows {name}"
        yield RULE.finding(
            leaver,
            people=[leaver, asked] if asked else [leaver],
            measures=[Measure("successors written down", 0, 1)],
            explanation=f"The decision needs the seat of {name}, who left, and nobody is written down as following.",
            deed=ctx.team.deed(asked, phrase, "until then nobody can give the yes that is missing"),
        )


RULE = Rule(
    code="DM012",
    name="vacant-seat",
    severity=Severity.HIGH,
    checks=(
        "Whether somebody left whose seat the decision needs, and nobody who is there is written down in "
        "`replaced_by`: a mandatory seat, or one of a quorum that has too few others."
    ),
    why="An empty chair signs nothing. Until somebody sits in it, every date behind that signature is a guess.",
    example="The head of legal left in October; her deputy was never asked whether he may sign.",
    todo="Ask who follows, until when somebody stands in, and write `replaced_by`.",
    several="they left seats the decision needs",
    check=_check,
    cause=Cause.DECISION,
)
