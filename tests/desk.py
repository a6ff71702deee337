"""The whole program under a pilot: open an account, press keys, look at what is on the screen."""

import builtins
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from host import NOW, TODAY, numbered, small_account
from rest import within
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from committee import store
from committee.model.account import Account
from committee.settings import Settings
from committee.tui.account.screen import AccountScreen
from committee.tui.app import CommitteeApp
from committee.tui.session.session import Session
from committee.workspace import Workspace

Shown = TypeVar("Shown")


class Desk:
    """An app with one account, and a pilot that waits until everything has come to rest."""

    def __init__(self, app: CommitteeApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def working(self) -> bool:
        """Whether any worker is at work."""
        return any(not worker.is_finished for worker in self.app.workers)

    async def settle(self) -> None:
        """Wait for every worker and everything they caused."""
        await self.pilot.pause()
        while self.app.typing or self.working:
            for worker in tuple(self.app.workers):
                with suppress(WorkerCancelled):  # the program ended, or something else is wanted by now
                    await worker.wait()
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Keys, each fully dealt with before the next."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def until(self, *words: str) -> None:
        """Wait until all of these are on the screen: for what several workers do one after the other."""
        shown = await within(lambda: all(word in self.text for word in words))
        assert shown, f"{words} are not on the screen:\n{self.text}"

    async def type(self, text: str) -> None:
        """A text in one breath: the program itself takes its letters in order."""
        for letter in text:
            key = letter if letter.isalnum() else _character_to_key(letter)
            self.app.post_message(events.Key(key, letter))
        await self.settle()

    def top(self, kind: "builtins.type[Shown]") -> Shown:
        """The screen on top, which has to be of this kind."""
        found = self.app.screen
        assert isinstance(found, kind)
        return found

    def view(self, kind: "builtins.type[Shown]") -> Shown:
        """The view on the account screen, which has to be of this kind."""
        found = self.screen.view
        assert isinstance(found, kind)
        return found

    @property
    def screen(self) -> AccountScreen:
        """The account screen, also while a dialog is open."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, AccountScreen))

    @property
    def session(self) -> Session:
        return self.screen.session

    @property
    def account(self) -> Account:
        return self.session.account

    @property
    def lines(self) -> list[str]:
        """What is on the screen, as text."""
        size = self.app.size
        return ["".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips(size)]

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.lines)

    @property
    def footer(self) -> str:
        return self.lines[-1].strip()


@asynccontextmanager
async def desk(
    account: Account | Path | None = None, *, size: tuple[int, int] = (120, 40), today: date = TODAY, **settings: Any
) -> AsyncIterator[Desk]:
    """The program on an account (or a file), as of the small account's date; random ids are counted."""
    if isinstance(account, Path):
        workspace = Workspace.open(account, today=today)
    else:
        text = store.write_text(small_account() if account is None else account)
        workspace = Workspace(store.read_text(text), today=today)
    settings.setdefault("me", "Dana Okafor")
    app = CommitteeApp(workspace, Settings(**settings), today=today, clock=lambda: NOW, rng=numbered())
    async with app.run_test(size=size) as pilot:
        found = Desk(app, pilot)
        await found.settle()
        yield found
