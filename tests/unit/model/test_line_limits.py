"""What is pasted into a line may be a book: it is not read, that is said, and reading what is read stays short."""

import random
import sys
from collections.abc import Callable
from datetime import date

import pytest
from host import small_account

from committee.model.line import Draft, completions, read_action_line, read_evidence_line, read_line, read_lines
from committee.model.line.draft import LONGEST, MOST

TODAY = date(2026, 11, 21)
ACCOUNT = small_account()
WHO = next(iter(ACCOUNT.people))
CHANCE = random.Random(1)


def rng(count: int) -> str:
    return "".join(CHANCE.choices("abcdefghijklmnop", k=count))


READERS: dict[str, Callable[[str], Draft]] = {
    "line": lambda text: read_line(ACCOUNT, text, me="", today=TODAY, rng=rng),
    "list": lambda text: read_lines(ACCOUNT, text, me="", today=TODAY, rng=rng),
    "evidence": lambda text: read_evidence_line(ACCOUNT, text, about=WHO, me="", today=TODAY, rng=rng),
    "action": lambda text: read_action_line(ACCOUNT, text, me="", today=TODAY, rng=rng),
}
LONG = ("word ", "Ann, by fri ", "@place ", "a : ", "9", " x", ", says hi", '=1"a"', ">4 Tom ")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("part", LONG)
def test_a_book_is_not_read_and_that_is_said(reader: str, part: str) -> None:
    draft = READERS[reader]("Ann " + part * 20_000)
    assert draft.edit is None
    assert "are read" in draft.faults[0]


@pytest.mark.parametrize("reader", READERS)
def test_more_lines_than_anybody_types_are_not_read(reader: str) -> None:
    draft = READERS[reader]("\n".join(f"Ann {number}" for number in range(MOST + 1)))
    assert draft.edit is None
    assert f"{MOST + 1} lines at once" in draft.faults[0]


def test_as_many_lines_as_are_read_are_read() -> None:
    draft = READERS["list"](
        "\n".join(f"Ann{chr(97 + number % 26)}{chr(97 + number // 26)} Doe" for number in range(MOST))
    )
    assert draft.faults == ()
    assert draft.edit is not None


def test_nothing_is_offered_in_a_line_that_is_not_read() -> None:
    text = "Ann, @" + "x" * LONGEST
    assert completions(ACCOUNT, text, len(text)) == ()


def calls(work: Callable[[], object]) -> int:
    """Calls of functions that `work` takes, those of C included."""
    count = 0

    def count_one(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count_one)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("part", LONG)
def test_the_longest_line_that_is_read_is_read_in_few_steps(reader: str, part: str) -> None:
    text = ("Ann " + part * LONGEST)[:LONGEST]
    assert calls(lambda: READERS[reader](text)) < 600_000
