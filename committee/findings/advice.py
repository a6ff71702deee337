"""One mind: whom a fix has speak to somebody is whom the plan has speak to them."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from committee.consensus.effort import EASY, Kind, Way
from committee.findings.finding import Deed
from committee.findings.reach import Reach
from committee.findings.team import Team
from committee.graph.standing import Committee
from committee.model.account import Account
from committee.model.vocabulary import PersonStatus, Stance

if TYPE_CHECKING:
    from committee.consensus.plan import Plan


class Advice:
    """Who should speak to whom: the speaker of the plan, else the last of the cheapest chain there is or can be made.

    Never somebody against us or at odds with them: neither the plan nor a chain runs through such people.
    """

    def __init__(
        self, account: Account, committee: Committee, team: Team, reach: Reach, plan: "Callable[[], Plan]"
    ) -> None:
        self._account, self._committee, self._team, self._reach = account, committee, team, reach
        self._plan = plan

    @cached_property
    def _first(self) -> dict[str, str]:
        """By listener who speaks to them first in the plan."""
        found: dict[str, str] = {}
        for talk in self._plan().talks:
            found.setdefault(talk.listener, talk.speaker)
        return found

    def _last(self, person: str) -> str:
        """Who speaks last on the cheapest chain of existing ties, or whoever of ours meets them first for less."""
        price, before = self._reach.cheapest
        ways = [(price[person], False, before.get(person, ""))] if person in price else []
        if person in self._members:
            effort = self._reach.pricing.effort
            ways += [(effort(Way(mate, person, Kind.FIRST_MEETING)), True, mate) for mate in self._committee.teammates]
        return min(ways, default=(0, False, ""))[2]

    @cached_property
    def _members(self) -> frozenset[str]:
        return frozenset(self._committee.members)

    def speaker(self, person: str) -> str:
        """Who should speak to somebody; empty where nobody can, or nobody should: they are against us."""
        believed = self._committee.beliefs.get(person)
        if believed is None or believed.counts is Stance.OPPOSED:
            return ""
        return self._first.get(person) or self._last(person)

    def paid(self, person: str) -> int:
        """What the plan pays at most because the talks to somebody are no easy ones; 0 where it has none."""
        return self._paid.get(person, 0)

    @cached_property
    def _paid(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for talk in self._plan().talks:
            found[talk.listener] = found.get(talk.listener, 0) + max(0, talk.effort - EASY)
        return found

    def on_plan(self, person: str) -> bool:
        """Whether the plan speaks to somebody."""
        return person in self._first

    def deed(self, person: str, directly: str, gain: str, *, ask: str = "") -> Deed:
        """The fix that somebody is spoken to: by one of ours `directly`, else ours asks the speaker to `ask` them.

        `ask` is what follows "asks Tom Lee to", by itself "speak with Rui Tavares". A placeholder is named first.
        """
        name = self._name(person)
        if self._account.people[person].status is PersonStatus.PLACEHOLDER:
            return self._team.deed(person, f"finds out who “{name}” is", "nobody can be met before they are named")
        speaker = self.speaker(person)
        if not speaker:
            return self._team.deed(person, directly, gain)
        if speaker in self._team.members:
            return self._team.deed(person, directly, gain, by=speaker)
        return self._team.deed(speaker, f"asks {self._name(speaker)} to {ask or f'speak with {name}'}", gain)

    def decision(self, buyer: str) -> Deed:
        """The fix about a buyer who is against us: which decision is due, DM011 says."""
        phrase = f"decides about {self._name(buyer)} first"
        return self._team.deed("", phrase, "a buyer who is against is won by nobody else")

    def _name(self, identifier: str) -> str:
        return self._account.name_of(identifier) or identifier
