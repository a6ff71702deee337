"""The style sheets, a `style.tcss` a room; colours are the meanings of the theme: `$stance-supporter`, `$muted`."""

import re
from functools import cache
from pathlib import Path

_ROOMS = Path(__file__).parents[1]
_HEAD = re.compile(r"^/\* (\w+) \*/\n", re.MULTILINE)


def look(room: str, widget: str) -> str:
    """The rules of one widget: what stands in the sheet of its room under a comment with its name."""
    return _looks(room)[widget]


@cache
def sheet(room: str) -> str:
    """All rules of a room."""
    return (_ROOMS / room / "style.tcss").read_text(encoding="utf-8")


@cache
def _looks(room: str) -> dict[str, str]:
    parts = _HEAD.split(sheet(room))
    return dict(zip(parts[1::2], parts[2::2], strict=True))
