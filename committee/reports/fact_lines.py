"""An account as one line a fact, each naming whom it is about: what git compares in `log -p`.

Every line stands for itself, in file order, so that a change of one fact is a change of one line and reads without its
surroundings.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from committee.model.access import get, paths
from committee.model.account import Account, KeyPath
from committee.model.fields import Field, Kind
from committee.model.tables import locate
from committee.reports.changes_text import subject_of
from committee.reports.changes_words import Words
from committee.reports.words import label_text


def fact_lines(account: Account, today: date) -> tuple[str, ...]:
    """Every fact of the account as `María Gómez: stance neutral (heard, 2 Nov)`; comments and unknown keys last."""
    words = Words(account, account, today)
    found = [line for path in paths(account) for line in _record(words, account, path)]
    found += [
        f"{subject_of(words, (name, key))}: {number}"
        for name in ("effort", "thresholds")
        for key, number in getattr(account, name).items()
    ]
    found += [f"Key {'.'.join(path)}: {value!r}" for path, value in account.unknown.items()]
    for path, comment in account.comments.items():
        where = ".".join(path) or "the file"
        found += [f"Comment on {where}: {line}" for line in (*comment.above, comment.trailing, *comment.end) if line]
    return tuple(found)


def _record(words: Words, account: Account, path: KeyPath) -> Iterator[str]:
    located = locate(path)
    if located is None:
        return
    record, subject = get(account, path), subject_of(words, path)
    said = False
    for field in located[0].fields:
        value = getattr(record, field.attribute)
        # The subject is the name already.
        named = field.name in {"name", "what"} and path[0] != "account"
        if value not in (None, "", ()) and value != field.omit and not named:
            said = True
            yield from (f"{subject}: {text}" for text in _fact(words, path, field, value))
    if not said and path not in {("account",), ("decision",)}:
        yield f"{subject}: known"


def _fact(words: Words, path: KeyPath, field: Field, value: Any) -> Iterator[str]:
    label = label_text(field.name).lower()
    if path[-1] in {"champion", "quorum"}:
        label = f"{path[-1]}, {label}"
    if field.kind is Kind.PROSE:
        yield from (f"{label}: {line}" for line in value.splitlines() if line.strip())
        return
    said = words.value(field, value)
    basis = words.basis(path[1], field.name, value) if path[0] == "people" and path[-1] != "champion" else ""
    yield f"{label} {said}{basis}"
