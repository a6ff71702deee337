"""Random accounts of at most nine people in which everything that the advice depends on happens often."""

import datetime as dt
import os
import random
from typing import Any

from committee.model import vocabulary as v
from committee.model.account import (
    Account,
    Champion,
    Coverage,
    Decision,
    Evidence,
    Header,
    Influence,
    Person,
    Place,
    Quorum,
    Rival,
    Teammate,
    tie_subject,
)
from committee.model.tunables import EFFORT

CASES = int(os.environ.get("COMMITTEE_ADVICE_CASES", "320"))
"""How many accounts a test looks at."""
MOST = 9 if CASES > 1000 else 7
"""Up to how many people they have."""
TODAY = dt.date(2026, 11, 21)
DAYS = (None, 0, 0, -1, -10, -10, -59, -60, -61, -90, 1)
"""When something was heard: days from today; few, so that much of it is of one day."""
ZONES = ("", "Europe/Berlin", "Europe/Berlin", "America/Chicago", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Fiji")
HOURS = ("", "", "", "06:30-12:00", "13:15-22:00")
STANCES = (None, None, *v.Stance, v.Stance.NEUTRAL, v.Stance.RESERVED)
APPROVE = (v.Role.ECONOMIC_BUYER, v.Role.APPROVER, v.Role.LEGAL, v.Role.SECURITY, v.Role.TECHNICAL_BUYER)


def advised(seed: int, most: int = 7) -> Account:
    """An account; the same seed gives the same one everywhere."""
    rng = random.Random(f"advice {seed}")
    ids = [f"p{n}" for n in range(rng.randint(1, most))]
    team = [f"t{n}" for n in range(rng.choice((0, 1, 1, 1, 2)))]
    ties = [pair for pair in ((a, b) for a in ids for b in ids if a != b) if rng.random() < 0.28]
    covered = [pair for pair in ((t, p) for t in team for p in ids) if rng.random() < 0.3]
    people = {i: _person(rng, ids, n) for n, i in enumerate(ids)}
    return Account(
        header=Header(name="Acme", stage=rng.choice((*list(v.Stage)[:4], *list(v.Stage)[:4], v.Stage.WON, None))),
        decision=_decision(rng, ids),
        rivals={"orbit": Rival(name="Orbit")},
        places={
            "berlin": Place(name="Berlin", timezone="Europe/Berlin", kind=v.PlaceKind.OFFICE),
            "tokyo": Place(name="Tokyo", timezone="Asia/Tokyo", kind=rng.choice((None, *v.PlaceKind))),
        },
        team={t: _teammate(rng, t) for t in team},
        people=people,
        coverage={
            pair: Coverage(strength=_strength(rng), channel=_channel(rng), last_contact=_day(rng)) for pair in covered
        },
        influence={
            pair: Influence(strength=_strength(rng), kind=rng.choice((None, *v.TieKind)), channel=_channel(rng))
            for pair in ties
        },
        evidence={
            f"2026-11-{n:02}-{rng.randrange(9999):04}": one
            for n, one in enumerate(_evidence(rng, people, [*ties, *covered]))
        },
        effort=_own_costs(rng) if rng.random() < 0.3 else {},
        thresholds=rng.choice(({}, {}, {}, {"voice_power": 2}, {"vouch_days": 20}, {"contact_days": 5})),
    )


def _strength(rng: random.Random) -> int | None:
    return rng.choice((None, 1, 1, 2, 3, 4, 5))


def _channel(rng: random.Random) -> v.Channel | None:
    some: tuple[v.Channel | None, ...] = (None, None, None, *v.Channel)
    return rng.choice(some)


def _day(rng: random.Random) -> dt.date | None:
    days = rng.choice(DAYS)
    return None if days is None else TODAY + dt.timedelta(days=days)


def _person(rng: random.Random, ids: list[str], n: int) -> Person:
    tests = (None, True, True, True, True, False)
    claimed = Champion(influence=rng.choice(tests), sells=rng.choice(tests), stake=rng.choice(tests))
    roles = {rng.choice((*v.Role, *APPROVE)) for _ in range(rng.choice((0, 0, 1, 1, 2)))}
    gone = rng.random() < 0.12
    if rng.random() < 0.15:
        # No member: nothing but somebody to talk to.
        return Person(name=f"Person {n}", timezone=rng.choice(ZONES), reports_to=rng.choice(["", *ids[:n]]))
    return Person(
        name=f"Person {n}",
        place=rng.choice(("", "berlin", "tokyo")),
        work_mode=rng.choice((None, *v.WorkMode)),
        office_days=rng.choice(((), (v.Weekday.TUE,), (v.Weekday.TUE, v.Weekday.WED), (v.Weekday.FRI,))),
        timezone=rng.choice(ZONES),
        hours=rng.choice(HOURS),
        roles=tuple(role for role in v.Role if role in roles),
        need=rng.choice((*[None] * 7, *v.Need)),
        stance=rng.choice(STANCES),
        power=rng.choice((None, 1, 2, 3, 4, 5)),
        prefers=rng.choice((*[""] * 9, "orbit", "status-quo")),
        reports_to=rng.choice(["", "", *ids[:n]]),
        status=v.PersonStatus.LEFT if gone else rng.choice((v.PersonStatus.ACTIVE, v.PersonStatus.PLACEHOLDER)),
        replaced_by=rng.choice(["", *(i for i in ids if i != ids[n])]) if gone else "",
        champion=claimed if rng.random() < 0.25 else None,
    )


def _teammate(rng: random.Random, name: str) -> Teammate:
    left = rng.random() < 0.15
    return Teammate(
        name=name.upper(),
        timezone=rng.choice(ZONES),
        hours=rng.choice(HOURS),
        expertise=rng.choice(((), *((skill,) for skill in v.Expertise), (v.Expertise.LEGAL, v.Expertise.FINANCE))),
        status=v.TeamStatus.LEFT if left else v.TeamStatus.ACTIVE,
    )


def _decision(rng: random.Random, ids: list[str]) -> Decision:
    quorum = None
    if rng.random() < 0.4:
        of = tuple(sorted(rng.sample(ids, rng.randint(1, min(5, len(ids))))))
        quorum = Quorum(at_least=rng.randint(1, len(of)), of=of)
    return Decision(
        not_needed=rng.choice(((), (), (v.Role.LEGAL,), (v.Role.ECONOMIC_BUYER, v.Role.SECURITY))),
        voices_for_reserved=rng.choice((None, None, 1, 2, 2, 3)),
        quorum=quorum,
    )


def _evidence(rng: random.Random, people: dict[str, Person], ties: list[tuple[str, str]]) -> list[Evidence]:
    found = []
    bases = (None, *v.Basis, *v.Basis, v.Basis.HEARD)
    claimed = [i for i, person in people.items() if person.champion]
    lines = [(person.reports_to, i) for i, person in people.items() if person.reports_to]
    for _ in range(rng.randint(0, 2 * len(people))):
        about, value = rng.choice(sorted(people)), None
        field = rng.choice([v.Claim.STANCE] * 4 + [v.Claim.POWER, v.Claim.ROLES])
        written = people[about].stance
        if field is v.Claim.STANCE:
            value = str(written) if written and rng.random() < 0.6 else rng.choice([*map(str, v.Stance), "keen"])
        found.append(Evidence(about=about, field=field, value=value, basis=rng.choice(bases), date=_day(rng)))
    for i in claimed:
        field = rng.choice((v.Claim.CHAMPION_INFLUENCE, v.Claim.CHAMPION_SELLS, v.Claim.CHAMPION_STAKE))
        said: Any = rng.choice((True, True, False))
        found.append(Evidence(about=i, field=field, value=said, basis=rng.choice(bases), date=_day(rng)))
    for pair in [*ties, *lines]:
        for _ in range(rng.choice((0, 0, 0, 1, 2))):
            basis = rng.choice((v.Basis.CONJECTURE, *bases))
            found.append(
                Evidence(about=tie_subject(*pair), field=v.Claim.STRENGTH, value=3, basis=basis, date=_day(rng))
            )
    return found


def _own_costs(rng: random.Random) -> dict[str, int]:
    some = rng.sample(EFFORT, rng.randint(1, 4))
    return {one.key: rng.choice((one.minimum, rng.randint(1, 4000), 100_000)) for one in some}
