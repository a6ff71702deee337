"""Actions of all accounts on a screen, and forgetting somebody from it."""

from pathlib import Path

import pytest
from desk import Desk, desk
from host import TODAY, small_account

from committee import store
from committee.model import edits
from committee.model.account import Action
from committee.model.disclosure import Disclosure
from committee.model.edit import apply
from committee.model.vocabulary import Stance
from committee.tui.account.dialogs.forget import ForgetScreen, LeftoversScreen
from committee.tui.account.screen import AccountScreen
from committee.tui.promises.screen import AllActionsScreen

KEY = "2026-11-10-p2x8"


def folder_of_three(folder: Path) -> Path:
    """Northwind with one action, Acme with another, and a file that cannot be read; the first of them."""
    account = small_account()
    first = folder / "northwind.account.toml"
    first.write_text(store.write_text(account))
    other = apply(account, edits.set_field(account, ("account", "name"), "Acme"))
    other = apply(other, edits.set_field(other, ("actions", KEY, "what"), "Send Priya the questionnaire"))
    other = apply(other, edits.set_field(other, ("actions", KEY, "with"), "priya"))
    (folder / "acme.account.toml").write_text(store.write_text(other))
    (folder / "torn.account.toml").write_text("<<<<<<< mine\n")
    return first


def done_of(path: Path) -> Action:
    return store.read(path).account.actions[KEY]


async def listed(shown: Desk) -> AllActionsScreen:
    """Open the list."""
    shown.screen.action_do("actions.all")
    await shown.settle()
    assert isinstance(shown.app.screen, AllActionsScreen)
    return shown.app.screen


async def test_every_account_of_the_folder_is_listed_and_faults_are_told(tmp_path: Path) -> None:
    async with desk(folder_of_three(tmp_path)) as shown:
        await shown.press("colon", *"actions of all", "enter")
        assert "OVERDUE" in shown.text
        assert shown.text.index("Send Priya the questionnaire") < shown.text.index("Ask Tom for 30 minutes")
        assert shown.text.count("paper: DPA signed") == 2
        assert "FILES WITH ERRORS" in shown.text
        assert "torn.account.toml:1" in shown.text
        await shown.press("escape")
        assert isinstance(shown.app.screen, AccountScreen)


async def test_done_is_one_key_saved_at_once_and_taken_back(tmp_path: Path) -> None:
    first = folder_of_three(tmp_path)
    other = tmp_path / "acme.account.toml"
    async with desk(first) as shown:
        await listed(shown)
        await shown.press("space")
        assert done_of(other).done == TODAY
        assert "Send Priya" in shown.footer
        assert "Send Priya" not in "\n".join(shown.lines[:-1])
        await shown.press("space")
        assert done_of(first).done == TODAY, "the next one is under the cursor"
        await shown.press("u", "u")
        assert (done_of(first).done, done_of(other).done) == (None, None)
        await shown.press("u")
        assert "nothing was marked" in shown.footer
        await shown.press("v", "space")
        assert "DONE" in shown.text


async def test_the_open_account_is_changed_there_and_keeps_its_own_undo(tmp_path: Path) -> None:
    first = folder_of_three(tmp_path)
    async with desk(first) as shown:
        await listed(shown)
        await shown.press("down", "space", "escape")
        assert shown.account.actions[KEY].done == TODAY
        assert not shown.session.workspace.dirty
        await shown.press("u")
        assert shown.account.actions[KEY].done is None


async def test_what_else_is_unsaved_is_not_saved_behind_somebodys_back(tmp_path: Path) -> None:
    first = folder_of_three(tmp_path)
    async with desk(first) as shown:
        await shown.press("s", "5", "enter")
        await listed(shown)
        await shown.press("down", "space")
        assert "not saved yet" in shown.footer
        assert done_of(first).done is None


async def test_a_file_somebody_else_changed_meanwhile_is_read_again(tmp_path: Path) -> None:
    first = folder_of_three(tmp_path)
    other = tmp_path / "acme.account.toml"
    async with desk(first) as shown:
        await listed(shown)
        await shown.press("space", "u")
        account = store.read(other).account
        theirs = apply(account, edits.set_field(account, ("account", "deal"), "Theirs"))
        store.save(other, theirs)
        await shown.press("space")
        after = store.read(other).account
        assert (after.header.deal, after.actions[KEY].done) == ("Theirs", TODAY)


async def test_enter_opens_the_account_at_the_person(tmp_path: Path) -> None:
    async with desk(folder_of_three(tmp_path)) as shown:
        await listed(shown)
        await shown.press("enter")
        assert shown.account.header.name == "Acme"
        assert shown.session.person == "priya"
        await listed(shown)
        await shown.press("enter")
        assert shown.account.header.name == "Acme", "the very account that is open"


