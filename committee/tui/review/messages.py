"""What the workers of a review tell its screen."""

from collections.abc import Iterable
from pathlib import Path

from textual.message import Message

from committee.pipeline.review.agenda import Brief, Eyes
from committee.pipeline.review.order import Candidate


class Preparing(Message):
    """So many accounts were looked at."""

    def __init__(self, done: int) -> None:
        super().__init__()
        self.done = done


class Prepared(Message):
    """Every account was looked at, with these eyes."""

    def __init__(self, found: tuple[Candidate, ...], eyes: Eyes) -> None:
        super().__init__()
        self.found = found
        self.eyes = eyes


class Looked(Message):
    """An account is ready."""

    def __init__(self, brief: Brief, eyes: Eyes) -> None:
        super().__init__()
        self.brief = brief
        self.eyes = eyes


class Written(Message):
    """A file has these decisions, or not any more; the account as it is then."""

    def __init__(self, account: str, numbers: Iterable[int], brief: Brief, eyes: Eyes) -> None:
        super().__init__()
        self.account = account
        self.numbers = tuple(numbers)
        self.brief = brief
        self.eyes = eyes


class NotWritten(Message):
    """A file could not be changed."""

    def __init__(self, path: Path, words: str) -> None:
        super().__init__()
        self.path = path
        self.words = words


class Committed(Message):
    """What came of keeping a sitting in git, in words."""

    def __init__(self, words: str, *, failed: bool = False) -> None:
        super().__init__()
        self.words = words
        self.failed = failed
