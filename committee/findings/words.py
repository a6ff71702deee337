"""Sentences about people: lists, counts, lengths of time, dates, stances; neutral, and good to hear read aloud."""

from collections.abc import Iterable, Sequence
from datetime import date

from committee.model.dates import MONTHS
from committee.model.vocabulary import Stance

_STANCE = {
    Stance.ADVOCATE: "an advocate",
    Stance.SUPPORTER: "a supporter",
    Stance.NEUTRAL: "neutral",
    Stance.RESERVED: "reserved on this decision",
    Stance.OPPOSED: "opposed on this decision",
    None: "of unknown stance",
}
SHOWN = 4
"""Names a sentence carries before it counts the rest."""


def listed(names: Sequence[str], *, last: str = "and", shown: int = SHOWN, of: int = 0) -> str:
    """`Ana`, `Ana and Tom`, `Ana, Tom and Wei`, `Ana, Tom, Wei, Rui and 3 others`; `of` more than are handed in."""
    count = of or len(names)
    if count > shown + 1:
        return f"{', '.join(names[:shown])}{_before(last)}{count - shown} others"
    if len(names) <= 1:
        return "".join(names)
    return f"{', '.join(names[:-1])}{_before(last)}{names[-1]}"


def _before(last: str) -> str:
    return f"{last} " if last.startswith(",") else f" {last} "


def counted(number: int, one: str, many: str = "") -> str:
    """`1 tie`, `3 ties`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def verb(number: int, one: str, many: str) -> str:
    """The form of a verb for so many."""
    return one if number == 1 else many


def stance_words(stance: Stance | None) -> str:
    """What goes after "is": `neutral`, `a supporter`, `of unknown stance`."""
    return _STANCE[stance]


def hours(minutes: int) -> str:
    """`2 h`, `1 h 15 min`, `45 min`, `no time`."""
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole} h"] * bool(whole) + [f"{rest} min"] * bool(rest)
    return " ".join(parts) or "no time"


def day(when: date) -> str:
    """`20 January 2027`."""
    return f"{when.day} {MONTHS[when.month - 1].title()} {when.year}"


def sentence(text: str) -> str:
    """With a full stop at the end; a name at its front keeps its own spelling."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def imperative(phrase: str) -> str:
    """`asks Tom Lee for a name` as an order: `Ask Tom Lee for a name`."""
    verb, _, rest = phrase.partition(" ")
    return f"{verb[:1].upper()}{verb[1:].removesuffix('s')} {rest}"


def dashed(parts: Iterable[str]) -> str:
    """A chain: `Ana → Tom → Wei`."""
    return " → ".join(parts)
