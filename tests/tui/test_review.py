"""The review as it is used on a call: order, reasons, decisions, the table, the map, the notes, and what is cut."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desk import Desk
from host import numbered, small_account
from poison import BAD, MARK, marked, poisoned
from some import some
from team import git

from committee import store
from committee.model.account import Account, Person
from committee.model.vocabulary import Forecast, Stage, Stance
from committee.paths import samples
from committee.pipeline.keeping import journals, snapshots
from committee.pipeline.review.decisions import Kind
from committee.pipeline.review.notes import Notes, notes_of
from committee.pipeline.review.sitting import record_of
from committee.settings import Settings
from committee.tui.app import CommitteeApp
from committee.tui.keys.keymap import actions_of
from committee.tui.review.account_map import ReviewMapScreen
from committee.tui.review.commands import COMMANDS
from committee.tui.review.notes import NotesScreen
from committee.tui.review.screen import ReviewScreen

TODAY = date(2026, 11, 22)


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def deal(name: str, **given: Any) -> Account:
    account = small_account()
    facts: dict[str, Any] = {"name": name, "reviewed": date(2026, 11, 14), "close_date": date(2027, 3, 31)} | given
    return replace(account, header=replace(account.header, **facts))


def write(folder: Path, name: str, account: Account) -> Path:
    path = folder / f"{name}.account.toml"
    path.write_text(store.write_text(account), encoding="utf-8")
    return path


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    """Four deals of two owners, one at risk, and a file with a conflict."""
    folder = tmp_path / "deals"
    folder.mkdir()
    write(folder, "acme", deal("Acme Tools"))
    write(folder, "beta", deal("Beta Foods", forecast=Forecast.COMMIT))
    write(folder, "gamma", deal("Gamma Rail", owner="sam"))
    write(folder, "over", deal("Over Ltd", stage=Stage.WON))
    (folder / "clash.account.toml").write_text(
        'format = 1\n[account]\nname = "Clash"\n<<<<<<< a\nstage = "won"\n=======\nstage = "lost"\n>>>>>>> b\n',
        encoding="utf-8",
    )
    return folder


class Review(Desk):
    """A desk on a review."""

    @property
    def review(self) -> ReviewScreen:
        return next(one for one in self.app.screen_stack if isinstance(one, ReviewScreen))

    @property
    def here(self) -> str:
        return some(self.review.session.place).row.path.name.partition(".")[0]

    @property
    def account(self) -> Account:
        """The account at hand, as it is in its file."""
        return store.read(some(self.review.session.place).row.path).account


@asynccontextmanager
async def reviewing(
    folder: Path, *, size: tuple[int, int] = (120, 40), clock: Watch | None = None, private: bool = False
) -> AsyncIterator["Review"]:
    paths = tuple(sorted(folder.glob("*.toml")))
    app = CommitteeApp(
        None,
        Settings(me="Dana Okafor", private=private),
        today=TODAY,
        clock=clock or Watch(),
        rng=numbered(),
        accounts=paths,
        reviewing=True,
    )
    async with app.run_test(size=size) as pilot:
        found = Review(app, pilot)
        await found.settle()
        yield found
        for screen in app.screen_stack:
            if isinstance(screen, ReviewScreen) and screen.session.sitting is not None:
                screen.session.sitting.journal.close()


async def typed(desk: Review, text: str) -> None:
    """A line that is typed; letter by letter only where another box than the review's own has the keys."""
    if desk.app.focused is desk.review.line.typed:
        desk.review.line.typed.value = text
    else:
        await desk.pilot.press(*("space" if letter == " " else letter for letter in text))
    await desk.press("enter")


def notes_now() -> Notes:
    return notes_of([some(record_of(journals()[0]))], today=TODAY)


async def test_by_owner_what_cannot_wait_first_each_with_its_reason(deals: Path) -> None:
    async with reviewing(deals) as desk:
        seen = []
        for _ in range(4):
            assert "READ-ONLY" in desk.lines[0]
            seen.append((desk.here, desk.lines[2]))
            await desk.press("right_square_bracket")
        assert [name for name, _ in seen] == ["beta", "acme", "gamma", "clash"]
        assert "in commit, but" in seen[0][1]
        assert "Dana Okafor 1/2" in seen[0][1]
        assert isinstance(desk.app.screen, NotesScreen)


