"""`committee merge`: what git calls to merge account files (its merge driver)."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.cli.exit_codes import FINDINGS, FINE
from committee.cli.options import discreet
from committee.plurals import counted

if TYPE_CHECKING:
    from committee.versions.merge.driver import Outcome

_SHOWN = 12
"""How many open questions are printed; all of them are in the file."""


def _hidden() -> bool:
    """Whether names are to stay hidden; they are where the settings cannot be read, which must not stop a merge."""
    from committee.cli.options import before_subcommand
    from committee.errors import CommitteeError
    from committee.settings import load

    try:
        return bool(before_subcommand("private")) or load().private
    except CommitteeError:
        return True


@click.command(
    epilog="""\b
Examples:
  committee merge base.toml mine.account.toml theirs.account.toml
  committee merge %O %A %B %L ./%P     in the configuration of git; committee git-setup writes that

Exit codes: 0 merged, 1 something is to be decided: it stands between markers, 2 a file could not be read or written."""
)
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("size", type=click.IntRange(7, 1000), default=7)
@click.argument("path", default="")
@click.option(
    "--private/--no-private",
    default=_hidden,
    show_default="the setting",
    help="Say neither names nor which file it is.",
)
@discreet
def command(*, base: Path, ours: Path, theirs: Path, size: int, path: str, private: bool) -> int:
    """Merge OURS and THEIRS, which both come from BASE, into OURS: by person and field, never by line.

    SIZE is the length of conflict markers, PATH the name of the file in messages.
    """
    from committee.store import save_bytes
    from committee.store.files import bytes_of
    from committee.versions.merge.driver import merge_files
    from committee.versions.merge.text_merge import text_merge

    before, mine, other = (bytes_of(file) for file in (base, ours, theirs))
    outcome = merge_files(before, mine, other, lambda: text_merge(base, ours, theirs, size), size)
    if outcome.data != mine:
        save_bytes(ours, outcome.data)
    _tell(outcome, "an account" if private else path.removeprefix("./") or str(ours), private=private)
    return FINE if outcome.clean else FINDINGS


def _tell(outcome: "Outcome", name: str, *, private: bool) -> None:
    """What is to be decided, and what is to be known, in words; without names where those are not to be shown."""
    from committee.cli.output import complain
    from committee.text import show
    from committee.versions.merge.conflict_words import sentence

    merged = outcome.merged
    name = show(name)
    if merged is None:
        if not outcome.clean:
            complain(f"{name}: {outcome.unread} version cannot be read as an account, so it was merged line by line")
        return
    for notice in merged.notices:
        if notice.code == "added-twice":
            said = "the same person was added twice" if private else f"{notice.what}. {notice.remedy}"
            complain(f"{name}: {said}")
    if not merged.conflicts:
        return
    count = len(merged.conflicts)
    complain(f"{name}: {counted(count, 'thing is', 'things are')} to be decided")
    if not private:
        for conflict in merged.conflicts[:_SHOWN]:
            complain(f"  {sentence(conflict, merged)}")
        if count > _SHOWN:
            complain(f"  and {count - _SHOWN} more")
    complain("  open the file with committee to decide")
