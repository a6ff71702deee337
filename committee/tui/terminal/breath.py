"""Letters that came faster than a hand types: a text meant for somewhere else, not keys. Knows events, no screen."""

from collections.abc import Sequence

from textual import events

HAND = 0.025
"""Seconds between two keys that no hand keeps up for four of them; a held key repeats no faster either."""

LETTERS = 4
"""So many letters in one breath are a text."""

MOVES = frozenset("hjkl")
"""Letters that only move: whoever sends a few of these at once, a terminal with a wheel perhaps, means to move."""

BETWEEN = frozenset(" ,.'-")
"""What may stand between the first letters of a text. A digit or another sign says that keys were meant: `s4`."""

TEXT_KEYS = {"enter": "\n", "ctrl+j": "\n", "tab": "\t"}
"""Keys that belong to a text once it is known to be one: a list of people, cells of a table."""


def letter_of(event: events.Event) -> str:
    """The letter of a key, without ctrl or alt; empty for any other key."""
    typed = event.character if isinstance(event, events.Key) and event.is_printable else None
    return typed if typed is not None and len(typed) == 1 and typed.isalpha() else ""


def text_of(event: events.Event) -> str:
    """What a key adds to a text; empty where it ends it."""
    if not isinstance(event, events.Key):
        return ""
    return (event.character or "") if event.is_printable else TEXT_KEYS.get(event.key, "")


def breath(keys: Sequence[events.Event]) -> str:
    """The text of the first of these keys that followed each other faster than a hand types."""
    said = ""
    for place, event in enumerate(keys):
        if not text_of(event) or (place and event.time - keys[place - 1].time > HAND):
            break
        said += text_of(event)
    return said


def is_text(said: str) -> bool:
    """Whether what came in one breath is a text: four letters, not one and the same held down, not only moves."""
    letters: list[str] = []
    for sign in said:
        if sign.isalpha():
            letters.append(sign)
        elif sign not in BETWEEN:
            break
        if len(letters) == LETTERS:
            return len(set(letters)) > 2 and not set(letters) <= MOVES
    return False


def may_become_text(said: str) -> bool:
    """Whether more letters could make a text of it."""
    return sum(map(str.isalpha, said)) < LETTERS and all(sign.isalpha() or sign in BETWEEN for sign in said)
