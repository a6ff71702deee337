"""Whatever signal ends the program: the terminal is given back, and nothing that was entered is lost."""

import signal
import sys
from pathlib import Path

import pytest
from desk import desk
from host import small_account
from some import some
from terminal import Terminal

from committee import store
from committee.model import edits
from committee.model.access import get
from committee.model.account import Account
from committee.model.edit import apply
from committee.model.vocabulary import Stance
from committee.tui.forms.inputs import LineInput
from committee.tui.forms.screen import SheetScreen
from committee.tui.sharing.rescue import RescueScreen
from committee.tui.sharing.resolve import ResolveScreen
from committee.tui.terminal.signals import ENDING
from committee.tui.terminal.standing import MOST
from committee.workspace.journal import left, purge
from committee.workspace.rescue import with_typed, without_typed

ROOT = Path(__file__).parents[2]
TERM = 128 + signal.SIGTERM
NAMES = ("INT", "QUIT", "HUP", "TERM", "ABRT", "USR1", "USR2", "XCPU", "ALRM", "VTALRM", "PROF")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "northwind.account.toml"
    path.write_text(store.write_text(small_account()), encoding="utf-8")
    return path


def rescued(file: Path) -> Account:
    """What the journal says that was left of the account."""
    (one,), faults = left(file)
    assert faults == ()
    assert not file.with_name(f"{file.name}.rescue").exists()
    return store.read_text(one.text).account


