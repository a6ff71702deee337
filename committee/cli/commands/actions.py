"""`committee actions`: what is promised across accounts."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.dispatch import confessed
from committee.cli.exit_codes import FAULTY, FINE
from committee.cli.options import date_option, paths_argument, private_option, result_options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from committee.model.disclosure import Disclosure
    from committee.pipeline.actions import Listing, Promise
    from committee.store.alone import Tell


@click.command(
    epilog="""\b
Examples:
  committee actions deals/
  committee actions --owner dana --due week
  committee actions --due 2026-12-24 deals/ -o actions.csv
  committee actions --owner dana deals/ -o actions.ics

Exit codes: 0 fine, 2 a file has errors (the rest is listed)."""
)
@paths_argument
@click.option(
    "--owner", default="", metavar="NAME", help="Only what this one of us owns: a name, part of it, or an id."
)
@click.option(
    "--due",
    default="",
    metavar="WHEN",
    help="Only what is due until then, overdue included: today, week (seven days), overdue, or a date.",
)
@click.option("--done", is_flag=True, help="Also what is done.")
@result_options("text", "json", "csv", "ics")
@date_option
@private_option
def command(*, paths: tuple[Path, ...], owner: str, due: str, done: bool, form: str, day: date, private: bool) -> int:
    """Open actions and steps of the paper process of all accounts, the most pressing first.

    Without PATHS, every account file of this folder. --format ics is a calendar file: an entry for each day something
    is due; imported again, entries are replaced and not doubled.
    """
    from committee.cli.options import disclosure_of
    from committee.cli.output import emit, emit_json
    from committee.pipeline.actions import chosen, faulty
    from committee.reports.actions_text import actions_csv, actions_json, actions_text

    until = _until(due, day)
    disclosure = disclosure_of(private=private)
    ours: list[Exception] = []
    found, called = _listings(paths, day, disclosure, ours.append)
    kept = chosen((promise for one in found for promise in one.promises), owner=owner, until=until, done=done)
    if owner and not kept:
        _owner_must_exist(found, owner)
    if form == "json":
        emit_json(actions_json(kept, faulty(found), day, called=called))
    elif form == "csv":
        emit(actions_csv(kept, called=called))
    elif form == "ics":
        _emit_calendar(kept, day)
    else:
        emit(actions_text(kept, day))
    return confessed(ours, _complain_about(found, called))


def _until(due: str, day: date) -> date | None:
    """The last day that `--due` asks for."""
    from committee.model.dates import read_date
    from committee.pipeline.actions import last_day

    if not due:
        return None
    until = last_day(due, day) or read_date(due, day)
    if until is None:
        raise click.UsageError(f'--due: "{due}" is none of today, week, overdue, and no date like 2026-11-20 or fri')
    return until


def _listings(
    paths: tuple[Path, ...], day: date, disclosure: "Disclosure", tell: "Tell"
) -> "tuple[tuple[Listing, ...], Mapping[Path, str]]":
    """The promises of each file, and what the files are called where names are hidden."""
    from committee.cli.accounts import expand
    from committee.pipeline.actions import Listing, called_in, listings

    files, broken = expand(paths, private=disclosure.names_hidden)
    called = called_in([*files, *(Path(one.file) for one in broken)], disclosure)
    unreadable = [Listing(file=Path(one.file), fault=one.errors[0], faults=len(one.errors)) for one in broken]
    return (*listings(files, day, disclosure=disclosure, called=called, tell=tell), *unreadable), called


def _owner_must_exist(found: "tuple[Listing, ...]", owner: str) -> None:
    """Nothing is listed: is it that somebody has nothing to do, or that nobody is called so?"""
    from committee.pipeline.actions import chosen, owners

    everything = [promise for one in found for promise in one.promises]
    if not chosen(everything, owner=owner, done=True):
        names = ", ".join(owners(everything)) or "nobody yet"
        raise click.UsageError(f'--owner: nobody called "{owner}" owns anything. There are: {names}.')


def _emit_calendar(kept: "tuple[Promise, ...]", day: date) -> None:
    from committee.cli.output import complain, emit_bytes
    from committee.exchange.writers.calendar import calendar
    from committee.reports.actions_text import calendar_days

    days = calendar_days(kept)
    emit_bytes(calendar(days, day, name="Actions"))
    if len(days) < len(kept):
        complain(f"{len(kept) - len(days)} without a date left out; a calendar has no place for them")
    if not days:
        complain("nothing has a date, so the calendar is empty; some programs refuse such a file")


def _complain_about(found: "tuple[Listing, ...]", called: "Mapping[Path, str]") -> int:
    """Say what is wrong with files, the first error of each; the exit code."""
    from committee.cli.output import complain
    from committee.pipeline.actions import faulty
    from committee.reports.check import problem_text

    broken = faulty(found)
    for one in broken:
        if one.fault is not None and one.file in called:
            complain(f"{called[one.file]} has errors; without --private they are said")
        elif one.fault is not None:
            more = f" (and {one.faults - 1} more; committee check lists them)" if one.faults > 1 else ""
            complain(problem_text(one.fault, str(one.file)) + more)
    return FAULTY if broken else FINE
