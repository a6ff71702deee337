"""Committees with much going on, for the oracles of graph and findings: dense ties, every role and stance, four places.

Where `strategies.accounts` covers every field and odd text, these accounts make the rules speak.
"""

import datetime as dt
import random
from typing import Any

from hypothesis import strategies as st

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

_dates = st.one_of(st.none(), st.integers(-90, 60).map(lambda days: TODAY + dt.timedelta(days=days)))
_strength = st.sampled_from((None, 1, 2, 3, 4, 5))
_test = st.sampled_from((None, True, True, False))


def rarely(strategy: st.SearchStrategy[Any], absent: Any = None) -> st.SearchStrategy[Any]:
    """Mostly absent."""
    return st.one_of(st.just(absent), st.just(absent), strategy)


@st.composite
def committees(draw: st.DrawFn, *, max_people: int = 7, max_team: int = 2) -> Account:
    """An account at an open stage with up to `max_people` people."""
    people = [f"p{n}" for n in range(draw(st.integers(0, max_people)))]
    team = [f"t{n}" for n in range(draw(st.integers(0, max_team)))]
    pairs = [(a, b) for a in people for b in people if a != b]
    ties = draw(st.lists(st.sampled_from(pairs), max_size=14, unique=True)) if pairs else []
    covered = [(t, p) for t in team for p in people]
    coverage = draw(st.lists(st.sampled_from(covered), max_size=5, unique=True)) if covered else []
    records = {p: draw(_person(p, people)) for p in people}
    return Account(
        header=Header(
            name="Acme",
            stage=draw(st.sampled_from(OPEN_STAGES)),
            forecast=draw(st.sampled_from((None, v.Forecast.COMMIT))),
            close_date=draw(_dates),
            owner=draw(st.sampled_from(["", *team])),
        ),
        decision=Decision(
            not_needed=draw(
                rarely(st.sampled_from([(v.Role.LEGAL,), (v.Role.EVALUATOR,), (v.Role.ECONOMIC_BUYER,)]), ())
            ),
            quorum=draw(rarely(_quorum(people))) if people else None,
        ),
        gates={g: draw(_gate(team, people)) for g in ("dpa", "nda")[: draw(st.integers(0, 2))]},
        rivals={"orbit": Rival(name="Orbit")},
        places={
            "berlin": Place(name="Berlin", timezone="Europe/Berlin", kind=v.PlaceKind.OFFICE),
            "tokyo": Place(name="Tokyo", timezone="Asia/Tokyo", kind=v.PlaceKind.OFFICE, hours="08:15-17:00"),
        },
        team={t: draw(_teammate(t)) for t in team},
        people=records,
        coverage={pair: draw(_coverage) for pair in sorted(coverage)},
        influence={pair: draw(_influence) for pair in sorted(ties)},
        evidence={f"2026-11-0{n}-aaaa": draw(_evidence(people)) for n in range(1, 5)} if people else {},
        actions={f"2026-10-0{n}-bbbb": draw(_action(team, people)) for n in range(1, 3)},
    )


_coverage = st.builds(Coverage, strength=_strength, channel=rarely(st.sampled_from(v.Channel)), last_contact=_dates)
_influence = st.builds(
    Influence, strength=_strength, kind=st.sampled_from((None, *v.TieKind)), channel=rarely(st.sampled_from(v.Channel))
)


def _person(identifier: str, people: list[str]) -> st.SearchStrategy[Person]:
    above = [p for p in people if p < identifier]
    roles = st.lists(st.sampled_from(v.Role), max_size=2, unique=True).map(
        lambda some: tuple(r for r in v.Role if r in some)
    )
    return st.builds(
        Person,
        name=st.just(identifier.upper()),
        department=st.sampled_from(("", "Finance", "finance", "采购部")),
        place=st.sampled_from(("", "berlin", "tokyo")),
        work_mode=st.sampled_from((None, *v.WorkMode)),
        office_days=rarely(st.just((v.Weekday.TUE,)), ()),
        timezone=st.sampled_from(ZONES),
        hours=rarely(st.sampled_from(("06:30-12:00", "13:15-22:00", "07:05-24:00")), ""),
        roles=st.one_of(st.just(()), roles),
        need=rarely(st.sampled_from(v.Need)),
        stance=st.sampled_from((None, *v.Stance)),
        power=_strength,
        prefers=rarely(st.sampled_from(("orbit", "status-quo")), ""),
        reports_to=st.sampled_from(["", *above]),
        status=st.sampled_from((*[v.PersonStatus.ACTIVE] * 6, v.PersonStatus.LEFT, v.PersonStatus.PLACEHOLDER)),
        replaced_by=rarely(st.sampled_from([p for p in people if p != identifier] or [""]), ""),
        last_contact=_dates,
        champion=rarely(st.builds(Champion, influence=_test, sells=_test, stake=_test)),
    )


def _teammate(identifier: str) -> st.SearchStrategy[Teammate]:
    return st.builds(
        Teammate,
        name=st.just(identifier.upper()),
        timezone=st.sampled_from(ZONES),
        expertise=st.lists(st.sampled_from(v.Expertise), max_size=2, unique=True).map(tuple),
        status=st.sampled_from((*[v.TeamStatus.ACTIVE] * 4, v.TeamStatus.LEFT)),
    )


@st.composite
def _quorum(draw: st.DrawFn, people: list[str]) -> Quorum:
    of = tuple(sorted(draw(st.sets(st.sampled_from(people), min_size=1, max_size=4))))
    return Quorum(at_least=draw(st.integers(1, len(of))), of=of)


def _gate(team: list[str], people: list[str]) -> st.SearchStrategy[Gate]:
    return st.builds(
        Gate,
        what=st.just("Sign"),
        ours=st.sampled_from(["", *team]),
        theirs=st.sampled_from(["", *people]),
        due=_dates,
        status=st.sampled_from((None, *v.GateStatus)),
    )


def _action(team: list[str], people: list[str]) -> st.SearchStrategy[Action]:
    return st.builds(
        Action,
        what=st.just("Call"),
        with_=st.sampled_from(["", *people]),
        owner=st.sampled_from(["", *team]),
        due=_dates,
        done=rarely(_dates),
    )


@st.composite
def _evidence(draw: st.DrawFn, people: list[str]) -> Evidence:
    claim = draw(st.sampled_from((v.Claim.STANCE, v.Claim.ROLES, v.Claim.NEED)))
    words: type[Any] = {v.Claim.STANCE: v.Stance, v.Claim.ROLES: v.Role, v.Claim.NEED: v.Need}[claim]
    return Evidence(
        about=draw(st.sampled_from(people)),
        field=claim,
        value=str(draw(st.sampled_from(list(words)))),
        basis=draw(st.sampled_from((None, *v.Basis))),
        date=draw(_dates),
    )


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
