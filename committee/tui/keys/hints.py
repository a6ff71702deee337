"""Hint letters: a short code for every card, none the beginning of another."""

from collections.abc import Iterator, Sequence
from itertools import chain, product

LETTERS = "asdfgqwertyuiopzxcvbnm"
"""In order of reach; without h j k l, which move."""


def hints(people: Sequence[str], near: int = 0) -> dict[str, str]:
    """A code for each, in the order given: one letter up to 22 people, two up to 484, then three.

    The first `near` of them, those in view, get codes as short as if nobody else were there but for one letter that is
    left to begin the codes of everybody else.
    """
    if not 0 < near < len(people):
        return dict(zip(people, _codes(len(people)), strict=False))
    length = 1
    while len(LETTERS) ** length <= near:
        length += 1
    short = ["".join(code) for code in product(LETTERS, repeat=length)]
    begun, left = short[near:], len(people) - near
    more = 0
    while len(begun) * len(LETTERS) ** more < left:
        more += 1
    longer = (first + "".join(rest) for rest in product(LETTERS, repeat=more) for first in begun)
    return dict(zip(people, chain(short[:near], longer), strict=False))


def _codes(count: int) -> Iterator[str]:
    length = 1
    while len(LETTERS) ** length < count:
        length += 1
    return ("".join(code) for code in product(LETTERS, repeat=length))


def matching(codes: dict[str, str], typed: str) -> dict[str, str]:
    """Those whose code begins with what was typed."""
    return {person: code for person, code in codes.items() if code.startswith(typed)}
