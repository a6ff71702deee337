"""Unsaved work of an earlier sitting was found: take it, look at it, throw it away, or leave it for later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from committee.model.dates import show_date
from committee.plurals import counted
from committee.text import show
from committee.tui.theme.ink import content
from committee.tui.theme.style import look
from committee.tui.widgets.confirm import choices
from committee.tui.widgets.dialog import Dialog, text
from committee.tui.widgets.keyed import Keyed, Verbs, bindings
from committee.tui.widgets.lines import wrapped

MOST = 200
"""Changes that are named; how many more there are is said."""


class Rescue(StrEnum):
    """What to do with it."""

    TAKE = "take"
    LOOK = "look"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is offered, as it may be seen. Times are local.

    `where` is the file it is in, empty for the journal; `changes` what would come back, a sentence each; `open` how
    many things differ with what is here; `typed` what was being typed; `until` when it goes by itself; `before` says
    that it is from before somebody was forgotten.
    """

    where: str
    when: datetime
    changes: Sequence[tuple[str, str]]
    open: int = 0
    typed: tuple[str, ...] = ()
    until: datetime | None = None
    before: bool = False


class RescueScreen(Keyed, Dialog[Rescue | None]):
    """Esc leaves it where it is; it is announced again the next time."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("rescue")
    DEFAULT_CSS = look("sharing", "RescueScreen")

    def __init__(self, offer: Offer) -> None:
        title = "As it was before somebody was forgotten" if offer.before else "Unsaved work of an earlier sitting"
        super().__init__(title, "enter take · r look · ctrl+d throw away · ↑↓ read · esc later")
        self.offer = offer
        self._said = Static(markup=False)
        self._scroll = VerticalScroll(self._said)

    def body(self) -> ComposeResult:
        """What there is, and what can be done."""
        offer = self.offer
        day = f"{show_date(offer.when.date())}, {offer.when:%H:%M}"
        where = content([("It was kept in ", ""), (offer.where, "bold"), (f" on {day}.", "")])
        until = "" if offer.until is None else f"; kept until {show_date(offer.until.date())}"
        since = f"Kept since {day}" if offer.before else f"From {day}, not saved"
        yield text(where if offer.where else Content(f"{since}{until}."))
        if offer.changes:
            yield text("Taken over, it would change what is here now:")
            yield self._scroll
        elif not offer.typed and not offer.open:
            yield text("It differs from what is here now in comments only.")
        if offer.open:
            differ = counted(offer.open, "thing differs", "things differ")
            yield text(content([(f"{differ} with what was saved since; you decide between them.", "warn")]))
        for words in offer.typed:
            yield text(content([("You were typing: ", ""), (show(words), "bold")]), classes="text typed")
        take = "take it over; u takes that back" if not offer.open else "take it over, once you have decided"
        yield text(choices((("enter", "", take), ("r", "", "look at it beside what is here, and decide"),
                            ("ctrl+d", "", "throw it away; it is gone"),
                            ("esc", "", "later; nothing is touched"))))  # fmt: skip

    def on_mount(self) -> None:
        if self.offer.changes:
            self._scroll.focus()

    def on_resize(self) -> None:
        spare = 11 + bool(self.offer.open) + len(self.offer.typed)
        self.limit(self._scroll, spare)
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        room = max(self._scroll.content_size.width - 2, 20)
        rows = [
            row
            for sign, sentence in self.offer.changes[:MOST]
            for row in wrapped(content([(f"{sign} ", "muted"), (show(sentence), "")]), room, 2)
        ]
        more = len(self.offer.changes) - MOST
        if more > 0:
            rows.append(content([(f"  and {more} more", "muted")]))
        self._said.update(Content("\n").join(rows))

    def verbs(self) -> Verbs:
        """One of the three."""
        return {
            "rescue.take": lambda: self.dismiss(Rescue.TAKE),
            "rescue.look": lambda: self.dismiss(Rescue.LOOK),
            "rescue.drop": lambda: self.dismiss(Rescue.DROP),
        }
