"""`committee schema`: the JSON Schema that editors complete and check account files with."""

import click

from committee.cli.dispatch import FINE


@click.command(
    epilog="""\b
Example:
  committee schema > account.schema.json"""
)
def command() -> int:
    """Print the JSON Schema of account files (Draft 4, the part that editors of TOML understand)."""
    from committee.cli.output import emit_json
    from committee.workspace import schema

    emit_json(schema())
    return FINE
