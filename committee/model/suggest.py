"""How a message quotes what somebody wrote, and finds what they probably meant."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from committee.text import show

TEXT_LIMIT = 64 * 1024
"""Most bytes of UTF-8 in one text."""
ELSEWHERE = "Move it to a document of its own"
"""What to do with a longer one."""
INTEGER_LIMIT = 2**63 - 1
"""TOML integers are 64-bit; other readers refuse larger ones."""


MOST = 200
"""Suggestions made in one reading of a file."""

_left: ContextVar[Iterator[int] | None] = ContextVar("suggestions left", default=None)


@contextmanager
def sparing(most: int = MOST) -> Iterator[None]:
    """Within it, `nearest` finds something for the first `most` words only.

    A suggestion costs much more than the check it belongs to, and nobody mends thousands of words one by one.
    """
    before = _left.set(iter(range(most)))
    try:
        yield
    finally:
        _left.reset(before)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like `word`, or `None` if none is like it; O(choices)."""
    from difflib import get_close_matches

    left = _left.get()
    if left is not None and next(left, None) is None:
        return None
    spelled = {folded(choice): choice for choice in reversed(list(choices))}
    key = folded(word)
    if key in spelled:
        return spelled[key]
    close = get_close_matches(key, spelled, n=1, cutoff=0.6)
    if close:
        return spelled[close[0]]
    starts = [choice for start, choice in spelled.items() if len(key) >= 3 and start.startswith(key)]
    return starts[0] if len(starts) == 1 else None


def meant(suggestion: str | None, otherwise: str = "") -> str:
    """The remedy: `Did you mean "..."?`, or what else helps."""
    return f'Did you mean "{suggestion}"?' if suggestion else otherwise


def quoted(raw: Any, limit: int = 60) -> str:
    """A value in a message: text in quotes, one line, cut; other values as TOML spells them."""
    if isinstance(raw, str):
        text = show(raw)
        return f'"{text if len(text) <= limit else text[: limit - 1] + "…"}"'
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, Mapping):
        return "a table"
    if isinstance(raw, (list, tuple)):
        return "a list"
    if isinstance(raw, int) and abs(raw) > INTEGER_LIMIT:
        return "a number of more than 18 digits"
    return str(raw)


def folded(word: str) -> str:
    """A word without regard to case, and to whether its parts are joined by spaces, `_` or `-`."""
    return re.sub(r"[\s_-]+", "-", word.strip().lower())


def is_too_long(text: str) -> bool:
    """Whether a text has more bytes than a file may hold in one."""
    return len(text) > TEXT_LIMIT // 4 and len(text.encode("utf-8", "replace")) > TEXT_LIMIT
