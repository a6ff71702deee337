"""What is wrong only with both sides together: reporting lines in a circle, a quorum that cannot be met, the rest."""

from collections.abc import Iterator

from committee.model import validity
from committee.model.access import ABSENT, get
from committee.model.account import Account, KeyPath
from committee.model.problem import Gravity, Problem
from committee.versions.at import path_in, record_path
from committee.versions.merge.conflict import Conflict, Kind, Sides, person_of


def news(sides: Sides, account: Account) -> tuple[Problem, ...]:
    """The problems of a merged account that neither side has, errors and warnings."""
    known = {(p.code, p.path) for side in (sides.ours, sides.theirs) for p in validity.problems(side)}
    return tuple(p for p in validity.problems(account) if (p.code, p.path) not in known)


def structure_conflicts(sides: Sides, account: Account, start: Sides) -> list[Conflict]:
    """One conflict for each circle, for the quorum, and for each record with an error that neither side had."""
    found: dict[KeyPath, Conflict] = {}
    for problem in news(start, account):
        if problem.gravity is Gravity.ERROR:
            conflict = _conflict(sides, account, problem)
            found.setdefault(conflict.path, conflict)
    return [found[path] for path in sorted(found)]


def _conflict(sides: Sides, account: Account, problem: Problem) -> Conflict:
    if problem.code == "reporting-cycle":
        return _cycle(sides, account, problem.path[1])
    path = record_path(problem.path)
    quorum = problem.path[:2] == ("decision", "quorum")
    path = ("decision", "quorum") if quorum else path
    if path not in {("account",), ("decision",)} and not path_in(account, path):
        path = path[:2]
    values = [get(side, path) if path_in(side, path) else ABSENT for side in (sides.base, sides.ours, sides.theirs)]
    return Conflict(
        path=path,
        kind=Kind.QUORUM if quorum else Kind.RECORD,
        base=values[0],
        ours=values[1],
        theirs=values[2],
        about=person_of(path, account),
    )


def _cycle(sides: Sides, account: Account, start: str) -> Conflict:
    members = [start]
    while (above := account.people[members[-1]].reports_to) not in members:
        members.append(above)
    around = tuple(sorted(members[members.index(above) :]))
    return Conflict(
        path=("people", around[0], "reports_to"),
        kind=Kind.CYCLE,
        base=tuple(_lines(sides.base, around)),
        ours=tuple(_changed(sides.ours, sides.base, around)),
        theirs=tuple(_changed(sides.theirs, sides.base, around)),
        about=around[0],
        links=tuple(("people", person, "reports_to") for person in around),
    )


def _lines(side: Account, people: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for person in people:
        if person in side.people:
            yield person, side.people[person].reports_to


def _changed(side: Account, base: Account, people: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    known = dict(_lines(base, people))
    for person, manager in _lines(side, people):
        if known.get(person, "") != manager:
            yield person, manager
