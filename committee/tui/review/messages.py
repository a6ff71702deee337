"""What the workers of a review tell its screen."""

from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass
from pathlib import Path

from textual.message import Message

from committee.pipeline.review.agenda import Brief, Eyes
from committee.pipeline.review.order import Candidate


@dataclass
class Preparing(Message):
    """So many accounts were looked at."""

    done: int


@dataclass
class Prepared(Message):
    """Every account was looked at, with these eyes."""

    found: tuple[Candidate, ...]
    eyes: Eyes


@dataclass
class Looked(Message):
    """An account is ready."""

    brief: Brief
    eyes: Eyes


class Written(Message):
    """A file has these decisions, or not any more; the account as it is then."""

    def __init__(self, account: str, numbers: Iterable[int], brief: Brief, eyes: Eyes) -> None:
        super().__init__()
        self.account = account
        self.numbers = tuple(numbers)
        self.brief = brief
        self.eyes = eyes


@dataclass
class NotWritten(Message):
    """A file could not be changed."""

    path: Path
    words: str


@dataclass
class Committed(Message):
    """What came of keeping a sitting in git, in words."""

    words: str
    _: KW_ONLY
    failed: bool = False
