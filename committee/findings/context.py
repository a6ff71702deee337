"""What every rule may ask, each answer worked out once and only when a rule asks."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from committee.consensus.effort import Pricing, way_of
from committee.errors import Stop, Unwanted, never
from committee.findings.rule import Deed, Step
from committee.findings.words import imperative, listed, sentence
from committee.graph import chains
from committee.graph.arcs import Arc, Origin, arcs, conflicts
from committee.graph.evidence import Ledger, ledger
from committee.graph.hours import Schedule, schedule
from committee.graph.standing import Committee, committee_of
from committee.model.account import Account, Pair, Person
from committee.model.tunables import thresholds
from committee.model.vocabulary import Role, Stage

if TYPE_CHECKING:
    from committee.consensus.plan import Plan


class Context:
    """An account on a day, with the graph, the standings and the plan behind it."""

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
        """Who counts and where they stand."""
        return committee_of(self.account, self.today)

    @cached_property
    def arcs(self) -> tuple[Arc, ...]:
        """Every arc, usable or not."""
        return arcs(self.account)

    @cached_property
    def limits(self) -> Mapping[str, int]:
        """The thresholds, the account's own where it has them."""
        return thresholds(self.account.thresholds)

    @cached_property
    def plan(self) -> "Plan":
        """The shortest path to consensus; solved here if nobody handed it in."""
        if self._plan is not None:
            return self._plan
        from committee.consensus.plan import plan

        return plan(self.account, self.today, stop=self.stop)

    @cached_property
    def conflicts(self) -> frozenset[Pair]:
        """Who is at odds with whom; no introduction is asked for there."""
        return frozenset(conflicts(self.account))

    @cached_property
    def introducers(self) -> tuple[tuple[int, str], ...]:
        """Those on their side who could introduce us: reached by existing ties and carrying, least effort first."""
        effort = self.chain_effort[0]
        return tuple(sorted((effort[i], i) for i in self.committee.people if i in effort and i in self.carriers))

    @cached_property
    def ledger(self) -> Ledger:
        """All evidence by subject."""
        return ledger(self.account)

    @cached_property
    def out(self) -> dict[str, tuple[Arc, ...]]:
        """Usable arcs by speaker."""
        return chains.outgoing(self.arcs)

    @cached_property
    def into(self) -> dict[str, tuple[Arc, ...]]:
        """Usable arcs by listener."""
        return chains.incoming(self.arcs)

    @cached_property
    def written(self) -> dict[str, tuple[Arc, ...]]:
        """Usable ties between their people that stand in the file, by speaker."""
        return chains.outgoing(arc for arc in self.arcs if arc.origin is Origin.INFLUENCE)

    @cached_property
    def covered_by(self) -> dict[str, tuple[Arc, ...]]:
        """Coverage by active teammates, of any strength, by person."""
        found: dict[str, list[Arc]] = {}
        for arc in self.arcs:
            if arc.origin is Origin.COVERAGE:
                found.setdefault(arc.target, []).append(arc)
        return {person: tuple(own) for person, own in found.items()}

    @cached_property
    def carriers(self) -> frozenset[str]:
        """Who passes support on."""
        return frozenset(self.committee.carriers)

    @cached_property
    def ours(self) -> frozenset[str]:
        """Active teammates."""
        return frozenset(self.committee.teammates)

    @cached_property
    def talks_away(self) -> dict[str, int]:
        """Talks from the nearest voice by existing ties; unreachable people are absent."""
        return chains.talks_away(self.out, self.committee.voices, self.carriers)

    @cached_property
    def gatekeeper(self) -> dict[str, str]:
        """Whom every chain to a person passes, nearest; absent where chains share nobody."""
        return chains.gatekeepers(self.out, self.committee.voices, self.carriers)

    @cached_property
    def pricing(self) -> Pricing:
        """What any talk costs."""
        return Pricing(self.account, self.committee, self.today)

    @cached_property
    def cost(self) -> dict[Pair, int]:
        """The effort of a talk along each usable arc."""
        return {arc.pair: self.pricing.effort(way_of(arc)) for arc in self.arcs if arc.usable}

    @cached_property
    def chain_effort(self) -> tuple[dict[str, int], dict[str, str]]:
        """The cheapest chain of existing ties from a voice to each person: its effort, and who speaks last."""
        return chains.cheapest(self.cost, self.committee.voices, self.carriers)

    @cached_property
    def schedules(self) -> dict[str, Schedule]:
        """When everybody works."""
        there = (*self.committee.teammates, *self.committee.people)
        return {identifier: schedule(self.account, identifier) for identifier in there}

    @cached_property
    def buyers(self) -> tuple[str, ...]:
        """The economic buyers who are there."""
        return self.having(Role.ECONOMIC_BUYER)

    @cached_property
    def lead(self) -> str:
        """Who of ours owns the deal; the first active teammate where that is not known, empty without a team."""
        owner = self.account.header.owner
        return owner if owner in self.ours else next(iter(self.committee.teammates), "")

    @property
    def customer(self) -> str:
        """The name of the account."""
        return self.account.header.name or "this account"

    def since(self, stage: Stage) -> bool:
        """Whether the deal is known to have reached `stage`."""
        now = self.account.header.stage
        return now is not None and now.reached(stage)

    def person(self, identifier: str) -> Person:
        """Somebody on their side."""
        return self.account.people[identifier]

    def having(self, *roles: Role) -> tuple[str, ...]:
        """Those on their side with any of these roles."""
        return tuple(i for i in self.committee.people if any(role in roles for role in self.person(i).roles))

    def power(self, identifier: str) -> int:
        """Their weight in this decision; unknown counts as 1."""
        return self.person(identifier).power or 1

    def name(self, identifier: str) -> str:
        """What a person, teammate or place is called."""
        return self.account.name_of(identifier) or identifier

    def names(self, identifiers: Iterable[str], last: str = "and") -> str:
        """Several of them, in the order given."""
        return listed([self.name(identifier) for identifier in identifiers], last=last)

    def contact(self, person: str) -> str:
        """Who of ours knows a person best; whoever owns the deal where nobody does; empty without a team."""
        arcs_in = self.covered_by.get(person, ())
        return min(arcs_in, key=lambda arc: (-arc.strength, arc.source)).source if arcs_in else self.lead

    def deed(self, person: str, phrase: str, gain: str, *, by: str = "") -> Deed:
        """The fix: who of ours does what (`asks Tom Lee for a name`), and what it gains; and the same as an action.

        Done by whoever knows `person` best, unless `by` names a teammate.
        """
        owner = by or (self.contact(person) if person else self.lead)
        name = self.name(owner) if owner else "Someone of ours"
        return Deed(sentence(f"{name} {phrase}; {gain}"), Step(imperative(phrase), owner, person))

    def weightiest(self, identifiers: Iterable[str]) -> str:
        """The one of most power, the first by id among equals; empty if there is none."""
        return min(identifiers, key=lambda i: (-self.power(i), i), default="")
