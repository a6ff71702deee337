"""The key table: complete, unambiguous, rebindable, documented; and the keys that wait for more."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from desk import desk
from host import small_account
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import Binding

from committee import store
from committee.model.vocabulary import Stance
from committee.tui.account.dialogs.forget import ForgetScreen
from committee.tui.app import account_commands
from committee.tui.keys.action import Action
from committee.tui.keys.keymap import ACTIONS, Situation, actions_of, document, key_name, rebinding, shown
from committee.tui.keys.pending import (
    CoveragePending,
    Done,
    JumpPending,
    Move,
    Pending,
    Refused,
    StancePending,
    TargetPending,
    hints,
    matching,
)
from committee.tui.sharing.rescue import RescueScreen
from committee.tui.sharing.settled import SettledScreen
from committee.tui.sharing.sync import SyncScreen
from committee.tui.widgets.confirm import ChangedScreen, UnsavedScreen
from committee.tui.widgets.dialog import Dialog
from committee.workspace import Workspace

ROOT = Path(__file__).parents[2]
FULL = Situation(
    person=True, tie=True, ties=True, people=True, can_undo=True, can_redo=True, analysed=True, findings=True,
    finding=True, talks=True, searched=True, file=True,
)  # fmt: skip


def test_ids_are_unique_and_every_action_says_what_it_does() -> None:
    assert len({entry.id for entry in ACTIONS}) == len(ACTIONS)
    assert all(entry.label and entry.help and entry.group for entry in ACTIONS)


@pytest.mark.parametrize(
    "dialog", [UnsavedScreen, ChangedScreen, RescueScreen, SettledScreen, ForgetScreen, SyncScreen]
)
def test_no_letter_answers_what_cannot_be_undone(dialog: type[Dialog[Any]]) -> None:
    keys = {key for binding in dialog.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")}
    assert keys - {"r", "q"} == {key for key in keys if len(key) > 1}, "r only looks, q leaves as esc does"


def test_no_key_means_two_things_on_one_screen() -> None:
    assert rebinding({}) == ({}, ())


def test_every_action_of_the_account_screen_does_something() -> None:
    assert {entry.id for entry in actions_of("account")} == account_commands().keys()


def test_the_keys_promised_in_the_design_are_there() -> None:
    promised = "h j k l ; / n N enter esc a e E ( ) i r s t w b f F x c . , W v g T A ! C H y + = - 0 R q u d ? z o p P"
    promised += " 1 2 3 4 5 6 ctrl+s ctrl+p : ctrl+z ctrl+r ctrl+y tab shift+tab f1 f10 left right up down"
    bound = {key for entry in actions_of("account") for key in entry.keys}
    assert {key_name(key) for key in promised.split()} <= bound
    assert [entry.keys for entry in actions_of("app")][:2] == [("ctrl+q",), ("ctrl+c",)]


def test_the_key_page_is_current() -> None:
    assert (ROOT / "docs/keys.md").read_text("utf-8") == document(), (
        "run: committee keys --format markdown > docs/keys.md"
    )


@pytest.mark.parametrize("entry", ACTIONS, ids=lambda entry: entry.id)
def test_nothing_is_refused_without_a_reason_in_words(entry: Action) -> None:
    reason = entry.available(Situation())
    assert reason is None or len(reason) > 8


def test_rebinding_takes_signs_and_names_and_several_keys() -> None:
    good, faults = rebinding({"undo": "U, ctrl+z", "find": "/ ctrl+f", "step.previous": "comma"})
    assert good == {"undo": "U,ctrl+z", "find": "slash,ctrl+f", "step.previous": "comma"}
    assert faults == ()


def test_rebinding_names_every_fault_at_once() -> None:
    _, faults = rebinding({"stanse": "s", "undo": " ", "delete": "s"})
    assert 'no action "stanse"' in faults[0]
    assert '"stance"' in faults[0]
    assert 'undo" has no key' in faults[1]
    assert '"s" is bound to both' in faults[2]


def test_keys_are_shown_as_people_write_them() -> None:
    assert [shown(key) for key in ("semicolon", "left", "escape", "ctrl+s", "a")] == [";", "←", "esc", "ctrl+s", "a"]
    assert shown("left", plain=True) == "left"


async def test_a_rebound_key_works_and_the_old_one_no_longer_does() -> None:
    async with desk(keys={"find": "ctrl+f"}) as d:
        await d.press("slash")
        assert not d.screen.query("#find")
        await d.press("ctrl+f")
        assert d.screen.query("#find")


@pytest.mark.parametrize("view", "1234567")
async def test_a_move_is_done_from_the_help_too_even_to_where_nothing_is(view: str) -> None:
    async with desk() as d:
        await d.press(view)
        for way in ("to the left", "to the right", "card above", "card below"):
            await d.press("question_mark")
            await d.type(way)
            assert way in d.text
            await d.press("enter")
            assert len(d.app.screen_stack) == 1


async def test_what_is_changed_while_it_is_saved_to_leave_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "northwind.account.toml"
    path.write_text(store.write_text(small_account()), encoding="utf-8")
    save = Workspace.save

    def slowly(space: Workspace, *given: Any, **named: Any) -> Path:
        written = save(space, *given, **named)
        space.undo()
        return written

    async with desk(path) as d:
        await d.press("t", "3", "ctrl+q")
        monkeypatch.setattr(Workspace, "save", slowly)
        await d.press("enter")
        assert not d.app._exit
        assert isinstance(d.app.screen, UnsavedScreen)


async def test_quit_can_be_rebound_too() -> None:
    async with desk(keys={"quit.anywhere": "ctrl+x"}) as d:
        await d.press("ctrl+x")
        assert d.app._exit


@given(st.integers(0, 1200))
def test_no_hint_begins_another(count: int) -> None:
    codes = hints([str(number) for number in range(count)])
    assert len(codes) == count == len(set(codes.values()))
    assert len({len(code) for code in codes.values()}) <= 1
    assert not set("".join(codes.values())) & set("hjklx")


@given(st.integers(0, 1200), st.integers(0, 1200))
def test_those_in_view_get_the_shortest_hints_and_none_begins_another(count: int, near: int) -> None:
    people = [str(number) for number in range(count)]
    codes = hints(people, min(near, count))
    assert len(codes) == count == len(set(codes.values()))
    ordered = sorted(codes.values())
    assert not any(later.startswith(code) for code, later in pairwise(ordered))
    seen = {len(codes[person]) for person in people[:near]}
    assert len(seen) <= 1
    assert seen <= {1 if near <= 20 or count <= 21 else 2 if near < 21**2 or count <= 21**2 else 3}


def test_hints_narrow_down_as_they_are_typed() -> None:
    codes = hints([str(number) for number in range(30)])
    first = next(iter(codes.values()))
    assert 0 < len(matching(codes, first[0])) < 30
    assert len(matching(codes, first)) == 1


def test_a_stance_is_one_digit() -> None:
    pending = StancePending(action="stance", about="tom", name="Tom")
    assert [pending.key(digit) for digit in "012345"] == [
        Done(stance=stance)
        for stance in (None, Stance.OPPOSED, Stance.RESERVED, Stance.NEUTRAL, Stance.SUPPORTER, Stance.ADVOCATE)
    ]
    assert isinstance(pending.key("6"), Refused)
    assert isinstance(pending.key("x"), Refused)


def after(pending: Pending, *keys: str) -> Pending:
    """What waits for a key after these, each of which goes on waiting."""
    for key in keys:
        answer = pending.key(key)
        assert isinstance(answer, Pending)
        pending = answer
    return pending


def test_coverage_is_mine_until_tab_says_whose() -> None:
    pending = CoveragePending(action="coverage", about="tom", name="Tom", team=("dana", "sam"))
    assert pending.key("4") == Done(strength=4, person="dana")
    assert after(pending, "tab").key("4") == Done(strength=4, person="sam")
    assert after(pending, "tab", "tab").key("2") == Done(strength=2, person="dana")
    assert isinstance(pending.key("0"), Refused)


def test_a_target_is_reached_by_letters_or_moves_and_taken_with_enter() -> None:
    pending = TargetPending.start("influence", "tom", "Tom", ["ana", "tom", "maria"], strengths=True)
    assert "tom" not in pending.codes
    assert isinstance(pending.key("enter"), Refused)
    assert pending.key("down") == pending.key("j") == Move("down")
    aimed = after(pending, "5", pending.codes["maria"])
    assert isinstance(aimed, TargetPending)
    assert aimed.target == "maria"
    assert aimed.key("enter") == Done(strength=5, person="maria")
    assert pending.aimed("tom").target is None


def test_a_target_without_strength_leaves_digits_alone() -> None:
    pending = TargetPending.start("reports", "tom", "Tom", ["ana", "maria"], strengths=False)
    assert isinstance(pending.key("5"), Refused)


def test_two_letter_hints_take_two_keys_and_backspace_takes_one_back() -> None:
    people = [str(number) for number in range(40)]
    pending = JumpPending.start("", people)
    first, second = tuple(pending.codes["17"])
    typed = after(pending, first)
    assert isinstance(typed, JumpPending)
    assert typed.codes["17"] == second
    assert typed.key("backspace") == pending
    assert typed.key(second) == Done(person="17")