async def test_filters_by_day_owner_and_words(tmp_path: Path) -> None:
    async with desk(folder_of_three(tmp_path)) as shown:
        await listed(shown)
        await shown.press("w")
        assert "DPA" not in shown.text
        await shown.press("w", "w", "w", "slash", *"acme dpa", "enter")
        assert shown.text.count("DPA signed") == 1
        assert "Ask Tom" not in shown.text
        await shown.press("escape")
        assert shown.text.count("DPA signed") == 2
        await shown.press("m")
        assert "mine" in shown.lines[0]
        await shown.press("slash", *"zzz", "enter")
        assert "Nothing here" in shown.text


async def test_names_are_hidden_on_every_line(tmp_path: Path) -> None:
    paths = [folder_of_three(tmp_path), tmp_path / "acme.account.toml", tmp_path / "torn.account.toml"]
    async with desk(paths[0]) as shown:
        screen = AllActionsScreen(paths, today=TODAY, me="Dana Okafor", disclosure=Disclosure(names_hidden=True))
        shown.app.push_screen(screen)
        await shown.settle()
        await shown.press("space")
        for word in ("Northwind", "Acme", "torn", "Dana", "Priya", "Tom", "DPA", "questionnaire", "minutes"):
            assert word not in shown.text, word
        assert "PRIVATE" in shown.lines[0]
        assert "saved" in shown.footer


async def test_narrow_and_wide(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    for size in ((80, 24), (200, 60)):
        async with desk(path, size=size) as shown:
            await listed(shown)
            assert all(len(line) <= size[0] for line in shown.lines)
            assert "Acme" in shown.text
            assert ("Priya Nair" in shown.text) == (size[0] > 100)


async def test_forgetting_asks_for_the_name_is_saved_and_undone_until_the_program_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    path = folder_of_three(tmp_path)
    async with desk(path) as shown:
        await shown.press("s", "5", "enter")
        shown.screen.desk.select("maria")
        before = path.read_text()
        await shown.press("D")
        assert isinstance(shown.app.screen, ForgetScreen)
        assert "your other unsaved changes with it" in shown.text
        assert "ctrl+t other texts too" in shown.text
        assert "Until the program ends, u brings them back" in shown.text
        assert "Versions in git, copies and backups still hold them" in shown.text
        await shown.press("escape")
        assert path.read_text() == before
        was = shown.account
        await shown.press("D", "ctrl+t", "enter")
        assert "nobody is forgotten" in shown.text
        await shown.type("maria gomez")  # capitals and accents do not matter
        await shown.press("enter")
        assert isinstance(shown.app.screen, LeftoversScreen)
        assert "What still holds them" in shown.text
        await shown.press("escape")
        text = path.read_text()
        assert "maria" not in text.lower()
        assert "Ask Tom for 30 minutes with Forgotten" in text
        assert shown.session.person == "person-0002"
        assert "María" not in shown.text
        await shown.press("u")
        assert shown.account == was
        assert shown.session.person == "maria"
        assert path.read_text() == text, "written with the next save, as every step is"
        await shown.press("ctrl+s")
        assert store.read(path).account == was
        await shown.press("u")
        assert shown.account.people["maria"].stance is Stance.NEUTRAL, "what was done before can be undone as well"


async def test_a_name_typed_on_the_map_forgets_and_saves_nothing(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    before = path.read_bytes()
    async with desk(path) as shown:
        await shown.press("down", *"David Stafford")  # as slowly as by hand
        shown.top(ForgetScreen)
        await shown.press("enter", "enter", "escape")
        assert shown.app.screen is shown.screen
    assert path.read_bytes() == before


async def test_whose_name_cannot_be_typed_is_forgotten_by_id(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    async with desk(path) as shown:
        shown.screen.desk.select("maria")
        await shown.press("D")
        await shown.type("maria")
        await shown.press("enter")
        assert isinstance(shown.app.screen, LeftoversScreen)
    assert "maria" not in store.read(path).account.people


async def test_nothing_is_forgotten_where_the_file_cannot_be_written(tmp_path: Path) -> None:
    path = folder_of_three(tmp_path)
    async with desk(path) as shown:
        shown.screen.desk.select("maria")
        await shown.press("D")
        path.write_text(path.read_text().replace("Northwind", "Eastwind"))
        await shown.type("Maria Gomez")
        await shown.press("enter")
        assert "nobody was forgotten" in shown.footer
        assert shown.account.people["maria"].name == "María Gómez"
        assert "Eastwind" in path.read_text()
