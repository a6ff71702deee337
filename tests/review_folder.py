"""Forty deals to review: five sellers, some in commit, some quiet, three files with something wrong."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from generate import random_account

from committee import store
from committee.model.account import Account, Champion, Coverage, Evidence, Header, Influence, Person, Teammate
from committee.model.vocabulary import Basis, Claim, Forecast, Role, Stage, Stance

TODAY = date(2026, 11, 22)
SELLERS = ("Dana Okafor", "Leonie Brandt", "Omar Haddad", "Rosa Lindqvist", "Sam Ito")
FAULTY = ("conflict", "newer", "typo")


def forty_deals(folder: Path, count: int = 40) -> tuple[Path, ...]:
    """`count` account files in `folder`, every eighth without findings, three of them faulty."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count - len(FAULTY)):
        path = folder / f"deal-{number:02}.account.toml"
        path.write_text(store.write_text(_deal(number)), encoding="utf-8")
        paths.append(path)
    texts = {
        "conflict": 'format = 1\n[account]\nname = "Conflict"\n<<<<<<< a\nstage = "won"\n=======\n>>>>>>> b\n',
        "newer": 'format = 9\n[account]\nname = "Newer"\n',
        "typo": 'format = 1\n[account]\nname = "Typo"\nstage = "evaluatoin"\n',
    }
    for name, text in texts.items():
        path = folder / f"{name}.account.toml"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def _deal(number: int) -> Account:
    seller = SELLERS[number % len(SELLERS)]
    made = random_account(number, people=12, today=TODAY) if number % 8 else _quiet()
    ours = dict(sorted(({**made.team, "seller": Teammate(name=seller, timezone="Europe/Berlin")}).items()))
    header = replace(
        made.header,
        name=f"Deal {number:02}",
        owner="seller",
        stage=Stage.EVALUATION if number % 8 else Stage.DISCOVERY,
        forecast=Forecast.COMMIT if number % 5 == 1 else Forecast.BEST_CASE,
        close_date=TODAY + timedelta(20 + 9 * number),
        reviewed=TODAY - timedelta(7),
        next_step="Workshop",
        next_step_due=TODAY + timedelta(3),
    )
    return replace(made, header=header, team=ours)


def _quiet() -> Account:
    """Nothing stands in the way: a buyer who supports us and said so, and a champion who is proven."""
    day = TODAY - timedelta(2)
    told = {
        f"2026-11-20-{person}": Evidence(
            about=person, field=Claim.STANCE, value=str(stance), says="So", basis=Basis.HEARD, date=day, by="seller"
        )
        for person, stance in (("ana", Stance.SUPPORTER), ("tom", Stance.ADVOCATE))
    }
    return Account(
        header=Header(name="x"),
        people={
            "ana": Person(
                name="Ana Li", roles=(Role.ECONOMIC_BUYER,), stance=Stance.SUPPORTER, power=4, last_contact=day
            ),
            "tom": Person(
                name="Tom Ek",
                stance=Stance.ADVOCATE,
                power=3,
                champion=Champion(influence=True, sells=True, stake=True),
            ),
        },
        coverage={("seller", person): Coverage(strength=4, last_contact=day) for person in ("ana", "tom")},
        influence={("tom", "ana"): Influence(strength=4)},
        evidence=told,
    )
