"""Who wrote each field of a record, when, and in which commit: as lines and as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from committee.errors import Stop
from committee.model.access import ABSENT
from committee.model.account import Account, KeyPath
from committee.model.disclosure import OPEN, Disclosure
from committee.model.edit import same
from committee.model.fields import Field
from committee.model.masking import mask
from committee.model.tables import TABLES
from committee.reports.changes_words import UNKNOWN, Words
from committee.reports.data import FORMAT, Json
from committee.reports.timeline import WITHHELD, Aliases, when_text
from committee.reports.words import label_text
from committee.versions.at import at
from committee.versions.git.authorship import authors
from committee.versions.git.history import Revision, account_at, history, repository_of


@dataclass(frozen=True, slots=True)
class Authorship:
    """One field: its label and value in words, and the commit that wrote it.

    `revision` is `None` where the value is not committed yet, or the commit is not known.
    """

    path: KeyPath
    label: str
    value: str
    revision: Revision | None
    author: str
    subject: str


def authorship(
    file: Path,
    account: Account,
    record: KeyPath,
    today: date,
    disclosure: Disclosure = OPEN,
    *,
    known: tuple[Revision, ...] | None = None,
    stop: Stop | None = None,
) -> tuple[Authorship, ...]:
    """Every field of a record that says something, champion tests included, with who wrote it; in file order.

    Args:
        file: the account file.
        account: what it says now, not masked.
        record: the path of the record.
        today: dates of its year are said without the year.
        disclosure: what is withheld.
        known: the history of the file, where it is at hand.
        stop: whether to give up.

    Raises:
        GitFailure: no repository, no git, or git refused.
        GitStopped: `stop` said so.
    """
    fields = dict(_fields(account, record))
    listed = history(file, stop=stop) if known is None else known
    found = authors(file, tuple(fields), known=listed, stop=stop)
    newest = account_at(repository_of(file), listed[0]) if listed else None
    names = Aliases(disclosure)
    shown = mask(account, disclosure)
    words = Words(shown, shown, today)
    made = []
    for path, field in fields.items():
        value, in_words = at(account, path), _value(words, shown, path, field)
        if in_words == UNKNOWN:
            continue  # withheld altogether
        committed = newest is not None and same(at(newest.account, path), value)
        revision = found.get(path) if committed else None
        made.append(
            Authorship(
                path,
                _label(path, field),
                in_words,
                revision,
                "" if revision is None else names.of(revision.author),
                "" if revision is None else WITHHELD if disclosure else revision.subject,
            )
        )
    return tuple(made)


def authorship_lines(found: tuple[Authorship, ...]) -> Iterator[str]:
    """`Stance: supporter (Dana Okafor, Thu 12 Nov 2026 14:02, 3f9a1c2e: Northwind: 1 person changed)`."""
    for one in found:
        yield f"{one.label}: {one.value} ({_who(one)})"


def _who(one: Authorship) -> str:
    if one.revision is None:
        return "not committed yet"
    subject = f": {one.subject}" if one.subject else ""
    return f"{one.author}, {when_text(one.revision)}, {one.revision.short}{subject}"


def authorship_json(found: tuple[Authorship, ...], today: date) -> Json:
    """The same as JSON."""
    return {
        "format": FORMAT,
        "date": today.isoformat(),
        "fields": [
            {
                "path": list(one.path),
                "value": one.value,
                "author": one.author or None,
                "when": one.revision.when.isoformat() if one.revision else None,
                "commit": one.revision.commit if one.revision else None,
                "subject": one.subject or None,
            }
            for one in found
        ],
    }


def _fields(account: Account, record: KeyPath) -> Iterator[tuple[KeyPath, Field]]:
    for entry in TABLES:
        nested = (*record, "champion") if entry.pattern[-1] == "champion" else record
        nested = (*record, "quorum") if entry.pattern[-1] == "quorum" else nested
        if entry.name != record[0] or len(entry.pattern) != len(nested) or at(account, nested) is ABSENT:
            continue
        for field in entry.fields:
            value = at(account, (*nested, field.name))
            if value is not ABSENT and value not in (None, "", ()) and value != field.omit:
                yield (*nested, field.name), field


def _label(path: KeyPath, field: Field) -> str:
    label = label_text(field.name)
    return f"{label_text(path[-2])}: {label.lower()}" if path[-2] in {"champion", "quorum"} else label


def _value(words: Words, shown: Account, path: KeyPath, field: Field) -> str:
    value: Any = at(shown, path)
    return " ".join(words.value(field, None if value is ABSENT else value).split())
