"""`committee git-setup`: git merges and compares account files by what they say."""

from pathlib import Path

import click

from committee.cli.exit_codes import FINDINGS, FINE


@click.command(
    epilog="""\b
Examples:
  committee git-setup                  this repository; the line in .gitattributes is for the whole team
  committee git-setup --global         every repository of yours on this machine
  committee git-setup --check

Exit codes: 0 fine, 1 with --check: something is missing, 2 git refused."""
)
@click.option("--global", "scope", flag_value="global", help="For all your repositories.")
@click.option("--local", "scope", flag_value="local", help="For the repository of this folder.")
@click.option("--remove", "take_away", is_flag=True, help="Take away exactly what this command wrote.")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; say what is missing.")
def command(*, scope: str | None, take_away: bool, only_check: bool) -> int:
    """Let git merge account files person by person and field by field, and show changes in words.

    Without --global or --local: this repository where the folder is in one, else all of yours. Where committee is not
    installed, git merges and compares the files as text, as before.
    """
    from committee.cli.output import emit
    from committee.errors import UsageFault
    from committee.text import show
    from committee.versions.git.repository import Repository, why_none
    from committee.versions.git.setup import Scope, Setup, install, missing, remove, running_program

    if take_away and only_check:
        raise UsageFault("--remove and --check do not go together", "Give one of them")
    repository = Repository.of(Path.cwd())
    chosen = Scope(scope) if scope else Scope.LOCAL if repository else Scope.GLOBAL
    if chosen is Scope.LOCAL and repository is None:
        raise UsageFault(why_none(Path.cwd()), "Use --global to set it up for all your repositories")
    setup = Setup(repository, chosen, running_program())
    where = "this repository" if chosen is Scope.LOCAL else "all your repositories"
    if only_check:
        found = missing(setup, anywhere=scope is None)
        mend = f"committee git-setup{f' --{scope}' if scope else ''} puts that right"
        said = [*map(show, found), mend] if found else ["Account files are merged and compared by what they say."]
        emit("\n".join(said))
        return FINDINGS if found else FINE
    done = remove(setup) if take_away else install(setup)
    emit("\n".join([f"For {where}:", *(f"  {show(line)}" for line in done or ("nothing to do, all is in place",))]))
    return FINE
