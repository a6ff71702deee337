"""The format as a JSON Schema, for editors that complete and check TOML by one.

Draft 4, and of it only what such editors understand: types, enums, ranges, patterns, descriptions. What needs a
second record (references, cycles, quorum) is beyond it. Unknown keys are flagged, as `committee check` warns of them.
"""

from typing import Any

from committee.model.fields import Field, Kind, Table
from committee.model.ids import LONGEST
from committee.model.tables import TABLES, table
from committee.store.source import NEWEST

_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_CODE = r"^[A-Z]{2}[0-9]{3}$"
_HOURS = r"^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$"


def schema() -> dict[str, Any]:
    """The schema of an account file, as plain data; the same on every call."""
    properties: dict[str, Any] = {
        "format": {"type": "integer", "enum": [NEWEST], "description": "version of the file format"}
    }
    for entry in TABLES:
        if entry.pattern not in {("decision", "quorum"), ("people", "*", "champion")}:
            properties[entry.name] = _family(entry)
    properties["decision"]["properties"]["quorum"] = _record(table("decision", "quorum"))
    champion = _record(table("people", "*", "champion"))
    _innermost(properties["people"])["properties"]["champion"] = champion
    return {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "title": "Account",
        "description": "A buying committee: people, ties, evidence and the way to a decision",
        "type": "object",
        "properties": properties,
        "required": ["format", "account"],
        "additionalProperties": False,
    }


def _family(entry: Table) -> dict[str, Any]:
    """A record, within as many levels of ids as its pattern has."""
    found = _record(entry)
    for level in range(entry.depth - 1, 0, -1):
        key = _CODE if entry.name == "accepted" and level == 1 else _ID
        found = {
            "type": "object",
            "description": entry.doc,
            "patternProperties": {key: found},
            "additionalProperties": False,
        }
    return found


def _innermost(family: dict[str, Any]) -> dict[str, Any]:
    inner: dict[str, Any] = family["patternProperties"][_ID]
    return inner


def _record(entry: Table) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "object",
        "description": entry.doc,
        "properties": {field.name: _property(field) for field in entry.fields},
        "additionalProperties": False,
    }
    required = [field.name for field in entry.fields if field.required]
    return found | {"required": required} if required else found


def _property(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"description": _described(field)}
    if field.many:
        item = {"type": "string", "enum": list(field.choices)} if field.choices else {"type": "string", "pattern": _ID}
        return found | {"type": "array", "items": item, "uniqueItems": True}
    if field.choices is not None:
        return found | {"type": "string", "enum": [choice.value for choice in field.choices]}
    found |= _TYPES.get(field.kind, {"type": "string"})
    if field.minimum is not None:
        found["minimum"] = field.minimum
    if field.maximum is not None:
        found["maximum"] = field.maximum
    return found | {"minLength": 1} if field.required else found


_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.INTEGER: {"type": "integer"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.HOURS: {"type": "string", "pattern": f"^$|{_HOURS}"},
    Kind.CURRENCY: {"type": "string", "pattern": "^([A-Z]{3})?$"},
    Kind.REFERENCE: {"type": "string", "pattern": f"^$|{_ID}", "maxLength": LONGEST},
    Kind.SCALAR: {"type": ["string", "integer", "boolean"]},
}


def _described(field: Field) -> str:
    example = f" (such as {field.example})" if field.example else ""
    refers = f"; an id of {' or '.join(field.refers)}" if field.refers and field.kind is not Kind.SUBJECT else ""
    words = f", or {' or '.join(field.words)}" if field.words else ""
    return f"{field.doc}{refers}{words}{example}"