async def test_one_screen_says_what_there_is_to_say(deals: Path) -> None:
    for size in ((120, 40), (80, 24)):
        async with reviewing(deals, size=size) as desk:
            assert "1 closed left out" in desk.footer
            for words in ("Beta Foods", "YES ", "IN THE WAY", "DM010", "NEXT", "PROMISED", "1 overdue", "ASK", "0:00"):
                assert words in desk.text, (words, size)
            await desk.press("right_square_bracket", "left_square_bracket")
            assert desk.footer.startswith("] next  [ back  e write")


async def test_nothing_is_changed_until_a_key_says_so(deals: Path) -> None:
    before = {path: path.read_bytes() for path in deals.iterdir()}
    async with reviewing(deals) as desk:
        for key in ("m", "a", "n", "f", "x", "u"):
            await desk.press(key)
            assert "read-only; e lets you write" in desk.footer, key
        await desk.press("enter")
        assert isinstance(desk.app.screen, ReviewMapScreen)
        assert "READ-ONLY" in desk.lines[0]
        for key in ("a", "s", "w", "d", "t"):
            await desk.press(key)
            assert "this review is read-only" in desk.text, key
        await desk.press("escape", "tab", "down", "m", "right_square_bracket")
        assert not [one for visit in desk.review.session.record.visits.values() for one in visit.made]
    assert {path: path.read_bytes() for path in deals.iterdir()} == before


async def test_decisions_are_in_the_file_and_in_the_journal_at_once(deals: Path) -> None:
    async with reviewing(deals) as desk:
        await desk.press("e")
        assert "WRITING" in desk.lines[0]
        await desk.press("a")
        await typed(desk, "Dana: meet Priya by fri")
        await desk.press("n")
        await typed(desk, "Budget is confirmed")
        await desk.press("f", "b", "m")
        account = desk.account
        action = next(one for one in account.actions.values() if one.what == "meet Priya")
        assert (action.owner, action.with_, action.due) == ("dana", "priya", date(2026, 11, 27))
        assert account.header.notes == "2026-11-22 review: Budget is confirmed\n"
        assert account.header.forecast is Forecast.BEST_CASE
        assert account.header.reviewed == TODAY
        assert "meet Priya, by 27 Nov" in desk.text
        assert "✓ reviewed" in desk.lines[2]
        told = notes_now().accounts[0]
        assert [(one.what.text, one.owner.text, one.person.text) for one in told.actions] == [
            ("meet Priya", "Dana Okafor", "Priya Nair")
        ]
        assert [one.text for one in told.decisions] == ["forecast: commit to best-case"]
        assert told.faults == ()
        assert len(snapshots(deals / "beta.account.toml")) == 1


async def test_undo_takes_back_the_last_one_and_m_again_is_not_reviewed(deals: Path) -> None:
    before = (deals / "beta.account.toml").read_bytes()
    async with reviewing(deals) as desk:
        await desk.press("e", "n")
        await typed(desk, "No")
        await desk.press("m", "m", "u", "u")
        assert "nothing was decided here" in desk.footer
        assert (deals / "beta.account.toml").read_bytes() == before
        assert notes_now().accounts[0].remarks == ()


async def test_a_line_being_typed_when_the_program_has_to_end_is_in_the_notes(deals: Path) -> None:
    async with reviewing(deals) as desk:
        await desk.press("e", "a")
        desk.review.line.typed.value = "Dana: meet Priya by"
        desk.app.end(143)
        assert [one.text for one in notes_now().accounts[0].remarks] == ["Dana: meet Priya by"]


async def test_a_finding_is_accepted_as_a_risk(deals: Path) -> None:
    async with reviewing(deals) as desk:
        await desk.press("e", "down", "x")
        await typed(desk, "Wait")
        await desk.press("ctrl+s")
        [(code, subject)] = desk.account.accepted
        assert desk.account.accepted[code, subject].reason == "Wait"
        told = notes_now().accounts[0]
        assert told.risks[0].text.startswith(code)
        assert told.risks[0].text.endswith("Wait")
        await desk.press("u")
        assert not desk.account.accepted
        await desk.press("ctrl+r")
        assert desk.account.accepted[code, subject].reason == "Wait", "what was typed is not lost to one letter"
        await desk.press("ctrl+r")
        assert "nothing was taken back" in desk.footer


