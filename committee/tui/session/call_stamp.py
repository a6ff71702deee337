"""Call mode: every claim that changes is stamped as heard today, in this call: from whom is on it, else second-hand."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime

from committee.model import edits
from committee.model.access import ABSENT
from committee.model.account import Account, Champion, Evidence, Influence, Person, tie_of, tie_subject
from committee.model.edit import Change, Edit, apply
from committee.model.ids import Randomness
from committee.model.vocabulary import Basis, Claim

NAMED = 3
"""So many names stand in the badge of a call."""

Stated = tuple[str, Claim, object]
"""About whom or which tie, which claim, and its new value."""


def stamped(account: Account, edit: Edit, call: Collection[str], *, by: str, today: date, rng: Randomness) -> Edit:
    """`edit` with evidence for every claim it states; claims it already brings evidence for get no second one.

    Evidence that does not say where it was heard was heard in this call.

    Args:
        account: before the edit.
        edit: what is to change.
        call: who is on the call, by id.
        by: the teammate who is on the call.
        today: the day of the call.
        rng: for the ids of the evidence.
    """
    after = apply(account, edit, check=False)
    proven = {(record.about, record.field) for record in _evidence(edit)}
    source = source_of(account, call)
    edit = replace(edit, changes=tuple(_sourced(change, call, source, by) for change in edit.changes))
    made = [edit]
    now = after
    for about, claim, value in _stated(edit):
        if (about, claim) in proven or value in (None, "", ()):
            continue
        for single in value if isinstance(value, tuple) else (value,):
            evidence = edits.add_evidence(
                now,
                rng,
                today=today,
                about=about,
                field=claim,
                value=single,
                basis=basis_of(about, call),
                source=source,
                by=by,
            )
            now = apply(now, evidence, check=False)
            made.append(evidence)
    return edits.batch(edit.label, *made) if len(made) > 1 else edit


def basis_of(about: str, call: Collection[str]) -> Basis:
    """How we know what is said in a call: heard from somebody who is on it, second-hand of anybody else.

    Of a tie either end will do; outside of a call it is heard until somebody says otherwise.
    """
    concerned = tie_of(about) or (about,)
    return Basis.HEARD if not call or set(concerned) & set(call) else Basis.SECONDHAND


def source_of(account: Account, call: Collection[str]) -> str:
    """`call with Tom Lee, Priya Nair`."""
    return f"call with {', '.join(account.name_of(person) for person in call)}"


def call_names(account: Account, call: Collection[str]) -> str:
    """`Tom, Priya`: first names, whole ones where two would be the same, and how many more there are."""
    whole = [account.name_of(person) for person in call]
    first = [name.split()[0] if name.split() else name for name in whole]
    said = first if len(set(first)) == len(first) else whole
    return ", ".join(said[:NAMED]) + (f" +{len(said) - NAMED}" if len(said) > NAMED else "")


def call_words(names: str, began: datetime) -> str:
    """The badge of a call, on this machine's clock; without names it says only since when."""
    return " ".join(part for part in ("ON CALL", names, f"{began.astimezone():%H:%M}") if part)


def _sourced(change: Change, call: Collection[str], source: str, by: str) -> Change:
    record = change.after
    if change.before is not ABSENT or not isinstance(record, Evidence) or record.source:
        return change
    basis = basis_of(record.about, call) if record.basis is Basis.HEARD else record.basis
    return replace(change, after=replace(record, source=source, basis=basis, by=record.by or by))


def _evidence(edit: Edit) -> Iterator[Evidence]:
    return (change.after for change in edit.changes if isinstance(change.after, Evidence))


def _stated(edit: Edit) -> Iterator[Stated]:
    for change in edit.changes:
        yield from _claims(change)


def _claims(change: Change) -> Iterator[Stated]:
    path, after = change.path, change.after
    if after is ABSENT:
        return
    if path[0] == "people":
        yield from _person_claims(path[1], path[2:], after)
    elif path[0] == "influence":
        about = tie_subject(path[1], path[2])
        fields = {"strength": after.strength, "kind": after.kind} if isinstance(after, Influence) else {path[3]: after}
        yield from ((about, Claim(name), value) for name, value in fields.items() if name in {"strength", "kind"})


def _person_claims(person: str, rest: tuple[str, ...], after: object) -> Iterator[Stated]:
    if isinstance(after, Person):
        for claim in Claim:
            if not claim.of_tie and not claim.startswith("champion."):
                yield person, claim, getattr(after, claim)
        if after.champion is not None:
            yield from _person_claims(person, ("champion",), after.champion)
    elif isinstance(after, Champion):
        yield from (
            (person, Claim(f"champion.{name}"), getattr(after, name)) for name in ("influence", "sells", "stake")
        )
    elif ".".join(rest) in set(Claim):
        yield person, Claim(".".join(rest)), after
