"""Every rule of the catalogue once more, the slow and literal way: from the account to (subject, severity).

Written from the table of the definitions (docs/findings.md), not from the rules.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from advice_oracle import Reading
from findings_world import World
from standing_oracle import FOR_US, TESTS

from committee.consensus.plan import Status
from committee.model.account import Champion
from committee.model.vocabulary import (
    Basis,
    Claim,
    Expertise,
    Forecast,
    GateStatus,
    Need,
    PersonStatus,
    Role,
    Stage,
    Stance,
    TieKind,
    WorkMode,
)

Found = tuple[str, str]
AGAINST_US = (Stance.RESERVED, Stance.OPPOSED)
COUNTERPARTS = {
    Role.TECHNICAL_BUYER: (Stage.EVALUATION, Expertise.TECHNICAL),
    Role.SECURITY: (Stage.EVALUATION, Expertise.SECURITY),
    Role.LEGAL: (Stage.PROPOSAL, Expertise.LEGAL),
    Role.ECONOMIC_BUYER: (Stage.PROPOSAL, Expertise.FINANCE),
}


def ch001(w: World) -> Iterator[Found]:
    if not any(w.written(u, v) for u in w.champions for v in w.people):
        yield "account", "critical"


def ch002(w: World) -> Iterator[Found]:
    for i, p in w.people.items():
        if p.champion and not p.champion.proven:
            yield i, "high"


def ch003(w: World) -> Iterator[Found]:
    near = set(w.champions)
    for _ in range(w.limit["buyer_ties"]):
        near |= {v for u in near for v in w.people if w.written(u, v)}
    if w.champions and w.buyers and not near & set(w.buyers):
        yield "account", "high"


def ch004(w: World) -> Iterator[Found]:
    groups: dict[str, set[str]] = {}
    for i in w.members:
        p = w.people[i]
        if p.place:
            groups.setdefault(p.place, set()).add(i)
        if p.department:
            groups.setdefault(p.department.lower(), set()).add(i)
    for name, inside in groups.items():
        big = len(inside) >= w.limit["place_members"] or bool(inside & set(w.approvers))
        spoken_to = any(v in inside and u in w.people and w.supports(u) for u, v in w.usable)
        if big and not spoken_to and not any(map(w.supports, inside)):
            yield name, "medium"


def ch005(w: World) -> Iterator[Found]:
    before = w.reached()
    for voice in w.their_voices:
        lost = [a for a in w.seats if a != voice and a in before - w.reached(without=voice)]
        if lost or len(w.their_voices) == 1:
            yield voice, "high"


def ch006(w: World) -> Iterator[Found]:
    base = w.plan
    if base.proof is not Status.OPTIMAL or not base.talks:
        return
    chain = w.relaxed(w.starts, w.carriers, w.talks)
    gains = []
    for i in w.members:
        p = w.people[i]
        able = (p.power or 1) >= w.limit["next_champion_power"]
        if i not in chain or i in w.voices or w.stance(i) in AGAINST_US or not able:
            continue
        stance = p.stance if p.stance in FOR_US else Stance.SUPPORTER
        kept = {k: e for k, e in w.account.evidence.items() if e.about != i or e.field is not Claim.STANCE}
        won = replace(p, stance=stance, prefers="", champion=p.champion or Champion())
        then = Reading(replace(w.account, people={**w.account.people, i: won}, evidence=kept), w.today)
        if then.worth[:2] == base.worth[:2]:
            gains.append((then.effort + chain[i] - base.effort, i))
    net, best = min(gains, default=(0, ""))
    if net < 0 and -net * 100 >= w.limit["next_champion_percent"] * base.effort:
        yield best, "low"


def rm001(w: World) -> Iterator[Found]:
    home, price, reached = _home(w), w.relaxed(w.starts, w.carriers), w.reached()
    far = _far(w, [price[i] for i in w.members if price.get(i, 0) > 0])
    for i in w.judged:
        p = w.people[i]
        alone = bool(p.place) and not any(w.people[o].place == p.place for o in w.members if o != i)
        apart = bool(w.zone(i)) and home is not None and abs(w.offset(i) - home) >= w.limit["offset_hours"]
        if not (p.work_mode is WorkMode.REMOTE or alone or apart):
            continue
        ties = set(w.into(i))
        safe = {*w.team, *(c for c in w.champions if w.proven(c))}
        keepers = [k for k in w.people if k != i and k not in safe and i in reached and i not in w.reached(without=k)]
        known = [minutes for minutes in (w.shared(t, i) for t in ties) if minutes is not None]
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


def _home(w: World) -> Fraction | None:
    """Where most members work; of several such the offset with more approvers, then the western."""
    placed = {i: w.offset(i) for i in w.members if w.zone(i)}
    here = {offset: [i for i, o in placed.items() if o == offset] for offset in placed.values()}
    return min(here, key=lambda o: (-len(here[o]), -len(set(here[o]) & set(w.approvers)), o), default=None)


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
    known = [i for i in w.in_state("open") if w.zone(i)]
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
    yield from ((i, "critical") for i in w.in_state("open") if i not in w.reached())


def dm004(w: World) -> Iterator[Found]:
    for i in w.in_state("open", "assumed"):
        if not w.covered_by(i):
            yield i, "high" if w.states[i] == "open" else "medium"


def dm005(w: World) -> Iterator[Found]:
    yield from ((i, "medium") for i in w.seats if w.stance(i) is None)


def _known(w: World) -> list[str]:
    known = [i for i in w.members if w.stance(i)]
    return known if w.since(Stage.EVALUATION) and len(known) >= w.limit["known_stances"] else []


def dm006(w: World) -> Iterator[Found]:
    known = _known(w)
    if known and not any(w.stance(i) in AGAINST_US for i in known):
        yield "account", "medium"


def dm007(w: World) -> Iterator[Found]:
    known = _known(w)
    against = sum(w.people[i].power or 1 for i in known if w.stance(i) in AGAINST_US)
    if against > 0 and against >= sum(w.people[i].power or 1 for i in known if w.supports(i)):
        yield "account", "high"


def dm008(w: World) -> Iterator[Found]:
    def nearest(i: str) -> int:
        price = w.relaxed({i: 0}, None)
        return min((price[b] for b in w.buyers if b in price), default=10**9)

    ours = min(map(nearest, w.champions), default=10**9)
    for i in w.members:
        against = w.stance(i) is Stance.OPPOSED or w.people[i].prefers in w.account.rivals
        if against and nearest(i) < ours:
            yield i, "high"


def dm009(w: World) -> Iterator[Found]:
    held = {role for p in w.people.values() for role in p.roles}
    waived = set(w.account.decision.not_needed)
    testers, reviewers = {Role.TECHNICAL_BUYER, Role.EVALUATOR}, {Role.LEGAL, Role.PROCUREMENT, Role.SECURITY}
    if w.since(Stage.EVALUATION) and testers - waived and not testers & held:
        yield "account", "medium"
    if w.since(Stage.PROPOSAL) and reviewers - waived - held:
        yield "account", "medium"


def dm010(w: World) -> Iterator[Found]:
    """Of a buyer of whom the decision needs nothing no state is asked."""
    if w.account.header.forecast is Forecast.COMMIT:
        yield from ((i, "critical") for i in w.buyers if w.states.get(i, "won") != "won" or not w.covered_by(i))


def dm011(w: World) -> Iterator[Found]:
    """One of a quorum is needed where too few others can still say yes."""
    short = w.missing > len(w.may)
    yield from ((i, "critical") for i in w.in_state("against") if w.mandatory(i) or short)


def dm012(w: World) -> Iterator[Found]:
    """Of a quorum a seat is needed where too few others can still say yes; with a successor it is not vacant."""
    left = [i for i in w.of if w.row(i)[-1] not in w.people]
    yield from ((i, "high") for i in sorted({*w.vacant, *(left if w.missing > len(w.may) else [])}))


def pl001(w: World) -> Iterator[Found]:
    """The first edition's, until steps stand in the calendar: each talk on its first day, one a day and chain."""
    close = w.account.header.close_date
    if close is None:
        return
    days: dict[int, dt.date] = {}
    for talk in w.plan.talks:
        first = max((days[n] + dt.timedelta(days=1) for n in talk.after), default=w.today)
        days[talk.number] = _first_day(w, talk.speaker, talk.listener, first)
    dues = [g.due for g in w.account.gates.values() if g.due and g.status is not GateStatus.DONE]
    if any(day > close for day in [*days.values(), *dues]):
        yield "account", "high"


