"""Sharing one account: real repositories, a bare one between them, and nothing else is ever touched."""

import random
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from host import small_account
from team import commit, copied, git, shared, untouched

from committee import store
from committee.model import edits
from committee.model.account import Account
from committee.model.edit import apply
from committee.store.source import FILE_LIMIT
from committee.versions.git.repository import GitFailure, GitStopped, Repository
from committee.versions.merge.merge import Choice, resolve
from committee.versions.sharing import sync as syncing
from committee.versions.sharing.replay import CannotJoin, written
from committee.versions.sharing.standing import InTheWay, outlook, place_of
from committee.versions.sharing.sync import Step, Sync, advance, answer, begin, can_take_back, take_back

pytestmark = pytest.mark.usefixtures("own_git")

NAME = "northwind.account.toml"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What every test begins with, made once."""
    folder = tmp_path_factory.mktemp("template")
    text = store.write_text(small_account())
    shared(folder, "dana", "ana", files={NAME: text, "other.account.toml": text, "README.md": "one\ntwo\n"})
    return folder


@pytest.fixture
def clones(tmp_path: Path, template: Path) -> tuple[Path, Path]:
    """Dana's clone and Ana's."""
    dana, ana = copied(template, tmp_path, "dana", "ana")
    return dana, ana


def change(folder: Path, path: tuple[str, ...], value: object, name: str = NAME) -> None:
    """Set one field of an account file and save it."""
    file = folder / name
    account = store.read(file).account
    store.save(file, apply(account, edits.set_field(account, path, value)))


def account_in(folder: Path, name: str = NAME) -> Account:
    return store.read(folder / name).account


def run(folder: Path, name: str = NAME, message: str = "Northwind: 1 person changed") -> Sync:
    """Sync until it is done or asks something."""
    state = begin(place_of(folder / name), message)
    return go_on(state)


def up_to(step: Step, folder: Path) -> Sync:
    """A sync that is about to do this step."""
    state = begin(place_of(folder / NAME), "Mine")
    while state.step is not step:
        state = advance(state)
    return state


def go_on(state: Sync) -> Sync:
    while not state.done and state.asks is None:
        state = advance(state)
    return state


def push_from(folder: Path, path: tuple[str, ...], value: object, name: str = NAME) -> None:
    """Somebody else changes a field and shares it with git alone."""
    git(folder, "pull", "--quiet", "--rebase")
    change(folder, path, value, name)
    commit(folder, name)
    git(folder, "push", "--quiet")


def test_a_change_is_committed_and_sent(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    change(dana, ("people", "maria", "stance"), "supporter")
    done = run(dana)
    assert done.sent
    assert [said.step for said in done.said] == [Step.COMMIT, Step.FETCH, Step.JOIN, Step.SEND]
    git(ana, "pull", "--quiet")
    assert account_in(ana).people["maria"].stance == "supporter"
    assert git(ana, "log", "-1", "--format=%s|%an") == "Northwind: 1 person changed|Dana Okafor\n"
    assert git(dana, "status", "--porcelain", "--branch") == "## main...origin/main\n"


def test_both_sides_are_joined_without_asking_where_they_do_not_meet(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    push_from(ana, ("people", "maria", "stance"), "supporter")
    push_from(ana, ("people", "maria", "power"), 4, "other.account.toml")
    change(dana, ("people", "maria", "cares_about"), "Payback")
    done = run(dana)
    assert done.sent
    maria = account_in(dana).people["maria"]
    assert (maria.stance, maria.cares_about) == ("supporter", "Payback")
    assert account_in(dana, "other.account.toml").people["maria"].power == 4
    git(ana, "pull", "--quiet")
    assert (ana / NAME).read_bytes() == (dana / NAME).read_bytes()
    assert git(dana, "log", "--merges", "--format=%h") == ""
    assert git(dana, "status", "--porcelain") == ""


def test_a_conflict_is_asked_and_the_answer_is_what_is_shared(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    push_from(ana, ("people", "maria", "stance"), "reserved")
    change(dana, ("people", "maria", "stance"), "advocate")
    before = git(dana, "rev-parse", "HEAD")
    asked = run(dana)
    assert asked.asks is not None
    assert (asked.asks.path, asked.asks.author) == (NAME, "Ana Rao")
    conflict = asked.asks.merged.conflicts[0]
    assert (conflict.base, conflict.ours, conflict.theirs) == ("neutral", "advocate", "reserved")
    with pytest.raises(InTheWay):
        advance(asked)
    # Nothing has moved: our commit is there, on top of what was there before, and so is our file.
    assert git(dana, "rev-parse", "HEAD^") == before
    assert account_in(dana).people["maria"].stance == "advocate"
    chosen = resolve(asked.asks.merged, {conflict.key: Choice.THEIRS})
    done = go_on(answer(asked, written(chosen, asked.asks.newline)))
    assert done.sent
    assert account_in(dana).people["maria"].stance == "reserved"
    git(ana, "pull", "--quiet")
    assert account_in(ana).people["maria"].stance == "reserved"


def test_names_from_git_are_harmless(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    change(ana, ("people", "maria", "stance"), "reserved")
    commit(ana, NAME, by="Ana\x1b[2J [bold]\u202eRao")
    git(ana, "push", "--quiet")
    change(dana, ("people", "maria", "stance"), "advocate")
    asked = run(dana)
    assert asked.asks is not None
    said = asked.asks.author + "".join(step.words for step in asked.said)
    assert "[bold]" in said
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_an_answer_that_is_no_sound_account_is_refused(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    push_from(ana, ("people", "maria", "stance"), "reserved")
    change(dana, ("people", "maria", "stance"), "advocate")
    asked = run(dana)
    with pytest.raises(InTheWay, match="does not go together"):
        answer(asked, (dana / NAME).read_bytes().replace(b'place = "berlin"', b'place = "nowhere"'))


def test_an_answer_counts_only_for_the_sides_it_was_given_for(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    push_from(ana, ("people", "maria", "stance"), "reserved")
    change(dana, ("people", "maria", "stance"), "advocate")
    asked = run(dana)
    assert asked.asks is not None
    answered = answer(asked, written(resolve(asked.asks.merged, {c.key: Choice.MINE for c in
                                                               asked.asks.merged.conflicts}), "\n"))  # fmt: skip
    push_from(ana, ("people", "maria", "stance"), "opposed")
    # The answer still is put on top of what was fetched; the push comes too late, and the new question is asked.
    again = go_on(answered)
    assert again.asks is not None
    assert again.asks.merged.conflicts[0].theirs == "opposed"
    assert account_in(ana).people["maria"].stance == "opposed"


def test_staged_dirty_and_untracked_files_stay_as_they_are(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    push_from(ana, ("people", "tom", "power"), 4)
    change(dana, ("people", "maria", "power"), 3)
    (dana / "README.md").write_text("one\nstaged\n", encoding="utf-8")
    git(dana, "add", "README.md")
    (dana / "README.md").write_text("one\nstaged\nand dirty\n", encoding="utf-8")
    change(dana, ("people", "ana", "power"), 1, "other.account.toml")
    (dana / "draft.account.toml").write_text("half", encoding="utf-8")
    (dana / "new.md").write_text("added", encoding="utf-8")
    git(dana, "add", "new.md")
    before = untouched(dana)
    done = run(dana)
    assert done.sent
    after = untouched(dana)
    assert after["staged"] == before["staged"]
    assert after["status"] == before["status"].replace(f" M {NAME}\n", "")
    assert after["dirty"].count("diff --git") == 2
    assert (after["stash"], after["config"]) == (before["stash"], before["config"])
    assert (dana / "README.md").read_text(encoding="utf-8") == "one\nstaged\nand dirty\n"
    assert git(dana, "show", "--name-only", "--format=", "HEAD") == f"{NAME}\n"


def test_a_file_that_both_changed_and_is_not_committed_here_is_never_overwritten(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    push_from(ana, ("people", "tom", "power"), 4, "other.account.toml")
    change(dana, ("people", "maria", "power"), 3)
    change(dana, ("people", "tom", "power"), 2, "other.account.toml")
    with pytest.raises(InTheWay, match=r"other\.account\.toml: changed here and not committed"):
        run(dana)
    assert account_in(dana, "other.account.toml").people["tom"].power == 2
    assert git(dana, "log", "-1", "--format=%s") == "Northwind: 1 person changed\n"
    # As it advises: that one first (its tie is decided), then everything is shared.
    asked = run(dana, "other.account.toml", "Other: 1 person changed")
    assert asked.asks is not None
    merged = resolve(asked.asks.merged, {c.key: Choice.MINE for c in asked.asks.merged.conflicts})
    assert go_on(answer(asked, written(merged, "\n"))).sent
    git(ana, "pull", "--quiet")
    assert account_in(ana, "other.account.toml").people["tom"].power == 2
    assert account_in(ana).people["maria"].power == 3


def test_an_untracked_file_that_the_others_have_too_is_not_overwritten(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    (ana / "draft.account.toml").write_text("theirs", encoding="utf-8")
    commit(ana, "draft.account.toml")
    git(ana, "push", "--quiet")
    (dana / "draft.account.toml").write_text("mine", encoding="utf-8")
    change(dana, ("people", "maria", "power"), 3)
    with pytest.raises(InTheWay, match="draft"):
        run(dana)
    assert (dana / "draft.account.toml").read_text(encoding="utf-8") == "mine"


def test_a_new_account_is_added_and_nothing_else(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    store.save(dana / "acme.account.toml", small_account())
    (dana / "private.md").write_text("mine", encoding="utf-8")
    assert outlook(dana / "acme.account.toml").before is None
    done = run(dana, "acme.account.toml", "Acme: added")
    assert done.sent
    assert git(dana, "show", "--name-only", "--format=", "HEAD") == "acme.account.toml\n"
    assert git(dana, "status", "--porcelain") == "?? private.md\n"
    git(ana, "pull", "--quiet")
    assert account_in(ana, "acme.account.toml") == small_account()


def test_without_a_change_what_waits_is_sent_and_what_is_new_is_taken(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    assert next(said.words for said in run(dana).said) == "nothing new here since the last commit"
    push_from(ana, ("people", "tom", "power"), 4)
    done = run(dana)
    assert done.done
    assert account_in(dana).people["tom"].power == 4
    assert done.came == (NAME,)


def test_somebody_who_is_first_with_their_push_is_joined_once_more(
    clones: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    dana, ana = clones
    change(dana, ("people", "maria", "power"), 3)
    state = begin(place_of(dana / NAME), "Mine")
    raced = False
    while not state.done:
        if state.step is Step.SEND and not raced:
            raced = True
            push_from(ana, ("people", "tom", "power"), 4)
        state = advance(state)
    assert "somebody else was first; once more" in [said.words for said in state.said]
    git(ana, "pull", "--quiet")
    assert (account_in(ana).people["maria"].power, account_in(ana).people["tom"].power) == (3, 4)


def test_a_remote_that_is_not_there_leaves_the_commit_for_the_next_time(
    clones: tuple[Path, Path], tmp_path: Path
) -> None:
    dana, ana = clones
    change(dana, ("people", "maria", "power"), 3)
    (tmp_path / "shared.git").rename(tmp_path / "away.git")
    state = advance(begin(place_of(dana / NAME), "Mine"))
    with pytest.raises(GitFailure, match="shared through is not there") as failure:
        advance(state)
    assert "Ask whoever set it up" in str(failure.value)
    assert git(dana, "status", "--porcelain") == ""
    (tmp_path / "away.git").rename(tmp_path / "shared.git")
    assert outlook(dana / NAME).waiting == ("Mine",)
    assert go_on(state).sent
    git(ana, "pull", "--quiet")
    assert account_in(ana).people["maria"].power == 3


def test_a_server_out_of_reach_is_said_in_words(clones: tuple[Path, Path]) -> None:
    dana, _ = clones
    git(dana, "remote", "set-url", "origin", "https://127.0.0.1:1/x.git")
    with pytest.raises(GitFailure, match="cannot be reached"):
        run(dana)


def test_no_remote_means_a_commit_only(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    store.save(tmp_path / NAME, small_account())
    done = run(tmp_path, message="Northwind: added")
    assert done.done
    assert not done.sent
    assert "shared with nobody" in done.said[-1].words
    assert git(tmp_path, "log", "--format=%s") == "Northwind: added\n"


def test_the_first_push_goes_to_the_only_remote_and_is_followed_from_then_on(clones: tuple[Path, Path]) -> None:
    dana, _ = clones
    git(dana, "switch", "--quiet", "-c", "q4")
    change(dana, ("people", "maria", "power"), 3)
    place = place_of(dana / NAME)
    assert (place.remote, place.there, place.followed) == ("origin", "q4", False)
    assert run(dana).sent
    assert git(dana, "rev-parse", "--abbrev-ref", "@{upstream}") == "origin/q4\n"


def test_several_remotes_without_a_choice_are_asked_about(clones: tuple[Path, Path], tmp_path: Path) -> None:
    dana, _ = clones
    git(dana, "remote", "add", "backup", str(tmp_path / "shared.git"))
    git(dana, "switch", "--quiet", "-c", "q4")
    with pytest.raises(InTheWay, match="2 places it could go"):
        place_of(dana / NAME)


def test_outside_a_repository_it_says_what_to_do(tmp_path: Path) -> None:
    store.save(tmp_path / NAME, small_account())
    with pytest.raises(InTheWay, match="not under git"):
        place_of(tmp_path / NAME)


def test_an_old_state_without_a_branch_is_refused(clones: tuple[Path, Path]) -> None:
    dana, _ = clones
    git(dana, "checkout", "--quiet", "--detach")
    with pytest.raises(InTheWay, match="older state"):
        place_of(dana / NAME)


def test_an_ignored_file_is_refused(clones: tuple[Path, Path]) -> None:
    dana, _ = clones
    (dana / ".gitignore").write_text("private.*\n", encoding="utf-8")
    store.save(dana / "private.account.toml", small_account())
    with pytest.raises(InTheWay, match=r"\.gitignore"):
        place_of(dana / "private.account.toml")


@pytest.mark.parametrize("operation", ["rebase", "merge", "cherry-pick", "revert", "bisect"])
def test_during_another_operation_of_git_nothing_is_touched(clones: tuple[Path, Path], operation: str) -> None:
    dana, ana = clones
    (ana / "README.md").write_text("theirs\n", encoding="utf-8")
    commit(ana, "README.md")
    git(ana, "push", "--quiet")
    (dana / "README.md").write_text("mine\n", encoding="utf-8")
    commit(dana, "README.md")
    git(dana, "fetch", "--quiet")
    (dana / "README.md").write_text("mine again\n", encoding="utf-8")
    commit(dana, "README.md")
    begun = {
        "rebase": ("rebase", "origin/main"),
        "merge": ("merge", "origin/main"),
        "cherry-pick": ("cherry-pick", "origin/main"),
        "revert": ("revert", "HEAD~1"),
        "bisect": ("bisect", "start"),
    }
    git(dana, *begun[operation], check=False)
    change(dana, ("people", "maria", "power"), 3)
    before = untouched(dana), git(dana, "rev-parse", "HEAD")
    with pytest.raises(InTheWay, match=f"in the middle of a {operation}.*git {operation}"):
        run(dana)
    assert (untouched(dana), git(dana, "rev-parse", "HEAD")) == before


def test_an_operation_begun_between_two_steps_stops_it_too(clones: tuple[Path, Path]) -> None:
    dana, _ = clones
    change(dana, ("people", "maria", "power"), 3)
    state = advance(begin(place_of(dana / NAME), "Mine"))
    git(dana, "bisect", "start")
    with pytest.raises(InTheWay, match="bisect"):
        advance(state)


def test_a_branch_that_somebody_moved_meanwhile_is_not_written(clones: tuple[Path, Path]) -> None:
    dana, _ = clones
    change(dana, ("people", "maria", "power"), 3)
    state = advance(begin(place_of(dana / NAME), "Mine"))
    (dana / "README.md").write_text("else\n", encoding="utf-8")
    commit(dana, "README.md")
    with pytest.raises(InTheWay, match="used git here meanwhile"):
        advance(state)


@pytest.mark.parametrize("new", [False, True])
def test_the_commit_can_be_taken_back_until_it_is_joined(clones: tuple[Path, Path], new: bool) -> None:
    dana, _ = clones
    name = "acme.account.toml" if new else NAME
    if new:
        store.save(dana / name, small_account())
    else:
        git(dana, "rm", "--quiet", "--cached", "README.md")
        change(dana, ("people", "maria", "power"), 3)
        git(dana, "add", name)
        change(dana, ("people", "maria", "power"), 2)
    before = untouched(dana), git(dana, "rev-parse", "HEAD"), (dana / name).read_bytes()
    state = advance(begin(place_of(dana / name), "Mine"))
    assert can_take_back(state)
    back = take_back(state)
    assert (untouched(dana), git(dana, "rev-parse", "HEAD"), (dana / name).read_bytes()) == before
    assert not can_take_back(back)
    again = go_on(back)
    assert again.sent
    assert not can_take_back(again)


def test_a_commit_that_was_joined_is_not_taken_back(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    push_from(ana, ("people", "tom", "power"), 4)
    change(dana, ("people", "maria", "power"), 3)
    state = up_to(Step.SEND, dana)
    assert not can_take_back(state)
    with pytest.raises(InTheWay):
        take_back(state)


def test_the_first_commit_of_all_can_be_taken_back(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    store.save(tmp_path / NAME, small_account())
    state = advance(begin(place_of(tmp_path / NAME), "Mine"))
    take_back(state)
    assert git(tmp_path, "status", "--porcelain") == f"?? {NAME}\n"


def test_a_check_of_the_repository_that_says_no_leaves_nothing_behind(clones: tuple[Path, Path]) -> None:
    dana, _ = clones
    hook = dana / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'hook: too many names' >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    store.save(dana / "acme.account.toml", small_account())
    before = untouched(dana)
    with pytest.raises(GitFailure, match="too many names"):
        run(dana, "acme.account.toml")
    assert untouched(dana) == before


def test_git_without_a_name_says_how_to_give_it_one(clones: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    dana, _ = clones
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    git(dana, "config", "user.useConfigOnly", "true")
    change(dana, ("people", "maria", "power"), 3)
    with pytest.raises(GitFailure, match=r"does not know your name yet.*user\.name"):
        run(dana)


def test_a_push_that_a_rule_forbids_keeps_the_commit(clones: tuple[Path, Path], tmp_path: Path) -> None:
    dana, _ = clones
    hook = tmp_path / "shared.git" / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    change(dana, ("people", "maria", "power"), 3)
    with pytest.raises(GitFailure, match="a rule over there says no"):
        run(dana)
    assert outlook(dana / NAME).waiting == ("Northwind: 1 person changed",)


def test_earlier_commits_about_other_files_are_told_of(clones: tuple[Path, Path]) -> None:
    dana, _ = clones
    (dana / "README.md").write_text("mine\n", encoding="utf-8")
    commit(dana, "README.md", say="Notes")
    change(dana, ("people", "maria", "power"), 3, "other.account.toml")
    seen = outlook(dana / NAME)
    assert (seen.waiting, seen.elsewhere, seen.changed, seen.others_dirty) == (("Notes",), 1, False, 1)


def test_author_date_and_words_of_our_commits_survive(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    push_from(ana, ("people", "tom", "power"), 4)
    change(dana, ("people", "maria", "power"), 3)
    git(dana, "add", NAME)
    words = "Zoë: Größe\n\nBody, with a # and\ntwo lines"
    git(dana, "commit", "--quiet", "-m", words, GIT_AUTHOR_NAME="Zoë Ω", GIT_AUTHOR_DATE="2025-01-02T03:04:05+05:30")
    assert run(dana).sent
    said = git(dana, "log", "-1", "--format=%an|%ad|%B", "--date=iso-strict")
    assert said.strip() == f"Zoë Ω|2025-01-02T03:04:05+05:30|{words}"


def test_what_no_account_is_and_both_changed_is_left_to_somebody_who_knows_git(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    (ana / "README.md").write_text("theirs\n", encoding="utf-8")
    commit(ana, "README.md")
    git(ana, "push", "--quiet")
    (dana / "README.md").write_text("mine\n", encoding="utf-8")
    commit(dana, "README.md")
    head = git(dana, "rev-parse", "HEAD")
    with pytest.raises(CannotJoin, match=r"README\.md is no account"):
        run(dana)
    assert git(dana, "rev-parse", "HEAD") == head
    assert git(dana, "status", "--porcelain") == ""


def test_an_account_of_the_others_that_is_too_large_is_said_and_ours_kept(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    (ana / NAME).write_bytes((ana / NAME).read_bytes() + b"#" * FILE_LIMIT)
    commit(ana, NAME)
    git(ana, "push", "--quiet")
    change(dana, ("people", "maria", "power"), 3)
    with pytest.raises(CannotJoin, match="one of the versions is larger than 5 MB"):
        run(dana)
    assert account_in(dana).people["maria"].power == 3


def test_an_account_that_the_others_deleted_is_said_and_kept(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    git(ana, "rm", "--quiet", NAME)
    git(ana, "commit", "--quiet", "-m", "Lost")
    git(ana, "push", "--quiet")
    change(dana, ("people", "maria", "power"), 3)
    with pytest.raises(CannotJoin, match=r"changed here and deleted by Dana Okafor"):
        run(dana)
    assert account_in(dana).people["maria"].power == 3


@pytest.mark.parametrize("changed", [False, True])
def test_an_account_that_the_others_renamed_goes_on_under_its_new_name(
    clones: tuple[Path, Path], changed: bool
) -> None:
    dana, ana = clones
    git(ana, "mv", NAME, "robotics.account.toml")
    git(ana, "commit", "--quiet", "-m", "Rename")
    change(ana, ("people", "tom", "power"), 4, "robotics.account.toml")
    commit(ana, "robotics.account.toml")
    git(ana, "push", "--quiet")
    if changed:
        change(dana, ("people", "maria", "power"), 3)
    done = run(dana)
    assert done.done
    assert done.file == dana / "robotics.account.toml"
    people = store.read(done.file).account.people
    assert (people["maria"].power, people["tom"].power) == (3 if changed else 5, 4)
    assert not (dana / NAME).exists()
    assert git(dana, "status", "--porcelain") == ""


def test_a_folder_that_was_begun_apart_joins_the_team(clones: tuple[Path, Path], tmp_path: Path) -> None:
    lone = tmp_path / "lone"
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(lone))
    git(lone, "remote", "add", "origin", str(tmp_path / "shared.git"))
    store.save(lone / "acme.account.toml", small_account())
    done = run(lone, "acme.account.toml", "Acme: added")
    assert done.sent
    assert account_in(lone, "other.account.toml") == account_in(clones[0], "other.account.toml")
    assert git(lone, "log", "--format=%s") == "Acme: added\nBegin\n"
    assert git(lone, "status", "--porcelain", "--branch") == "## main...origin/main\n"


def test_a_commit_that_the_others_have_already_is_not_made_twice(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    push_from(ana, ("people", "maria", "power"), 3)
    change(dana, ("people", "maria", "power"), 3)
    assert run(dana).done
    assert git(dana, "rev-parse", "HEAD") == git(ana, "rev-parse", "HEAD")


def test_cancelling_while_commits_are_put_on_top_changes_nothing(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    push_from(ana, ("people", "tom", "power"), 4)
    change(dana, ("people", "maria", "power"), 3)
    state = up_to(Step.JOIN, dana)
    before = untouched(dana), git(dana, "rev-parse", "HEAD")
    with pytest.raises(GitStopped):
        advance(state, stop=lambda: True)
    assert (untouched(dana), git(dana, "rev-parse", "HEAD")) == before
    assert sorted(path.name for path in (dana / ".git").glob("committee*")) == []
    assert go_on(state).sent


def test_crlf_files_keep_their_line_ends(clones: tuple[Path, Path]) -> None:
    dana, ana = clones
    for name, who in ((NAME, dana),):
        data = (who / name).read_bytes().replace(b"\n", b"\r\n")
        (who / name).write_bytes(data)
        commit(who, name)
        git(who, "push", "--quiet")
    git(ana, "pull", "--quiet")
    account = account_in(ana)
    store.save(ana / NAME, apply(account, edits.set_field(account, ("people", "tom", "power"), 4)), None, "\r\n")
    commit(ana, NAME)
    git(ana, "push", "--quiet")
    account = account_in(dana)
    store.save(dana / NAME, apply(account, edits.set_field(account, ("people", "maria", "power"), 3)), None, "\r\n")
    assert run(dana).sent
    data = (dana / NAME).read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert account_in(dana).people["tom"].power == 4


def test_giving_up_after_several_rounds_says_so(clones: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    dana, ana = clones
    monkeypatch.setattr(syncing, "ROUNDS", 1)
    change(dana, ("people", "maria", "power"), 3)
    state = up_to(Step.SEND, dana)
    push_from(ana, ("people", "tom", "power"), 4)
    with pytest.raises(GitFailure, match="Somebody else was first"):
        advance(state)
    # Going on is one more sync.
    assert go_on(replace(state, step=Step.FETCH)).sent


def test_an_account_deep_in_a_folder_and_with_a_strange_name(clones: tuple[Path, Path]) -> None:
    dana, _ = clones
    folder = dana / "europe [west]"
    folder.mkdir()
    store.save(folder / "*é.account.toml", small_account())
    store.save(folder / "plain.account.toml", small_account())
    done = run(dana, "europe [west]/*é.account.toml", "New")
    assert done.sent
    assert git(dana, "-c", "core.quotepath=off", "show", "--name-only", "--format=", "HEAD").strip() == (
        "europe [west]/*é.account.toml"
    )
    assert Repository.of(dana) is not None


def run_as_mine(folder: Path, name: str) -> None:
    """Sync, and take mine wherever somebody has to decide."""
    state = run(folder, name)
    while state.asks is not None:
        merged = state.asks.merged
        chosen = resolve(merged, {conflict.key: Choice.MINE for conflict in merged.conflicts})
        state = go_on(answer(state, written(chosen, "\n")))


def test_two_people_sharing_in_turn_lose_nothing_and_touch_nothing_else(clones: tuple[Path, Path]) -> None:
    """A random walk: each changes and shares now one account, now the other, with unfinished work in the other one."""
    rng = random.Random(7)
    names = (NAME, "other.account.toml")
    wrote: dict[tuple[str, str, str], set[str]] = {}
    for turn in range(8):
        folder = clones[rng.randrange(2)]
        name, other = rng.sample(names, 2)
        person, field = rng.choice(("ana", "maria", "priya", "tom")), rng.choice(("title", "email", "department"))
        change(folder, ("people", person, field), f"turn {turn}", name)
        wrote.setdefault((name, person, field), set()).add(f"turn {turn}")
        held = (folder / other).read_bytes() if git(folder, "status", "--porcelain", "--", other) else None
        if rng.random() < 0.7:
            with suppress(InTheWay):  # the others changed the unfinished one, too
                run_as_mine(folder, name)
        assert held is None or (folder / other).read_bytes() == held
    for folder in (*clones, *clones):
        for name in names:
            run_as_mine(folder, name)
    for name in names:
        assert (clones[0] / name).read_bytes() == (clones[1] / name).read_bytes()
    for (name, person, field), values in wrote.items():
        assert getattr(account_in(clones[0], name).people[person], field) in values
