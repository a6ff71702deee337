"""Whatever one does, the map stays where it was: nobody changes place, and the selected card stays under the cursor."""

import gc
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from desk import Desk, desk
from generate import TODAY, random_account
from some import some
from textual.worker import WorkerCancelled

from committee import store
from committee.errors import Unwanted, never
from committee.graph.arcs import people
from committee.layout import Detail, Direction, Layout, arrange
from committee.layout.drawing.picture import HEADER, LABELS
from committee.layout.shapes import Card, Slot
from committee.model import edits
from committee.model.account import Account
from committee.model.edit import apply
from committee.model.levels import level_of
from committee.model.vocabulary import Level
from committee.tui.map.canvas import MapCanvas
from committee.tui.map.layouts import Trail
from committee.tui.map.wish import Wish

SIZES = ((80, 24), (100, 30), (120, 40), (160, 50))
LOOKS = ("v", "minus", "plus", "M", "c", "f", "space", "tab", "I", "0", "o")
"""Keys that show the same people otherwise."""
STAYS = ("v", "M", "c", "f", "space", "tab", "save", "note", "move", "reload", "other view", "hints", "minus", "plus")
"""What leaves the selected card under the cursor, as far as the edge of the map allows."""


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@dataclass
class Walk:
    """Somebody who presses keys at random, and what has to hold after each."""

    d: Desk
    rng: random.Random
    done: list[str] = field(default_factory=list)

    @property
    def canvas(self) -> MapCanvas:
        return self.d.screen.map.canvas

    def card(self) -> Card | None:
        return some(self.canvas.drawn).card_of(self.d.session.person)

    def spot(self) -> tuple[int, int]:
        """Where the selected card stands on the screen."""
        rect, (x, y) = some(self.card()).rect, self.canvas.scroll_offset
        return rect.x - x, rect.y - y

    def seen(self) -> bool:
        return self.canvas.shows(some(self.card()), self.canvas.room)

    def would_fit(self, spot: tuple[int, int]) -> bool:
        rect, room = some(self.card()).rect, self.canvas.room
        return spot[0] + rect.width <= room.width and spot[1] + rect.height <= room.height

    def at_edge(self) -> bool:
        x, y = self.canvas.scroll_offset
        return not (0 < x < self.canvas.max_scroll_x - 1 and 0 < y < self.canvas.max_scroll_y - 1)

    async def step(self) -> None:
        kind = self.rng.choice((*LOOKS, *STAYS[6:12], "resize", "pan", "undo", "right", "left", "up", "down"))
        self.done.append(kind)
        known = self.card() is not None and self.canvas.room
        before = known and (self.seen(), self.spot(), self.d.session.person)
        home = self.d.screen.map.home
        slots = dict(home.slots) if home is not None else {}
        await self.do(kind)
        if type(self.d.app.screen).__name__ != "AccountScreen":
            await self.d.press("escape")
        self.check(slots)
        if before and self.card() is not None and self.canvas.room:
            self.check_place(kind, *before)

    async def do(self, kind: str) -> None:
        d, canvas = self.d, self.canvas
        if kind == "resize":
            await d.pilot.resize_terminal(*self.rng.choice(SIZES))
        elif kind == "pan":
            place = self.rng.randint(0, 150), self.rng.randint(0, 60)
            canvas.scroll_to(*place, animate=False, immediate=True, force=True)
        elif kind in {"note", "move"}:
            field = "notes" if kind == "note" else "level"
            value = f"note {len(self.done)}" if kind == "note" else self.rng.choice(list(Level))
            d.screen.desk.change(edits.set_field(d.account, ("people", self.anybody(), field), value))
        elif kind == "reload":
            path = d.session.workspace.path
            saved = store.read(some(path)).account
            edit = edits.set_field(saved, ("people", min(saved.people), "power"), self.rng.randint(1, 5))
            some(path).write_text(store.write_text(apply(saved, edit)))
            d.screen.lookout.look()
        elif kind == "other view":
            await d.press(self.rng.choice("26"), "1")
        elif kind == "hints":
            await d.press("semicolon", "escape")
        else:
            await d.press({"save": "ctrl+s", "undo": "u"}.get(kind, kind))
        await d.settle()

    def anybody(self) -> str:
        return self.rng.choice(sorted(self.d.account.people))

    def check(self, slots: dict[str, Slot]) -> None:
        view = self.d.screen.map
        assert not view._maker.busy
        assert view._focus or view.beside or some(view.canvas.drawn).detail is view._detail
        assert bool(view._focus) == any(lane.hop for lane in some(view.canvas.drawn).lanes)
        for person, slot in view.home.slots.items() if view.home is not None else ():
            old = slots.get(person, slot)
            assert slot == old or (slot.lane, slot.row) != (old.lane, old.row), person

    def check_place(self, kind: str, was_seen: bool, spot: tuple[int, int], person: str) -> None:
        same = person == self.d.session.person
        fits = self.would_fit((0, 0))
        if kind in {"right", "left", "up", "down"} and not same:
            assert self.seen()
        elif kind == "resize":
            assert self.seen() or not was_seen or not fits
        elif kind in STAYS and same and was_seen and fits:
            assert self.seen()
            assert self.spot() == spot or self.at_edge() or not self.would_fit(spot)
        if self.seen():
            x, y = self.spot()
            assert (
                some(self.canvas.drawn).at(x + self.canvas.scroll_offset.x, y + self.canvas.scroll_offset.y)
                is self.card()
            )


