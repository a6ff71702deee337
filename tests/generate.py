"""Realistic accounts of any size from a seed: for benchmarks, large tests and oracles. Nothing here reads a clock.

Run it to write one: `python tests/generate.py 40 7 > forty.account.toml` (people, seed).
"""

import datetime as dt
import random
from dataclasses import replace
from typing import Any

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
from committee.model.ids import dated_id, new_id

TODAY = dt.date(2026, 11, 21)

FIRST = [
    "Ana",
    "Bruno",
    "Chiara",
    "Dana",
    "Elif",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Keiko",
    "Lars",
    "Mira",
    "Nikhil",
    "Olga",
    "Piotr",
    "Quinn",
    "Rui",
    "Sofia",
    "Tomás",
    "Uma",
    "Viktor",
    "Wanda",
    "Xavier",
    "Yara",
    "Zoltan",
    "Aisha",
    "Björn",
    "Carmen",
    "Dmitri",
    "Eero",
    "Fatima",
    "Goran",
    "Hana",
    "Igor",
    "Julia",
    "Kofi",
    "Leila",
    "Mateo",
    "Nadia",
    "Oskar",
    "Priya",
    "Rafael",
    "Selma",
    "Tariq",
    "Ursula",
    "Vera",
    "Wei",
    "Yusuf",
    "Zofia",
]
LAST = [
    "Almeida",
    "Berg",
    "Costa",
    "Dvořák",
    "Eriksen",
    "Fischer",
    "García",
    "Haddad",
    "Ivanova",
    "Jensen",
    "Kowalski",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "Okafor",
    "Petrov",
    "Quist",
    "Rossi",
    "Schäfer",
    "Takeda",
    "Ueda",
    "Varga",
    "Weiss",
    "Xu",
    "Yılmaz",
    "Zhang",
    "Abebe",
    "Bianchi",
    "Castillo",
    "Duarte",
    "Ekström",
    "Farkas",
    "Grönvall",
    "Huber",
    "Iyer",
    "Jovanović",
    "Khan",
    "Larsson",
    "Mbeki",
    "Novak",
]
PLACES = (
    ("Berlin HQ", "Europe/Berlin"),
    ("Chicago plant", "America/Chicago"),
    ("Pune centre", "Asia/Kolkata"),
    ("Lodz office", "Europe/Warsaw"),
    ("São Paulo", "America/Sao_Paulo"),
    ("Singapore", "Asia/Singapore"),
    ("Toronto", "America/Toronto"),
    ("Nairobi", "Africa/Nairobi"),
    ("Osaka works", "Asia/Tokyo"),
    ("London", "Europe/London"),
    ("Sydney", "Australia/Sydney"),
    ("Denver", "America/Denver"),
)
DEPARTMENTS = ("Finance", "Engineering", "Operations", "Security", "Legal", "Procurement", "IT", "Quality")
TITLES = (
    ("Chief {} Officer", v.Level.EXECUTIVE),
    ("VP {}", v.Level.VP),
    ("Director of {}", v.Level.DIRECTOR),
    ("{} manager", v.Level.MANAGER),
    ("{} specialist", v.Level.INDIVIDUAL),
)
WEIGHTS = (1, 2, 4, 6, 8)


def random_account(
    seed: int,
    *,
    people: int = 12,
    places: int = 4,
    ties_per_person: float = 1.8,
    team: int = 4,
    today: dt.date = TODAY,
) -> Account:
    """A valid account of that size; the same for the same arguments, whatever the machine and the hash seed.

    About one person in seven has a say (approvers, technical, legal, procurement, security), one in ten supports us,
    and ties run mostly within a place and along the reporting line, as they do.
    """
    rng = random.Random(seed)
    where = _places(rng, places)
    ours = _team(rng, team)
    theirs = _people(rng, people, list(where), set(where) | set(ours), today)
    ids = list(theirs)
    coverage = _coverage(rng, list(ours), ids, today)
    influence = _influence(rng, theirs, round(people * ties_per_person))
    account = Account(
        header=_header(seed, list(ours), today),
        decision=_decision(rng, ids),
        gates={
            "dpa": Gate(
                what="Data processing agreement signed", ours=next(iter(ours), ""), due=today + dt.timedelta(60)
            )
        },
        rivals={"orbit-fleet": Rival(name="Orbit Fleet")},
        places=where,
        team=ours,
        people=theirs,
        coverage=coverage,
        influence=influence,
    )
    return replace(account, evidence=_evidence(rng, account, today), actions=_actions(rng, account, today))


