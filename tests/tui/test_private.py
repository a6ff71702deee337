"""Private mode and the presenter, key by key."""

import re
from dataclasses import replace
from pathlib import Path

from desk import desk
from generate import random_account
from host import small_account
from rest import within
from some import some

from committee import paths, store
from committee.layout import Detail
from committee.tui.account.dialogs.deal import DealScreen
from committee.tui.forms.screen import SheetScreen
from committee.tui.map.canvas import MapCanvas
from committee.tui.presenter.screen import PresenterScreen

NAMES = (
    "Northwind",
    "María",
    "Gómez",
    "Tom",
    "Lee",
    "Priya",
    "Ana",
    "Dana",
    "Sam",
    "Orbit",
    "Tulsa plant",
    "Berlin HQ",
)


def named(text: str) -> list[str]:
    return [name for name in NAMES if re.search(rf"\b{name}\b", text)]


async def test_p_hides_names_everywhere_and_shows_them_again() -> None:
    async with desk() as d:
        person, layout = d.session.person, d.screen.map.home
        assert named(d.text)
        await d.press("p")
        assert named(d.text) == []
        assert "PRIVATE" in d.lines[0]
        assert d.session.person == person
        assert {card.person: card.rect for card in some(d.screen.map.home).cards}.keys() == {
            card.person for card in some(layout).cards
        }
        for view in "1234567":
            await d.press(view)
            assert named(d.text) == [], view
        await d.press("1", "p")
        assert "María" in d.text
        assert "PRIVATE" not in d.text


async def test_what_would_have_names_typed_or_opened_says_why_not() -> None:
    async with desk(private=True) as d:
        for key in ("a", "w", "C", "E"):
            await d.press(key)
            assert "p ends private mode" in d.footer, key
            assert len(d.app.screen_stack) == 1


async def test_a_change_is_made_in_the_real_account_and_said_in_pseudonyms() -> None:
    async with desk(private=True) as d:
        before = d.session.workspace.account
        await d.press("s", "1", "enter")
        real = d.session.workspace.account
        assert real.people["maria"].stance == "opposed"
        assert real.people["maria"].name == "María Gómez"
        assert {**real.people, "maria": None} == {**before.people, "maria": None}
        assert named(d.footer) == []
        await d.press("u")
        assert "undone: Finance executive" in d.footer
        assert d.session.workspace.account == before


async def test_a_deleted_person_comes_back_as_they_were() -> None:
    async with desk(private=True) as d:
        before = d.session.workspace.account
        await d.press("d")
        assert "maria" not in d.session.workspace.account.people
        assert named(d.text) == []
        await d.press("u")
        assert d.session.workspace.account == before


async def test_a_call_begun_before_is_stamped_with_real_names() -> None:
    async with desk() as d:
        await d.press("C", "enter")
        assert d.session.call
        await d.press("p", "s", "4", "enter")
        assert named(d.text) == []
        sources = {record.source for record in d.session.workspace.account.evidence.values() if record.source}
        assert sources == {"call with María Gómez"}
        assert " · " not in store.write_text(d.session.workspace.account)


async def test_a_form_has_no_box_for_what_is_hidden() -> None:
    async with desk(private=True) as d:
        await d.press("e")
        assert "Names and texts are hidden" in d.text
        fields = {box.field.name for box in d.top(SheetScreen).form.sheet.boxes()}
        assert fields & {"name", "title", "email"} == set()
        assert {"level", "roles", "stance", "notes"} <= fields, "notes are empty, and may be written"
        await d.press("escape")


async def test_a_cell_that_is_hidden_cannot_be_edited() -> None:
    async with desk(private=True) as d:
        await d.press("2", "enter")
        assert "hidden in private mode" in d.footer


async def test_a_record_that_is_only_a_name_says_so() -> None:
    async with desk(private=True) as d:
        await d.press("g", *["down"] * 12)
        for _ in range(12):
            if d.top(DealScreen).lines.key == ("rivals", "orbit"):
                break
            await d.press("up")
        await d.press("enter")
        assert "hidden in private mode" in d.text


