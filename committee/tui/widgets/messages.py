"""What widgets and dialogs say upward. Data goes down through `show(state)`; nothing else passes between them."""

from textual.message import Message

from committee.model.account import Pair
from committee.model.edit import Edit


class Selected(Message):
    """Somebody, or a tie, was selected in a view."""

    def __init__(self, person: str | None, tie: Pair | None = None) -> None:
        super().__init__()
        self.person = person
        self.tie = tie


class Proposed(Message):
    """A change is wanted; whoever owns the workspace makes it or says why not."""

    def __init__(self, edit: Edit) -> None:
        super().__init__()
        self.edit = edit


class Asked(Message):
    """An action of the key table is wanted, by its id."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class Said(Message):
    """A line for the reader: in the footer until the next key."""

    def __init__(self, text: str, *, warning: bool = False) -> None:
        super().__init__()
        self.text = text
        self.warning = warning


class FindingChosen(Message):
    """A finding was moved to: its place in `analysis.findings`."""

    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index


class TalkChosen(Message):
    """A talk of the plan was moved to, by its number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
