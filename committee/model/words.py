"""How records, fields and values are called in sentences: labels of edits, lists of what goes, reasons of refusals."""

from collections.abc import Mapping
from typing import Any

from committee.model.access import ABSENT, COMMENT, UNKNOWN, get
from committee.model.account import Account, KeyPath, Pair, tie_of
from committee.model.dates import show_day
from committee.model.fields import Field, Kind
from committee.model.tables import locate


def subject(account: Account, path: KeyPath) -> str:
    """What the record at `path` is called: `Tom Lee`, `Tom Lee → María Gómez`, `action "Call Ana"`."""
    family = path[0] if path else ""
    if family in {"people", "team", "places", "rivals"} and len(path) > 1:
        return account.name_of(path[1])
    if family in {"coverage", "influence"} and len(path) > 2:
        return pair_words(account, (path[1], path[2]))
    if family == "accepted" and len(path) > 2:
        return f"acceptance of {path[1]} for {account.name_of(path[2])}"
    if family in {"gates", "actions"} and len(path) > 1:
        record = getattr(account, family).get(path[1])
        return f'{family[:-1]} "{record.what}"' if record is not None and record.what else f"{family[:-1]} {path[1]}"
    if family == "evidence" and len(path) > 1:
        return evidence_words(account, path[1])
    return {"account": "account", "decision": "quorum" if path[1:2] == ("quorum",) else "decision"}.get(family, family)


def evidence_words(account: Account, key: str) -> str:
    """`evidence of 2 Nov 2026 about María Gómez: "Wants payback"`."""
    record = account.evidence.get(key)
    if record is None:
        return f"evidence {key}"
    when = f" of {show_day(record.date)}" if record.date else ""
    about = f" about {about_words(account, record.about)}" if record.about else ""
    says = f': "{short(record.says)}"' if record.says else ""
    return f"evidence{when}{about}{says}"


def pair_words(account: Account, pair: Pair, arrow: str = "→") -> str:
    """From whom to whom: `Ana Ruiz → Tom Lee`."""
    return f"{account.name_of(pair[0])} {arrow} {account.name_of(pair[1])}"


def about_words(account: Account, about: str) -> str:
    """The name of a person, or of both ends of a tie, that evidence is about."""
    tie = tie_of(about)
    return account.name_of(about) if tie is None else pair_words(account, tie)


def field_words(name: str) -> str:
    """A key as it is said: `reports_to` is "reports to"."""
    return name.replace("_", " ")


def value_words(account: Account, field: Field | None, value: Any) -> str:
    """A value as it is said; absence is "unknown"."""
    if isinstance(value, tuple) and value:
        return ", ".join(value_words(account, field, item) for item in value)
    if value in (None, "", (), ABSENT):
        return "unknown"
    if isinstance(value, bool):
        return "yes" if value else "no"
    kind = field.kind if field is not None else None
    if kind is Kind.SUBJECT:
        return about_words(account, value)
    named = kind in {Kind.REFERENCE, Kind.REFERENCES}
    return account.name_of(value) if named else short(str(value))


def place_words(account: Account, path: KeyPath) -> str:
    """What a path is about: `Tom Lee: stance`, `comment on Tom Lee`, `unknown key people.tom.shoe`."""
    if path and path[0] == COMMENT:
        return f"comment on {place_words(account, path[1:])}" if path[1:] else "comment of the file"
    if path and path[0] == UNKNOWN:
        return f"unknown key {'.'.join(path[1:])}"
    found = locate(path)
    if found is None or found[1] is None:
        champion = path[2:3] == ("champion",) and path[0] == "people"
        return f"{subject(account, path)}: champion" if champion else subject(account, path)
    return f"{subject(account, path)}: {field_words(path[-1])}"


def was_words(account: Account, path: KeyPath) -> str:
    """The present value at `path`, in words, for refusals."""
    value = get(account, path)
    if value is ABSENT:
        return "not there"
    found = locate(path)
    if found is None or found[1] is None or isinstance(value, Mapping):
        return "different"
    return value_words(account, found[1], value)


def short(text: str, width: int = 48) -> str:
    """One line of `text`, at most `width` characters."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