def suffixes(rng: random.Random) -> Any:
    """Randomness for ids, from a seeded generator."""
    return lambda n: "".join(rng.choice("abcdefghijklmnopqrstuvwxyz0123456789") for _ in range(n))


def _header(seed: int, team: list[str], today: dt.date) -> Header:
    return Header(
        name=f"Northfield Works {seed}",
        deal="Fleet telemetry platform",
        stage=v.Stage.EVALUATION,
        forecast=v.Forecast.BEST_CASE,
        value=480_000,
        currency="EUR",
        close_date=today + dt.timedelta(120),
        owner=team[0] if team else "",
    )


def _places(rng: random.Random, count: int) -> dict[str, Place]:
    made: dict[str, Place] = {}
    for index in range(count):
        name, zone = PLACES[index % len(PLACES)]
        round_ = index // len(PLACES)
        name = f"{name} {round_ + 1}" if round_ else name
        hours = rng.choice(("", "08:00-16:30", "09:00-17:30"))
        made[new_id(name, made, suffixes(rng))] = Place(name=name, timezone=zone, hours=hours, kind=v.PlaceKind.OFFICE)
    return dict(sorted(made.items()))


def _team(rng: random.Random, count: int) -> dict[str, Teammate]:
    made: dict[str, Teammate] = {}
    skills = list(v.Expertise)
    for index in range(count):
        name = f"{FIRST[-1 - index % len(FIRST)]} Seller"
        made[new_id(name, made, suffixes(rng))] = Teammate(
            name=name,
            title="Account executive" if index == 0 else "Solutions consultant",
            timezone=rng.choice(PLACES)[1],
            expertise=tuple(s for s in skills if s in {skills[index % len(skills)], skills[(index + 1) % len(skills)]}),
        )
    return dict(sorted(made.items()))


def _people(rng: random.Random, count: int, places: list[str], taken: set[str], today: dt.date) -> dict[str, Person]:
    names: list[str] = []
    levels: list[int] = []
    for index in range(count):
        base = f"{FIRST[rng.randrange(len(FIRST))]} {LAST[rng.randrange(len(LAST))]}"
        names.append(base if base not in names else f"{base} {index}")
        levels.append(0 if index == 0 else rng.choices(range(5), WEIGHTS)[0])
    ids: list[str] = []
    for name in names:
        ids.append(new_id(name, {*taken, *ids}, suffixes(rng)))
    made = {}
    for index, identifier in enumerate(ids):
        bosses = [i for i in range(index) if levels[i] < levels[index]]
        boss = ids[rng.choice(bosses[-8:])] if bosses and rng.random() < 0.8 else ""
        made[identifier] = _person(rng, index, (names[index], levels[index], boss), places, today)
    return dict(sorted(made.items()))


def _person(rng: random.Random, index: int, known: tuple[str, int, str], places: list[str], today: dt.date) -> Person:
    name, level, boss = known
    department = rng.choice(DEPARTMENTS)
    title, written = TITLES[level]
    roles = _roles(rng, index, department)
    stance = rng.choices((None, *v.Stance), (25, 4, 10, 30, 14, 4))[0]
    mode = rng.choices((None, *v.WorkMode), (20, 40, 25, 15))[0]
    return Person(
        name=name,
        title=title.format(department),
        department=department,
        level=written if rng.random() < 0.3 else None,
        place=rng.choice(places) if places and rng.random() < 0.93 else "",
        work_mode=mode,
        office_days=(v.Weekday.TUE, v.Weekday.WED) if mode is v.WorkMode.HYBRID and rng.random() < 0.7 else (),
        timezone=rng.choice(PLACES)[1] if mode is v.WorkMode.REMOTE else "",
        roles=roles,
        stance=stance,
        power=rng.choices((None, 1, 2, 3, 4, 5), (25, 20, 20, 15, 12, 8))[0],
        prefers=rng.choices(("", "status-quo", "orbit-fleet"), (80, 12, 8))[0],
        cares_about=rng.choice(("", "Payback under 18 months", "No downtime in the season", "Fewer tools")),
        reports_to=boss,
        last_contact=today - dt.timedelta(rng.randrange(120)) if rng.random() < 0.4 else None,
        champion=_champion(rng) if stance in {v.Stance.ADVOCATE, v.Stance.SUPPORTER} and rng.random() < 0.3 else None,
    )


