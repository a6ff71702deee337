"""What the workers of the history screen tell it."""

from textual.message import Message

from committee.errors import CommitteeError
from committee.reports.authorship_text import Authorship
from committee.tui.history.versions import Picture


class Listed(Message):
    """Commits were found; `last` where there are no more, `fault` where git could not go on."""

    def __init__(self, *, last: bool, fault: str = "") -> None:
        super().__init__()
        self.last, self.fault = last, fault


class Seen(Message):
    """A version was read."""

    def __init__(self, picture: Picture) -> None:
        super().__init__()
        self.picture = picture


class Learned(Message):
    """What a version did to findings and path, and who wrote the fields of a person in it."""

    def __init__(self, picture: Picture, effect: str, person: str, written: tuple[Authorship, ...]) -> None:
        super().__init__()
        self.picture, self.effect, self.person, self.written = picture, effect, person, written


class Failed(Message):
    """Git could not answer; in words."""

    def __init__(self, failure: CommitteeError) -> None:
        super().__init__()
        self.failure = failure
