"""Rows of many files: every one once, by whoever works, from the cache where it can, and stopped at once."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from generate import TODAY, random_account

import committee
from committee import store, writing
from committee.model.account import Account
from committee.model.disclosure import Disclosure
from committee.model.problem import Problem
from committee.model.vocabulary import Stage
from committee.pipeline.portfolio import scan as scanning
from committee.pipeline.portfolio import stream as room
from committee.pipeline.portfolio import work
from committee.pipeline.portfolio.cache import Cache
from committee.pipeline.portfolio.columns import in_order
from committee.pipeline.portfolio.first import first_rows
from committee.pipeline.portfolio.row import Row, Trend
from committee.pipeline.portfolio.scan import scan, sweep
from committee.pipeline.portfolio.stream import rows, stream, with_trend
from committee.pipeline.portfolio.summary import row_of
from committee.pipeline.portfolio.workers import Here, processes
from committee.writing import leftovers


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    """Six accounts, one of them faulty, in a folder."""
    folder = tmp_path / "deals"
    folder.mkdir()
    for seed in range(5):
        account = random_account(seed, people=6)
        (folder / f"{seed}.account.toml").write_text(store.write_text(account), encoding="utf-8")
    (folder / "bad.account.toml").write_text('format = 2\n[account]\nname = "Later"\n')
    return folder


def files(folder: Path) -> tuple[Path, ...]:
    return scan([folder]).files


def facts_of(found: Iterable[Row]) -> dict[Path, Row]:
    """Rows by path, without what the history of the file adds."""
    return {row.path: replace(row, changed=None, slips=None) for row in found}


def test_every_file_has_one_row_and_it_is_that_of_the_file(deals: Path) -> None:
    found = list(rows(files(deals), TODAY, cache=Cache.nowhere()))
    assert len(found) == 6
    assert facts_of(found) == {path: row_of(path, TODAY) for path in files(deals)}


def test_rows_know_when_their_file_changed_and_begin_to_count_slips(deals: Path) -> None:
    found = {row.path.name: row for row in rows(files(deals), date.today(), cache=Cache.nowhere())}  # noqa: DTZ011 - files are of today
    assert found["1.account.toml"].days_since_change == 0
    assert found["1.account.toml"].slips == 0


class Counting(ThreadPoolExecutor):
    """An executor of the caller's that tells how much it was asked."""

    jobs = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if fn is work.rows_of:
            Counting.jobs += len(args[0])
        return super().submit(fn, *args, **kwargs)


def test_another_executor_does_all_the_work(deals: Path) -> None:
    Counting.jobs = 0
    with Counting(2) as executor:
        found = facts_of(rows(files(deals), TODAY, executor=executor, cache=Cache.nowhere()))
    assert found == {path: row_of(path, TODAY) for path in files(deals)}
    assert Counting.jobs == 6


def test_what_is_cached_is_not_worked_out_again(deals: Path, tmp_path: Path) -> None:
    kept = tmp_path / "rows"
    first = facts_of(rows(files(deals), TODAY, cache=Cache(kept)))
    Counting.jobs = 0
    with Counting(2) as executor:
        again = facts_of(rows(files(deals), TODAY, executor=executor, cache=Cache(kept)))
        assert again == first
        assert Counting.jobs == 0
        changed = deals / "2.account.toml"
        changed.write_text(store.write_text(random_account(77, people=6)), encoding="utf-8")
        third = facts_of(rows(files(deals), TODAY, executor=executor, cache=Cache(kept)))
    assert Counting.jobs == 1
    assert third[changed].name == "Northfield Works 77"


def test_headers_come_before_analyses_and_the_last_word_is_whole(deals: Path) -> None:
    seen: dict[Path, list[tuple[Row, bool]]] = {}
    for row, whole in stream(files(deals), TODAY, cache=Cache.nowhere()):
        before = seen.setdefault(row.path, [])
        assert not (before and before[-1][1]), "nothing comes after a whole row"
        before.append((row, whole))
    for path, events in seen.items():
        assert events[-1][1]
        if path.name != "bad.account.toml":
            assert not events[0][0].analysed
            assert events[0][0].name == events[-1][0].name


class Breaking(Executor):
    """Does the first task and loses its processes with the second."""

    def __init__(self) -> None:
        self.left = 1

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self.left:
            self.left -= 1
            future.set_result(fn(*args, **kwargs))
        else:
            future.set_exception(BrokenProcessPool("somebody ended it"))
        return future


