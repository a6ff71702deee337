"""What a killed sitting left is offered in words, joined with the file as it is now, and gone once it is settled."""

import errno
import os
from pathlib import Path

import pytest
from desk import Desk, desk
from host import NOW, TODAY, small_account
from some import some

from committee import store
from committee.model import edits
from committee.model.access import get
from committee.model.edit import Edit
from committee.paths import state_dir
from committee.tui.sharing.rescue import RescueScreen
from committee.tui.sharing.resolve import ResolveScreen
from committee.workspace import Workspace
from committee.workspace.journal import Journal, left

POWER, TITLE = (("people", "maria", field) for field in ("power", "title"))
TOM = ("people", "tom", "power")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "northwind.account.toml"
    path.write_text(store.write_text(small_account()), encoding="utf-8")
    return path


def killed(file: Path, **values: object) -> None:
    """A sitting that changed this and was killed."""
    space = Workspace.open(file, today=TODAY)
    space.journal = Journal(file, clock=lambda: NOW)
    for name, value in values.items():
        space.edit(changed(space, ("people", *name.split("_")), value))
    space.journal.close()


def changed(space: Workspace, path: tuple[str, ...], value: object) -> Edit:
    return edits.set_field(space.account, path, value)


def saved(file: Path, path: tuple[str, ...], value: object) -> None:
    """Somebody else saves."""
    space = Workspace.open(file, today=TODAY)
    space.edit(changed(space, path, value))
    space.save()


def files() -> list[str]:
    folder = state_dir() / "journals"
    return sorted(entry.name for entry in folder.iterdir()) if folder.exists() else []


async def test_it_is_said_in_words_taken_undone_taken_again_and_gone_with_the_save(file: Path) -> None:
    killed(file, maria_power=2, tom_title="Head of Tools")
    saved(file, ("people", "priya", "title"), "CTO")
    async with desk(file) as d:
        assert isinstance(d.app.screen, RescueScreen)
        assert "María Gómez: power 5 → 2" in d.text
        assert "Head of Tools" in d.text
        assert "CTO" not in d.text, "what somebody else saved is here already"
        assert "kept until" in d.text
        await d.press("enter")
        assert (get(d.account, POWER), get(d.account, ("people", "priya", "title"))) == (2, "CTO")
        assert "ctrl+s saves it, u takes it back" in d.footer
        assert len(files()) == 2, "what was taken over is in this sitting's own already"
        await d.press("u")
        assert get(d.account, POWER) == 5
        await d.press("ctrl+r", "ctrl+s")
    assert files() == []
    assert get(store.read(file).account, POWER) == 2


async def test_looked_at_left_and_thrown_away(file: Path) -> None:
    killed(file, maria_power=2)
    async with desk(file) as d:
        await d.press("r")
        assert isinstance(d.app.screen, ResolveScreen)
        assert "María Gómez: power 5 → 2" in d.text
        await d.press("escape")
        assert len(files()) == 1
        await d.press("B", "escape")
        assert len(files()) == 1
        await d.press("B", "ctrl+d")
        assert "thrown away" in d.footer
        assert get(d.account, POWER) == 5
        await d.press("B")
        assert "nothing to decide" in d.footer
    assert files() == []


async def test_where_both_say_something_it_is_decided(file: Path) -> None:
    killed(file, maria_power=2, tom_power=1)
    saved(file, POWER, 4)
    async with desk(file) as d:
        assert "1 thing differs with what was saved since" in d.text
        await d.press("enter")
        assert isinstance(d.app.screen, ResolveScreen)
        await d.press("t", "enter")
        assert (get(d.account, POWER), get(d.account, TOM)) == (2, 1)
        await d.press("ctrl+s")
    assert files() == []


async def test_taken_over_and_killed_again_it_is_offered_again(file: Path) -> None:
    killed(file, maria_power=2)
    async with desk(file) as d:
        await d.press("enter")
        some(d.session.workspace.journal).close()
    async with desk(file) as d:
        assert "María Gómez: power 5 → 2" in d.text
        await d.press("enter")
        assert d.app.screen is d.screen, "what the second one says is here then"
        await d.press("ctrl+s")
    async with desk(file) as d:
        assert d.app.screen is d.screen
    assert files() == []


@pytest.mark.parametrize("keys", [("ctrl+s", "q"), ("u", "q"), ("q", "ctrl+d")])
async def test_saved_taken_back_or_discarded_nothing_is_offered(file: Path, keys: tuple[str, ...]) -> None:
    async with desk(file) as d:
        d.screen.desk.select("maria")
        await d.press("t", "3")
        some(d.session.workspace.journal).flush()
        assert len(files()) == 1
        await d.press(*keys)
        assert not d.app.is_running
    assert files() == []


