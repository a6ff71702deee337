"""`committee review`: go through many accounts in one call, and print the notes of earlier calls."""

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.dispatch import confessed
from committee.cli.exit_codes import FINE
from committee.cli.options import (
    date_option,
    disclosure_of,
    paths_argument,
    private_option,
    result_options,
    screen_options,
    to_day,
)
from committee.cli.output import holding

if TYPE_CHECKING:
    from committee.model.account import Account
    from committee.model.disclosure import Disclosure
    from committee.pipeline.review.notes import FromFile

FORMATS = ("markdown", "text", "json")


@click.command(
    epilog="""\b
Examples:
  committee review deals/
  committee review deals/ --private
  committee review deals/ --format text                        what to talk about, before the call
  committee review deals/ --since 2026-11-20 -o notes.md       the notes of the calls since then
  committee review deals/acme.account.toml --since 2026-11-20  those of one account"""
)
@paths_argument
@click.option(
    "--since",
    callback=to_day,
    default=None,
    metavar="YYYY-MM-DD",
    help="Print the notes of the reviews of this day and later, instead of beginning one.",
)
@result_options(
    *FORMATS,
    default=None,
    says="How to print notes (markdown where nothing is said). Without --since: print what the review would be about",
)
@date_option
@screen_options
@private_option
def command(
    *,
    paths: tuple[Path, ...],
    since: date | None,
    form: str | None,
    day: date,
    theme: str,
    no_color: bool,
    private: bool,
) -> int:
    """Review the accounts in PATHS (this folder without): by owner, what cannot wait first.

    An account a screen: what changed since its last review, the worst findings, the next step, at most three
    questions. Read-only until e. Actions, notes and forecasts are saved as they are made; a call that was cut goes on
    where it was. At the end its notes are one Markdown.
    """
    disclosure = disclosure_of(private=private, customer_safe=False)
    files = _files(paths)
    if since is not None:
        return _print_notes(files, since, day, form or "markdown", disclosure)
    if form is not None or holding():
        return _print_agenda(files, day, form or "markdown", disclosure)
    from committee.cli.screen import Request, show_screen
    from committee.settings import load

    if not files:
        raise click.UsageError("there are no account files here; name a folder that has some")
    request = Request(paths=files, theme=theme, today=day, no_color=no_color, review=True, private=private)
    return show_screen(request, load())


def _files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Files as they stand, folders searched; those nobody can read are in it too: the review says what is wrong."""
    from committee.store import find_accounts

    found: dict[Path, None] = {}
    for path in paths or (Path(),):
        if not path.is_dir():
            found[path] = None
            continue
        there = find_accounts(path)
        found.update(dict.fromkeys(sorted([*there.accounts, *(file for file, _ in there.unreadable)])))
    return tuple(found)


def _print_notes(files: Sequence[Path], since: date, day: date, form: str, disclosure: "Disclosure") -> int:
    from committee.cli.output import emit, emit_json
    from committee.pipeline.review.notes import notes_of
    from committee.pipeline.review.sitting import records
    from committee.reports.markdown import markdown
    from committee.reports.plain import plain
    from committee.reports.review_notes import account_document, review_document, review_json

    wanted = {os.path.realpath(path) for path in files}
    sittings = [one for one in records(since) if wanted & {*one.order, *one.visits}]
    notes = notes_of(sittings, today=day, files=_from_files(files), since=since, wanted=lambda path: path in wanted)
    if form == "json":
        emit_json(review_json(notes, disclosure))
        return FINE
    alone = next(iter(wanted)) if len(wanted) == 1 else ""
    document = account_document(notes, alone, disclosure) if alone else review_document(notes, disclosure)
    emit(markdown(document) if form == "markdown" else plain(document))
    return FINE


def _from_files(files: Sequence[Path]) -> "Iterator[FromFile]":
    """What the files say themselves; one that cannot be read says nothing here."""
    from functools import partial

    from committee.model.disclosure import Disclosure
    from committee.model.masking import mask
    from committee.pipeline.review.notes import FromFile
    from committee.store.alone import alone

    for path in files:
        account = alone(partial(_account, path), lambda _: None)
        if account is None:
            continue
        yield FromFile(os.path.realpath(path), account, mask(account, Disclosure(names_hidden=True)))


def _account(path: Path) -> "Account | None":
    from committee import store

    return store.read(path).account


def _print_agenda(files: Sequence[Path], day: date, form: str, disclosure: "Disclosure") -> int:
    from committee.cli.output import emit, emit_json
    from committee.pipeline.review.agenda import brief, candidate_of
    from committee.pipeline.review.order import left_out, ordered
    from committee.reports.markdown import markdown
    from committee.reports.plain import plain
    from committee.reports.review_agenda import agenda_document, agenda_json, review_eyes
    from committee.settings import load

    eyes = review_eyes(files, hide=disclosure.names_hidden)
    ours: list[Exception] = []
    found = {path: brief(path, day, eyes, ours.append) for path in files}
    candidates = [candidate_of(one, hide=eyes.hide) for one in found.values()]
    places = ordered(candidates, year_starts=load().pipeline.fiscal_year_starts)
    briefs = [found[place.row.path] for place in places]
    if form == "json":
        emit_json(agenda_json(places, briefs, day, disclosure))
        return confessed(ours, FINE)
    document = agenda_document(places, briefs, day, disclosure, left_out=left_out(candidates))
    emit(markdown(document) if form == "markdown" else plain(document))
    return confessed(ours, FINE)
