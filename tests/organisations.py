"""Random organisations as they are met: offices, some hierarchy, a few people whom everybody asks; roles on those."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from committee.consensus.expertise import matches
from committee.model.account import Account, Champion, Coverage, Evidence, Header, Influence, Person, Place, Teammate
from committee.model.vocabulary import (
    Basis,
    Claim,
    Expertise,
    PlaceKind,
    Role,
    Stage,
    Stance,
    WorkMode,
)

TODAY = date(2026, 11, 23)
ZONES = ("Europe/Berlin", "Europe/Madrid", "America/Chicago", "America/New_York", "Asia/Singapore", "Europe/London")
STAGES = (Stage.EVALUATION, Stage.PROPOSAL, Stage.NEGOTIATION)
SKILLS = tuple(Expertise)
WANTED = (
    Role.ECONOMIC_BUYER,
    Role.DECISION_MAKER,
    Role.TECHNICAL_BUYER,
    Role.LEGAL,
    Role.PROCUREMENT,
    Role.SECURITY,
    Role.USER_BUYER,
    Role.EVALUATOR,
    Role.INFLUENCER,
)
STANCES = (
    *[Stance.SUPPORTER] * 4,
    Stance.ADVOCATE,
    *[Stance.NEUTRAL] * 4,
    *[Stance.RESERVED] * 2,
    Stance.OPPOSED,
    None,
)


def organisation(seed: int, people: int) -> Account:
    """A customer of so many people and the five or more of them whom the deal is about, worked on for some weeks.

    Who is asked is skewed: whoever is asked already is asked again. Two in three report to somebody. The roles are on
    the most-asked people; most of what is written of the others is where they sit.
    """
    rng = random.Random(f"organisation {seed} {people}")
    places = {
        f"office-{n}": Place(name=f"Office {n}", timezone=rng.choice(ZONES), kind=PlaceKind.OFFICE)
        for n in range(rng.randint(2, 3 + people // 40))
    }
    ids = [f"p{n:03}" for n in range(people)]
    asked: list[str] = [ids[0]]
    ties: dict[tuple[str, str], Influence] = {}
    for one in ids[1:]:
        for _ in range(rng.randint(1, 3)):
            other = rng.choice(asked)
            if other != one:
                ties[one, other] = Influence(strength=rng.choice((1, 2, 3, 3, 4, 5)))
                if rng.random() < 0.5:
                    ties[other, one] = Influence(strength=rng.choice((2, 3, 4)))
                asked.append(other)
        asked.append(one)
    most = [one for one, _ in Counter(asked).most_common()]
    needed = most[: rng.randint(5, min(12, 4 + people // 8))]
    record = {one: _person(rng, one, ids, places) for one in ids}
    for place, one in enumerate(needed):
        record[one] = _with_role(rng, record[one], WANTED[place % len(WANTED)])
    if rng.random() < 0.75:
        # From evaluation on most deals have somebody who sells for us, among those who are asked.
        champion = rng.choice(needed)
        tests = Champion(influence=True, sells=True, stake=rng.random() < 0.6 or None)
        record[champion] = replace(record[champion], stance=Stance.SUPPORTER, champion=tests)
    team = {
        f"us{n}": Teammate(
            name=f"Us {n}", timezone=rng.choice(ZONES), expertise=tuple(rng.sample(tuple(Expertise), k=3))
        )
        for n in range(rng.randint(2, 4))
    }
    met = rng.sample(needed, k=max(2, round(len(needed) * rng.uniform(0.7, 1.0))))
    coverage = {
        (_whoever_fits(rng, team, record[one]), one): Coverage(
            strength=rng.choice((1, 2, 3, 4)), last_contact=TODAY - timedelta(days=rng.choice((3, 10, 25, 70)))
        )
        for one in met
    }
    heard = [one for one in needed if record[one].stance is not None and rng.random() < 0.97]
    evidence = {
        f"2026-11-01-{n:04}": Evidence(
            about=one,
            field=Claim.STANCE,
            value=str(record[one].stance),
            says="So they said",
            basis=rng.choice((*[Basis.HEARD] * 9, Basis.OBSERVED, Basis.DOCUMENT, Basis.SECONDHAND, Basis.CONJECTURE)),
            date=TODAY - timedelta(days=rng.choice((2, 9, 20, 40, 75))),
        )
        for n, one in enumerate(heard)
    }
    header = Header(name=f"Organisation {seed}", stage=rng.choice(STAGES), close_date=TODAY + timedelta(days=90))
    return Account(
        header=header, places=places, team=team, people=record, coverage=coverage, influence=ties, evidence=evidence
    )


def _whoever_fits(rng: random.Random, team: dict[str, Teammate], person: Person) -> str:
    """Mostly a specialist meets a specialist."""
    fitting = [one for one, mate in sorted(team.items()) if matches(mate.expertise, person.roles)]
    return rng.choice(fitting if fitting and rng.random() < 0.8 else sorted(team))


def _person(rng: random.Random, one: str, ids: list[str], places: dict[str, Place]) -> Person:
    boss = ids[rng.randrange(ids.index(one))] if ids.index(one) and rng.random() < 0.66 else ""
    return Person(
        name=f"Person {one[1:]}",
        place=rng.choice(sorted(places)),
        work_mode=rng.choice((WorkMode.ONSITE, WorkMode.ONSITE, WorkMode.REMOTE)),
        department=rng.choice(("Finance", "IT", "Operations", "Legal", "")),
        reports_to=boss,
    )


def _with_role(rng: random.Random, person: Person, role: Role) -> Person:
    return replace(person, roles=(role,), stance=rng.choice(STANCES), power=rng.choice((1, 2, 3, 3, 4, 5)))
