"""History on the screen: a commit a row, each version on the map with signs, who wrote what; nothing is changed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from commits import Commits
from desk import Desk, desk
from host import TODAY, small_account
from some import some

from committee.model import edits
from committee.model.edit import apply
from committee.model.vocabulary import Stance
from committee.tui.history.commands import COMMANDS
from committee.tui.history.screen import HistoryScreen
from committee.tui.history.versions import Past, signs_of, united
from committee.tui.keys.keymap import actions_of
from committee.versions.changes import changes
from committee.versions.git.repository import GitFailure

pytestmark = pytest.mark.usefixtures("own_git")

NAME = "northwind.account.toml"
ACCOUNT = small_account()
WON = apply(ACCOUNT, edits.set_field(ACCOUNT, ("people", "maria", "stance"), Stance.SUPPORTER))
WITHOUT = apply(WON, edits.remove(WON, ("people", "ana")))
RENAMED = apply(WITHOUT, edits.rename_id(WITHOUT, "people", "tom", "tom-lee"))


@pytest.fixture
def commits(tmp_path: Path) -> Commits:
    made = Commits(tmp_path / "deals")
    made.commit("old.account.toml", ACCOUNT, "begin")
    made.git("mv", "old.account.toml", NAME)
    made.commit(NAME, WON, "Northwind Robotics: won over", "Lee Park")
    made.commit(NAME, WITHOUT, "Ana [red]left[/red] \x1b[31m", "Eve [bold]")
    made.commit(NAME, RENAMED, "Tom's id")
    return made


def screen_of(d: Desk) -> HistoryScreen:
    assert isinstance(d.app.screen, HistoryScreen)
    return d.app.screen


def test_every_key_of_the_history_does_something() -> None:
    assert set(COMMANDS) == {action.id for action in actions_of("history")}


async def test_each_commit_is_a_row_and_the_newest_is_shown(commits: Commits) -> None:
    async with desk(commits.root / NAME) as d:
        await d.press("H")
        text = d.text
        assert screen_of(d).commits.rows[0].key == ""
        assert len(screen_of(d).commits.rows) == 5
        assert "4 commits" in text
        assert " 2 Nov 10:00 Lee Park       won over" in text
        assert "Ana [red]left[/red]" in text
        assert "id tom → tom-lee" in text


async def test_stepping_back_shows_who_was_there_with_signs(commits: Commits) -> None:
    async with desk(commits.root / NAME) as d:
        await d.press("H", "comma")
        screen = screen_of(d)
        picture = screen.history.picture
        assert some(picture).signs == {"ana": "−"}
        assert "ana" in some(picture).account.people
        assert "Ana Rao: gone" in d.text
        await d.press("comma")
        assert some(screen.history.picture).signs == {"maria": "~"}
        assert "María Gómez: neutral → supporter" in d.text
        assert screen.history.person == "maria"
        await d.press("full_stop")
        assert some(screen.history.picture).signs == {"ana": "−"}


async def test_the_map_holds_the_version_and_keeps_everybody_in_place(commits: Commits) -> None:
    async with desk(commits.root / NAME) as d:
        await d.press("H")
        screen = screen_of(d)
        before = {card.person: card.rect for card in some(screen.map.canvas.drawn).cards}
        await d.press("comma", "comma")
        cards = {card.person: card.rect for card in some(screen.map.canvas.drawn).cards}
        assert set(cards) == {"ana", "maria", "priya", "tom"}
        assert cards["maria"].y == before["maria"].y
        assert screen.map.canvas._marks.people == {"maria"}
        assert " ~ " in d.text


async def test_against_now_and_against_the_commit_before(commits: Commits) -> None:
    async with desk(commits.root / NAME) as d:
        await d.press("H", "end", "v")
        screen = screen_of(d)
        picture = screen.history.picture
        assert some(picture).to_now
        assert some(picture).signs == {"ana": "−", "maria": "~", "tom-lee": "~"}
        assert "against now" in d.text
        assert "From there to now:" in d.text
        await d.press("v")
        assert not some(screen.history.picture).to_now
        assert "The file begins here." in d.text


async def test_who_wrote_each_field_of_whom_one_selects(commits: Commits) -> None:
    async with desk(commits.root / NAME) as d:
        await d.press("H", "comma", "comma")
        text = d.text
        assert "WHO WROTE María Gómez" in text
        assert text.index("Lee Park, 2 Nov 2026") < text.index("Stance supporter") < text.index("Dana Okafor, 1 Nov")
        await d.press("tab", "h", "l", "j")
        chosen = screen_of(d).history.person
        assert chosen != "maria"
        assert f"WHO WROTE {WON.people[chosen].name}" in d.text
        await d.press("comma")
        assert screen_of(d).history.person == chosen


async def test_what_is_not_committed_yet_is_the_first_row(commits: Commits) -> None:
    account = apply(RENAMED, edits.set_field(RENAMED, ("people", "priya", "power"), 2))
    async with desk(commits.root / NAME) as d:
        d.screen.desk.change(edits.set_field(d.account, ("people", "priya", "power"), 2))
        await d.press("H", "home")
        assert d.account == account
        assert "Not committed yet" in d.text
        assert "Priya Nair: power unknown → 2" in d.text
        await d.press("v")
        assert "now is held against the last commit" in d.footer


async def test_esc_goes_back_to_now_with_the_person_selected(commits: Commits) -> None:
    async with desk(commits.root / NAME) as d:
        before = d.account
        await d.press("H", "comma", "comma", "escape")
        assert not isinstance(d.app.screen, HistoryScreen)
        assert d.session.person == "maria"
        assert d.account is before
        assert not d.session.workspace.dirty


async def test_the_past_is_not_changed(commits: Commits) -> None:
    text = (commits.root / NAME).read_bytes()
    async with desk(commits.root / NAME) as d:
        await d.press("H", "comma", "a", "e", "d", "i", "s", "5", "t", "ctrl+s", "u")
        assert isinstance(d.app.screen, HistoryScreen)
        assert d.account == RENAMED
    assert (commits.root / NAME).read_bytes() == text
    assert commits.git("status", "--porcelain") == ""


async def test_a_version_that_cannot_be_read_is_said(commits: Commits) -> None:
    commits.commit(NAME, "<<<<<<< a\n", "oops")
    commits.commit(NAME, RENAMED, "mended")
    async with desk(commits.root / NAME) as d:
        await d.press("H")
        assert "The version before cannot be read." in d.text
        await d.press("comma")
        assert "This version cannot be read as an account." in d.text
        await d.press("comma")
        assert "id tom → tom-lee" in d.text


async def test_without_a_repository_or_a_commit_it_says_what_to_do(
    commits: Commits, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    alone = tmp_path / "alone.account.toml"
    alone.write_bytes((commits.root / NAME).read_bytes())
    async with desk(alone) as d:
        await d.press("H")
        assert "This folder is not under git" in d.footer
    new = commits.root / "new.account.toml"
    new.write_bytes(alone.read_bytes())
    async with desk(new) as d:
        await d.press("H")
        assert "No commit of this file yet; y keeps it." in d.text


async def test_in_private_mode_authors_messages_and_names_are_withheld(commits: Commits) -> None:
    async with desk(commits.root / NAME, private=True) as d:
        await d.press("H")
        for _ in range(4):
            await d.press("comma")
            text = d.text
            assert not any(secret in text for secret in ("María", "Gómez", "Lee", "Tom", "Ana", "Eve", "Robotics"))
        assert "Author 1" in text
        assert "message withheld" in text
        assert "PRIVATE" in text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_it_fits_every_screen(commits: Commits, size: tuple[int, int]) -> None:
    async with desk(commits.root / NAME, size=size) as d:
        await d.press(
            "H", "comma", "comma", "n", "N", "tab", "tab", "j", "k", "shift+tab", "plus", "minus", "question_mark"
        )
        await d.press("escape")
        assert "HISTORY" in d.lines[0]
        assert "back to now" in d.footer


def test_ghosts_stand_beside_who_is_there() -> None:
    both = united(WITHOUT, ACCOUNT)
    assert list(both.people) == ["ana", "maria", "priya", "tom"]
    assert both.people["maria"].stance is Stance.SUPPORTER
    assert united(ACCOUNT, WITHOUT).people is ACCOUNT.people


def test_signs_say_who_came_went_and_changed() -> None:
    assert signs_of(changes(WITHOUT, ACCOUNT)) == {"ana": "+", "maria": "~"}
    assert signs_of(changes(ACCOUNT, replace(ACCOUNT, coverage={}))) == {"tom": "~"}


def test_commits_are_listed_by_one_process_and_read_by_another(
    commits: Commits, monkeypatch: pytest.MonkeyPatch
) -> None:
    from committee.versions.git import repository

    started: list[tuple[str, ...]] = []
    begin = repository._start

    def counted(*given: Any) -> Any:
        started.append(given[1])
        return begin(*given)

    monkeypatch.setattr(repository, "_start", counted)
    past = Past(commits.root / NAME, RENAMED, TODAY)
    assert len(list(past.read())) == 4
    for revision in past.listed:
        past.picture(revision, to_now=False)
    past.close()
    assert [next(word for word in given if not word.startswith("-")) for given in started] == [
        "rev-parse", "rev-parse", "rev-parse", "log", "cat-file",
    ]  # fmt: skip


async def test_what_git_cannot_do_is_said_and_nothing_ends(commits: Commits, monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object, **__: object) -> None:
        raise GitFailure("Git ended while versions were read", "Try again")

    async with desk(commits.root / NAME) as d:
        await d.press("H")
        monkeypatch.setattr(Past, "written", ended)
        await d.press("comma")
        assert "Git ended while versions were read. Try again" in d.footer
        assert "Ana Rao: gone" in d.text
        monkeypatch.setattr(Past, "picture", ended)
        await d.press("comma")
        assert "Git ended while versions were read" in d.footer
        await d.press("escape")
        assert not isinstance(d.app.screen, HistoryScreen)
