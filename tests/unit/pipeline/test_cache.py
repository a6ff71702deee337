"""The cache of rows: found by content, day and disclosure; any damage makes it empty; nobody else may read it."""

import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from generate import TODAY, random_account
from some import some

from committee import store
from committee.model.disclosure import OPEN, Disclosure
from committee.pipeline.portfolio import cache as room
from committee.pipeline.portfolio.cache import Cache, cache_file, purge
from committee.pipeline.portfolio.row import Row
from committee.pipeline.portfolio.summary import row_of

PRIVATE = Disclosure(names_hidden=True)


@pytest.fixture
def row(tmp_path: Path) -> Row:
    path = tmp_path / "acme.account.toml"
    path.write_text(store.write_text(random_account(1)), encoding="utf-8")
    return row_of(path, TODAY)


@pytest.fixture
def kept(tmp_path: Path, row: Row) -> Path:
    """A cache on disk that holds one row."""
    cache = Cache(tmp_path / "cache" / "rows")
    cache.put(row)
    assert cache.save()
    return some(cache.file)


def test_a_row_is_found_again_by_another_process_for_any_file_with_that_content(
    kept: Path, row: Row, tmp_path: Path
) -> None:
    other = tmp_path / "copy.account.toml"
    found = Cache(kept).get(row.digest, other, TODAY)
    assert found is not None
    assert found.path == other
    assert found.worst == row.worst


def test_another_content_day_or_disclosure_is_not_found(kept: Path, row: Row) -> None:
    cache = Cache(kept)
    assert cache.get("0" * 64, row.path, TODAY) is None
    assert cache.get(row.digest, row.path, TODAY + timedelta(1)) is None
    assert cache.get(row.digest, row.path, TODAY, PRIVATE) is None
    assert cache.get(row.digest, row.path, TODAY, OPEN) == row


def test_another_program_begins_anew(kept: Path, row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "__version__", "999")
    assert Cache(kept).get(row.digest, row.path, TODAY) is None


@pytest.mark.parametrize("where", [0, 5, 60, -3])
def test_a_damaged_file_counts_as_none_and_is_made_again(kept: Path, row: Row, where: int) -> None:
    data = bytearray(kept.read_bytes())
    data[where] ^= 1
    kept.write_bytes(bytes(data))
    cache = Cache(kept)
    assert cache.get(row.digest, row.path, TODAY) is None
    cache.put(row)
    assert cache.save()
    assert Cache(kept).get(row.digest, row.path, TODAY) == row


@pytest.mark.parametrize("size", [0, 1, 40, 200])
def test_a_file_cut_short_counts_as_none(kept: Path, row: Row, size: int) -> None:
    kept.write_bytes(kept.read_bytes()[:size])
    assert Cache(kept).get(row.digest, row.path, TODAY) is None


def test_what_is_no_file_counts_as_none(tmp_path: Path, row: Row) -> None:
    assert Cache(tmp_path).get(row.digest, row.path, TODAY) is None
    cache = Cache(tmp_path)
    cache.put(row)
    assert not cache.save()


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_only_its_owner_may_read_it(kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_nothing_is_left_beside_it(kept: Path) -> None:
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_rows_that_somebody_else_kept_meanwhile_stay(kept: Path, row: Row, tmp_path: Path) -> None:
    one, other = Cache(kept), Cache(kept)
    path = tmp_path / "b.account.toml"
    path.write_text(store.write_text(random_account(2)), encoding="utf-8")
    second = row_of(path, TODAY)
    one.put(second)
    third = row_of(path, TODAY + timedelta(1))
    other.put(third)
    assert one.save()
    assert other.save()
    cache = Cache(kept)
    assert cache.get(row.digest, row.path, TODAY) == row
    assert cache.get(second.digest, path, TODAY) == second
    assert cache.get(third.digest, path, third.today) == third


def test_it_is_bounded_and_keeps_what_was_used_last(kept: Path, row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    line = kept.stat().st_size
    monkeypatch.setattr(room, "LIMIT", 3 * line)
    cache = Cache(kept)
    for days in range(1, 10):
        cache.put(row_of(row.path, TODAY + timedelta(days)))
    assert cache.save()
    assert kept.stat().st_size <= 3 * line + 200
    assert Cache(kept).get(row.digest, row.path, TODAY) is None


def test_nothing_is_written_where_nothing_is_new(kept: Path, row: Row) -> None:
    cache = Cache(kept)
    assert cache.get(row.digest, row.path, TODAY) == row
    assert not cache.save()


def test_a_cache_without_a_file_keeps_nothing(row: Row) -> None:
    cache = Cache.nowhere()
    cache.put(row)
    assert not cache.save()


def test_purging_takes_everything_away(row: Row) -> None:
    cache = Cache.load()
    cache.put(row)
    assert cache.save()
    (cache_file().parent / "portfolio.history-0123.json").write_text("{}")
    assert cache_file() in purge()
    assert not list(cache_file().parent.glob("portfolio*"))
    assert purge() == ()
