"""What a talk costs and the least effort of all plans, read slowly from the text.

Written from the definitions (`docs/consensus.md`), without the code it judges; of the program it uses the account, its
tables of numbers and the shared hours. The least effort is found by trying every set of people who could be convinced.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property

from standing_oracle import Standing

from committee.graph.hours import schedule, shared_minutes
from committee.model.account import Coverage, Influence, Pair, tie_of
from committee.model.vocabulary import Basis, Channel, Expertise, PlaceKind, Role, Stance, TieKind, WorkMode

NEVER = 10**12
SPEAKS_WITH = {
    (Expertise.TECHNICAL, Role.TECHNICAL_BUYER),
    (Expertise.TECHNICAL, Role.EVALUATOR),
    (Expertise.SECURITY, Role.SECURITY),
    (Expertise.LEGAL, Role.LEGAL),
    (Expertise.FINANCE, Role.ECONOMIC_BUYER),
    (Expertise.COMMERCIAL, Role.PROCUREMENT),
    (Expertise.OPERATIONS, Role.USER_BUYER),
}


class Reading(Standing):
    """What the text makes of an account on a day: ties, talks and the plan."""

    @cached_property
    def ties(self) -> dict[Pair, tuple[int, Coverage | Influence | None]]:
        """Who can speak to whom and be heard, with strength and record (of a reporting line there is none)."""
        found: dict[Pair, tuple[int, Coverage | Influence | None]] = {}
        for i, p in self.people.items():
            if p.reports_to in self.people and (p.reports_to, i) not in self.account.influence:
                found[p.reports_to, i] = 3, None
        for (u, v), tie in self.account.influence.items():
            if u in self.people and v in self.people and tie.kind is not TieKind.CONFLICT:
                found[u, v] = tie.strength or 2, tie
        for (u, v), cover in self.account.coverage.items():
            if u in self.team and v in self.people:
                found[u, v] = cover.strength or 2, cover
        return found

    def conjectured(self, pair: Pair) -> bool:
        """Whether the newest evidence on a tie is conjecture; undated counts as older than any."""
        dated = [(e.date or dt.date.min, e.basis) for e in self.account.evidence.values() if tie_of(e.about) == pair]
        begun = [(day, basis) for day, basis in dated if day <= self.today]
        newest = max((day for day, _ in begun), default=None)
        return {basis for day, basis in begun if day == newest} == {Basis.CONJECTURE}

    @cached_property
    def usable(self) -> dict[Pair, tuple[int, Coverage | Influence | None]]:
        """Our coverage from strength 1, ties of theirs from 2; of confirmed claims alone none that is conjecture."""
        return {
            (u, v): tie
            for (u, v), tie in self.ties.items()
            if (u in self.team or tie[0] >= 2) and not (self.confirmed_only and self.conjectured((u, v)))
        }

    # What a talk costs.

    def in_person(self, u: str, v: str, channel: Channel | None) -> bool:
        """Whether two people can meet."""
        if channel is Channel.IN_PERSON:
            return True
        a, b = self.account.people.get(u), self.account.people.get(v)
        if a is None or b is None or not a.place or a.place != b.place:
            return False
        if self.account.places[a.place].kind is not PlaceKind.OFFICE:
            return False
        if a.work_mode is WorkMode.REMOTE or b.work_mode is WorkMode.REMOTE:
            return False
        days = [set(p.office_days) for p in (a, b) if p.work_mode is WorkMode.HYBRID]
        return not days or bool(set.intersection(*days))

    def _apart(self, u: str, v: str) -> dict[str, int]:
        minutes = shared_minutes(schedule(self.account, u), schedule(self.account, v), self.today)
        if minutes is None:
            return self.at("hours_unknown")
        if minutes == 0:
            return self.at("hours_none")
        return self.at("hours_under_2") if minutes < 120 else self.at("hours_under_4") if minutes < 240 else {}

    def at(self, key: str, times: int = 1) -> dict[str, int]:
        """One term at its price."""
        return {key: self.price[key] * times}

    def common_terms(self, u: str, v: str, channel: Channel | None) -> dict[str, int]:
        """What a talk costs whatever it rests on."""
        terms = self.at("talk") | self._apart(u, v)
        if not self.in_person(u, v, channel):
            terms |= self.at("remote")
        listening = {None: "stance_unknown", Stance.NEUTRAL: "stance_neutral", Stance.RESERVED: "stance_reserved"}
        if (stance := self.stance(v)) in listening:
            terms |= self.at(listening[stance])
        if u not in self.team:
            speaking = {None: "relay_unknown", Stance.NEUTRAL: "relay_neutral"}
            return terms | (self.at(speaking[self.stance(u)]) if self.stance(u) in speaking else {})
        skills = self.account.team[u].expertise
        matches = any((skill, role) in SPEAKS_WITH for skill in skills for role in self.people[v].roles)
        return terms if v not in self.approvers or self.supports(v) or matches else terms | self.at("ours")

    def tie_terms(self, pair: Pair) -> dict[str, int]:
        """What a talk along a usable tie costs, by key."""
        strength, record = self.usable[pair]
        terms = self.common_terms(*pair, record.channel if record else None) | self.at("tie", 5 - strength)
        if self.conjectured(pair):
            terms |= self.at("conjecture")
        if isinstance(record, Coverage) and record.last_contact:
            late = (self.today - record.last_contact).days > self.limit["contact_days"]
            terms |= self.at("stale") if late else {}
        return terms

    def first_meeting_terms(self, pair: Pair) -> dict[str, int]:
        """What one of ours meeting a member costs, by key."""
        return self.common_terms(*pair, None) | self.at("first_meeting")

    @cached_property
    def talks(self) -> dict[Pair, int]:
        """Every talk that a plan could hold, by its effort: by a carrier, to anybody not opposed."""
        found = {pair: sum(self.tie_terms(pair).values()) for pair in self.usable}
        for pair in ((mate, member) for mate in self.team for member in self.members):
            found[pair] = min(found.get(pair, NEVER), sum(self.first_meeting_terms(pair).values()))
        return {
            (u, v): cost
            for (u, v), cost in sorted(found.items())
            if u in self.carriers and self.stance(v) is not Stance.OPPOSED
        }

    @cached_property
    def existing(self) -> dict[Pair, int]:
        """The talks that need no new tie."""
        return {pair: cost for pair, cost in self.talks.items() if pair in self.usable}

    def start(self, voice: str) -> int:
        """What it costs to start from a voice."""
        return 0 if voice in self.team or self.proven(voice) else self.price["unproven"]

    # The plan.

    @cached_property
    def must(self) -> list[str]:
        """Open approvers that are needed for themselves."""
        return [i for i in self.approvers if self.state(i) == "open" and self.mandatory(i)]

    @cached_property
    def may(self) -> list[str]:
        """Open members of the quorum beside them."""
        return [i for i in self.approvers if self.state(i) == "open" and not self.mandatory(i)]

    @cached_property
    def missing(self) -> int:
        """How many yeses the quorum lacks that neither an open approver nor a decision that is due brings anyway."""
        return max(0, self.at_least - self.quorum_met - sum(i in self.of for i in (*self.must, *self.stuck)))

    @cached_property
    def stuck(self) -> list[str]:
        """Those a decision is due about whatever a quorum says."""
        return [i for i in self.approvers if self.mandatory(i) and self.state(i) == "against"] + self.vacant

    @cached_property
    def blocked(self) -> int:
        """Seats of the decision that no talk brings: against, vacant, and what the quorum lacks beside them."""
        return len(self.stuck) + max(0, self.missing - len(self.may))

    def talks_needed(self, i: str) -> int:
        """From how many different people an open approver has to hear it."""
        return (self.account.decision.voices_for_reserved or 1) if self.stance(i) is Stance.RESERVED else 1

    @cached_property
    def convinced(self) -> set[str]:
        """Everybody who could speak for us some day: carriers whom talks reach from a voice."""
        seen = {*self.team, *self.their_voices}
        while more := {v for u, v in self.talks if u in seen and v in self.carriers} - seen:
            seen |= more
        return seen

    def reachable(self, i: str) -> bool:
        """Enough of those who could be convinced can speak to somebody."""
        speakers = [u for u in self.convinced if (u, i) in self.talks]
        return i in self.convinced or len(speakers) >= self.talks_needed(i)

    @cached_property
    def unreached(self) -> int:
        """Open seats that no plan reaches."""
        short = min(self.missing, len(self.may)) - sum(map(self.reachable, self.may))
        return sum(not self.reachable(i) for i in self.must) + max(0, short)

    @cached_property
    def effort(self) -> int:
        """The least effort of a plan that reaches all that can be reached, over every set of convinced people."""
        theirs = sorted(self.convinced - set(self.team))
        must = {i for i in self.must if self.reachable(i)}
        may = {i for i in self.may if self.reachable(i)}
        count = min(self.missing, len(may))
        best = NEVER
        for group, cost in self._grown(theirs).items():
            inside = {person for n, person in enumerate(theirs) if group >> n & 1}
            speakers = [*self.team, *inside]
            rest = sorted(self._won_alone(i, speakers) for i in may - inside)
            lacking = max(0, count - len(may & inside))
            beside = sum(self._won_alone(i, speakers) for i in must - inside)
            best = min(best, cost + beside + (sum(rest[:lacking]) if len(rest) >= lacking else NEVER))
        assert best < NEVER
        return best

    def _grown(self, theirs: list[str]) -> dict[int, int]:
        """The least effort to have convinced exactly the people of each set (a bit each), one after the other."""
        place = {person: n for n, person in enumerate(theirs)}
        free = [self.start(i) if i in self.their_voices else NEVER for i in theirs]
        outside = [min([free[n], *(self.talks.get((t, i), NEVER) for t in self.team)]) for i, n in place.items()]
        into = [[(place[u], c) for (u, v), c in self.talks.items() if v == i and u in place] for i in theirs]
        least = {0: 0}
        for group in range(1, 1 << len(theirs)):
            ways = []
            for n in (n for n in range(len(theirs)) if group >> n & 1):
                before = group ^ 1 << n
                if before in least:
                    ways.append(least[before] + min([outside[n], *(c for m, c in into[n] if before >> m & 1)]))
            if (cheapest := min(ways, default=NEVER)) < NEVER:
                least[group] = cheapest
        return least

    def _won_alone(self, i: str, speakers: Iterable[str]) -> int:
        """The talks with somebody who passes nothing on, or need not."""
        if i in self.carriers:
            return NEVER
        costs = sorted(self.talks[u, i] for u in speakers if (u, i) in self.talks)
        needed = self.talks_needed(i)
        return sum(costs[:needed]) if len(costs) >= needed else NEVER

    @property
    def worth(self) -> tuple[int, int, int]:
        """What plans are compared by."""
        return self.blocked, self.unreached, self.effort

    @property
    def status(self) -> str:
        """Of the plan."""
        return "blocked" if self.blocked and not self.closed else self.proof

    @property
    def closed(self) -> bool:
        """Won, lost or no decision: there is no plan any more."""
        stage = self.account.header.stage
        return stage is not None and stage.closed

    @property
    def proof(self) -> str:
        """What is proven about the talks, whoever blocks the decision."""
        if self.closed or not (self.states or self.blocked):
            return "no-approver"
        goals = bool(self.must) or (self.missing > 0 and bool(self.may))
        if goals and not self.team and not self.their_voices:
            return "no-voice"
        return "infeasible" if self.unreached else "optimal"
