"""`committee check`: problems and findings of many files in one call."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.dispatch import FAULTY, FINDINGS, FINE
from committee.cli.options import date_option, format_option, paths_argument

if TYPE_CHECKING:
    from committee.model.account import Account
    from committee.reports.check import Checked

SEVERITIES = ("critical", "high", "medium", "low", "never")


@click.command(
    epilog="""\b
Examples:
  committee check acme.account.toml
  committee check --format json --fail-on critical deals/
  committee check --select CH,DM --ignore DM002 .

Exit codes: 0 fine, 1 findings at or above --fail-on, 2 an error in a file."""
)
@paths_argument
@format_option("text", "json", "github")
@click.option(
    "--select", default="", metavar="CODES", help="Only these findings: codes or their beginnings, with commas."
)
@click.option("--ignore", default="", metavar="CODES", help="Without these findings.")
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), default="high", show_default=True, help="Exit 1 from this severity on."
)
@date_option
def command(*, paths: tuple[Path, ...], form: str, select: str, ignore: str, fail_on: str, day: date) -> int:
    """Problems and findings of account files and folders.

    Without PATHS, this folder. Folders are searched for *.account.toml and any other account file. Accepted findings
    are shown as accepted and never fail.
    """
    from committee.cli.accounts import expand
    from committee.cli.output import emit, emit_json
    from committee.findings.rule import Severity
    from committee.reports.check import check_github, check_json, check_text

    codes, without = _codes(select, "--select"), _codes(ignore, "--ignore")
    files, checked = expand(paths)
    found = sorted((*(_checked(file, day, codes, without) for file in files), *checked), key=lambda one: one.file)
    least = None if fail_on == "never" else Severity(fail_on)
    if form == "json":
        emit_json(check_json(found, day))
    else:
        emit(check_text(found) if form == "text" else check_github(found, least))
    if any(one.errors for one in found):
        return FAULTY
    return FINDINGS if any(one.standing(least) for one in found) else FINE


def _checked(file: Path, day: date, select: Sequence[str], ignore: Sequence[str]) -> "Checked":
    from committee.cli.accounts import unreadable
    from committee.errors import FileFailure
    from committee.graph.claims import meter
    from committee.reports.check import Checked
    from committee.text import show
    from committee.workspace import Workspace, analyse

    try:
        document = Workspace.open(file, today=day).document
    except FileFailure as fault:
        return unreadable(file, fault)
    if document.errors:
        return Checked(show(str(file)), document.problems)
    findings = analyse(document.account, day, select=select, ignore=ignore).findings
    positions = {finding.subject: document.position(_path(document.account, finding.subject)) for finding in findings}
    return Checked(show(str(file)), document.problems, findings, positions, meter(document.account, day))


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
