"""Who leaves memory out of collections, and until when."""

import gc
from collections.abc import Iterator

import pytest

from committee import garbage
from committee.garbage import Hold


@pytest.fixture(autouse=True)
def nothing_held() -> Iterator[None]:
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.enable()


def test_what_is_held_by_two_stays_left_out_until_the_last_has_ended() -> None:
    view, save = Hold(), Hold()
    view.begin()
    with save:
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() > 0
    view.end()
    assert gc.get_freeze_count() == 0


def test_who_began_first_may_end_first() -> None:
    view = Hold()
    view.begin()
    with Hold():
        view.end()
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_a_holder_counts_once_and_may_end_without_having_begun() -> None:
    one, other = Hold(), Hold()
    one.begin()
    one.begin()
    other.end()
    assert gc.get_freeze_count() > 0
    one.end()
    assert gc.get_freeze_count() == 0


def test_tidying_keeps_what_is_held_and_holds_nothing_of_its_own() -> None:
    garbage.tidy()
    assert gc.get_freeze_count() == 0
    with Hold():
        garbage.tidy()
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


def test_a_failure_ends_the_hold() -> None:
    with pytest.raises(ValueError, match="no disk"), Hold():
        raise ValueError("no disk")
    assert gc.get_freeze_count() == 0


def test_collecting_pauses_and_resumes() -> None:
    garbage.pause()
    assert not gc.isenabled()
    garbage.resume()
    assert gc.isenabled()


def test_work_that_is_not_collected_leaves_the_collector_as_it_found_it() -> None:
    with garbage.uncollected():
        assert not gc.isenabled()
        with garbage.uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
