"""What is computed for the screen ends as soon as a newer wish comes, the reader moves on, or the program is left."""

import asyncio
import threading

import pytest
from desk import desk

import committee.workspace
from committee.consensus import ranking
from committee.errors import Unwanted


class Endless:
    """Stands in for a computation that would never be done: it ends only when it is told to."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.ended = threading.Event()

    def __call__(self, *_, stop, **__):
        self.begun.set()
        while not stop():
            self.ended.wait(0.01)  # lets the screen have the interpreter
        self.ended.set()
        raise Unwanted


@pytest.fixture
def endless(monkeypatch):
    """The next analysis goes on for ever."""
    computation = Endless()

    def begin() -> Endless:
        monkeypatch.setattr(committee.workspace, "analyse", computation)
        return computation

    return begin


async def test_a_newer_edit_ends_the_analysis_of_the_older_one(endless, monkeypatch):
    real = committee.workspace.analyse
    async with desk() as screen:
        first = endless()
        await screen.pilot.press("s", "5", "enter")
        await wait(first.begun)
        monkeypatch.setattr(committee.workspace, "analyse", real)
        await screen.pilot.press("s", "2", "enter")
        await wait(first.ended)
        await screen.settle()
        assert screen.session.analysis.account is screen.account


async def test_leaving_does_not_wait_for_an_analysis(endless):
    async with desk() as screen:
        running = endless()
        await screen.pilot.press("s", "5", "enter")
        await wait(running.begun)
        assert not running.ended.is_set()
        screen.app.exit()
    assert await wait(running.ended)


async def test_esc_ends_the_search_beside_the_plan(monkeypatch):
    search = Endless()
    monkeypatch.setattr(ranking, "rank_next", search)
    async with desk() as screen:
        await screen.pilot.press("5")
        await wait(search.begun)
        await screen.pilot.press("escape")
        await wait(search.ended)
        await screen.settle()
        assert screen.screen.view.known.stopped


async def wait(event: threading.Event) -> bool:
    """Let the loop go on until a thread has come so far."""
    return await asyncio.to_thread(event.wait, 30)
