"""What there is to decide between two versions, in words: headings, what each side says, what has been chosen. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from committee.model.account import Account
from committee.model.fields import Kind as FieldKind
from committee.model.masking import Hidden
from committee.model.tables import locate
from committee.versions.at import at
from committee.versions.merge.conflict import Choice, Conflict, Kind, Merged, Sides, offered
from committee.versions.merge.conflict_words import sentence, side_words, title

Veil = Callable[[Account], Account]
"""Hides what is withheld in an account."""

ORDER = (Choice.MINE, Choice.THEIRS, Choice.BOTH, Choice.BASE)

_TEXTS = (FieldKind.TEXT, FieldKind.PROSE)
_SIDE = {Choice.MINE: "ours", Choice.THEIRS: "theirs", Choice.BASE: "base"}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: the choice, what it is called, and what the account then says."""

    choice: Choice
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide: its key, whom or what it is about, what of it, and the answers there are."""

    key: str
    heading: str
    label: str
    note: str
    options: tuple[Option, ...]

    def option(self, choice: Choice) -> Option | None:
        """The answer for a choice, where it is offered."""
        return next((option for option in self.options if option.choice is choice), None)


def questions(conflicts: Sequence[Conflict], merged: Merged, *, mine: str, theirs: str, veil: Veil) -> list[Question]:
    """The conflicts as questions, those about one person together.

    Args:
        conflicts: of this merge, decided ones included.
        merged: the merge.
        mine: what our side is called.
        theirs: what theirs is called.
        veil: hides what is withheld.
    """
    shown = veiled(merged, veil)
    made = [_question(_seen(conflict, shown), shown, mine=mine, theirs=theirs) for conflict in conflicts]
    first: dict[str, int] = {}
    for question in made:
        first.setdefault(question.heading, len(first))
    return sorted(made, key=lambda question: first[question.heading])


def veiled(merged: Merged, veil: Veil) -> Merged:
    """The same merge of accounts in which everything withheld is hidden; for words only."""
    if veil(merged.account) is merged.account:
        return merged
    sides = merged.sides
    hidden = Sides(
        base=veil(sides.base), ours=veil(sides.ours), theirs=veil(sides.theirs),
        renames=sides.renames,
    )  # fmt: skip
    return replace(merged, account=veil(merged.account), sides=hidden)


def chosen_words(question: Question, choices: Mapping[str, Choice]) -> str:
    """What was decided, or ""."""
    choice = choices.get(question.key)
    option = question.option(choice) if choice is not None else None
    return option.name if option is not None else ""


def _seen(conflict: Conflict, shown: Merged) -> Conflict:
    """The conflict with the values that may be seen: those of the accounts shown."""
    if conflict.kind is not Kind.FIELD:
        return conflict
    sides = shown.sides
    found = [
        _held(account, conflict, own)
        for account, own in (
            (sides.base, conflict.base), (sides.ours, conflict.ours), (sides.theirs, conflict.theirs),
        )
    ]  # fmt: skip
    return replace(conflict, base=found[0], ours=found[1], theirs=found[2])


def _held(account: Account, conflict: Conflict, own: Any) -> Any:
    """What may be seen of a value: itself, or what stands for a text that is withheld."""
    held = at(account, conflict.path)
    return held if isinstance(held, Hidden) else own


def _question(conflict: Conflict, merged: Merged, *, mine: str, theirs: str) -> Question:
    full = title(conflict, merged)
    people = {**merged.sides.theirs.people, **merged.sides.ours.people}
    if conflict.about in people:
        person = people[conflict.about]
        heading = f"{person.name}, {person.title}" if person.title else person.name
        label = full.removeprefix(f"{person.name}: ")
        label = "" if label == person.name else label
    else:
        heading, _, label = full.partition(": ")
        heading = "The deal" if heading == "account" else heading
    note = ""
    if conflict.kind in {Kind.REMOVED_HERE, Kind.REMOVED_THERE}:
        note = sentence(conflict, merged).removeprefix(f"{full}: ")
        note = note.replace("removed here, but there ", f"removed here, while {theirs} says: ")
        note = note.replace("removed there, but here ", f"removed by {theirs}, while here: ")
    if conflict.kind is Kind.TWO:
        note = "one id, and nothing that says it is one person"
    if conflict.kind is Kind.ONE:
        label, note = "", "one mail address or CRM id under two ids; what else differs is asked next"
    names = {Choice.MINE: mine, Choice.THEIRS: theirs, Choice.BOTH: "both", Choice.BASE: "before"}
    options = tuple(
        Option(choice, names[choice], _words(conflict, choice, merged, theirs)) for choice in offered(conflict)
    )
    return Question(conflict.key, heading, label, note, options)


def _words(conflict: Conflict, choice: Choice, merged: Merged, theirs: str) -> str:
    if choice is Choice.BOTH:
        return _both_words(conflict, merged, theirs)
    if conflict.kind in {Kind.REMOVED_HERE, Kind.REMOVED_THERE}:
        removing = Choice.MINE if conflict.kind is Kind.REMOVED_HERE else Choice.THEIRS
        if choice is removing:
            return "removed"
        return "stays, as it was" if choice is Choice.BASE else "stays, with what was changed"
    if conflict.kind is Kind.ONE:
        return f"one person, kept as {value_words(conflict, merged, _SIDE[choice])}"
    return value_words(conflict, merged, _SIDE[choice])


def _both_words(conflict: Conflict, merged: Merged, theirs: str) -> str:
    if conflict.kind is Kind.TWO:
        return f"two people; the one of {theirs} gets an id of their own"
    if conflict.kind is Kind.ONE:
        return "two people, who share it"
    if conflict.claim is not None:
        other = value_words(conflict, merged, "theirs")
        return f"{value_words(conflict, merged, 'ours')}; {other} is kept as evidence, from {theirs}"
    found = locate(conflict.path)
    if found is not None and found[1] is not None and found[1].many:
        return "everything of both"
    return "both texts"


def value_words(conflict: Conflict, merged: Merged, side: str) -> str:
    """What a side says; texts whole, everything else as it is said in sentences."""
    value = getattr(conflict, side)
    found = locate(conflict.path) if conflict.kind is Kind.FIELD and conflict.path[0] not in {"?", "#"} else None
    if found is not None and found[1] is not None and found[1].kind in _TEXTS:
        return str(value).strip() if value else "nothing"
    return side_words(conflict, merged, side)
