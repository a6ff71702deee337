"""An account as the rules see it, looked at afresh by each question, for tests/findings_oracle.py.

Reachability by repeated search, chains by relaxation until nothing changes, shared time by minutes on the clocks.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from advice_oracle import NEVER, Reading
from some import some

from committee.consensus.plan import Plan, plan
from committee.model.account import Pair
from committee.model.vocabulary import Role, Stage, Stance, Weekday


class World(Reading):
    """What the text makes of an account, and what its rules ask of that."""

    @cached_property
    def buyers(self) -> list[str]:
        """Economic buyers who are there."""
        return [i for i, p in self.people.items() if Role.ECONOMIC_BUYER in p.roles]

    def in_state(self, *states: str) -> list[str]:
        """Seats in one of some states."""
        return [i for i, state in self.states.items() if state in states]

    @cached_property
    def seats(self) -> list[str]:
        """Approvers about whom there may be a finding: all but spare ones."""
        return [i for i in self.approvers if self.states[i] != "spare"]

    @cached_property
    def judged(self) -> list[str]:
        """Members about whom there may be a finding."""
        return [i for i in self.members if self.states.get(i) != "spare"]

    @property
    def voices(self) -> list[str]:
        """Our team, and theirs."""
        return [*self.team, *self.their_voices]

    def since(self, stage: Stage) -> bool:
        """An open deal is at a stage or later."""
        now = self.account.header.stage
        order = [Stage.DISCOVERY, Stage.EVALUATION, Stage.PROPOSAL, Stage.NEGOTIATION]
        return now in order and order.index(now) >= order.index(stage)

    def reached(self, without: str = "") -> set[str]:
        """Whom existing ties reach from a voice."""
        seen = set(self.voices) - {without}
        while True:
            more = {v for u, v in self.usable if u in seen & self.carriers and v not in seen and v != without}
            if not more:
                return seen
            seen |= more

    def into(self, i: str) -> list[str]:
        """Who has a usable tie to somebody."""
        return [u for u, v in self.usable if v == i]

    def covered_by(self, i: str) -> list[str]:
        """Those of ours who are there and cover somebody."""
        return [t for (t, p) in self.account.coverage if p == i and t in self.team]

    def written(self, u: str, v: str) -> bool:
        """A usable tie that stands in the file, between two of them."""
        return (u, v) in self.usable and (u, v) in self.account.influence

    @cached_property
    def cost(self) -> dict[Pair, int]:
        """What a talk along each usable tie costs; to somebody opposed as much as to somebody reserved.

        Beginning anew where that is cheaper is for the plan only.
        """
        hard = {v: self.price["stance_reserved"] for v in self.people if self.stance(v) is Stance.OPPOSED}
        return {(u, v): sum(self.tie_terms((u, v)).values()) + hard.get(v, 0) for u, v in self.usable}

    def relaxed(
        self, starts: Mapping[str, int], carriers: Collection[str] | None, costs: Mapping[Pair, int] | None = None
    ) -> dict[str, int]:
        """The least effort of a chain to each person."""
        best = dict(starts)
        for _ in range(len(self.people) + len(self.team) + 1):
            for (u, v), c in (self.cost if costs is None else costs).items():
                if u in best and (carriers is None or u in carriers):
                    best[v] = min(best.get(v, NEVER), best[u] + c)
        return best

    @cached_property
    def starts(self) -> dict[str, int]:
        """What it costs to start from each voice."""
        return {i: self.start(i) for i in self.voices}

    @cached_property
    def plan(self) -> Plan:
        """What the program plans; held to the text by tests/unit/consensus/test_advice_oracle.py."""
        return plan(self.account, self.today)

    def clock(self, i: str) -> tuple[str, int, int, set[Weekday]]:
        record = self.account.people.get(i) or self.account.team[i]
        place = self.account.places.get(getattr(record, "place", ""))
        zone = record.timezone or (place.timezone if place else "")
        hours = record.hours or (place.hours if place else "") or "09:00-17:00"
        days = record.days or (place.days if place else ()) or tuple(Weekday)[:5]
        begin, end = (int(t[:2]) * 60 + int(t[3:]) for t in hours.split("-"))
        return zone, begin, end, set(days)

    def zone(self, i: str) -> str:
        return self.clock(i)[0]

    def offset(self, i: str) -> Fraction:
        noon = dt.datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=ZoneInfo("UTC"))
        return Fraction(int(some(noon.astimezone(ZoneInfo(self.zone(i))).utcoffset()).total_seconds()), 3600)

    def together(self, people: list[str], days: int) -> list[bool]:
        clocks = [(ZoneInfo(z), b, e, d) for z, b, e, d in map(self.clock, people)]
        start = dt.datetime(self.today.year, self.today.month, self.today.day, tzinfo=ZoneInfo("UTC"))
        return [all(_works(c, start + dt.timedelta(minutes=n)) for c in clocks) for n in range(0, days * 1440, 5)]

    def shared(self, a: str, b: str) -> int | None:
        """All test hours begin and end on five minutes, so every fifth minute stands for five."""
        if not self.zone(a) or not self.zone(b):
            return None
        both = self.together([a, b], 8)
        return max(5 * sum(both[s : s + 288]) for s in range(0, 7 * 288, 12))


def _works(clock: tuple[ZoneInfo, int, int, set[Weekday]], moment: dt.datetime) -> bool:
    zone, begin, end, days = clock
    local = moment.astimezone(zone)
    return list(Weekday)[local.weekday()] in days and begin <= local.hour * 60 + local.minute < end
