"""`committee plan`: the shortest path to consensus."""

from datetime import date
from pathlib import Path

import click

from committee.cli.dispatch import FINE
from committee.cli.options import date_option, file_argument, format_option


@click.command(
    epilog="""\b
Examples:
  committee plan acme.account.toml
  committee plan acme.account.toml --format json --date 2026-11-20"""
)
@file_argument
@format_option("text", "json")
@date_option
def command(*, file: Path, form: str, day: date) -> int:
    """The shortest path to consensus: which talks, in which order, and what each costs.

    Effort is counted in easy talks and made of terms that are printed with it. It is the effort under the map as
    entered, not a chance of winning.
    """
    from committee.cli.accounts import open_analysis
    from committee.cli.output import emit, emit_json
    from committee.reports.data import plan_json
    from committee.reports.plan_text import plan_text

    _, analysis = open_analysis(file, day)
    if form == "json":
        emit_json(plan_json(analysis))
    else:
        emit(plan_text(analysis))
    return FINE
