"""What changed between two versions of an account, in sentences: "María Gómez: neutral → supporter (heard, 12 Nov)".

Everything is said from two `Account`s; of masked ones it therefore says nothing that is withheld.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from committee.model.access import ABSENT, COMMENT, UNKNOWN
from committee.model.account import Account, KeyPath, tie_of
from committee.model.fields import Field
from committee.model.tables import locate
from committee.model.vocabulary import STRENGTH_OURS, STRENGTH_THEIRS
from committee.model.words import place_words
from committee.reports.changes_count import NOUNS, counted_noun, noun_of, short_count
from committee.reports.changes_words import Words, quoted
from committee.reports.words import strength_text
from committee.versions.changes import Change, Kind, changes, records, renames

SIGNS: Mapping[Kind, str] = {Kind.ADDED: "+", Kind.REMOVED: "-"}
"""Beside a sentence; everything else is `~`."""

GROUPS = (
    "The deal",
    "People",
    "Ties",
    "Our coverage",
    "Evidence",
    "Steps of the paper process",
    "Rivals",
    "Places",
    "Our team",
    "Actions",
    "Accepted findings",
    "Costs and thresholds of this account",
    "Comments and keys of other programs",
)
"""Headings, in the order they are shown."""

_GROUP_OF = {
    "account": "The deal",
    "decision": "The deal",
    "people": "People",
    "influence": "Ties",
    "coverage": "Our coverage",
    "evidence": "Evidence",
    "gates": "Steps of the paper process",
    "rivals": "Rivals",
    "places": "Places",
    "team": "Our team",
    "actions": "Actions",
    "accepted": "Accepted findings",
    "effort": "Costs and thresholds of this account",
    "thresholds": "Costs and thresholds of this account",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence about one record or field.

    `subject` is what the record is called and stands in front of the sentence; `person` the id of whom it is about,
    empty where it is about nobody of theirs; `group` one of `GROUPS`; `was` the old id of what was renamed.
    """

    kind: Kind
    path: KeyPath
    subject: str
    text: str
    person: str
    group: str
    was: str = ""

    @property
    def sign(self) -> str:
        """`+`, `-` or `~`."""
        return SIGNS.get(self.kind, "~")

    @property
    def sentence(self) -> str:
        """`María Gómez: neutral → supporter (heard, 12 Nov)`."""
        return f"{self.subject}: {self.text}"


def sentences(before: Account, after: Account, today: date) -> tuple[str, ...]:
    """Every change in a sentence, what is about one person together, in the order of `GROUPS`."""
    return tuple(one.sentence for one in said(before, after, today))


def said(before: Account, after: Account, today: date) -> tuple[Said, ...]:
    """Every change with its words.

    What went with a person or teammate (ties, coverage, evidence) is counted in the sentence of that person; evidence
    that came with a changed claim stands beside the claim. Linear in the records of both.
    """
    made = changes(before, after)
    new = frozenset(change.path[1] for change in made if change.path[0] == "evidence" and change.kind is Kind.ADDED)
    renamed = any(change.kind is Kind.RENAMED for change in made)
    words = Words(renames(before, after)[1] if renamed else before, after, today, new)
    with_them, rest = _folded(made)
    found: list[Said] = []
    later: list[Change] = []
    for path, some in records(rest).items():
        if path[0] == "evidence":
            later += some
        else:
            found += _record(words, path, some, with_them)
    for path, some in records(later).items():
        if path[1] not in words.used:
            found += _record(words, path, some, with_them)
    order = {name: place for place, name in enumerate(GROUPS)}
    return tuple(sorted(found, key=lambda one: order[one.group]))


def _folded(made: Iterable[Change]) -> tuple[dict[str, Counter[str]], list[Change]]:
    """What went with each person or teammate who is gone, counted by noun; and all other changes."""
    listed = list(made)
    gone = {
        change.path[1]
        for change in listed
        if change.kind is Kind.REMOVED and change.path[0] in {"people", "team"} and len(change.path) == 2
    }
    counts: dict[str, Counter[str]] = {}
    rest: list[Change] = []
    for change in listed:
        whose = next((one for one in _about(change) if one in gone), None)
        if whose is None:
            rest.append(change)
        else:
            counts.setdefault(whose, Counter())[_went(change.path)] += 1
    return counts, rest


def _went(path: KeyPath) -> str:
    return "reporting line" if path[-1] == "reports_to" else noun_of(path)