async def test_a_supposed_change_is_private_too_and_ends_with_the_mode() -> None:
    async with desk(private=True) as d:
        await d.press("W", "w")
        assert "WHAT IF" in d.text
        assert named(d.text) == []
        await d.press("p")
        assert d.session.supposing is None


async def test_a_large_map_is_hidden_at_once_and_not_when_the_next_one_is_made() -> None:
    account = random_account(4, people=70, places=4)
    account = replace(account, places={k: replace(p, name=f"Zq {p.name}") for k, p in account.places.items()})
    async with desk(account) as d:
        assert "Zq " in d.text
        await d.pilot.press("p")
        told = ["Zq " in d.text]
        while d.working:
            await within(lambda: not d.working, seconds=0.01)
            told.append("Zq " in d.text)
        await d.settle()
        assert not any([*told, "Zq " in d.text])


async def test_the_badge_stands_on_dialogs() -> None:
    async with desk(private=True, size=(80, 24)) as d:
        for key in ("g", "T", "A", "?", "b", "e"):
            await d.press(key)
            assert "PRIVATE" in d.text, key
            assert named(d.text) == [], key
            await d.press("escape", "escape")


async def test_the_mode_goes_on_in_another_account(tmp_path: Path) -> None:
    path = tmp_path / "northwind-secret.account.toml"
    path.write_text(store.write_text(small_account()), encoding="utf-8")
    async with desk(private=True) as d:
        d.app.accounts = (path,)
        await d.press("colon", *"account", "space", "1", "enter")
        assert d.session.workspace.path == path
        assert "PRIVATE" in d.text
        assert named(d.text) == []
        assert "secret" not in d.text


async def test_the_presenter_steps_through_everybody_and_leaves() -> None:
    async with desk() as d:
        await d.press("P")
        assert isinstance(d.app.screen, PresenterScreen)
        assert "CUSTOMER-SAFE" in d.lines[0]
        assert d.app.animation_level == "none"
        seen = set()
        for _ in range(6):
            seen.add(d.lines[-3].split(" · ")[0].strip())
            await d.press("right")
        await d.press(*["left"] * 6)
        for _ in range(4):
            seen.add(d.lines[-3].split(" · ")[0].strip())
            await d.press("right")
        assert seen == {"María Gómez", "Priya Nair", "Tom Lee", "Ana Rao"}
        await d.press("escape")
        assert not isinstance(d.app.screen, PresenterScreen)
        assert d.app.animation_level != "none"  # type: ignore[unreachable]  # mypy holds what was asserted before for settled


async def test_the_presenter_cuts_no_card_where_smaller_ones_fit() -> None:
    account = store.read(paths.bundled("sample_accounts") / "northwind.account.toml").account
    async with desk(account, size=(120, 40)) as d:
        await d.press("P")
        canvas = d.app.screen.query_one(MapCanvas)
        assert canvas.drawn is not None
        assert all(canvas.shows(card, canvas.room) for card in canvas.drawn.cards)
        await d.pilot.resize_terminal(200, 60)
        await d.until("Security manager")
        assert canvas.drawn.detail is Detail.FULL
        await d.pilot.resize_terminal(120, 40)
        await d.until(" Priya Nair ──╮")
        assert all(canvas.shows(card, canvas.room) for card in canvas.drawn.cards)


async def test_the_presenter_hides_names_and_the_account_behind_it_follows() -> None:
    async with desk() as d:
        await d.press("P", "p")
        assert "PRIVATE CUSTOMER-SAFE" in d.lines[0]
        assert named(d.text) == []
        await d.press("P")
        assert "PRIVATE" in d.lines[0]
        assert named(d.text) == []


async def test_no_key_of_the_account_works_in_the_presenter() -> None:
    async with desk() as d:
        await d.press("P")
        for key in ("e", "s", "1", "4", "c", "d", "question_mark", "colon", "ctrl+s"):
            await d.press(key)
            assert isinstance(d.app.screen, PresenterScreen), key
        assert not d.session.workspace.dirty
