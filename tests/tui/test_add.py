"""Add people, one a line."""

from typing import Any

from host import TODAY, Host, Keeper, numbered, small_account, text_of
from textual.events import Paste
from textual.screen import Screen

from committee.errors import EditRefused
from committee.model.account import Account
from committee.model.edit import Edit
from committee.model.vocabulary import PersonStatus, Role, Stance
from committee.tui.account.dialogs.add import AddScreen

LINE = "Lena Fox, Head of Support, security, @Tulsa, -, p4, =2, >4 Tom Lee, ^Ana"


def screen_for(keeper: Keeper, me: str = "dana") -> AddScreen:
    return AddScreen(keeper.account, keeper.perform, me=me, today=TODAY, rng=numbered())


async def run(screen: Screen[Any], *keys: str, size: tuple[int, int] = (100, 30)) -> tuple[list[Any], str]:
    host = Host(screen)
    async with host.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return host.answers, text_of(host)


async def test_a_line_makes_a_person_with_everything_said() -> None:
    keeper = Keeper(small_account())
    answers, _ = await run(screen_for(keeper), *LINE, "enter", "escape")
    assert answers == [("lena-fox",)]
    lena = keeper.account.people["lena-fox"]
    assert (lena.title, lena.roles, lena.stance, lena.power) == (
        "Head of Support",
        (Role.SECURITY,),
        Stance.RESERVED,
        4,
    )
    assert (lena.place, lena.reports_to) == ("tulsa", "ana")
    assert keeper.account.influence["lena-fox", "tom"].strength == 4
    assert keeper.account.coverage["dana", "lena-fox"].strength == 2
    assert len(keeper.edits) == 1


async def test_it_stays_open_and_lists_those_added() -> None:
    keeper = Keeper(small_account())
    answers, shown = await run(screen_for(keeper), *"Lena Fox", "enter", *"Max Otto", "enter")
    assert answers == []
    assert "✓ Lena Fox" in shown
    assert "✓ Max Otto" in shown
    assert {"lena-fox", "max-otto"} <= set(keeper.account.people)


async def test_the_preview_says_what_will_be_made_before_anything_is() -> None:
    keeper = Keeper(small_account())
    _, shown = await run(screen_for(keeper), *"Lena Fox, >4 Bob Ray")
    assert "placeholder" in shown
    assert keeper.edits == []


async def test_a_wrong_word_is_underlined_with_the_reason_and_nothing_is_made() -> None:
    keeper = Keeper(small_account())
    screen = screen_for(keeper)
    answers, shown = await run(screen, *"Lena Fox, Head, p9", "enter")
    assert answers == []
    assert keeper.edits == []
    assert "✗" in shown
    assert [screen.line.value[start:end] for start, end in screen.marks.spans] == ["p9"]


async def test_a_placeholder_is_said_to_be_one() -> None:
    keeper = Keeper(small_account())
    _, shown = await run(screen_for(keeper), *"Lena Fox, >4 Bob Ray", "enter")
    assert keeper.account.people["bob-ray"].status is PersonStatus.PLACEHOLDER
    assert "Bob Ray (placeholder" in shown


async def test_tab_completes() -> None:
    keeper = Keeper(small_account())
    screen = screen_for(keeper)
    await run(screen, *"Lena Fox, ^Mar", "tab", "enter", "escape")
    assert keeper.account.people["lena-fox"].reports_to == "maria"


async def test_a_pasted_list_is_a_person_a_line_and_is_looked_at_first() -> None:
    keeper = Keeper(small_account())
    screen = screen_for(keeper)
    host = Host(screen)
    async with host.run_test(size=(100, 30)) as pilot:
        screen.line.post_message(Paste("Lena Fox, Head of Support\nMax Otto, ^Lena Fox\n\n"))
        await pilot.pause()
        assert "Max Otto" in text_of(host)
        assert keeper.edits == []
        await pilot.press("ctrl+s", "escape")
    assert keeper.account.people["max-otto"].reports_to == "lena-fox"
    assert set(host.answers[0]) == {"lena-fox", "max-otto"}


async def test_esc_drops_a_line_only_when_asked_twice() -> None:
    keeper = Keeper(small_account())
    answers, shown = await run(screen_for(keeper), *"Lena", "escape")
    assert answers == []
    assert "not added yet" in shown
    answers, _ = await run(screen_for(keeper), *"Lena", "escape", "escape")
    assert answers == [()]


async def test_a_refusal_is_said_and_the_line_stays() -> None:
    def refuse(edit: Edit) -> Account:
        raise EditRefused("The file has errors", "Mend it first")

    screen = AddScreen(small_account(), refuse, me="dana", today=TODAY, rng=numbered())
    _, shown = await run(screen, *"Lena Fox", "enter")
    assert "The file has errors. Mend it first" in shown
    assert screen.line.value == "Lena Fox"


async def test_usable_at_80_by_24() -> None:
    keeper = Keeper(small_account())
    _, shown = await run(screen_for(keeper), *LINE, size=(80, 24))
    assert "enter add" in shown
    assert "^Ana" in shown