async def test_what_another_window_holds_is_not_offered(file: Path) -> None:
    space = Workspace.open(file, today=TODAY)
    space.journal = Journal(file)
    space.edit(changed(space, POWER, 2))
    space.journal.flush()
    async with desk(file) as d:
        assert "Unsaved work" not in d.text
        space.journal.close()
        await d.press("B")
        assert isinstance(d.app.screen, RescueScreen)


async def test_in_private_mode_it_names_nobody(file: Path) -> None:
    killed(file, maria_title="Aunt of Priya", tom_power=1)
    async with desk(file, private=True) as d:
        assert isinstance(d.app.screen, RescueScreen)
        assert "power" in d.text
        for name in ("María", "Gómez", "Tom", "Lee", "Priya", "northwind"):
            assert name not in d.text
        await d.press("enter", "ctrl+s")
    assert get(store.read(file).account, TITLE) == "Aunt of Priya"
    assert files() == []


async def test_a_state_folder_that_takes_nothing_is_said_once_and_the_sitting_goes_on(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def full(path: object, flags: int, *more: int, **other: int) -> int:
        if str(path).endswith(".journal") and flags & os.O_CREAT:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(path, flags, *more, **other)  # type: ignore[arg-type]  # as it came

    async with desk(file) as d:
        monkeypatch.setattr(os, "open", full)
        d.screen.desk.select("maria")
        await d.press("t", "3")
        some(d.session.workspace.journal).flush()
        await d.settle()
        assert "not kept until it is saved" in d.footer
        await d.press("t", "4")
        some(d.session.workspace.journal).flush()
        await d.settle()
        assert "not kept" not in d.footer
        await d.press("ctrl+s")
    assert store.read(file).account.coverage["dana", "maria"].strength == 4


async def test_a_new_account_that_was_never_saved_is_offered_where_it_is_begun_again(tmp_path: Path) -> None:
    path = tmp_path / "new.account.toml"
    space = Workspace.new("New Corp", path, me="Dana Okafor", today=TODAY)
    space.journal = Journal(path)
    space.edit(edits.set_field(space.account, ("account", "deal"), "Everything"))
    space.journal.close()
    (one,), _ = left(path)
    assert 'deal = "Everything"' in one.text
    async with desk(small_account()) as d:
        d.app.show(Workspace.new("New Corp", path, me="Dana Okafor", today=TODAY))
        await d.until("Everything")
        await d.press("enter")
        assert d.account.header.deal == "Everything"


async def forgotten(d: Desk) -> None:
    """Maria is forgotten, by her whole name."""
    d.screen.desk.select("maria")
    await d.press("D")
    await d.type("María Gómez")
    await d.press("enter")
    await d.until("What still holds them")


async def test_who_was_forgotten_by_mistake_comes_back_after_the_program_ended(file: Path) -> None:
    async with desk(file) as d:
        await forgotten(d)
        assert "1 journal of this program, for 30 days" in " ".join(d.text.split())
        await d.press("escape", "q")
    assert "María" not in file.read_text(encoding="utf-8")
    (name,) = files()
    assert name.endswith(".before")
    saved(file, TOM, 1)
    async with desk(file) as d:
        assert d.app.screen is d.screen, "nobody is brought back by a key too much"
        assert "B takes it back or throws it away" in d.footer
        await d.press("B")
        assert "before somebody was forgotten" in d.text
        assert "María Gómez" in d.text
        await d.press("enter", "ctrl+s")
    account = store.read(file).account
    assert account.people["maria"] == small_account().people["maria"]
    assert get(account, TOM) == 1
    assert files() == []


async def test_what_is_kept_of_somebody_forgotten_goes_when_asked_for(file: Path) -> None:
    async with desk(file) as d:
        await forgotten(d)
        await d.press("ctrl+d")
        assert "nothing here brings them back but u" in d.text
        assert files() == []
        await d.press("escape", "u")
        assert "maria" in d.account.people


async def test_where_no_copy_can_be_kept_nobody_is_forgotten(file: Path) -> None:
    (state_dir()).mkdir(parents=True, exist_ok=True)
    (state_dir() / "journals").write_text("")
    async with desk(file) as d:
        d.screen.desk.select("maria")
        await d.press("D")
        await d.type("María Gómez")
        await d.press("enter")
        await d.until("nobody was forgotten")
        assert "maria" in d.account.people
    assert "María" in file.read_text(encoding="utf-8")
