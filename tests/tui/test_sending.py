"""What reaches the terminal: never more than has changed, and always what Textual means to show."""

import io
import random
from dataclasses import replace
from typing import Any

import pyte
import pytest
from desk import desk
from generate import TODAY, random_account
from rich.console import Console
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen

KEYS = (
    *("right", "left", "up", "down", "j", "k", "v", "minus", "plus", "0", "o", "space", "m", "f", "F", "M"),
    *("2", "3", "4", "6", "1", "question_mark", "escape", "tab", "s", "4", "enter", "u", "I", "z"),
)
WIDE = ("山田太郎", "e\u0301ric", "Łukasz", "김민수 (본사)", "Ｗide")


class Terminal:
    """A terminal that is sent what a real one would be; pyte counts widths as we do for the names used here."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size, self.sent = size, 0
        self.console = Console(color_system="truecolor", force_terminal=True, file=io.StringIO())
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)

    def receive(self, picture: CompositorUpdate) -> None:
        text = picture.render_segments(self.console)
        self.sent += len(text.encode())
        self._stream.feed(text)

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """Every cell as one sees it: a blank has no ink."""
        rows = self._screen.buffer
        return [[_seen(rows[y][x]) for x in range(self.size[0])] for y in range(self.size[1])]


def _seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    marked = cell.underscore, cell.strikethrough, cell.reverse
    return (cell.data, cell.bg, marked) if cell.data == " " else (cell.data, cell.bg, marked, cell.fg, cell.bold)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Whatever is displayed goes to this terminal too."""
    found = Terminal((90, 26))
    display = App._display

    def heard(app: App[Any], screen: Screen[Any], picture: Any) -> None:
        if hasattr(picture, "render_segments"):
            found.receive(picture)
        display(app, screen, picture)

    monkeypatch.setattr(App, "_display", heard)
    return found


def meant(app: App[Any], terminal: Terminal) -> Terminal:
    """The same screen, drawn as a whole by somebody who has never heard of what was sent."""
    whole = Terminal(terminal.size)
    whole.receive(app.screen._compositor.render_full_update())
    return whole


@pytest.mark.parametrize("seed", range(2))
async def test_a_terminal_that_gets_the_changes_alone_shows_the_whole_picture(seed: int, terminal: Terminal) -> None:
    account, rng = random_account(seed, people=24, places=4), random.Random(seed)
    if seed:
        names = {key: replace(one, name=rng.choice((one.name, *WIDE))) for key, one in account.people.items()}
        account = replace(account, people=names)
    async with desk(account, size=terminal.size, today=TODAY) as d:
        d.app.screen.refresh()
        await d.settle()
        for _ in range(6):
            await d.press(key := rng.choice(KEYS))
            assert terminal.cells == meant(d.app, terminal).cells, key


async def test_a_selection_is_a_small_part_of_a_picture(terminal: Terminal) -> None:
    async with desk(random_account(1, people=40, places=5), size=terminal.size, today=TODAY) as d:
        d.app.screen.refresh()
        await d.settle()
        whole, terminal.sent = meant(d.app, terminal).sent, 0
        d.app.screen.refresh(*[Region(0, y, 90, 1) for y in range(26)])
        await d.settle()
        assert terminal.sent == 0, "nothing has changed"
        await d.press("right")
        assert 0 < terminal.sent < whole / 2


async def test_after_another_program_wrote_to_the_screen_all_of_it_is_sent(terminal: Terminal) -> None:
    async with desk(random_account(1, people=12, places=3), size=terminal.size, today=TODAY) as d:
        d.app.screen.refresh()
        await d.settle()
        whole, terminal.sent = meant(d.app, terminal).sent, 0
        d.app.sent.forget()
        d.app.screen.refresh(*[Region(0, y, 90, 1) for y in range(26)])
        await d.settle()
        assert terminal.sent > whole / 4
