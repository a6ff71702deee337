"""What is computed for the screen ends as soon as a newer wish comes, the reader moves on, or the program is left."""

import asyncio
import threading
from collections.abc import Callable

import pytest
from desk import desk
from some import some

import committee.workspace
from committee.consensus import ranking
from committee.errors import Unwanted
from committee.tui.account.views.path import PathView


class Endless:
    """Stands in for a computation that would never be done: it ends only when it is told to."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.ended = threading.Event()

    def __call__(self, *_: object, stop: Callable[[], bool], **__: object) -> None:
        self.begun.set()
        while not stop():
            self.ended.wait(0.01)  # lets the screen have the interpreter
        self.ended.set()
        raise Unwanted


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Endless]:
    """The next analysis goes on for ever."""
    computation = Endless()

    def begin() -> Endless:
        monkeypatch.setattr(committee.workspace, "analyse", computation)
        return computation

    return begin


async def test_a_newer_edit_ends_the_analysis_of_the_older_one(
    endless: Callable[[], Endless], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = committee.workspace.analyse
    async with desk() as screen:
        first = endless()
        await screen.pilot.press("s", "5", "enter")
        await wait(first.begun)
        monkeypatch.setattr(committee.workspace, "analyse", real)
        await screen.pilot.press("s", "2", "enter")
        await wait(first.ended)
        await screen.settle()
        assert some(screen.session.analysis).account is screen.account


async def test_leaving_does_not_wait_for_an_analysis(endless: Callable[[], Endless]) -> None:
    async with desk() as screen:
        running = endless()
        await screen.pilot.press("s", "5", "enter")
        await wait(running.begun)
        assert not running.ended.is_set()
        screen.app.exit()
    assert await wait(running.ended)


async def test_esc_ends_the_search_beside_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    search = Endless()
    monkeypatch.setattr(ranking, "rank_next", search)
    async with desk() as screen:
        await screen.pilot.press("5")
        await wait(search.begun)
        await screen.pilot.press("escape")
        await wait(search.ended)
        await screen.settle()
        assert some(screen.view(PathView).known).stopped


async def wait(event: threading.Event) -> bool:
    """Let the loop go on until a thread has come so far."""
    return await asyncio.to_thread(event.wait, 30)
