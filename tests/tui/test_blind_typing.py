"""What is typed blind: letters faster than a hand, or a paste where keys are run, do nothing that cannot be undone."""

from pathlib import Path

import pytest
from desk import Desk, desk
from host import small_account
from textual import events

from committee import store
from committee.tui.account.dialogs.add import AddScreen
from committee.tui.account.dialogs.forget import ForgetScreen
from committee.tui.terminal.breath import HAND, breath, is_text


def keys(text: str, apart: float = 0.0) -> list[events.Key]:
    found = []
    for place, sign in enumerate(text):
        event = events.Key("enter" if sign == "\n" else sign, None if sign == "\n" else sign)
        event.time = 100 + place * apart
        found.append(event)
    return found


@pytest.mark.parametrize("text", ["Dana", "Li Wu", "van der Berg", "María", "dora", "O'Neil", "Jean-Luc", "Ana R"])
def test_names_are_texts(text: str) -> None:
    assert is_text(text)


@pytest.mark.parametrize(
    "text", ["", "fff", "jjjjjj", "hjkl", "jjkl", "s4no", "c.,fx1", "/tom", "ffffn", "xu", "dddddd"]
)
def test_keys_are_no_texts(text: str) -> None:
    assert not is_text(text)


def test_a_hand_is_slower_than_a_breath() -> None:
    assert breath(keys("Dana", HAND * 2)) == "D"
    assert breath(keys("Dana", HAND / 2)) == "Dana"
    assert breath([*keys("Da"), events.Key("escape", None), *keys("na")]) == "Da"
    assert breath(keys("Tom\nAna\n")) == "Tom\nAna\n"


def touched(d: Desk) -> bool:
    return d.session.workspace.history.can_undo or d.session.workspace.dirty


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("name", ["Dana Ruiz, CFO", "dora kim", "Xenia Diaz", "Tom Lee, CFO", "Ben Lin", "uwe dietz"])
async def test_a_name_typed_on_the_map_is_offered_to_the_add_line(name: str, size: tuple[int, int]) -> None:
    async with desk(size=size) as d:
        await d.type(name)
        assert d.top(AddScreen).line.value == name
        assert "not run as keys" in d.text
        assert not touched(d)
        await d.press("escape")
        assert d.app.screen is d.screen
        assert not touched(d)


async def test_a_list_in_one_breath_is_one_list_and_enter_adds_nobody() -> None:
    async with desk() as d:
        people = len(d.account.people)
        for event in keys("Kim Wu, CFO\nAda Poe, CTO\n"):
            d.app.post_message(event)
        await d.settle()
        assert d.top(AddScreen).list.text == "Kim Wu, CFO\nAda Poe, CTO"
        assert len(d.account.people) == people
        await d.press("ctrl+s", "escape")
        assert len(d.account.people) == people + 2


async def test_a_paste_on_the_map_is_offered_too() -> None:
    for view in ("1", "2", "4", "5", "6", "7"):
        async with desk() as d:
            await d.press(view)
            d.app.post_message(events.Paste("Kim Wu, CFO\nAda Poe, CTO"))
            await d.settle()
            assert d.top(AddScreen).list.text == "Kim Wu, CFO\nAda Poe, CTO"
            assert not touched(d)


@pytest.mark.parametrize("keys", [(), ("a",)])
async def test_a_terminal_sends_breaks_as_it_sends_enter(keys: tuple[str, ...]) -> None:
    async with desk() as d:
        await d.press(*keys)
        d.app.post_message(events.Paste("Kim Wu, CFO\rAda Poe, CTO\r"))
        await d.settle()
        assert d.top(AddScreen).list.text == "Kim Wu, CFO\nAda Poe, CTO"


async def test_what_follows_a_key_that_opens_a_line_is_for_the_line() -> None:
    async with desk() as d:
        await d.type("/tom")
        await d.press("enter")
        assert d.session.person == "tom"
        await d.type("aKim Wu, CFO")
        assert d.top(AddScreen).line.value == "Kim Wu, CFO"
        assert "not run as keys" not in d.text


async def test_where_nothing_may_be_added_it_is_said_and_nothing_is_done() -> None:
    async with desk() as d:
        await d.press("p")
        await d.type("Dana Ruiz")
        assert "not run as keys" in d.footer
        assert d.app.screen is d.screen
        assert not touched(d)


async def test_keys_of_a_hand_are_run() -> None:
    async with desk() as d:
        await d.press("d", "d", "u", "u", "f", "x")
        assert d.app.screen is not d.screen
        assert not isinstance(d.app.screen, AddScreen)


async def test_no_letter_is_a_yes_for_forgetting(tmp_path: Path) -> None:
    path = tmp_path / "northwind.account.toml"
    store.save(path, small_account(), "")
    async with desk(path) as d:
        people = dict(d.account.people)
        await d.press("D")
        for letter in "yaYDfjnoxesk":
            await d.press(letter)
        d.top(ForgetScreen)
        await d.press("enter")
        d.top(ForgetScreen)
        await d.press("escape")
        assert d.account.people == people
