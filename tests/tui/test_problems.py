"""The list of what is wrong in the file, and the other questions."""

from pathlib import Path
from typing import Any

from host import Host, text_of
from textual.screen import Screen

from committee.model.problem import Gravity, Mend, Problem
from committee.tui.account.dialogs.problems import ProblemsScreen
from committee.tui.forms.picker import PathScreen
from committee.tui.welcome.screen import Welcome, WelcomeScreen
from committee.tui.widgets.confirm import Changed, ChangedScreen, Unsaved, UnsavedScreen

STANCE = ("people", "tom", "stance")
UNKNOWN = Problem(
    code="unknown-choice",
    what='stance "suporter" is not known',
    remedy='Did you mean "supporter"?',
    path=STANCE,
    line=41,
    column=10,
    file="acme.account.toml",
    mends=(
        Mend(label='Write "supporter"', path=STANCE, value="supporter"),
        Mend(label="Leave stance out", path=STANCE),
    ),
)
WARNING = Problem(
    code="unknown-key",
    what="shoe is not known",
    path=("people", "tom", "shoe"),
    gravity=Gravity.WARNING,
    mends=(Mend(label="Leave shoe out", path=("people", "tom", "shoe")),),
)


class Mender:
    """Takes away the problem whose mend is made."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        self.made: list[Mend] = []

    def repair(self, mend: Mend) -> tuple[Problem, ...]:
        self.made.append(mend)
        self.problems = tuple(p for p in self.problems if mend not in p.mends)
        return self.problems


async def run(screen: Screen[Any], *keys: str, size: tuple[int, int] = (80, 24)) -> tuple[list[Any], str]:
    host = Host(screen)
    async with host.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return host.answers, text_of(host)


async def test_place_fault_and_remedy_are_there_errors_first() -> None:
    _, shown = await run(ProblemsScreen((WARNING, UNKNOWN), repair=Mender().repair))
    assert "acme.account.toml:41:10" in shown
    assert 'stance "suporter" is not known' in shown
    assert "Did you mean" in shown
    assert shown.index("ERRORS") < shown.index("WARNINGS")


async def test_a_key_mends() -> None:
    mender = Mender(UNKNOWN, WARNING)
    _, shown = await run(ProblemsScreen(mender.problems, repair=mender.repair), "m")
    assert [mend.value for mend in mender.made] == ["supporter"]
    assert "suporter" not in shown


async def test_a_digit_makes_that_mend() -> None:
    mender = Mender(UNKNOWN)
    await run(ProblemsScreen(mender.problems, repair=mender.repair), "2")
    assert [mend.label for mend in mender.made] == ["Leave stance out"]


async def test_mending_all_takes_nothing_away() -> None:
    mender = Mender(UNKNOWN, WARNING)
    await run(ProblemsScreen(mender.problems, repair=mender.repair), "M")
    assert [mend.label for mend in mender.made] == ['Write "supporter"']


async def test_enter_goes_there() -> None:
    answers, _ = await run(ProblemsScreen((UNKNOWN,), repair=Mender().repair), "enter")
    assert answers == [STANCE]


async def test_nothing_wrong_is_said() -> None:
    _, shown = await run(ProblemsScreen((), repair=Mender().repair))
    assert "Nothing is wrong" in shown


async def test_unsaved() -> None:
    assert (await run(UnsavedScreen("Acme"), "enter"))[0] == [Unsaved.SAVE]
    assert (await run(UnsavedScreen("Acme"), "ctrl+d"))[0] == [Unsaved.DISCARD]
    assert (await run(UnsavedScreen("Acme"), "escape"))[0] == [Unsaved.STAY]


async def test_changed_underneath_offers_no_overwriting() -> None:
    assert (await run(ChangedScreen("a.toml", "3:1: no such stage"), "ctrl+r"))[0] == [Changed.RELOAD]
    assert (await run(ChangedScreen("a.toml", "3:1: no such stage"), "ctrl+s"))[0] == [Changed.SAVE_ELSEWHERE]
    answers, shown = await run(ChangedScreen("a\x1b[2J.toml", ""), "enter", "s", size=(120, 40))
    assert answers == []
    assert "Nothing was written" in shown


async def test_a_file_to_open_is_found_by_arrows(tmp_path: Path) -> None:
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals" / "acme.account.toml").write_text("")
    (tmp_path / "deals" / "notes.txt").write_text("")
    screen = PathScreen("Open", tmp_path, existing=True)
    answers, _ = await run(screen, "down", "enter", "down", "enter")
    assert answers == [tmp_path / "deals" / "acme.account.toml"]


async def test_saving_elsewhere_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("")
    answers, shown = await run(PathScreen("Save as", tmp_path / "a.toml"), "enter")
    assert answers == []
    assert "already" in shown
    assert (await run(PathScreen("Save as", tmp_path / "b.toml"), "enter"))[0] == [tmp_path / "b.toml"]


async def test_an_unreadable_folder_is_no_failure(tmp_path: Path) -> None:
    _, shown = await run(PathScreen("Open", tmp_path / "nowhere" / "x", existing=True), "enter")
    assert "There is no such file" in shown


async def test_welcome(tmp_path: Path) -> None:
    recent = (tmp_path / "acme.account.toml",)
    assert (await run(WelcomeScreen(recent, tmp_path), "enter"))[0] == [Welcome("demo")]
    assert (await run(WelcomeScreen(recent, tmp_path), "n", *"Acme", "enter"))[0] == [Welcome("new", None, "Acme")]
    assert (await run(WelcomeScreen(recent, tmp_path), "end", "enter"))[0] == [Welcome("open", recent[0])]
    assert (await run(WelcomeScreen(recent, tmp_path), "q"))[0] == [None]


async def test_esc_never_quits(tmp_path: Path) -> None:
    answers, shown = await run(WelcomeScreen((), tmp_path), "escape", "n", "escape", "escape")
    assert answers == []
    assert "q leaves" in shown
