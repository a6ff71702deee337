"""Whom a decision is due about before any talk can decide it: seats it needs that are against us, or empty."""

from collections.abc import Iterable
from dataclasses import dataclass

from committee.graph.standing import Committee
from committee.model.account import Account
from committee.plurals import joined, plural


@dataclass(frozen=True, slots=True)
class Blocked:
    """Somebody whose yes is needed and no talk brings: `vacant`, they left and nobody follows; else opposed."""

    person: str
    vacant: bool

    @property
    def why(self) -> str:
        """In a word."""
        return "vacant" if self.vacant else "against"


def blocked(committee: Committee) -> tuple[Blocked, ...]:
    """Everybody a decision is due about, by id."""
    there = frozenset(committee.people)
    return tuple(Blocked(person, person not in there) for person in committee.blocking)


def decision_due(account: Account, found: Iterable[Blocked]) -> str:
    """Which decision, by whom: "Anke is against: overrule, a condition for no objection, or qualify out."."""
    against = [account.name_of(one.person) for one in found if not one.vacant]
    vacant = [account.name_of(one.person) for one in found if one.vacant]
    said = []
    if against:
        verb = plural(len(against), "is", "are")
        said.append(f"{joined(against)} {verb} against: overrule, a condition for no objection, or qualify out.")
    if vacant:
        said.append(f"{joined(vacant)} left: who follows {joined(vacant)}?")
    return " ".join(said) or "The quorum asks for more people than are left to sit in it: who else does?"
