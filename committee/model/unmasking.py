"""An edit of a masked account led back to the real one: no pseudonym, and nothing withheld, ever reaches a file.

Views show a masked account, and edits are made of what they show. Each text in it that stands for another one is a
`Hidden` and knows where it stood, so a record that is moved, copied or changed in one field gets the real values of
all others back.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from typing import Any

from committee.errors import EditRefused
from committee.model.access import COMMENT, UNKNOWN, get
from committee.model.account import Account, Comment, KeyPath
from committee.model.disclosure import END_PRIVATE, HIDDEN, REFUSED, Hidden
from committee.model.edit import Change, Edit
from committee.model.masking import masked_departments
from committee.model.pseudonyms import Pseudonyms


class Unmasking:
    """The way back from one masked account.

    Args:
        real: the account as it is.
        masked: `mask(real, ...)` with names hidden and `ids=False`.
        names: the pseudonyms it was masked with.
    """

    def __init__(self, real: Account, masked: Account, names: Pseudonyms) -> None:
        self.real = real
        self.masked = masked
        self._pseudonyms = names

    def edit(self, edit: Edit) -> Edit:
        """The same change of the real account.

        Raises:
            EditRefused: it would write what stands for something hidden.
        """
        made: list[Change] = []
        touched: set[KeyPath] = set()
        for change in edit.changes:
            path = self.path(change.path)
            first = not any(path[:length] in touched for length in range(1, len(path) + 1))
            before = get(self.real, path) if first else self._value(change.before)
            made.append(Change(path, before, self._value(change.after)))
            touched.add(path)
        return replace(edit, label=self.text(edit.label), changes=tuple(made))

    def path(self, path: KeyPath) -> KeyPath:
        """Where the same thing stands in the real account."""
        if path[:1] in {(COMMENT,), (UNKNOWN,)}:
            return (path[0], *self.path(path[1:]))
        if path[:1] == ("gates",) and len(path) > 1:
            return ("gates", self._gates.get(path[1], path[1]), *path[2:])
        if path[:1] == ("accepted",) and len(path) > 2:
            return ("accepted", path[1], self._subject(path[1], path[2]), *path[3:])
        return path

    def text(self, text: str) -> str:
        """Words that the program made, with the real names in them."""
        return self._aliases.sub(lambda found: self._names[found[0]], text) if self._names else text

    def _subject(self, code: str, subject: str) -> str:
        if code.startswith("GT") and subject in self._gates:
            return self._gates[subject]
        return self._departments.get(subject, subject)

    def _value(self, value: Any) -> Any:
        if isinstance(value, Hidden):
            return get(self.real, value.path)
        if isinstance(value, Comment):
            kept = next((line for line in value.above if isinstance(line, Hidden)), None)
            return value if kept is None else get(self.real, kept.path)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: self._value(getattr(value, f.name)) for f in fields(value)})
        if isinstance(value, tuple):
            return tuple(self._value(item) for item in value)
        if isinstance(value, str) and type(value) is str:
            return self._typed(value)
        return value

    def _typed(self, text: str) -> str:
        """A text that somebody typed or the program made."""
        if text.strip() == HIDDEN:
            raise EditRefused(REFUSED, END_PRIVATE)
        return self.text(text)

    @cached_property
    def _gates(self) -> Mapping[str, str]:
        """Real ids of the steps, by those of the masked account."""
        return {key: gate.what.path[1] for key, gate in self.masked.gates.items() if isinstance(gate.what, Hidden)}

    @cached_property
    def _departments(self) -> Mapping[str, str]:
        return {shown: subject for subject, shown in masked_departments(self.real, self._pseudonyms).items()}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Real names by pseudonym; of people only: theirs hold a sign that nobody types, others are ordinary words."""
        return {
            str(pseudonym): getattr(self.real, table)[key].name
            for (table, key), pseudonym in self._pseudonyms.items()
            if table in {"people", "team"} and key in getattr(self.real, table)
        }

    @cached_property
    def _aliases(self) -> re.Pattern[str]:
        longest = sorted(self._names, key=len, reverse=True)
        return re.compile("|".join(f"{re.escape(name)}(?! ?\\d)" for name in longest))
