"""The tour: a card in the corner that moves on when the real key is pressed. Nothing is blocked, nothing is faked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import Static

from committee.tui.keys.keymap import action, keys_of, shown
from committee.tui.theme.ink import content
from committee.tui.theme.style import look

if TYPE_CHECKING:
    from committee.tui.program import Program


@dataclass(frozen=True, slots=True)
class Step:
    """One card: what to press (the first action's keys are shown), which actions count, and what it shows."""

    actions: tuple[str, ...]
    title: str
    says: str


TOUR = (
    Step(
        ("move.right", "move.left", "move.up", "move.down"),
        "The map",
        "Lanes are places from west to east, rows are levels; each card is one of theirs. Move with the arrows.",
    ),
    Step(("jump",), "Jump", "To go anywhere at once, ask for a letter on every card."),
    Step(
        ("finding.next",),
        "What stands in the way",
        "Type a letter to be there. Then see the worst finding: the map lights whom it concerns.",
    ),
    Step(("plan",), "The path to consensus", "The talks that reach everybody needed, for the least effort."),
    Step(("step.next",), "Talk by talk", "Thick numbered lines: who speaks to whom, in order."),
    Step(
        ("view.path", "view.findings", "view.people", "view.hours"),
        "Other views",
        "2 people, 3 hours, 4 findings, 5 path. The selection stays the same; enter there explains every number.",
    ),
    Step(("view.map",), "Back", "1 is always the map."),
    Step(("stance",), "Somebody moved", "Say where the selected person stands now."),
    Step(
        ("undo",),
        "Everything can be undone",
        "Press 4 for supporter, then say why in a line: it is kept as evidence. Then take it back.",
    ),
    Step(("add",), "Add people", "One a line, as you would say it."),
    Step(
        ("help",),
        "That is all",
        "Type: Lena Fox, Head of Support, +, p3 and enter, then esc. Help lists every key, and enter runs it.",
    ),
)


class TourCard(Static):
    """The card. `happened` tells it which action was done; after the last it goes and says so."""

    DEFAULT_CSS = look("welcome", "TourCard")

    class Finished(Message):
        """The last step was done."""

    def __init__(self, steps: tuple[Step, ...] = TOUR, rebound: Mapping[str, str] | None = None) -> None:
        super().__init__(markup=False)
        self.steps, self.rebound = steps, rebound or {}
        self.at = 0

    def on_mount(self) -> None:
        self.absolute_offset = Offset(10_000, 3)
        self._show()

    def happened(self, identifier: str) -> None:
        """An action was done: the next card if it is what this one asks for, or what a later one asks for."""
        if self.at < len(self.steps) and identifier in self.steps[self.at].actions:
            self.at += 1
            if self.at == len(self.steps):
                self.post_message(self.Finished())
                self.remove()
            else:
                self._show()

    def _show(self) -> None:
        step = self.steps[self.at]
        keys = " or ".join(shown(key) for key in keys_of(action(step.actions[0]), self.rebound)[:2])
        self.border_title = Content(f"Tour {self.at + 1} of {len(self.steps)}")
        self.border_subtitle = Content("ctrl+t ends the tour")
        press = content([("Press ", ""), (f" {keys} ", "key bold reverse")])
        self.update(Content("\n").join([content([(step.title, "bold")]), Content(step.says), press]))


def begin_tour(app: "Program") -> None:
    """Put the tour card into the corner."""
    app.screen.mount(TourCard(rebound=app.rebound))


def end_tour(app: "Program") -> None:
    """Take the tour card away."""
    for screen in app.screen_stack:
        screen.query(TourCard).remove()


def tell_tour(app: "Program", identifier: str) -> None:
    """An action was done while the tour runs."""
    # The action may have opened a dialog: the card is on the screen behind it.
    for screen in app.screen_stack:
        for card in screen.query(TourCard):
            card.happened(identifier)
