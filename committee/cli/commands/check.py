"""`committee check`: problems and findings of many files in one call."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.dispatch import confessed
from committee.cli.exit_codes import FAULTY, FINDINGS, FINE
from committee.cli.options import (
    date_option,
    disclosure_of,
    fail_on_option,
    paths_argument,
    private_option,
    result_options,
)

if TYPE_CHECKING:
    from committee.model.account import Account
    from committee.model.disclosure import Disclosure
    from committee.model.problem import Problem
    from committee.reports.check import Checked
    from committee.store import Document
    from committee.store.alone import Tell


@click.command(
    epilog="""\b
Examples:
  committee check acme.account.toml
  committee check --format json --fail-on critical deals/
  committee check --select CH,DM --ignore DM002 .

Exit codes: 0 fine, 1 findings at or above --fail-on, 2 an error in a file."""
)
@paths_argument
@result_options("text", "json", "github")
@click.option(
    "--select", default="", metavar="CODES", help="Only these findings: codes or their beginnings, with commas."
)
@click.option("--ignore", default="", metavar="CODES", help="Without these findings.")
@fail_on_option("high")
@private_option
@date_option
def command(
    *, paths: tuple[Path, ...], form: str, select: str, ignore: str, fail_on: str, private: bool, day: date
) -> int:
    """Problems and findings of account files and folders.

    Without PATHS, this folder. Folders are searched for *.account.toml and any other account file. Accepted findings
    are shown as accepted and never fail.
    """
    from committee.cli.accounts import expand
    from committee.cli.output import emit, emit_json
    from committee.findings.finding import Severity
    from committee.reports.check import check_github, check_json, check_text

    if private and form == "github":
        raise click.UsageError("--format github has to name the files; it says codes and counts otherwise")
    codes, without = _codes(select, "--select"), _codes(ignore, "--ignore")
    files, checked = expand(paths, private=private)
    asked = _Asked(day, codes, without, disclosure_of(private=private), ids=form == "json")
    ours: list[Exception] = []
    found = sorted((*(_alone(file, asked, ours.append) for file in files), *checked), key=lambda one: one.file)
    if private:
        found = _unnamed(found)
    least = None if fail_on == "never" else Severity(fail_on)
    if form == "json":
        emit_json(check_json(found, day))
    else:
        emit(check_text(found) if form == "text" else check_github(found, least))
    if any(one.errors for one in found):
        return confessed(ours, FAULTY)
    return FINDINGS if any(one.standing(least) for one in found) else FINE


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of every file."""

    day: date
    select: Sequence[str]
    ignore: Sequence[str]
    disclosure: "Disclosure"
    ids: bool
    """Ids are printed, so they are hidden too."""


def _unnamed(found: "Sequence[Checked]") -> "list[Checked]":
    """The files numbered, in an order that is not the alphabet's."""
    from committee.model.disclosure import aliases

    names = aliases((one.file for one in found), "Account")
    return sorted((replace(one, file=names[one.file]) for one in found), key=lambda one: (len(one.file), one.file))


def _alone(file: Path, asked: _Asked, tell: "Tell") -> "Checked":
    """A file with its problems and findings; one that cannot be checked is a problem beside those of the others."""
    from committee.reports.check import Checked
    from committee.reports.exports import shown_problems
    from committee.store.alone import alone
    from committee.text import show

    return alone(
        lambda: _checked(file, asked),
        lambda problem: Checked(show(str(file)), shown_problems((problem,), asked.disclosure)),
        tell,
    )


def _checked(file: Path, asked: _Asked) -> "Checked":
    from committee.graph.claims import meter
    from committee.model.masking import mask
    from committee.reports.check import Checked
    from committee.reports.exports import shown_problems
    from committee.text import show
    from committee.workspace import Workspace, analyse

    document = Workspace.open(file, today=asked.day).document
    problems = shown_problems((*document.problems, *_not_yet(document, asked.day)), asked.disclosure)
    if document.errors:
        return Checked(show(str(file)), problems)
    account = mask(document.account, asked.disclosure, ids=asked.ids) if asked.disclosure else document.account
    findings = analyse(account, asked.day, select=asked.select, ignore=asked.ignore, footed=False).findings
    real = _real_subjects(document.account, asked)
    positions = {
        finding.subject: document.position(_path(document.account, real.get(finding.subject, finding.subject)))
        for finding in findings
    }
    return Checked(show(str(file)), problems, findings, positions, meter(account, asked.day))


def _not_yet(document: "Document", day: date) -> Iterator["Problem"]:
    """A warning for all evidence that is dated after the day of the analysis: on that day nothing rests on it."""
    from committee.graph.evidence import not_yet
    from committee.model.dates import show_date
    from committee.model.problem import Gravity, Problem
    from committee.text import show

    for identifier, record in not_yet(document.account, day):
        if record.date is None:
            continue
        path = ("evidence", identifier, "date")
        line, column = document.position(path)
        yield Problem(
            code="evidence-not-yet",
            what=f"evidence of {show_date(record.date)} does not count yet: that is after the day of the analysis",
            remedy="Correct the date if it is a slip",
            path=path,
            gravity=Gravity.WARNING,
            line=line,
            column=column,
            file=show(document.path.name) if document.path else "",
        )


def _real_subjects(account: "Account", asked: _Asked) -> Mapping[str, str]:
    """Ids of the file by those that are printed, where they differ."""
    if not asked.disclosure:
        return {}
    from committee.model.masking import masked_ids

    return {shown: key for (_, key), shown in masked_ids(account, exported=asked.ids).items()}


def _path(account: "Account", subject: str) -> tuple[str, ...]:
    """Where in the file the subject of a finding stands; the account itself for what has no place of its own."""
    for name in ("people", "places", "gates", "actions", "team", "rivals"):
        if subject in getattr(account, name):
            return (name, subject)
    return ("account",)


def _codes(text: str, option: str) -> tuple[str, ...]:
    """Codes with commas between; each has to be the beginning of one that exists."""
    from committee.workspace import rules

    codes = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    for code in codes:
        if not any(rule.code.startswith(code) for rule in rules()):
            raise click.UsageError(f'{option}: there is no finding "{code}"; committee explain lists them')
    return codes
