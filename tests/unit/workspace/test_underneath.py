"""A file changed underneath: nothing is lost and nothing silently overwritten, whoever saves when."""

import os
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from host import TODAY, numbered, small_account
from team import commit, git, shared

from committee import store
from committee.errors import ChangedUnderneath, EditRefused, FileFailure
from committee.model import edits
from committee.model.access import get
from committee.model.account import Account
from committee.model.edit import apply
from committee.versions.merge.merge import Choice, resolve
from committee.workspace import Found, Workspace, marked
from committee.workspace import space as workspace_space

STANCE = ("people", "maria", "stance")
POWER = ("people", "maria", "power")
TITLE = ("people", "tom", "title")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "northwind.account.toml"
    store.save(path, small_account())
    return path


@pytest.fixture
def space(file: Path) -> Workspace:
    return Workspace.open(file, today=TODAY)


def theirs(file: Path, path: tuple[str, ...], value: object) -> None:
    account = store.read(file).account
    store.save(file, apply(account, edits.set_field(account, path, value)))


def mine(space: Workspace, path: tuple[str, ...], value: object) -> None:
    space.edit(edits.set_field(space.account, path, value))


def test_an_untouched_file_costs_one_look_and_is_not_read(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not space.changed_on_disk()
    monkeypatch.setattr(workspace_space, "bytes_of", lambda _: pytest.fail("read"))
    assert not space.changed_on_disk()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
@pytest.mark.parametrize("put", ["pipe", "zero", "folder", "gigabytes"])
def test_what_is_no_account_in_its_place_stops_nothing_and_is_never_overwritten(
    space: Workspace, file: Path, put: str
) -> None:
    """It counts as no newer version; whoever saves is told, and keeps what they entered."""
    file.unlink()
    if put == "pipe":
        os.mkfifo(file)
    elif put == "zero":
        file.symlink_to("/dev/zero")
    elif put == "folder":
        file.mkdir()
    else:
        with file.open("wb") as big:
            big.truncate(2 * 1024**3)
    mine(space, STANCE, "opposed")
    assert not space.changed_on_disk()
    for attempt in (space.meet, space.save, space.reload):
        with pytest.raises(FileFailure, match=r"is not a file|is a folder|has 2048\.0 MB"):
            attempt()
    assert space.dirty
    assert space.account.people["maria"].stance == "opposed"


def test_a_file_written_again_with_the_same_bytes_is_the_same(space: Workspace, file: Path) -> None:
    file.write_bytes(file.read_bytes())
    os.utime(file, (1, 1))
    assert not space.changed_on_disk()
    assert space.meet().found is Found.SAME


def test_without_unsaved_changes_the_file_is_read_again_and_undo_goes_on(space: Workspace, file: Path) -> None:
    mine(space, STANCE, "supporter")
    mine(space, TITLE, "Plant manager")
    space.save()
    theirs(file, STANCE, "reserved")
    assert space.changed_on_disk()
    meeting = space.meet()
    assert meeting.found is Found.READ
    assert space.take(meeting)
    assert not space.dirty
    assert get(space.account, STANCE) == "reserved"
    assert not space.changed_on_disk()
    space.undo()
    assert get(space.account, TITLE) == "Operations lead"
    with pytest.raises(EditRefused, match="stance is now reserved"):
        space.undo()


def test_unsaved_changes_and_theirs_stand_together(space: Workspace, file: Path) -> None:
    mine(space, STANCE, "supporter")
    theirs(file, POWER, 3)
    meeting = space.meet()
    assert meeting.found is Found.JOINED
    assert space.take(meeting)
    assert (get(space.account, STANCE), get(space.account, POWER)) == ("supporter", 3)
    assert space.dirty
    space.save()
    assert store.read(file).account == space.account
    space.undo()
    assert (get(space.account, STANCE), get(space.account, POWER)) == ("neutral", 3)


def test_the_same_change_on_both_sides_leaves_nothing_unsaved(space: Workspace, file: Path) -> None:
    mine(space, STANCE, "supporter")
    theirs(file, STANCE, "supporter")
    assert space.take(space.meet())
    assert not space.dirty


def test_where_both_changed_one_value_nothing_moves_before_it_is_decided(space: Workspace, file: Path) -> None:
    mine(space, STANCE, "supporter")
    theirs(file, STANCE, "reserved")
    before = file.read_bytes()
    with pytest.raises(ChangedUnderneath):
        space.save()
    meeting = space.meet()
    assert meeting.found is Found.OPEN
    assert not space.take(meeting)
    assert get(space.account, STANCE) == "supporter"
    assert file.read_bytes() == before
    assert meeting.merged is not None
    decided = resolve(meeting.merged, {meeting.merged.conflicts[0].key: Choice.THEIRS})
    assert space.take(meeting, decided.account)
    assert get(space.account, STANCE) == "reserved"
    assert not space.dirty


def test_a_decision_that_leaves_errors_is_refused(space: Workspace, file: Path) -> None:
    mine(space, STANCE, "supporter")
    theirs(file, STANCE, "reserved")
    before = space.account
    broken = replace(before, people={key: person for key, person in before.people.items() if key != "maria"})
    with pytest.raises(EditRefused, match="does not go together"):
        space.take(space.meet(), broken)
    assert space.account is before


def test_a_meeting_is_not_taken_over_once_something_was_changed_here(space: Workspace, file: Path) -> None:
    theirs(file, POWER, 3)
    meeting = space.meet()
    mine(space, TITLE, "Plant manager")
    assert not space.take(meeting)
    assert get(space.account, TITLE) == "Plant manager"
    assert space.take(space.meet())
    assert (get(space.account, TITLE), get(space.account, POWER)) == ("Plant manager", 3)


def test_a_meeting_is_not_taken_over_once_the_file_was_saved_here(space: Workspace, file: Path) -> None:
    theirs(file, POWER, 3)
    meeting = space.meet()
    space.take(space.meet())
    space.save()
    assert not space.take(meeting)


def test_a_deleted_file_is_told_once_and_can_be_written_anew(space: Workspace, file: Path) -> None:
    mine(space, STANCE, "supporter")
    file.unlink()
    assert space.changed_on_disk()
    with pytest.raises(ChangedUnderneath, match="moved or deleted"):
        space.save()
    meeting = space.meet()
    assert meeting.found is Found.GONE
    assert space.take(meeting)
    assert not space.changed_on_disk()
    assert space.dirty
    space.save()
    assert get(store.read(file).account, STANCE) == "supporter"


def test_a_file_that_comes_back_is_compared_with_what_it_was(space: Workspace, file: Path) -> None:
    mine(space, STANCE, "supporter")
    away = file.with_suffix(".away")
    file.rename(away)
    space.take(space.meet())
    away.rename(file)
    theirs(file, POWER, 3)
    assert space.take(space.meet())
    assert (get(space.account, STANCE), get(space.account, POWER)) == ("supporter", 3)


@pytest.mark.parametrize("unsaved", [False, True])
@pytest.mark.parametrize("text", ["format = 1\n[account\n", 'format = 1\n[account]\nname = "X"\nstage = "late"\n', ""])
def test_a_file_with_errors_is_not_taken_over(space: Workspace, file: Path, text: str, unsaved: bool) -> None:
    if unsaved:
        mine(space, STANCE, "supporter")
    before = space.account
    file.write_text(text, encoding="utf-8")
    meeting = space.meet()
    assert meeting.found is Found.FAULTY
    assert meeting.why
    assert not space.take(meeting)
    assert space.account is before
    with pytest.raises(ChangedUnderneath):
        space.save()


def test_a_faulty_file_that_was_mended_elsewhere_is_read_again(file: Path) -> None:
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace('"neutral"', '"neutra"'), encoding="utf-8")
    space = Workspace.open(file, today=TODAY)
    assert space.read_only
    file.write_text(good.replace('"neutral"', '"neutr"'), encoding="utf-8")
    assert space.take(space.meet())
    assert space.read_only
    file.write_text(good, encoding="utf-8")
    assert space.take(space.meet())
    assert not space.read_only


