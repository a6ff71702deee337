"""A sitting is what its journal says: whatever is cut off its end, the rest is read, and it goes on from there."""

import json
import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from some import some

from committee.errors import FileFailure
from committee.pipeline import keeping
from committee.pipeline.review.decisions import Decision, Kind, Said, from_json, to_json
from committee.pipeline.review.journal import Journal
from committee.pipeline.review.sitting import Asked, Sitting, Visit, record_of, records
from committee.text import clean

TODAY = date(2026, 11, 22)
FILES = [Path("/deals/a.account.toml"), Path("/deals/b.account.toml"), Path("/deals/c.account.toml")]


class Watch:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def watch() -> Watch:
    return Watch()


def begun(watch: Watch, folder: str = "/deals", suffix: str = "aaaa") -> Sitting:
    return Sitting.begin(FILES, day=TODAY, folder=folder, clock=watch, rng=lambda _: suffix)


def shown(path: Path, *keys: str) -> Visit:
    return Visit(
        path=str(path),
        name=Said(path.stem, "Account 1"),
        owner=Said("Dana", "Colleague"),
        since=date(2026, 11, 14),
        source="history",
        changed=(Said("Tom: neutral to supporter", "Contact: neutral to supporter"),),
        questions=tuple(Asked(key=key, text=Said(f"{key}?", f"{key}?"), rests=Said("x", "y")) for key in keys),
    )


def note(words: str = "Budget is confirmed") -> Decision:
    return Decision(kind=Kind.NOTE, day=TODAY, words=words)


def test_what_is_told_is_read_back_from_the_journal(watch: Watch) -> None:
    sitting = begun(watch)
    sitting.open(shown(FILES[0], "money", "deed"))
    number = sitting.decide(str(FILES[0]), note())
    sitting.saved(str(FILES[0]), [number])
    taken = sitting.decide(str(FILES[0]), note("No"))
    sitting.withdraw(str(FILES[0]), taken)
    sitting.answer(str(FILES[0]), "deed", answered=True)
    sitting.decide(str(FILES[0]), Decision(kind=Kind.REVIEWED, day=TODAY))
    sitting.see(str(FILES[1]), Said("b", "Account 2"), Said("Dana", ""))
    read = record_of(sitting.journal.file)
    assert read == sitting.record
    visit = read.visit(str(FILES[0]))
    assert [one.saved for one in visit.made] == [True, False]
    assert [one.number for one in visit.unsaved] == [3]
    assert [one.answered for one in visit.questions] == [False, True]
    assert visit.reviewed
    assert not read.visit(str(FILES[1])).opened
    assert (read.at, read.done, read.folder) == (str(FILES[1]), 1, "/deals")


def test_what_was_shown_first_stays(watch: Watch) -> None:
    sitting = begun(watch)
    sitting.open(shown(FILES[0], "money"))
    sitting.open(shown(FILES[0], "other"))
    assert [one.key for one in sitting.record.visit(str(FILES[0])).questions] == ["money"]


def test_the_clock_counts_the_account_on_the_screen_and_no_break(watch: Watch) -> None:
    sitting = begun(watch)
    watch.wait(5)
    sitting.open(shown(FILES[0]))
    watch.wait(40)
    sitting.decide(str(FILES[0]), note())
    watch.wait(2)
    sitting.open(shown(FILES[1]))
    watch.wait(10)
    assert (sitting.spent(str(FILES[0])), sitting.spent(str(FILES[1])), sitting.spent()) == (42, 10, 52)
    sitting.journal.close()
    watch.wait(3600)
    again = Sitting.resume(day=TODAY, folder="/deals", clock=watch)
    watch.wait(3)
    assert some(again).resumed
    assert (some(again).spent(str(FILES[1])), some(again).spent()) == (3, 45)


def test_a_sitting_that_was_cut_goes_on_and_one_that_ended_does_not(watch: Watch) -> None:
    sitting = begun(watch)
    sitting.open(shown(FILES[1]))
    assert Sitting.resume(day=TODAY, folder="/deals", clock=watch) is None  # it is held by this very process
    sitting.journal.close()
    for day, folder in ((TODAY + timedelta(1), "/deals"), (TODAY, "/other")):
        assert Sitting.resume(day=day, folder=folder, clock=watch) is None
    again = Sitting.resume(day=TODAY, folder="/deals", clock=watch)
    assert some(again).record.at == str(FILES[1])
    assert some(again).record.order == tuple(map(str, FILES))
    some(again).end()
    assert Sitting.resume(day=TODAY, folder="/deals", clock=watch) is None


def test_two_sittings_at_once_do_not_mix(watch: Watch) -> None:
    one, other = begun(watch, "/deals"), begun(watch, "/deals/north", "bbbb")
    one.open(shown(FILES[0]))
    other.open(shown(FILES[1]))
    assert {record.folder: record.at for record in records(TODAY)} == {
        "/deals": str(FILES[0]),
        "/deals/north": str(FILES[1]),
    }
    assert list(records(TODAY + timedelta(1))) == []


