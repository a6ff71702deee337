"""Hint letters: a short code for every card, none the beginning of another."""

from collections.abc import Sequence
from itertools import product

LETTERS = "asdfgqwertyuiopzxcvbnm"
"""In order of reach; without h j k l, which move."""


def hints(people: Sequence[str]) -> dict[str, str]:
    """A code for each, in the order given: one letter up to 22 people, two up to 484, then three."""
    length = 1
    while len(LETTERS) ** length < len(people):
        length += 1
    codes = ("".join(code) for code in product(LETTERS, repeat=length))
    return dict(zip(people, codes, strict=False))


def matching(codes: dict[str, str], typed: str) -> dict[str, str]:
    """Those whose code begins with what was typed."""
    return {person: code for person, code in codes.items() if code.startswith(typed)}
