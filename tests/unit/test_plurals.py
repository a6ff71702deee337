"""Counts and lists in sentences, and that no other module says them itself."""

import re
from pathlib import Path

import pytest

from committee.plurals import counted, first_of, joined, listed, plural

ROOT = Path(__file__).parents[2] / "committee"
BY_HAND = re.compile(r"""\{[^{}]*if [^{}]*== 1 else [^{}]*\}|\b1 else f?"[^"]*s"|f"\{\w+\} \{\w+\}s\"""")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (counted(1, "tie"), "1 tie"),
        (counted(0, "tie"), "0 ties"),
        (counted(2, "person"), "2 people"),
        (counted(3, "piece of evidence"), "3 pieces of evidence"),
        (counted(1, "file is", "files are"), "1 file is"),
        (counted(2, "file is", "files are"), "2 files are"),
        (plural(2, "is", "are"), "are"),
    ],
)
def test_one_and_several(said: str, words: str) -> None:
    assert said == words


def test_lists_are_counted_where_they_grow_long() -> None:
    assert [listed(["A", "B", "C", "D", "E", "F"][:n]) for n in range(7)] == [
        "",
        "A",
        "A and B",
        "A, B and C",
        "A, B, C and D",
        "A, B, C, D and E",
        "A, B, C, D and 2 others",
    ]
    assert listed(["A", "B"], last=", and") == "A, and B"
    assert listed(["A"], of=9) == "A and 5 others"
    assert joined([]) == ""
    assert joined(["A", "B", "C", "D", "E", "F"]) == "A, B, C, D, E and F"
    assert first_of(["A", "B"], 2) == "A, B"
    assert first_of(["A", "B", "C"], 1, between="; ") == "A and 2 more"


def test_nobody_else_makes_plurals_by_hand() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted(ROOT.rglob("*.py"))
        if path.name != "plurals.py"
        for match in BY_HAND.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found
    assert BY_HAND.search("""f"{n} {'file' if n == 1 else 'files'} of theirs\"""")
    assert BY_HAND.search("""return "1 is" if n == 1 else f"{n} things\"""")
