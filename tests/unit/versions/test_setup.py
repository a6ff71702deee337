"""`committee git-setup`: what it writes, that it writes it once, and that it takes exactly that away again."""

import os
import sys
from pathlib import Path

import pytest
from repository import ROOT, Repo

from committee.versions.git.setup import LINE, NOTE, running_program, settings

ACCOUNT = 'format = 1\n\n[account]\nname = "Acme"\n'


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo.new(tmp_path, setup=False)


def both_files(repo: Repo, scope: str) -> tuple[Path, Path]:
    config = repo.root / ".git/config" if scope == "local" else repo.home / "gitconfig"
    attributes = repo.root / ".gitattributes" if scope == "local" else repo.home / "config/git/attributes"
    return config, attributes


@pytest.mark.parametrize("scope", ["local", "global"])
def test_it_says_what_it_did_does_it_once_and_undoes_it(repo: Repo, scope: str) -> None:
    config, attributes = both_files(repo, scope)
    before = config.read_bytes() if config.exists() else b""
    first = repo.committee("git-setup", f"--{scope}")
    assert first.code == 0
    assert "set merge.committee.driver" in first.out
    assert f"added a line to {attributes}" in first.out
    assert attributes.read_text() == f"{NOTE}\n{LINE}\n"
    after = config.read_bytes()
    assert after != before
    again = repo.committee("git-setup", f"--{scope}")
    assert "nothing to do, all is in place" in again.out
    assert config.read_bytes() == after
    gone = repo.committee("git-setup", f"--{scope}", "--remove")
    assert "removed merge.committee.driver" in gone.out
    assert (config.read_bytes() if config.exists() else b"") == before
    assert not attributes.exists()
    assert "nothing to do" in repo.committee("git-setup", f"--{scope}", "--remove").out


def test_lines_of_others_are_never_touched(repo: Repo) -> None:
    attributes = repo.root / ".gitattributes"
    theirs = b"*.png binary\r\n# ours\r\n*.account.toml text eol=crlf"
    attributes.write_bytes(theirs)
    repo.git("config", "merge.other.driver", "other %A")
    repo.git("config", "diff.committee.wordRegex", "mine")
    before = (repo.root / ".git/config").read_bytes()
    repo.committee("git-setup")
    assert attributes.read_bytes() == theirs + f"\r\n{NOTE}\r\n{LINE}\r\n".encode()
    assert repo.git("check-attr", "eol", "merge", "--", "x.account.toml").out.split()[2::3] == ["crlf", "committee"]
    repo.committee("git-setup", "--remove")
    assert attributes.read_bytes() == theirs + b"\r\n"
    assert (repo.root / ".git/config").read_bytes() == before


def test_the_shared_line_names_nothing_of_this_machine(repo: Repo) -> None:
    repo.committee("git-setup")
    text = (repo.root / ".gitattributes").read_text()
    assert str(ROOT) not in text
    assert sys.executable not in text
    assert text.splitlines()[-1] == "*.account.toml diff=committee merge=committee"


def test_the_attributes_file_that_git_is_told_of_is_used(repo: Repo) -> None:
    named = repo.home / "my attributes"
    named.write_text("*.doc diff=word\n")
    repo.git("config", "--global", "core.attributesFile", "~/my attributes")
    assert str(named) in repo.committee("git-setup", "--global").out
    assert named.read_text() == f"*.doc diff=word\n{NOTE}\n{LINE}\n"
    assert repo.committee("git-setup", "--check").code == 0
    repo.committee("git-setup", "--global", "--remove")
    assert named.read_text() == "*.doc diff=word\n"


def test_check_tells_what_is_missing(repo: Repo) -> None:
    ran = repo.committee("git-setup", "--check")
    assert ran.code == 1
    assert "merge.committee.driver is not set" in ran.out
    assert "the attribute merge of *.account.toml is unspecified" in ran.out
    assert "committee git-setup puts that right" in ran.out
    repo.committee("git-setup")
    assert repo.committee("git-setup", "--check").code == 0
    assert repo.committee("git-setup", "--check", "--local").code == 0
    assert repo.committee("git-setup", "--check", "--global").code == 1
    (repo.root / ".gitattributes").write_text("*.toml merge=union\n")
    ran = repo.committee("git-setup", "--check")
    assert ran.code == 1
    assert "the attribute merge of *.account.toml is union" in ran.out
    repo.git("config", "merge.committee.driver", "something else")
    assert "merge.committee.driver is set up for another program" in repo.committee("git-setup", "--check").out


def test_a_setup_for_a_program_that_moved_is_made_anew(repo: Repo) -> None:
    repo.committee("git-setup")
    wanted = repo.git("config", "merge.committee.driver").out
    repo.git("config", "merge.committee.driver", settings(("/old/committee",))["merge.committee.driver"])
    assert "changed merge.committee.driver" in repo.committee("git-setup").out
    assert repo.git("config", "merge.committee.driver").out == wanted


def test_without_a_repository_it_is_for_all_of_them(repo: Repo, tmp_path: Path) -> None:
    elsewhere = Repo(tmp_path / "elsewhere")
    elsewhere.root.mkdir()
    ran = elsewhere.committee("git-setup")
    assert "For all your repositories:" in ran.out
    assert elsewhere.committee("git-setup", "--check").code == 0
    ran = elsewhere.committee("git-setup", "--local")
    assert ran.code == 2
    assert "not under git" in ran.err
    assert repo.committee("git-setup", "--check").code == 0


def test_two_wishes_at_once_are_refused(repo: Repo) -> None:
    ran = repo.committee("git-setup", "--remove", "--check")
    assert ran.code == 2
    assert not (repo.root / ".gitattributes").exists()