def _about(change: Change) -> tuple[str, ...]:
    """With whom a record or a reporting line can go."""
    path = change.path
    if path[0] == "people" and path[-1] == "reports_to" and not change.after:
        return (change.before,)
    if change.kind is not Kind.REMOVED:
        return ()
    if path[0] == "evidence":
        return tie_of(change.before.about) or (change.before.about,)
    if path[0] in {COMMENT, UNKNOWN}:
        return path[2:4]
    if path[0] in {"influence", "coverage"}:
        return (path[2], path[1])
    return path[2:] if path[0] == "accepted" else ()


def _record(words: Words, path: KeyPath, some: tuple[Change, ...], with_them: Mapping[str, Counter[str]]) -> list[Said]:
    if path[0] in {COMMENT, UNKNOWN}:
        return [_beside(words, change) for change in some]
    group, person = _GROUP_OF[path[0]], _person(words, path)
    return [
        Said(
            change.kind,
            change.path,
            subject_of(words, change.path),
            text,
            person,
            group,
            change.before if change.kind is Kind.RENAMED else "",
        )
        for change in some
        for text in [_text(words, change, with_them)]
        if text
    ]


def _text(words: Words, change: Change, with_them: Mapping[str, Counter[str]]) -> str:
    path = change.path
    if change.kind is Kind.RENAMED:
        return f"id {change.before} → {change.after}"
    if change.kind is Kind.ADDED:
        return _ADDED.get(path[-1] if path[-1] in {"champion", "quorum"} else path[0], _plain)(words, change)
    if change.kind is Kind.REMOVED:
        return _gone(path, with_them)
    if path[0] in {"effort", "thresholds"}:
        was, now = ("the default" if value is None else value for value in (change.before, change.after))
        return f"{was} → {now}"
    return words.field(path, change.before, change.after)


def _gone(path: KeyPath, with_them: Mapping[str, Counter[str]]) -> str:
    if path[-1] == "champion" and path[0] == "people":
        return "no longer claimed as a champion"
    if path[-1] == "quorum":
        return "no quorum any more"
    if path[0] == "accepted":
        return "no longer accepted"
    counts = with_them.get(path[1], Counter()) if path[0] in {"people", "team"} else Counter()
    listed = [counted_noun(counts[noun], noun) for noun in NOUNS if counts[noun]]
    return f"gone, and with them {', '.join(listed)}" if listed else "gone"


def _plain(words: Words, change: Change) -> str:
    """A record that came: every field that says something."""
    return "new" + _listed(words, change.path, change.after)


def _listed(words: Words, path: KeyPath, record: Any, without: tuple[str, ...] = ("name", "what")) -> str:
    located = locate(path)
    fields: tuple[Field, ...] = located[0].fields if located is not None else ()
    parts = []
    for field in fields:
        value = getattr(record, field.attribute)
        if field.name not in without and value != field.default and value not in (None, "", ()):
            parts.append(f"{field.name.replace('_', ' ')} {words.value(field, value)}")
    return f", {', '.join(parts)}" if parts else ""


def _person_came(words: Words, change: Change) -> str:
    one = change.after
    parts = [
        one.title,
        words.name(one.place) if one.place else "",
        ", ".join(one.roles),
        f"reports to {words.name(one.reports_to)}" if one.reports_to else "",
        f"power {one.power}" if one.power is not None else "",
        f"{one.stance}{words.basis(change.path[1], 'stance', one.stance) or ' (no evidence)'}" if one.stance else "",
        "claimed as a champion" if one.champion is not None else "",
        "placeholder" if one.status == "placeholder" else "left" if one.status == "left" else "",
    ]
    listed = ", ".join(part for part in parts if part)
    return f"new, {listed}" if listed else "new"


def _champion_came(words: Words, change: Change) -> str:
    tests = [
        f"{label} {words.value(None, None if value is None else 'yes' if value else 'no')}"
        for label, value in (
            ("influence", change.after.influence),
            ("sells for us", change.after.sells),
            ("own stake", change.after.stake),
        )
        if value is not None
    ]
    return "claimed as a champion" + (f": {', '.join(tests)}" if tests else "; no test answered yet")


def _quorum_came(words: Words, change: Change) -> str:
    return f"any {change.after.at_least} of {', '.join(words.name(one) for one in change.after.of)}"


def _tie_came(words: Words, change: Change) -> str:
    tie, ours = change.after, change.path[0] == "coverage"
    strength = f"strength {strength_text(tie.strength, STRENGTH_OURS if ours else STRENGTH_THEIRS)}"
    kind = None if ours else tie.kind
    parts = [strength, kind or "", tie.channel or ""]
    if ours and tie.last_contact:
        parts.append(f"last contact {words.day(tie.last_contact)}")
    basis = words.basis(f"{change.path[1]} > {change.path[2]}", "strength", tie.strength)
    return f"new, {', '.join(part for part in parts if part)}{basis}"


