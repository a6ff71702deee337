"""One line while it is read: the facts in it, how each stretch of it was understood, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from committee.model.account import Account
from committee.model.line.draft import Span
from committee.model.line.scan import Clause
from committee.model.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said about the person.

    `value` is a vocabulary word, a number, or for ties, reports, coverage and places the id that was found, empty
    where none was; `name` is then what was typed (a placeholder, a new place), `zone` the zone of a new place. `sign`
    and `strength` are those of a tie or coverage.
    """

    kind: str
    value: Any
    start: int
    end: int
    name: str = ""
    strength: int | None = None
    zone: str = ""
    sign: str = ""


@dataclass(slots=True)
class Line:
    """One line while it is read."""

    account: Account
    name: str = ""
    person: str = ""
    """Their id, once they are in the account."""
    forced_new: bool = False
    """The name stands in quotes: a new person even where a placeholder has that name."""
    fills: tuple[str, ...] = ()
    title: str = ""
    facts: list[Fact] = field(default_factory=list)
    marked: dict[tuple[int, int], list[Span]] = field(default_factory=dict)
    """How each stretch was read, by where it begins and ends: a fault replaces it without a look at all the others."""
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rest: tuple[Clause, ...] = ()
    kinds: tuple[str, ...] = ()
    """What the column of each of `rest` holds, where the line is a row under a heading."""
    suggests: Role | None = None
    """A role that the title suggests and that is not said."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """How every stretch was read, in the order of the line."""
        return tuple(span for stretch in sorted(self.marked) for span in self.marked[stretch])

    def mark(self, span: Span) -> None:
        """Note how a stretch was read."""
        self.marked.setdefault((span.start, span.end), []).append(span)

    def fault(self, start: int, end: int, message: str) -> None:
        """Underline a stretch with the reason, whatever it was read as before."""
        self.marked.pop((start, end), None)
        self.mark(Span(start, max(end, start + 1), "error", message))
        self.faults.append(message)

    def fact(self, made: Fact, message: str = "") -> None:
        """Note a fact and how it was read."""
        self.facts.append(made)
        self.mark(Span(made.start, made.end, made.kind, message))
