"""What makes an account hang together: references, ties, ids, reporting lines, quorum, evidence, acceptances.

Single values are `committee.model.values`'s; here is whatever needs a second record to judge. The reader runs all of
it, an edit only what its paths can have broken; positions are filled in by the store, which knows the text.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from committee.model import crosschecks, plausible
from committee.model.account import Account, KeyPath, tie_of
from committee.model.problem import Problem


def problems(account: Account) -> tuple[Problem, ...]:
    """Every fault between records, sorted by path; O(records), O(n log n) for the order."""
    hints = crosschecks.Hints(account)
    found = [
        *crosschecks.of_header(account, hints),
        *plausible.of_currency(account),
        *crosschecks.of_quorum(account, hints),
    ]
    for name in crosschecks.KEYED:
        found += _of_family(account, hints, name)
    for name in crosschecks.TIES:
        for pair in getattr(account, name):
            found += crosschecks.of_tie(account, hints, name, *pair)
    for code, subject in account.accepted:
        found += crosschecks.of_acceptance(account, code, subject)
    found += crosschecks.cycles(account, account.people)
    found += crosschecks.empty_places(account)
    for name in crosschecks.NAMED:
        found += crosschecks.names_twice(account, name)
    return _in_order(found)


def problems_of(account: Account, paths: Iterable[KeyPath]) -> tuple[Problem, ...]:
    """Only the faults that a change at these paths can have made.

    A change of a field costs O(its record), a record that came or went O(account).
    """
    touched = {_record_path(path) for path in paths if path and path[0] not in {"#", "?"}}
    gone = [record for record in touched if _moved(account, record)]
    if gone:
        return tuple(problem for problem in problems(account) if _concerns(account, problem, touched, set(gone)))
    found: list[Problem] = []
    hints = crosschecks.Hints(account)
    for record in touched:
        found += _of_record(account, hints, record)
    people = {record[1] for record in touched if record[0] == "people" and len(record) > 1}
    found += crosschecks.cycles(account, people)
    for name in {record[0] for record in touched if record[0] in crosschecks.NAMED}:
        found += [problem for problem in crosschecks.names_twice(account, name) if problem.path[:2] in touched]
    return _in_order(found)


def _record_path(path: KeyPath) -> KeyPath:
    depth = {"coverage": 3, "influence": 3, "accepted": 3}.get(path[0], 2)
    return path[:1] if path[0] in {"account", "decision", "effort", "thresholds"} else path[:depth]


def _moved(account: Account, record: KeyPath) -> bool:
    """Whether the record at the path is gone now, so that something may point into nothing."""
    if len(record) < 2:
        return record[0] in crosschecks.KEYED
    mapping: Mapping[Any, Any] = getattr(account, record[0], {})
    return (record[1:] if len(record) == 3 else record[1]) not in mapping


def _concerns(account: Account, problem: Problem, touched: Collection[KeyPath], gone: Collection[KeyPath]) -> bool:
    """Whether a problem stands at a touched record, or points at one that is gone."""
    if _record_path(problem.path) in touched:
        return True
    missing = {record[1] for record in gone if len(record) == 2} | {" > ".join(r[1:]) for r in gone if len(r) == 3}
    if problem.code.startswith("no-such-"):
        return bool(missing.intersection(_ids_at(account, problem.path)))
    return problem.code in {"quorum-too-large", "place-empty"} and any(r[0] in {"people", "places"} for r in gone)


def _ids_at(account: Account, path: KeyPath) -> set[str]:
    """Every id that the record at a path names."""
    record = _record_path(path)
    if record == ("decision",):
        return set(account.decision.quorum.of) if account.decision.quorum else set()
    if len(record) == 3:
        return set(record[1:])
    holder: Any = account.header if record == ("account",) else getattr(account, record[0]).get(record[1])
    pattern = ("account",) if record == ("account",) else (record[0], "*")
    ids = {getattr(holder, attribute) for _, attribute in crosschecks.REFERENCES[pattern]}
    if record[0] == "evidence":
        ids |= {holder.about, *(tie_of(holder.about) or ())}
        ids |= {" > ".join(tie_of(holder.about) or ())}
    return ids


def _of_record(account: Account, hints: crosschecks.Hints, record: KeyPath) -> Iterator[Problem]:
    family = record[0]
    if family == "account":
        yield from crosschecks.of_header(account, hints)
        yield from plausible.of_currency(account)
    elif family == "decision":
        yield from crosschecks.of_quorum(account, hints)
    elif family in crosschecks.TIES:
        yield from crosschecks.of_tie(account, hints, family, record[1], record[2])
    elif family == "accepted":
        yield from crosschecks.of_acceptance(account, record[1], record[2])
    elif family in crosschecks.KEYED:
        yield from _of_keyed(account, hints, family, record[1])
        for other in crosschecks.NAMED:
            if other != family in crosschecks.NAMED and record[1] in getattr(account, other):
                yield from crosschecks.of_id(account, other, record[1])


def _of_family(account: Account, hints: crosschecks.Hints, family: str) -> Iterator[Problem]:
    for identifier in getattr(account, family):
        yield from _of_keyed(account, hints, family, identifier)


def _of_keyed(account: Account, hints: crosschecks.Hints, family: str, identifier: str) -> Iterator[Problem]:
    yield from crosschecks.of_id(account, family, identifier)
    record = getattr(account, family)[identifier]
    yield from plausible.of_zone((family, identifier), record)
    for field, attribute in crosschecks.REFERENCES[family, "*"]:
        if target := getattr(record, attribute):
            yield from crosschecks.of_reference(account, hints, (family, identifier, field.name), field, target)
    if family == "people":
        yield from crosschecks.of_person(account, identifier)
    elif family == "evidence":
        yield from crosschecks.of_evidence(account, hints, identifier)


def _in_order(found: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(found, key=lambda problem: (problem.path, problem.code)))