def _roles(rng: random.Random, index: int, department: str) -> tuple[v.Role, ...]:
    if index == 0:
        return (v.Role.ECONOMIC_BUYER,)
    if rng.random() > 0.3:
        return ()
    fitting = {"Security": v.Role.SECURITY, "Legal": v.Role.LEGAL, "Procurement": v.Role.PROCUREMENT}
    if department in fitting:
        return (fitting[department],)
    several = (v.Role.EVALUATOR, v.Role.USER_BUYER, v.Role.INFLUENCER, v.Role.TECHNICAL_BUYER, v.Role.APPROVER)
    return (rng.choices(several, (30, 25, 20, 15, 10))[0],)


def _champion(rng: random.Random) -> Champion:
    return Champion(influence=rng.choice((True, True, None)), sells=rng.choice((True, None, False)), stake=True)


def _decision(rng: random.Random, ids: list[str]) -> Decision:
    if len(ids) < 8 or rng.random() < 0.5:
        return Decision(not_needed=(v.Role.LEGAL,))
    return Decision(quorum=Quorum(at_least=2, of=tuple(sorted(rng.sample(ids, 3)))))


def _coverage(rng: random.Random, ours: list[str], ids: list[str], today: dt.date) -> dict[tuple[str, str], Coverage]:
    made = {}
    for person in ids:
        if ours and rng.random() < 0.35:
            made[rng.choice(ours), person] = Coverage(
                strength=rng.choices((1, 2, 3, 4, 5), (15, 30, 30, 18, 7))[0],
                channel=rng.choice(list(v.Channel)),
                last_contact=today - dt.timedelta(rng.randrange(120)),
            )
    return dict(sorted(made.items()))


def _influence(rng: random.Random, people: dict[str, Person], count: int) -> dict[tuple[str, str], Influence]:
    ids = list(people)
    by_place: dict[str, list[str]] = {}
    for identifier, person in people.items():
        by_place.setdefault(person.place, []).append(identifier)
    made: dict[tuple[str, str], Influence] = {}
    for _ in range(count * 20):
        if len(made) >= min(count, len(ids) * (len(ids) - 1)):
            break
        source = rng.choice(ids)
        target = rng.choice(by_place[people[source].place] if rng.random() < 0.7 else ids)
        if source != target and (source, target) not in made:
            made[source, target] = Influence(
                strength=rng.choices((None, 1, 2, 3, 4, 5), (8, 8, 20, 30, 24, 10))[0],
                kind=rng.choices((None, *v.TieKind), (40, 30, 24, 6))[0],
                channel=rng.choice((None, *v.Channel)),
            )
    return dict(sorted(made.items()))


def _evidence(rng: random.Random, account: Account, today: dt.date) -> dict[str, Evidence]:
    made: dict[str, Evidence] = {}
    ours = list(account.team)
    for identifier, person in account.people.items():
        if person.stance is not None and rng.random() < 0.5:
            day = today - dt.timedelta(rng.randrange(100))
            made[dated_id(day, made, suffixes(rng))] = Evidence(
                about=identifier,
                field=v.Claim.STANCE,
                value=person.stance.value,
                says="Wants payback under 18 months before backing it",
                basis=rng.choices(list(v.Basis), (50, 15, 5, 20, 10))[0],
                source="call",
                date=day,
                by=rng.choice(ours) if ours else "",
            )
    return dict(sorted(made.items()))


def _actions(rng: random.Random, account: Account, today: dt.date) -> dict[str, Action]:
    made: dict[str, Action] = {}
    ids = list(account.people)
    for _ in range(min(4, len(ids))):
        person = rng.choice(ids)
        made[dated_id(today, made, suffixes(rng))] = Action(
            what=f"Ask {account.people[person].name} for 30 minutes",
            with_=person,
            owner=next(iter(account.team), ""),
            due=today + dt.timedelta(rng.randrange(-5, 21)),
        )
    return dict(sorted(made.items()))


if __name__ == "__main__":
    import sys

    from committee import store

    size, seed = (int(argument) for argument in (*sys.argv[1:], "40", "7")[:2])
    sys.stdout.write(store.write_text(random_account(seed, people=size, places=max(2, min(12, size // 8)))))
