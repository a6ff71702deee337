"""A small account that says everything once, and everything the program does with a file that was read."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from committee.model.account import Account
from committee.model.disclosure import Disclosure
from committee.model.fields import Field, Kind, Table
from committee.model.masking import mask
from committee.model.tables import TABLES
from committee.pipeline.portfolio import summary
from committee.reports.account_content import account_document
from committee.reports.changes_text import sentences
from committee.reports.customer_content import customer_document
from committee.reports.data import account_json, analysis_json, customer_json
from committee.reports.difference import difference, difference_document, difference_json
from committee.reports.html import html
from committee.reports.markdown import markdown
from committee.reports.one_page import customer_page, one_page
from committee.reports.plain import plain
from committee.reports.svg import customer_svg, map_svg
from committee.store import Document, read_text, write_text
from committee.store.files import holds
from committee.workspace import Workspace, analyse

DAY = dt.date(2026, 11, 21)
HIDDEN = Disclosure(names_hidden=True)

_IDS = {
    "gates": ("dpa",),
    "rivals": ("orbit",),
    "places": ("berlin",),
    "team": ("dana",),
    "people": ("maria",),
    "coverage": ("dana", "maria"),
    "influence": ("tom", "maria"),
    "evidence": ("2026-11-02-k3f9",),
    "actions": ("2026-11-14-p2x8",),
    "accepted": ("CH005", "tom"),
}
_GOOD: dict[Kind, Any] = {
    Kind.TEXT: "Something",
    Kind.PROSE: "One line\nand another",
    Kind.INTEGER: 3,
    Kind.BOOLEAN: True,
    Kind.DATE: dt.date(2026, 11, 2),
    Kind.ZONE: "Europe/Berlin",
    Kind.HOURS: "09:00-17:30",
    Kind.CURRENCY: "EUR",
    Kind.SUBJECT: "maria",
    Kind.SCALAR: "neutral",
}
_NAMED = {"people": "tom", "team": "dana", "places": "berlin", "rivals": "orbit"}


def path_of(entry: Table) -> tuple[str, ...]:
    """Where the one record of a table stands."""
    ids = iter(_IDS.get(entry.name, ()))
    return tuple(next(ids) if part == "*" else part for part in entry.pattern)


def good(entry: Table, field: Field) -> Any:
    """A value that a field accepts."""
    if entry.name == "evidence" and field.name == "field":
        return "stance"
    if field.choices is not None:
        first = next(iter(field.choices)).value
        return [first] if field.many else first
    if field.refers and field.kind is not Kind.SUBJECT:
        other = "tom" if entry.name == "people" else "maria"
        value = other if "people" in field.refers else _NAMED[field.refers[0]]
        return [value] if field.many else value
    if entry.pattern == ("decision", "quorum"):
        return 1
    return field.minimum if field.kind is Kind.INTEGER and field.minimum is not None else _GOOD[field.kind]


def whole() -> dict[str, Any]:
    """The account as a TOML document: every table, and every field of it."""
    raw: dict[str, Any] = {"format": 1, "people": {"tom": {"name": "Tom Lee"}}}
    for entry in TABLES:
        at = raw
        for part in path_of(entry):
            at = at.setdefault(part, {})
        at |= {field.name: good(entry, field) for field in entry.fields}
    return raw


def within(raw: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    """The table at a path."""
    for part in path:
        raw = raw[part]
    return raw


def everything(document: Document, before: Account) -> None:
    """Let each part of the program say what it has to say of a document that was read; `before` is another version."""
    for account in (document.account, mask(document.account, HIDDEN)):
        _reports(account, document)
        for one, other in ((before, account), (account, before)):
            found = difference(one, other, DAY, analysed=False)
            plain(difference_document(found, "A"))
            json.dumps(difference_json(found, DAY, {"before": "a", "after": "b"}))
            sentences(one, other, DAY)
    summary.row_from(document, Path("a.account.toml"), DAY)
    assert list(map(str, Workspace(document, today=DAY).problems)) == list(map(str, document.problems))
    if not document.read_only:
        text = write_text(document.account)
        assert holds(text, document.account)
        assert write_text(read_text(text).account) == text


def _reports(account: Account, document: Document) -> None:
    analysis = analyse(account, DAY)
    for said in (account_document(analysis, document.problems), customer_document(account, DAY)):
        plain(said)
        markdown(said)
        html(said, disclosed="")
    json.dumps([analysis_json(analysis), customer_json(account, DAY), account_json(account)])
    one_page(analysis, map_svg(analysis), disclosed="", colophon="")
    customer_page(account, DAY, customer_svg(account, DAY), disclosed="", colophon="")
