"""The account screen by keyboard: what each key does to the account, the selection and the screen."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desk import desk
from host import small_account
from some import some

from committee import store
from committee.model.account import Account, Header
from committee.model.vocabulary import Stage, Stance
from committee.tui.widgets.chooser import ChooserScreen
from committee.tui.widgets.too_small import SmallScreen


def saved(folder: Path, account: Account | None = None, name: str = "northwind") -> Path:
    path = folder / f"{name}.account.toml"
    store.save(path, account or small_account(), "")
    return path


async def test_the_account_is_on_the_screen() -> None:
    async with desk() as d:
        assert "Northwind Robotics" in d.lines[0]
        assert "evaluation" in d.lines[0]
        assert "closes 31 Mar 2027, 137 days left" in d.lines[0]
        assert "YES" in d.lines[1]
        assert "María" in d.lines[1]
        assert "Tom Lee" in d.text
        assert "Berlin HQ" in d.text
        assert "a add" in d.footer


async def test_somebody_is_selected_from_the_start_the_one_who_weighs_most() -> None:
    async with desk() as d:
        assert d.session.person == "maria"
        assert "Chief Financial Officer" in d.text


async def test_a_stance_is_three_keys_and_the_why_becomes_evidence() -> None:
    async with desk() as d:
        await d.press("s")
        assert "4 supporter" in d.footer
        await d.press("4")
        await d.press(*"Likes", "space", *"it", "enter")
        assert d.account.people["maria"].stance is Stance.SUPPORTER
        (found,) = [e for e in d.account.evidence.values() if e.value == "supporter" and e.says == "Likes it"]
        assert (found.about, found.by, found.date) == ("maria", "dana", date(2026, 11, 14))


async def test_digits_are_values_while_a_key_waits_and_views_otherwise() -> None:
    async with desk() as d:
        await d.press("s", "2", "enter")
        assert d.screen.view_name == "map"
        assert d.account.people["maria"].stance is Stance.RESERVED
        await d.press("2")
        assert d.screen.view_name == "people"


async def test_escape_leaves_a_waiting_key_and_changes_nothing() -> None:
    async with desk() as d:
        before = d.account
        await d.press("i", "escape")
        assert d.account is before
        assert "a add" in d.footer


async def test_coverage_is_mine_with_one_digit() -> None:
    async with desk() as d:
        await d.press("t", "3")
        assert d.account.coverage["dana", "maria"].strength == 3
        await d.press("t", "tab", "5")
        assert d.account.coverage["sam", "maria"].strength == 5


async def test_influence_by_hint_letters() -> None:
    async with desk() as d:
        await d.press("i")
        letter = some(d.screen._pending).codes["priya"]
        await d.press("4", letter, "enter")
        assert d.account.influence["maria", "priya"].strength == 4


async def test_influence_by_moving_is_strength_three_and_the_map_marks_the_target() -> None:
    async with desk() as d:
        await d.press("i", "down")
        target = some(d.screen._pending).target
        assert target is not None
        assert target != "maria"
        assert d.session.person == "maria"
        await d.press("enter")
        assert d.account.influence["maria", target].strength == 3


async def test_reporting_line() -> None:
    async with desk() as d:
        await d.press("r")
        await d.press(some(d.screen._pending).codes["tom"], "enter")
        assert d.account.people["maria"].reports_to == "tom"


async def test_a_change_that_is_not_allowed_says_why_and_changes_nothing() -> None:
    account = small_account()
    account = replace(account, people={**account.people, "tom": replace(account.people["tom"], reports_to="ana")})
    async with desk(account) as d:
        await d.press("r")
        await d.press(some(d.screen._pending).codes["tom"], "enter")
        assert d.account.people["maria"].reports_to == ""
        assert "report" in d.footer


async def test_undo_and_redo_say_what() -> None:
    async with desk() as d:
        before = d.account
        await d.press("t", "3", "u")
        assert d.account == before
        assert d.footer.startswith("undone: Dana Okafor covers María Gómez")
        await d.press("ctrl+y")
        assert d.account.coverage["dana", "maria"].strength == 3
        assert "done again" in d.footer


async def test_nothing_to_undo_is_said() -> None:
    async with desk() as d:
        await d.press("u")
        assert "nothing to undo" in d.footer


async def test_delete_goes_on_to_a_neighbour_and_undo_brings_everything_back() -> None:
    async with desk() as d:
        before = d.account
        await d.press("d")
        assert "maria" not in d.account.people
        assert ("tom", "maria") not in d.account.influence
        assert d.session.person in d.account.people
        assert "u brings it back" in d.footer
        await d.press("u")
        assert d.account == before


async def test_ties_in_turn_then_the_selected_tie_is_what_e_and_d_mean() -> None:
    async with desk() as d:
        await d.press("right_parenthesis")
        assert d.session.tie == ("tom", "maria")
        assert "Tom Lee influences María Gómez: consulted (3)" in d.footer
        await d.press("d")
        assert ("tom", "maria") not in d.account.influence
        assert "maria" in d.account.people


async def test_find_follows_what_is_typed_without_accents_and_letters_stay_in_the_field() -> None:
    async with desk() as d:
        await d.press("slash", *"sec")
        assert d.session.person == "priya"
        await d.press("escape")
        assert d.session.person == "maria"
        await d.press("slash", *"gomez", "enter")
        assert d.session.person == "maria"
        assert not d.screen.query("#find")


async def test_next_found() -> None:
    async with desk() as d:
        await d.press("n")
        assert "find somebody first" in d.footer
        await d.press("slash", *"a", "enter")
        first = d.session.person
        await d.press("n")
        assert d.session.person != first
        await d.press("N")
        assert d.session.person == first


async def test_jump() -> None:
    async with desk() as d:
        await d.press("semicolon")
        await d.press(some(d.screen._pending).codes["ana"])
        assert d.session.person == "ana"


async def test_findings_in_turn_the_selection_goes_there_and_escape_leaves() -> None:
    async with desk() as d:
        await d.press("f")
        assert d.session.finding == 0
        await d.press("f", "F", "F")
        assert d.session.finding == len(some(d.session.analysis).findings) - 1
        await d.press("escape")
        assert d.session.finding == -1


async def test_accept_asks_for_a_finding_first() -> None:
    async with desk() as d:
        await d.press("x")
        assert "go to a finding first" in d.footer


async def test_the_path_goes_on_with_the_first_step_and_off_with_c() -> None:
    async with desk() as d:
        talks = some(d.session.analysis).plan.talks
        await d.press("full_stop")
        assert d.session.plan_on
        assert d.session.talk == 1
        assert d.session.person == talks[0].listener
        assert "Path to consensus" in d.text
        await d.press("c")
        assert not d.session.plan_on


async def test_a_closed_deal_has_no_plan_and_says_so() -> None:
    account = replace(small_account(), header=Header(name="Done", stage=Stage.WON))
    async with desk(account) as d:
        await d.press("c")
        assert "this deal is closed" in d.footer


async def test_views_share_the_selection() -> None:
    async with desk() as d:
        await d.press("semicolon")
        await d.press(some(d.screen._pending).codes["priya"])
        for key, name in (("2", "people"), ("3", "hours"), ("4", "findings"), ("5", "path"), ("1", "map")):
            await d.press(key)
            assert d.screen.view_name == name
            assert d.session.person == "priya"


async def test_help_is_searched_and_enter_runs_what_it_found() -> None:
    async with desk() as d:
        await d.press("question_mark", *"redo")
        await d.press("escape")
        await d.press("t", "3")
        await d.press("f1", *"undo", "enter")
        assert ("dana", "maria") not in d.account.coverage


async def test_the_palette_goes_to_people_findings_and_themes() -> None:
    async with desk() as d:
        await d.press("ctrl+p", *"priya", "enter")
        assert d.session.person == "priya"
        await d.press("colon", *"theme", "space", *"light", "enter")
        assert d.app.theme == "light"
        code = some(d.session.analysis).findings[-1].code
        await d.press("colon", *code.lower(), "enter")
        assert some(d.session.analysis).findings[d.session.finding].code == code


async def test_the_details_are_beside_a_wide_map_and_over_a_narrow_one_on_request() -> None:
    async with desk(size=(80, 24)) as d:
        assert "Covered by" not in d.text
        await d.press("enter")
        assert "Chief Financial" in d.text
        await d.press("escape")
        assert d.screen.query_one("#inspector").display is False
    async with desk() as d:
        assert "Covered by" in d.text


async def test_tab_goes_round_the_panes() -> None:
    async with desk() as d:
        seen = []
        for _ in range(3):
            await d.press("tab")
            seen.append(some(d.screen.focused).id)
        assert seen == ["inspector", "strip", "map-canvas"]
        await d.press("shift+tab")
        assert some(d.screen.focused).id == "strip"
        await d.press("down")
        assert d.session.finding == 0


async def test_a_pane_can_have_the_whole_screen() -> None:
    async with desk() as d:
        await d.press("z")
        assert "Covered by" not in d.text
        assert "Findings" not in d.text
        await d.press("escape")
        assert "Covered by" in d.text


async def test_saving_writes_the_file_and_takes_the_mark_away(tmp_path: Path) -> None:
    path = saved(tmp_path)
    async with desk(path) as d:
        await d.press("t", "3")
        assert "unsaved" in d.lines[0]
        await d.press("ctrl+s")
        assert "unsaved" not in d.lines[0]
        assert "saved northwind.account.toml" in d.footer
    assert store.read(path).account.coverage["dana", "maria"].strength == 3


async def test_quitting_asks_only_with_something_unsaved(tmp_path: Path) -> None:
    path = saved(tmp_path)
    async with desk(path) as d:
        await d.press("t", "3", "q")
        assert "not in its file" in d.text
        await d.press("escape")
        assert not d.app._exit
        for letter in "abcdefghijklmnopqrstuvwxyz":
            await d.press("q", letter)
            assert "not in its file" in d.text, "no letter is an answer"
            await d.press("escape")
        assert not d.app._exit
        await d.press("q", "enter")
        assert d.app._exit
    assert ("dana", "maria") in store.read(path).account.coverage  # type: ignore[unreachable]  # mypy holds what was asserted before for settled
    async with desk(path) as d:
        await d.press("q")
        assert d.app._exit


async def test_ctrl_q_leaves_from_a_dialog_and_asks_there_too(tmp_path: Path) -> None:
    async with desk(saved(tmp_path)) as d:
        await d.press("t", "3", "e", "ctrl+q")
        assert "not in its file" in d.text
        await d.press("ctrl+d")
        assert d.app._exit


async def test_a_new_account_is_saved_where_one_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with desk() as d:
        await d.press("ctrl+s", "enter")
        assert (tmp_path / "northwind-robotics.account.toml").exists()


async def test_a_file_with_errors_opens_read_only_and_says_so(tmp_path: Path) -> None:
    path = saved(tmp_path)
    path.write_text(path.read_text().replace('stance = "neutral"', 'stance = "nuetral"'))
    async with desk(path) as d:
        assert "read-only" in d.lines[0]
        await d.press("s")
        assert "errors" in d.footer
        assert d.screen._pending is None


async def test_a_click_selects_a_card_and_two_open_its_details() -> None:
    async with desk(size=(80, 24)) as d:
        y, line = next((y, line) for y, line in enumerate(d.lines) if "Priya Nair" in line and y > 3)
        await d.pilot.click(offset=(line.index("Priya Nair"), y))
        await d.settle()
        assert d.session.person == "priya"
        y, line = next((y, line) for y, line in enumerate(d.lines) if "Tom Lee" in line and y > 3)
        await d.pilot.click(offset=(line.index("Tom Lee"), y), times=2)
        await d.settle()
        assert d.session.person == "tom"
        assert "Operations lead" in d.text


async def test_a_click_on_a_key_in_the_footer_is_the_key() -> None:
    async with desk() as d:
        x = d.lines[-1].index("? help")
        await d.pilot.click(offset=(x, 39))
        await d.settle()
        assert isinstance(d.app.screen, ChooserScreen)


async def test_a_window_too_small_gets_one_line_and_comes_back() -> None:
    async with desk() as d:
        await d.pilot.resize_terminal(39, 12)
        await d.settle()
        assert isinstance(d.app.screen, SmallScreen)
        assert "40 by 12" in d.text
        await d.pilot.resize_terminal(80, 24)
        await d.settle()
        assert "Northwind" in d.lines[0]


async def test_an_empty_account_names_the_next_keys() -> None:
    async with desk(Account(header=Header(name="Acme"))) as d:
        assert "add people, one a line" in d.text
        await d.press("s")
        assert "a adds people" in d.footer
        await d.press("escape", "left", "enter", "f", "c", "full_stop", "right_parenthesis", "semicolon", "0", "plus")
        assert not d.app._exit


async def test_call_mode_stamps_what_changes_as_heard_today() -> None:
    async with desk() as d:
        d.session.call, d.session.caller = ("maria",), "dana"
        await d.press("i")
        await d.press("4", some(d.screen._pending).codes["priya"], "enter")
        stamps = [e for e in d.account.evidence.values() if e.about == "maria > priya"]
        assert [(e.field, e.value, e.basis, e.by, e.date) for e in stamps] == [
            ("strength", 4, "heard", "dana", date(2026, 11, 14))
        ]
        assert "call with María Gómez" in stamps[0].source
        await d.press("u")
        assert not [e for e in d.account.evidence.values() if e.about == "maria > priya"]


async def test_copy_sends_plan_and_findings() -> None:
    async with desk() as d:
        await d.press("Y")
        assert "Northwind Robotics" in d.app.clipboard
        assert some(d.session.analysis).findings[0].code in d.app.clipboard
        assert "sent to the clipboard" in d.footer


async def test_every_theme_is_worn_at_once() -> None:
    async with desk() as d:
        before = d.app.theme
        await d.press("ctrl+p", *"colour", "enter")
        assert d.app.theme != before


async def test_what_a_save_cannot_keep_is_said_once(tmp_path: Path) -> None:
    path = saved(tmp_path)
    (tmp_path / "other").hardlink_to(path)
    async with desk(path) as d:
        await d.press("t", "3", "ctrl+s")
        assert "saved northwind.account.toml; its other names (hard links) still hold" in d.footer
        await d.press("t", "4", "ctrl+s")
        assert "saved northwind.account.toml" in d.footer
        assert "hard links" not in d.footer
