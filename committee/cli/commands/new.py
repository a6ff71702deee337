"""`committee new`: the first minute of an account."""

from datetime import date
from pathlib import Path

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import date_option, screen_options


@click.command(
    epilog="""\b
Examples:
  committee new "Acme Corp"
  committee new "Acme Corp" --file deals/acme.account.toml --no-open"""
)
@click.argument("name")
@click.option("--file", type=click.Path(path_type=Path), help="Where; default: made from NAME, in this folder.")
@click.option("--no-open", is_flag=True, help="Write the file and leave it at that.")
@date_option
@screen_options
def command(*, name: str, file: Path | None, no_open: bool, day: date, theme: str, no_color: bool) -> int:
    """Start the account of the customer NAME, with you as the first teammate, and open it.

    Who you are: "me" in the settings, else git's user.name; the screen asks otherwise. A file that exists is never
    written over.
    """
    from committee.cli.output import emit
    from committee.cli.screen import Request, has_terminal, show_screen
    from committee.settings import git_user_name, load
    from committee.text import show
    from committee.workspace import Workspace, default_path

    if not show(name):
        raise click.UsageError('NAME is empty: name the customer, as in committee new "Acme Corp"')
    settings = load()
    path = file or default_path(name, Path())
    if path.exists() or path.is_symlink():
        raise click.UsageError(f"{path} exists already; committee {path} opens it, --file names another")
    workspace = Workspace.new(name, path, me=settings.me or git_user_name(), today=day)
    workspace.save()
    if no_open or not has_terminal():
        emit(show(str(path)))
        return FINE
    return show_screen(Request(paths=(path,), theme=theme, today=day, no_color=no_color), settings)
