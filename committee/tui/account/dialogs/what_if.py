"""What if: one key says what is supposed of whoever is selected."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from committee.model.account import Account, Pair
from committee.tui.keys.keymap import actions_of, keys_of, shown
from committee.tui.theme.ink import Line, content
from committee.tui.theme.style import look
from committee.tui.widgets.dialog import Dialog, text
from committee.tui.widgets.keyed import Keyed, Verbs, bindings


class WhatIfScreen(Keyed, Dialog[str | None]):
    """Answers with `won`, `lost`, `left`, `broken`, `new`, `why-not` or `today` (back to it); nothing with esc.

    Args:
        account: the one on the screen.
        person: who is selected.
        tie: the tie that is selected, if one is.
        rows: today and the what-if side by side, while one is on.
        rebound: the user's own keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("what-if")
    DEFAULT_CSS = look("account", "WhatIfScreen")

    def __init__(
        self, account: Account, person: str, tie: Pair | None, rows: Sequence[Line], rebound: dict[str, str]
    ) -> None:
        super().__init__(f"What if … {account.name_of(person)}", "nothing is saved · esc leaves")
        self.account, self.person, self.tie = account, person, tie
        self.rows = rows
        self.rebound = rebound
        self.scroll = VerticalScroll()

    def body(self) -> ComposeResult:
        """One key a line, and below what is supposed already against today."""
        for entry in actions_of("what-if"):
            said = self._said(entry.id)
            if said:
                key = shown(keys_of(entry, self.rebound)[0])
                yield text(content([(f" {key}  ", "accent bold"), (said, "")]))
        with self.scroll:
            if self.rows:
                yield text(content([("AGAINST TODAY", "accent bold")]))
            for row in self.rows:
                yield text(content(row))

    def on_mount(self) -> None:
        self.scroll.focus()

    def on_resize(self) -> None:
        self.limit(self.scroll, 12)

    def _said(self, identifier: str) -> str:
        name = self.account.name_of(self.person)
        if identifier == "what-if.today":
            return "back to today" if self.rows else ""
        if identifier == "what-if.broken" and self.tie is not None:
            source, target = (self.account.name_of(end) for end in self.tie)
            return f"the tie from {source} to {target} breaks"
        return {
            "what-if.won": f"{name} is won: speaks for us",
            "what-if.lost": f"{name} is lost: opposed",
            "what-if.left": f"{name} leaves",
            "what-if.broken": f"a tie of {name} breaks; which one comes next",
            "what-if.new": f"{name} has a new tie to somebody; who comes next",
            "what-if.why-not": f"why does the plan not have somebody speak to {name}? who comes next",
        }[identifier]

    def verbs(self) -> Verbs:
        """A key says what is supposed."""
        return {entry.id: partial(self._suppose, entry.id.partition(".")[2]) for entry in actions_of("what-if")}

    def _suppose(self, answer: str) -> None:
        if answer != "today" or self.rows:
            self.dismiss(answer)
