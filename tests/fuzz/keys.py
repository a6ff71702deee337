"""Random keys on every screen at three sizes: no crash, no lost edit, no screen that a fresh one would not show.

A sitting begins with an account, a folder of them, a review or nothing, and goes on until the program ends or the keys
are used up. By hand, in `tests/`: `python -m fuzz.keys 20 --seed 1`; each case is a sitting of 500 keys.
"""

import asyncio
import random
import shutil
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from unittest import mock

from desk import Desk
from generate import random_account
from host import NOW, TODAY, numbered, small_account
from rest import at_rest
from textual import events
from textual.worker import WorkerCancelled

from committee import store
from committee.settings import Settings
from committee.tui.account.screen import AccountScreen
from committee.tui.app import CommitteeApp
from committee.tui.keys.keymap import ACTIONS
from committee.tui.portfolio.session import Portfolio, Source
from committee.tui.widgets.confirm import Unsaved, UnsavedScreen
from fuzz.hand import by_hand, own_folders
from fuzz.mutations import WORDS
from fuzz.oracle import Witnessed, faults, witnessed

SIZES = ((80, 24), (120, 40), (46, 13))
KEYS = 500
COMPARED = 0.08
"""So often the screen is held against a fresh one."""
BOUND = sorted({key for action in ACTIONS for key in action.keys} - {"ctrl+q", "E"})
"""`E` starts an editor."""
HANDS = (
    *("escape",) * 12, *("enter",) * 14, *"hjkl", *("tab",) * 6, "shift+tab", "space", "space", "backspace", "delete",
    "home",
    "end", "pageup", "pagedown", "ctrl+s", "ctrl+u", "ctrl+w", "ctrl+k", "ctrl+a", "ctrl+d", "ctrl+r", *"1234567",
    *"aetirsbwuudgTACfmx",
    *"cWovpPRY!/;?:", "comma", "full_stop", "ctrl+q", "f1", "f10", "ctrl+n", "ctrl+e", "ctrl+c", "ctrl+t", "ctrl+g",
    "ctrl+left", "insert",
)  # fmt: skip
TYPED = (
    "Ann Doe, CFO @Berlin >Tom #economic-buyer +4", "Tom", "Maria", "maria > tom 4", "Zed", "won", "supporter",
    "stage:proposal",
    "2026-12-01", "fri", "Europe/Berlin", "09:00-17:00", "5", "0", "yes", "-tom", "severity:high", "@mine", "~/",
    "../", "is:faulty",
    "Tom says we are too dear", "Send Tom the offer by fri", "CH001", "tom left", "ann > tom new 4", "EUR", "a\tb",
)  # fmt: skip

PHRASES = (
    ("escape", "escape", "s", "4", "enter"), ("escape", "s", "1", "enter"), ("escape", "escape", "t", "3"),
    ("t", "5", "enter"),
    ("escape", "escape", "i", "3", "l", "enter"), ("escape", "r", "k", "enter"),
    ("escape", "escape", "b", "space", "enter"),
    ("escape", "escape", "u"), ("u", "u", "u"), ("escape", "ctrl+r"), ("escape", "escape", "ctrl+s"),
    ("escape", "d", "enter"),
    ("escape", "escape", "a", "'Ann Doe, CFO @Berlin +4", "enter"),
    ("escape", "a", "'Tom, supporter\nZoë, #legal", "enter"),
    ("escape", "escape", "w", "'Too dear for us, heard, yesterday", "enter"), ("escape", "2", "e", "'Lead", "enter"),
    ("escape", "escape", "e", "tab", "tab", "'x", "ctrl+s"), ("escape", "4", "x", "'known", "enter"),
    ("escape", "5", "space"),
    ("escape", "1", "v", "plus"), ("escape", "6", "right", "3"), ("escape", "7", "t", "2"),
    ("escape", "W", "w", "escape"),
    ("escape", "escape", "A", "a", "'Call Tom by fri", "enter"), ("escape", "C", "space", "enter"),
    ("escape", "g", "tab", "enter"),
)  # fmt: skip
"""What hands do one after the other; a word behind an apostrophe is typed."""


