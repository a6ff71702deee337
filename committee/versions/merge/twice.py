"""One thing under two ids, and two things under one: what ids alone do not tell in a merge."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from committee.model.access import ABSENT
from committee.model.account import Account, KeyPath, Person
from committee.model.edit import apply, same
from committee.model.edits import remove
from committee.model.problem import Gravity, Problem
from committee.model.references import IDENTIFIED
from committee.model.tables import table
from committee.text import fold
from committee.versions.merge.conflict import Choice, Conflict, Kind, Sides
from committee.versions.merge.renames import another_id, called, likeness

_SAME = ("email", "crm_id")
_TOLD_BY = ("email", "title", "place")
_PERSON = table("people", "*")


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


def taken_as_one(base: Account | None, ours: Account, theirs: Account) -> tuple[Account, Account]:
    """The sides with one id for whoever both wrote down anew, where one record says all that the other says."""
    for mine, other, _ in _bearers(base, ours, theirs):
        one, two = ours.people[mine], theirs.people[other]
        if not _offered(ours, theirs, mine, other) or not (_covers(one, two) or _covers(two, one)):
            continue
        if _covers(one, two) and (mine < other or not _covers(two, one)):
            theirs = called(theirs, "people", other, mine)
        else:
            ours = called(ours, "people", mine, other)
    return ours, theirs


def one_person(sides: Sides) -> list[Conflict]:
    """Everybody who is one person, by mail address or CRM id, and whom each side newly gave an id of its own."""
    found = []
    for mine, other, _ in _bearers(sides.base, sides.ours, sides.theirs):
        if _offered(sides.ours, sides.theirs, mine, other):
            one, about = sorted((mine, other))
            found.append(
                Conflict(
                    path=("people", one),
                    kind=Kind.ONE,
                    base=ABSENT,
                    ours=sides.ours.people[mine],
                    theirs=sides.theirs.people[other],
                    about=about,
                )
            )
    return found


def id_on(account: Account, conflict: Conflict) -> str:
    """The id that a side gave to whom a question of `one_person` is about; "" where it has neither."""
    return next((key for key in (conflict.path[1], conflict.about) if key in account.people), "")


def one_or_two(sides: Sides, conflict: Conflict, choice: Choice) -> Sides:
    """The sides after an answer: the person has the id of one side, or both sides have two people."""
    mine, other = id_on(sides.ours, conflict), id_on(sides.theirs, conflict)
    if choice is Choice.MINE:
        return replace(sides, theirs=called(sides.theirs, "people", other, mine))
    if choice is Choice.THEIRS:
        return replace(sides, ours=called(sides.ours, "people", mine, other))
    return replace(
        sides,
        ours=_with_name(sides.ours, other, sides.theirs.people[other]),
        theirs=_with_name(sides.theirs, mine, sides.ours.people[mine]),
    )


def only_of(sides: Sides, conflict: Conflict, choice: Choice) -> Sides:
    """The sides of which only the chosen one has its person, for a file in which the question is left open."""
    ours, theirs = sides.ours, sides.theirs
    if choice is not Choice.MINE:
        ours = apply(ours, remove(ours, ("people", id_on(ours, conflict))), check=False)
    if choice is not Choice.THEIRS:
        theirs = apply(theirs, remove(theirs, ("people", id_on(theirs, conflict))), check=False)
    return replace(sides, ours=ours, theirs=theirs)


def _with_name(account: Account, key: str, person: Person) -> Account:
    return replace(account, people={**account.people, key: Person(name=person.name)})


def _offered(ours: Account, theirs: Account, mine: str, other: str) -> bool:
    """Whether nothing says that it is two people, and either id is free on the other side."""
    return (
        not _different(ours.people[mine], theirs.people[other]) and mine not in theirs.ids() and other not in ours.ids()
    )


def _covers(one: Person, other: Person) -> bool:
    """Whether a record says all that another says."""
    return all(
        same(said, getattr(one, item.attribute))
        or same(said, item.default)
        or (item.name == "email" and _agree(one, other, "email"))
        for item in _PERSON.fields
        if (said := getattr(other, item.attribute)) is not None
    )


def _bearers(base: Account | None, ours: Account, theirs: Account) -> list[tuple[str, str, str]]:
    """Pairs of ids, ours first, that each side newly gave to whoever has one mail address or CRM id, and which.

    Where several have it, it tells nobody from the others.
    """
    mine, other = _newly(base, ours, theirs)
    found: dict[str, tuple[str, str, str]] = {}
    taken: set[str] = set()
    for field, words in zip(_SAME, ("mail address", "CRM id"), strict=True):
        here, there = _by(mine, field), _by(other, field)
        for told in sorted(here.keys() & there.keys()):
            if len(here[told]) == len(there[told]) == 1 and not taken & {here[told][0], there[told][0]}:
                found[here[told][0]] = (here[told][0], there[told][0], words)
                taken |= {here[told][0], there[told][0]}
    return [found[key] for key in sorted(found)]


def _newly(base: Account | None, ours: Account, theirs: Account) -> tuple[Mapping[str, Person], Mapping[str, Person]]:
    """Whom only ours wrote down anew, and whom only theirs did."""
    known = {} if base is None else base.people
    mine, other = (
        {key: one for key, one in side.people.items() if key not in known and key not in beside.people}
        for side, beside in ((ours, theirs), (theirs, ours))
    )
    return mine, other


def _by(people: Mapping[str, Person], field: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, person in people.items():
        if told := fold(getattr(person, field)):
            found.setdefault(told, []).append(key)
    return found


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
    """People with one mail address or CRM id, each newly written down on one side, who are said and not asked about.

    More says that they are two than one, or several people share it.
    """
    asked = {frozenset((one.path[1], one.about)) for one in one_person(sides)}
    mine, theirs = _newly(sides.base, sides.ours, sides.theirs)
    found: dict[tuple[str, str], Problem] = {}
    for field, words in zip(_SAME, ("mail address", "CRM id"), strict=True):
        here, there = _by(mine, field), _by(theirs, field)
        for told in sorted(here.keys() & there.keys()):
            for key in there[told]:
                one, other = sorted((here[told][-1], key))
                if frozenset((one, other)) not in asked:
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
