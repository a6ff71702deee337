"""The changes sellers make while they talk: stances, champions, calls, findings they live with."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from committee.model import words
from committee.model.access import ABSENT
from committee.model.account import Acceptance, Account, Champion, Coverage, Evidence
from committee.model.edit import Change, Edit, apply
from committee.model.edits.fields import batch, set_field, set_fields
from committee.model.edits.records import add_evidence, set_coverage
from committee.model.ids import Randomness
from committee.model.vocabulary import Basis, Claim, Stance
from committee.text import fold


def set_stance(  # noqa: PLR0913 - all that is said in one breath, by keyword
    account: Account,
    person: str,
    stance: Stance | None,
    *,
    today: date,
    rng: Randomness,
    why: str = "",
    by: str = "",
    basis: Basis = Basis.HEARD,
    source: str = "",
) -> Edit:
    """Where `person` stands; with `why`, also evidence for it, dated `today`.

    Args:
        account: the account as it is.
        person: an id.
        stance: `None` for unknown; there is no evidence for not knowing.
        today: the date of the evidence.
        rng: for the id of the evidence.
        why: what they said or did; becomes evidence.
        by: the teammate who heard it, an id.
        basis: how we know.
        source: where it was said, e.g. `call with Maria`.
    """
    stated = set_field(account, ("people", person, "stance"), stance)
    if not why.strip() or stance is None:
        return stated
    evidence = add_evidence(
        account,
        rng,
        today=today,
        about=person,
        field=Claim.STANCE,
        value=stance.value,
        says=why.strip(),
        basis=basis,
        source=source,
        by=by,
    )
    label = stated.label if stated else f"{account.name_of(person)}: why {stance.value}"
    return batch(label, stated, evidence)


def set_champion(account: Account, person: str, **tests: bool | None) -> Edit:
    """Claim `person` as champion (no tests given), or write what the tests `influence`, `sells`, `stake` showed."""
    path = ("people", person, "champion")
    present = account.people[person].champion if person in account.people else None
    if present is None and not tests:
        label = f"{account.name_of(person)}: claimed as champion"
        return Edit(label, (Change(path, ABSENT, Champion()),))
    return set_fields(account, path, tests)


def accept(account: Account, code: str, subject: str, reason: str, until: date | None = None) -> Edit:
    """The finding `code` about `subject` (an id, `account`, `department-<slug>`) is lived with until then."""
    path = ("accepted", code, subject)
    values: dict[str, Any] = {"reason": reason, "until": until}
    if (code, subject) in account.accepted:
        return set_fields(account, path, values)
    label = f"{code} accepted for {account.name_of(subject)}"
    return Edit(label, (Change(path, ABSENT, Acceptance(reason=" ".join(reason.split()), until=until)),))


def met(account: Account, record: Evidence) -> Edit | None:
    """That whoever heard what is in `record` has met whoever told it that day; `None` where there is nothing to write.

    Who told it is who it is about where they said it themselves, else the one person its source names.
    """
    told = teller(account, record)
    if told is None or record.by not in account.team or record.date is None:
        return None
    spoke = stamp_call(account, (told,), record.by, record.date)
    return replace(spoke, label=f"{account.name_of(record.by)} met {account.name_of(told)}") if spoke else None


def teller(account: Account, record: Evidence) -> str | None:
    """Who of theirs told us what is in `record`, as far as it says."""
    if record.basis is Basis.HEARD and record.about in account.people:
        return record.about
    said = _words(record.source)
    named = [key for key in sorted(account.people) if _within(_words(account.people[key].name), said)]
    return named[0] if len(named) == 1 else None


def _words(said: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(said))


def _within(name: list[str], said: list[str]) -> bool:
    return bool(name) and any(said[at : at + len(name)] == name for at in range(len(said)))


def stamp_call(account: Account, people: Collection[str], by: str, today: date) -> Edit:
    """`by` spoke with `people` today: their last contact, and that of the coverage, which is made where there is none.

    A later date already written stays.
    """
    edits: list[Edit] = []
    now = account
    for person in sorted(set(people) & set(account.people)):
        wanted = [set_field(now, ("people", person, "last_contact"), _later(now.people[person].last_contact, today))]
        if by in now.team:
            present = now.coverage.get((by, person), Coverage())
            wanted.append(set_coverage(now, by, person, last_contact=_later(present.last_contact, today)))
        for edit in wanted:
            now = apply(now, edit, check=False)
        edits += wanted
    names = ", ".join(words.short(account.name_of(person), 24) for person in sorted(set(people)))
    return batch(f"on the call today: {names}", *edits)


def _later(known: date | None, today: date) -> date:
    return today if known is None else max(known, today)
