"""One of us leaves an account to another: ties, promises, steps and the deal itself."""

from committee.errors import EditRefused
from committee.model.account import Account
from committee.model.edit import Edit
from committee.model.edits.fields import batch, set_field
from committee.model.edits.records import set_coverage
from committee.model.vocabulary import GateStatus, PersonStatus, TeamStatus

INHERITED = 2
"""The most a tie is worth that was handed over: somebody who replies. More has to be earned by the heir."""


def inherited_strength(before: int | None, own: int | None) -> int | None:
    """What a tie of strength `before` is worth to an heir whose own is `own`: at most 2, never less than their own."""
    handed = None if before is None else min(before, INHERITED)
    known = [strength for strength in (handed, own) if strength is not None]
    return max(known, default=None)


def hand_over(account: Account, leaver: str, heir: str) -> Edit:
    """Everything of `leaver` goes to `heir`: coverage at strength 2 at most, open actions and gates, the deal.

    The leaver stays in the file as one who left, so that what they heard keeps its name; so does their coverage.

    Raises:
        EditRefused: either is not in the team, both are the same, or the heir has left.
    """
    for one in (leaver, heir):
        if one not in account.team:
            raise EditRefused(f'there is no teammate "{one}"', "Those there are stand under [team]")
    if leaver == heir:
        raise EditRefused(f"{account.name_of(heir)} cannot hand over to themselves", "Name another teammate")
    if account.team[heir].status is TeamStatus.LEFT:
        raise EditRefused(f"{account.name_of(heir)} has left this account", "Name a teammate who is still there")
    ties = _ties(account, leaver, heir)
    actions = [
        set_field(account, ("actions", key, "owner"), heir)
        for key, action in account.actions.items()
        if action.owner == leaver and action.done is None
    ]
    gates = [
        set_field(account, ("gates", key, "ours"), heir)
        for key, gate in account.gates.items()
        if gate.ours == leaver and gate.status is not GateStatus.DONE
    ]
    deal = [set_field(account, ("account", "owner"), heir)] if account.header.owner == leaver else []
    gone = set_field(account, ("team", leaver, "status"), TeamStatus.LEFT)
    label = f"{account.name_of(leaver)} hands over to {account.name_of(heir)}"
    return batch(label, *ties, *actions, *gates, *deal, gone)


def _ties(account: Account, leaver: str, heir: str) -> list[Edit]:
    found = []
    for (mate, person), tie in account.coverage.items():
        if mate != leaver or account.people[person].status is PersonStatus.LEFT:
            continue
        own = account.coverage.get((heir, person))
        strength = inherited_strength(tie.strength, own.strength if own else None)
        found.append(set_coverage(account, heir, person, strength=strength))
    return found
