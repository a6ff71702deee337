"""What the workers of the history screen tell it."""

from dataclasses import KW_ONLY, dataclass

from textual.message import Message

from committee.errors import CommitteeError
from committee.reports.authorship_text import Authorship
from committee.tui.history.versions import Picture


@dataclass
class Listed(Message):
    """Commits were found; `last` where there are no more, `fault` where git could not go on."""

    _: KW_ONLY
    last: bool
    fault: str = ""


@dataclass
class Seen(Message):
    """A version was read."""

    picture: Picture


@dataclass
class Learned(Message):
    """What a version did to findings and path, and who wrote the fields of a person in it."""

    picture: Picture
    effect: str
    person: str
    written: tuple[Authorship, ...]


@dataclass
class Failed(Message):
    """Git could not answer; in words."""

    failure: CommitteeError
