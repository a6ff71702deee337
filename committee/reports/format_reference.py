"""Every table and key of an account file as Markdown, from the field table: the second half of docs/format.md."""

from committee.model.fields import Field, Kind, Table
from committee.model.tables import TABLES
from committee.reports.markdown import escaped

_KINDS = {
    Kind.TEXT: "text",
    Kind.PROSE: "text, line breaks allowed",
    Kind.INTEGER: "whole number",
    Kind.BOOLEAN: "`true` or `false`",
    Kind.DATE: "date",
    Kind.ZONE: "IANA time zone",
    Kind.HOURS: "`HH:MM-HH:MM`",
    Kind.CURRENCY: "three capital letters",
    Kind.SUBJECT: 'a person\'s id, or `"from > to"`',
    Kind.SCALAR: "text, whole number, `true` or `false`",
}


def tables_markdown() -> str:
    """One section a table, in the order of the file, with one row a key."""
    return "\n".join(_section(entry) for entry in TABLES)


def _section(entry: Table) -> str:
    head = [f"### `[{_pattern(entry)}]`", "", f"{escaped(entry.doc[:1].upper() + entry.doc[1:])}.", ""]
    rows = [f"| `{field.name}` | {_kind(field)} | {_doc(field)} |" for field in entry.fields]
    return "\n".join([*head, "| key | value | meaning |", "|---|---|---|", *rows, ""])


def _pattern(entry: Table) -> str:
    """`coverage.<teammate>.<person>`: what each id names."""
    names = {"team": "teammate", "people": "person"}
    ids = iter([names[tables[0]] for tables in entry.keys])
    if entry.name == "accepted":
        ids = iter(["code", "subject"])
    return ".".join(f"<{next(ids, 'id')}>" if part == "*" else part for part in entry.pattern)


def _kind(field: Field) -> str:
    words = ", ".join(f"`{word}`" for word in (*(field.choices or ()), *field.words))
    if field.refers and field.kind is not Kind.SUBJECT:
        of = " or ".join(f"`[{table}]`" for table in field.refers)
        return f"{'ids' if field.many else 'an id'} of {of}{', or ' if words else ''}{words}"
    if words:
        return f"several of {words}" if field.many else words
    bounds = ""
    if field.minimum is not None:
        bounds = f", {field.minimum} or more" if field.maximum is None else f", {field.minimum} to {field.maximum}"
    return f"{_KINDS[field.kind]}{bounds}"


def _doc(field: Field) -> str:
    example = f", e.g. `{field.example}`" if field.example else ""
    return f"{escaped(field.doc)}{example}{' **(required)**' if field.required else ''}"
