"""Call mode, who I am, stance, champion, and the lists of deal, team and actions."""

from collections.abc import Callable
from datetime import date
from typing import Any

from host import TODAY, Host, Keeper, numbered, small_account, text_of
from some import some
from textual.screen import Screen

from committee.model import edits
from committee.model.edit import apply
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


async def test_i_am_one_of_the_team() -> None:
    assert (await run(IdentityScreen(ACCOUNT), *"sam", "enter"))[0] == [Identity("sam")]


async def test_i_join_the_team() -> None:
    ((found,), _) = await run(IdentityScreen(ACCOUNT, "Kim Wu", rng=numbered()), "end", "down", "down", "enter")
    assert found.teammate == "kim-wu"
    assert apply(ACCOUNT, found.edit).team["kim-wu"].name == "Kim Wu"


async def test_a_stance_with_its_reason() -> None:
    def screen() -> StanceWhyScreen:
        return StanceWhyScreen(ACCOUNT, "maria", Stance.SUPPORTER, me="dana", today=TODAY, rng=numbered())

    ((edit,), _) = await run(screen(), *"Payback works", "enter")
    after = apply(ACCOUNT, edit)
    (record,) = [e for key, e in after.evidence.items() if key not in ACCOUNT.evidence]
    assert (record.value, record.says, record.by) == ("supporter", "Payback works", "dana")
    for keys in (("enter",), ("escape",), (*"half", "escape")):
        ((edit,), _) = await run(screen(), *keys)
        after = apply(ACCOUNT, edit)
        assert after.people["maria"].stance is Stance.SUPPORTER
        assert after.evidence == ACCOUNT.evidence


async def test_lamps_turn() -> None:
    ((edit,), _) = await run(ChampionScreen(ACCOUNT, "tom"), "s", "t", "t", "i", "i", "enter")
    champion = apply(ACCOUNT, edit).people["tom"].champion
    assert (some(champion).influence, some(champion).sells, some(champion).stake) == (None, True, False)


async def test_a_claim_without_tests_and_its_end() -> None:
    ((edit,), _) = await run(ChampionScreen(ACCOUNT, "maria"), "enter")
    assert apply(ACCOUNT, edit).people["maria"].champion is not None
    ((edit,), _) = await run(ChampionScreen(ACCOUNT, "tom"), "d")
    assert apply(ACCOUNT, edit).people["tom"].champion is None
    assert (await run(ChampionScreen(ACCOUNT, "tom"), "enter"))[0] == [None]


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
