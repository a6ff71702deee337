"""`committee sync`: share one account with the others, as `y` does on the screen."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.exit_codes import FINDINGS, FINE
from committee.cli.options import date_option, disclosure_of, file_argument, private_option
from committee.cli.output import complain, emit

if TYPE_CHECKING:
    from committee.model.account import Account
    from committee.model.disclosure import Disclosure
    from committee.versions.sharing.sync import Sync


@click.command(
    epilog="""\b
Examples:
  committee sync acme.account.toml
  committee sync acme.account.toml -m "After the call with Ana"

It commits this file only, puts it on top of what the others did, and sends it; other files with changes stay as they
are. What both sides changed is decided on the screen: open the account there and press y.

Exit codes: 0 shared, 1 something has to be decided, 2 it could not go on."""
)
@file_argument
@click.option("-m", "--message", default="", metavar="TEXT", help="What the others read in the list of changes.")
@date_option
@private_option
def command(*, file: Path, message: str, day: date, private: bool) -> int:
    """Share one account with the others through git, and take over what they did; docs/sync.md has each step.

    Each step is said on stderr, what came from the others on stdout.
    """
    from committee.errors import CommitteeError
    from committee.reports.sync_text import STEPS, brought, notices, standing
    from committee.versions.sharing.standing import outlook
    from committee.versions.sharing.sync import advance, begin

    disclosure = disclosure_of(private=private)
    before = _read(file)
    seen = outlook(file)
    state = begin(seen.place, message or _proposed(seen.before, before, day, disclosure))
    try:
        while not state.done and state.asks is None:
            told = len(state.said)
            state = advance(state)
            for made in state.said[told:]:
                complain(STEPS[made.step] if private else f"{STEPS[made.step]}: {made.words}")
    except CommitteeError:
        complain(f"{standing(state)}.")
        raise
    if state.asks is not None:
        return _asked(state, disclosure)
    for notice in notices(state, hidden=private):
        complain(f"{notice}.")
    others = [path for path in state.came if path != state.place.path]
    for sentence in brought(*_veiled(before, _read(state.file), disclosure), day, others):
        emit(sentence)
    return FINE


def _read(file: Path) -> "Account":
    from committee import store
    from committee.errors import FileFailure
    from committee.text import show

    document = store.read(file)
    if document.read_only:
        raise FileFailure(f"{show(file.name)} has errors and is not shared", f"committee check {show(file.name)}")
    return document.account


def _proposed(before: bytes | None, after: "Account", day: date, disclosure: "Disclosure") -> str:
    from committee import store
    from committee.reports.sync_text import proposed_message
    from committee.settings import load

    document = None if before is None else store.read_text(before)
    known = None if document is None or document.read_only else document.account
    hidden = disclosure.names_hidden
    return proposed_message(
        known, after, day, name="Account" if hidden else "", details=load().commit_details and not hidden
    )


def _veiled(before: "Account", after: "Account", disclosure: "Disclosure") -> tuple["Account", "Account"]:
    from committee.model.masking import mask
    from committee.model.pseudonyms import pseudonyms

    names = pseudonyms(before, {}) if disclosure else {}
    return mask(before, disclosure, before=names), mask(after, disclosure, before=names)


def _asked(state: "Sync", disclosure: "Disclosure") -> int:
    """Something has to be decided: what, and where."""
    from committee.reports.sync_text import standing
    from committee.versions.merge.conflict_words import sentence

    if state.asks is not None and not disclosure:
        for conflict in state.asks.merged.conflicts:
            emit(sentence(conflict, state.asks.merged))
    complain(f"Both sides changed the same. {standing(state)}.")
    complain("To decide: open the account and press y")
    return FINDINGS
