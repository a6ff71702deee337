"""`committee history`: the commits of an account as a timeline."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import date_option, disclosure_of, file_argument, private_option, result_options
from committee.versions.at import at

if TYPE_CHECKING:
    from committee.model.account import Account, KeyPath
    from committee.model.disclosure import Disclosure
    from committee.reports.timeline import Entry

MOST = 12
"""How many changes of one commit are listed in text; the others are counted."""


@click.command(
    epilog="""\b
Examples:
  committee history acme.account.toml
  committee history acme.account.toml --limit 5
  committee history acme.account.toml --field people.maria-gomez.stance
  committee history acme.account.toml --field people.maria-gomez      who wrote each field
  committee history acme.account.toml --format json"""
)
@file_argument
@click.option("--field", default="", metavar="PATH", help="Only this field, as people.ID.stance; or all of a record.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most this many commits.")
@result_options("text", "json")
@date_option
@private_option
def command(*, file: Path, field: str, limit: int | None, form: str, day: date, private: bool) -> int:
    """When, who, their message, and in words what changed; the newest first, also under the file's earlier names.

    With --field of one field, every commit that changed it; of a record, who wrote each of its fields. What is not
    committed yet is said first.
    """
    from committee.reports.timeline import of_field, timeline

    disclosure = disclosure_of(private=private)
    path = _path(field)
    if path and not _is_field(path):
        _print_authors(file, path, form, day, disclosure)
        return FINE
    entries: Iterable[Entry] = timeline(file, day, limit=None if path else limit, disclosure=disclosure)
    if path:
        entries = _first(of_field(entries, path), limit)
    if form == "json":
        _print_json(entries, file, day, disclosure)
    else:
        _print_text(entries, file, path, day, disclosure)
    return FINE


def _path(field: str) -> "KeyPath":
    from committee.model.tables import locate

    path = tuple(part for part in field.split(".") if part)
    if path and locate(path) is None:
        raise click.UsageError(f'--field: "{field}" is no field of an account; as in people.maria-gomez.stance')
    return path


def _is_field(path: "KeyPath") -> bool:
    from committee.model.tables import locate

    found = locate(path)
    return found is not None and found[1] is not None


def _first(entries: "Iterable[Entry]", limit: int | None) -> "Iterable[Entry]":
    from itertools import islice

    return islice(entries, limit)


def _print_text(entries: "Iterable[Entry]", file: Path, path: "KeyPath", day: date, disclosure: "Disclosure") -> None:
    from committee.cli.output import complain, emit
    from committee.reports.timeline import entry_lines, uncommitted

    open_changes = [one for one in uncommitted(file, day, disclosure) if one.path[: len(path)] == path]
    if open_changes:
        emit("\n".join(["Not committed yet", *(f"    {one.sign} {one.sentence}" for one in open_changes), "", ""]))
    none = True
    for entry in entries:
        emit("\n".join([*entry_lines(entry, most=MOST), "", ""]))
        none = False
    if none:
        complain("No commit of this file yet. git add and git commit keep it, or y on the screen")


def _print_json(entries: "Iterable[Entry]", file: Path, day: date, disclosure: "Disclosure") -> None:
    from committee.cli.output import emit_json
    from committee.model.disclosure import hidden_file
    from committee.reports.timeline import timeline_json
    from committee.text import show

    called = hidden_file(file) if disclosure.names_hidden else show(str(file))
    emit_json(timeline_json(entries, called, day, disclosure))


def _print_authors(file: Path, path: "KeyPath", form: str, day: date, disclosure: "Disclosure") -> None:
    """Who wrote each field of a record."""
    from committee.cli.accounts import shown_account
    from committee.cli.output import emit, emit_json
    from committee.reports.authorship_text import authorship, authorship_json, authorship_lines

    account = shown_account(file, day, disclosure).original
    _must_be_there(account, path)
    found = authorship(file, account, path, day, disclosure)
    if form == "json":
        emit_json(authorship_json(found, day))
    else:
        emit("\n".join(authorship_lines(found)))


def _must_be_there(account: "Account", path: "KeyPath") -> None:
    from committee.model.access import ABSENT
    from committee.model.suggest import nearest

    if at(account, path) is ABSENT:
        near = nearest(path[1], getattr(account, path[0])) if len(path) == 2 else None
        hint = f' Did you mean "{near}"?' if near else ""
        raise click.UsageError(f"--field: there is no {'.'.join(path)} in this account.{hint}")
