"""Ids: lower-case words joined by hyphens, made once from a name and never changed by a later change of that name.

Two people adding the same name on two branches must not make the same id by counting, so what tells them apart is
random. Randomness is an argument everywhere; `random_suffix` is what the outermost edge passes in.
"""

import re
from collections.abc import Callable, Collection
from datetime import date
from typing import Final

from committee.text import fold

LONGEST: Final = 64
RESERVED: Final = frozenset({"account", "status-quo", "build"})
"""Words that stand for something else where an id may stand: a finding's subject, what somebody prefers."""

_GRAMMAR = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
# Letters that NFKD leaves whole although everybody writes them with plain ones where they must.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})

Randomness = Callable[[int], str]
"""Gives that many characters of `[a-z0-9]`."""


def random_suffix(length: int) -> str:
    """`length` characters of `[a-z0-9]` from the system's randomness."""
    # Imported here because it costs 3 ms and opening a file never needs it.
    import secrets

    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id: `[a-z0-9]+(-[a-z0-9]+)*`, at most 64 characters."""
    return len(text) <= LONGEST and _GRAMMAR.fullmatch(text) is not None


def slug(text: str) -> str:
    """`text` as an id, without regard to what is taken; `""` if nothing of it is left in ASCII."""
    ascii_only = (
        fold(text.casefold().translate(_PLAIN)).replace("'", "").replace("’", "").encode("ascii", "replace").decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST].rstrip("-")


def new_id(name: str, taken: Collection[str], rng: Randomness) -> str:
    """An id for `name` that is not in `taken` and stands for nothing else.

    The slug of the name; `p-` and four random letters where nothing is left of it; with `-` and four random letters
    behind it where the slug is taken.
    """
    stem = slug(name)
    if stem and stem not in taken and stem not in RESERVED and not stem.startswith("department-"):
        return stem
    return _with_suffix(stem[: LONGEST - 13].rstrip("-") or "p", taken, rng)


def dated_id(today: date, taken: Collection[str], rng: Randomness) -> str:
    """An id for evidence or an action: the day and four random letters, `2026-11-02-k3f9`."""
    return _with_suffix(today.isoformat(), taken, rng)


def department_subject(name: str) -> str:
    """How findings and acceptances call a department: `department-finance`.

    Names without a single Latin letter get a digest that is the same everywhere.
    """
    from hashlib import blake2b

    plain = slug(name) or blake2b(name.strip().casefold().encode(), digest_size=4).hexdigest()
    return f"department-{plain}"


def suffixed_id(stem: str, taken: Collection[str], rng: Randomness) -> str:
    """An id that tells nothing: `stem`, `-` and four random letters."""
    return _with_suffix(stem, taken, rng)


def _with_suffix(stem: str, taken: Collection[str], rng: Randomness) -> str:
    """Four random letters; more only where `rng` keeps giving the same ones, so that this ends whatever it gives."""
    for attempt in range(64):
        candidate = f"{stem}-{rng(4 + attempt // 8)}"
        if candidate not in taken:
            return candidate
    raise ValueError(f"no free id for {stem}: the randomness given does not vary")
