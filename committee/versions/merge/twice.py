"""One thing under two ids, and two things under one: what ids alone do not tell in a merge."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from committee.model.access import ABSENT
from committee.model.account import Account, KeyPath, Person
from committee.model.edit import apply
from committee.model.edits import remove
from committee.model.problem import Gravity, Problem
from committee.model.references import IDENTIFIED
from committee.text import fold
from committee.versions.merge.conflict import Choice, Conflict, Kind, Sides
from committee.versions.merge.renames import another_id, called, likeness

_SAME = ("email", "crm_id")
_TOLD_BY = ("email", "title", "place")


def added_again(base: Account, without: Account, keeping: Account, path: KeyPath) -> Iterator[KeyPath]:
    """What a side added that would pass for the record at `path`, which the other side removed, under a new id.

    Once that is gone nothing tells the two apart: so it is asked now.
    """
    name, old = path[0], path[1]
    if name not in {*IDENTIFIED, "gates", "actions"}:
        return
    new = [
        key for key in getattr(keeping, name) if key not in getattr(base, name) and key not in getattr(without, name)
    ]
    left = apply(keeping, remove(keeping, path), check=False) if new else keeping
    for key in new:
        if key in getattr(left, name) and likeness(base, left, name, old, key, {}, without):
            yield name, key


def told_apart(base: Account | None, ours: Account, theirs: Account) -> tuple[Account, Account]:
    """The sides with the ids that an earlier answer gave: where one keeps both of two people, the other's follows."""
    for key in _under_one_id(base, ours, theirs):
        there, here = _own_id(theirs, key, ()), _own_id(ours, key, ())
        if there in ours.people:
            theirs = called(theirs, "people", key, there)
        elif here in theirs.people:
            ours = called(ours, "people", key, here)
    return ours, theirs


def two_people(sides: Sides) -> list[Conflict]:
    """Every id that both sides newly gave, each to somebody else."""
    return [
        Conflict(
            path=("people", key),
            kind=Kind.TWO,
            base=ABSENT,
            ours=sides.ours.people[key],
            theirs=sides.theirs.people[key],
            about=key,
        )
        for key in _under_one_id(sides.base, sides.ours, sides.theirs)
    ]


def one_of_two(sides: Sides, conflict: Conflict, choice: Choice) -> Sides:
    """The sides after an answer: only one of the two people, with what is said of them, or both and theirs renamed."""
    key = conflict.path[1]
    if choice is Choice.BOTH:
        used = {*sides.base.ids(), *sides.ours.ids(), *sides.theirs.ids()}
        return replace(sides, theirs=called(sides.theirs, "people", key, _own_id(sides.theirs, key, used)))
    ours = sides.ours if choice is Choice.MINE else apply(sides.ours, remove(sides.ours, conflict.path), check=False)
    theirs = sides.theirs
    if choice is not Choice.THEIRS:
        theirs = apply(theirs, remove(theirs, conflict.path), check=False)
    return replace(sides, ours=ours, theirs=theirs)


def _under_one_id(base: Account | None, ours: Account, theirs: Account) -> list[str]:
    known = {} if base is None else base.people
    return [
        key
        for key in sorted(ours.people.keys() & theirs.people.keys())
        if key not in known and _different(ours.people[key], theirs.people[key])
    ]


def _different(one: Person, other: Person) -> bool:
    """Whether two records are of two people: two mail addresses or CRM ids, or nothing that tells who it is agrees."""
    if any(_written(one, other, name) and not _agree(one, other, name) for name in _SAME):
        return True
    if any(_written(one, other, name) and _agree(one, other, name) for name in (*_SAME, *_TOLD_BY)):
        return False
    return (_written(one, other, "title") and not _agree(one, other, "title")) or not any(
        _agree(one, other, name) for name in _TOLD_BY
    )


def _written(one: Person, other: Person, name: str) -> bool:
    return bool(getattr(one, name) and getattr(other, name))


def _agree(one: Person, other: Person, name: str) -> bool:
    return fold(getattr(one, name)) == fold(getattr(other, name))


def _own_id(account: Account, key: str, used: Iterable[str]) -> str:
    """The id that somebody gets who cannot keep `key`; it follows from who they are."""
    person = account.people[key]
    told = (key, person.name, *(getattr(person, name) for name in (*_SAME, *_TOLD_BY)))
    return another_id(key, "\n".join(map(str, told)), frozenset(used))


def added_twice(sides: Sides) -> tuple[Problem, ...]:
    """People whom each side newly wrote down under an id of its own, by mail address or CRM id."""
    mine, theirs = (
        {key: person for key, person in side.people.items() if key not in sides.base.people and key not in other.people}
        for side, other in ((sides.ours, sides.theirs), (sides.theirs, sides.ours))
    )
    found: dict[tuple[str, str], Problem] = {}
    for field, words in zip(_SAME, ("mail address", "CRM id"), strict=True):
        bearers = {fold(getattr(person, field)): key for key, person in mine.items() if getattr(person, field)}
        for key, person in theirs.items():
            known = bearers.get(fold(getattr(person, field)))
            if known is not None:
                one, other = sorted((known, key))
                found.setdefault((one, other), _twice({**mine, **theirs}, one, other, words))
    return tuple(found[pair] for pair in sorted(found))


def _twice(people: dict[str, Person], one: str, other: str, words: str) -> Problem:
    both = f"{people[one].name} ({one}) and {people[other].name} ({other})"
    return Problem(
        code="added-twice",
        path=("people", other),
        what=f"{both} were added on different sides with the same {words}",
        remedy="If they are one person, move what is said of one to the other and remove it",
        gravity=Gravity.WARNING,
    )