async def test_a_line_that_is_not_clear_says_so_and_stays(deals: Path) -> None:
    async with reviewing(deals) as desk:
        await desk.press("e", "a")
        await typed(desk, "Dna: call")
        assert 'nobody of ours is called "Dna"' in desk.text
        assert desk.app.focused is desk.review.line.typed
        await desk.press("escape", "right_square_bracket")
        assert desk.here == "acme"
        await desk.press("a", "enter")
        assert desk.app.focused is None


async def test_the_next_account_is_ready_before_it_is_asked_for(deals: Path) -> None:
    async with reviewing(deals) as desk:
        session = desk.review.session
        for _ in range(3):
            ahead = session.places[session.index + 1].row.path
            assert session.briefs.ready(ahead) is not None
            assert sum(session.briefs.ready(place.row.path) is not None for place in session.places) <= 4
            desk.review.action_do("review.next")
            assert session.brief is not None
            await desk.settle()


async def test_questions_left_open_stand_in_the_notes(deals: Path) -> None:
    async with reviewing(deals) as desk:
        asked = desk.review.session.visit.questions
        assert 1 <= len(asked) <= 3
        await desk.press("1")
        assert [one.text for one in notes_now().accounts[0].questions] == [one.text.text for one in asked[1:]]
        await desk.press("1")
        assert len(notes_now().accounts[0].questions) == len(asked)


async def test_the_rest_is_skimmed_in_a_table_with_the_same_keys(deals: Path) -> None:
    async with reviewing(deals) as desk:
        await desk.press("tab")
        for words in ("Dana Okafor", "Sam Ito", "Acme Tools", "Gamma Rail", "clash", "the file has errors"):
            assert words in desk.text
        await desk.press("e", "down", "m", "right_square_bracket", "m")
        assert store.read(deals / "acme.account.toml").account.header.reviewed == TODAY
        assert store.read(deals / "gamma.account.toml").account.header.reviewed == TODAY
        assert [(one.name.text, one.silent) for one in notes_now().skimmed] == [
            ("Acme Tools", True),
            ("Gamma Rail", True),
        ]
        await desk.press("enter")
        assert not desk.review.session.table
        assert "IN THE WAY" in desk.text


async def test_faulty_files_say_what_is_wrong_and_keep_their_decisions_in_the_notes(deals: Path) -> None:
    (deals / "newer.account.toml").write_text('format = 9\n[account]\nname = "Newer"\n', encoding="utf-8")
    (deals / "typo.account.toml").write_text(
        (deals / "acme.account.toml").read_text(encoding="utf-8").replace('"evaluation"', '"evaluatoin"'), "utf-8"
    )
    before = (deals / "typo.account.toml").read_bytes()
    async with reviewing(deals) as desk:
        assert desk.here == "typo"  # first in the slot of its owner
        for words in ("THE FILE CANNOT BE ANALYSED", 'stage "evaluatoin" is not known', "enter opens it"):
            assert words in desk.text
        await desk.press("e", "a")
        await typed(desk, "Dana: mend the file by mon")
        assert "notes only" in desk.text
        told = notes_now().accounts[0]
        assert [one.what.text for one in told.actions] == ["mend the file"]
        assert "1 decision is in these notes only, not in the file" in [one.text for one in told.faults]
        await desk.press("tab")
        assert "two versions meet" in desk.text
        await desk.press("end", "enter")
        assert "format 9" in desk.text
    assert (deals / "typo.account.toml").read_bytes() == before


async def test_a_call_that_was_cut_goes_on_where_it_was(deals: Path) -> None:
    watch = Watch()
    async with reviewing(deals, clock=watch) as desk:
        await desk.press("e", "m", "right_square_bracket", "n")
        await typed(desk, "Half way")
        watch.now += timedelta(seconds=90)
        await desk.press("f", "c")
        first = desk.review.session.record
    watch.now += timedelta(hours=1)
    # While nobody looked, the deal was changed elsewhere.
    write(deals, "gamma", deal("Gamma Rail", owner="sam", close_date=date(2027, 6, 30)))
    async with reviewing(deals, clock=watch) as desk:
        session = desk.review.session
        assert "goes on where it was cut: 1 of 4 reviewed" in desk.footer
        assert desk.here == "acme"
        assert "READ-ONLY" in desk.lines[0]
        assert "1:30 here, 1:30 in all" in desk.lines[0]
        assert "Half way" in desk.text
        assert session.record.order == first.order
        assert session.record.visits[first.at].made == first.visits[first.at].made
        await desk.press("left_square_bracket")
        assert "✓ reviewed" in desk.lines[2]
        assert "CHANGED" in desk.text


