"""What widgets and dialogs say upward. Data goes down through `show(state)`; nothing else passes between them."""

from dataclasses import KW_ONLY, dataclass

from textual.message import Message
from textual.widget import Widget

from committee.model.account import Pair
from committee.model.edit import Edit


@dataclass
class Told(Message):
    """Base of what a widget tells about itself; `@on(…, "#id")` looks at the widget."""

    widget: Widget

    @property
    def control(self) -> Widget:
        """Who tells it."""
        return self.widget


@dataclass
class Selected(Message):
    """Somebody, or a tie, was selected in a view."""

    person: str | None
    tie: Pair | None = None


@dataclass
class Proposed(Message):
    """A change is wanted; whoever owns the workspace makes it or says why not."""

    edit: Edit


@dataclass
class Asked(Message):
    """An action of the key table is wanted, by its id."""

    action: str


@dataclass
class Said(Message):
    """A line for the reader: in the footer until the next key."""

    text: str
    _: KW_ONLY
    warning: bool = False


@dataclass
class FindingChosen(Message):
    """A finding was moved to: its place in `analysis.findings`."""

    index: int


@dataclass
class TalkChosen(Message):
    """A talk of the plan was moved to, by its number."""

    number: int
