"""`committee fmt`: the canonical form of account files."""

from pathlib import Path

import click

from committee.cli.dispatch import confessed
from committee.cli.exit_codes import FAULTY, FINDINGS, FINE
from committee.cli.options import paths_argument


@click.command(
    epilog="""\b
Examples:
  committee fmt acme.account.toml
  committee fmt --check deals/

Exit codes: 0 fine, 1 with --check: a file is not canonical, 2 an error in a file."""
)
@paths_argument
@click.option("--check", "only_check", is_flag=True, help="Change nothing; list the files that would change.")
def command(*, paths: tuple[Path, ...], only_check: bool) -> int:
    """Write account files in their canonical form: order, spacing and layout, never a value or a comment.

    Without PATHS, every account file of this folder. A file with errors is left as it is.
    """
    from committee.cli.accounts import expand
    from committee.cli.output import complain, emit
    from committee.errors import CommitteeError
    from committee.reports.check import problem_text
    from committee.store.alone import PROBLEM
    from committee.text import show

    files, broken = expand(paths)
    changed: list[Path] = []
    ours: list[Exception] = []
    faults = [problem_text(problem, one.file) for one in broken for problem in one.errors]
    for file in files:
        try:
            if _format(file, write=not only_check):
                changed.append(file)
        except CommitteeError as fault:
            faults += str(fault).splitlines()
        except Exception as fault:  # noqa: BLE001 - a fault of ours in one file must not take the others away
            ours.append(fault)
            faults.append(problem_text(PROBLEM, str(file)))
    if changed:
        emit("\n".join(f"{show(str(file))}: {'not canonical' if only_check else 'written'}" for file in changed))
    for fault_text in faults:
        complain(fault_text)
    if faults:
        return confessed(ours, FAULTY)
    return FINDINGS if changed and only_check else FINE


def _format(file: Path, *, write: bool) -> bool:
    """Whether the file is not canonical; then, if wanted, it is written."""
    from committee.cli.accounts import sound
    from committee.cli.output import complain
    from committee.cli.screen import today
    from committee.store import digest, write_text
    from committee.text import show

    workspace = sound(file, today())
    document = workspace.document
    if digest(write_text(document.account, document.newline).encode()) == document.digest:
        return False
    if write:
        workspace.save()
        for lost in workspace.lost:
            complain(f"{show(str(file))}: {lost}")
    return True
