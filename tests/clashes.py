"""Pairs of edits that get in each other's way: removals, references, renames, quorums, on a handful of people."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from generate import random_account
from strategies import TODAY

from committee.errors import EditRefused
from committee.model import edits
from committee.model.access import paths, put
from committee.model.account import Account, Person, Place
from committee.model.edit import Edit, apply
from committee.model.edits.records import taken_ids
from committee.model.vocabulary import Stance


def clashing(seed: int) -> tuple[Account, Account, Account]:
    """A small account and two versions of it, each made by up to six edits; the same for the same seed."""
    rng = random.Random(seed)
    base = random_account(seed, people=rng.randint(2, 7), places=2)
    return base, _side(rng, base, "a"), _side(rng, base, "b")


def renaming(seed: int) -> tuple[Account, Account, Account]:
    """Likewise, with every table's ids renamed, records taken out and others of the same name or id put in."""
    rng = random.Random(f"renaming {seed}")
    base = random_account(seed, people=rng.randint(2, 6), places=2)
    return base, _side(rng, base, "a", _MOVES), _side(rng, base, "b", _MOVES)


def _side(rng: random.Random, account: Account, mark: str, ways: "_Ways | None" = None) -> Account:
    for _ in range(rng.randint(1, 6)):
        try:
            account = apply(account, rng.choice(ways or _WAYS)(rng, account, mark))
        except (EditRefused, IndexError):
            continue
    return account


def _one(rng: random.Random, ids: Iterable[Any]) -> Any:
    return rng.choice(list(ids))


def _remove(rng: random.Random, account: Account, _: str) -> Edit:
    return edits.remove(account, rng.choice([p for p in paths(account) if p not in {("account",), ("decision",)}]))


def _report(rng: random.Random, account: Account, _: str) -> Edit:
    return edits.set_field(account, ("people", _one(rng, account.people), "reports_to"), _one(rng, account.people))


def _tie(rng: random.Random, account: Account, _: str) -> Edit:
    return edits.set_tie(account, _one(rng, account.people), _one(rng, account.people), strength=rng.randint(1, 5))


def _cover(rng: random.Random, account: Account, _: str) -> Edit:
    return edits.set_coverage(account, _one(rng, account.team), _one(rng, account.people), strength=rng.randint(1, 5))


def _move(rng: random.Random, account: Account, _: str) -> Edit:
    place = rng.choice([*account.places, None])
    return edits.set_field(account, ("people", _one(rng, account.people), "place"), place)


def _say(rng: random.Random, account: Account, mark: str) -> Edit:
    tie = _one(rng, account.influence) if account.influence and rng.random() < 0.5 else None
    return edits.add_evidence(
        account,
        lambda length: f"{mark}{rng.randrange(10**9)}"[: length + 4],
        today=TODAY,
        about=" > ".join(tie) if tie else _one(rng, account.people),
        field="strength" if tie else rng.choice(["stance", "reports_to"]),
        value=1 if tie else _one(rng, account.people),
        by=rng.choice([*account.team, ""]),
    )


def _rename(rng: random.Random, account: Account, mark: str) -> Edit:
    table = rng.choice(["people", "team", "places"])
    return edits.rename_id(account, table, _one(rng, getattr(account, table)), f"{mark}{rng.randrange(50)}x")


def _quorum(rng: random.Random, account: Account, _: str) -> Edit:
    some = rng.sample(list(account.people), min(len(account.people), rng.randint(1, 4)))
    return edits.set_fields(account, ("decision", "quorum"), {"of": some, "at_least": rng.randint(1, 3)})


def _stance(rng: random.Random, account: Account, _: str) -> Edit:
    return edits.set_field(account, ("people", _one(rng, account.people), "stance"), rng.choice(list(Stance)))


def _champion(rng: random.Random, account: Account, _: str) -> Edit:
    return edits.set_champion(account, _one(rng, account.people), sells=rng.random() < 0.5)


def _join(rng: random.Random, account: Account, mark: str) -> Edit:
    return edits.add_person(
        account,
        lambda length: f"{mark}{rng.randrange(10**9)}"[:length],
        name=rng.choice(["Anna Berg", "Tom Lee", "Zed"]),
        reports_to=rng.choice([*account.people, ""]),
        power=rng.randint(1, 5),
    )


def _accept(rng: random.Random, account: Account, _: str) -> Edit:
    subject = rng.choice([*account.people, *account.team, *account.places, "account"])
    return edits.accept(account, rng.choice(["CH001", "RM001"]), subject, "Known")


def _rename_any(rng: random.Random, account: Account, mark: str) -> Edit:
    table = rng.choice(["people", "people", "team", "places", "rivals", "gates", "evidence", "actions"])
    return edits.rename_id(
        account, table, _one(rng, getattr(account, table)), f"{rng.choice(['c', mark])}{rng.randrange(9)}"
    )


def _remove_one(rng: random.Random, account: Account, _: str) -> Edit:
    table = rng.choice(["people", "people", "team", "places", "rivals", "gates", "evidence", "actions"])
    return edits.remove(account, (table, _one(rng, getattr(account, table))))


def _add(account: Account, path: tuple[str, str], record: Any) -> Edit:
    if path[1] in taken_ids(account):
        raise EditRefused("taken")
    return edits.difference(account, put(account, path, record))


def _again(rng: random.Random, account: Account, mark: str) -> Edit:
    """Somebody or something once more, under an id of its own."""
    table = rng.choice(["people", "people", "team", "places", "rivals"])
    like = getattr(account, table)[_one(rng, getattr(account, table))]
    if table == "people":
        like = replace(like, power=rng.choice((like.power, 1)), reports_to="", champion=None)
    return _add(account, (table, f"{rng.choice(['c', mark])}{rng.randrange(9)}"), like)


def _place_or_person(rng: random.Random, account: Account, mark: str) -> Edit:
    """Something else under an id the other side may have given too."""
    key = f"c{rng.randrange(4)}"
    if rng.random() < 0.5:
        return _add(account, ("places", key), Place(name=f"House {mark}"))
    return _add(account, ("people", key), Person(name="Kim", power=rng.randint(1, 5)))


def _reword(rng: random.Random, account: Account, mark: str) -> Edit:
    person = _one(rng, account.people)
    field, value = rng.choice(
        [("name", f"Kim {mark}"), ("title", "Head"), ("power", rng.randint(1, 5)), ("notes", f"Met {mark}\nAgain")]
    )
    return edits.set_field(account, ("people", person, field), value)


_Ways = tuple[Callable[[random.Random, Account, str], Edit], ...]

_WAYS: _Ways = (
    *(_remove, _remove, _remove, _report, _tie, _cover, _move, _say, _rename, _quorum, _stance, _champion, _join),
    _accept,
)

_MOVES: _Ways = (*(_rename_any,) * 3, _remove_one, _remove_one, _again, _place_or_person, _reword, _report, _tie, _move)
