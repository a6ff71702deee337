"""Sharing where something is wrong: ignored files, a silent server, a full disk, a sync that was killed."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from host import small_account
from some import some
from team import commit, copied, git, shared

from committee import store
from committee.model import edits
from committee.model.edit import apply
from committee.versions.git import process
from committee.versions.git import repository as calling
from committee.versions.git.leftovers import left_over
from committee.versions.git.repository import GitFailure, Repository
from committee.versions.sharing import taking
from committee.versions.sharing.standing import InTheWay, outlook, place_of
from committee.versions.sharing.sync import Step, Sync, advance, begin

pytestmark = pytest.mark.usefixtures("own_git")

NAME = "northwind.account.toml"
MARIA = ("people", "maria", "power")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What every test begins with, made once."""
    folder = tmp_path_factory.mktemp("template")
    text = store.write_text(small_account())
    shared(folder, "dana", "ana", files={NAME: text, "other.account.toml": text})
    return folder


@pytest.fixture
def clones(tmp_path: Path, template: Path) -> tuple[Path, Path]:
    dana, ana = copied(template, tmp_path, "dana", "ana")
    return dana, ana


def change(folder: Path, value: int, name: str = NAME) -> None:
    account = store.read(folder / name).account
    store.save(folder / name, apply(account, edits.set_field(account, MARIA, value)))


def send(folder: Path, *names: str) -> None:
    """Somebody else shares files as they are, with git alone."""
    git(folder, "add", "--force", "--", *names)
    git(folder, "commit", "--quiet", "-m", "Theirs")
    git(folder, "push", "--quiet")


def run(folder: Path, name: str = NAME) -> Sync:
    return to(Step.DONE, folder, name)


def to(step: Step, folder: Path, name: str = NAME) -> Sync:
    """A sync that is about to do this step."""
    state = begin(place_of(folder / name), "Mine")
    while state.step is not step and not state.done:
        state = advance(state)
    return state


def state_of(folder: Path) -> tuple[str, str]:
    return git(folder, "rev-parse", "HEAD"), git(folder, "status", "--porcelain", "--ignored")


@pytest.mark.parametrize("theirs", ["notes.txt", "notes.txt/today", "drafts", "drafts/plan.txt", "drafts/plan.txt/x"])
def test_what_is_ignored_here_is_never_overwritten(clones: tuple[Path, Path], theirs: str) -> None:
    dana, ana = clones
    (dana / ".git" / "info" / "exclude").write_text("notes.txt\ndrafts\n", encoding="utf-8")
    (dana / "notes.txt").write_text("mine alone", encoding="utf-8")
    (dana / "drafts").mkdir()
    (dana / "drafts" / "plan.txt").write_text("mine, too", encoding="utf-8")
    (ana / theirs).parent.mkdir(parents=True, exist_ok=True)
    (ana / theirs).write_text("theirs", encoding="utf-8")
    send(ana, theirs)
    change(dana, 3)
    with pytest.raises(InTheWay, match=r"here for you alone.*another name"):
        run(dana)
    assert (dana / "notes.txt").read_text(encoding="utf-8") == "mine alone"
    assert (dana / "drafts" / "plan.txt").read_text(encoding="utf-8") == "mine, too"
    # Once it is out of the way, all is shared.
    (dana / "notes.txt").rename(dana / "mine.txt")
    (dana / "drafts").rename(dana / "mine")
    assert run(dana).sent
    assert (dana / theirs).read_text(encoding="utf-8") == "theirs"