class Sitting:
    """One program, the keys it got, and what was wrong."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.pressed: list[str] = []
        self.wrong: list[str] = []
        self.folder = Path("sitting")
        self.given_up = False
        """Whether somebody chose to lose what is unsaved."""

    def answering(self) -> Callable[[UnsavedScreen, str], None]:
        """Takes the place of the answer to the question about what is unsaved, and remembers it."""

        def answer(screen: UnsavedScreen, answer: str) -> None:
            self.given_up = answer == Unsaved.DISCARD
            screen.dismiss(Unsaved(answer))

        return answer

    def note(self, fault: str) -> None:
        last = " ".join(self.pressed[-60:])
        self.wrong.append(f"{fault}\n  after {len(self.pressed)} keys: … {last}")

    async def run(self, keys: int) -> None:
        """One program after the other until the keys are used up."""
        while len(self.pressed) < keys and not self.wrong:
            await self._program(keys)

    async def _program(self, keys: int) -> None:
        self._lay()
        start, size = (
            self.rng.choice(("account",) * 8 + ("portfolio", "review", "welcome", "safe")),
            self.rng.choice(SIZES),
        )
        self.pressed.append(f"({start} {size})")
        app = self._app(start)
        self.given_up = False
        async with app.run_test(size=size) as pilot:
            d = Desk(app, pilot)
            await self._settle(d)
            while len(self.pressed) < keys and not self._over(d):
                await self._step(d)
                self._watch(d)
                if self.rng.random() < COMPARED and not self._over(d):
                    await self._compare(d)
            for fault in faults():
                self.note(fault)
            if app._exception is not None:
                self.note("")

    def _over(self, d: Desk) -> bool:
        return d.app._exit or d.app._exception is not None

    def _lay(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        small = small_account()
        accounts = {"northwind": small, "acme": replace(small, header=replace(small.header, name="Acme"))}
        seed = self.rng.randrange(1000)
        accounts["works"] = random_account(
            seed, people=self.rng.choice((0, 1, 5, 14)), places=self.rng.choice((0, 2, 4)), today=TODAY
        )
        for name, account in accounts.items():
            (self.folder / f"{name}.account.toml").write_text(store.write_text(account), encoding="utf-8")
        (self.folder / "torn.account.toml").write_text("format = 1\n[account]\nname = 3\nstage = 'evaluashun'\n")

    def _app(self, start: str) -> CommitteeApp:
        settings = Settings(me=self.rng.choice(("", "Dana Okafor")), private=self.rng.random() < 0.1)
        paths = tuple(sorted(self.folder.glob("*.toml")))
        workspace = portfolio = None
        if start in {"account", "safe"}:
            workspace = Witnessed.open(self.rng.choice((*paths, *paths[1:3])), today=TODAY)
        elif start == "portfolio":
            portfolio = Portfolio(Source((self.folder,)))
            portfolio.begin(portfolio.source.scan())
        return CommitteeApp(
            workspace, settings, today=TODAY, clock=lambda: NOW, rng=numbered(), portfolio=portfolio,
            accounts=paths, reviewing=start == "review", customer_safe=start == "safe",
        )  # fmt: skip

    async def _settle(self, d: Desk) -> None:
        with suppress(WorkerCancelled):
            await d.settle()

    async def _step(self, d: Desk) -> None:
        """A few keys in one breath, a text, a paste, another size."""
        rng, way = self.rng, self.rng.random()
        if way < 0.02:
            size = rng.choice(SIZES)
            self.pressed.append(f"({size})")
            await d.pilot.resize_terminal(*size)
        elif way < 0.05:
            word = rng.choice((*TYPED, *WORDS))
            self.pressed.append(f"(paste {word!r})")
            d.app.post_message(events.Paste(word))
        elif way < 0.25:
            for part in rng.choice(PHRASES):
                self.pressed.append(part)
                if self._over(d):
                    break
                if part[0] == "'":
                    await d.type(part[1:].replace("\n", " "))
                else:
                    await d.pilot.press(part)
                await self._settle(d)
        elif way < 0.3:
            word = rng.choice(TYPED)
            self.pressed.append(f"(type {word!r})")
            await d.type(word)
            self.pressed.extend("." * (len(word) - 1))
        else:
            for _ in range(rng.choice((1, 1, 1, 2, 4))):
                key = rng.choice(HANDS) if rng.random() < 0.7 else rng.choice(BOUND)
                self.pressed.append(key)
                if not self._over(d):
                    await d.pilot.press(key)
        await self._settle(d)

    def _watch(self, d: Desk) -> None:
        """Nothing changed by itself; the program does not end with something unsaved unless that was asked for."""
        app, space = d.app, d.app.open
        if isinstance(space, Witnessed):
            space.same("after a key")
            if app._exit and app._exception is None and space.dirty and not self.given_up:
                self.note("the program ended with something unsaved")
        for fault in faults():
            self.note(fault)
        if not self._over(d) and len(app.screen._compositor.render_strips()) < 1:
            self.note("nothing is on the screen")

    async def _compare(self, d: Desk) -> None:
        """Leave every dialog; what stands on the account screen then is what a fresh program shows."""
        for _ in range(8):
            if len(d.app.screen_stack) < 2 and isinstance(d.app.screen, AccountScreen):
                break
            self.pressed.append("escape")
            await d.press("escape")
            if self._over(d):
                return
        if not isinstance(d.app.screen, AccountScreen) or d.app.open is None:
            return
        self.pressed.append(view := self.rng.choice("234567"))
        await d.press(view)
        from fuzz.fresh import differences

        for fault in await differences(d):
            self.note(fault)


def case(rng: random.Random, *, keys: int = KEYS) -> list[str]:
    """One sitting in the current folder."""
    sitting = Sitting(rng)
    faults()
    with (
        mock.patch("textual.pilot.wait_for_idle", at_rest),
        mock.patch("textual.app.wait_for_idle", at_rest),
        witnessed(),
        mock.patch.object(UnsavedScreen, "action_answer", sitting.answering()),
    ):
        try:
            asyncio.run(sitting.run(keys))
        except Exception as fault:  # noqa: BLE001 - likewise
            sitting.note("".join(traceback.format_exception(fault)))
    return sitting.wrong


if __name__ == "__main__":
    with own_folders():
        sys.exit(by_hand("keys", case))
