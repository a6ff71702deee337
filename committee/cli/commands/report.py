"""`committee report`: the whole account, for reading elsewhere."""

from datetime import date
from pathlib import Path

import click

from committee.cli.dispatch import FINE
from committee.cli.options import date_option, file_argument, format_option


@click.command(
    epilog="""\b
Examples:
  committee report acme.account.toml > acme.md
  committee report --plain acme.account.toml
  committee report --format json acme.account.toml
  committee report --format svg acme.account.toml > acme.svg"""
)
@file_argument
@format_option("markdown", "plain", "json", "svg")
@click.option(
    "--plain", "linear", is_flag=True, help="Every fact on the screen as linear text; short for --format plain."
)
@date_option
def command(*, file: Path, form: str, linear: bool, day: date) -> int:
    """The whole account: plan, findings, people, ties, evidence, dates. Or, with --format svg, the map as a picture."""
    from committee.cli.accounts import open_analysis
    from committee.cli.output import emit, emit_json
    from committee.reports.account_content import account_document
    from committee.reports.data import analysis_json
    from committee.reports.markdown import markdown
    from committee.reports.plain import plain

    if linear and form in {"json", "svg"}:
        raise click.UsageError(f"--plain and --format {form} exclude each other")
    workspace, analysis = open_analysis(file, day)
    if form == "json":
        emit_json(analysis_json(analysis))
    elif form == "svg":
        from committee.reports.svg import map_svg

        emit(map_svg(analysis))
    else:
        write = plain if linear or form == "plain" else markdown
        emit(write(account_document(analysis, workspace.problems)))
    return FINE
