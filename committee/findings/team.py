"""Who of ours does something about a finding."""

from functools import cached_property

from committee.findings.finding import Deed, Step
from committee.findings.reach import Arcs
from committee.findings.words import imperative, sentence
from committee.graph.standing import Committee
from committee.model.account import Account


class Team:
    """Our side of an account: who is there, who knows whom, and who does what."""

    def __init__(self, account: Account, committee: Committee, arcs: Arcs) -> None:
        self._account = account
        self._committee = committee
        self._arcs = arcs

    @cached_property
    def members(self) -> frozenset[str]:
        """Active teammates."""
        return frozenset(self._committee.teammates)

    @cached_property
    def lead(self) -> str:
        """Who owns the deal; the first active teammate where that is not known, empty without a team."""
        owner = self._account.header.owner
        return owner if owner in self.members else next(iter(self._committee.teammates), "")

    def contact(self, person: str) -> str:
        """Who knows a person best; whoever owns the deal where nobody does; empty without a team."""
        known = self._arcs.coverage.get(person, ())
        return min(known, key=lambda arc: (-arc.strength, arc.source)).source if known else self.lead

    def deed(self, person: str, phrase: str, gain: str, *, by: str = "") -> Deed:
        """The fix: who of ours does what (`asks Tom Lee for a name`), and what it gains; and the same as an action.

        Done by whoever knows `person` best, unless `by` names a teammate.
        """
        owner = by or (self.contact(person) if person else self.lead)
        name = (self._account.name_of(owner) or owner) if owner else "Someone of ours"
        return Deed(sentence(f"{name} {phrase}; {gain}"), Step(imperative(phrase), owner, person))
