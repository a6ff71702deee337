"""Counts and lists in sentences: the one place that knows how a word is said of one and of several."""

from collections.abc import Sequence

SHOWN = 4
"""Names a sentence carries before it counts the rest."""
_MANY = {
    "person": "people",
    "piece of evidence": "pieces of evidence",
    "relationship of ours": "relationships of ours",
}
"""Nouns that do not end in s where there are several."""


def plural(number: int, one: str, many: str = "") -> str:
    """The form of a noun or a verb for so many: `tie`, `ties`; `person`, `people`; `is`, `are` where both are given."""
    return one if number == 1 else many or _MANY.get(one) or f"{one}s"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 tie`, `3 ties`, `2 people`; `1 file is`, `2 files are` where both are given."""
    return f"{number} {plural(number, one, many)}"


def joined(names: Sequence[str], *, last: str = "and") -> str:
    """All of them: `Ana`, `Ana and Tom`, `Ana, Tom and Wei`; empty for nobody."""
    return f"{', '.join(names[:-1])}{_before(last)}{names[-1]}" if len(names) > 1 else "".join(names)


def listed(names: Sequence[str], *, last: str = "and", shown: int = SHOWN, of: int = 0) -> str:
    """`Ana`, `Ana and Tom`, `Ana, Tom and Wei`, `Ana, Tom, Wei, Rui and 3 others`; `of` more than are handed in."""
    count = of or len(names)
    if count > shown + 1:
        return f"{', '.join(names[:shown])}{_before(last)}{count - shown} others"
    return joined(names, last=last)


def first_of(names: Sequence[str], shown: int, *, between: str = ", ", of: int = 0) -> str:
    """The first `shown` of a list, or of `of` things of which it names some: `Ana, Tom, Wei and 3 more`."""
    total = max(len(names), of)
    more = f" and {total - shown} more" if total > shown else ""
    return f"{between.join(names[:shown])}{more}"


def _before(last: str) -> str:
    return f"{last} " if last.startswith(",") else f" {last} "
