"""`committee themes`: the looks there are."""

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import result_options


@click.command(
    epilog="""\b
Examples:
  committee themes
  committee --theme light acme.account.toml"""
)
@result_options("text", "json")
def command(*, form: str) -> int:
    """List the themes, yours included; what is wrong with one of yours goes to stderr."""
    from committee.cli.output import complain, emit, emit_json
    from committee.paths import config_dir
    from committee.settings import load
    from committee.tui.theme.themes import load_themes

    chosen = load().theme
    themes, faults = load_themes(config_dir() / "themes")
    if form == "json":
        emit_json([{"name": t.name, "doc": t.doc, "dark": t.dark, "chosen": t.name == chosen} for t in themes.values()])
    else:
        width = max(map(len, themes))
        emit("\n".join(f"{'*' if t.name == chosen else ' '} {t.name:<{width}}  {t.doc}" for t in themes.values()))
    for fault in faults:
        complain(fault)
    return FINE
