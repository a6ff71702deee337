"""`committee schema`: the JSON Schema that editors complete and check account files with."""

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import result_options


@click.command(
    epilog="""\b
Examples:
  committee schema > account.schema.json
  committee schema --format markdown         every table and key, for reading"""
)
@result_options("json", "markdown")
def command(*, form: str) -> int:
    """Print the JSON Schema of account files (Draft 4, the part that editors of TOML understand)."""
    from committee.cli.output import emit, emit_json

    if form == "markdown":
        from committee.reports.format_reference import tables_markdown

        emit(tables_markdown())
        return FINE
    from committee.workspace import schema

    emit_json(schema())
    return FINE