@pytest.mark.parametrize("number", [getattr(signal, f"SIG{name}") for name in NAMES])
def test_every_signal_that_ends_the_program_keeps_what_is_unsaved(
    file: Path, number: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    settings = tmp_path / "committee" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('me = "Dana Okafor"\n')
    folders = {f"XDG_{kind}_HOME": str(tmp_path) for kind in ("CONFIG", "STATE")}
    environment: dict[str, str | None] = {"PYTHONPATH": str(ROOT), **folders}
    with Terminal([sys.executable, "-m", "committee", str(file)], environment=environment) as terminal:
        terminal.wait_for("a add")
        terminal.press("t", "3")
        terminal.wait_for("unsaved")
        terminal.press("a")
        terminal.wait_for("Add people")
        terminal.type("Zoe Quist, p9")
        terminal.wait_for("Zoe Quist, p9")
        terminal.kill(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.left_on == []
        assert "You were typing: Zoe Quist, p9" in terminal.text
    account, typed = without_typed(rescued(file))
    assert account.coverage["dana", "maria"].strength == 3
    assert typed == ("Zoe Quist, p9",)


def test_none_that_ends_the_program_is_left_out() -> None:
    """What is not ours ends nothing, cannot be caught, or says that the interpreter is broken."""
    left = {signal.Signals(n).name for n in signal.valid_signals() - set(ENDING) if n in list(signal.Signals)}
    assert left <= {
        "SIGKILL", "SIGSTOP", "SIGCHLD", "SIGCONT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGWINCH",
        "SIGINFO", "SIGPIPE", "SIGXFSZ", "SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL",
    }  # fmt: skip


async def ended(file: Path, *keys: str, typed: str = "", person: str = "maria") -> None:
    """A signal, while a dialog stands as these keys and words left it."""
    async with desk(file) as d:
        d.screen.desk.select(person)
        await d.press(*keys)
        if typed:
            await d.type(typed)
        d.app.end(TERM)
        d.app.end(TERM)  # a second one changes nothing
        assert d.app.return_code == TERM


async def test_a_line_of_people_is_added_where_it_is_clear(file: Path) -> None:
    await ended(file, "a", typed="Zoe Quist, p2")
    account = rescued(file)
    assert [person.power for person in account.people.values() if person.name == "Zoe Quist"] == [2]
    assert without_typed(account)[1] == ()


async def test_a_stance_that_was_chosen_is_kept_with_the_reason_so_far(file: Path) -> None:
    await ended(file, "s", "4", typed="Said so on the pho")
    account = rescued(file)
    assert account.people["maria"].stance is Stance.SUPPORTER
    assert "Said so on the pho" in {one.says for one in account.evidence.values()}


async def test_a_form_is_kept_with_the_key_pressed_last(file: Path) -> None:
    async with desk(file) as d:
        await d.press("e")
        row = d.top(SheetScreen).form.rows()[0]
        assert isinstance(row.control, LineInput)
        row.control.value = "María G"  # as typed, the news of it still under way
        d.app.end(TERM)
    assert "María G" in {person.name for person in rescued(file).people.values()}


async def test_a_form_with_a_fault_is_kept_as_words(file: Path) -> None:
    async with desk(file) as d:
        await d.press("e")
        rows = {row.box.label: row for row in d.top(SheetScreen).form.rows()}
        power = rows["power"].control
        assert isinstance(power, LineInput)
        power.value = "many"
        d.app.end(TERM)
    _, words = without_typed(rescued(file))
    assert words == ("María Gómez, power: many",)


async def test_evidence_is_kept_once_whether_from_the_line_or_its_form(file: Path) -> None:
    before = len(small_account().evidence)
    await ended(file, "w", typed="Wants payback in 18 months")
    assert len(rescued(file).evidence) == before + 1
    purge(file)
    async with desk(file) as d:
        d.screen.desk.select("maria")
        await d.press("w")
        await d.type("Wants payback")
        await d.press("tab")
        await d.type(" in 18 months")
        d.app.end(TERM)
    new = [one.says for key, one in rescued(file).evidence.items() if key not in small_account().evidence]
    assert new == ["Wants payback in 18 months"]


async def test_an_action_champion_tests_and_a_cell_of_the_table_are_kept(file: Path) -> None:
    await ended(file, "A", "a", typed="Dana: meet Priya by fri")
    assert "meet Priya" in {action.what for action in rescued(file).actions.values()}
    purge(file)
    await ended(file, "b", "i", person="maria")
    assert some(rescued(file).people["maria"].champion).influence is True
    purge(file)
    async with desk(file) as d:
        d.screen.desk.select("maria")
        await d.press("2", "enter")
        await d.type("-Ruiz")
        d.app.end(TERM)
    assert rescued(file).people["maria"].name == "María Gómez-Ruiz"


async def test_what_was_decided_between_two_versions_so_far_is_kept(file: Path) -> None:
    stance, power, title = (("people", "maria", field) for field in ("stance", "power", "title"))
    async with desk(file) as d:
        for path, value in ((stance, "supporter"), (power, 2)):
            d.session.workspace.edit(edits.set_field(d.session.workspace.account, path, value))
        theirs = small_account()
        for path, value in ((stance, "opposed"), (power, 3), (title, "CFO")):
            theirs = apply(theirs, edits.set_field(theirs, path, value))
        store.save(file, theirs)
        await d.press("B")
        await d.until("2 of 2 open")
        assert isinstance(d.app.screen, ResolveScreen)
        first = str(d.app.screen.lines.key)
        await d.press("t")
        d.app.end(TERM)
    account = rescued(file)
    assert first.endswith(("stance", "power"))
    expected = ("opposed", 2) if first.endswith("stance") else ("supporter", 3)
    assert (get(account, stance), get(account, power)) == expected
    assert get(account, title) == "CFO"
    assert store.read(file).account == theirs


async def test_what_was_decided_in_a_file_with_markers_is_said(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    one, other = (f'stance = "{stance}"\n' for stance in ("supporter", "opposed"))
    assert text.count('stance = "neutral"\n') == 1
    marked = f'<<<<<<< ours\n{one}||||||| base\nstance = "neutral"\n=======\n{other}>>>>>>> theirs\n'
    file.write_text(text.replace('stance = "neutral"\n', marked), encoding="utf-8")
    async with desk(file) as d:
        await d.until("1 of 1 open")
        await d.press("t")
        d.app.end(TERM)
        assert d.app.begun_words == ("decided: María Gómez, Chief Financial Officer, stance: theirs",)
    assert "<<<<<<<" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("keys", "typed"), [(("ctrl+p",), "maria"), (("C",), "mar"), (("D",), "María"), ((), "")])
async def test_what_only_looks_for_something_leaves_nothing_behind(
    file: Path, keys: tuple[str, ...], typed: str
) -> None:
    await ended(file, *keys, typed=typed)
    assert left(file) == ((), ())
    assert not file.with_name(f"{file.name}.rescue").exists()


async def test_words_that_made_no_change_are_shown_with_the_rescued_work_and_never_become_part_of_the_file(
    file: Path,
) -> None:
    await ended(file, "a", typed="Zoe Quist, p9")
    async with desk(file) as d:
        assert isinstance(d.app.screen, RescueScreen)
        assert "You were typing: Zoe Quist, p9" in d.text
        assert "comments only" not in d.text
        assert "kept until" in d.text
        await d.press("escape", "t", "3", "ctrl+s")
        assert "Zoe" not in file.read_text(encoding="utf-8")
    async with desk(file) as d:
        await d.press("ctrl+d")
        assert left(file) == ((), ())


@pytest.mark.faulty
async def test_a_fault_that_ends_the_program_keeps_what_was_begun_as_well(file: Path) -> None:
    async def fail() -> None:
        async with desk(file) as d:
            d.screen.desk.select("maria")
            await d.press("s", "4")
            for _ in range(MOST):
                d.screen.call_later(_fail)
            await d.settle()

    with pytest.raises(RuntimeError):
        await fail()
    assert rescued(file).people["maria"].stance is Stance.SUPPORTER


def _fail() -> None:
    raise RuntimeError


def test_words_on_top_of_a_file_come_off_again_and_leave_other_comments() -> None:
    text = f"# ours\n\n{store.write_text(small_account())}"
    account = store.read_text(text).account
    kept = with_typed(account, ["Zoe, p9\nTom \x1b[31m", " "])
    again = store.read_text(store.write_text(kept)).account
    bare, words = without_typed(again)
    assert bare == account
    assert words[0] == "Zoe, p9"
    assert words[1].startswith("Tom")
    assert "\x1b" not in words[1]
    assert without_typed(account) == (account, ())
    assert with_typed(account, ["  "]) is account