def _first_day(w: World, a: str, b: str, first: dt.date) -> dt.date:
    if w.zone(a) and w.zone(b):
        both = World(w.account, first).together([a, b], 14)
        start = next((n for n in range(len(both)) if all(both[n : n + 6])), None)
        if start is not None and start + 6 <= len(both):
            return first + dt.timedelta(days=start // 288)
    while first.weekday() > 4:
        first += dt.timedelta(days=1)
    return first


def cv001(w: World) -> Iterator[Found]:
    ours = [pair for pair in w.usable if pair[0] in w.team]
    if not w.since(Stage.EVALUATION) or len(w.members) < w.limit["thread_members"] or not ours:
        return
    if len({v for _, v in ours}) == 1 or (len(w.team) >= 2 and len({u for u, _ in ours}) == 1):
        yield "account", "high"


def cv002(w: World) -> Iterator[Found]:
    wanted = {*w.in_state("open", "assumed"), *(talk.speaker for talk in w.plan.talks)}
    for i in w.members:
        key = i in wanted and (w.people[i].power or 1) >= w.limit["key_power"]
        if w.since(Stage.EVALUATION) and key and not w.covered_by(i):
            yield i, "medium"


def cv003(w: World) -> Iterator[Found]:
    for i in w.in_state("open", "assumed"):
        have = {skill for t in w.covered_by(i) for skill in w.account.team[t].expertise}
        asked = [COUNTERPARTS[role] for role in w.people[i].roles if role in COUNTERPARTS and not _waived(w, role)]
        if any(w.since(stage) and skill not in have for stage, skill in asked):
            yield i, "medium"


def _waived(w: World, role: Role) -> bool:
    return role in w.account.decision.not_needed


def ev001(w: World) -> Iterator[Found]:
    for i in sorted({*w.in_state("open", "assumed"), *w.champions}) if w.since(Stage.EVALUATION) else []:
        said = [e for e in w.account.evidence.values() if e.about == i and e.field is Claim.STANCE]
        begun = [e.basis for e in said if e.date is None or e.date <= w.today]
        if w.people[i].stance is not None and all(basis in (None, Basis.CONJECTURE) for basis in begun):
            yield i, "medium"


def ev003(w: World) -> Iterator[Found]:
    """One for each claim. Of a stance critical is a yes, or a champion, that is lost by what we heard."""
    for i in w.judged:
        p, counts = w.people[i], w.stance(i)
        neutral = w.need(i) is Need.NO_OBJECTION and p.stance is Stance.NEUTRAL
        lost_yes = i in w.approvers and (p.stance in FOR_US or neutral) and not w.met(i)
        lost_champion = p.champion is not None and p.stance in FOR_US and counts not in FOR_US
        heard = p.stance is not None and _otherwise(w, i, Claim.STANCE, p.stance)
        for _ in range(heard + bool(p.prefers and p.stance in FOR_US)):
            yield i, "critical" if lost_yes or lost_champion else "medium"
        for test, name in TESTS.items():
            value = getattr(p.champion, name, None)
            if value is not None and _otherwise(w, i, test, value):
                yield i, "critical" if i in w.champions else "medium"


def _otherwise(w: World, i: str, claim: Claim, value: object) -> bool:
    said = {e.value for e in w.counting(i, claim)}
    return bool(said) and value not in said


def ev002(w: World) -> Iterator[Found]:
    for i in sorted({*w.seats, *w.champions}) if w.since(Stage.EVALUATION) else []:
        heard = [w.people[i].last_contact] if i in w.people else []
        heard += [c.last_contact for (_, p), c in w.account.coverage.items() if p == i]
        heard += [e.date for e in w.account.evidence.values() if e.about == i]
        known = [day for day in heard if day and day <= w.today]
        if known and (w.today - max(known)).days > w.limit["stale_days"]:
            yield i, "low"


def pp001(w: World) -> Iterator[Found]:
    on_plan = {i for talk in w.plan.talks for i in talk.pair}
    for i, p in w.people.items():
        if p.status is PersonStatus.PLACEHOLDER and (i in w.seats or i in on_plan):
            yield i, "low"


def pp002(w: World) -> Iterator[Found]:
    for i, p in w.account.people.items():
        if p.status is not PersonStatus.LEFT:
            continue
        tie = any(
            u == i and v in w.approvers and tie.kind is not TieKind.CONFLICT and (tie.strength or 2) >= 2
            for (u, v), tie in w.account.influence.items()
        )
        seat = w.mandatory(i) or i in w.of
        action = any(a.with_ == i and a.done is None for a in w.account.actions.values())
        if action or (p.replaced_by not in w.people and (seat or tie or p.champion)):
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
