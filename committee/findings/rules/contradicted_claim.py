"""EV003: what we heard last says otherwise than the account."""

from collections.abc import Iterator

from committee.findings.context import Context
from committee.findings.finding import Deed, Finding, Measure, Severity, Step
from committee.findings.rule import Cause, Rule
from committee.findings.words import sentence
from committee.graph.evidence import Entry, Value, values_of
from committee.graph.stances import contradictions
from committee.graph.standing import State, met_by
from committee.model.dates import long_day
from committee.model.vocabulary import Claim

_TESTS = {
    Claim.CHAMPION_INFLUENCE: ("having influence here", "having no influence here"),
    Claim.CHAMPION_SELLS: ("selling for us", "not selling for us"),
    Claim.CHAMPION_STAKE: ("having a stake in it", "having no stake in it"),
}


def _check(ctx: Context) -> Iterator[Finding]:
    for person in ctx.committee.members:
        if ctx.state(person) is State.SPARE:
            continue
        found = contradictions(ctx.account, person, ctx.today) if ctx.ledger.about(person) else {}
        for claim, entry in sorted(found.items()):
            yield _heard(ctx, person, claim, entry)
        believed = ctx.committee.beliefs[person]
        if believed.prefers and believed.written is not None and believed.written.supports:
            yield _prefers(ctx, person)


def _heard(ctx: Context, person: str, claim: Claim, entry: Entry) -> Finding:
    identifier, record = entry
    present = values_of(ctx.account, person, claim)[0]
    written, heard = _words(claim, present), _words(claim, record.value)
    day = long_day(record.date) if record.date else ""
    quote = f": “{record.says.strip().rstrip('.')}”" if record.says.strip() else ""
    older = ctx.ledger.vouching_before(person, claim, present, ctx.today)
    before = f", as heard on {long_day(older.date)}" if older is not None and older.date else ""
    name = ctx.name(person)
    return RULE.finding(
        person,
        people=[person],
        measures=[Measure(f"{claim} as written", written, heard), Measure("evidence", identifier)],
        explanation=f"The map has {name} as {written}{before}; on {day} we heard {heard}{quote}.",
        deed=_take(
            ctx, person, f"takes the newer for {name}: {heard}", "the plan counts the worse of the two until then"
        ),
        severity=_severity(ctx, person, claim),
        group=f"{person}/{claim}/contradicted",
    )


def _words(claim: Claim, value: Value) -> str:
    """A stance as it is spelled, a champion test in words."""
    said = str(value).strip().lower()
    if claim is Claim.STANCE:
        return said
    passed = said in {"true", "yes"}
    return _TESTS[claim][0 if passed else 1]


def _prefers(ctx: Context, person: str) -> Finding:
    name, record = ctx.name(person), ctx.person(person)
    what = ctx.name(record.prefers).replace("-", " ")
    return RULE.finding(
        person,
        people=[person],
        measures=[Measure("stance as written", str(record.stance)), Measure("prefers", record.prefers)],
        explanation=f"The map has {name} as {record.stance}, and as preferring {what}: one of the two is wrong.",
        deed=_take(
            ctx, person, f"asks {name} which of the two holds", "until then they count as neutral and carry nothing"
        ),
        severity=_severity(ctx, person, Claim.STANCE),
        group=f"{person}/prefers/contradicted",
    )


def _take(ctx: Context, person: str, phrase: str, gain: str) -> Deed:
    """Who writes it down: whoever knows them; no talk is asked for, so the plan names nobody else."""
    made = ctx.team.deed(person, phrase, gain)
    return Deed(sentence(made.fix), Step(made.step.what, made.step.owner, ""))


def _severity(ctx: Context, person: str, claim: Claim) -> Severity:
    """Critical where an approver would count as met, or somebody as champion, if nobody had told us otherwise."""
    believed, standing = ctx.committee.beliefs[person], ctx.committee.standings[person]
    if claim is not Claim.STANCE:
        return Severity.CRITICAL if person in ctx.committee.champions else Severity.MEDIUM
    lost_yes = standing.state is not None and met_by(standing.need, believed.written) and not standing.met
    claimed = ctx.person(person).champion is not None and believed.written is not None and believed.written.supports
    lost_champion = claimed and person not in ctx.committee.champions
    worse = believed.counts is not believed.written
    return Severity.CRITICAL if worse and (lost_yes or lost_champion) else Severity.MEDIUM


RULE = Rule(
    code="EV003",
    name="contradicted-claim",
    severity=Severity.MEDIUM,
    checks=(
        "Whether the newest evidence that was heard, observed or read says otherwise of somebody's stance or champion "
        "tests than the account does, or somebody is written down as supporting us and as preferring something else. "
        "Critical where an approver would count as met by what is written, or a champion's claim is in question."
    ),
    why="A yes that was taken back in a call stays a yes on the map until somebody compares the two.",
    example="Supporter since October; on 19 November: “I will not sign this.”",
    todo="Take the newer, or ask once more and write down what was said. Older agreement is nothing against it.",
    several="we heard otherwise than the map says",
    check=_check,
    cause=Cause.BELIEF,
)
