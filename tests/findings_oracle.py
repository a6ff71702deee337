"""Every rule of the catalogue once more, the slow and literal way: from the account to (subject, severity).

Written from the definitions, without the graph helpers the rules use: reachability by repeated search, "on every chain"
by taking people out, chains by relaxation until nothing changes, shared time by counting minutes on the clocks.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from efforts import talk_terms
from some import some

from committee.consensus.plan import Plan, Status, plan
from committee.graph.arcs import Arc, arcs
from committee.graph.standing import committee_of
from committee.model.account import Account, Champion, Person
from committee.model.tunables import thresholds
from committee.model.vocabulary import (
    Basis,
    Expertise,
    Forecast,
    GateStatus,
    Need,
    PersonStatus,
    Role,
    Stage,
    Stance,
    TieKind,
    Weekday,
    WorkMode,
)

Found = tuple[str, str]
NEEDS = {
    Role.ECONOMIC_BUYER: "yes",
    Role.DECISION_MAKER: "yes",
    Role.APPROVER: "yes",
    Role.TECHNICAL_BUYER: "soft",
    Role.LEGAL: "soft",
    Role.PROCUREMENT: "soft",
    Role.SECURITY: "soft",
}
EXPERTS = {
    Role.TECHNICAL_BUYER: Expertise.TECHNICAL,
    Role.EVALUATOR: Expertise.TECHNICAL,
    Role.SECURITY: Expertise.SECURITY,
    Role.LEGAL: Expertise.LEGAL,
    Role.ECONOMIC_BUYER: Expertise.FINANCE,
}


class World:
    """The account, looked at afresh by each question."""

    def __init__(self, account: Account, today: dt.date) -> None:
        self.account, self.today = account, today
        self.limit = thresholds(account.thresholds)
        self.people = {i: p for i, p in account.people.items() if p.status is not PersonStatus.LEFT}
        self.team = {i: t for i, t in account.team.items() if t.status.value == "active"}
        quorum = account.decision.quorum
        self.quorum = set(quorum.of) if quorum else set()
        self.members = [i for i, p in sorted(self.people.items()) if self.is_member(i, p)]
        self.approvers = [i for i, p in sorted(self.people.items()) if self.needed(p) or i in self.quorum]
        self.champions = [i for i, p in sorted(self.people.items()) if p.champion and self.supports(p)]
        self.proven = [i for i in self.champions if self.all_tests(self.people[i])]
        loud = [i for i, p in self.people.items() if self.supports(p) and (p.power or 1) >= self.limit["voice_power"]]
        self.their_voices = sorted({*self.champions, *loud})
        self.voices = [*self.team, *self.their_voices]
        self.carriers = [*self.team, *(i for i, p in self.people.items() if p.stance not in RESISTING)]
        self.buyers = [i for i, p in self.people.items() if Role.ECONOMIC_BUYER in p.roles]
        self.arcs = [arc for arc in arcs(account) if arc.strength >= 2]

    def is_member(self, i: str, p: Person) -> bool:
        power = p.power is not None and p.power >= self.limit["voice_power"]
        return bool(p.roles or p.need or p.stance or p.champion or power or i in self.quorum)

    def needed(self, p: Person) -> str:
        if p.need is not None:
            return {Need.YES: "yes", Need.NO_OBJECTION: "soft", Need.NONE: ""}[p.need]
        implied = {NEEDS.get(role, "") for role in p.roles if role not in self.account.decision.not_needed}
        return "yes" if "yes" in implied else "soft" if "soft" in implied else ""

    @staticmethod
    def supports(p: Person) -> bool:
        return p.stance in (Stance.ADVOCATE, Stance.SUPPORTER)

    @staticmethod
    def all_tests(p: Person) -> bool:
        c = p.champion
        return c is not None and c.influence is True and c.sells is True and c.stake is True

    def met(self, i: str) -> bool:
        p = self.people[i]
        return self.supports(p) or (self.needed(p) == "soft" and p.stance is Stance.NEUTRAL)

    def open(self) -> list[str]:
        return [i for i in self.approvers if not self.met(i) and self.people[i].stance is not Stance.OPPOSED]

    def since(self, stage: Stage) -> bool:
        now = self.account.header.stage
        order = [Stage.DISCOVERY, Stage.EVALUATION, Stage.PROPOSAL, Stage.NEGOTIATION]
        return now in order and order.index(now) >= order.index(stage)

    def reached(self, without: str = "") -> set[str]:
        seen = set(self.voices) - {without}
        while True:
            more = {
                a.target
                for a in self.arcs
                if a.source in seen and a.source in self.carriers and a.target not in seen and a.target != without
            }
            if not more:
                return seen
            seen |= more

    def into(self, i: str) -> list[Arc]:
        return [a for a in self.arcs if a.target == i]

    def covered_by(self, i: str) -> list[str]:
        return [t for (t, p) in self.account.coverage if p == i and t in self.team]

    @cached_property
    def cost(self) -> dict[tuple[str, str], int]:
        committee = committee_of(self.account, self.today)
        return {a.pair: sum(t.cost for t in talk_terms(self.account, committee, a, self.today)) for a in self.arcs}

    def relaxed(self, sources: list[str], carriers: list[str] | None) -> dict[str, int]:
        best = dict.fromkeys(sources, 0)
        for _ in range(len(self.people) + len(self.team) + 1):
            for (u, v), c in self.cost.items():
                if u in best and (carriers is None or u in carriers):
                    best[v] = min(best.get(v, 10**9), best[u] + c)
        return best

    def plan(self) -> Plan:
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


RESISTING = (Stance.RESERVED, Stance.OPPOSED)


def _works(clock: tuple[ZoneInfo, int, int, set[Weekday]], moment: dt.datetime) -> bool:
    zone, begin, end, days = clock
    local = moment.astimezone(zone)
    return list(Weekday)[local.weekday()] in days and begin <= local.hour * 60 + local.minute < end


def ch001(w: World) -> Iterator[Found]:
    tied = [
        1
        for (s, t), tie in w.account.influence.items()
        if s in w.champions and t in w.people and tie.kind is not TieKind.CONFLICT and (tie.strength or 2) >= 2
    ]
    if not tied:
        yield "account", "critical"


def ch002(w: World) -> Iterator[Found]:
    yield from ((i, "high") for i, p in w.people.items() if p.champion and not w.all_tests(p))


def ch003(w: World) -> Iterator[Found]:
    reach = {(c, c) for c in w.champions}
    for _ in range(w.limit["buyer_ties"]):
        reach |= {(c, a.target) for c, at in reach for a in w.arcs if a.source == at and a.origin == "influence"}
    if w.champions and w.buyers and not any((c, b) in reach for c in w.champions for b in w.buyers):
        yield "account", "high"


def ch004(w: World) -> Iterator[Found]:
    groups: dict[str, set[str]] = {}
    for i in w.members:
        p = w.people[i]
        if p.place:
            groups.setdefault(p.place, set()).add(i)
        if p.department:
            groups.setdefault({"采购部": "采购部"}.get(p.department, p.department.lower()), set()).add(i)
    for name, inside in groups.items():
        big = len(inside) >= w.limit["place_members"] or any(i in w.approvers for i in inside)
        spoken = any(a.target in inside and a.source in w.people and w.supports(w.people[a.source]) for a in w.arcs)
        if big and not spoken and not any(w.supports(w.people[i]) for i in inside):
            yield name, "medium"


def ch005(w: World) -> Iterator[Found]:
    before = w.reached()
    for voice in w.their_voices:
        lost = [a for a in w.approvers if a != voice and a in before and a not in w.reached(without=voice)]
        if lost or len(w.their_voices) == 1:
            yield voice, "high"


def ch006(w: World) -> Iterator[Found]:
    base = w.plan()
    if base.proof is not Status.OPTIMAL or not base.talks:
        return
    gains = []
    for i in w.members:
        p = w.people[i]
        power = (p.power or 1) >= w.limit["next_champion_power"]
        if i not in w.voices and p.stance not in RESISTING and power:
            stance = p.stance if w.supports(p) else Stance.SUPPORTER
            won = replace(p, stance=stance, champion=p.champion or Champion())
            saved = base.effort - plan(replace(w.account, people={**w.account.people, i: won}), w.today).effort
            gains.append((-saved, i))
    if gains and -min(gains)[0] > 0 and -min(gains)[0] * 100 >= w.limit["next_champion_percent"] * base.effort:
        yield min(gains)[1], "low"


def rm001(w: World) -> Iterator[Found]:
    zones = sorted(w.offset(i) for i in w.members if w.zone(i))
    middle = zones[(len(zones) - 1) // 2] if zones else None
    price = w.relaxed(w.voices, w.carriers)
    reached = w.reached()
    far = _far(w, [price[i] for i in w.members if price.get(i, 0) > 0])
    for i in w.members:
        p = w.people[i]
        alone = p.place and not any(w.people[o].place == p.place for o in w.members if o != i)
        apart = w.zone(i) and middle is not None and abs(w.offset(i) - middle) >= w.limit["offset_hours"]
        if not (p.work_mode is WorkMode.REMOTE or alone or apart):
            continue
        ties = {a.source for a in w.into(i)}
        safe = {*w.team, *w.proven}
        keepers = [k for k in w.people if k != i and k not in safe and i in reached and i not in w.reached(without=k)]
        known = [s for s in (w.shared(t, i) for t in ties) if s is not None]
        others = [
            len(ties) == 1 and not ties & safe,
            len(ties) >= 2 and bool(keepers),
            far is not None and i in price and price[i] > far,
            bool(known) and max(known) < w.limit["shared_minutes"],
        ]
        if i not in reached:
            yield i, "critical" if i in w.approvers else "high"
        elif sum(others):
            yield i, "high" if sum(others) >= 2 else "medium"


def _far(w: World, prices: list[int]) -> Fraction | None:
    if not prices:
        return None
    prices.sort()
    if len(prices) < w.limit["far_members"]:
        return 2 * _at(prices, Fraction(1, 2))
    q1, q3 = _at(prices, Fraction(1, 4)), _at(prices, Fraction(3, 4))
    return q3 + Fraction(3, 2) * (q3 - q1)


def _at(values: list[int], share: Fraction) -> Fraction:
    spot = share * (len(values) - 1)
    low = int(spot)
    return values[low] + (spot - low) * (values[min(low + 1, len(values) - 1)] - values[low])


def rm002(w: World) -> Iterator[Found]:
    known = [i for i in w.open() if w.zone(i)]
    if len(known) < w.limit["common_approvers"]:
        return
    both, run, best = w.together(known, 9), 0, 0
    for n, on in enumerate(both):
        run = run + 5 if on else 0
        if (n + 1) * 5 - run < 7 * 1440:
            best = max(best, run)
    if best < w.limit["common_minutes"]:
        yield "account", "low"


def dm001(w: World) -> Iterator[Found]:
    if not w.buyers and Role.ECONOMIC_BUYER not in w.account.decision.not_needed:
        yield "account", "critical"


def dm002(w: World) -> Iterator[Found]:
    if len(w.buyers) > 1:
        yield "account", "low"


def dm003(w: World) -> Iterator[Found]:
    yield from ((i, "critical") for i in w.approvers if i not in w.reached())


def dm004(w: World) -> Iterator[Found]:
    yield from ((i, "high") for i in w.approvers if not w.covered_by(i))


def dm005(w: World) -> Iterator[Found]:
    yield from ((i, "medium") for i in w.approvers if w.people[i].stance is None)


def _stances(w: World) -> list[Person]:
    known = [w.people[i] for i in w.members if w.people[i].stance]
    return known if w.since(Stage.EVALUATION) and len(known) >= w.limit["known_stances"] else []


def dm006(w: World) -> Iterator[Found]:
    known = _stances(w)
    if known and not any(p.stance in RESISTING for p in known):
        yield "account", "medium"


def dm007(w: World) -> Iterator[Found]:
    known = _stances(w)
    against = sum(p.power or 1 for p in known if p.stance in RESISTING)
    if against > 0 and against >= sum(p.power or 1 for p in known if w.supports(p)):
        yield "account", "high"


def dm008(w: World) -> Iterator[Found]:
    def nearest(i: str) -> int:
        price = w.relaxed([i], None)
        return min((price[b] for b in w.buyers if b in price), default=10**9)

    ours = min((nearest(c) for c in w.champions), default=10**9)
    for i, p in w.people.items():
        against = p.stance is Stance.OPPOSED or p.prefers in w.account.rivals
        if against and i in w.members and nearest(i) < ours:
            yield i, "high"


def dm009(w: World) -> Iterator[Found]:
    held = {role for p in w.people.values() for role in p.roles}
    waived = set(w.account.decision.not_needed)
    testers, reviewers = {Role.TECHNICAL_BUYER, Role.EVALUATOR}, {Role.LEGAL, Role.PROCUREMENT, Role.SECURITY}
    if w.since(Stage.EVALUATION) and testers - waived and not testers & held:
        yield "account", "medium"
    if w.since(Stage.PROPOSAL) and reviewers - waived - held:
        yield "account", "medium"


def _vouched(w: World, i: str) -> bool:
    return any(
        e.about == i
        and e.field == "stance"
        and e.value == w.people[i].stance
        and e.basis in (Basis.HEARD, Basis.OBSERVED, Basis.DOCUMENT)
        and e.date is not None
        and (w.today - e.date).days <= w.limit["vouch_days"]
        for e in w.account.evidence.values()
    )


def dm010(w: World) -> Iterator[Found]:
    if w.account.header.forecast is not Forecast.COMMIT:
        return
    for i in w.buyers:
        assumed = i in w.approvers and w.met(i) and not _vouched(w, i)
        if not w.covered_by(i) or w.people[i].stance is None or assumed:
            yield i, "critical"


def dm011(w: World) -> Iterator[Found]:
    yield from ((i, "high") for i in w.approvers if w.people[i].stance is Stance.OPPOSED)


def pl001(w: World) -> Iterator[Found]:
    close = w.account.header.close_date
    if close is None:
        return
    days: dict[int, dt.date] = {}
    for talk in w.plan().talks:
        first = max((days[n] + dt.timedelta(days=1) for n in talk.after), default=w.today)
        days[talk.number] = _first_day(w, talk.speaker, talk.listener, first)
    dues = [g.due for g in w.account.gates.values() if g.due and g.status is not GateStatus.DONE]
    if any(day > close for day in [*days.values(), *dues]):
        yield "account", "high"


def _first_day(w: World, a: str, b: str, first: dt.date) -> dt.date:
    if w.zone(a) and w.zone(b):
        later = World(w.account, first)
        both = later.together([a, b], 14)
        start = next((n for n in range(len(both)) if all(both[n : n + 6])), None)
        if start is not None and start + 6 <= len(both):
            return first + dt.timedelta(days=start // 288)
    while first.weekday() > 4:
        first += dt.timedelta(days=1)
    return first


def cv001(w: World) -> Iterator[Found]:
    usable = [a for a in w.arcs if a.source in w.team]
    if not w.since(Stage.EVALUATION) or len(w.members) < w.limit["thread_members"] or not usable:
        return
    if len({a.target for a in usable}) == 1 or (len(w.team) >= 2 and len({a.source for a in usable}) == 1):
        yield "account", "high"


def cv002(w: World) -> Iterator[Found]:
    for i in w.members:
        if w.since(Stage.EVALUATION) and (w.people[i].power or 0) >= w.limit["key_power"] and not w.covered_by(i):
            yield i, "medium"


def cv003(w: World) -> Iterator[Found]:
    for i in w.approvers:
        wanted = {EXPERTS[r] for r in w.people[i].roles if r in EXPERTS}
        have = {skill for t in w.covered_by(i) for skill in w.team[t].expertise}
        if w.since(Stage.EVALUATION) and wanted - have:
            yield i, "medium"


def ev001(w: World) -> Iterator[Found]:
    for i in w.approvers if w.since(Stage.EVALUATION) else []:
        p = w.people[i]
        claims: list[tuple[str, str]] = [("stance", p.stance)] if p.stance else []
        if p.need is not None:
            claims.append(("need", p.need))
        else:
            waived = w.account.decision.not_needed
            claims += [("roles", r) for r in p.roles if r in NEEDS and r not in waived]
        if not all(
            any(
                e.about == i and e.field == field and e.value == value and e.basis not in (None, Basis.CONJECTURE)
                for e in w.account.evidence.values()
            )
            for field, value in claims
        ):
            yield i, "medium"


def ev002(w: World) -> Iterator[Found]:
    for i in {*w.approvers, *w.champions} if w.since(Stage.EVALUATION) else []:
        heard = [w.people[i].last_contact]
        heard += [c.last_contact for (_, p), c in w.account.coverage.items() if p == i]
        heard += [e.date for e in w.account.evidence.values() if e.about == i]
        known = [day for day in heard if day]
        if known and (w.today - max(known)).days > w.limit["stale_days"]:
            yield i, "low"


def pp001(w: World) -> Iterator[Found]:
    on_plan = {i for talk in w.plan().talks for i in talk.pair}
    for i in w.members:
        if w.people[i].status is PersonStatus.PLACEHOLDER and (i in w.approvers or i in on_plan):
            yield i, "low"


def pp002(w: World) -> Iterator[Found]:
    for i, p in w.account.people.items():
        if p.status is not PersonStatus.LEFT:
            continue
        heir = p.replaced_by in w.people
        tie = any(
            s == i and t in w.approvers and tie.kind is not TieKind.CONFLICT and (tie.strength or 2) >= 2
            for (s, t), tie in w.account.influence.items()
        )
        seat = bool(w.needed(p)) or i in w.quorum
        action = any(a.with_ == i and a.done is None for a in w.account.actions.values())
        if action or (not heir and (seat or tie or p.champion)):
            yield i, "high"


def gt001(w: World) -> Iterator[Found]:
    for g, gate in w.account.gates.items():
        owned = gate.ours in w.team or gate.theirs in w.people
        late = gate.due is not None and gate.due < w.today
        if gate.status is not GateStatus.DONE and (late or gate.status is GateStatus.BLOCKED or not owned):
            yield g, "medium"


def ac001(w: World) -> Iterator[Found]:
    for a, action in w.account.actions.items():
        if action.done is None and action.due is not None and action.due < w.today:
            yield a, "medium"


ORACLES: dict[str, Callable[[World], Iterator[Found]]] = {
    name.upper(): check
    for name, check in sorted(globals().items())
    if callable(check) and len(name) == 5 and name[2:].isdigit()
}
