"""The map under the pointer, in a real terminal: click, double-click, wheel, drag; hint letters; another size."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from generate import random_account
from terminal import Start, Terminal

from committee import store

WHEEL_UP, WHEEL_DOWN, SHIFTED, MOVED = 64, 65, 4, 32
TOP, LEFT = 4, 5
"""Lines above the map and its headers, columns of labels."""


class Pointer:
    """Somebody with a mouse in front of a terminal."""

    def __init__(self, terminal: Terminal, names: Sequence[str]) -> None:
        self.terminal, self.names = terminal, names

    def _send(self, button: int, x: int, y: int, end: str = "M") -> None:
        self.terminal.paste(f"\x1b[<{button};{x + 1};{y + 1}{end}".encode())

    def click(self, x: int, y: int, times: int = 1) -> None:
        for _ in range(times):
            self._send(0, x, y)
            self._send(0, x, y, "m")

    def wheel(self, button: int, x: int = 30, y: int = 12) -> None:
        self._send(button, x, y)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self._send(0, *start)
        self._send(MOVED, *end)
        self._send(0, *end, "m")

    def show_cards(self) -> None:
        """From the story of a large account to the cards of everybody."""
        self.terminal.press("+")
        self.terminal.wait_for("[╰┗]")
        self.rest()

    def places(self) -> dict[str, tuple[int, int]]:
        """Where names stand on the map, of the people whose whole name can be read there exactly once."""
        found: dict[str, tuple[int, int]] = {}
        wide = self.terminal.columns - 36 if self.terminal.columns >= 100 else self.terminal.columns
        lines = [line[:wide] for line in self.terminal.screen.display[TOP : self.terminal.rows - 8]]
        for name in self.names:
            at = [(line.index(name), y) for y, line in enumerate(lines, TOP) if line.count(name) == 1]
            if len(at) == 1:
                found[name] = at[0]
        return found

    def letters(self) -> dict[str, str]:
        """The letter at the lower right of the card of each of these names, where there is one."""
        display = self.terminal.screen.display
        found: dict[str, str] = {}
        for name, (x, y) in self.places().items():
            letter = re.search(r" ([a-z]) [╯┛]", display[y + 2][x : x + 17])
            found |= {name: letter[1]} if letter else {}
        return found

    def selected(self, name: str) -> bool:
        """Whether the card with this name has the heavy border."""
        lines = self.terminal.screen.display
        return any(re.search(rf"[┏┣┃┻┳] ?{re.escape(name)}", line) for line in lines[TOP:])

    def rest(self) -> None:
        """Wait until the program has nothing more to send."""
        while self.terminal._read(0.4):
            pass

    def until(self, holds: Callable[[], bool], what: str) -> None:
        self.terminal.wait_until(holds, 20, what)

    def choose(self, name: str) -> None:
        """Click on a name until it is selected: on a busy machine the map may move between a look and a click."""
        clicked: list[tuple[int, int]] = []

        def chosen() -> bool:
            now = self.places().get(name)
            if now is not None and now not in clicked[-1:]:
                clicked.append(now)
                self.click(*now)
            return self.selected(name)

        self.until(chosen, f"{name} to be selected")

    def until_moved(self, name: str, before: tuple[int, int], by: tuple[int, int] | None = None) -> tuple[int, int]:
        """Wait until a name stands elsewhere on the map; `by` how far exactly."""
        aim = (before[0] + by[0], before[1] + by[1]) if by else None

        def there() -> bool:
            now = self.places().get(name)
            return now is not None and (now == aim if aim else now != before)

        self.until(there, f"{name} to move from {before} to {aim or 'anywhere'}")
        return self.places()[name]


def test_pointer_and_letters_on_a_map_of_sixty(committee: Start, tmp_path: Path) -> None:
    account = random_account(5, people=60, places=4)
    store.save(tmp_path / "sixty.account.toml", account)
    terminal = committee("sixty.account.toml", columns=80, rows=24)
    terminal.wait_for("Findings [0-9]")
    pointer = Pointer(terminal, [person.name for person in account.people.values()])
    pointer.show_cards()

    # A click selects what it hits, a second one edits it.
    done: list[str] = []
    for _ in range(2):
        # Far from the left edge, where dragging would cut a border off.
        name, _ = max((one for one in pointer.places().items() if one[0] not in done), key=lambda one: one[1])
        done.append(name)
        pointer.choose(name)
    pointer.click(*pointer.places()[name], times=2)
    terminal.wait_for(r"name \* +" + re.escape(name))
    terminal.press("esc")
    terminal.wait_gone("name \\*")

    # The wheel scrolls down and up, with shift to the right and left.
    pointer.until(lambda: name in pointer.places(), "the map to come back")
    at = pointer.places()[name]
    for there, back, way in ((WHEEL_DOWN, WHEEL_UP, (0, -1)), (WHEEL_DOWN | SHIFTED, WHEEL_UP | SHIFTED, (-1, 0))):
        pointer.wheel(there)
        now = pointer.until_moved(name, at)
        assert (now[0] - at[0] < 0, now[1] - at[1] < 0) == (way[0] < 0, way[1] < 0)
        pointer.wheel(back)
        pointer.until_moved(name, now)
        assert pointer.places()[name] == at

    # What is dragged stays under the pointer, and is not selected by it.
    pointer.drag((30, 12), (29, 11))
    at = pointer.until_moved(name, at, (-1, -1))
    pointer.until(partial(pointer.selected, name), f"{name} to be selected still")

    # One letter is enough for the few cards in view.
    terminal.press(";")
    terminal.wait_for("jump: ")
    pointer.until(lambda: any(other != name for other in pointer.letters()), "letters")
    name, letter = next((other, letter) for other, letter in pointer.letters().items() if other != name)
    terminal.press(letter)
    terminal.wait_gone("jump: ")
    pointer.until(lambda: pointer.selected(name), f"{name} by the letter {letter}")

    # Arrows lead away and back.
    terminal.press("down", "up")
    pointer.until(lambda: pointer.selected(name), f"the way back to {name}")

    # Whoever is selected is in view at any size, and a click hits there, too.
    for size in ((100, 30), (80, 24), (120, 40)):
        terminal.resize(*size)
        pointer.until(lambda: pointer.selected(name), f"{name} in view at {size}")
    terminal.wait_for(r"▏\s*" + re.escape(name))
    pointer.rest()
    other, place = next((one, place) for one, place in pointer.places().items() if one != name)
    pointer.click(*place)
    pointer.until(lambda: pointer.selected(other), f"{other} to be selected")
    terminal.wait_for(r"▏\s*" + re.escape(other))
    terminal.press("q")
    assert terminal.wait_exit() == 0