@settings(max_examples=examples(60), deadline=None)
@given(cut=st.integers(0, 4000))
def test_wherever_the_journal_is_cut_the_lines_before_are_read_and_it_goes_on(
    cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    watch = Watch()
    folder = tmp_path_factory.mktemp("cut")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        sitting = begun(watch)
        for file in FILES:
            watch.wait(7)
            sitting.open(shown(file, "money"))
            sitting.saved(str(file), [sitting.decide(str(file), note(file.stem))])
        sitting.journal.close()
        file = sitting.journal.file
        data = file.read_bytes()
        file.write_bytes(data[: max(len(data) - cut, 0)])
        whole = len(list(keeping.lines(file)))
        again = Sitting.resume(day=TODAY, folder="/deals", clock=watch)
        assert (again is None) == (whole == 0)
        if again is not None:
            again.decide(str(FILES[2]), note("after"))
            events = [event["kind"] for event in keeping.lines(file)]
            assert events[whole:] == ["resume", "decision"]
            read = record_of(file)
            assert some(read).visit(str(FILES[2])).made[-1].decision.words == "after"
            assert read == again.record
            again.journal.close()


def test_lines_of_a_later_version_and_rubbish_are_passed_over(watch: Watch) -> None:
    sitting = begun(watch)
    sitting.open(shown(FILES[0]))
    with sitting.journal.file.open("a", encoding="utf-8") as file:
        file.write('[1]\n{"kind": "open"}\n{"v": 2, "kind": "decision", "at": "2026-11-22T09:00:00+00:00"}\nno\n')
        file.write('{"v": 1, "kind": "decision", "at": "x", "account": "/a", "number": 4, "decision": {}}\n')
    assert some(record_of(sitting.journal.file)).visits == sitting.record.visits


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX systems")
def test_the_journal_is_for_its_owner_only(watch: Watch) -> None:
    file = begun(watch).journal.file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_journal_that_cannot_be_written_is_told_and_the_record_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, watch: Watch
) -> None:
    sitting = begun(watch)
    before = sitting.record

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("committee.pipeline.review.journal.os.write", full)
    with pytest.raises(FileFailure, match="No space left"):
        sitting.decide(str(FILES[0]), note())
    assert sitting.record is before


def test_purging_takes_away_what_is_about_one_account_and_leaves_the_rest(tmp_path: Path, watch: Watch) -> None:
    sitting = begun(watch)
    for file in FILES[:2]:
        sitting.open(shown(file, "money"))
        sitting.decide(str(file), note())
    sitting.journal.close()
    assert keeping.kept(FILES[0]) == (sitting.journal.file,)
    assert keeping.purge(FILES[0]) == (sitting.journal.file,)
    assert keeping.kept(FILES[0]) == ()
    read = record_of(sitting.journal.file)
    assert set(some(read).visits) == {str(FILES[1])}
    assert some(read).visit(str(FILES[1])).made


def test_somebody_forgotten_during_a_call_is_gone_from_its_notes_and_the_call_goes_on(watch: Watch) -> None:
    sitting = begun(watch)
    for file in FILES[:2]:
        sitting.open(shown(file, "money"))
    keeping.purge(FILES[0])
    sitting.decide(str(FILES[1]), note("after"))
    assert set(sitting.record.visits) == {str(FILES[1])}
    read = record_of(sitting.journal.file)
    assert read == sitting.record
    assert read.visit(str(FILES[1])).made[0].decision.words == "after"
    assert read.order == tuple(map(str, FILES))


def test_a_journal_can_be_appended_to_by_one_only(tmp_path: Path) -> None:
    if not Journal(tmp_path / "x.jsonl").hold():
        pytest.skip("no locks on this system")
    first, second = Journal(tmp_path / "y.jsonl"), Journal(tmp_path / "y.jsonl")
    assert first.hold()
    assert not second.hold()
    first.close()
    assert second.hold()
    second.close()


DECISIONS = st.builds(
    Decision,
    kind=st.sampled_from(Kind),
    day=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    words=st.text(max_size=20).map(clean),
    owner=st.sampled_from(["", "dana"]),
    owner_name=st.builds(Said, st.text(max_size=5).map(clean), st.text(max_size=5).map(clean)),
    until=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    before=st.sampled_from(["", "commit"]),
)


def test_a_journal_that_was_tampered_with_steers_no_terminal() -> None:
    told = to_json(note()) | {"words": "a\x1b[31mb", "about": {"text": "\x9bc", "hidden": "\u202ed"}}
    decision = from_json(json.loads(json.dumps(told)))
    assert (decision.words, decision.about) == ("a\ufffd[31mb", Said("\ufffdc", "\ufffdd"))


@given(DECISIONS)
def test_a_decision_survives_being_written(decision: Decision) -> None:
    assert from_json(json.loads(json.dumps(to_json(decision)))) == decision
