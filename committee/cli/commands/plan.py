"""`committee plan`: the shortest path to consensus."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.dispatch import FINE
from committee.cli.options import date_option, file_argument, format_option
from committee.errors import EditRefused, UsageFault

if TYPE_CHECKING:
    from committee.workspace import Analysis


@click.command(
    epilog="""\b
Examples:
  committee plan acme.account.toml
  committee plan acme.account.toml --format json --date 2026-11-20
  committee plan acme.account.toml --what-if "ana-li won, ana-li > jens-kruger new 4"
  committee plan acme.account.toml --what-if "tom-lee left" --format json"""
)
@file_argument
@format_option("text", "json")
@date_option
@click.option(
    "--what-if",
    "changes",
    multiple=True,
    metavar="CHANGE",
    help='Beside today\'s plan the one after a change: "ID won", "ID lost", "ID left", "ID > ID broken", '
    '"ID > ID new 4"; several with commas, or the option again. Nothing is saved.',
)
def command(*, file: Path, form: str, day: date, changes: tuple[str, ...]) -> int:
    """The shortest path to consensus: which talks, in which order, and what each costs.

    Effort is counted in easy talks and made of terms that are printed with it. It is the effort under the map as
    entered, not a chance of winning.
    """
    from committee.cli.accounts import open_analysis
    from committee.cli.output import emit, emit_json
    from committee.reports.data import plan_json
    from committee.reports.plan_text import plan_text

    _, analysis = open_analysis(file, day)
    if changes:
        return _what_if(analysis, ", ".join(changes), form)
    if form == "json":
        emit_json(plan_json(analysis))
    else:
        emit(plan_text(analysis))
    return FINE


def _what_if(today: "Analysis", said: str, form: str) -> int:
    from committee.cli.output import emit, emit_json
    from committee.consensus.what_if import what_if
    from committee.reports.comparison import compared
    from committee.reports.what_if_text import what_if_json, what_if_text
    from committee.workspace import analyse

    try:
        account = what_if(today.account, said)
    except EditRefused as refused:
        raise UsageFault(f"--what-if: {refused}") from None
    both = compared(today, analyse(account, today.today))
    if form == "json":
        emit_json(what_if_json(both, said))
    else:
        emit(what_if_text(both, said))
    return FINE
