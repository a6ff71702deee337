"""The checks between records, one function each; `committee.model.validity` says which run when."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from committee.model.account import Account, KeyPath, tie_of
from committee.model.fields import Field, Kind
from committee.model.ids import is_id, slug
from committee.model.problem import Gravity, Mend, Problem
from committee.model.tables import TABLES, table
from committee.model.values import Fault, check_of, items_from_toml, meant, nearest, quoted
from committee.model.vocabulary import NO_RIVAL, Claim, PersonStatus, WorkMode

NAMED = ("rivals", "places", "team", "people")
KEYED = ("gates", *NAMED, "evidence", "actions")
TIES = ("coverage", "influence")
_NOUNS = {entry.name: entry.noun for entry in TABLES if entry.pattern[1:] == ("*",)}
_CODE = re.compile(r"[A-Z]{2}[0-9]{3}", re.ASCII)
REFERENCES = {
    entry.pattern: tuple((f, f.attribute) for f in entry.fields if f.kind is Kind.REFERENCE) for entry in TABLES
}
_PERSON = table("people", "*")
_CLAIMED = {claim: _PERSON.field(claim.value) for claim in Claim if not claim.of_tie and "." not in claim.value}
_CLAIMED |= {c: table("people", "*", "champion").field(c.value.partition(".")[2]) for c in Claim if "." in c.value}
_CLAIMED |= {claim: table("influence", "*", "*").field(claim.value) for claim in Claim if claim.of_tie}


class Hints:
    """Finds the id that was meant, for the first hundred that are wrong.

    Each costs O(ids); a file where everything is wrong must still be read in a moment, and nobody mends five thousand
    references one by one.
    """

    __slots__ = ("_account", "_left", "_names")

    def __init__(self, account: Account, most: int = 100) -> None:
        self._account = account
        self._left = most
        self._names: dict[str, dict[str, str]] = {}

    def like(self, word: str, tables: Iterable[str], words: Iterable[str] = ()) -> str | None:
        """The id most like a word, by the name or by the id; one of `words` too."""
        self._left -= 1
        if self._left < 0:
            return None
        ids = list(words)
        for table_name in tables:
            names = self._by_name(table_name)
            if (found := names.get(word.strip().casefold())) is not None:
                return found
            ids += getattr(self._account, table_name)
        return nearest(slug(word) or word, ids)

    def _by_name(self, table_name: str) -> dict[str, str]:
        if table_name not in self._names:
            records = getattr(self._account, table_name).items()
            self._names[table_name] = {record.name.casefold(): identifier for identifier, record in records}
        return self._names[table_name]


def of_header(account: Account, hints: Hints) -> Iterator[Problem]:
    """References of `[account]`."""
    for field, attribute in REFERENCES["account",]:
        if value := getattr(account.header, attribute):
            yield from of_reference(account, hints, ("account", field.name), field, value)


def of_id(account: Account, name: str, identifier: str) -> Iterator[Problem]:
    """The grammar of an id, and whether an earlier table already has it."""
    path = (name, identifier)
    if not is_id(identifier):
        better = slug(identifier)
        free = better and not any(better in getattr(account, other) for other in KEYED)
        yield Problem(
            code="bad-id",
            path=path,
            what=f"{quoted(identifier)} cannot be an id",
            remedy=meant(better or None, "Use lower-case letters, digits and single hyphens, at most 64"),
            mends=(Mend(label=f"Rename it to {better}", path=path, rename=better),) if free else (),
        )
    if name not in NAMED:
        return
    if identifier == "account" or (name == "rivals" and identifier in NO_RIVAL):
        yield Problem(
            code="reserved-id",
            path=path,
            what=f"the id {quoted(identifier)} means something else in this format",
            remedy="Give this one another id",
        )
    for other in NAMED[: NAMED.index(name)]:
        if identifier in getattr(account, other):
            yield Problem(
                code="id-twice",
                path=path,
                what=f"the id {quoted(identifier)} is already that of a {_NOUNS[other]}",
                remedy="Give one of them another id",
            )


def of_reference(account: Account, hints: Hints, path: KeyPath, field: Field, value: str) -> Iterator[Problem]:
    """Whether the id that a field names exists, and is not the record itself."""
    if value in field.words:
        return
    tables = field.refers
    for name in tables:
        if value in getattr(account, name):
            if name == path[0] and value == path[1]:
                yield _self_reference(account, path, field)
            return
    yield _dangling(hints, path, field.name, value, tables, field.words)


def _self_reference(account: Account, path: KeyPath, field: Field) -> Problem:
    return Problem(
        code="self-reference",
        path=path,
        what=f"{field.name} of {account.name_of(path[1])} names the same person",
        remedy="Name somebody else, or leave it out",
        mends=(Mend(label=f"Leave {field.name} out", path=path),),
    )


def _dangling(
    hints: Hints, path: KeyPath, label: str, value: str, tables: tuple[str, ...], words: tuple[str, ...] = ()
) -> Problem:
    nouns = " or ".join(dict.fromkeys(_NOUNS[name] for name in tables))
    suggestion = hints.like(value, tables, words)
    left = label if path[-1] == label else quoted(value)
    mends: tuple[Mend, ...] = (Mend(label=f"Leave {left} out", path=path),)
    if suggestion:
        mends = (Mend(label=f"Write {quoted(suggestion)}", path=path, value=suggestion), *mends)
    return Problem(
        code=f"no-such-{_NOUNS[tables[0]]}",
        path=path,
        what=f"{label} {quoted(value)} is no {nouns} of this account",
        remedy=meant(suggestion, f"Add the {nouns}, or leave {left} out"),
        mends=mends,
    )


def of_tie(account: Account, hints: Hints, name: str, source: str, target: str) -> Iterator[Problem]:
    """Both ends of a coverage or an influence exist and differ."""
    path = (name, source, target)
    noun = "coverage" if name == "coverage" else "tie"
    gone = Mend(label=f"Remove this {noun}", path=path)
    if source == target:
        yield Problem(
            code="self-tie",
            path=path,
            what=f"{account.name_of(source)} is tied to themselves",
            remedy=f"Remove this {noun}",
            mends=(gone,),
        )
        return
    for end, tables in zip((source, target), table(name, "*", "*").keys, strict=True):
        if not any(end in getattr(account, other) for other in tables):
            nouns = _NOUNS[tables[0]]
            yield Problem(
                code=f"no-such-{nouns}",
                path=path,
                what=f"{quoted(end)} is no {nouns} of this account",
                remedy=meant(hints.like(end, tables), f"Add the {nouns}, or remove this {noun}"),
                mends=(gone,),
            )


def of_person(account: Account, identifier: str) -> Iterator[Problem]:
    """Fields of a person that contradict each other (warnings)."""
    person = account.people[identifier]
    if person.office_days and person.work_mode is not WorkMode.HYBRID:
        path = ("people", identifier, "office_days")
        yield Problem(
            code="office-days-unused",
            gravity=Gravity.WARNING,
            path=path,
            what="office_days counts for hybrid work only",
            remedy='Write work_mode = "hybrid", or leave office_days out',
            mends=(
                Mend(label="Work hybrid", path=("people", identifier, "work_mode"), value="hybrid"),
                Mend(label="Leave office_days out", path=path),
            ),
        )
    if person.replaced_by and person.status is not PersonStatus.LEFT:
        yield Problem(
            code="replaced-but-here",
            gravity=Gravity.WARNING,
            path=("people", identifier, "replaced_by"),
            what=f"{person.name} is replaced but has not left",
            remedy='Write status = "left", or leave replaced_by out',
            mends=(Mend(label=f"{person.name} has left", path=("people", identifier, "status"), value="left"),),
        )


def of_quorum(account: Account, hints: Hints) -> Iterator[Problem]:
    """The quorum names people who exist, and can be met."""
    quorum = account.decision.quorum
    if quorum is None:
        return
    path = ("decision", "quorum")
    for identifier in quorum.of:
        if identifier not in account.people:
            yield _dangling(hints, (*path, "of", identifier), "of", identifier, ("people",))
    if quorum.at_least is None:
        yield Problem(
            code="missing", path=path, what="the quorum does not say how many", remedy="Write at_least, such as 3"
        )
    elif quorum.at_least > len(quorum.of) or len(set(quorum.of)) < len(quorum.of):
        count = len(set(quorum.of))
        yield Problem(
            code="quorum-too-large",
            path=(*path, "at_least"),
            what=f"at least {quorum.at_least} of {count} cannot be met",
            remedy="Name more people in of, or ask for fewer",
            mends=(Mend(label=f"Ask for all {count}", path=(*path, "at_least"), value=count),) if count else (),
        )


def of_evidence(account: Account, hints: Hints, identifier: str) -> Iterator[Problem]:
    """What evidence is about exists, and its claim and value fit it (the latter warnings)."""
    record = account.evidence[identifier]
    path = ("evidence", identifier)
    tie = tie_of(record.about)
    ends = tie or ((record.about,) if record.about else ())
    for place, end in enumerate(ends):
        tables = ("team", "people") if tie and place == 0 else ("people",)
        if not any(end in getattr(account, name) for name in tables):
            yield _dangling_subject(hints, (*path, "about"), record.about, end, tables)
            return
    if tie and tie not in account.influence and tie not in account.coverage:
        yield _warning(
            "no-such-tie",
            (*path, "about"),
            f"nothing ties {account.name_of(tie[0])} to {account.name_of(tie[1])}",
            "Add the tie, or remove this evidence",
        )
    if record.field is None or not record.about:
        return
    if record.field.of_tie is not bool(tie):
        whose = 'a tie ("from > to")' if record.field.of_tie else "a person"
        yield _warning(
            "evidence-claim",
            (*path, "field"),
            f"{record.field.value} is a claim about {whose}",
            "Change field or about",
        )
    elif record.value is not None and not _can_be(account, record.field, record.value):
        yield _warning(
            "evidence-value",
            (*path, "value"),
            f"{quoted(record.value)} cannot be the value of {record.field.value}",
            f"Write what {record.field.value} was said to be",
        )


def _dangling_subject(hints: Hints, path: KeyPath, about: str, end: str, tables: tuple[str, ...]) -> Problem:
    suggestion = hints.like(end, tables)
    ends = tie_of(about) or (about,)
    better = " > ".join(suggestion if one == end else one for one in ends) if suggestion and end else None
    mends: tuple[Mend, ...] = (Mend(label="Remove this evidence", path=path[:2]),)
    if better:
        mends = (Mend(label=f"Write {quoted(better)}", path=path, value=better), *mends)
    return Problem(
        code="no-such-person",
        path=path,
        what=f"about {quoted(about)} names nobody of this account",
        remedy=meant(better, "Name a person by id, or a tie as from > to"),
        mends=mends,
    )


def _can_be(account: Account, claim: Claim, value: Any) -> bool:
    field = _CLAIMED[claim]
    if field is None:
        return True
    if field.many:
        return not items_from_toml(field, [value])[1]
    if isinstance(check_of(field)(value), Fault):
        return False
    return not field.refers or value in field.words or any(value in getattr(account, name) for name in field.refers)


def of_acceptance(account: Account, code: str, subject: str) -> Iterator[Problem]:
    """An acceptance has a code, and its subject exists."""
    path = ("accepted", code, subject)
    mends = (Mend(label="Remove this acceptance", path=path),)
    if not _CODE.fullmatch(code):
        yield Problem(
            code="bad-code",
            path=path,
            what=f"{quoted(code)} is not the code of a finding",
            remedy="A code is two capital letters and three digits, such as CH005",
            mends=mends,
        )
    department = subject.startswith("department-")
    if subject == "account" or department or any(subject in getattr(account, name) for name in KEYED):
        return
    yield Problem(
        code="no-such-subject",
        path=path,
        what=f"{quoted(subject)} is nothing in this account",
        remedy="Remove this acceptance, or name an id, account or department-...",
        mends=mends,
    )


def cycles(account: Account, starts: Iterable[str]) -> Iterator[Problem]:
    """Each reporting cycle that a start leads into, once, at its smallest id; O(people) for all starts together."""
    people = account.people
    settled: set[str] = set()
    for start in sorted(starts):
        chain: dict[str, None] = {}
        at = start
        while at in people and at not in settled and at not in chain:
            chain[at] = None
            at = people[at].reports_to
        if at in chain and people[at].reports_to != at:
            members = list(chain)[list(chain).index(at) :]
            yield _cycle(account, members)
        settled.update(chain)


def _cycle(account: Account, members: list[str]) -> Problem:
    first = members.index(min(members))
    around = [*members[first:], *members[:first], members[first]]
    path = ("people", around[0], "reports_to")
    return Problem(
        code="reporting-cycle",
        path=path,
        what=f"the reporting line goes in a circle: {' → '.join(account.name_of(i) for i in around[:8])}",
        remedy="Leave out one reports_to",
        mends=(Mend(label=f"Leave reports_to of {account.name_of(around[0])} out", path=path),),
    )


def empty_places(account: Account) -> Iterator[Problem]:
    """Places nobody is at (warnings)."""
    used = {person.place for person in account.people.values()}
    for identifier in account.places:
        if identifier not in used:
            yield _warning(
                "place-empty",
                ("places", identifier),
                f"nobody is at {account.name_of(identifier)}",
                "Set it as somebody's place, or remove it",
            )


def names_twice(account: Account, name: str) -> Iterator[Problem]:
    """Names that two records of one table share, at the later one (warnings)."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for identifier, record in getattr(account, name).items():
        if record.name:
            bearers[record.name.casefold()].append(identifier)
    for ids in bearers.values():
        for identifier in ids[1:]:
            yield _warning(
                "name-twice",
                (name, identifier, "name"),
                f"{account.name_of(identifier)} is also the name of {ids[0]}",
                f"Tell the two apart in the name, or remove one {_NOUNS[name]}",
            )


def _warning(code: str, path: KeyPath, what: str, remedy: str) -> Problem:
    return Problem(code=code, gravity=Gravity.WARNING, path=path, what=what, remedy=remedy)