def test_names_of_programs_are_safe_in_the_shell_and_in_git(tmp_path: Path) -> None:
    repo = Repo.new(tmp_path, setup=False)
    folder = tmp_path / 'it\'s 100% "mine" $HOME'
    folder.mkdir()
    program = folder / "committee"
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$*" > "$OUT"\nexit 1\n')
    program.chmod(0o755)
    for name, value in settings((str(program),)).items():
        repo.git("config", name, value)
    (repo.root / ".gitattributes").write_text(LINE + "\n")
    name = "a.account.toml"
    repo.commit({name: ACCOUNT})
    repo.git("checkout", "-q", "-b", "b")
    repo.commit({name: ACCOUNT + 'stage = "won"\n'})
    repo.git("checkout", "-q", "main")
    repo.commit({name: ACCOUNT + 'stage = "lost"\n'})
    out = tmp_path / "out"
    repo.git("merge", "b", ok=False, OUT=str(out))
    words = out.read_text().split()
    assert words[0] == "merge"
    assert words[4:] == ["7", f"./{name}"]


def test_the_program_that_runs_now_can_be_called_from_anywhere(repo: Repo) -> None:
    done = repo.call(*running_program(), "--version")
    assert done.code == 0
    assert done.out.startswith("committee")


@pytest.mark.parametrize("program", [("/nowhere/committee",), ("false",)], ids=["missing", "failing"])
def test_without_the_program_git_compares_as_text(repo: Repo, program: tuple[str, ...]) -> None:
    for name, value in settings(program).items():
        repo.git("config", name, value)
    (repo.root / ".gitattributes").write_text(LINE + "\n")
    repo.commit({"a.account.toml": ACCOUNT})
    repo.write("a.account.toml", ACCOUNT + 'stage = "won"\n')
    path = os.pathsep.join(["/usr/bin", "/bin"])
    assert '+stage = "won"' in repo.git("diff", PATH=path).out
    repo.git("commit", "-qam", "More", PATH=path)
    assert '+stage = "won"' in repo.git("log", "-p", PATH=path).out


def test_a_folder_of_our_name_in_the_repository_is_not_run(tmp_path: Path) -> None:
    repo = Repo.new(tmp_path)
    (repo.root / "committee").mkdir()
    (repo.root / "committee" / "__init__.py").write_text("raise SystemExit(0)\n")
    repo.commit({"a.account.toml": ACCOUNT})
    repo.git("checkout", "-q", "-b", "b")
    repo.commit({"a.account.toml": ACCOUNT + 'stage = "won"\n'})
    repo.git("checkout", "-q", "main")
    repo.commit({"a.account.toml": ACCOUNT.replace("Acme", "Acme Corp")})
    repo.git("merge", "-q", "b")
    assert repo.read("a.account.toml") == ACCOUNT.replace("Acme", "Acme Corp") + 'stage = "won"\n'


def test_the_page_shows_what_is_written() -> None:
    page = (ROOT / "docs" / "merge.md").read_text(encoding="utf-8")
    assert LINE in page
    for name in settings(("committee",)):
        assert f"`{name}`" in page
    assert Path(ROOT / "docs" / "merge.md").exists()


@pytest.mark.parametrize("there", [True, False])
def test_a_link_that_came_with_the_repository_is_not_written_through(repo: Repo, tmp_path: Path, there: bool) -> None:
    outside = tmp_path / "start-up"
    if there:
        outside.write_text("mine\n")
    attributes = repo.root / ".gitattributes"
    attributes.symlink_to(outside)
    before = (repo.root / ".git/config").read_bytes()
    for call in ([], ["--remove"], ["--local", "--check"]):
        ran = repo.committee("git-setup", *call)
        assert ran.code == 2
        assert ".gitattributes is a link" in ran.err
    assert (repo.root / ".git/config").read_bytes() == before, "half of it would be of no use"
    assert outside.exists() == there
    assert not there or outside.read_text() == "mine\n"


def test_a_pipe_in_the_place_of_the_attributes_is_not_waited_for(repo: Repo) -> None:
    os.mkfifo(repo.root / ".gitattributes")
    ran = repo.committee("git-setup")
    assert ran.code == 2
    assert ".gitattributes is not a file" in ran.err


def test_the_users_own_attributes_may_be_a_link(repo: Repo) -> None:
    _, attributes = both_files(repo, "global")
    attributes.parent.mkdir(parents=True)
    kept = repo.home / "dotfiles"
    kept.write_text("*.png binary\n")
    attributes.symlink_to(kept)
    assert repo.committee("git-setup", "--global").code == 0
    assert attributes.is_symlink()
    assert LINE in kept.read_text()


@pytest.mark.parametrize("name", ["-x.account.toml", "--help.account.toml", "+q.account.toml"])
@pytest.mark.parametrize("program", ["recorded", "gone"])
def test_a_name_is_never_taken_for_an_option(repo: Repo, name: str, program: str) -> None:
    repo.committee("git-setup")
    if program == "gone":
        for setting, value in settings(("/nowhere/committee",)).items():
            repo.git("config", setting, value)
    repo.commit({name: ACCOUNT})
    repo.write(name, ACCOUNT.replace("Acme", "Zenith"))
    # Where the program is gone it is not on the PATH either: plain diff and cat see the name.
    for how in ((), ("--no-ext-diff",)):
        ran = repo.git("diff", *how, PATH=os.defpath)
        assert "Acme" in ran.out
        assert "sage:" not in ran.out + ran.err
        assert "option" not in ran.out + ran.err
