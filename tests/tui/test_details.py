"""The details beside the map: drawn once for a selection, readable to the end, and text that can be copied."""

from dataclasses import replace
from typing import Any

import pytest
from desk import Desk, desk
from generate import TODAY, random_account
from host import NOW, small_account
from some import some
from textual.app import App
from textual.screen import Screen
from textual.strip import Strip

from committee.model import edits
from committee.model.account import Account, Header, Person
from committee.tui.account.details import MOST, selected_rows
from committee.tui.session.state import ViewState


def column(d: Desk) -> list[str]:
    region = d.screen.query_one("#inspector").content_region
    return [line[region.x : region.right].rstrip() for line in d.lines[region.y : region.bottom]]


async def test_a_selection_is_one_picture_and_lays_nothing_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(random_account(1, people=40, places=5), size=(120, 40), today=TODAY) as d:
        await d.press("right")
        pictures: list[object] = []
        laid_out: list[object] = []
        display, lay_out = App._display, Screen._refresh_layout

        def displayed(app: App[Any], screen: Screen[Any], picture: Any) -> None:
            pictures.append(picture)
            display(app, screen, picture)

        def refreshed(screen: Screen[Any], *arguments: Any, **named: Any) -> None:
            laid_out.append(screen)
            lay_out(screen, *arguments, **named)

        monkeypatch.setattr(App, "_display", displayed)
        monkeypatch.setattr(Screen, "_refresh_layout", refreshed)
        for person in d.screen.map.reading_order()[:6]:
            pictures.clear()
            d.screen.desk.select(person)
            await d.settle()
            assert d.account.people[person].name in column(d)[0]
            assert len([one for one in pictures if one is not None]) == 1
        assert not laid_out


async def test_lines_that_read_the_same_are_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk(small_account()) as d:
        panel = d.screen.query_one("#inspector")
        drawn: list[int] = []
        whole = panel.render_line

        def counted(y: int) -> Strip:
            drawn.append(y)
            return whole(y)

        monkeypatch.setattr(panel, "render_line", counted)
        d.screen.update()
        await d.settle()
        assert not drawn
        before = column(d)
        d.session.perform(edits.set_field(d.account, ("people", "maria", "title"), "Chief Money Officer"))
        d.screen.update()
        await d.settle()
        now = column(d)
        assert sorted(set(drawn)) == [y for y, (a, b) in enumerate(zip(before, now, strict=True)) if a != b]


async def test_long_details_scroll_and_another_person_starts_at_the_top() -> None:
    account = small_account()
    long = replace(account.people["maria"], notes="\n".join(f"note {n}" for n in range(60)))
    async with desk(replace(account, people={**account.people, "maria": long})) as d:
        d.screen.desk.select("maria")
        await d.press("enter", "end")
        panel = d.screen.query_one("#inspector")
        assert "note 59" in column(d)[-2]
        await d.press("escape")
        d.screen.desk.select("tom")
        await d.settle()
        assert panel.scroll_offset.y == 0
        assert column(d)[0] == "Tom Lee"
        d.screen.desk.select("maria")
        await d.press("enter", "end")
        d.session.perform(edits.set_field(d.account, ("people", "maria", "notes"), "short"))
        d.screen.update()
        await d.settle()
        assert any(column(d)), "never beyond the end of a text that got shorter"


async def test_details_can_be_marked_and_copied() -> None:
    async with desk(small_account()) as d:
        d.screen.desk.select("maria")
        await d.settle()
        panel = d.screen.query_one("#inspector")
        x, y = panel.content_region.x, panel.content_region.y
        await d.pilot.mouse_down(offset=(x, y))
        await d.pilot.hover(offset=(x + 5, y + 1))
        await d.pilot.mouse_up(offset=(x + 5, y + 1))
        await d.settle()
        assert some(d.screen.get_selected_text()).startswith("María Gómez\nChief")


async def test_another_theme_and_another_width_draw_every_line_anew() -> None:
    async with desk(small_account(), size=(120, 40)) as d:
        before = d.app.screen._compositor.render_strips()[4]
        d.app.switch_theme("light")
        await d.settle()
        assert d.app.screen._compositor.render_strips()[4] != before
        await d.pilot.resize_terminal(80, 24)
        await d.press("I")
        assert "María" in column(d)[0]
        await d.pilot.resize_terminal(120, 40)
        await d.settle()
        assert "María" in column(d)[0]


def test_a_section_of_thousands_ends_where_nobody_would_read_on() -> None:
    people = {f"p-{n}": Person(name=f"P{n}", reports_to="boss") for n in range(MOST + 5)}
    account = Account(header=Header(name="Acme"), people={"boss": Person(name="Boss"), **people})
    said = [
        "".join(text for text, _ in row)
        for row in selected_rows(ViewState(account=account, today=TODAY, now=NOW, person="boss"))
    ]
    assert sum(row.startswith("v leads P") for row in said) == MOST
    assert f"and more than these {MOST}" in said
    fewer = replace(account, people={"boss": Person(name="Boss"), **dict(list(people.items())[:MOST])})
    said = [
        "".join(text for text, _ in row)
        for row in selected_rows(ViewState(account=fewer, today=TODAY, now=NOW, person="boss"))
    ]
    assert sum(row.startswith("v leads P") for row in said) == MOST
    assert not any("and more" in row for row in said)
