"""`committee handover`: what one of us leaves to another."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import date_option, disclosure_of, file_argument, private_option, result_options

if TYPE_CHECKING:
    from committee.model.account import Account


@click.command(
    epilog="""\b
Examples:
  committee handover acme.account.toml --from dana --to lee
  committee handover acme.account.toml --from dana --to lee -o handover.md
  committee handover acme.account.toml --from dana --to lee --write"""
)
@file_argument
@click.option("--from", "leaver", required=True, metavar="NAME", help="Who of us leaves: a name, part of it, or an id.")
@click.option("--to", "heir", required=True, metavar="NAME", help="Who of us takes over.")
@result_options("text", "markdown", "json")
@click.option("--write", is_flag=True, help="Hand over in the file too: ties, open actions and steps, the deal.")
@private_option
@date_option
def command(*, file: Path, leaver: str, heir: str, form: str, write: bool, private: bool, day: date) -> int:
    """Whom to meet first, open promises, inherited ties at strength 2 at most, and assumed yeses to confirm.

    With --write the file is changed: the one who leaves stays in it as left, with what they heard; everything open
    goes to the other.
    """
    from committee.cli.accounts import opened, shown_of
    from committee.cli.output import complain, emit, emit_json
    from committee.consensus.handover import handover
    from committee.model import edits
    from committee.model.disclosure import hidden_file
    from committee.reports.data import disclosed_json
    from committee.reports.handover_content import handover_document, handover_json
    from committee.reports.markdown import markdown
    from committee.reports.plain import plain
    from committee.text import show

    disclosure = disclosure_of(private=private)
    workspace = opened(file, day, disclosure)
    shown = shown_of(workspace, disclosure)
    real, account = shown.original, shown.account
    from_id, to_id = (
        _teammate(real, name, option, hidden=private) for name, option in ((leaver, "--from"), (heir, "--to"))
    )
    if from_id == to_id:
        raise click.UsageError("--from and --to are the same person")
    found = handover(account, shown.id("team", from_id), shown.id("team", to_id), day, solved=shown.analysis.plan)
    if form == "json":
        emit_json(disclosed_json(handover_json(account, found, day), shown.content, shown.disclosure))
    else:
        document = replace(handover_document(account, found, day), colophon=shown.colophon)
        emit((plain if form == "text" else markdown)(document))
    if write:
        workspace.edit(edits.hand_over(real, from_id, to_id))
        saved = workspace.save()
        complain("; ".join((f"written: {hidden_file(saved) if private else show(str(saved))}", *workspace.lost)))
    return FINE


def _teammate(account: "Account", name: str, option: str, *, hidden: bool) -> str:
    """The teammate of this id or name; who else there is is not said where names are hidden."""
    from committee.model.line.names import among, find

    ids = (name,) if name in account.team else find(name, account.team)
    if len(ids) == 1:
        return ids[0]
    if hidden:
        raise click.UsageError(f"{option}: that is nobody of ours, or more than one")
    if ids:
        raise click.UsageError(f'{option}: "{name}" may be {among(ids, account.team)}')
    names = ", ".join(mate.name for mate in account.team.values()) or "nobody yet"
    raise click.UsageError(f'{option}: nobody of ours is called "{name}". There are: {names}.')
