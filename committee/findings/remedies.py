"""What can be done about a finding at once: its fix as an action, a tie that is missing, a claim taken back.

Each remedy is an edit like any other, so it is undone by one key. Ties are offered as things that may be *true already*
and only missing on the map: whoever chooses one writes down what they know, nothing is arranged by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from committee.findings.finding import Finding
from committee.graph.evidence import confirmed, hollow
from committee.graph.stances import CHAMPION_TESTS, contradictions
from committee.model import edits
from committee.model.account import Account, Pair
from committee.model.edit import Edit
from committee.model.ids import Randomness, random_suffix
from committee.model.vocabulary import Claim, Forecast, GateStatus, Stance, TeamStatus

WEEK = timedelta(days=7)
_UNMET = frozenset({"DM004", "CV002", "DM010"})
_TIELESS = frozenset({"DM003", "RM001", "CH004", "DM004"})
_DOUBTED = frozenset({"EV001", "EV002", "DM010"})


@dataclass(frozen=True, slots=True)
class Remedy:
    """One thing that can be done at once: what, in words, and the change that does it."""

    label: str
    edit: Edit


def remedies(
    account: Account, finding: Finding, today: date, *, me: str = "", rng: Randomness = random_suffix
) -> tuple[Remedy, ...]:
    """What can be done about a finding and those nested under it, the fix itself first; each once, none without effect.

    Args:
        account: the account as it is now; whoever is gone since the finding was made is left out.
        finding: what is to be mended.
        today: the date of what is done today.
        me: the teammate who takes what has no owner, an id; may be empty.
        rng: for the id of a new action.
    """
    found: dict[str, Remedy] = {}
    for one in (finding, *finding.nested):
        for remedy in _of(account, one, today, me, rng):
            if remedy.edit:
                found.setdefault(remedy.label, remedy)
    return tuple(found.values())


def take_up(account: Account, finding: Finding, today: date, *, me: str = "", rng: Randomness) -> Remedy | None:
    """The fix of a finding as an action of whoever should do it; nothing where it is open already or is no deed."""
    step = finding.step
    if step is None:
        return None
    owner = next((one for one in (step.owner, me) if one in account.team), "")
    with_person = step.with_person if step.with_person in account.people else ""
    if any(a.what == step.what and a.owner == owner and a.done is None for a in account.actions.values()):
        return None
    facts = {"what": step.what, "owner": owner, "with": with_person}
    whose = f" for {account.name_of(owner)}" if owner else ""
    return Remedy(f"add an action{whose}: {step.what}", edits.add_action(account, rng, today=today, **facts))


def _of(account: Account, finding: Finding, today: date, me: str, rng: Randomness) -> Iterator[Remedy]:
    action = take_up(account, finding, today, me=me, rng=rng)
    if action is not None:
        yield action
    if finding.accepted is not None and (finding.code, finding.subject) in account.accepted:
        yield Remedy("accept it no longer", edits.remove(account, ("accepted", finding.code, finding.subject)))
    yield from _dates(account, finding, today, me)
    yield from _ties(account, finding, me)
    if finding.subject in account.people:
        yield from _claims(account, finding, today)
    if finding.code == "CH001" and finding.step is not None:
        yield from _claimed(account, finding.step.with_person)
    if finding.code == "DM010" and account.header.forecast is Forecast.COMMIT:
        wanted = edits.set_field(account, ("account", "forecast"), Forecast.BEST_CASE)
        yield Remedy("forecast best-case instead of commit", wanted)


def _dates(account: Account, finding: Finding, today: date, me: str) -> Iterator[Remedy]:
    """Actions and gates: done, moved, taken over."""
    subject = finding.subject
    if finding.code == "AC001" and subject in account.actions:
        yield Remedy("the action is done: today", edits.set_field(account, ("actions", subject, "done"), today))
        later = edits.set_field(account, ("actions", subject, "due"), today + WEEK)
        yield Remedy("the action moves to a week from today", later)
        if me in account.team and account.actions[subject].owner != me:
            yield Remedy("I take the action", edits.set_field(account, ("actions", subject, "owner"), me))
    elif finding.code == "GT001" and subject in account.gates:
        done = edits.set_field(account, ("gates", subject, "status"), GateStatus.DONE)
        yield Remedy("the step is done", done)
        if me in account.team and account.gates[subject].ours != me:
            yield Remedy("I own the step on our side", edits.set_field(account, ("gates", subject, "ours"), me))
    elif finding.code == "PP002" and finding.step is not None and finding.step.with_person in account.people:
        yield from _inherit(account, subject, finding.step.with_person)


def _inherit(account: Account, left: str, heir: str) -> Iterator[Remedy]:
    """Open actions with somebody who left go on with whoever is asked now."""
    waiting = [key for key, action in account.actions.items() if action.with_ == left and action.done is None]
    if waiting and heir != left:
        label = f"open actions with {account.name_of(left)} go on with {account.name_of(heir)}"
        yield Remedy(
            label, edits.batch(label, *(edits.set_field(account, ("actions", key, "with"), heir) for key in waiting))
        )


def _ties(account: Account, finding: Finding, me: str) -> Iterator[Remedy]:
    """Ties that would make the finding go away, for when they exist and are only missing on the map."""
    for source, target in _missing(account, finding, me):
        if source in account.team:
            label = f"write the missing tie: {account.name_of(source)} has met {account.name_of(target)}"
            yield Remedy(label, edits.set_coverage(account, source, target, strength=1))
        else:
            label = f"write the missing tie: {account.name_of(source)} influences {account.name_of(target)}"
            yield Remedy(label, edits.set_tie(account, source, target, strength=2))


def _missing(account: Account, finding: Finding, me: str) -> Iterator[Pair]:
    subject, step = finding.subject, finding.step
    owner = (step.owner if step else "") or me
    pairs: list[Pair] = []
    if finding.code in _UNMET:
        pairs.append((owner, subject))
    if finding.code in _TIELESS:
        pairs += finding.ties
        if step is not None:
            pairs.append((step.with_person, subject))
    if finding.code == "CH003" and finding.ties:
        pairs.append((finding.ties[0][0], finding.ties[-1][1]))
    for source, target in dict.fromkeys(pairs):
        ours = source in account.team and account.team[source].status is TeamStatus.ACTIVE
        written = (source, target) in account.coverage or (source, target) in account.influence
        if (ours or source in account.people) and target in account.people and source != target and not written:
            yield source, target


def _claims(account: Account, finding: Finding, today: date) -> Iterator[Remedy]:
    """Claims that nothing vouches for, marked as unproven: set back to unknown."""
    subject, code = finding.subject, finding.code
    person, name = account.people[subject], account.name_of(subject)
    if code == "CH002" and person.champion is not None:
        bare = [claim for claim in CHAMPION_TESTS if claim in hollow(account, subject, today)]
        if bare:
            tests = {claim.partition(".")[2]: None for claim in bare}
            words = " and ".join(tests) if len(tests) < 3 else "influence, sells and stake"
            yield Remedy(
                f"mark as unproven: {words}, which no evidence bears out", edits.set_champion(account, subject, **tests)
            )
        yield Remedy(f"{name} is no champion after all", edits.remove(account, ("people", subject, "champion")))
    elif code == "CH006":
        yield from _claimed(account, subject)
    elif code == "EV003":
        yield from _newer(account, subject, today)
    elif code in _DOUBTED and person.stance and not confirmed(account, subject, Claim.STANCE, today):
        wanted = edits.set_field(account, ("people", subject, "stance"), None)
        yield Remedy(f"mark as unproven: where {name} stands is unknown", wanted)


def _newer(account: Account, person: str, today: date) -> Iterator[Remedy]:
    """What we heard last, in the place of what is written."""
    name = account.name_of(person)
    for claim, (_, record) in sorted(contradictions(account, person, today).items()):
        if claim is Claim.STANCE:
            stance = Stance(str(record.value).strip().casefold())
            edit = edits.set_field(account, ("people", person, "stance"), stance)
            yield Remedy(f"take the newer: {name} is {stance}", edit)
        else:
            test = claim.partition(".")[2]
            passed = str(record.value).strip().casefold() in {"true", "yes"}
            words = "passed" if passed else "not passed"
            yield Remedy(
                f"take the newer: the test {test} is {words}", edits.set_champion(account, person, **{test: passed})
            )
    if account.people[person].prefers:
        yield Remedy(
            f"{name} prefers nothing else any more", edits.set_field(account, ("people", person, "prefers"), "")
        )


def _claimed(account: Account, person: str) -> Iterator[Remedy]:
    """Somebody claimed as champion, with everything still to be tested."""
    if person in account.people and account.people[person].champion is None:
        label = f"claim {account.name_of(person)} as champion, tests unknown"
        yield Remedy(label, edits.set_champion(account, person))
