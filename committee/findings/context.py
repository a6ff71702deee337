"""What every rule may ask, each answer worked out once and only when a rule asks."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from committee.consensus.effort import Pricing
from committee.errors import Stop, Unwanted, never
from committee.findings.advice import Advice
from committee.findings.reach import Arcs, Reach
from committee.findings.team import Team
from committee.graph.evidence import Ledger, ledger
from committee.graph.hours import Schedule, schedule
from committee.graph.standing import Committee, State, committee_of
from committee.model.account import Account, Person
from committee.model.tunables import thresholds
from committee.model.vocabulary import Role, Stance
from committee.plurals import SHOWN, listed

if TYPE_CHECKING:
    from committee.consensus.plan import Plan
    from committee.consensus.problem import Problem


class Context:
    """An account on a day, with the arcs, the standings and the plan behind it."""

    def __init__(self, account: Account, today: date, *, plan: "Plan | None" = None, stop: Stop = never) -> None:
        self.account = account
        self.today = today
        self._plan = plan
        self.stop = stop

    def look(self) -> None:
        """Ask whether the findings are still wanted; slow rules do now and then.

        Raises:
            Unwanted: they are not.
        """
        if self.stop():
            raise Unwanted

    @cached_property
    def committee(self) -> Committee:
        """Who counts and where they stand: as the plan at hand has it, where it is of this very account and day."""
        known = self._known
        return known.committee if known is not None else committee_of(self.account, self.today)

    @cached_property
    def _known(self) -> "Problem | None":
        """What was solved for the plan at hand, where it is of this very account and day."""
        problem = self._plan.problem if self._plan is not None else None
        if problem is None or problem.pricing.account is not self.account or problem.pricing.today != self.today:
            return None
        return problem

    @cached_property
    def arcs(self) -> Arcs:
        """Who can speak to whom."""
        return Arcs(self.account)

    @cached_property
    def reach(self) -> Reach:
        """How far our case gets by existing ties, and what that costs."""
        problem = self._plan.problem if self._plan is not None else None
        if problem is not None and problem.pricing.account is self.account:
            return Reach(self.arcs, self.committee, problem.pricing)
        known = self._known
        pricing = known.pricing if known is not None else Pricing(self.account, self.committee, self.today)
        return Reach(self.arcs, self.committee, pricing)

    @cached_property
    def team(self) -> Team:
        """Our side: who is there, and who does something about a finding."""
        return Team(self.account, self.committee, self.arcs)

    @cached_property
    def advice(self) -> Advice:
        """Whom a fix has speak to somebody: whom the plan has."""
        return Advice(self.account, self.committee, self.team, self.reach, lambda: self.plan)

    @cached_property
    def plan(self) -> "Plan":
        """The shortest path to consensus; solved here if nobody handed it in."""
        if self._plan is not None:
            return self._plan
        from committee.consensus.plan import plan

        return plan(self.account, self.today, stop=self.stop)

    @cached_property
    def there(self) -> frozenset[str]:
        """Everybody on their side who has not left."""
        return frozenset(self.committee.people)

    @cached_property
    def proven(self) -> frozenset[str]:
        """Champions whose tests are passed."""
        return frozenset(self.committee.proven)

    @cached_property
    def reports(self) -> Mapping[str, tuple[str, ...]]:
        """Who reports to whom: those who are there, by manager."""
        found: dict[str, list[str]] = {}
        for person in self.committee.people:
            found.setdefault(self.person(person).reports_to, []).append(person)
        return {manager: tuple(own) for manager, own in found.items()}

    @cached_property
    def limits(self) -> Mapping[str, int]:
        """The thresholds, the account's own where it has them."""
        return thresholds(self.account.thresholds)

    @cached_property
    def ledger(self) -> Ledger:
        """All evidence by subject."""
        return ledger(self.account)

    @cached_property
    def schedules(self) -> dict[str, Schedule]:
        """When everybody works."""
        there = (*self.committee.teammates, *self.committee.people)
        return {identifier: schedule(self.account, identifier) for identifier in there}

    @cached_property
    def buyers(self) -> tuple[str, ...]:
        """The economic buyers who are there."""
        return self.having(Role.ECONOMIC_BUYER)

    @property
    def customer(self) -> str:
        """The name of the account."""
        return self.account.header.name or "this account"

    def counts(self, identifier: str) -> Stance | None:
        """Where somebody on their side stands, as it counts: the worse of what is written and what we heard."""
        return self.committee.beliefs[identifier].counts

    def supports(self, identifier: str) -> bool:
        """Whether somebody on their side is for us, as it counts."""
        return self.committee.beliefs[identifier].supports

    def state(self, identifier: str) -> State | None:
        """Where an approver stands; `None` for somebody the decision does not need."""
        return self.committee.standings[identifier].state

    @cached_property
    def blocking(self) -> frozenset[str]:
        """Whose seats keep the decision from being made, whoever else agrees."""
        return frozenset(self.committee.blocking)

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """Approvers who are open or only assumed, by id: those about whom something is still to be done."""
        return tuple(sorted((*self.committee.open, *self.committee.assumed)))

    def person(self, identifier: str) -> Person:
        """Somebody on their side."""
        return self.account.people[identifier]

    def having(self, *roles: Role) -> tuple[str, ...]:
        """Those on their side with any of these roles."""
        return tuple(i for i in self.committee.people if any(role in roles for role in self.person(i).roles))

    def power(self, identifier: str) -> int:
        """Their weight in this decision; unknown counts as 1."""
        return self.person(identifier).power or 1

    def willing(self, identifiers: Iterable[str], about: Iterable[str] = ()) -> list[str]:
        """Those of them whom a fix may ask for something: nobody against us, or at odds with anybody it is `about`."""
        subjects = tuple(about)
        return [
            i
            for i in identifiers
            if self.counts(i) is not Stance.OPPOSED and not any((i, one) in self.arcs.at_odds for one in subjects)
        ]

    def weightiest(self, identifiers: Iterable[str]) -> str:
        """The one of most power, the first by id among equals; empty if there is none."""
        return min(identifiers, key=lambda i: (-self.power(i), i), default="")

    def name(self, identifier: str) -> str:
        """What a person, teammate or place is called."""
        return self.account.name_of(identifier) or identifier

    def names(self, identifiers: Iterable[str], last: str = "and") -> str:
        """Several of them, in the order given."""
        every = tuple(identifiers)
        return listed([self.name(identifier) for identifier in every[: SHOWN + 1]], last=last, of=len(every))
