"""How much of what the analysis rests on is confirmed."""

from dataclasses import dataclass
from datetime import date

from committee.graph.arcs import people
from committee.graph.evidence import confirmed, values_of
from committee.graph.standing import is_member
from committee.model.account import Account
from committee.model.vocabulary import Claim, Stage
from committee.plurals import counted

METERED = (Claim.STANCE, Claim.ROLES, Claim.CHAMPION_INFLUENCE, Claim.CHAMPION_SELLS, Claim.CHAMPION_STAKE)
"""The claims the analysis rests on, counted in "3 of 8 claims confirmed"."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How many of the `claims` are `confirmed`."""

    confirmed: int
    claims: int

    def __str__(self) -> str:
        return f"{self.confirmed} of {counted(self.claims, 'claim')} confirmed"


def confirmation(account: Account, today: date) -> Confirmation:
    """How many of the members' stances, roles (one claim a person) and champion tests are confirmed."""
    stated = [
        (person, claim)
        for person in people(account)
        if is_member(account, person)
        for claim in METERED
        if values_of(account, person, claim)
    ]
    return Confirmation(sum(confirmed(account, person, claim, today) for person, claim in stated), len(stated))


def meter(account: Account, today: date) -> str:
    """The words "3 of 8 claims confirmed" while no finding asks for evidence yet: before evaluation. Else empty.

    Empty too where nothing is claimed yet.
    """
    stage = account.header.stage
    if stage is not None and stage is not Stage.DISCOVERY:
        return ""
    found = confirmation(account, today)
    return str(found) if found.claims else ""