@pytest.mark.parametrize(("seed", "people", "steps"), [(1, 14, 6), (4, 40, 12)])
async def test_random_keys_move_nobody_and_keep_the_selected_card_where_it_is(
    seed: int, people: int, steps: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.account.toml"
    path.write_text(store.write_text(random_account(seed, people=people, places=4)))
    async with desk(path, today=TODAY) as d:
        walk = Walk(d, random.Random(seed))
        for _ in range(steps):
            try:
                await walk.step()
            except AssertionError as failure:
                raise AssertionError(f"after {walk.done}") from failure


class Held:
    """Layouts that wait until they are let go; each says how it ended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: list[Wish] = []
        self.ended: list[str] = []
        self.gate = threading.Event()
        made = Wish.make

        def slow(wish: Wish, previous: Layout | None, stop: Callable[[], bool] = never) -> Layout:
            if threading.current_thread() is threading.main_thread():
                return made(wish, previous, stop)
            self.begun.append(wish)
            while not self.gate.wait(0.002):
                if stop():
                    self.ended.append("stopped")
                    raise Unwanted
            self.ended.append("made")
            return made(wish, previous, stop)

        monkeypatch.setattr(Wish, "make", slow)

    async def until(self, shown: Desk, holds: Callable[[], object]) -> None:
        for _ in range(1000):
            if holds():
                return
            await shown.pilot.pause()
        raise AssertionError("that never came")

    async def let_go(self, shown: Desk) -> None:
        self.gate.set()
        for _ in range(3):
            await shown.pilot.pause()
            with suppress(WorkerCancelled):
                await shown.app.workers.wait_for_complete()


def mover(account: Account) -> str:
    return next(key for key, one in account.people.items() if level_of(one)[0] is not Level.EXECUTIVE)


async def test_while_a_map_is_made_one_selects_pans_and_clicks_on_the_one_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    account = random_account(3, people=40, places=4)
    async with desk(account, today=TODAY) as d:
        await d.press("plus")
        held, canvas, view = Held(monkeypatch), d.screen.map.canvas, d.screen.map
        before = canvas.drawn
        view.zoom(1)
        await held.until(d, lambda: held.begun)
        assert canvas.drawn is before
        assert "..." in d.lines[2][:LABELS], "a sign that one is being made"
        other = next(card for card in some(before).cards if card.person != d.session.person)
        canvas.scroll_to(other.rect.x - 9, other.rect.y - 5, animate=False, immediate=True)
        await d.pilot.pause()
        x, y = other.rect.x - canvas.scroll_offset.x, other.rect.y - canvas.scroll_offset.y
        await d.pilot.click(canvas, offset=(x + LABELS + 2, y + HEADER + 1))
        await held.until(d, lambda: d.session.person == other.person)
        assert canvas._marks.selected == other.person
        spot = other.rect.x - canvas.scroll_offset.x, other.rect.y - canvas.scroll_offset.y
        await held.let_go(d)
        assert held.ended == ["made"], "to select somebody starts nothing anew in a thread"
        assert some(canvas.drawn).detail is not some(before).detail
        assert {pair for pair in (route.pair for route in some(canvas.drawn).routes) if other.person in pair}
        rect, walk = some(some(canvas.drawn).card_of(other.person)).rect, Walk(d, random.Random(0))
        assert (rect.x - canvas.scroll_offset.x, rect.y - canvas.scroll_offset.y) == spot or walk.at_edge()
        assert "..." not in d.lines[2][:LABELS]


async def test_an_edit_that_moves_nobody_lets_the_map_be_made_and_one_that_does_ends_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    account = random_account(3, people=40, places=4)
    one = mover(account)
    async with desk(account, today=TODAY) as d:
        held, canvas = Held(monkeypatch), d.screen.map.canvas
        d.screen.map.zoom(1)
        await held.until(d, lambda: held.begun)
        d.screen.desk.change(edits.set_field(d.account, ("people", one, "name"), "Quite Another"))
        await d.pilot.pause()
        assert not held.ended
        d.screen.desk.change(edits.set_field(d.account, ("people", one, "level"), Level.EXECUTIVE))
        await held.until(d, lambda: held.ended)
        assert held.ended == ["stopped"]
        await held.let_go(d)
        assert held.ended == ["stopped", "made"]
        row = some(canvas.drawn).rows[some(some(canvas.drawn).card_of(one)).row]
        assert row.level is Level.EXECUTIVE
        assert canvas._faces[one].name == "Quite Another"


async def test_fitting_a_large_map_does_not_hold_up_the_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(random_account(3, people=40, places=4), today=TODAY) as d:
        held, canvas, before = Held(monkeypatch), d.screen.map.canvas, d.session.person
        await d.pilot.press("0")
        await held.until(d, lambda: held.begun)
        await d.pilot.press("down")
        await held.until(d, lambda: d.session.person != before)
        await held.let_go(d)
        await d.settle()
        assert canvas.scroll_offset == (0, 0) or not canvas.max_scroll_y
        assert some(canvas.drawn).card_of(d.session.person) is not None


async def test_an_edit_that_moves_nobody_keeps_the_very_same_map() -> None:
    account = random_account(3, people=40, places=4)
    async with desk(account, today=TODAY) as d:
        person, drawn = d.session.person, d.screen.map.canvas.drawn
        d.screen.desk.change(edits.set_field(d.account, ("people", some(person), "name"), "Quite Another"))
        await d.settle()
        assert d.screen.map.canvas.drawn is drawn
        assert "Quite Another" in d.text
        await d.press("o")
        d.screen.desk.change(edits.set_field(d.account, ("people", some(person), "name"), "And Another"))
        await d.settle()
        header = d.lines[2]
        assert "And Ano" in header, "the middle column has their name"


async def test_whoever_is_found_beyond_the_focus_brings_the_whole_map_back() -> None:
    async with desk(random_account(1, people=40, places=5), today=TODAY) as d:
        await d.press("o")
        drawn = d.screen.map.canvas.drawn
        beyond = next(person for person in people(d.account) if some(drawn).card_of(person) is None)
        within = next(person for person in some(drawn).by_person if person != d.session.person)
        d.screen.desk.select(within)
        await d.settle()
        assert some(d.screen.map.canvas.drawn).lanes[0].hop
        d.screen.desk.select(beyond)
        await d.settle()
        card = some(d.screen.map.canvas.drawn).card_of(beyond)
        assert card is not None
        assert d.screen.map.canvas.shows(card, d.screen.map.canvas.room)


async def test_whoever_is_in_view_stays_so_on_a_smaller_screen_and_whoever_is_not_is_left_alone() -> None:
    async with desk(random_account(1, people=40, places=5), size=(120, 40), today=TODAY) as d:
        canvas = d.screen.map.canvas
        inside = [card for card in some(canvas.drawn).cards if canvas.shows(card, canvas.room)]
        d.screen.desk.select(max(inside, key=lambda card: (card.rect.bottom, card.rect.right)).person)
        await d.settle()
        for size in ((60, 16), (120, 40), (80, 24)):
            await d.pilot.resize_terminal(*size)
            await d.settle()
            assert canvas.shows(some(some(canvas.drawn).card_of(d.session.person)), canvas.room), size
        far = max(some(canvas.drawn).cards, key=lambda card: (card.rect.bottom, card.rect.right))
        canvas.look_at((0, 0), None)
        d.screen.desk.select(far.person)
        await d.settle()
        canvas.scroll_to(0, 0, animate=False, immediate=True)
        await d.settle()
        await d.pilot.resize_terminal(70, 20)
        await d.settle()
        assert canvas.scroll_offset == (0, 0)


@pytest.mark.parametrize("seed", range(4))
def test_the_opposite_keys_lead_back_all_the_way(seed: int) -> None:
    account, rng, trail = random_account(seed, people=40, places=5), random.Random(seed), Trail()
    layout = arrange(account, TODAY, detail=Detail.NAME)
    at = rng.choice([card.person for card in layout.cards])
    way = [at]
    keys: list[Direction] = []
    while len(keys) < 30:
        key = rng.choice([way for way in Direction if not keys or way is not keys[-1].opposite])
        following = trail.step(layout, at, key)
        if following is not None:
            at = following
            keys.append(key)
            way.append(at)
    for key, before in zip(reversed(keys), reversed(way[:-1]), strict=True):
        at = some(trail.step(layout, at, key.opposite))
        assert at == before
    elsewhere = next(card.person for card in layout.cards if card.person != at)
    for key in Direction:
        assert trail.step(layout, elsewhere, key) == layout.neighbour(elsewhere, key)
        trail = Trail()


async def test_down_and_up_come_back_to_the_same_card() -> None:
    async with desk(random_account(5, people=60, places=4), size=(80, 24), today=TODAY) as d:
        for person in d.screen.map.reading_order()[:4]:
            d.screen.desk.select(person)
            await d.settle()
            await d.pilot.press("down")
            await d.settle()
            if d.session.person != person:
                await d.press("up")
                assert d.session.person == person


async def test_a_map_that_stands_is_left_out_of_collections_until_it_goes() -> None:
    async with desk(random_account(1, people=80, places=5), today=TODAY):
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0