def test_a_file_that_becomes_a_folder_and_one_that_stands_in_for_it_come_in(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    (ana / "list").write_text("one", encoding="utf-8")
    (ana / "folder").mkdir()
    (ana / "folder" / "one").write_text("one", encoding="utf-8")
    send(ana, "list", "folder/one")
    assert run(dana).done
    git(ana, "rm", "--quiet", "list", "folder/one")
    (ana / "list").mkdir()
    (ana / "list" / "one").write_text("two", encoding="utf-8")
    (ana / "folder").write_text("two", encoding="utf-8")
    send(ana, "list/one", "folder")
    assert run(dana).done
    assert (dana / "list" / "one").read_text(encoding="utf-8") == (dana / "folder").read_text(encoding="utf-8") == "two"


def test_a_branch_that_was_renamed_over_there_is_said_and_not_made_anew(
    clones: tuple[Path, Path], tmp_path: Path
) -> None:
    dana, _ = clones
    git(tmp_path / "shared.git", "branch", "-m", "main", "trunk")
    change(dana, 3)
    with pytest.raises(InTheWay, match=r'no "main" any more.*trunk.*set-upstream-to=origin/trunk'):
        run(dana)
    assert git(tmp_path / "shared.git", "branch", "--format=%(refname:short)") == "trunk\n"
    # As it advises, it goes on.
    git(dana, "fetch", "--quiet")
    git(dana, "branch", "--quiet", "--set-upstream-to=origin/trunk")
    assert run(dana).sent
    assert git(tmp_path / "shared.git", "log", "-1", "--format=%s", "trunk") == "Mine\n"


def test_a_branch_that_is_forgotten_here_and_gone_over_there_is_not_made_anew_either(
    clones: tuple[Path, Path], tmp_path: Path
) -> None:
    dana, _ = clones
    git(tmp_path / "shared.git", "branch", "-m", "main", "trunk")
    git(dana, "fetch", "--quiet", "--prune")
    with pytest.raises(InTheWay, match='no "main" any more'):
        run(dana)


def test_a_repository_that_was_cloned_while_it_was_empty_is_filled(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "empty.git")
    git(tmp_path, "clone", "--quiet", "empty.git", "dana")
    store.save(tmp_path / "dana" / NAME, small_account())
    assert run(tmp_path / "dana").sent
    assert git(tmp_path / "empty.git", "log", "--format=%s", "main") == "Mine\n"


def test_a_server_that_says_nothing_is_given_up(clones: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    dana, _ = clones
    monkeypatch.setattr(calling, "PATIENCE", 0.2)
    change(dana, 3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        git(dana, "remote", "set-url", "origin", f"git://127.0.0.1:{server.getsockname()[1]}/x")
        with pytest.raises(GitFailure, match=r"The server says nothing.*goes with it"):
            run(dana)
    assert outlook(dana / NAME).waiting == ("Mine",)
    assert not list((dana / ".git").rglob("*.lock"))


@pytest.mark.skipif(os.name == "nt", reason="needs sh")
def test_a_server_that_is_slow_and_says_so_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten words, each a third of the patience after the one before; the clock stands still between them."""
    spoken: list[float] = []
    monkeypatch.setattr(process, "monotonic", lambda: len(spoken) / 3)

    def stop() -> bool:
        if (tmp_path / f"said{len(spoken)}").exists():
            spoken.append(1)
            (tmp_path / f"go{len(spoken)}").touch()
        return False

    script = """
    for word in 0 1 2 3 4 5 6 7 8 9; do
        until [ -e go$word ]; do :; done
        echo $word >&2
        touch said$word
    done
    exit 3
    """
    (tmp_path / "go0").touch()
    code, _, words = process.converse(tmp_path, ["sh", "-c", script], os.environ, stop, 1)
    assert (code, words.split()) == (3, [b"%d" % number for number in range(10)])
    assert len(spoken) > 3


FULL = {
    "commit": ("fatal: Aborting commit due to empty commit message.", Step.COMMIT),
    "fetch": ("fatal: Unable to create '/x/.git/FETCH_HEAD.lock': No space left on device", Step.FETCH),
    "read-tree": ("error: unable to write file x\nfatal: index.lock: Disk quota exceeded", Step.TAKE),
}  # fmt: skip
"""What git says on a full disk, by what it was doing."""


def wrapped(folder: Path, monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    """A git on the PATH that runs these lines of shell first; `$git` is the real one, `$call` the subcommand."""
    import shutil

    folder.mkdir()
    wrapper = folder / "git"
    wrapper.write_text(
        f"#!/bin/sh\ngit={shutil.which('git')}\nskip=\n"
        'for word; do case "$skip$word" in skip*) skip=;; -c) skip=skip;; -*) ;; *) call=$word; break;; esac; done\n'
        f'{lines}\nexec "$git" "$@"\n',
        encoding="utf-8",
    )
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.skipif(os.name == "nt", reason="needs sh")
@pytest.mark.parametrize("doing", FULL)
def test_a_full_disk_is_called_so(
    clones: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, doing: Any
) -> None:
    dana, ana = clones
    change(ana, 2, "other.account.toml")
    send(ana, "other.account.toml")
    if doing != "read-tree":  # which joining the two calls as well
        change(dana, 3)
    before = state_of(dana)
    said, step = FULL[doing]
    (tmp_path / "said").write_text(said, encoding="utf-8")
    wrapped(tmp_path / "bin", monkeypatch, f'if [ "$call" = {doing} ]; then cat "{tmp_path}/said" >&2; exit 128; fi')
    if doing == "commit":
        monkeypatch.setattr("committee.versions.sharing.sync.full", lambda _: True)
    state = to(step, dana)
    held = state_of(dana)
    with pytest.raises(GitFailure, match=r"The disk is full.*kept here") as failure:
        advance(state)
    assert "commit message" not in str(failure.value)
    assert state_of(dana) == held
    if doing == "commit":
        assert held == before


@pytest.mark.skipif(os.name == "nt", reason="needs sh")
@pytest.mark.parametrize("reached", ["some of the files", "all but the branch"])
def test_files_that_were_half_brought_up_to_date_are_put_back(
    clones: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reached: str
) -> None:
    dana, ana = clones
    change(ana, 2)
    change(ana, 2, "other.account.toml")
    (ana / "new.md").write_text("new\n" * 100, encoding="utf-8")
    send(ana, NAME, "other.account.toml", "new.md")
    state = to(Step.TAKE, dana)
    before = state_of(dana), (dana / NAME).read_bytes()
    half = (ana / NAME).read_bytes()[:50]
    (tmp_path / "half").write_bytes(half)
    if reached == "some of the files":  # as a disk that fills up leaves it: one cut, one new, the index as it was
        lines = (
            'if [ "$call" = read-tree ]; then rm other.account.toml; printf "new\\nn" > new.md; '
            f'cp "{tmp_path}/half" {NAME}; echo "error: No space left on device" >&2; exit 128; fi'
        )
    else:
        lines = 'if [ "$call" = update-ref ]; then echo "fatal: cannot lock ref" >&2; exit 128; fi'
    with monkeypatch.context() as patch:
        wrapped(tmp_path / "bin", patch, lines)
        with pytest.raises(GitFailure):
            advance(state)
    assert (state_of(dana), (dana / NAME).read_bytes()) == before
    assert advance(state).step is Step.DONE
    assert store.read(dana / NAME).account.people["maria"].power == 2


def note(dana: Path, state: Sync) -> Path:
    """What a process that is dead by now left in the middle of the step."""
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    file = dana / ".git" / f"committee-{gone.pid}.taking"
    file.write_bytes(f"refs/heads/main\0{state.mine}\0{state.mine}\0{state.joined}".encode())
    return file


@pytest.mark.parametrize("reached", ["nothing", "the index", "some files"])
def test_the_next_sync_ends_or_undoes_what_a_killed_one_began(clones: tuple[Path, Path], reached: str) -> None:
    dana, ana = clones
    change(ana, 2)
    change(ana, 2, "other.account.toml")
    send(ana, NAME, "other.account.toml")
    state = to(Step.TAKE, dana)
    git(dana, "update-index", "--refresh")
    left = note(dana, state)
    if reached == "the index":
        git(dana, "read-tree", "-m", "-u", state.mine, state.joined)
    elif reached == "some files":
        (dana / "other.account.toml").write_bytes((ana / "other.account.toml").read_bytes())
    if reached != "the index":  # where the file is theirs already, it would be put on top of that
        account = store.read(dana / NAME).account
        store.save(dana / NAME, apply(account, edits.set_field(account, ("people", "tom", "power"), 4)))
    assert run(dana).done
    assert git(dana, "status", "--porcelain") == ""
    assert store.read(dana / "other.account.toml").account.people["maria"].power == 2
    assert not left.exists()


def test_what_somebody_wrote_after_a_sync_was_killed_stays(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    change(ana, 2)
    change(ana, 2, "other.account.toml")
    send(ana, NAME, "other.account.toml")
    state = to(Step.TAKE, dana)
    git(dana, "update-index", "--refresh")
    note(dana, state)
    git(dana, "read-tree", "-m", "-u", state.mine, state.joined)
    change(dana, 5, "other.account.toml")
    assert run(dana).done
    assert store.read(dana / "other.account.toml").account.people["maria"].power == 5
    assert git(dana, "status", "--porcelain") == " M other.account.toml\n"


def test_left_overs_of_dead_processes_are_swept_and_of_others_not(clones: tuple[Path, Path]) -> None:
    dana, _ = clones
    folder = dana / ".git"
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    dead = [folder / f"committee-{gone.pid}.{kind}" for kind in ("index", "index.lock", "probe")]
    alive = [folder / f"committee-{os.getppid()}.index", folder / f"committee-{gone.pid}-elsewhere.index",
             folder / "committee-notes.index"]  # fmt: skip
    for file in (*dead, *alive):
        file.write_bytes(b"x")
    assert set(left_over(folder)) == set(dead)
    assert run(dana).done
    assert sorted(folder.glob("committee-*")) == sorted(alive)


@pytest.mark.skipif(os.name == "nt", reason="needs sh")
def test_git_ends_when_we_are_killed(clones: tuple[Path, Path], tmp_path: Path) -> None:
    dana, _ = clones
    alive = tmp_path / "alive"
    os.mkfifo(alive)
    helper = tmp_path / "helper"
    helper.write_text(f'#!/bin/sh\nexec 9> "{alive}"\necho began >&9\nsleep 60\necho late >&9\n', encoding="utf-8")
    helper.chmod(0o755)
    git(dana, "config", "remote.origin.uploadpack", str(helper))
    code = f"""
from pathlib import Path
from committee.versions.git.repository import Repository
Repository(Path({str(dana)!r})).talk("fetch", "origin")
"""
    with subprocess.Popen([sys.executable, "-c", code]) as ours, alive.open(encoding="ascii") as heard:
        assert heard.readline() == "began\n"
        ours.kill()
        # The end of the pipe: everybody who held it is gone.
        assert heard.read() == ""


SMALL = 'format = 1\n\n[account]\nname = "Small"\n\n[people.maria]\nname = "Maria"\npower = 4\n'
"""Like no other file here, so that git takes it for no copy of one."""

STRANGE = (
    "-x.account.toml", "--help.account.toml", "+q.account.toml", ":(top)a.account.toml", ":!b.account.toml",
    "a\nb.account.toml", 'quote".account.toml', "it's.account.toml", "*.account.toml", "a\\b.account.toml",
    "n" * (255 - len(".account.toml")) + ".account.toml", " sp ace .account.toml", "tab\t.account.toml",
)  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="not names there")
@pytest.mark.parametrize("name", STRANGE)
def test_whatever_the_name_is_only_that_file_is_shared_and_its_past_is_known(
    clones: tuple[Path, Path], name: Any
) -> None:
    from committee.pipeline.portfolio.file_history import pasts
    from committee.versions.git.folder import as_of, last_changes
    from committee.versions.git.history import history

    dana, ana = clones
    (dana / name).write_text(SMALL, encoding="utf-8")
    change(dana, 1, "other.account.toml")
    assert outlook(dana / name).changed
    assert run(dana, name).sent
    assert git(dana, "show", "--name-only", "-z", "--format=", "HEAD") == f"{name}\0"
    git(ana, "pull", "--quiet")
    change(ana, 2, name)
    git(ana, "commit", "--quiet", "-am", "Theirs")
    git(ana, "push", "--quiet")
    change(dana, 2, name)
    assert not run(dana, name).asks
    assert git(dana, "status", "--porcelain") == " M other.account.toml\n"
    path = dana / name
    assert len(history(path)) == 2
    assert [one.subject for one in last_changes([path]).values()] == ["Theirs"]
    day = history(path)[0].when.date()
    assert [some(document).account.people["maria"].power for _, document in as_of([path], day)] == [2]
    assert len(pasts([path])[path].versions) == 2


def test_a_commit_that_is_asked_for_takes_these_files_only(clones: tuple[Path, Path]) -> None:
    from datetime import date

    from committee.pipeline.review.committing import commit_sitting

    dana, _ = clones
    store.save(dana / ":(top)a.account.toml", small_account())
    commit(dana, "./:(top)a.account.toml")
    change(dana, 1, ":(top)a.account.toml")
    change(dana, 1, "other.account.toml")
    assert commit_sitting([dana / ":(top)a.account.toml"], date(2026, 11, 20)).files == 1
    assert git(dana, "status", "--porcelain") == " M other.account.toml\n"


def test_a_repository_found_has_its_whole_path(clones: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    dana, _ = clones
    monkeypatch.chdir(dana)
    found = Repository.of(Path(NAME))
    assert found is not None
    assert found.root.is_absolute()
    assert found.git_folder == dana.resolve() / ".git"
    assert taking.status(found) == frozenset()
