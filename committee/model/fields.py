"""What a field and a table of an account file are; the table of them all is `committee.model.tables`.

That table drives reading, writing, validity, the JSON Schema, the edit forms and docs/format.md. A new field is one
line there and one attribute in `committee.model.account`.
"""

import keyword
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from committee.model.account import KeyPath


class Kind(StrEnum):
    """What sort of value a field holds."""

    TEXT = "text"
    """One line."""
    PROSE = "prose"
    """Text that may have line breaks."""
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    REFERENCE = "reference"
    REFERENCES = "references"
    ZONE = "zone"
    """An IANA time zone."""
    HOURS = "hours"
    """`HH:MM-HH:MM`, local, end after start."""
    CURRENCY = "currency"
    """Three capital letters, ISO 4217."""
    SUBJECT = "subject"
    """A person's id, or `"from > to"` for a tie."""
    SCALAR = "scalar"
    """Text, integer or boolean: the value that evidence vouches for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One key.

    `refers` names the tables whose ids a reference may take, `words` the literal values it may take besides.
    `default` is what absence means; a value equal to `omit` is left out when writing.
    """

    name: str
    kind: Kind
    doc: str
    choices: type[StrEnum] | None = None
    refers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    required: bool = False
    default: Any = None
    omit: Any = None
    example: str = ""

    @property
    def attribute(self) -> str:
        """The attribute of the record class: the name, with `_` behind it where Python has the word."""
        return f"{self.name}_" if keyword.iskeyword(self.name) else self.name

    @property
    def many(self) -> bool:
        """Whether the value is a list."""
        return self.kind in {Kind.CHOICES, Kind.REFERENCES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table or family of keyed tables.

    `pattern` is the path with `*` for an id: `("people", "*")`. `record` is the class that holds one of them (`int`
    for the two tables of numbers). `keys` names the tables each `*` refers to, where a key is itself a reference.
    """

    pattern: KeyPath
    record: type
    doc: str
    fields: tuple[Field, ...]
    noun: str
    keys: tuple[tuple[str, ...], ...] = ()

    @property
    def name(self) -> str:
        """The top-level table."""
        return self.pattern[0]

    @property
    def depth(self) -> int:
        """Length of the path of one record."""
        return len(self.pattern)

    def field(self, name: str) -> Field | None:
        """The field called `name`, if there is one."""
        return next((f for f in self.fields if f.name == name), None)