@pytest.fixture
def clones(tmp_path: Path, own_git: None) -> tuple[Path, ...]:
    return shared(tmp_path, "dana", "ana", files={"northwind.account.toml": store.write_text(small_account())})


def diverged(clones: tuple[Path, ...], how: str, *settings: str) -> Path:
    """Two clones that say different things of Maria's stance, and git in the middle of joining them at Dana's."""
    dana, ana = clones
    theirs(ana / "northwind.account.toml", STANCE, "reserved")
    commit(ana, "northwind.account.toml")
    git(ana, "push", "--quiet")
    file = dana / "northwind.account.toml"
    theirs(file, STANCE, "supporter")
    if how == "stash":
        git(dana, "stash")
        git(dana, "pull", "--quiet")
        git(dana, "stash", "pop", check=False)
    else:
        commit(dana, "northwind.account.toml")
        git(dana, "fetch", "--quiet")
        git(dana, *settings, how, "origin/main", check=False)
    assert "<<<<<<<" in file.read_text(encoding="utf-8")
    return file


@pytest.mark.parametrize("style", ["merge", "diff3"])
@pytest.mark.parametrize("how", ["merge", "rebase", "stash"])
def test_mine_is_what_was_written_here_however_git_turns_the_sides(
    clones: tuple[Path, ...], how: str, style: str
) -> None:
    git(clones[0], "config", "merge.conflictStyle", style)
    file = diverged(clones, how)
    document = store.read(file)
    assert [problem.code for problem in document.errors] == ["conflict"]
    merged = marked(document)
    assert merged is not None
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == ("neutral", "supporter", "reserved")


