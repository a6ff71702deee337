"""PP002: somebody left, and something went with them."""

from collections import Counter
from collections.abc import Iterator, Mapping

from committee.findings.context import Context
from committee.findings.finding import Deed, Finding, Measure, Severity
from committee.findings.rule import Cause, Rule
from committee.graph.arcs import ASSUMED_STRENGTH, USABLE_STRENGTH
from committee.graph.standing import is_seat
from committee.model.vocabulary import PersonStatus, TieKind
from committee.plurals import counted, listed


def _check(ctx: Context) -> Iterator[Finding]:
    promised = Counter(action.with_ for action in ctx.account.actions.values() if action.done is None)
    ties = _led_to_approvers(ctx)
    for identifier, person in sorted(ctx.account.people.items()):
        if person.status is not PersonStatus.LEFT:
            continue
        actions = promised[identifier]
        handed_over = person.replaced_by in ctx.there
        seat = not handed_over and is_seat(ctx.account, identifier)
        claim = not handed_over and person.champion is not None
        carried = [] if handed_over else ties.get(identifier, [])
        if seat or claim or carried or actions:
            yield _finding(ctx, identifier, _went(ctx, carried, actions, seat=seat, claim=claim), carried, actions)


def _led_to_approvers(ctx: Context) -> Mapping[str, list[str]]:
    """For everybody the approvers to whom a written usable tie of theirs led."""
    approvers = frozenset(ctx.committee.approvers)
    found: dict[str, list[str]] = {}
    for (source, target), tie in sorted(ctx.account.influence.items(), key=lambda entry: entry[0]):
        usable = tie.kind is not TieKind.CONFLICT and (tie.strength or ASSUMED_STRENGTH) >= USABLE_STRENGTH
        if target in approvers and usable:
            found.setdefault(source, []).append(target)
    return found


def _went(ctx: Context, carried: list[str], actions: int, *, seat: bool, claim: bool) -> list[str]:
    parts = ["an approver's seat"] * seat + ["a claim as champion"] * claim
    parts += [f"the tie to {ctx.names(carried)}"] * bool(carried)
    return parts + [counted(actions, "open action")] * bool(actions)


def _finding(ctx: Context, identifier: str, went: list[str], carried: list[str], actions: int) -> Finding:
    heir = _heir(ctx, identifier)
    voice = ctx.weightiest(ctx.committee.their_voices)
    after = f"; the next voice is {ctx.name(voice)}" if voice else "; no voice is left on their side"
    return RULE.finding(
        identifier,
        people=[i for i in (identifier, heir, voice, *carried) if i],
        measures=[Measure("approvers they spoke to", len(carried), 0), Measure("open actions with them", actions, 0)],
        explanation=f"{ctx.name(identifier)} has left, and with them went {listed(went)}{after}.",
        deed=_deed(ctx, identifier, heir),
    )


def _heir(ctx: Context, identifier: str) -> str:
    """Who inherits: the successor written down, else their manager, else a colleague of the same department."""
    person, there = ctx.person(identifier), frozenset(ctx.committee.people)
    for known in (person.replaced_by, person.reports_to):
        if known in there:
            return known
    same = [i for i in ctx.committee.members if person.department and ctx.person(i).department == person.department]
    return ctx.weightiest(same)


def _deed(ctx: Context, identifier: str, heir: str) -> Deed:
    name = ctx.name(identifier)
    gain = "then the chains on the map exist again"
    if not heir:
        return ctx.team.deed("", f"writes down who takes over from {name}", gain)
    if ctx.person(identifier).replaced_by == heir:
        return ctx.team.deed(
            heir, f"takes up the open actions of {name} with {ctx.name(heir)}", "nothing promised gets lost"
        )
    voice = ctx.weightiest(i for i in ctx.committee.their_voices if i in ctx.arcs.coverage)
    asked = heir if (heir in ctx.arcs.coverage and ctx.willing([heir])) or not voice else voice
    return ctx.team.deed(asked, f"asks {ctx.name(asked)} who takes over from {name}", gain)


RULE = Rule(
    code="PP002",
    name="left-company",
    severity=Severity.HIGH,
    checks=(
        "For everybody who left: whether they held an approver's seat, a claim as champion, a written tie of "
        "strength 2 or more to an approver, or an open action. Once a successor is written down who is there, "
        "only the open actions count."
    ),
    why="When somebody leaves, more goes than a name: a yes, a way to others, promises half kept.",
    example="Tom Lee left in May; his were the only tie to the CISO and two actions nobody has looked at since.",
    todo="Find the successor, meet them, write `replaced_by`, and close or move the open actions.",
    several="they left, and something went with them",
    check=_check,
    cause=Cause.CHAMPION,
)
