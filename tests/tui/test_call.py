"""Call mode, who I am, stance, champion, and the lists of deal, team and actions."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from desk import desk
from host import NOW, TODAY, Host, Keeper, numbered, small_account, text_of
from some import some
from textual.screen import Screen

from committee import store
from committee.model import edits
from committee.model.account import Evidence
from committee.model.edit import Edit, apply
from committee.model.vocabulary import Basis, Stance
from committee.tui.account.dialogs.actions import ActionsScreen
from committee.tui.account.dialogs.call import Call, CallScreen
from committee.tui.account.dialogs.champion import ChampionScreen
from committee.tui.account.dialogs.deal import DealScreen
from committee.tui.account.dialogs.identity import Identity, IdentityScreen
from committee.tui.account.dialogs.stance import StanceWhyScreen
from committee.tui.account.dialogs.team import TeamScreen
from committee.tui.session.call_stamp import basis_of, stamped

ACCOUNT = small_account()


async def run(screen: Screen[Any], *keys: str, size: tuple[int, int] = (80, 24)) -> tuple[list[Any], str]:
    host = Host(screen)
    async with host.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return host.answers, text_of(host)


async def test_the_selected_person_is_on_the_call_at_once() -> None:
    answers, _ = await run(CallScreen(ACCOUNT, me="dana", selected="tom"), "enter")
    assert answers == [Call(("tom",), "dana")]


async def test_names_are_typed_and_marked() -> None:
    answers, _ = await run(CallScreen(ACCOUNT, me="dana"), *"pri", "enter", *"gom", "enter", "enter")
    assert answers == [Call(("maria", "priya"), "dana")]


async def test_tab_changes_who_of_us() -> None:
    answers, _ = await run(CallScreen(ACCOUNT, me="dana", selected="tom"), "tab", "enter")
    assert answers == [Call(("tom",), "sam")]


async def test_enter_marks_whom_the_cursor_was_moved_to() -> None:
    answers, shown = await run(CallScreen(ACCOUNT, me="dana", selected="tom"), "down", "enter")
    assert answers == []
    assert "enter begin" in shown
    ((call,), _) = await run(CallScreen(ACCOUNT, me="dana", selected="tom"), "down", "enter", "enter")
    assert set(call.people) > {"tom"}
    assert len(call.people) == 2


async def test_looking_at_a_call_does_not_end_it() -> None:
    now = Call(("maria", "tom"), "sam")
    answers, shown = await run(CallScreen(ACCOUNT, me="dana", selected="ana", now=now, began="14:02"), "escape")
    assert answers == [None]
    assert (await run(CallScreen(ACCOUNT, me="dana", now=now, began="14:02"), "enter"))[0] == [now]
    assert (await run(CallScreen(ACCOUNT, me="dana", now=now), *"pri", "enter", "enter"))[0] == [
        Call(("maria", "priya", "tom"), "sam")
    ]
    answers, shown = await run(CallScreen(ACCOUNT, me="dana", now=now, began="14:02"))
    assert "On a call since 14:02" in shown
    assert "ctrl+e end the call" in shown
    assert (await run(CallScreen(ACCOUNT, me="dana", now=now), "ctrl+e"))[0] == [Call((), "sam")]
    assert (await run(CallScreen(ACCOUNT, me="dana", selected="tom"), "ctrl+e"))[0] == []


BADGE = f"ON CALL Priya, Tom {NOW.astimezone():%H:%M}"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_call_is_seen_on_every_screen_until_it_is_ended(size: tuple[int, int], tmp_path: Path) -> None:
    path = tmp_path / "northwind.account.toml"
    store.save(path, small_account(), "")
    async with desk(path, size=size) as d:
        await d.press("C", "backspace", *"tom", "enter", *"tom", "enter", *"priya", "enter", "enter")
        d.session.on_call(("priya", "tom"), "dana")
        d.screen.update()
        await d.settle()
        for view in "1234567":
            await d.press(view)
            assert BADGE in d.lines[0], view
        await d.press("1", "C", "escape")
        assert BADGE in d.lines[0]
        for key in ("w", "a", "g", "T", "A", "D", "question_mark", "b", "W", "C", "e", "P", "R"):
            await d.press(key)
            assert d.app.screen is not d.screen, key
            assert BADGE in d.text or f"ON CALL {NOW.astimezone():%H:%M}" in d.text, key
            while d.app.screen is not d.screen:
                await d.press("q" if key == "R" else "escape")
                await d.settle()
        await d.press("C", "ctrl+e")
        assert "ON CALL" not in d.text
        assert not d.session.call


async def test_a_stance_with_its_reason_in_a_call_says_where_it_was_heard() -> None:
    async with desk() as d:
        d.session.on_call(("tom",), "sam")
        d.session.select("tom")
        await d.press("s", "4", *"yes", "enter")
        d.session.select("maria")
        await d.press("s", "2", *"no", "enter")
        made = {e.about: e for key, e in d.account.evidence.items() if key not in ACCOUNT.evidence}
        assert {(e.source, e.by, e.date) for e in made.values()} == {("call with Tom Lee", "sam", TODAY)}
        assert (made["tom"].basis, made["maria"].basis) == (Basis.HEARD, Basis.SECONDHAND)


async def test_what_an_add_line_says_in_a_call_is_of_that_call() -> None:
    async with desk() as d:
        d.session.on_call(("tom",), "dana")
        await d.press("a", *"Kim Wu, CFO, +, says likes it", "enter", "escape")
        made = [e for key, e in d.account.evidence.items() if key not in ACCOUNT.evidence]
        assert {e.source for e in made} == {"call with Tom Lee"}
        assert {e.basis for e in made} == {Basis.SECONDHAND}


@pytest.mark.parametrize("key", ["s", "w"])
async def test_telling_us_something_offers_that_we_have_met(key: str) -> None:
    async with desk() as d:
        d.session.select("maria")
        keys = ("s", "4") if key == "s" else ("w",)
        await d.press(*keys, *"It pays")
        assert "ctrl+t we have met" in d.text
        before = d.account
        await d.press("enter")
        assert d.account.people["maria"].last_contact == before.people["maria"].last_contact
        await d.press(*keys, *"It pays off", "ctrl+t")
        assert "ctrl+t not met" in d.text
        await d.press("enter")
        assert d.account.people["maria"].last_contact == TODAY
        assert d.account.coverage["dana", "maria"].last_contact == TODAY
        await d.press(*keys, *"It does")
        assert "ctrl+t" not in d.text


def test_who_told_it_is_who_it_is_about_or_the_one_the_source_names() -> None:
    def heard(**more: Any) -> Edit | None:
        record = Evidence(date=TODAY, by="dana", **more)
        return edits.met(ACCOUNT, record)

    assert some(heard(about="maria", basis=Basis.HEARD)).label.endswith(ACCOUNT.people["maria"].name)
    told = some(heard(about="maria", basis=Basis.SECONDHAND, source="mail from Priya Nair"))
    assert told.label.endswith(ACCOUNT.people["priya"].name)
    assert heard(about="maria", basis=Basis.SECONDHAND) is None
    assert heard(about="maria", basis=Basis.SECONDHAND, source="call with Tom Lee, Priya Nair") is None
    assert heard(about="tom > maria", basis=Basis.HEARD) is None
    assert edits.met(ACCOUNT, Evidence(date=TODAY, by="", about="maria", basis=Basis.HEARD)) is None


async def test_i_am_one_of_the_team() -> None:
    assert (await run(IdentityScreen(ACCOUNT), *"sam", "enter"))[0] == [Identity("sam")]


async def test_i_join_the_team() -> None:
    ((found,), _) = await run(IdentityScreen(ACCOUNT, "Kim Wu", rng=numbered()), "end", "down", "down", "enter")
    assert found.teammate == "kim-wu"
    assert apply(ACCOUNT, found.edit).team["kim-wu"].name == "Kim Wu"


async def test_a_stance_with_its_reason() -> None:
    def screen() -> StanceWhyScreen:
        return StanceWhyScreen(ACCOUNT, ("maria",), Stance.SUPPORTER, me="dana", today=TODAY, rng=numbered())

    ((edit,), _) = await run(screen(), *"Payback works", "enter")
    after = apply(ACCOUNT, edit)
    (record,) = [e for key, e in after.evidence.items() if key not in ACCOUNT.evidence]
    assert (record.value, record.says, record.by) == ("supporter", "Payback works", "dana")
    ((edit,), _) = await run(screen(), "enter")
    after = apply(ACCOUNT, edit)
    assert after.people["maria"].stance is Stance.SUPPORTER
    assert after.evidence == ACCOUNT.evidence
    for keys in (("escape",), (*"half", "escape")):
        assert (await run(screen(), *keys))[0] == [None], "esc is esc: nobody becomes opposed by s 1 esc"


async def test_champion_tests_are_answered() -> None:
    ((edit,), _) = await run(ChampionScreen(ACCOUNT, ("tom",)), "s", "t", "t", "i", "i", "enter")
    champion = apply(ACCOUNT, edit).people["tom"].champion
    assert (some(champion).influence, some(champion).sells, some(champion).stake) == (None, True, False)


async def test_a_claim_without_tests_and_its_end() -> None:
    ((edit,), _) = await run(ChampionScreen(ACCOUNT, ("maria",)), "enter")
    assert apply(ACCOUNT, edit).people["maria"].champion is not None
    ((edit,), _) = await run(ChampionScreen(ACCOUNT, ("tom",)), "d")
    assert apply(ACCOUNT, edit).people["tom"].champion is None
    assert (await run(ChampionScreen(ACCOUNT, ("tom",)), "enter"))[0] == [None]


def lister(kind: Callable[..., Screen[Any]], keeper: Keeper) -> Screen[Any]:
    return kind(keeper.account, keeper.perform, today=TODAY, rng=numbered(), me="dana")


async def test_a_gate_is_added_changed_and_deleted() -> None:
    keeper = Keeper(ACCOUNT)
    _, shown = await run(lister(DealScreen, keeper), "down", "down", "a", *"MSA", "ctrl+s")
    assert keeper.account.gates["msa"].ours == "dana"
    assert "MSA" in shown
    await run(lister(DealScreen, keeper), "down", "down", "enter", *"!", "ctrl+s")
    assert keeper.account.gates["dpa"].what == "DPA signed!"
    await run(lister(DealScreen, keeper), "down", "down", "d")
    assert "dpa" not in keeper.account.gates


async def test_the_account_stays() -> None:
    keeper = Keeper(ACCOUNT)
    _, shown = await run(lister(DealScreen, keeper), "d")
    assert keeper.edits == []
    assert "This stays" in shown


async def test_deleting_a_teammate_says_what_goes_with_them() -> None:
    keeper = Keeper(ACCOUNT)
    _, shown = await run(lister(TeamScreen, keeper), "d", size=(120, 40))
    assert "dana" not in keeper.account.team
    assert ("dana", "tom") not in keeper.account.coverage
    assert ", with " in shown


async def test_an_action_in_a_line() -> None:
    keeper = Keeper(ACCOUNT)
    await run(lister(ActionsScreen, keeper), "a", *"Sam: send Priya the paper by fri", "enter")
    (made,) = [a for key, a in keeper.account.actions.items() if key not in ACCOUNT.actions]
    assert (made.owner, made.with_, made.due) == ("sam", "priya", date(2026, 11, 20))


async def test_an_action_is_done_and_open_again() -> None:
    keeper = Keeper(ACCOUNT)
    await run(lister(ActionsScreen, keeper), "space")
    assert keeper.account.actions["2026-11-10-p2x8"].done == TODAY
    await run(lister(ActionsScreen, keeper), "down", "space")
    assert keeper.account.actions["2026-11-10-p2x8"].done is None


async def test_overdue_is_said_in_words() -> None:
    _, shown = await run(lister(ActionsScreen, Keeper(ACCOUNT)))
    assert "overdue" in shown


async def test_empty_lists_name_the_next_key() -> None:
    from dataclasses import replace

    empty = Keeper(replace(ACCOUNT, actions={}, gates={}, rivals={}, places={}, team={}, coverage={}))
    for kind in (ActionsScreen, DealScreen, TeamScreen):
        _, shown = await run(lister(kind, empty))
        assert "+ add" in shown
        assert "a add" in shown


def test_what_is_said_of_somebody_who_is_not_on_the_call_is_second_hand() -> None:
    edit = edits.set_field(ACCOUNT, ("people", "maria", "stance"), Stance.SUPPORTER)
    for call, basis in ((("maria", "tom"), Basis.HEARD), (("tom",), Basis.SECONDHAND)):
        after = apply(ACCOUNT, stamped(ACCOUNT, edit, call, by="dana", today=TODAY, rng=numbered()))
        made = [record for key, record in after.evidence.items() if key not in ACCOUNT.evidence]
        assert [(record.about, record.basis) for record in made] == [("maria", basis)]
    assert basis_of("tom > maria", ("tom",)) is Basis.HEARD
    assert basis_of("tom > maria", ("priya",)) is Basis.SECONDHAND
    assert basis_of("maria", ()) is Basis.HEARD
