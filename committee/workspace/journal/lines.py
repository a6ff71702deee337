"""The lines of a journal: JSON behind a checksum, each whole or not at all; a text as what differs from the one before.

The first line says whose journal it is and holds the text that was opened. Every further line holds what was replaced
in the text of the account since the line before, so that it is as long as the change, and what was done, in words.
Pure: nothing here touches a file.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

VERSION: Final = 1
"""Of the lines; a journal of a later one is not read."""

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cut:
    """From the character `at` on, `out` characters give place to `put`."""

    at: int
    out: int
    put: str

    def made(self, text: str) -> str:
        """The text after it.

        Raises:
            ValueError: it is of another text.
        """
        if not 0 <= self.at <= self.at + self.out <= len(text):
            raise ValueError("a change of another text")
        return f"{text[: self.at]}{self.put}{text[self.at + self.out :]}"


def cut(before: str, after: str) -> Cut:
    """What leads from one text to another: what they begin and end with alike is left out. Linear."""
    most = min(len(before), len(after))
    head = _alike(before, after, most)
    tail = _alike_behind(before, after, most - head)
    return Cut(head, len(before) - tail - head, after[head : len(after) - tail])


def _alike(one: str, other: str, most: int) -> int:
    """How many characters both begin with, at most `most`; by halves, so that the comparing is done by the system."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _alike_behind(one: str, other: str, most: int) -> int:
    """How many characters both end with, likewise."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def summed(text: str) -> int:
    """A checksum of a text."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def line(entry: Entry) -> bytes:
    """One line, with its checksum and its end."""
    data = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return b"%08x %s\n" % (zlib.crc32(data), data)


def entries(data: bytes) -> Iterator[Entry]:
    """What the lines say, up to the first that is not whole: behind it nobody knows what a change was made to."""
    for raw in data.split(b"\n")[:-1]:
        try:
            if int(raw[:8], 16) != zlib.crc32(raw[9:]):
                return
            entry = json.loads(raw[9:].decode("utf-8", "surrogatepass"))
        except (ValueError, RecursionError):
            return
        if not isinstance(entry, dict):
            return
        yield entry
