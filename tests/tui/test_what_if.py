"""What if on the screen: shown, analysed, marked, and gone with esc; the account never changes."""

from desk import desk
from host import TODAY
from some import some

from committee.consensus.what_if import what_if
from committee.paths import samples
from committee.workspace import analyse

NORTHWIND = next(path for path in samples() if path.name.startswith("northwind"))


async def test_somebody_gone_is_shown_beside_today_and_esc_goes_back() -> None:
    async with desk(NORTHWIND) as screen:
        await screen.press("slash", *"tom lee", "enter")
        before, today = screen.account, screen.session.analysis
        await screen.press("W", "g")
        assert screen.session.analysis == analyse(what_if(before, "tom-lee left"), TODAY)
        assert "WHAT IF" in screen.lines[0]
        assert "Tom Lee left" in screen.text
        assert f"effort {some(today).plan.shown_effort} → {screen.session.analysis.plan.shown_effort}" in screen.text
        assert "new " in screen.text
        assert screen.session.workspace.account is before
        assert not screen.session.workspace.dirty
        await screen.press("escape")
        assert "WHAT IF" not in screen.text
        assert screen.account is before
        assert screen.session.analysis is today


async def test_several_changes_add_up_and_stand_side_by_side() -> None:
    async with desk(NORTHWIND) as screen:
        before = screen.account
        await screen.press("slash", *"jens", "enter", "W", "w", "W")
        assert "AGAINST TODAY" in screen.text
        await screen.press("n", *"rui", "enter")
        assert some(screen.session.supposing).said == ("jens-kruger won", "jens-kruger > rui-tavares new")
        assert screen.account == what_if(before, "jens-kruger won, jens-kruger > rui-tavares new")
        await screen.press("W", "t")
        assert screen.account is before


async def test_a_selected_tie_breaks_with_one_key() -> None:
    async with desk(NORTHWIND) as screen:
        before = screen.account
        await screen.press("slash", *"rui", "enter", "right_parenthesis")
        tie = screen.session.tie
        assert tie is not None
        await screen.press("W", "b")
        assert tie in {**before.influence, **before.coverage}
        assert tie not in {**screen.account.influence, **screen.account.coverage}


async def test_nothing_can_be_changed_meanwhile() -> None:
    async with desk(NORTHWIND) as screen:
        before = screen.account
        await screen.press("W", "l")
        assert "Ingrid Holm against" in screen.text
        for key in ("s", "d", "u", "a", "ctrl+s", "g"):
            await screen.press(key)
            assert "this is a what-if" in screen.footer
        assert screen.session.workspace.account is before


async def test_why_not_says_what_would_be_dearer_and_changes_nothing() -> None:
    async with desk(NORTHWIND, size=(120, 40)) as screen:
        before = screen.account
        await screen.press("slash", *"jens", "enter", "W", "y", *"sam", "enter")
        assert "Why not Sam Whitfield → Jens Krüger?" in screen.text
        assert "would make it" in screen.text
        await screen.press("escape")
        assert screen.session.supposing is None
        assert screen.account is before


async def test_esc_in_the_dialog_supposes_nothing() -> None:
    async with desk(NORTHWIND) as screen:
        await screen.press("W", "escape")
        assert screen.session.supposing is None
        assert "WHAT IF" not in screen.text


async def test_it_fits_a_small_window() -> None:
    async with desk(NORTHWIND, size=(80, 24)) as screen:
        await screen.press("W")
        assert "What if" in screen.text
        assert "esc leaves" in screen.text
        await screen.press("g")
        assert "WHAT IF" in screen.text
