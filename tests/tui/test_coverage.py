"""The coverage view: a grid of ours and theirs; from it a tie, an action and a hand-over."""

from dataclasses import replace

from desk import desk
from host import small_account

from committee.model.account import Coverage, Teammate
from committee.model.vocabulary import TeamStatus


async def test_every_member_is_a_row_and_every_teammate_a_column() -> None:
    async with desk() as found:
        await found.press("7")
        for name in ("Dana Okafor", "Sam Ito", "María Gómez", "Priya Nair", "Tom Lee"):
            assert name in found.text
        assert "covers 1" in found.text


async def test_rows_and_columns_are_moved_through_and_told_in_words() -> None:
    async with desk() as found:
        await found.press("7")
        assert found.session.person == "maria"
        assert "Dana Okafor has not met María Gómez" in found.text
        await found.press("right")
        assert "Sam Ito has not met María Gómez" in found.text
        while found.session.person != "tom":
            await found.press("down")
        await found.press("left")
        assert "Dana Okafor covers Tom Lee: tells us things" in found.text
        assert found.session.tie == ("dana", "tom")


async def test_t_covers_by_whose_column_it_is() -> None:
    async with desk() as found:
        await found.press("7", "right", "t", "3")
        assert found.account.coverage[("sam", "maria")] == Coverage(strength=3)
        await found.press("u")
        assert ("sam", "maria") not in found.account.coverage


async def test_space_promises_a_meeting() -> None:
    async with desk() as found:
        before = found.account.actions
        await found.press("7", "right", "space")
        (made,) = [a for key, a in found.account.actions.items() if key not in before]
        assert (made.what, made.owner, made.with_) == ("Meet María Gómez", "sam", "maria")


async def test_a_hand_over_says_what_it_means_before_it_is_made_and_is_undone() -> None:
    async with desk() as found:
        before = found.account
        await found.press("7", "O")
        assert "Dana Okafor leaves this account. Who takes over?" in found.text
        assert "1 tie, 0 as strong as before; 1 promise; plan " in found.text
        await found.press("enter")
        assert found.account.team["dana"].status is TeamStatus.LEFT
        assert found.account.coverage[("sam", "tom")].strength == 2
        assert found.account.header.owner == "sam"
        await found.press("u")
        assert found.account == before


async def test_many_of_ours_scroll_sideways() -> None:
    account = small_account()
    team = {f"mate-{n:02}": Teammate(name=f"Mate {n:02}") for n in range(12)}
    async with desk(replace(account, team={**account.team, **team}), size=(80, 24)) as found:
        await found.press("7")
        for _ in range(10):
            await found.press("right")
        chosen = found.screen.view.teammate
        assert found.account.team[chosen].name in found.text


async def test_without_a_team_the_next_key_is_named() -> None:
    account = replace(small_account(), team={}, coverage={}, actions={}, gates={}, evidence={})
    account = replace(account, header=replace(account.header, owner=""))
    async with desk(account) as found:
        await found.press("7")
        assert "T adds the team" in found.text