async def test_what_only_reached_the_journal_is_written_when_the_review_goes_on(
    deals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("committee.tui.review.work.ReviewWork.write", lambda *_, **__: None)
        async with reviewing(deals) as desk:
            await desk.press("e", "m", "n")
            await typed(desk, "Kept")
            assert desk.account.header.notes == ""
    async with reviewing(deals) as desk:
        assert desk.account.header.notes == "2026-11-22 review: Kept\n"
        assert desk.account.header.reviewed == TODAY
        assert not desk.review.session.visit.unsaved


async def test_a_file_that_cannot_be_written_is_told_and_the_notes_have_it(
    deals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from committee.errors import FileFailure

    def full(*_: object) -> None:
        raise FileFailure("beta.account.toml could not be written, the disk is full", "make room")

    async with reviewing(deals) as desk:
        monkeypatch.setattr(store, "save", full)
        await desk.press("e", "m")
        assert "kept in the notes only: beta.account.toml could not be written" in desk.footer
        assert [one.text for one in notes_now().accounts[0].faults] == [
            "1 decision is in these notes only, not in the file"
        ]


async def test_a_full_disk_is_told_and_the_call_goes_on(deals: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with reviewing(deals) as desk:
        await desk.press("e", "m")
        monkeypatch.setattr("committee.pipeline.review.journal.os.write", full)
        for key in ("u", "m", "1", "right_square_bracket"):
            await desk.press(key)
            assert "No space left on device" in desk.footer, key
        await desk.press("enter", "escape", "tab", "tab", "N", "q")
        assert not desk.app._exit
        assert "No space left on device" in desk.footer
        monkeypatch.undo()
        await desk.press("q")
        assert desk.app._exit


async def test_the_map_is_one_key_away_with_the_finding_or_the_plan_lit(deals: Path) -> None:
    async with reviewing(deals) as desk:
        await desk.press("down", "enter")
        shown = desk.app.screen
        assert isinstance(shown, ReviewMapScreen)
        lit = some(shown.session.analysis).findings[shown.session.finding]
        assert (lit.code, lit.subject) == (
            some(some(desk.review.session.brief).analysis).findings[1].code,
            some(some(desk.review.session.brief).analysis).findings[1].subject,
        )
        assert "Review 1 of 4" in desk.lines[0]
        await desk.press("q")
        assert desk.app.screen is desk.review
        await desk.press("c")
        assert desk.top(ReviewMapScreen).session.plan_on
        await desk.press("R")
        assert desk.app.screen is desk.review
        assert desk.review.session.finding == 1


async def test_what_is_changed_on_the_map_is_saved_on_the_way_back_and_stands_in_the_notes(deals: Path) -> None:
    async with reviewing(deals) as desk:
        await desk.press("e", "enter")
        desk.top(ReviewMapScreen).desk.select("priya")
        await desk.press("s", "4", "enter")
        assert desk.top(ReviewMapScreen).session.workspace.dirty
        await desk.press("escape")
        assert desk.app.screen is desk.review
        assert desk.account.people["priya"].stance is Stance.SUPPORTER
        told = notes_now().accounts[0]
        assert any("Priya Nair" in one.text and "supporter" in one.text for one in told.decisions)
        assert told.faults == ()
        await desk.press("u")
        assert "undone there" in desk.footer


async def test_quitting_from_the_map_saves_and_the_review_goes_on_another_time(deals: Path) -> None:
    async with reviewing(deals) as desk:
        await desk.press("e", "enter")
        desk.top(ReviewMapScreen).desk.select("priya")
        await desk.press("s", "4", "enter", "ctrl+q")
        assert desk.app._exit
        assert desk.account.people["priya"].stance is Stance.SUPPORTER
    assert not some(record_of(journals()[0])).ended
    async with reviewing(deals) as desk:
        assert "goes on where it was cut" in desk.footer
        assert "supporter" in desk.text


async def test_the_end_shows_the_notes_and_says_where_they_are(deals: Path) -> None:
    async with reviewing(deals) as desk:
        await desk.press("e", "m", "a")
        await typed(desk, "meet Tom by mon")
        await desk.press("N")
        for words in ("Notes of the review", "1 of 4 reviewed", "committee review --since 2026-11-22", "meet Tom"):
            assert words in desk.text
        await desk.press("Y")
        assert "# Pipeline review Sun 22 Nov 2026" in desk.app.clipboard
        await desk.press("s")
        saved = deals / "review-2026-11-22.md"
        assert f"saved {saved}"[-40:] in desk.footer or saved.name in desk.footer
        assert "meet Tom" in saved.read_text(encoding="utf-8")
        assert saved.stat().st_mode & 0o077 == 0
        (deals / "review-2026-11-22-2.md").symlink_to(deals / "start-up")
        await desk.press("left_square_bracket", "n")
        await typed(desk, "More")
        await desk.press("N", "s")
        assert not (deals / "start-up").exists()
        assert "More" in (deals / "review-2026-11-22-3.md").read_text(encoding="utf-8")
        await desk.press("g")
        assert "Git does not keep these files" in desk.footer
        await desk.press("q")
        assert desk.app._exit
    assert some(record_of(journals()[0])).ended


@pytest.mark.usefixtures("own_git")
async def test_a_sitting_becomes_one_commit_of_its_own_files_that_tells_nothing(deals: Path) -> None:
    git(deals, "init", "-q")
    git(deals, "add", "acme.account.toml", "beta.account.toml", "gamma.account.toml")
    git(deals, "commit", "-qm", "before")
    (deals / "gamma.account.toml").write_text(store.write_text(deal("Gamma Rail", owner="sam", value=7)), "utf-8")
    (deals / "other.txt").write_text("staged by somebody else", encoding="utf-8")
    git(deals, "add", "other.txt")
    async with reviewing(deals) as desk:
        await desk.press("e", "m", "right_square_bracket", "m", "N", "g")
        assert "one version in git holds 2 accounts" in desk.footer
        await desk.press("g")
        assert "Git has everything already" in desk.footer
    assert git(deals, "show", "--name-only", "--format=%s").split("\n")[:4] == [
        "Pipeline review 2026-11-22: 2 accounts",
        "",
        "acme.account.toml",
        "beta.account.toml",
    ]
    status = git(deals, "status", "--porcelain").splitlines()
    assert " M gamma.account.toml" in status
    assert "A  other.txt" in status


SECRETS = ("Acme", "Beta", "Gamma", "Clash", "María", "Tom Lee", "Priya", "Dana", "Sam Ito", "Okafor", "evaluatoin")


async def test_a_private_review_shows_no_name_and_neither_do_its_notes(deals: Path) -> None:
    write(deals, "beta", replace(deal("Beta Foods", forecast=Forecast.COMMIT, next_step="Call Tom Lee")))
    async with reviewing(deals, private=True) as desk:
        shown = [desk.text]
        await desk.press("e", "a")
        desk.review.line.typed.value = "Dana: meet Priya"
        await desk.settle()
        shown.append(desk.text)
        await desk.press("enter", "n")
        await typed(desk, "Tom Lee wants it")
        for key in ("m", "enter", "q", "tab", "tab"):
            await desk.press(key)
            shown.append(desk.text)
        await desk.press("N", "s", "Y")
        shown += [desk.text, desk.app.clipboard, (deals / "review-2026-11-22-private.md").read_text(encoding="utf-8")]
        for number, text in enumerate(shown):
            assert not [word for word in SECRETS if word in text], number
        assert "PRIVATE" in desk.lines[0]
        assert "names hidden" in shown[-1]
        assert any(one.what == "meet Priya" for one in desk.account.actions.values())
    # The journal is our own record; notes of it with names can still be had.
    assert [one.what.text for one in notes_now().accounts[0].actions] == ["meet Priya"]


async def test_hostile_text_stays_text_and_private_mode_hides_every_word_of_it(tmp_path: Path) -> None:
    sample = next(path for path in samples() if "tessmark" in path.name).read_text(encoding="utf-8")
    (tmp_path / "hostile.account.toml").write_text(poisoned(sample), encoding="utf-8")
    (tmp_path / "marked.account.toml").write_text(marked(sample), encoding="utf-8")
    async with reviewing(tmp_path) as desk:
        for key in ("right_square_bracket", "tab", "tab", "enter", "escape", "N", "Y"):
            await desk.press(key)
            assert not BAD.search(desk.text.replace("\n", "")), key
        assert "[bold]" in desk.app.clipboard.replace("\\", "")
        assert MARK in desk.app.clipboard.lower()
        await desk.press("escape", "p")
        for key in ("tab", "tab", "left_square_bracket", "c", "q", "N", "Y"):
            await desk.press(key)
            assert MARK not in desk.text.lower(), key
        assert MARK not in desk.app.clipboard.lower()


async def test_names_are_hidden_and_shown_again_by_key(deals: Path) -> None:
    async with reviewing(deals) as desk:
        assert "Beta Foods" in desk.text
        await desk.press("p")
        assert not [word for word in SECRETS if word in desk.text]
        assert "PRIVATE" in desk.lines[0]
        assert "ASK" in desk.text
        await desk.press("p")
        assert "Beta Foods" in desk.text


async def test_a_sitting_can_be_about_nobody_yet(tmp_path: Path) -> None:
    write(tmp_path, "empty", Account(header=replace(small_account().header, name="Empty", owner="")))
    write(
        tmp_path,
        "one",
        Account(header=replace(small_account().header, name="One", owner=""), people={"x": Person(name="X")}),
    )
    async with reviewing(tmp_path) as desk:
        assert "nobody's 1/2" in desk.lines[2]
        await desk.press("e", "a")
        await typed(desk, "find out who decides")
        assert [one.owner for one in desk.account.actions.values()] == [""]


async def test_leaving_before_every_account_was_looked_at_keeps_nothing(
    deals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    from committee.pipeline.review import agenda

    held, look = Event(), agenda.candidate

    def slowly(*arguments: Any) -> Any:
        held.wait(20)
        return look(*arguments)

    monkeypatch.setattr(agenda, "candidate", slowly)
    paths = tuple(sorted(deals.glob("*.toml")))
    app = CommitteeApp(None, Settings(), today=TODAY, clock=Watch(), rng=numbered(), accounts=paths, reviewing=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "looking at 5 accounts" in Review(app, pilot).text
        await pilot.press("escape")
        held.set()
        assert app._exit
    assert journals() == ()


async def test_every_key_of_the_review_does_something() -> None:
    assert {entry.id for entry in actions_of("review")} == set(COMMANDS)


async def test_help_lists_the_keys_of_the_review_and_runs_them(deals: Path) -> None:
    async with reviewing(deals) as desk:
        await desk.press("question_mark")
        assert "An action in a line" in desk.text
        await desk.pilot.press(*"wri")
        await desk.press("enter")
        assert "WRITING" in desk.lines[0]


async def test_a_review_of_one_account_is_begun_from_it_and_ends_there(deals: Path) -> None:
    from desk import desk as account_desk

    async with account_desk(deals / "acme.account.toml", today=TODAY) as found:
        await found.press("R")
        agenda = found.app.screen
        assert isinstance(agenda, ReviewScreen)
        await found.press("e", "m", "N", "q")
        assert store.read(deals / "acme.account.toml").account.header.reviewed == TODAY
        assert found.session.account.header.reviewed == TODAY
        assert found.app.screen is found.screen


def test_kinds_of_decisions_are_all_told() -> None:
    from committee.pipeline.review.decisions import Decision
    from committee.tui.review.lines import decision_words

    for kind in Kind:
        assert isinstance(decision_words(Decision(kind=kind, day=TODAY), TODAY, hide=False), str)


async def test_every_meaning_on_the_screens_is_one_of_the_themes(deals: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not is drawn plain, and looked up in vain for every frame."""
    from committee.tui.theme import ink
    from committee.tui.theme.themes import MEANINGS

    known = {f"{section}.{key}" for section, keys in MEANINGS.items() for key in keys} | {*MEANINGS["base"], ""}
    style, seen = ink.style_of, set()

    def noted(meaning: str) -> str:
        seen.add(meaning.split(" ", maxsplit=1)[0])
        return style(meaning)

    monkeypatch.setattr(ink, "style_of", noted)
    async with reviewing(deals) as desk:
        await desk.press("1", "e", "n")
        await typed(desk, "Noted")
        await desk.press("m", "tab", "tab", "f", "escape", "N")
    assert len(seen) > 12
    assert seen <= known
