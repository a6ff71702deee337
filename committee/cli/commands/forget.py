"""`committee forget`: somebody of theirs asks not to be kept."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.exit_codes import FINE
from committee.cli.options import file_argument

if TYPE_CHECKING:
    from committee.model.account import Account
    from committee.model.edits import Forgotten
    from committee.workspace import Workspace


@click.command(
    epilog="""\b
Examples:
  committee forget acme.account.toml "Maria Gomez" --dry-run
  committee forget acme.account.toml maria-gomez
  committee forget acme.account.toml maria-gomez --texts --yes

Exit codes: 0 forgotten, or with --dry-run nothing changed; 1 not confirmed; 2 usage or an error in the file."""
)
@file_argument
@click.argument("person")
@click.option("--texts", is_flag=True, help="Also put the new name wherever other texts name them and nobody else.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(*, file: Path, person: str, texts: bool, dry_run: bool, yes: bool) -> int:
    """Forget a person: PERSON is an id, a name, or part of one.

    Who it was goes: name, title, mail, notes, what they said, comments. The shape of the decision stays under a random
    id. Once the name was typed the file is saved, and nobody can bring it back from it. Journals of unsaved work that
    name them go as well. Then it says what git, copies
    and caches still hold, with the steps to take that away (docs/privacy.md).
    """
    from committee.cli.accounts import sound
    from committee.cli.output import complain, emit
    from committee.cli.screen import today
    from committee.model.edits import forget
    from committee.model.ids import random_suffix
    from committee.reports.forgetting_text import FINAL, preview

    workspace = sound(file, today())
    identifier = _whom(workspace.account, person, exactly=yes and not dry_run)
    name = workspace.account.name_of(identifier)
    found = forget(workspace.account, identifier, random_suffix, texts=texts)
    lines = preview(found, name)
    if dry_run:
        emit("\n".join([*lines, *_still(found, _as_written(workspace, found), texts=texts), "Nothing was changed."]))
        return FINE
    if not yes:
        complain("\n".join([*lines, FINAL]))
        if not _confirmed(name):
            complain("nothing was changed")
            return 1
    _forget(workspace, found, texts=texts)
    return FINE


def _forget(workspace: "Workspace", found: "Forgotten", *, texts: bool) -> None:
    from committee import store
    from committee.cli.output import complain, emit
    from committee.pipeline.forgetting import clean_up, forget_and_save
    from committee.reports.forgetting_text import leftover_lines
    from committee.text import show

    path = forget_and_save(workspace, found)
    complain(f"saved: {show(str(path))}; they are {found.identifier} now")
    left = clean_up(path, found.traces)
    emit("\n".join([*_still(found, store.read(path), texts=texts), *leftover_lines(left, found.name)]))


def _still(found: "Forgotten", document: object, *, texts: bool) -> list[str]:
    """What the file itself still says, with positions."""
    from committee.reports.forgetting_text import mention_lines
    from committee.store import Document

    if not found.mentions or not isinstance(document, Document):
        return ["No other text of the file names them.", ""]
    remedy = (
        "Look at each of them:" if texts else "Change them by hand, or run it with --texts where they mean nobody else:"
    )
    return [f"Other texts still name them. {remedy}", *mention_lines(found.mentions, document), ""]


def _as_written(workspace: "Workspace", found: "Forgotten") -> object:
    """The document as it would be saved, for its lines."""
    from dataclasses import replace

    from committee import store
    from committee.model.edit import apply

    text = store.write_text(apply(workspace.account, found.edit))
    return replace(store.read_text(text), path=workspace.path)


def _whom(account: "Account", typed: str, *, exactly: bool) -> str:
    """The id of the person meant; part of a name is enough only where somebody is asked before it is done.

    Raises:
        UsageError: nobody, or several.
    """
    from committee.model.line.names import among, find, folded

    ids = (typed,) if typed in account.people else find(typed, account.people)
    if len(ids) == 1:
        name = account.name_of(ids[0])
        if exactly and ids[0] != typed and folded(name) != folded(typed):
            raise click.UsageError(f'with --yes, name the person by id or whole name: "{name}", {ids[0]}')
        return ids[0]
    if not ids:
        raise click.UsageError(f'nobody of theirs is called "{typed}"')
    choices = "; ".join(f"{among((one,), account.people)}: {one}" for one in ids)
    raise click.UsageError(f'"{typed}" may be several people. Name one by the id behind the colon: {choices}')


def _confirmed(name: str) -> bool:
    """Ask on the terminal; where there is none, say how to do without."""
    import sys

    from committee.errors import UsageFault
    from committee.model.line.names import folded
    from committee.text import show

    if not sys.stdin.isatty():
        raise UsageFault("This cannot be asked without a terminal", "Add --yes to forget without a question")
    typed = click.prompt(f"Type the name to forget {show(name)}", default="", show_default=False, err=True)
    return folded(typed) == folded(name)
