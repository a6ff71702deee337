"""The views besides the map: people, hours, findings, path."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from host import NOW, TODAY, Host, small_account, text_of
from hypothesis import given
from hypothesis import strategies as st
from some import some
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from committee.findings.rows import WORST, rows
from committee.graph.hours import Schedule, schedule, working
from committee.model.account import Acceptance, Account, Header, Person
from committee.model.edit import apply
from committee.model.vocabulary import Role, Stage, Stance
from committee.plurals import counted
from committee.tui.account.views.findings import FindingsView
from committee.tui.account.views.hours import HoursView
from committee.tui.account.views.hours_strip import (
    best_time,
    fractions,
    hour_marks,
    offset_words,
    scale,
    strip,
    together,
)
from committee.tui.account.views.path import PathView
from committee.tui.account.views.people import PeopleView
from committee.tui.account.views.people_table import COLUMNS, people_shown
from committee.tui.session.state import ViewState
from committee.tui.widgets.columns import visible
from committee.tui.widgets.lines import Lines, plain_row
from committee.tui.widgets.messages import FindingChosen, Proposed, Said, Selected, TalkChosen
from committee.tui.widgets.view import View
from committee.workspace import Analysis, analyse

ACCOUNT = small_account()
ANALYSIS = analyse(ACCOUNT, TODAY)
MONDAY = date(2026, 11, 16)


def state_of(account: Account = ACCOUNT, analysis: Analysis | None = ANALYSIS, **more: Any) -> ViewState:
    return ViewState(account=account, today=TODAY, now=NOW, analysis=analysis, **more)


class Platform(Screen[None]):
    """Holds one view and keeps what it says upward."""

    def __init__(self, view: Any, state: ViewState) -> None:
        super().__init__()
        self.view, self.state = view, state
        self.heard: list[tuple[str, Any]] = []

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.view.show(self.state)
        self.view.focus_target().focus()

    def on_selected(self, message: Selected) -> None:
        self.heard.append(("selected", message.person))
        self.state = replace(self.state, person=message.person)
        self.view.show(self.state)

    def on_finding_chosen(self, message: FindingChosen) -> None:
        self.heard.append(("finding", message.index))
        self.state = replace(self.state, finding=message.index)
        self.view.show(self.state)

    def on_talk_chosen(self, message: TalkChosen) -> None:
        self.heard.append(("talk", message.number))

    def on_proposed(self, message: Proposed) -> None:
        self.heard.append(("edit", message.edit))
        self.state = replace(self.state, account=apply(self.state.account, message.edit))
        self.view.show(self.state)

    def on_said(self, message: Said) -> None:
        self.heard.append(("said", message.text))


async def run(view: View, state: ViewState, *keys: str, size: tuple[int, int] = (100, 30)) -> tuple[Platform, str]:
    screen = Platform(view, state)
    host = Host(screen)
    async with host.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        return screen, text_of(host)


class TestPeople:
    """The table."""

    async def test_everybody_is_there_with_stance_in_words(self) -> None:
        _, shown = await run(PeopleView(), state_of())
        for name in ("Ana Rao", "María Gómez", "Priya Nair", "Tom Lee"):
            assert name in shown
        assert "supporter" in shown
        assert "unknown" in shown

    async def test_moving_selects(self) -> None:
        screen, _ = await run(PeopleView(), state_of(person="ana"), "down")
        assert ("selected", "maria") in screen.heard

    async def test_the_selection_of_the_map_is_the_cursor(self) -> None:
        screen, _ = await run(PeopleView(), state_of(person="tom"))
        assert screen.view.lines.key == "tom"

    async def test_a_cell_is_edited_in_place(self) -> None:
        screen, _ = await run(PeopleView(), state_of(person="maria"), "right", "enter", *"sup", "enter")
        assert screen.state.account.people["maria"].stance is Stance.SUPPORTER

    async def test_the_same_change_on_all_that_are_marked_is_one_edit(self) -> None:
        keys = ("space", "space", "right", "right", "right", "enter", "backspace", *"2", "enter")
        screen, _ = await run(PeopleView(), state_of(person="ana"), *keys)
        (edit,) = [said for kind, said in screen.heard if kind == "edit"]
        assert {c.path for c in edit.changes} == {("people", "ana", "power"), ("people", "maria", "power")}
        assert "2 people" in edit.label

    async def test_a_wrong_value_is_not_kept(self) -> None:
        screen, shown = await run(
            PeopleView(), state_of(person="maria"), "right", "right", "right", "enter", "9", "enter"
        )
        assert "✗" in shown
        assert not [said for kind, said in screen.heard if kind == "edit"]

    async def test_what_is_worked_out_cannot_be_typed_and_says_so(self) -> None:
        screen, _ = await run(PeopleView(), state_of(person="maria"), *["right"] * 4, "enter")
        assert any("worked out" in said for kind, said in screen.heard if kind == "said")

    async def test_filter_and_back(self) -> None:
        view = PeopleView()
        _, shown = await run(view, state_of(), "ampersand", *"gomez", "enter")
        assert "María Gómez" in shown
        assert "Tom Lee" not in shown
        _, shown = await run(PeopleView(), state_of(), "ampersand", *"zzz", "enter")
        assert "esc shows all" in shown
        _, shown = await run(PeopleView(), state_of(), "ampersand", *"zzz", "enter", "escape")
        assert "Tom Lee" in shown

    async def test_an_empty_account_names_the_next_key(self) -> None:
        empty = Account(header=Header(name="New"))
        _, shown = await run(PeopleView(), state_of(empty, None))
        assert "a adds people" in shown

    def test_sorting_puts_unknown_last_both_ways(self) -> None:
        assert people_shown(state_of(), "", "power", descending=False)[:2] == ("maria", "tom")
        assert people_shown(state_of(), "", "power", descending=True)[:2] == ("tom", "maria")
        assert set(people_shown(state_of(), "", "power", descending=True)[2:]) == {"ana", "priya"}

    @given(st.integers(0, 30), st.integers(20, 200))
    def test_the_name_is_always_in_sight(self, first: int, cells: int) -> None:
        assert visible(COLUMNS, min(first, len(COLUMNS) - 1), cells)[0] == 0

    async def test_two_thousand_people_are_drawn_by_the_screenful(self) -> None:
        many = replace(ACCOUNT, people={f"p-{i:04}": Person(name=f"Person {i:04}") for i in range(2000)})
        view = PeopleView()
        _, shown = await run(view, state_of(many, None, person="p-1500"))
        assert "Person 1500" in shown
        assert len(view.lines._strips) < 100


class TestHours:
    """Who works when."""

    async def test_strips_with_offsets_and_the_pair(self) -> None:
        _, shown = await run(HoursView(), state_of(person="tom"))
        assert "Mon 16 Nov" in shown
        assert "UTC+1" in shown
        assert "Dana Okafor and Tom Lee share 7 h 30" in shown
        assert "Next Mon 16 Nov" in shown

    async def test_unknown_zones_are_said(self) -> None:
        _, shown = await run(HoursView(), state_of(person="ana"))
        assert "zone unknown" in shown

    async def test_keeping_somebody_shows_what_two_share(self) -> None:
        screen, shown = await run(HoursView(), state_of(person="maria"), "space", "down")
        other = screen.state.account.name_of(some(screen.state.person))
        assert f"María Gómez and {other}" in shown

    async def test_my_own_clock(self) -> None:
        _, shown = await run(HoursView(), state_of(person="tom", me="sam"), "Z")
        assert "Asia/Tokyo" in shown

    async def test_another_day(self) -> None:
        _, shown = await run(HoursView(), state_of(person="tom"), "right")
        assert "Tue 17 Nov" in shown

    @pytest.mark.parametrize("room", [12, 24, 48, 96, 200])
    def test_a_day_is_24_hours_however_wide(self, room: int) -> None:
        made = scale(MONDAY, "", room)
        assert made.step * made.cells == 24 * 60
        assert len(hour_marks(made)) == made.cells
        assert made.cells <= max(room, 12)

    @given(
        st.lists(st.tuples(st.integers(-2000, 3500), st.integers(1, 900)), max_size=6),
        st.sampled_from([12, 24, 48, 96]),
    )
    def test_cells_hold_exactly_the_minutes_worked(self, spans: list[tuple[int, int]], room: int) -> None:
        made = scale(MONDAY, "", room)
        spans = [(made.start + begin, made.start + begin + length) for begin, length in spans]
        worked = [0] * (made.cells * made.step)
        for begin, end in spans:
            for minute in range(max(begin - made.start, 0), min(end - made.start, len(worked))):
                worked[minute] += 1
        expected = [sum(worked[i * made.step : (i + 1) * made.step]) / made.step for i in range(made.cells)]
        assert list(fractions(spans, made)) == pytest.approx(expected)

    @given(
        st.lists(
            st.sampled_from(["Europe/Berlin", "Asia/Tokyo", "America/Chicago", "Asia/Kolkata"]), min_size=1, max_size=5
        )
    )
    def test_the_best_time_is_one_at_which_most_work(self, zones: tuple[str, ...]) -> None:
        made = scale(MONDAY, "", 48)
        schedules = [Schedule(zone=zone) for zone in zones]
        best = best_time(schedules, made)
        counts = together(schedules, made)
        assert some(best).people == max(counts)
        assert all(count == some(best).people for count in counts[some(best).first : some(best).last])

    def test_the_strip_agrees_with_the_working_hours(self) -> None:
        berlin = schedule(ACCOUNT, "maria")
        made = scale(MONDAY, "Europe/Berlin", 48)
        assert sum(strip(berlin, made)) * made.step == 8.5 * 60
        assert len(working(berlin, MONDAY - timedelta(days=1), 3)) == 2

    def test_offsets_in_words(self) -> None:
        assert offset_words("Asia/Kolkata", MONDAY) == "UTC+5:30"
        assert offset_words("America/New_York", MONDAY) == "UTC-5"
        assert offset_words("", MONDAY) == "zone ?"


class TestFindings:
    """What stands in the way."""

    async def test_grouped_with_counts_and_opened_under_the_cursor(self) -> None:
        _, shown = await run(FindingsView(), state_of())
        first = ANALYSIS.findings[0]
        assert f"{first.severity}".upper() in shown
        assert first.code in shown
        assert " do " in shown

    async def test_five_rows_stand_before_the_rest_which_the_cursor_unfolds(self) -> None:
        found = rows(ANALYSIS.findings)
        assert len(found) > WORST
        more = counted(len(found) - WORST, "more row")
        _, shown = await run(FindingsView(), state_of(finding=0), size=(120, 60))
        assert more in shown
        assert found[-1].code not in shown
        last = sum(len(row.findings) for row in found) - 1
        _, shown = await run(FindingsView(), state_of(finding=last), size=(120, 60))
        assert more not in shown
        assert found[-1].code in shown

    async def test_one_code_is_one_row_until_the_cursor_is_in_it(self) -> None:
        people = {name: Person(name=name.title(), roles=(Role.APPROVER,)) for name in ("ana", "bo", "cy", "di")}
        four = Account(header=ACCOUNT.header, team=ACCOUNT.team, people=people)
        analysis = analyse(four, TODAY)
        first = next(n for n, finding in enumerate(analysis.findings) if finding.code == "DM003")
        _, shown = await run(FindingsView(), state_of(four, analysis, finding=first), size=(120, 60))
        assert shown.count("DM003") == 5
        other = next(n for n, finding in enumerate(analysis.findings) if finding.code != "DM003")
        _, shown = await run(FindingsView(), state_of(four, analysis, finding=other), size=(120, 60))
        assert shown.count("DM003") == 1
        assert "Ana, Bo and 2 more: no chain of existing ties leads to them." in shown

    async def test_moving_chooses_the_finding(self) -> None:
        assert len(ANALYSIS.findings) > 1
        screen, _ = await run(FindingsView(), state_of(finding=0), "down")
        assert ("finding", 1) in screen.heard

    async def test_enter_shows_the_definition(self) -> None:
        _, shown = await run(FindingsView(), state_of(finding=0), "enter", size=(100, 40))
        assert "What it checks" in shown
        _, shown = await run(FindingsView(), state_of(finding=0), "enter", "escape", size=(100, 40))
        assert "What it checks" not in shown

    async def test_a_fix_becomes_an_action(self) -> None:
        index = next(i for i, finding in enumerate(ANALYSIS.findings) if finding.step is not None)
        screen, _ = await run(FindingsView(), state_of(finding=index), "space")
        assert some(ANALYSIS.findings[index].step).what in [a.what for a in screen.state.account.actions.values()]

    async def test_before_evaluation_claims_are_one_meter(self) -> None:
        early = replace(ACCOUNT, header=replace(ACCOUNT.header, stage=Stage.DISCOVERY))
        _, shown = await run(FindingsView(), state_of(early, analyse(early, TODAY)))
        assert "claims confirmed" in shown

    async def test_accepted_ones_stay_in_sight(self) -> None:
        finding = ANALYSIS.findings[0]
        accepted = replace(finding, accepted=Acceptance(reason="Second champion joins", until=date(2027, 1, 15)))
        analysis = replace(ANALYSIS, findings=(*ANALYSIS.findings[1:], accepted))
        _, shown = await run(FindingsView(), state_of(analysis=analysis), size=(100, 60))
        assert "ACCEPTED" in shown
        assert "Second champion joins until Fri 15 Jan 2027" in shown

    async def test_a_closed_deal_has_none_and_says_so(self) -> None:
        won = replace(ACCOUNT, header=replace(ACCOUNT.header, stage=Stage.WON))
        _, shown = await run(FindingsView(), state_of(won, analyse(won, TODAY)))
        assert "closed" in shown


class TestPath:
    """The plan talk by talk."""

    async def test_status_and_talks_in_words(self) -> None:
        _, shown = await run(PathView(), state_of(), size=(120, 50))
        assert "Proven: no cheaper way on this map" in shown
        assert "OPTIMAL" not in shown
        assert "as claimed" in shown
        talk = ANALYSIS.plan.talks[0]
        assert f"{ACCOUNT.name_of(talk.speaker)} → {ACCOUNT.name_of(talk.listener)}" in shown
        assert "DPA signed" in shown

    async def test_enter_opens_the_terms(self) -> None:
        closed = await run(PathView(), state_of(talk=1), size=(120, 50))
        opened = await run(PathView(), state_of(talk=1), "enter", size=(120, 50))
        term = ANALYSIS.plan.talks[0].terms[0].why
        assert term not in closed[1]
        assert term in opened[1]

    async def test_moving_chooses_the_talk(self) -> None:
        assert len(ANALYSIS.plan.talks) > 1
        screen, _ = await run(PathView(), state_of(talk=1), "down")
        assert ("talk", 2) in screen.heard

    async def test_without_approvers_the_next_key_is_named(self) -> None:
        nobody = Account(header=ACCOUNT.header, people={"x": Person(name="X")})
        _, shown = await run(PathView(), state_of(nobody, analyse(nobody, TODAY)))
        assert "Nobody is marked as needed for this decision" in shown
        assert "e on a person" in shown


class TestLines:
    """The list drawn by line."""

    async def test_headings_are_passed_over(self) -> None:
        lines = Lines()
        host = Host(Holder(lines))
        async with host.run_test(size=(40, 10)) as pilot:
            rows = [(None, "HEAD"), ("a", "first"), (None, "MORE"), ("b", "second")]
            lines.fill([plain_row(key, Content(said)) for key, said in rows])
            lines.focus()
            assert lines.key == "a"
            await pilot.press("down")
            assert lines.key == "b"  # type: ignore[comparison-overlap]  # mypy keeps the key of before
            await pilot.press("down", "up", "up")
            assert lines.key == "a"

    async def test_the_cursor_stays_on_its_key(self) -> None:
        lines = Lines()
        async with Host(Holder(lines)).run_test(size=(40, 10)):
            lines.fill([plain_row(key, Content(key)) for key in "abc"])
            lines.go_to("b")
            lines.fill([plain_row(key, Content(key)) for key in "xyzb"])
            assert lines.key == "b"
            lines.fill([plain_row(key, Content(key)) for key in "xyz"])
            assert lines.key == "x"  # type: ignore[comparison-overlap]  # mypy keeps the key of before

    async def test_a_click_selects_and_a_second_opens(self) -> None:
        lines = Lines()
        holder = Holder(lines)
        async with Host(holder).run_test(size=(40, 10)) as pilot:
            lines.fill([plain_row(key, Content(key)) for key in "abc"], [Content("head")])
            await pilot.pause()
            await pilot.click(Lines, offset=(1, 2))
            assert lines.key == "b"
            await pilot.click(Lines, offset=(1, 2))
            await pilot.pause()
            assert holder.opened == ["b"]

    async def test_long_lines_end_in_an_ellipsis_and_markup_is_text(self) -> None:
        lines = Lines()
        host = Host(Holder(lines))
        async with host.run_test(size=(20, 5)) as pilot:
            lines.fill([plain_row("a", Content("[b]x[/b]" + "y" * 40))])
            await pilot.pause()
            shown = text_of(host)
        assert "[b]x[/b]" in shown
        assert "…" in shown


class Holder(Screen[None]):
    """A screen that holds one list."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self.lines = lines
        self.opened: list[Any] = []

    def compose(self) -> ComposeResult:
        yield self.lines

    def on_lines_entered(self, message: Lines.Entered) -> None:
        self.opened.append(message.key)
