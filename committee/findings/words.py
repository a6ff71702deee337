"""Sentences about people: lengths of time, dates, stances; neutral, and good to hear read aloud."""

from collections.abc import Iterable

from committee.model.dates import show_length
from committee.model.vocabulary import Stance

_STANCE = {
    Stance.ADVOCATE: "an advocate",
    Stance.SUPPORTER: "a supporter",
    Stance.NEUTRAL: "neutral",
    Stance.RESERVED: "reserved on this decision",
    Stance.OPPOSED: "opposed on this decision",
    None: "of unknown stance",
}


def stance_words(stance: Stance | None) -> str:
    """What goes after "is": `neutral`, `a supporter`, `of unknown stance`."""
    return _STANCE[stance]


def hours(minutes: int) -> str:
    """`2 h`, `1 h 15 min`, `45 min`, `no time`."""
    return show_length(minutes) or "no time"


def condition(name: str) -> str:
    """What somebody against us or in doubt is asked; nobody is told to win them."""
    return f"asks {name} what would have to be true for them to agree"


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