def _evidence_came(words: Words, change: Change) -> str:
    one: Any = change.after
    claim = f"{str(one.field).replace('_', ' ').replace('.', ', ')} " if one.field else ""
    value = words.value(None, one.value if not isinstance(one.value, bool) else "yes" if one.value else "no")
    says = f": {quoted(one.says)}" if one.says else ""
    return f"evidence for {claim}{value} ({words.how(one)}){says}"


def _accepted_came(words: Words, change: Change) -> str:
    until = f" until {words.day(change.after.until)}" if change.after.until else ""
    return f"accepted{until}" + (f": {quoted(change.after.reason)}" if change.after.reason else "")


_ADDED: Mapping[str, Callable[[Words, Change], str]] = {
    "people": _person_came,
    "champion": _champion_came,
    "quorum": _quorum_came,
    "influence": _tie_came,
    "coverage": _tie_came,
    "evidence": _evidence_came,
    "accepted": _accepted_came,
}


def subject_of(words: Words, path: KeyPath) -> str:
    """What stands in front of a sentence."""
    return _SUBJECT[path[0]](words, path)


def _called(words: Words, path: KeyPath) -> str:
    return words.name(path[1])


def _step(words: Words, path: KeyPath) -> str:
    record = _either(words, path)
    what = quoted(record.what, 60) if record is not ABSENT and record.what else path[1]
    return f"{'Step' if path[0] == 'gates' else 'Action'} {what}"


def _number(_words: Words, path: KeyPath) -> str:
    return f"{'Cost' if path[0] == 'effort' else 'Threshold'} {path[-1].replace('_', ' ')}"


_SUBJECT: Mapping[str, Callable[[Words, KeyPath], str]] = {
    "account": lambda _words, _path: "Deal",
    "decision": lambda _words, _path: "Decision",
    "people": _called,
    "team": _called,
    "places": _called,
    "rivals": lambda words, path: f"Rival {words.name(path[1])}",
    "influence": lambda words, path: f"{words.name(path[1])} → {words.name(path[2])}",
    "coverage": lambda words, path: f"{words.name(path[1])} covers {words.name(path[2])}",
    "accepted": lambda words, path: f"{path[1]} for {words.name(path[2])}",
    "evidence": lambda words, path: _about_words(words, _either(words, path)),
    "gates": _step,
    "actions": _step,
    "effort": _number,
    "thresholds": _number,
}


def _either(words: Words, path: KeyPath) -> Any:
    """The record at `path` of a plain table, in whichever version has it."""
    return getattr(words.after, path[0]).get(path[1]) or getattr(words.before, path[0]).get(path[1], ABSENT)


def _about_words(words: Words, record: Any) -> str:
    tie = tie_of(record.about)
    if tie is not None:
        return f"{words.name(tie[0])} → {words.name(tie[1])}"
    return words.name(record.about) if record.about else "Evidence"


def _person(words: Words, path: KeyPath) -> str:
    """The id of the person of theirs that a record is about."""
    family = path[0]
    if family == "people":
        return path[1]
    if family in {"influence", "coverage"}:
        return path[2]
    if family == "evidence":
        about = _either(words, path).about
        return (tie_of(about) or ("", about))[1]
    if family == "accepted":
        return path[2]
    return _either(words, path).with_ if family == "actions" else ""


def _beside(words: Words, change: Change) -> Said:
    """A comment or a key that another program keeps here."""
    where = place_words(words.after if change.after is not ABSENT else words.before, change.path)
    subject = where[:1].upper() + where[1:]
    if change.path[0] == COMMENT and change.after is not ABSENT:
        lines = (*change.after.above, change.after.trailing, *change.after.end)
        text = quoted(" ".join(line.lstrip("# ") for line in lines if line))
    else:
        text = {Kind.ADDED: "new", Kind.REMOVED: "gone"}.get(change.kind, "changed")
    return Said(change.kind, change.path, subject, text, "", GROUPS[-1])


def groups(found: Iterable[Said]) -> Iterator[tuple[str, tuple[Said, ...]]]:
    """The sentences by heading, empty headings left out."""
    listed = tuple(found)
    for group in GROUPS:
        some = tuple(one for one in listed if one.group == group)
        if some:
            yield group, some


__all__ = ["GROUPS", "SIGNS", "Said", "groups", "said", "sentences", "short_count", "subject_of"]
