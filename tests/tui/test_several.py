"""With people marked, a key changes all of them as one step; and what a tie is takes few keys."""

from pathlib import Path

import pytest
from desk import Desk, desk
from host import small_account

from committee import store
from committee.model.account import Champion
from committee.model.vocabulary import Stance, TieKind
from committee.tui.account.dialogs.identity import IdentityScreen

ACCOUNT = small_account()


async def marked(d: Desk, *people: str) -> None:
    """The table of people, with these marked and the cursor on the last of them."""
    await d.press("2")
    for person in people:
        d.screen.desk.select(person)
        await d.settle()
        await d.press("space")
    d.screen.desk.select(people[-1])
    await d.settle()


async def test_a_stance_is_that_of_everybody_who_is_marked() -> None:
    async with desk() as d:
        await marked(d, "ana", "maria", "priya")
        await d.press("s")
        await d.until("3 people")
        await d.press("2", *"too dear", "enter")
        stances = {key: d.account.people[key].stance for key in ("ana", "maria", "priya", "tom")}
        assert stances == {
            "ana": Stance.RESERVED, "maria": Stance.RESERVED, "priya": Stance.RESERVED,
            "tom": ACCOUNT.people["tom"].stance,
        }  # fmt: skip
        made = [record for key, record in d.account.evidence.items() if key not in ACCOUNT.evidence]
        assert {record.about for record in made} == {"ana", "maria", "priya"}
        await d.press("u")
        assert d.account.people == ACCOUNT.people


async def test_coverage_ties_and_deleting_too() -> None:
    async with desk() as d:
        await marked(d, "maria", "priya")
        await d.press("t", "4")
        assert {d.account.coverage["dana", key].strength for key in ("maria", "priya")} == {4}
        await d.press("d")
        assert {"maria", "priya"} & d.account.people.keys() == set()
        await d.press("u", "u")
        assert d.account.people == ACCOUNT.people
        assert d.account.coverage == ACCOUNT.coverage


async def test_champion_tests_are_answered_for_all() -> None:
    async with desk() as d:
        await marked(d, "maria", "tom")
        await d.press("b", "s", "enter")
        assert d.account.people["maria"].champion == Champion(sells=True)
        assert d.account.people["tom"].champion == Champion(influence=True, sells=True)
        await d.press("u")
        assert d.account.people == ACCOUNT.people


@pytest.mark.parametrize("key", ["e", "w"])
async def test_what_is_of_one_person_says_so_and_opens_nothing(key: str) -> None:
    async with desk() as d:
        await marked(d, "maria", "tom")
        await d.press(key)
        assert d.app.screen is d.screen
        await d.until("2 are marked")
        await d.press("escape", key)
        assert d.app.screen is not d.screen


async def test_one_mark_is_whom_a_form_is_of() -> None:
    async with desk() as d:
        await marked(d, "maria")
        d.screen.desk.select("tom")
        await d.press("e")
        await d.until("María Gómez")


async def test_without_marks_it_is_the_one_under_the_cursor() -> None:
    async with desk() as d:
        await d.press("2")
        d.screen.desk.select("maria")
        await d.press("s", "2", "enter")
        changed = [key for key, person in d.account.people.items() if person != ACCOUNT.people[key]]
        assert changed == ["maria"]


async def test_a_conflict_is_i_x_target_enter() -> None:
    async with desk() as d:
        d.screen.desk.select("maria")
        await d.press("i", "x")
        await d.until("is in conflict with")
        letter = next(code for person, code in d.screen._pending.codes.items() if person == "tom")  # type: ignore[union-attr]
        await d.press(*letter, "enter")
        assert d.account.influence["maria", "tom"].kind is TieKind.CONFLICT


async def test_who_i_am_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("committee.settings.git_user_name", lambda: "")
    for name in ("one", "two"):
        store.save(tmp_path / f"{name}.account.toml", small_account(), "")
    async with desk(tmp_path / "one.account.toml", me="") as d:
        await d.press("a")
        d.top(IdentityScreen)
        await d.press(*"dana", "enter", "escape")
        d.app.open_account(tmp_path / "two.account.toml")
        await d.settle()
        await d.press("a")
        assert not isinstance(d.app.screen, IdentityScreen)


async def test_whoever_does_not_say_goes_on_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("committee.settings.git_user_name", lambda: "")
    async with desk(me="") as d:
        await d.press("a", "escape", *"Kim Wu", "enter", "escape")
        assert "kim-wu" in d.account.people
        await d.press("t")
        assert not isinstance(d.app.screen, IdentityScreen)
