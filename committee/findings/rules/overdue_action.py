"""AC001: something promised and not done."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Finding, Measure, Severity
from committee.findings.rule import Rule
from committee.model.dates import long_day
from committee.plurals import counted


def _check(ctx: Context) -> Iterator[Finding]:
    for identifier, action in sorted(ctx.account.actions.items()):
        if action.done is not None or action.due is None or action.due >= ctx.today:
            continue
        late = (ctx.today - action.due).days
        what = action.what or identifier
        person = action.with_ if action.with_ in ctx.there else ""
        owner = action.owner if action.owner in ctx.team.members else ""
        with_whom = f" with {ctx.name(person)}" if person else ""
        whose = f", which {ctx.name(owner)} owns," if owner else ", which nobody of ours owns,"
        yield RULE.finding(
            identifier,
            people=[person] if person else [],
            measures=[Measure("days overdue", late, 0)],
            explanation=(
                f"The action “{what}”{with_whom}{whose} was due on {long_day(action.due)}, {counted(late, 'day')} ago."
            ),
            deed=ctx.team.deed(
                person,
                f"completes “{what}”{with_whom}",
                "a promise kept late is still kept",
                by=owner or ctx.team.lead,
            ),
        )


RULE = Rule(
    code="AC001",
    name="overdue-action",
    severity=Severity.MEDIUM,
    checks="Whether an action that is not done is past its due date.",
    why="What we promised and did not do is the first thing a customer learns about working with us.",
    example="“Send the reference contact” was due on Friday three weeks ago.",
    todo="Do it, or agree a new date and say why.",
    several="promised, and overdue",
    check=_check,
)
