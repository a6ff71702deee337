"""An account as others may see it: names as pseudonyms, free text withheld, judgements left out.

A masked account is an `Account` like any other, so every view, finding, plan and report made from it says nothing
that is withheld. With `ids=False` people, teammates, places and rivals keep their ids inside (selection, layout and
edits work on), and every text that stands for another one is a `Hidden` that knows the path it stands at, never the
text itself; `committee.model.unmasking` leads an edit of a masked account back to the real one. With `ids=True`, for
exports, ids are made of the pseudonyms too.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from committee.model.account import (
    Account,
    Action,
    Comment,
    Decision,
    Evidence,
    Gate,
    Header,
    Influence,
    KeyPath,
    Pair,
    Person,
    Place,
    Rival,
    Teammate,
    tie_of,
    tie_subject,
)
from committee.model.customer import customer_safe
from committee.model.disclosure import HIDDEN, OPEN, Disclosure, Hidden, aliases, hidden_file
from committee.model.fields import Kind
from committee.model.ids import department_subject, slug
from committee.model.pseudonyms import CUSTOMER, Pseudonyms, pseudonyms, title_of
from committee.model.tables import table
from committee.model.vocabulary import NO_RIVAL, Claim


def mask(
    account: Account,
    disclosure: Disclosure,
    *,
    ids: bool = False,
    before: Pseudonyms | None = None,
    names: Pseudonyms | None = None,
    earlier: tuple[Account, Account] | None = None,
) -> Account:
    """The account as `disclosure` allows; the very same object where nothing is withheld. O(size of the account).

    Args:
        account: any account.
        disclosure: what is withheld.
        ids: make ids of pseudonyms too, and drop comments and unknown keys: for exports.
        before: pseudonyms given earlier, which then stay, whoever else comes or goes.
        names: the pseudonyms of this very account, where they were made already.
        earlier: an account of the same sitting and what it was masked as: records that are still the same objects
            are taken over, so that an edit costs little more than what it changed. Not with `ids`.
    """
    if disclosure.customer_safe:
        account = customer_safe(account)
    if not disclosure.names_hidden:
        return account
    given = pseudonyms(account, before) if names is None else names
    return _masked(_Names(account, given, ids=ids, earlier=earlier))


class _Names:
    """What people, things and ids of one account are called instead."""

    def __init__(
        self, account: Account, given: Pseudonyms, *, ids: bool, earlier: tuple[Account, Account] | None = None
    ) -> None:
        self.account = account
        self.earlier = None if ids else earlier
        self.exported = ids
        self.pseudonyms = given
        self.ids = self._renamed()

    def _renamed(self) -> Mapping[tuple[str, str], str]:
        """New ids by table and old id. Steps of the paper process always get one: the yes board shows theirs."""
        tables = ("people", "team", "places", "rivals", "gates") if self.exported else ("gates",)
        wanted = {key: slug(str(name)) or key[0] for key, name in self.pseudonyms.items() if key[0] in tables}
        found = _told_apart(wanted, taken=set() if self.exported else set(self.account.ids()))
        if self.exported:
            for name, word in (("evidence", "evidence"), ("actions", "action")):
                order = sorted(getattr(self.account, name))
                found |= {(name, key): f"{word}-{number:04}" for number, key in enumerate(order, 1)}
        return found

    def id(self, name: str, key: str) -> str:
        """The id of a record of the table `name`."""
        return self.ids.get((name, key), key)

    def reference(self, name: str, key: str, path: KeyPath) -> str:
        """A reference into the table `name` that stands at `path`."""
        if not key or key in getattr(self.account, name):
            return self.id(name, key)
        return Hidden("", path)  # names nothing here, and so might name anybody

    def name(self, name: str, key: str, field: str = "name") -> Hidden:
        """The pseudonym of a record, for its `field`."""
        return Hidden(str(self.pseudonyms[name, key]), (name, key, field))

    def path(self, path: KeyPath) -> KeyPath:
        """The path under which something stands that belongs to no record of its own."""
        if path[:1] == ("gates",) and len(path) > 1:
            return ("gates", self.id("gates", path[1]), *path[2:])
        if path[:1] == ("accepted",) and len(path) > 2:
            return ("accepted", path[1], self.subject(path[1], path[2]) or path[2], *path[3:])
        return path

    def about(self, about: str, path: KeyPath) -> str:
        """Whom evidence is about."""
        tie = tie_of(about)
        tables = (self.account.people, self.account.team)
        ends = (about,) if tie is None else tie
        if not about or not all(any(end in known for known in tables) for end in ends):
            return Hidden("", path) if about else ""
        new = [self.id("people" if end in self.account.people else "team", end) for end in ends]
        return new[0] if tie is None else tie_subject(*new)

    def subject(self, code: str, subject: str) -> str:
        """The subject of an acceptance; `""` where it is nothing in this account, and so might name anybody."""
        if subject == "account":
            return subject
        if subject.startswith("department-"):
            return masked_departments(self.account, self.pseudonyms).get(subject, "")
        first = {"GT": ("gates",), "AC": ("actions",)}.get(code[:2], ())
        for name in (*first, "people", "team", "places", "rivals", "gates", "actions", "evidence"):
            if subject in getattr(self.account, name):
                return self.id(name, subject)
        return ""


def _masked(names: _Names) -> Account:
    source = names.account
    return Account(
        header=_header(names, source.header),
        decision=_decision(names, source.decision),
        gates=_each(names, "gates", _gate),
        rivals=_each(names, "rivals", lambda names, key, _: Rival(name=names.name("rivals", key))),
        places=_each(names, "places", _place),
        team=_each(names, "team", _teammate),
        people=_each(names, "people", _person),
        coverage=_pairs(names, "coverage", "team", lambda _, record: record),
        influence=_pairs(names, "influence", "people", _tie),
        evidence=_each(names, "evidence", _evidence),
        actions=_each(names, "actions", _action),
        accepted=_accepted(names),
        effort=source.effort,
        thresholds=source.thresholds,
        unknown={} if names.exported else {names.path(path): Hidden(HIDDEN, ("?", *path)) for path in source.unknown},
        comments={} if names.exported else {names.path(path): _comment(path) for path in source.comments},
    )


_KEPT: Final = frozenset({"people", "evidence"})
"""The tables that can be long; they keep their ids on the screen."""


def _each(names: _Names, name: str, masked: Callable[[_Names, str, Any], Any]) -> dict[str, Any]:
    records = getattr(names.account, name)
    kept = _kept(names, name) if names.earlier and name in _KEPT else {}
    made = {
        names.id(name, key): kept[key] if key in kept else masked(names, key, record) for key, record in records.items()
    }
    return dict(sorted(made.items(), key=lambda item: item[0]))


def _kept(names: _Names, name: str) -> dict[str, Any]:
    """What the records were masked as that are still the same, and whose pseudonyms are."""
    assert names.earlier is not None  # noqa: S101 - for the type checker: looked at by the caller
    real, shown = (getattr(account, name) for account in names.earlier)
    records = getattr(names.account, name)
    # Whom a record names may be gone by now.
    tables = ("people", "team", "places", "rivals")
    if any(getattr(names.account, table).keys() != getattr(names.earlier[0], table).keys() for table in tables):
        return {}
    if name == "evidence":
        return {key: shown[key] for key, record in records.items() if real.get(key) is record}
    alias = names.pseudonyms
    return {
        key: shown[key]
        for key, record in records.items()
        if real.get(key) is record
        and shown[key].name == str(alias[name, key])
        and (not record.department or shown[key].department == str(alias["department", record.department]))
    }


def _pairs(names: _Names, name: str, first: str, masked: Callable[[Pair, Any], Any]) -> dict[Pair, Any]:
    records = getattr(names.account, name)
    if not names.exported:
        return {pair: masked(pair, record) for pair, record in records.items()}
    found = {
        (names.id(first, pair[0]), names.id("people", pair[1])): masked(pair, record)
        for pair, record in records.items()
    }
    return dict(sorted(found.items(), key=lambda item: item[0]))


def _header(names: _Names, header: Header) -> Header:
    return replace(
        header,
        name=Hidden(CUSTOMER, ("account", "name")),
        deal=_nothing(header.deal, ("account", "deal")),
        owner=names.reference("team", header.owner, ("account", "owner")),
        next_step=_text(header.next_step, ("account", "next_step")),
        notes=_text(header.notes, ("account", "notes")),
    )


def _decision(names: _Names, decision: Decision) -> Decision:
    if decision.quorum is None:
        return decision
    of = tuple(sorted(names.id("people", key) for key in decision.quorum.of if key in names.account.people))
    return replace(decision, quorum=replace(decision.quorum, of=of))


def _gate(names: _Names, key: str, gate: Gate) -> Gate:
    return replace(
        gate,
        # Also where nothing is written: it would be called by its id.
        what=names.name("gates", key, "what"),
        ours=names.reference("team", gate.ours, ("gates", key, "ours")),
        theirs=names.reference("people", gate.theirs, ("gates", key, "theirs")),
    )


def _action(names: _Names, key: str, action: Action) -> Action:
    return replace(
        action,
        what=names.name("actions", key, "what"),
        with_=names.reference("people", action.with_, ("actions", key, "with")),
        owner=names.reference("team", action.owner, ("actions", key, "owner")),
    )


def _place(names: _Names, key: str, place: Place) -> Place:
    return replace(place, name=names.name("places", key))


def _teammate(names: _Names, key: str, mate: Teammate) -> Teammate:
    return replace(mate, name=names.name("team", key), title=_nothing(mate.title, ("team", key, "title")))


def _person(names: _Names, key: str, person: Person) -> Person:
    path = ("people", key)
    prefers, department = person.prefers, person.department
    return replace(
        person,
        name=names.name("people", key),
        title=Hidden(title_of(person), (*path, "title")) if person.title else "",
        department=Hidden(str(names.pseudonyms["department", department]), (*path, "department")) if department else "",
        place=names.reference("places", person.place, (*path, "place")),
        prefers=prefers if prefers in NO_RIVAL else names.reference("rivals", prefers, (*path, "prefers")),
        cares_about=_nothing(person.cares_about, (*path, "cares_about")),
        reports_to=names.reference("people", person.reports_to, (*path, "reports_to")),
        replaced_by=names.reference("people", person.replaced_by, (*path, "replaced_by")),
        email=_nothing(person.email, (*path, "email")),
        crm_id=_nothing(person.crm_id, (*path, "crm_id")),
        notes=_text(person.notes, (*path, "notes")),
    )


def _tie(pair: Pair, tie: Influence) -> Influence:
    return replace(tie, notes=_text(tie.notes, ("influence", *pair, "notes"))) if tie.notes else tie


def _evidence(names: _Names, key: str, record: Evidence) -> Evidence:
    path = ("evidence", key)
    return replace(
        record,
        about=names.about(record.about, (*path, "about")),
        value=_value(names, record, (*path, "value")),
        says=_text(record.says, (*path, "says")),
        source=_nothing(record.source, (*path, "source")),
        by=names.reference("team", record.by, (*path, "by")),
    )


def _value(names: _Names, record: Evidence, path: KeyPath) -> str | int | bool | None:
    """The value evidence vouches for, where it is one of a closed vocabulary or an id."""
    value = record.value
    if not isinstance(value, str) or not value:
        return value
    name = {Claim.PREFERS: "rivals", Claim.REPORTS_TO: "people"}.get(record.field or Claim.STANCE)
    if name is not None and value in getattr(names.account, name):
        return names.id(name, value)
    return value if value in _WORDS.get(record.field or "", ()) else Hidden(HIDDEN, path)


def _accepted(names: _Names) -> dict[Pair, Any]:
    found = {}
    for (code, subject), record in names.account.accepted.items():
        shown = names.subject(code, subject)
        if shown:
            found[code, shown] = replace(record, reason=_text(record.reason, ("accepted", code, subject, "reason")))
    return dict(sorted(found.items(), key=lambda item: item[0]))


def masked_ids(account: Account, *, exported: bool = True) -> Mapping[tuple[str, str], str]:
    """The ids that `mask` gives with `ids=exported`, by table and real id; those it leaves are not in it."""
    return _Names(account, pseudonyms(account), ids=exported).ids


def masked_departments(account: Account, names: Pseudonyms) -> Mapping[str, str]:
    """The subjects of findings about departments, each with what it is called in the masked account."""
    found = {}
    for person in account.people.values():
        if person.department:
            alias = str(names["department", person.department])
            found[department_subject(person.department)] = department_subject(alias)
    return found


def _words_of_claims() -> Mapping[str, frozenset[str]]:
    fields = {
        **{field.name: field for field in table("people", "*").fields},
        **{field.name: field for field in table("influence", "*", "*").fields},
    }
    return {
        claim: frozenset(member.value for member in fields[claim].choices or ()) | frozenset(fields[claim].words)
        for claim in Claim
        if claim in fields and fields[claim].kind is not Kind.INTEGER
    }


_WORDS = _words_of_claims()


def _text(text: str, path: KeyPath) -> str:
    return Hidden(HIDDEN, path) if text else ""


def _nothing(text: str, path: KeyPath) -> str:
    """For what is not missed where it stands; `withheld` counts it."""
    return Hidden("", path) if text else ""


def _comment(path: KeyPath) -> Comment:
    return Comment(above=(Hidden(f"# {HIDDEN}", ("#", *path)),))


def _told_apart(found: Mapping[tuple[str, str], str], taken: set[str]) -> dict[tuple[str, str], str]:
    """Ids that differ, also where slugs of different pseudonyms are equal."""
    apart: dict[tuple[str, str], str] = {}
    for key, wanted in sorted(found.items(), key=lambda item: (item[1], item[0])):
        number, free = 1, wanted
        while free in taken:
            number += 1
            free = f"{wanted}-{number}"
        taken.add(free)
        apart[key] = free
    return apart


__all__ = [
    "HIDDEN",
    "OPEN",
    "Disclosure",
    "Hidden",
    "aliases",
    "customer_safe",
    "department_subject",
    "hidden_file",
    "mask",
    "masked_departments",
    "pseudonyms",
]
