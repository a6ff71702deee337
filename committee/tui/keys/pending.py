"""Keys that wait for more: `s` for a stance, `t` for a strength, `i` and `r` for a target, `;` for a hint letter.

Pure: a pending key is told what is typed and answers what is to happen; the screen draws its prompt in the footer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, product
from typing import Self

from committee.model.vocabulary import STRENGTH_OURS, Stance, numbered
from committee.plurals import counted
from committee.text import Segment

STANCES: tuple[Stance | None, ...] = (None, *reversed(Stance))
"""By digit: 0 is unknown, 1 opposed ... 5 advocate."""

MOVES = {
    "left": "left",
    "h": "left",
    "down": "down",
    "j": "down",
    "up": "up",
    "k": "up",
    "right": "right",
    "l": "right",
}


@dataclass(frozen=True, slots=True)
class Done:
    """Finished: what was chosen."""

    stance: Stance | None = None
    strength: int | None = None
    conflict: bool = False
    """The tie is a conflict."""
    person: str = ""
    """The target, or who was jumped to; for coverage the teammate."""


@dataclass(frozen=True, slots=True)
class Move:
    """The target is to move that way; the answer comes back through `aimed`."""

    direction: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The key means nothing here; why, for the footer."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A key that waits. `about` is the selected person; subclasses answer keys with a new self or one of the above."""

    action: str
    about: str
    name: str

    def key(self, key: str) -> "Pending | Done | Move | Refused":
        """What a key means while this waits; escape is handled by the screen."""
        raise NotImplementedError

    def prompt(self, name_of: Callable[[str], str]) -> tuple[Segment, ...]:
        """What the footer shows."""
        raise NotImplementedError

    @property
    def target(self) -> str | None:
        """The person aimed at, for the map to mark."""
        return None

    @property
    def codes(self) -> dict[str, str]:
        """Hint letters to draw on the cards, what is typed of them left out."""
        return {}

    def aimed(self, person: str) -> Self:  # noqa: ARG002 - only some pending keys aim
        """The same with another target."""
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class StancePending(Pending):
    """`s`, then 1 to 5 or 0."""

    def key(self, key: str) -> "Pending | Done | Move | Refused":
        """A digit is the stance."""
        if key.isdigit() and int(key) < len(STANCES):
            return Done(stance=STANCES[int(key)])
        return Refused("a digit: 1 opposed, 2 reserved, 3 neutral, 4 supporter, 5 advocate, 0 unknown")

    def prompt(self, name_of: Callable[[str], str]) -> tuple[Segment, ...]:  # noqa: ARG002 - nobody else is named
        """The digits with their words, each in its colour."""
        choices: list[Segment] = [(f"stance of {self.name}: ", "accent")]
        for digit in (1, 2, 3, 4, 5, 0):
            stance = STANCES[digit]
            choices += [
                (str(digit), "key"),
                (f" {stance or 'unknown'}  ", f"stance.{stance or 'unknown'}"),
            ]
        return (*choices, ("esc", "key"), (" cancel", "muted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePending(Pending):
    """`t`, then 1 to 5; tab changes which teammate."""

    team: tuple[str, ...]
    at: int = 0

    def key(self, key: str) -> "Pending | Done | Move | Refused":
        """A digit is the strength, tab the next teammate."""
        if key in {"1", "2", "3", "4", "5"}:
            return Done(strength=int(key), person=self.team[self.at])
        if key in {"tab", "shift+tab"}:
            step = 1 if key == "tab" else -1
            return replace(self, at=(self.at + step) % len(self.team))
        return Refused(f"a digit: {numbered(STRENGTH_OURS)}")

    def prompt(self, name_of: Callable[[str], str]) -> tuple[Segment, ...]:
        """Who covers whom, and what the digits mean."""
        who: list[Segment] = [(f"{name_of(self.team[self.at])} covers {self.name}: ", "accent")]
        for digit, word in enumerate(STRENGTH_OURS, 1):
            who += [(str(digit), "key"), (f" {word}  ", "foreground")]
        if len(self.team) > 1:
            who += [("tab", "key"), (" who  ", "muted")]
        return (*who, ("esc", "key"), (" cancel", "muted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPending(Pending):
    """`i` or `r`: a target by moving or by hint letters, then enter; `i` takes a digit, and x for a conflict."""

    people: tuple[str, ...]
    strengths: bool = False
    strength: int | None = None
    conflict: bool = False
    typed: str = ""
    aim: str = ""
    _codes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def start(
        cls, action: str, about: str, name: str, people: Sequence[str], *, strengths: bool, near: int = 0
    ) -> "TargetPending":
        """Waiting for one of `people`, who get hint letters in that order, the first `near` of them short ones."""
        others = tuple(person for person in people if person != about)
        codes = hints(others, near - (about in people[:near]))
        return cls(action=action, about=about, name=name, people=others, strengths=strengths, _codes=codes)

    @property
    def target(self) -> str | None:
        """The person aimed at."""
        return self.aim or None

    @property
    def codes(self) -> dict[str, str]:
        """Hint letters, only those that can still be meant."""
        typed = len(self.typed)
        return {person: code[typed:] for person, code in matching(self._codes, self.typed).items()}

    def aimed(self, person: str) -> Self:
        """The same with another target; oneself is no target."""
        return replace(self, aim="" if person == self.about else person, typed="")

    def key(self, key: str) -> "Pending | Done | Move | Refused":
        """A digit, a move, a hint letter, or enter."""
        if key == "enter":
            if self.aim:
                return Done(strength=self.strength, conflict=self.conflict, person=self.aim)
            return Refused("choose somebody first: move, or type the letters on a card")
        if key == "backspace":
            return replace(self, typed=self.typed[:-1])
        if self.strengths and key in {"1", "2", "3", "4", "5"}:
            return replace(self, strength=int(key))
        if self.strengths and key == "x":
            return replace(self, conflict=not self.conflict)
        return Move(MOVES[key]) if key in MOVES else self._letter(key)

    def _letter(self, key: str) -> "Pending | Refused":
        found = matching(self._codes, self.typed + key)
        if not found:
            return Refused("no card has these letters")
        exact = next((person for person, code in found.items() if code == self.typed + key), None)
        return self.aimed(exact) if exact else replace(self, typed=self.typed + key)

    def prompt(self, name_of: Callable[[str], str]) -> tuple[Segment, ...]:
        """Who, whom, how strong, and what is missing."""
        whom = name_of(self.aim) if self.aim else "…"
        verb = "is in conflict with" if self.conflict else "influences"
        words = f"{self.name} {verb} {whom}" if self.strengths else f"{self.name} reports to {whom}"
        parts: list[Segment] = [(f"{words}  ", "accent")]
        if self.strengths:
            parts += [("1-5", "key"), (f" strength {self.strength or 3}  ", "foreground")]
            parts += [("x", "key"), (" no conflict  " if self.conflict else " conflict  ", "foreground")]
        if self.aim:
            parts += [("enter", "key"), (" do it  ", "foreground")]
        return (*parts, ("arrows", "key"), (" or ", "muted"), ("letters", "key"), (" whom  ", "foreground"),
                ("esc", "key"), (" cancel", "muted"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class JumpPending(Pending):
    """`;`: the letters of a card jump there."""

    typed: str = ""
    _codes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def start(cls, about: str, people: Sequence[str], near: int = 0) -> "JumpPending":
        """Waiting for the letters of one of `people`; the first `near` of them get short ones."""
        return cls(action="jump", about=about, name="", _codes=hints(people, near))

    @property
    def codes(self) -> dict[str, str]:
        """Hint letters, only those that can still be meant."""
        typed = len(self.typed)
        return {person: code[typed:] for person, code in matching(self._codes, self.typed).items()}

    def key(self, key: str) -> "Pending | Done | Move | Refused":
        """A letter narrows down; the last one jumps."""
        if key == "backspace":
            return replace(self, typed=self.typed[:-1])
        found = matching(self._codes, self.typed + key)
        if not found:
            return Refused("no card has these letters")
        exact = next((person for person, code in found.items() if code == self.typed + key), None)
        return Done(person=exact) if exact else replace(self, typed=self.typed + key)

    def prompt(self, name_of: Callable[[str], str]) -> tuple[Segment, ...]:  # noqa: ARG002 - nobody is named
        """What is typed so far."""
        return (("jump: ", "accent"), (f"{self.typed}…  ", "key"), ("esc", "key"), (" cancel", "muted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TidyPending(Pending):
    """What tidying would move, each with a sign on the card; enter does it."""

    moved: tuple[str, ...]
    whole: bool
    """All of the map would be in view."""

    @property
    def codes(self) -> dict[str, str]:
        """A sign on the card of everybody who would move."""
        return dict.fromkeys(self.moved, "~")

    def key(self, key: str) -> "Pending | Done | Move | Refused":
        """Enter."""
        return Done() if key == "enter" else Refused("enter tidies the map, esc leaves it as it is")

    def prompt(self, name_of: Callable[[str], str]) -> tuple[Segment, ...]:  # noqa: ARG002 - they are marked instead
        """How many move, and what is won by it."""
        who = counted(len(self.moved), "person moves", "people move") if self.moved else "smaller cards, nobody moves"
        won = "; all are in view then" if self.whole else ""
        return ((f"tidy: {who}{won}  ", "accent"), ("enter", "key"), (" do it  ", "foreground"),
                ("esc", "key"), (" leave it", "muted"))  # fmt: skip


LETTERS = "asdfgqwertyuiopzcvbnm"
"""In order of reach; without h j k l, which move, and x, which says that a tie is a conflict."""


def hints(people: Sequence[str], near: int = 0) -> dict[str, str]:
    """A code for each, in the order given: one letter up to 21 people, two up to 441, then three.

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
