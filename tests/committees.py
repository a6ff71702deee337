"""Committees with much going on, for the oracles of graph and findings: dense ties, every role and stance, four places.

Where `strategies.accounts` covers every field and odd text, these accounts make the rules speak.
"""

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from itertools import combinations
from typing import Any

from hypothesis import strategies as st
from strategies import pick, several

from committee.model import vocabulary as v
from committee.model.account import (
    Account,
    Action,
    Champion,
    Coverage,
    Decision,
    Evidence,
    Gate,
    Header,
    Influence,
    Person,
    Place,
    Quorum,
    Rival,
    Teammate,
)

TODAY = dt.date(2026, 11, 21)
ZONES = ("", "Europe/Berlin", "Europe/Berlin", "America/Chicago", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Lord_Howe")
OPEN_STAGES = (v.Stage.DISCOVERY, v.Stage.EVALUATION, v.Stage.PROPOSAL, v.Stage.NEGOTIATION)


def rarely(strategy: st.SearchStrategy[Any], absent: Any = None) -> st.SearchStrategy[Any]:
    """Mostly absent."""
    return st.one_of(st.just(absent), st.just(absent), strategy)


def rare(options: Iterable[Any], absent: Any = None) -> st.SearchStrategy[Any]:
    """One of some values, mostly absent."""
    there = tuple(options)
    return st.sampled_from((absent,) * (2 * len(there)) + there)


def few(enum: type[StrEnum], most: int) -> st.SearchStrategy[Any]:
    """Up to `most` words of a vocabulary, in its order; one is as likely as none or as several."""
    sizes = [list(combinations(enum, size)) for size in range(most + 1)]
    return st.sampled_from([kept for size in sizes for kept in size * (len(sizes[-1]) // len(size))])


_dates = st.sampled_from((*[None] * 151, *(TODAY + dt.timedelta(days=days) for days in range(-90, 61))))
_strength = st.sampled_from((None, 1, 2, 3, 4, 5))
_test = st.sampled_from((None, True, True, False))
_seldom = st.sampled_from((False, False, True))
_channel = rare(v.Channel)
_header = st.builds(
    Header,
    name=st.just("Acme"),
    stage=st.sampled_from(OPEN_STAGES),
    forecast=st.sampled_from((None, v.Forecast.COMMIT)),
    close_date=_dates,
)
_not_needed = rare([(v.Role.LEGAL,), (v.Role.EVALUATOR,), (v.Role.ECONOMIC_BUYER,)], ())
_gate = st.builds(Gate, what=st.just("Sign"), due=_dates, status=st.sampled_from((None, *v.GateStatus)))
_teammate = st.builds(
    Teammate,
    name=st.just(""),
    timezone=st.sampled_from(ZONES),
    expertise=few(v.Expertise, 2),
    status=st.sampled_from((*[v.TeamStatus.ACTIVE] * 4, v.TeamStatus.LEFT)),
)
_person = st.builds(
    Person,
    name=st.just(""),
    department=st.sampled_from(("", "Finance", "finance", "采购部")),
    place=st.sampled_from(("", "berlin", "tokyo")),
    work_mode=st.sampled_from((None, *v.WorkMode)),
    office_days=rare([(v.Weekday.TUE,)], ()),
    timezone=st.sampled_from(ZONES),
    hours=rare(("06:30-12:00", "13:15-22:00", "07:05-24:00"), ""),
    roles=few(v.Role, 2),
    need=rare(v.Need),
    stance=st.sampled_from((None, *v.Stance)),
    power=_strength,
    prefers=rare(("orbit", "status-quo"), ""),
    status=st.sampled_from((*[v.PersonStatus.ACTIVE] * 6, v.PersonStatus.LEFT, v.PersonStatus.PLACEHOLDER)),
    last_contact=_dates,
    champion=rarely(st.builds(Champion, influence=_test, sells=_test, stake=_test)),
)
_coverage = st.builds(Coverage, strength=_strength, channel=_channel, last_contact=_dates)
_influence = st.builds(Influence, strength=_strength, kind=st.sampled_from((None, *v.TieKind)), channel=_channel)
_action = st.builds(Action, what=st.just("Call"), due=_dates, done=rarely(_dates))
_said = st.builds(Evidence, basis=st.sampled_from((None, *v.Basis)), date=_dates)
_VOUCHED: dict[v.Claim, type[StrEnum]] = {v.Claim.STANCE: v.Stance, v.Claim.ROLES: v.Role, v.Claim.NEED: v.Need}


@st.composite
def committees(draw: st.DrawFn, *, max_people: int = 7, max_team: int = 2) -> Account:
    """An account at an open stage with up to `max_people` people."""
    people = [f"p{n}" for n in range(draw(st.integers(0, max_people)))]
    team = [f"t{n}" for n in range(draw(st.integers(0, max_team)))]
    coverage = several(draw, [(t, p) for t in team for p in people], 5)
    ties = several(draw, [(a, b) for a in people for b in people if a != b], 14)
    somebody, one_of_ours = ["", *people], ["", *team]
    return Account(
        header=replace(draw(_header), owner=pick(draw, one_of_ours)),
        decision=Decision(
            not_needed=draw(_not_needed), quorum=_quorum(draw, people) if bool(people) and draw(_seldom) else None
        ),
        gates={
            g: replace(draw(_gate), ours=pick(draw, one_of_ours), theirs=pick(draw, somebody))
            for g in ("dpa", "nda")[: draw(st.integers(0, 2))]
        },
        rivals={"orbit": Rival(name="Orbit")},
        places={
            "berlin": Place(name="Berlin", timezone="Europe/Berlin", kind=v.PlaceKind.OFFICE),
            "tokyo": Place(name="Tokyo", timezone="Asia/Tokyo", kind=v.PlaceKind.OFFICE, hours="08:15-17:00"),
        },
        team={t: replace(draw(_teammate), name=t.upper()) for t in team},
        people={
            p: replace(
                draw(_person),
                name=p.upper(),
                reports_to=pick(draw, ["", *(other for other in people if other < p)]),
                replaced_by=pick(draw, [o for o in people if o != p] or [""]) if draw(_seldom) else "",
            )
            for p in people
        },
        coverage={pair: draw(_coverage) for pair in coverage},
        influence={pair: draw(_influence) for pair in ties},
        evidence={f"2026-11-0{n}-aaaa": _evidence(draw, people) for n in range(1, 5)} if people else {},
        actions={
            f"2026-10-0{n}-bbbb": replace(draw(_action), with_=pick(draw, somebody), owner=pick(draw, one_of_ours))
            for n in range(1, 3)
        },
    )


def _quorum(draw: st.DrawFn, people: list[str]) -> Quorum:
    of = tuple(several(draw, people, 4, 1))
    return Quorum(at_least=draw(st.integers(1, len(of))), of=of)


def _evidence(draw: st.DrawFn, people: list[str]) -> Evidence:
    claim = pick(draw, list(_VOUCHED))
    value = str(pick(draw, list(_VOUCHED[claim])))
    return replace(draw(_said), about=pick(draw, people), field=claim, value=value)


def committee_from(seed: int, people: int = 7) -> Account:
    """A committee drawn without hypothesis: quick, never small, and richer in supporters, roles and coverage.

    The same seed gives the same account everywhere.
    """
    rng = random.Random(seed)
    ids = [f"p{n:03}" for n in range(people)]
    team = [f"t{n}" for n in range(rng.randint(1, 2))]
    pairs = [(a, b) for a in ids for b in ids if a != b]
    ties = sorted(rng.sample(pairs, min(len(pairs), rng.randint(people // 2, 2 * people))))
    covered = sorted(rng.sample([(t, p) for t in team for p in ids], rng.randint(1, max(1, people // 3))))

    def when() -> dt.date | None:
        return None if rng.random() < 0.3 else TODAY + dt.timedelta(days=rng.randint(-80, 30))

    def strength() -> int | None:
        return rng.choice((None, 1, 2, 3, 4, 5))

    def person(n: int) -> Person:
        tests = (None, True, True, True, False)
        claimed = Champion(influence=rng.choice(tests), sells=rng.choice(tests), stake=rng.choice(tests))
        roles = {rng.choice(list(v.Role)) for _ in range(rng.choice((0, 1, 1, 2)))}
        return Person(
            name=f"Person {n}",
            department=rng.choice(("", "Finance", "Legal")),
            place=rng.choice(("", "berlin", "tokyo")),
            work_mode=rng.choice((None, *v.WorkMode)),
            timezone=rng.choice(ZONES),
            roles=tuple(r for r in v.Role if r in roles),
            stance=rng.choice((None, v.Stance.SUPPORTER, v.Stance.ADVOCATE, v.Stance.NEUTRAL, *v.Stance)),
            power=strength(),
            prefers=rng.choice(("", "", "", "orbit")),
            reports_to=rng.choice(["", *ids[:n]]),
            status=v.PersonStatus.PLACEHOLDER if rng.random() < 0.1 else v.PersonStatus.ACTIVE,
            last_contact=when(),
            champion=claimed if rng.random() < 0.2 else None,
        )

    return Account(
        header=Header(name="Acme", stage=rng.choice(OPEN_STAGES), close_date=when(), owner=team[0]),
        rivals={"orbit": Rival(name="Orbit")},
        places={
            "berlin": Place(name="Berlin", timezone="Europe/Berlin", kind=v.PlaceKind.OFFICE),
            "tokyo": Place(name="Tokyo", timezone="Asia/Tokyo", kind=v.PlaceKind.OFFICE),
        },
        team={t: Teammate(name=t.upper(), timezone="Europe/London", expertise=(v.Expertise.SECURITY,)) for t in team},
        people={i: person(n) for n, i in enumerate(ids)},
        coverage={pair: Coverage(strength=strength(), last_contact=when()) for pair in covered},
        influence={pair: Influence(strength=strength(), kind=rng.choice((None, *v.TieKind))) for pair in ties},
    )
