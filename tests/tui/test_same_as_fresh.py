"""Whatever was looked at before, and in whatever size: a screen says what it would say if it were the first one."""

import random
from contextlib import AbstractAsyncContextManager
from functools import cache, partial

import pytest
from desk import Desk, desk
from rest import within
from some import some

from committee import store
from committee.model.account import Account
from committee.paths import bundled

SIZES = ((80, 24), (120, 40), (100, 30))
VIEWS = "1234567"
DIALOGS = ("question_mark", "T", "g", "A", "w", "e", "D", "a", "ctrl+p", "C", "b", "W")
FRESH: dict[tuple[str | tuple[str, ...], tuple[int, int]], str] = {}


@cache
def northwind() -> Account:
    return store.read(bundled("sample_accounts") / "northwind.account.toml").account


def program(size: tuple[int, int]) -> AbstractAsyncContextManager[Desk]:
    return desk(northwind(), size=size, today=some(northwind().header.reviewed))


async def fresh(keys: tuple[str, ...], size: tuple[int, int]) -> str:
    """What a program that was just started in this size shows after these keys."""
    if (keys, size) not in FRESH:
        async with program(size) as d:
            await d.press(*keys)
            FRESH[keys, size] = d.text
    return FRESH[keys, size]


def shows(d: Desk, wanted: str) -> bool:
    """Whether exactly this is on the screen."""
    return d.text == wanted


async def resize(d: Desk, size: tuple[int, int]) -> None:
    await d.pilot.resize_terminal(*size)
    await d.settle()


@pytest.mark.parametrize(("view", "size"), [("4", (80, 24)), ("5", (120, 40))])
async def test_a_view_that_was_left_is_as_wide_as_before_when_it_comes_back(view: str, size: tuple[int, int]) -> None:
    wanted = await fresh((view,), size)
    async with program(size) as d:
        await d.press(view, "1", view)
        assert d.text == wanted


@pytest.mark.parametrize("seed", range(3))
async def test_a_view_says_the_same_whatever_was_looked_at_before(seed: int) -> None:
    """Random walks between all views, dialogs and sizes."""
    rng = random.Random(seed)
    size = rng.choice(SIZES)
    walked: list[object] = [size]
    async with program(size) as d:
        for _ in range(20):
            step = rng.choice(("view", "view", "dialog", "size", "pane"))
            if step == "size":
                size = rng.choice(SIZES)
                walked.append(size)
                await resize(d, size)
            elif step == "dialog":
                walked.append(key := rng.choice(DIALOGS))
                await d.press(key)
                while len(d.app.screen_stack) > 1:
                    await d.press("escape")
            elif step == "pane":
                walked.append(key := rng.choice(("I", "z")))
                await d.press(key, key)
            walked.append(key := rng.choice(VIEWS))
            await d.press(key)
            wanted = await fresh((key,), size)
            assert await within(partial(shows, d, wanted)), walked


@pytest.mark.parametrize("key", DIALOGS)
async def test_a_dialog_says_the_same_in_whatever_size_it_was_opened(key: str) -> None:
    async with program(SIZES[0]) as d:
        await d.press(key)
        for size in (SIZES[1], SIZES[2], SIZES[0]):
            await resize(d, size)
            wanted = await fresh((key,), size)
            assert await within(partial(shows, d, wanted)), size
