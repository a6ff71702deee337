"""Looking at a stranger's folder starts nothing that it names; what is shown is right all the same."""

from pathlib import Path

import pytest
from calls import Run
from commits import Commits
from host import small_account
from team import git
from trap import Trap

from committee.model import edits
from committee.model.edit import apply
from committee.model.vocabulary import Stance
from committee.versions.git.authorship import authors
from committee.versions.git.folder import as_of, last_changes
from committee.versions.git.history import history
from committee.versions.git.repository import Repository
from committee.versions.sharing.standing import outlook, unsettled

NAME = "northwind.account.toml"
ACCOUNT = small_account()
WON = apply(ACCOUNT, edits.set_field(ACCOUNT, ("people", "maria", "stance"), Stance.SUPPORTER))
UNFILTERED = ("-c", "filter.trap.required=false", "-c", "filter.trap.process=", "-c", "filter.trap.clean=")
"""A filter that fails ends git before it comes to anything else."""
DAY = ("--date", "2026-11-20")


@pytest.fixture
def trap(run: Run, own_git: None, tmp_path: Path) -> Trap:
    commits = Commits(tmp_path / "deals")
    commits.commit("old.account.toml", ACCOUNT)
    commits.git("mv", "old.account.toml", NAME)
    commits.commit(NAME, WON)
    commits.commit("other.account.toml", ACCOUNT)
    laid = Trap(commits)
    laid.lay()
    assert laid.caught == ""
    return laid


@pytest.mark.parametrize(
    ("arguments", "caught"),
    [
        (("status",), "core.fsmonitor"),
        (("status",), "filter.trap.process"),
        (("diff",), "filter.trap.process"),
        (("log", "-1"), "worktree.gpg.program"),
        ((*UNFILTERED, "status"), "sub.core.fsmonitor"),
        ((*UNFILTERED, "submodule", "update"), "submodule.update"),
        ((*UNFILTERED, "log", "-1", "-p", "--ext-diff", "HEAD~1"), "diff.trap.command"),
        ((*UNFILTERED, "log", "-1", "-p", "HEAD~1"), "diff.trap.textconv"),
        ((*UNFILTERED, "commit", "--allow-empty", "-m", "x"), "pre-commit"),
        (("fetch",), "remote.origin.url"),
        (("hash-object", NAME), "filter.trap.process"),
    ],
)
def test_the_trap_catches_git_itself(trap: Trap, arguments: tuple[str, ...], caught: str) -> None:
    git(trap.commits.root, *arguments, check=False)
    assert caught in trap.caught


def test_the_trap_catches_whoever_acts(trap: Trap) -> None:
    Repository(trap.commits.root).act("status", "--porcelain", check=False)
    assert "core.fsmonitor" in trap.caught


def test_the_trap_catches_a_version_that_is_with_a_server(trap: Trap) -> None:
    trap.lose(f"HEAD~2:{NAME}")
    Repository(trap.commits.root).act("cat-file", "blob", f"HEAD~2:{NAME}", check=False)
    assert "remote.origin.url" in trap.caught


@pytest.mark.parametrize(
    "arguments",
    [
        ("portfolio", "deals"),
        ("portfolio", "deals", "--format", "json"),
        ("check", f"deals/{NAME}"),
        ("report", f"deals/{NAME}", "--plain"),
        ("actions", "deals"),
        ("handover", f"deals/{NAME}", "--from", "dana", "--to", "sam"),
        ("fmt", "--check", f"deals/{NAME}"),
        ("report", f"deals/{NAME}", "--format", "html"),
        ("review", "deals", "--since", "2026-11-01"),
        ("history", f"deals/{NAME}", "--format", "json"),
        ("diff", f"deals/{NAME}", "deals/other.account.toml"),
        ("plan", f"deals/{NAME}"),
        ("review", "deals", "--format", "text"),
        ("history", f"deals/{NAME}"),
        ("history", f"deals/{NAME}", "--field", "people.maria.stance"),
        ("diff", "--git", "HEAD", f"deals/{NAME}"),
        ("diff", "--git", "HEAD~3", "HEAD", f"deals/{NAME}"),
        ("forget", f"deals/{NAME}", "maria", "--dry-run"),
        ("git-setup", "--check"),
        ("doctor",),
    ],
    ids=" ".join,
)
def test_a_command_that_looks_starts_nothing(
    trap: Trap, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    dated = () if arguments[0] in {"doctor", "fmt", "forget", "git-setup"} else DAY
    if arguments[0] in {"doctor", "git-setup"}:
        monkeypatch.chdir(trap.commits.root)
    ran = run(*arguments, *dated)
    assert ran.code in {0, 1}, ran
    assert trap.caught == ""


def test_a_version_that_is_with_a_server_stays_there(trap: Trap, run: Run) -> None:
    trap.lose(f"HEAD~3:{'old.account.toml'}")
    for arguments in (("portfolio", "deals"), ("history", f"deals/{NAME}"), ("review", "deals", "--format", "text")):
        assert run(*arguments, *DAY).code != 70
        assert trap.caught == ""


def test_what_is_known_of_the_past_starts_nothing_and_is_right(trap: Trap) -> None:
    path = trap.commits.root / NAME
    assert len(history(path)) == 2
    assert authors(path, [("people", "maria", "stance")])
    assert len(last_changes([path])) == 1
    assert [document is not None for _, document in as_of([path], history(path)[0].when.date())] == [True]
    assert not unsettled(path)
    assert trap.caught == ""


def test_what_a_sync_would_do_is_found_out_without_starting_anything(trap: Trap) -> None:
    path = trap.commits.root / NAME
    seen = outlook(path)
    # The files only look as if they were changed; .gitattributes is the one that is not committed.
    assert (seen.changed, seen.others_dirty) == (False, 1)
    path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    seen = outlook(path)
    assert (seen.changed, seen.others_dirty) == (True, 1)
    assert trap.caught == ""