def test_markers_that_appear_under_an_open_account_are_decided_and_the_clean_file_is_written(
    clones: tuple[Path, ...],
) -> None:
    dana, _ = clones
    space = Workspace.open(dana / "northwind.account.toml", today=TODAY)
    file = diverged(clones, "merge")
    space.edit(edits.set_field(space.account, TITLE, "Plant manager"))
    meeting = space.meet()
    assert meeting.found is Found.MARKED
    assert meeting.merged is not None
    decided = resolve(meeting.merged, {meeting.merged.conflicts[0].key: Choice.MINE})
    assert space.take(meeting, decided.account)
    account = store.read(file).account
    assert (get(account, STANCE), get(account, TITLE)) == ("supporter", "Plant manager")
    assert not space.dirty


def test_a_file_without_two_sound_sides_has_nothing_to_decide(tmp_path: Path) -> None:
    assert marked(store.read_text("format = 1\n")) is None
    assert marked(store.read_text("<<<<<<< a\nformat = \n=======\nformat = 1\n>>>>>>> b\n")) is None


FIELDS = [
    ("people", person, field)
    for person in ("ana", "maria", "priya", "tom")
    for field in ("title", "department", "email")
]


def save(space: Workspace, ledger: dict[Any, Any], asked: list[Any]) -> None:
    """Save as the screen does: where the file is another one, meet it, decide what is open, and try again."""
    for _ in range(5):
        try:
            space.save()
        except ChangedUnderneath:
            meeting = space.meet()
            if meeting.found is Found.OPEN:
                assert meeting.merged is not None
                choices = {}
                for conflict in meeting.merged.conflicts:
                    asked.append(conflict.path)
                    choice = random.Random(len(asked)).choice([Choice.MINE, Choice.THEIRS])
                    choices[conflict.key] = choice
                    ledger[conflict.path] = conflict.ours if choice is Choice.MINE else conflict.theirs
                assert space.take(meeting, resolve(meeting.merged, choices).account)
            else:
                assert space.take(meeting)
        else:
            return
    pytest.fail("never saved")


def test_two_windows_saving_in_turn_500_times_with_pulls_between_lose_nothing(clones: tuple[Path, ...]) -> None:
    """Each turn one window changes a field and saves, sometimes without having seen what the other one saved; a third
    person shares changes through git. Whatever was written last, or decided, is what the file says in the end."""
    dana, ana = clones
    name = "northwind.account.toml"
    windows = [Workspace.open(dana / name, today=TODAY) for _ in range(2)]
    rng, ids = random.Random(6), numbered()
    ledger: dict[tuple[str, ...], object] = {}
    asked: list[tuple[str, ...]] = []
    people: set[str] = set()
    for turn in range(500):
        space = windows[turn % 2]
        path = FIELDS[rng.randrange(len(FIELDS))]
        value = f"turn {turn}"
        if rng.random() < 0.3 and space.changed_on_disk():  # the other half of the time it is noticed by the save
            space.take(space.meet())
        mine(space, path, value)
        ledger[path] = value
        if turn % 25 == 7:
            edit = edits.add_person(space.account, ids, name=f"Person {turn}")
            space.edit(edit)
            people.add(edit.changes[0].path[1])
        save(space, ledger, asked)
        if turn % 50 == 49:
            pulled(dana, ana, name, ("account", "next_step"), f"from Ana, {turn}")
            ledger["account", "next_step"] = f"from Ana, {turn}"
    for space in windows:
        space.take(space.meet())
    account: Account = store.read(dana / name).account
    assert {path: get(account, path) for path in ledger} == ledger
    assert people <= set(account.people)
    assert windows[0].account == windows[1].account == account
    assert asked, "the two windows never met in one field: the test shows nothing"


def pulled(dana: Path, ana: Path, name: str, path: tuple[str, ...], value: str) -> None:
    """Dana commits, takes over what Ana did meanwhile by a rebase of git, and shares it."""
    commit(dana, name)
    git(ana, "pull", "--quiet")
    theirs(ana / name, path, value)
    commit(ana, name)
    git(ana, "push", "--quiet")
    git(dana, "pull", "--quiet", "--rebase")
    git(dana, "push", "--quiet")
