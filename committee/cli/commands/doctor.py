"""`committee doctor`: what the program finds on this machine, and what helps."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.exit_codes import FINDINGS, FINE
from committee.cli.options import result_options

if TYPE_CHECKING:
    from committee.cli.doctor import Line

_REPORT = "committee-doctor.txt"


@click.command(
    epilog="""\b
Examples:
  committee doctor                     in the folder of your accounts, so that git is looked at there
  committee doctor --bundle            writes committee-doctor.txt, for a report of a fault

Exit codes: 0 all is well, 1 something is to do, 2 the report could not be written."""
)
@click.option(
    "--bundle",
    is_flag=False,
    flag_value=_REPORT,
    type=click.Path(path_type=Path),
    metavar="[FILE]",
    help=f"Write a report that names no folder, file or person. Without FILE: {_REPORT}.",
)
@result_options("text", "json")
def command(*, bundle: Path | None, form: str) -> int:
    """Look at terminal, colours, locale, clipboard, editor, git, time zones, folders and what is kept in them.

    Each line is "ok", or "!" with what helps under it. No account is opened, and nothing is changed.
    """
    from committee.cli.doctor import as_json, as_text, everything
    from committee.cli.output import emit, emit_json

    found = everything(Path.cwd())
    if bundle is not None:
        emit(_bundled(bundle, found))
    elif form == "json":
        emit_json(as_json(found))
    else:
        emit(as_text(found))
    return FINE if all(line.well for line in found) else FINDINGS


def _bundled(bundle: Path, found: "Sequence[Line]") -> str:
    """Write the report where nothing is yet; what to do with it."""
    from committee import crash, writing
    from committee.cli.doctor import as_report
    from committee.errors import FileFailure
    from committee.text import show

    name = show(str(bundle))
    if not writing.export(bundle, as_report(found, crash.newest()).encode()):
        raise FileFailure(f"{name} is already there", "Name another file: committee doctor --bundle FILE")
    return f"Written: {name}. It names no folder, file or person; read it before you send it."