def test_rows_are_worked_out_here_where_processes_end(deals: Path) -> None:
    found = facts_of(rows(files(deals), TODAY, executor=Breaking(), cache=Cache.nowhere()))
    assert found == {path: row_of(path, TODAY) for path in files(deals)}


def test_what_killed_saves_left_beside_the_accounts_is_taken_away_and_nothing_else(
    deals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    here, day = leftovers.machine(), 24 * 60 * 60
    newest = max(path.stat().st_mtime for path in deals.iterdir())

    def left(name: str, folder: Path = deals, *, age: float = 0.0, holding: str = "new") -> Path:
        place = folder / name
        place.mkdir(parents=True)
        (place / holding).write_text("half")
        os.utime(place, (newest - age, newest - age))
        return place

    over = left(f".committee-{here}-{gone.pid}-0.tmp"), left(".committee-01234567-1-0.tmp", age=2 * day)
    stay = [
        left(f".committee-{here}-{os.getppid()}-0.tmp"),  # its process is at work
        left(".committee-01234567-1-1.tmp", age=day / 2),  # who knows, on another machine
        left(f".committee-{here}-{gone.pid}-1.tmp", holding="mine.txt"),
        left(f".committee-{here}-{gone.pid}-0.tmp", deals.parent / "elsewhere"),
        left("committee.tmp", age=2 * day),
    ]
    list(rows(files(deals), TODAY, cache=Cache.nowhere()))
    assert [place.exists() for place in over] == [False, False]
    assert all(list(place.iterdir()) for place in stay)
    looked: list[Path] = []
    monkeypatch.setattr(writing, "sweep", lambda folder, **_: looked.append(folder))
    monkeypatch.setattr(scanning, "SWEPT", 3)
    for number in range(5):
        (deals / str(number)).mkdir()
        (deals / str(number) / "a.toml").write_text("")
    sweep(sorted(deals.glob("*/a.toml")))
    assert looked == [deals / str(number) for number in range(3)]


def test_a_fault_of_ours_in_one_account_is_a_row_and_the_others_stay(
    deals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = row_of

    def failing(path: Path, today: date, **more: Any) -> Row:
        if path.name == "3.account.toml":
            raise ZeroDivisionError
        return real(path, today, **more)

    monkeypatch.setattr(work, "row_of", failing)
    kept = Cache.nowhere()
    found = {row.path.name: row for row in rows(files(deals), TODAY, cache=kept)}
    assert found["3.account.toml"].fault_code == "our-fault"
    assert sum(not row.fault for row in found.values()) == 4
    monkeypatch.setattr(work, "row_of", real)
    again = {row.path.name: row for row in rows(files(deals), TODAY, cache=kept)}
    assert not again["3.account.toml"].fault, "a fault of ours is not remembered"


def test_nothing_more_comes_once_nobody_waits(deals: Path) -> None:
    asked = iter([False, False, True])
    found = list(rows(files(deals), TODAY, cache=Cache.nowhere(), stop=lambda: next(asked, True)))
    assert len(found) < 6


def test_leaving_early_keeps_what_was_worked_out(deals: Path, tmp_path: Path) -> None:
    kept = tmp_path / "rows"
    found = stream(files(deals), TODAY, cache=Cache(kept), executor=Here())
    next(row for row, _ in found if row.analysed)
    assert isinstance(found, Generator)
    found.close()
    assert kept.stat().st_size > 500


def test_files_that_nobody_can_read_have_rows_too(deals: Path) -> None:
    other = (deals / "x.toml", Problem(code="syntax", what="it is broken", remedy="Mend it", line=3))
    found = {row.path: row for row in rows(files(deals), TODAY, cache=Cache.nowhere(), others=[other])}
    assert found[other[0]].fault == "line 3: it is broken. Mend it"


def test_accounts_and_analyses_are_let_go_of_as_soon_as_their_row_is_there(tmp_path: Path) -> None:
    for seed in range(24):
        path = tmp_path / f"{seed}.account.toml"
        path.write_text(store.write_text(random_account(seed, people=3)), encoding="utf-8")
    gc.collect()
    before = _alive()
    kept = list(rows(files(tmp_path), TODAY, cache=Cache.nowhere(), executor=Here()))
    gc.collect()
    assert len(kept) == 24
    # A few stay in the small memories of functions that are often asked about the same account.
    assert _alive() - before <= 10


def _alive() -> int:
    return sum(isinstance(thing, Account) for thing in gc.get_objects())


def test_processes_of_ours_say_the_same(deals: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MANY", 2)
    monkeypatch.setattr(room, "processors", lambda: 2)
    found = facts_of(rows(files(deals), TODAY, cache=Cache.nowhere()))
    assert found == {path: row_of(path, TODAY) for path in files(deals)}


def test_processes_do_not_load_what_lies_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trap = tmp_path / "trap"
    for name in ("signal", "socket", "selectors", "tempfile", "struct"):
        (tmp_path / f"{name}.py").write_text(f"open({str(trap)!r}, 'w').close()\nraise SystemExit(1)\n")
    monkeypatch.chdir(tmp_path)
    with processes(1) as executor:
        assert executor.submit(os.getpid).result() != os.getpid()
    assert not trap.exists()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at other processes as Linux shows them")
def test_processes_end_when_the_one_who_started_them_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os\nfrom committee.pipeline.portfolio.workers import processes\n"
        "if __name__ == '__main__':\n"
        "    with processes(1) as executor:\n"
        "        print(executor.submit(os.getpid).result(), flush=True)\n"
        "        os.kill(os.getpid(), 9)\n"
    )
    root = str(Path(committee.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, str(script)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    child = int(done.stdout)
    until = time.monotonic() + 10
    while time.monotonic() < until and _runs(child):
        os.sched_yield()
    assert not _runs(child)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_names_are_hidden_as_one_set_for_the_whole_list(deals: Path) -> None:
    private = Disclosure(names_hidden=True)
    events = list(stream(files(deals), TODAY, cache=Cache.nowhere(), disclosure=private))
    for row, _ in events:
        said = f"{row.name} {row.owner} {row.next_owner} {row.deal} {row.next_step} {row.board} {row.worst} {row.fault}"
        assert "Northfield" not in said
        assert "Seller" not in said
        assert "Later" not in said
        assert "Fleet" not in said
    last = {row.path: row for row, whole in events if whole}
    assert sorted(row.name for row in last.values()) == [f"Account {n}" for n in range(1, 7)]
    real = {path: row_of(path, TODAY) for path in files(deals)}
    by_owner: dict[str, set[str]] = {}
    for path, row in real.items():
        if row.owner:
            by_owner.setdefault(row.owner, set()).add(last[path].owner)
    assert all(len(aliases) == 1 for aliases in by_owner.values()), "one owner, one pseudonym"
    assert {path: row.counts for path, row in last.items()} == {path: row.counts for path, row in real.items()}


def test_the_first_rows_are_the_first_of_all(tmp_path: Path) -> None:
    closes = [40, None, 3, 17, -2, 90, 8]
    for seed, days in enumerate(closes):
        account = random_account(seed, people=3)
        day = None if days is None else TODAY + timedelta(days)
        stage = Stage.WON if days == 3 else Stage.PROPOSAL
        header = replace(account.header, close_date=day, stage=stage)
        path = tmp_path / f"{seed}.account.toml"
        path.write_text(store.write_text(replace(account, header=header)), encoding="utf-8")
    found = scan([tmp_path])
    every = in_order(row_of(path, TODAY) for path in found.files)
    assert every[-1].closed
    for most in (1, 3, 7):
        assert [row.path for row in first_rows(found, TODAY, most)] == [row.path for row in every[:most]]


def test_what_nobody_can_read_is_among_the_first(deals: Path) -> None:
    (deals / "aaa.toml").write_text("x = = 1")
    first = first_rows(scan([deals]), TODAY, 2)
    assert first[0].path.name == "aaa.toml"
    assert first[0].fault


@pytest.mark.parametrize(
    ("now", "before", "trend"),
    [
        ((2, 4000, True), (3, 6000, True), Trend.EASIER),
        ((2, 4000, True), (2, 4000, True), Trend.SAME),
        ((2, 4100, True), (2, 4000, True), Trend.HARDER),
        ((2, 4100, True), (1, 2000, False), Trend.EASIER),
        ((0, 0, False), (1, 2000, True), Trend.HARDER),
        ((0, 0, False), (1, 2000, False), None),
        ((None, None, False), (1, 2000, True), None),
    ],
)
def test_a_trend_compares_like_with_like(
    deals: Path, now: tuple[int | None, int | None, bool], before: tuple[int, int, bool], trend: Trend | None
) -> None:
    row = row_of(deals / "1.account.toml", TODAY)
    made = [replace(row, talks=talks, effort=effort, unreached=not reached) for talks, effort, reached in (now, before)]
    assert with_trend(*made).trend is trend
