"""An account with something hostile in every text field of every table."""

import re
import tomllib
from typing import Any

import tomli_w

from committee.model.fields import Kind
from committee.model.tables import TABLES
from committee.text import HOSTILE

PAYLOAD = "A\x1b[31mred\x1b]8;;http://x\x07y\x9b5m\x7f\u202eright\u2066to\u061c\u200f\u2028[bold]x[/]\x00\rz"
"""Control sequences, C1, directions, a hyperlink, and markup with an end that ends nothing."""

BAD = re.compile(HOSTILE)
UNSEEN = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\U000e0001-\U000e007e]")
"""Of what nobody sees what tests put into accounts; never inside a flag."""
_OPEN = {Kind.TEXT, Kind.PROSE, Kind.SCALAR}


def poisoned(text: str) -> str:
    """The account with the payload in every text field of every table it has."""
    raw = tomllib.loads(text)
    fields = 0
    for entry in TABLES:
        for record in _records(raw, entry.pattern):
            for field in entry.fields:
                if field.kind in _OPEN:
                    record[field.name] = PAYLOAD
                    fields += 1
    assert fields > 150
    return escaped(raw)


def escaped(raw: dict[str, Any]) -> str:
    """TOML that holds the payload as escapes: raw control characters are no TOML."""
    text = tomli_w.dumps(raw)
    return "".join(c if c == "\n" or not BAD.match(c) else f"\\u{ord(c):04x}" for c in text)


def _records(raw: dict[str, Any], pattern: tuple[str, ...]) -> list[dict[str, Any]]:
    found: list[Any] = [raw]
    for part in pattern:
        found = [
            inner for outer in found for inner in (list(outer.values()) if part == "*" else [outer.get(part)]) if inner
        ]
    return [record for record in found if isinstance(record, dict)]


MARK = "zq"
"""In every word that `marked` makes; in no word of the program, of a vocabulary or of a city."""


def marked(text: str) -> str:
    """The account with an unmistakable word in every id, name, mail and free text: what a private screen may not show.

    Zones, hours and vocabularies stay, so that everything else about the account is as it was.
    """
    raw = tomllib.loads(text)
    count = 0
    for entry in TABLES:
        for record in _records(raw, entry.pattern):
            for field in entry.fields:
                if field.name in record and field.kind in {Kind.TEXT, Kind.PROSE}:
                    count += 1
                    record[field.name] = f"{MARK}{field.name}{count} Zq{count}zq"
                elif field.name in record and field.kind is Kind.SCALAR and record.get("field") is None:
                    record[field.name] = f"{MARK}value"
    renamed = {
        identifier: f"{MARK}-{name}-{number}"
        for name in ("people", "team", "places", "rivals", "gates")
        for number, identifier in enumerate(sorted(raw.get(name, {})))
    }
    return tomli_w.dumps(_renamed(raw, renamed))


def _renamed(value: Any, renamed: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {renamed.get(key, key): _renamed(inner, renamed) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, renamed) for inner in value]
    if isinstance(value, str):
        ends = value.split(" > ")
        return " > ".join(renamed.get(end, end) for end in ends)
    return value
