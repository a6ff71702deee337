"""What is decided in a review, and the edit each decision makes in the account file.

A decision says all that is needed to make it again, so that what a call was cut in the middle of is made up for; made
twice it changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Final

from committee.model import edits
from committee.model.access import ABSENT
from committee.model.account import Account, Action
from committee.model.edit import Change, Edit
from committee.model.vocabulary import Forecast
from committee.text import clean


@dataclass(frozen=True, slots=True)
class Said:
    """Words in two forms: with the names, and as they are shown where names are hidden (empty: withheld)."""

    text: str = ""
    hidden: str = ""

    def shown(self, *, hide: bool) -> str:
        """The words as they may be seen."""
        return self.hidden if hide else self.text


NOTHING: Final = Said()
"""No words."""


class Kind(StrEnum):
    """What can be decided about an account."""

    ACTION = "action"
    NOTE = "note"
    FORECAST = "forecast"
    ACCEPTED = "accepted"
    """A finding is lived with: a risk that was accepted."""
    REVIEWED = "reviewed"
    CHANGED = "changed"
    """Something was changed on the map during the review; in words only, it is in the file already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision; which fields are used depends on its kind.

    `key` is the id of an action, `words` free text (what is to be done, a note, the reason of an acceptance), `owner`
    and `person` ids with their names beside them. `before` and `after` are the forecast, or the day reviewed;
    `code`, `subject` and `about` tell the finding that is accepted, `until` its end, or when an action is due.
    """

    kind: Kind
    day: date
    key: str = ""
    words: str = ""
    owner: str = ""
    person: str = ""
    owner_name: Said = NOTHING
    person_name: Said = NOTHING
    before: str = ""
    after: str = ""
    code: str = ""
    subject: str = ""
    about: Said = NOTHING
    until: date | None = None


def edit_of(account: Account, decision: Decision) -> Edit:
    """The edit that makes the decision; one that changes nothing where it is made already.

    Raises:
        EditRefused: it does not fit the account as it is now.
    """
    match decision.kind:
        case Kind.ACTION:
            return _action(account, decision)
        case Kind.NOTE:
            return edits.set_field(account, ("account", "notes"), _with_note(account.header.notes, decision))
        case Kind.FORECAST:
            return edits.set_field(account, ("account", "forecast"), _forecast(decision.after))
        case Kind.ACCEPTED:
            return edits.accept(account, decision.code, decision.subject, decision.words, decision.until)
        case Kind.REVIEWED:
            return edits.set_field(account, ("account", "reviewed"), decision.day)
        case Kind.CHANGED:
            return Edit("", ())


def taking_back(account: Account, decision: Decision) -> Edit:
    """The edit that takes the decision back; one that changes nothing where it is not in the account any more.

    Raises:
        EditRefused: it does not fit the account as it is now.
    """
    match decision.kind:
        case Kind.ACTION:
            there = decision.key in account.actions
            return edits.remove(account, ("actions", decision.key)) if there else Edit("", ())
        case Kind.NOTE:
            return edits.set_field(account, ("account", "notes"), _without_note(account.header.notes, decision))
        case Kind.FORECAST:
            return edits.set_field(account, ("account", "forecast"), _forecast(decision.before))
        case Kind.ACCEPTED:
            there = (decision.code, decision.subject) in account.accepted
            return edits.remove(account, ("accepted", decision.code, decision.subject)) if there else Edit("", ())
        case Kind.REVIEWED:
            before = date.fromisoformat(decision.before) if decision.before else None
            return edits.set_field(account, ("account", "reviewed"), before)
        case Kind.CHANGED:
            return Edit("", ())


def note_line(day: date, words: str) -> str:
    """How a note of a review stands in the notes of the account."""
    return f"{day.isoformat()} review: {' '.join(words.split())}"


def to_json(decision: Decision) -> dict[str, Any]:
    """The decision as plain values; what is empty is left out."""
    found: dict[str, Any] = {}
    for entry in fields(decision):
        value = getattr(decision, entry.name)
        if isinstance(value, Said):
            value = said_json(value)
        elif isinstance(value, date):
            value = value.isoformat()
        if value:
            found[entry.name] = value
    return found


def from_json(found: Mapping[str, Any]) -> Decision:
    """The decision that `to_json` made, cleaned again: a journal is a file like any other.

    Raises:
        ValueError, TypeError, KeyError: it did not.
    """
    values: dict[str, Any] = {"kind": Kind(found["kind"]), "day": date.fromisoformat(found["day"])}
    for entry in fields(Decision):
        value = found.get(entry.name)
        if entry.name in values or value is None:
            continue
        if entry.name == "until":
            values[entry.name] = date.fromisoformat(value)
        elif isinstance(entry.default, Said):
            values[entry.name] = said_from(value)
        else:
            values[entry.name] = clean(str(value))
    return Decision(**values)


def said_json(said: Said) -> dict[str, str]:
    """Words as plain values; empty ones as nothing."""
    return {name: text for name, text in (("text", said.text), ("hidden", said.hidden)) if text}


def said_from(found: Any) -> Said:
    """What `said_json` made; nothing where it is something else."""
    if not isinstance(found, Mapping):
        return NOTHING
    return Said(clean(str(found.get("text", ""))), clean(str(found.get("hidden", ""))))


def _action(account: Account, decision: Decision) -> Edit:
    if decision.key in account.actions:
        return Edit("", ())
    action = Action(
        what=decision.words,
        owner=decision.owner if decision.owner in account.team else "",
        with_=decision.person if decision.person in account.people else "",
        due=decision.until,
    )
    return Edit(f'action "{decision.words}" added', (Change(("actions", decision.key), ABSENT, action),))


def _forecast(word: str) -> Forecast | None:
    return Forecast(word) if word in set(Forecast) else None


def _with_note(notes: str, decision: Decision) -> str:
    line = note_line(decision.day, decision.words)
    held = notes.rstrip("\n")
    if line in held.splitlines():
        return notes
    return f"{held}\n{line}\n" if held else f"{line}\n"


def _without_note(notes: str, decision: Decision) -> str:
    line = note_line(decision.day, decision.words)
    left = [one for one in notes.splitlines() if one != line]
    return "\n".join(left) + "\n" if any(one.strip() for one in left) else ""
