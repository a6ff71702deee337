"""The map on the screen: looking around, one person's surroundings, the matrix, the pointer, two people's hours."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from desk import desk
from generate import TODAY, random_account
from rest import within
from some import some
from textual import events
from textual.strip import Strip

from committee import store
from committee.errors import Unwanted, never
from committee.layout import Detail, Direction, Layout
from committee.layout.drawing.marks import rows_changed, rows_touched
from committee.layout.drawing.picture import HEADER, LABELS
from committee.model import edits
from committee.model.account import Account, Header, Teammate
from committee.model.levels import level_of
from committee.model.vocabulary import Level
from committee.paths import bundled, map_file
from committee.tui.account.views.matrix import MatrixView
from committee.tui.map.positions import remember, remembered
from committee.tui.map.wish import Wish, silent_lanes


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


async def test_focus_shows_two_talks_around_somebody_and_comes_back_to_the_same_place() -> None:
    account = random_account(1, people=40, places=5)
    async with desk(account, size=(120, 40), today=TODAY) as d:
        canvas = d.screen.map.canvas
        person, scrolled = d.session.person, canvas.scroll_offset
        everybody = len(some(canvas.drawn).cards)
        await d.press("o")
        assert some(canvas.drawn).card_of(person) is not None
        assert len(some(canvas.drawn).cards) < everybody
        assert "they speak to" in d.text
        assert len([lane for lane in some(canvas.drawn).lanes if person in lane.people and len(lane.people) == 1]) == 1
        await d.press("escape")
        assert len(some(canvas.drawn).cards) == everybody
        assert abs(canvas.scroll_offset.y - scrolled.y) <= 1, "a scrollbar may take a line"


async def test_editing_in_focus_keeps_the_focus_and_the_places_of_the_whole_map() -> None:
    async with desk(random_account(2, people=12, places=3), today=TODAY) as d:
        before = {card.person: (card.lane, card.row, card.index) for card in some(d.screen.map.canvas.drawn).cards}
        await d.press("o", "s", "5", "enter")
        assert some(d.screen.map.canvas.drawn).lanes[0].hop
        await d.press("o")
        after = {card.person: (card.lane, card.row, card.index) for card in some(d.screen.map.canvas.drawn).cards}
        assert after == before


async def test_the_matrix_names_the_cell_and_moves_by_keys_and_clicks() -> None:
    async with desk(random_account(1, people=40, places=5), today=TODAY) as d:
        await d.press("6")
        table = d.view(MatrixView).cells
        first = table.at
        await d.press("j", "right")
        assert table.at == (first[0] + 1, first[1] + 1)
        assert d.session.person == some(table.table).order[table.at[0]]
        pair = next(pair for pair in some(table.table).ties)
        table.choose(*(some(table.table).place[end] for end in pair))
        await d.settle()
        assert d.session.person == pair[0]
        names = [d.account.name_of(end) for end in pair]
        assert f"{names[0]} → {names[1]}" in d.text
        for _ in range(45):
            table.step("down")
            table.step("right")
        await d.settle()
        assert table.at == (39, 39)
        assert d.account.name_of(some(table.table).order[-1])[:12] in d.text, "the names stay in view"


async def test_the_matrix_draws_only_what_is_in_view() -> None:
    async with desk(random_account(1, people=200, places=8), today=TODAY) as d:
        await d.press("6")
        table = d.view(MatrixView).cells
        assert table.render_line(5).cell_length == table.size.width


async def test_two_people_show_the_hours_they_share() -> None:
    async with desk() as d:
        first = d.session.person
        await d.press("space")
        await d.press("right" if some(d.screen.map.canvas.drawn).neighbour(some(first), Direction.RIGHT) else "down")
        if d.session.person == first:
            await d.press("up")
        assert d.session.person != first
        assert f"Together with {d.account.name_of(some(first))}" in d.text
        await d.press("escape")
        assert "Together with" not in d.text


async def test_dragging_moves_the_map_and_selects_nobody() -> None:
    async with desk(random_account(1, people=40, places=5), today=TODAY) as d:
        await d.press("plus")
        canvas, person = d.screen.map.canvas, d.session.person
        canvas.scroll_to(40, 20, animate=False, immediate=True)
        await d.settle()
        await d.pilot.mouse_down(canvas, offset=(40, 15))
        await d.pilot.hover(canvas, offset=(30, 10))
        await d.pilot.mouse_up(canvas, offset=(30, 10))
        await d.settle()
        assert (canvas.scroll_offset.x, canvas.scroll_offset.y) == (50, 25)
        assert d.session.person == person


async def test_every_click_on_a_card_hits_it_after_scrolling() -> None:
    async with desk(random_account(1, people=40, places=5), today=TODAY) as d:
        await d.press("plus")
        canvas = d.screen.map.canvas
        canvas.toggle_overview()
        for card in some(canvas.drawn).cards:
            canvas.scroll_to(max(card.rect.x - 10, 0), max(card.rect.y - 5, 0), animate=False, immediate=True)
            await d.pilot.pause()
            x = card.rect.x - canvas.scroll_offset.x + LABELS + 3
            y = card.rect.y - canvas.scroll_offset.y + HEADER + 1
            await d.pilot.click(canvas, offset=(x, y))
            assert d.session.person == card.person


async def test_a_second_click_edits() -> None:
    async with desk() as d:
        canvas = d.screen.map.canvas
        card = some(canvas.drawn).cards[0]
        x = card.rect.x - canvas.scroll_offset.x + LABELS + 3
        y = card.rect.y - canvas.scroll_offset.y + HEADER + 1
        await d.pilot.click(canvas, offset=(x, y), times=2)
        await d.settle()
        assert type(d.app.screen).__name__ == "SheetScreen"


async def test_enter_on_a_tile_opens_it() -> None:
    async with desk(random_account(1, people=40, places=5), today=TODAY) as d:
        while some(d.screen.map.canvas.drawn).detail is not Detail.TILES:
            await d.press("minus")
        person = d.session.person
        await d.press("enter")
        assert some(d.screen.map.canvas.drawn).detail is Detail.NAME
        assert d.session.person == person


async def test_the_wheel_scrolls() -> None:
    async with desk(random_account(1, people=40, places=5), today=TODAY) as d:
        await d.press("plus")
        canvas = d.screen.map.canvas
        canvas.scroll_to(0, 0, animate=False, immediate=True)
        await d.settle()
        await d.pilot._post_mouse_events([events.MouseScrollDown], canvas, offset=(40, 10))
        await d.settle()
        assert canvas.scroll_offset.y > 0


async def test_a_new_minute_moves_the_clocks() -> None:
    async with desk() as d:
        before = d.lines[3]
        now = d.app.clock()
        d.app.clock = lambda: now + timedelta(minutes=7)
        d.screen.map.canvas._tick()
        await d.settle()
        assert d.lines[3] != before


async def test_the_small_picture_shows_on_large_maps_only_and_takes_one_there() -> None:
    async with desk() as d:
        assert not d.screen.map.canvas._small_box()
    async with desk(random_account(1, people=40, places=5), today=TODAY) as d:
        await d.press("plus")
        canvas = d.screen.map.canvas
        box = canvas._small_box()
        assert box.area
        await d.pilot.click(canvas, offset=(box.right - 3, box.bottom - 2))
        await d.settle()
        assert canvas.scroll_offset.x > 0
        await d.press("M")
        assert not canvas._small_box()


async def test_the_legend_speaks_of_silent_places_only_where_places_are_drawn() -> None:
    path = bundled("sample_accounts") / "northwind.account.toml"
    account = store.read(path).account
    async with desk(account, size=(120, 40), today=some(account.header.reviewed)) as d:
        assert "∅ no voice here" in d.text
        await d.press("o")
        assert "no voice here" not in d.text
        await d.press("o")
        assert "∅ no voice here" in d.text


@pytest.mark.parametrize("cells", [58, 61, 64])
async def test_no_word_above_the_map_stands_behind_the_scrollbar(cells: int) -> None:
    account = store.read(bundled("sample_accounts") / "northwind.account.toml").account
    async with desk(account, size=(cells, 24), today=some(account.header.reviewed)) as d:
        canvas = d.screen.map.canvas
        room = canvas.scrollable_content_region.width
        assert room < canvas.size.width
        for y in range(HEADER):
            assert canvas.render_line(y).crop(room).text.strip() == ""
            assert canvas.render_line(y).cell_length == cells


async def test_the_small_picture_stands_above_the_legend() -> None:
    path = bundled("sample_accounts") / "palimpsest.account.toml"
    async with desk(store.read(path).account, size=(120, 40), today=TODAY) as d:
        canvas = d.screen.map.canvas
        box = canvas._small_box()
        shown = [canvas.render_line(y).text for y in range(canvas.size.height)]
        legend = next(y for y, line in enumerate(shown) if "not confirmed yet" in line)
        assert box.area
        assert box.bottom <= legend
        assert shown[box.bottom - 1][box.x] == "╰"


async def test_everybody_stands_where_they_stood_in_the_last_sitting(tmp_path: Path) -> None:
    account = random_account(3, people=30, places=4)
    path = tmp_path / "a.account.toml"
    async with desk(account, today=TODAY) as d:
        await d.press("plus")
        home = d.screen.map.home
        remember(path, home)
    again = remembered(path, account, TODAY)
    assert again is not None
    assert dict(again.slots) == dict(some(home).slots)
    assert dict(again.columns) == dict(some(home).columns)
    kept = next((tmp_path / "state").rglob("*.json")).read_text("utf-8")
    assert not any(person in kept for person in account.people), "no id lies in the state folder"


def test_positions_that_cannot_be_true_are_passed_over(tmp_path: Path) -> None:
    account = random_account(3, people=30, places=4)
    path = tmp_path / "a.account.toml"
    assert remembered(path, account, TODAY) is None
    file = tmp_path / "state" / "committee" / "maps"
    file.mkdir(parents=True)

    for text in ("", "[]", "{", '{"people": 30, "columns": {}, "depths": {}, "slots": {}, "crossing": 1}'):
        map_file(path).write_text(text, encoding="utf-8")
        assert remembered(path, account, TODAY) is None


BUILT = [f"P{number} Q{number}ton, manager, @Berlin()" for number in range(11)]


async def test_a_map_built_by_hand_says_that_it_no_longer_fits_and_a_key_tidies_it() -> None:
    start = Account(header=Header(name="Halden Foods"), team={"dana": Teammate(name="Dana Okafor")})
    async with desk(start, size=(120, 40), today=TODAY) as d:
        await d.press("a")
        for line in BUILT:
            await d.type(line)
            await d.press("enter")
        await d.press("escape")
        built = some(d.screen.map.home)
        await d.until("no longer fits the screen; Z tidies it")
        await d.press("Z")
        assert "move" in d.footer
        assert "in view" in d.footer
        await d.press("escape")
        assert d.screen.map.home is built, "esc leaves the map as it is"
        await d.press("Z", "enter")
        tidy = some(d.screen.map.home)
        assert tidy.moved_from(built)
        assert tidy.height < built.height
        card = some(tidy.card_of(d.session.person))
        assert card.rect.meets(d.screen.map.canvas.window)
        await d.press("Z")
        assert "nobody would move" in d.footer


@pytest.mark.parametrize("chosen", [False, True])
async def test_full_cards_give_way_as_people_are_added_unless_somebody_asked_for_them(chosen: bool) -> None:
    async with desk(Account(header=Header(name="Halden Foods"), team={"dana": Teammate(name="Dana Okafor")})) as d:
        await d.press("a")
        await d.type("Ana Ruiz, vp")
        await d.press("enter", "escape")
        assert some(d.screen.map.canvas.drawn).detail is Detail.FULL
        if chosen:
            await d.press("minus", "plus")
        await d.press("a")
        for number, level in enumerate(("executive", "vp", "director", "manager", "individual") * 2):
            await d.type(f"P{number} Q, {level}, @L{number % 4}()")
            await d.press("enter")
        await d.press("escape")
        assert some(d.screen.map.canvas.drawn).detail is (Detail.FULL if chosen else Detail.NAME)


async def test_a_lane_of_people_whose_place_has_no_voice_says_so() -> None:
    path = bundled("sample_accounts") / "northwind.account.toml"
    account = store.read(path).account
    async with desk(path, size=(200, 50), today=some(account.header.reviewed)) as d:
        silent = silent_lanes(some(d.screen.map._state), some(d.screen.map.canvas.drawn).lanes)
        lanes = {lane.key: lane for lane in some(d.screen.map.canvas.drawn).lanes}
        assert [lanes[key].people for key in sorted(silent & set(lanes))] == [("rui-tavares",)]
        assert "no voice here" in d.text or "∅" in d.text


async def test_a_selection_draws_only_the_lines_it_touches(monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(random_account(7, people=40, places=5), size=(120, 40), today=TODAY) as shown:
        canvas = shown.screen.map.canvas
        left, top = canvas.scroll_offset
        inner = (left + 3, top + 3, left + canvas.size.width - LABELS - 3, top + canvas.size.height - HEADER - 3)
        rects = {card.person: card.rect for card in some(canvas.drawn).cards}
        seen = [p for p, r in rects.items() if inner[0] <= r.x and r.right <= inner[2] and inner[1] <= r.y]
        one, other = [person for person in seen if rects[person].bottom <= inner[3]][:2]
        shown.screen.desk.select(one)
        await shown.settle()
        drawn: set[int] = set()
        whole = type(canvas).render_line

        def counted(y: int) -> Strip:
            drawn.add(y)
            return whole(canvas, y)

        before, marks = canvas.drawn, canvas._marks
        left, top = canvas.scroll_offset
        monkeypatch.setattr(canvas, "render_line", counted)
        shown.screen.desk.select(other)
        await shown.settle()
        assert canvas.scroll_offset == (left, top), "both are in view"
        touched = {
            *rows_touched(some(before), marks, canvas._marks),
            *rows_touched(some(canvas.drawn), marks, canvas._marks),
        }
        touched |= set(rows_changed(some(before), some(canvas.drawn)))
        assert drawn
        assert drawn <= {row - top + HEADER for row in touched}
        assert len(drawn) < canvas.size.height


async def test_an_edit_while_a_map_is_made_cancels_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of two layouts is held until somebody edits; it then ends by itself and is never shown."""
    asked = threading.Event()
    ended: list[bool] = []
    made = Wish.make

    def slow(wish: Wish, previous: Layout | None, stop: Callable[[], bool] = never) -> Layout:
        if wish.account.people[mover].level is Level.EXECUTIVE:
            return made(wish, previous, stop)
        asked.set()
        for _ in range(2000):
            if stop():
                ended.append(True)
                raise Unwanted
            threading.Event().wait(0.005)
        return made(wish, previous, stop)

    account = random_account(3, people=80, places=4)
    mover = next(key for key, one in account.people.items() if level_of(one)[0] is not Level.EXECUTIVE)
    async with desk(account, today=TODAY) as shown:
        before = shown.screen.map.canvas.drawn
        monkeypatch.setattr(Wish, "make", slow)
        shown.screen.map.zoom(-1)
        assert await within(asked.is_set)
        assert shown.screen.map.canvas.drawn is before, "the picture before stays usable"
        shown.screen.desk.change(edits.set_field(shown.account, ("people", mover, "level"), Level.EXECUTIVE))
        assert await within(lambda: ended)
        await shown.settle()
        assert some(some(shown.screen.map.canvas.drawn).of)[0] is shown.account
