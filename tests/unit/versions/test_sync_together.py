"""Two syncs of one clone, or a sync and somebody's own git: what one has brought, the other never undoes."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from host import small_account
from some import some
from sync_storm import NAME, OTHER, change, left, past, title
from team import copied, git, shared

from committee import store
from committee.versions.git.repository import GitFailure
from committee.versions.git.turn import turn
from committee.versions.sharing import taking
from committee.versions.sharing.standing import place_of
from committee.versions.sharing.sync import Step, Sync, advance, begin, can_take_back, take_back

pytestmark = pytest.mark.usefixtures("own_git")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What every test begins with, made once: Ana has shared a title of Priya's, and Dana has not seen it yet."""
    folder = tmp_path_factory.mktemp("template")
    text = store.write_text(small_account())
    _, ana = shared(folder, "dana", "ana", files={NAME: text, OTHER: text})
    change(ana, "priya", "of Ana's")
    change(ana, "priya", "of Ana's", OTHER)
    git(ana, "commit", "--quiet", "--all", "-m", "Theirs")
    git(ana, "push", "--quiet")
    return folder


@pytest.fixture
def clones(tmp_path: Path, template: Path) -> tuple[Path, Path]:
    dana, ana = copied(template, tmp_path, "dana", "ana")
    return dana, ana


def to(step: Step, folder: Path) -> Sync:
    """A sync that is about to do this step."""
    return on(begin(place_of(folder / NAME), "Mine"), step)


def on(state: Sync, step: Step = Step.DONE) -> Sync:
    while state.step is not step and not state.done:
        state = advance(state)
    return state


def nothing_is_lost(dana: Path, ana: Path, *, mine: str | None) -> None:
    """Once everybody has shared what is there, both titles are, and everybody is at rest."""
    for clone in (dana, ana, dana):
        on(to(Step.COMMIT, clone))
    for clone in (dana, ana):
        assert (title(clone, "priya"), title(clone, "maria")) == ("of Ana's", mine), past(clone)
        assert title(clone, "priya", OTHER) == "of Ana's"
        assert left(clone) == []


@pytest.mark.parametrize("edited", [False, True], ids=["theirs alone", "both changed it"])
@pytest.mark.parametrize("step", [Step.FETCH, Step.JOIN, Step.TAKE, Step.SEND])
def test_a_second_sync_of_the_same_clone_undoes_nothing(clones: tuple[Path, Path], edited: bool, step: Step) -> None:
    """Both made the same commit, of the same second; the first one was quicker."""
    dana, ana = clones
    if edited:
        change(dana, "maria", "of Dana's")
    mine = title(dana, "maria")
    second = to(step, dana)
    on(to(step, dana) if step is not Step.SEND else second)
    try:
        on(second)
    except GitFailure as failure:
        assert "Begin the sync again" in str(failure)  # noqa: PT017 - whether it says so depends on the step
    assert git(dana, "status", "--porcelain") == ""
    nothing_is_lost(dana, ana, mine=mine)


@pytest.mark.parametrize("edited", [False, True], ids=["theirs alone", "both changed it"])
def test_a_sync_that_finds_everything_brought_already_goes_on(clones: tuple[Path, Path], edited: bool) -> None:
    dana, _ = clones
    if edited:
        change(dana, "maria", "of Dana's")
    first, second = to(Step.TAKE, dana), to(Step.TAKE, dana)
    assert first.joined == second.joined
    assert on(first).done
    assert on(second).done
    assert git(dana, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "call",
    [("commit", "--all"), ("commit", "--only", NAME), ("commit", "--only", OTHER), ("pull", "--ff-only")],
    ids=lambda call: " ".join(call[:2]),
)
@pytest.mark.parametrize("refused", [False, True], ids=["the branch moved", "and could not be moved anyway"])
def test_what_somebody_commits_between_the_files_and_the_branch_is_not_undone(
    clones: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, call: tuple[str, ...], refused: bool
) -> None:
    """The files are there already and the branch is not: a commit takes them, and the sync finds the branch moved."""
    dana, ana = clones
    state = to(Step.TAKE, dana)
    move = taking._move

    def moved(*args: Any) -> None:
        git(dana, call[0], "--quiet", *(["-m", "By hand"] if call[0] == "commit" else []), *call[1:])
        if refused:
            raise GitFailure("git update-ref: no")
        move(*args)

    with monkeypatch.context() as patch:
        patch.setattr(taking, "_move", moved)
        if call[0] == "pull" and not refused:
            assert advance(state).done
        else:
            with pytest.raises(GitFailure):
                advance(state)
    assert git(dana, "status", "--porcelain") == ""
    nothing_is_lost(dana, ana, mine=title(ana, "maria"))


@pytest.mark.parametrize("written", [True, False], ids=["the index is written", "the index is not written"])
def test_where_another_git_holds_the_index_the_next_sync_puts_things_right(
    clones: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, written: bool
) -> None:
    dana, ana = clones
    state = to(Step.TAKE, dana)
    lock = dana / ".git" / "index.lock"
    old = (dana / ".git" / "index").read_bytes()

    def refused(*_: object) -> None:
        lock.touch()
        raise GitFailure("git update-ref: no")

    with monkeypatch.context() as patch:
        patch.setattr(taking, "_move", refused)
        with pytest.raises(GitFailure, match="no"):
            advance(state)
    assert title(dana, "priya") == "of Ana's"
    (note,) = (dana / ".git").glob("committee-*.taking")  # it could not be undone, and is not forgotten
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    note.rename(note.with_name(note.name.replace(f"-{os.getpid()}-", f"-{gone.pid}-")))
    if not written:  # then the files can be put back without it
        (dana / ".git" / "index").write_bytes(old)
        with pytest.raises(GitFailure, match="Another git is at work"):
            on(to(Step.COMMIT, dana))
        assert title(dana, "priya") != "of Ana's"
        assert git(dana, "status", "--porcelain") == ""
    lock.unlink()
    nothing_is_lost(dana, ana, mine=title(ana, "maria"))


@pytest.mark.skipif(os.name == "nt", reason="no such locks there")
@pytest.mark.parametrize("step", [Step.COMMIT, Step.TAKE])
def test_one_sync_at_a_time_changes_a_clone(clones: tuple[Path, Path], step: Step) -> None:
    dana, _ = clones
    change(dana, "maria", "of Dana's")
    state = to(step, dana)
    before = git(dana, "rev-parse", "HEAD"), git(dana, "status", "--porcelain")
    with turn(dana / ".git"):
        with pytest.raises(GitFailure, match=r"Another sync is at work.*sync again"):
            advance(state)
        if step is Step.TAKE:
            assert can_take_back(state)
            with pytest.raises(GitFailure, match="Another sync is at work"):
                take_back(state)
    assert (git(dana, "rev-parse", "HEAD"), git(dana, "status", "--porcelain")) == before
    assert on(state).sent


@pytest.mark.skipif(os.name == "nt", reason="no such locks there")
def test_a_sync_that_is_killed_stands_in_nobodys_way(clones: tuple[Path, Path]) -> None:
    dana, _ = clones
    code = f"""
import sys
from pathlib import Path
from committee.versions.git.turn import turn
with turn(Path({str(dana / ".git")!r})):
    print("held", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert some(other.stdout).readline() == b"held\n"
        with pytest.raises(GitFailure, match="Another sync is at work"):
            on(to(Step.COMMIT, dana))
        other.kill()
        other.wait()
        assert on(to(Step.COMMIT, dana)).done
