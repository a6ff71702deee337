"""The Path view: what stands beside the talks comes from a worker, piece by piece, and can be stopped."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desk import desk
from rich.style import Style
from some import some
from textual.widget import Widget

from committee.consensus.effort import in_talks
from committee.consensus.ranking import rank_next
from committee.consensus.repair import fallback, next_best
from committee.model.account import Account, Decision, Header, Person, Teammate
from committee.model.vocabulary import Role, Stance
from committee.paths import samples
from committee.store import read, save
from committee.tui.account.views.path import PathView
from committee.tui.account.views.path_beside import Beside, beside_rows, pieces
from committee.tui.account.wording import strip_text
from committee.tui.map.wish import marks_of
from committee.tui.widgets.lines import Lines, Row

NORTHWIND, MERIDALE = (
    next(path for path in samples() if path.name.startswith(name)) for name in ("northwind", "meridale")
)


def said(view: PathView) -> str:
    """Everything in the list, also what is not in sight, without line breaks inside a row."""
    return "\n".join(" ".join(" ".join(line.plain.split()) for line in row.draw(200)) for row in view.lines.rows)


async def test_every_talk_says_what_would_do_instead_and_the_list_whom_to_win() -> None:
    async with desk(NORTHWIND) as screen:
        await screen.press("5")
        view, analysis = screen.view(PathView), screen.session.analysis
        text, name = said(view), screen.account.name_of
        for talk in some(analysis).plan.talks:
            other = fallback(some(analysis).plan, talk.number)
            assert f"{in_talks(other.effort - some(analysis).plan.effort)} more" in text
        assert f"effort {some(next_best(some(analysis).plan)).shown_effort}" in text
        best = rank_next(screen.account, screen.session.today)[0]
        assert f"{name(best.person)} saves {in_talks(best.saved)} of {some(analysis).plan.shown_effort}" in text
        assert f"{in_talks(some(best.price))}" in text
        assert "looking at what else" not in text


async def test_after_an_edit_the_old_plan_is_dimmed_until_the_new_one_is_there() -> None:
    async with desk(NORTHWIND) as screen:
        await screen.press("5")
        view = screen.view(PathView)
        assert not any(
            "dim" in str(span.style) for row in view.lines.rows for line in row.draw(100) for span in line.spans
        )
        stale = replace(screen.session.state(), account=replace(screen.account))
        view.show(stale)
        rows = [row for row in view.lines.rows if isinstance(row.key, int)]
        assert rows
        assert all(any("dim" in str(span.style) for span in row.draw(100)[1].spans) for row in rows)
        assert "looking again" in "".join(line.plain for line in view.lines.head)


async def test_esc_stops_looking_and_enter_looks_again() -> None:
    async with desk(NORTHWIND) as screen:
        await screen.press("5")
        view, analysis = screen.view(PathView), screen.session.analysis
        view.known = Beside(some(analysis))
        await screen.press("escape")
        assert view.known.stopped
        assert screen.screen.view_name == "path"
        assert "stopped" in said(view)
        await screen.press("enter")
        assert not view.known.looking
        assert view.known.ranking


async def test_pieces_that_come_while_rows_are_made_are_shown_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    fill = Lines.fill

    def counted(self: Lines, rows: list[Row], head: Any = ()) -> None:
        drawn.append(len(rows))
        fill(self, rows, head)

    async with desk(NORTHWIND) as screen:
        await screen.press("5")
        view, analysis = screen.view(PathView), some(screen.session.analysis)
        monkeypatch.setattr(Lines, "fill", counted)
        other = fallback(analysis.plan, 1)
        for _ in range(40):
            view.post_message(view.Found(analysis, lambda known: replace(known, instead={**known.instead, 1: other})))
        await screen.settle()
        assert 0 < len(drawn) < 10


def test_pieces_are_made_one_at_a_time() -> None:
    from committee.workspace import analyse

    account = read(NORTHWIND).account
    analysis = analyse(account, some(account.header.reviewed))
    known, made = Beside(analysis), 0
    for piece in pieces(analysis):
        known, made = piece(known), made + 1
    assert made == len(analysis.plan.talks) + 1 + bool(analysis.plan.unreached) + 1
    assert set(known.instead) == {talk.number for talk in analysis.plan.talks}
    assert not known.looking


async def test_two_voices_are_said() -> None:
    async with desk(MERIDALE) as screen:
        await screen.press("5")
        assert "1 of 2 that Graham Pike, who is reserved, needs" in said(screen.view(PathView))
        assert "2 of 2 that" in said(screen.view(PathView))
        assert "as the first of 2 voices" in said(screen.view(PathView))
        assert "to get 2 people to speak to Graham Pike" in said(screen.view(PathView))


async def test_a_what_if_stands_against_today() -> None:
    async with desk(NORTHWIND) as screen:
        await screen.press("slash", *"tom lee", "enter", "W", "g", "5")
        text = said(screen.view(PathView))
        assert "AGAINST TODAY" in text
        assert "- talk Tom Lee → Ingrid Holm" in text
        assert "+ critical CH001" in text


def test_without_more_there_is_nothing_beside() -> None:
    from committee.workspace import analyse

    account = replace(read(NORTHWIND).account, people={}, coverage={}, influence={}, evidence={}, actions={},
                      gates={}, accepted={}, decision=Decision())  # fmt: skip
    analysis = analyse(account, some(account.header.reviewed or account.header.close_date))
    known = Beside(analysis, looking=False)
    assert list(beside_rows(UNASKED, known, 80)) == []


UNASKED: Any = None
"""Where the state is not asked for anything."""


def inks(canvas: Widget) -> set[Style | None]:
    """The styles of everything a canvas draws."""
    return {segment.style for strip in canvas.render_lines(canvas.region) for segment in strip}


async def test_on_the_map_and_below_it_the_old_plan_is_muted_too() -> None:
    async with desk(NORTHWIND) as screen:
        await screen.press("c")
        state, shown = screen.session.state(), screen.screen
        assert not marks_of(state).stale
        stale = replace(state, account=replace(screen.account))
        assert marks_of(stale).stale
        _, rows = strip_text(stale)
        assert {meaning for row in rows[:-1] for _, meaning in row} == {"muted"}
        assert "looking again" in strip_text(stale)[0]
        before = inks(shown.map.canvas)
        shown.map.show(stale)
        after = inks(shown.map.canvas)
        assert after < before


async def test_a_blocked_plan_says_by_whom_wherever_its_status_is() -> None:
    async with desk(MERIDALE) as screen:
        assert "Douglas ✗ against" in screen.text
        await screen.press("5")
        assert "Blocked: a decision is due about Douglas Reid" in screen.text
        text = said(screen.view(PathView))
        assert "Douglas Reid is against: overrule, a condition for no objection, or qualify out." in text
        assert "blocked; 5 talks, hard" in "".join(line.plain for line in screen.view(PathView).lines.head)


async def test_nothing_says_that_no_talk_is_needed_while_somebody_is_against(tmp_path: Path) -> None:
    people = {"anke": Person(name="Anke Vogt", roles=(Role.ECONOMIC_BUYER,), stance=Stance.OPPOSED)}
    path = tmp_path / "acme.account.toml"
    save(path, Account(header=Header(name="Acme"), people=people, team={"dana": Teammate(name="Dana")}))
    async with desk(path) as screen:
        for key in ("c", "5"):
            await screen.press(key)
            assert "blocked" in screen.text.casefold()
            assert not any(f"no {words}" in screen.text for words in ("talk is needed", "talks needed", "talk is left"))
