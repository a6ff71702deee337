"""Who stands where, read slowly from the text: evidence, states, champions, voices and carriers.

Written from the definitions (`docs/consensus.md`), without the code it judges; of the program it uses the account and
its tables of numbers.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

from committee.model.account import Account, Champion, Evidence, Person
from committee.model.tunables import effort_costs, thresholds
from committee.model.vocabulary import Basis, Claim, Need, PersonStatus, Role, Stance, TeamStatus

BEST_FIRST = (Stance.ADVOCATE, Stance.SUPPORTER, Stance.NEUTRAL, Stance.RESERVED, Stance.OPPOSED)
FOR_US = BEST_FIRST[:2]
FAVOURABLE = BEST_FIRST[:3]
YES = (Role.ECONOMIC_BUYER, Role.DECISION_MAKER, Role.APPROVER)
NO_OBJECTION = (Role.TECHNICAL_BUYER, Role.LEGAL, Role.PROCUREMENT, Role.SECURITY)
TESTS = {
    Claim.CHAMPION_INFLUENCE: "influence",
    Claim.CHAMPION_SELLS: "sells",
    Claim.CHAMPION_STAKE: "stake",
}


class Standing:
    """What the text makes of an account on a day; with `confirmed_only` of its confirmed claims alone."""

    def __init__(self, account: Account, today: dt.date, *, confirmed_only: bool = False) -> None:
        self.account, self.today, self.confirmed_only = account, today, confirmed_only
        self.price = effort_costs(account.effort)
        self.limit = thresholds(account.thresholds)
        self.people = {i: p for i, p in sorted(account.people.items()) if p.status is not PersonStatus.LEFT}
        self.team = [i for i, t in sorted(account.team.items()) if t.status is TeamStatus.ACTIVE]
        quorum = account.decision.quorum
        self.of = set(quorum.of) if quorum else set()
        # Whoever follows somebody of the quorum sits in it in their place.
        self.of |= {last for i in self.of if i in account.people and (last := self.row(i)[-1]) in self.people}
        self.at_least = (quorum.at_least or 0) if quorum else 0
        self.members = [i for i, p in self.people.items() if self._is_member(i, p)]
        self.approvers = [i for i in self.people if self.need(i) is not Need.NONE or i in self.of]

    def _is_member(self, i: str, p: Person) -> bool:
        weighty = p.power is not None and p.power >= self.limit["voice_power"]
        told = p.roles or p.need is not None or p.stance is not None or p.champion is not None
        return bool(told) or weighty or i in self.of

    def need(self, i: str) -> Need:
        """As written, else the strongest that a role of theirs implies."""
        person = self.account.people[i]
        if person.need is not None:
            return person.need
        asked = [role for role in person.roles if role not in self.account.decision.not_needed]
        if any(role in YES for role in asked):
            return Need.YES
        return Need.NO_OBJECTION if any(role in NO_OBJECTION for role in asked) else Need.NONE

    # Evidence.

    def counting(self, about: str, field: Claim) -> list[Evidence]:
        """The evidence of the newest day on which something vouches for or against a claim, and has begun to count."""
        found = [
            e
            for e in self.account.evidence.values()
            if e.about == about
            and e.field is field
            and e.basis in (Basis.HEARD, Basis.OBSERVED, Basis.DOCUMENT)
            and e.date is not None
            and e.date <= self.today
            and (field is not Claim.STANCE or e.value in list(Stance))
        ]
        newest = max((e.date for e in found if e.date), default=None)
        return [e for e in found if e.date == newest]

    @cached_property
    def heard(self) -> dict[str, tuple[str, Stance | None]]:
        """For each person "confirmed", "contradicted" or "", and the stance that counts for every state."""
        return {i: self._heard(i, p) for i, p in self.people.items()}

    def _heard(self, i: str, p: Person) -> tuple[str, Stance | None]:
        if p.stance is None:
            return "", None
        newest = self.counting(i, Claim.STANCE)
        said = {Stance(str(e.value)) for e in newest}
        verdict, counts = "", p.stance
        if said and p.stance not in said:
            verdict, counts = "contradicted", worst({p.stance, *said})
        elif said and all((self.today - e.date).days <= self.limit["vouch_days"] for e in newest if e.date):
            verdict = "confirmed"
        if p.prefers and p.stance in FOR_US:
            verdict, counts = "contradicted", worst({counts, Stance.NEUTRAL})
        return verdict, counts

    def stance(self, i: str) -> Stance | None:
        """The stance that counts."""
        verdict, counts = self.heard[i]
        if self.confirmed_only and counts in FAVOURABLE and verdict != "confirmed":
            return None
        return counts

    def supports(self, i: str) -> bool:
        """Counts as supporter or advocate."""
        return self.stance(i) in FOR_US

    def worse_than_claimed(self, i: str) -> bool:
        """Written down as supporting, and no longer counted so."""
        return self.people[i].stance in FOR_US and self.heard[i][1] not in FOR_US

    # Who stands where.

    def passed(self, i: str, test: Claim) -> bool:
        """A test of a champion: true, and not contradicted since."""
        said = {e.value for e in self.counting(i, test)}
        return getattr(self.people[i].champion or Champion(), TESTS[test]) is True and (not said or True in said)

    def proven(self, i: str) -> bool:
        """A champion with all three tests passed."""
        claimed = self.people[i].champion is not None and self.supports(i)
        return claimed and all(self.passed(i, test) for test in TESTS)

    @cached_property
    def champions(self) -> list[str]:
        """Claimed as champion, and supporting; of confirmed claims alone only who is proven."""
        claimed = [i for i, p in self.people.items() if p.champion is not None and self.supports(i)]
        return [i for i in claimed if self.proven(i) or not self.confirmed_only]

    @cached_property
    def their_voices(self) -> list[str]:
        """Champions, and supporters whose power is enough."""
        loud = [i for i, p in self.people.items() if (p.power or 1) >= self.limit["voice_power"] and self.supports(i)]
        return [i for i in sorted({*self.champions, *loud}) if self.may_carry(i)]

    def may_carry(self, i: str) -> bool:
        """Neither against us in any way, nor heard to be less than they are written down."""
        resists = self.stance(i) in (Stance.RESERVED, Stance.OPPOSED)
        return not resists and not self.people[i].prefers and not self.worse_than_claimed(i)

    @cached_property
    def carriers(self) -> set[str]:
        """Who can pass support on."""
        return {*self.team, *(i for i in self.people if self.may_carry(i))}

    def mandatory(self, i: str) -> bool:
        """Needed for themselves, not only as one of a quorum."""
        return self.need(i) is not Need.NONE

    def met(self, i: str) -> bool:
        """Whether the counting stance is what is needed; whoever is in the quorum alone is needed with a yes."""
        neutral = self.need(i) is Need.NO_OBJECTION and self.stance(i) is Stance.NEUTRAL
        return self.supports(i) or neutral

    @cached_property
    def quorum_met(self) -> int:
        """Members of the quorum who say what is needed of them."""
        return sum(i in self.people and self.met(i) for i in self.of)

    def state(self, i: str) -> str:
        """Of an approver: won, assumed, against, spare or open."""
        if self.met(i):
            return "won" if self.heard[i][0] == "confirmed" else "assumed"
        if not self.mandatory(i) and self.quorum_met >= self.at_least:
            return "spare"
        return "against" if self.stance(i) is Stance.OPPOSED else "open"

    @cached_property
    def states(self) -> dict[str, str]:
        """Of every seat: those of approvers, and those that are vacant by the last who held them."""
        return {i: self.state(i) for i in self.approvers} | dict.fromkeys(self.vacant, "vacant")

    def row(self, first: str) -> list[str]:
        """Who left and who followed them, up to somebody who is there, or whom nobody followed."""
        row = [first]
        while row[-1] not in self.people:
            heir = self.account.people[row[-1]].replaced_by
            if not heir or heir in row:
                break
            row.append(heir)
        return row

    @cached_property
    def vacant(self) -> list[str]:
        """Left with a need, and no one who is there in `replaced_by`: one seat for a row of successors who all left."""
        found = set()
        for first in self.account.people:
            row = self.row(first)
            if row[-1] not in self.people and self.mandatory(first):
                found.add([i for i in row if self.mandatory(i)][-1])
        return sorted(found)


def worst(stances: Iterable[Stance]) -> Stance:
    """The one least for us."""
    return max(stances, key=BEST_FIRST.index)
