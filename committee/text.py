"""Hostile text made harmless, and text measured in terminal cells.

Everything that comes from outside (files, file names, git authors, the clipboard, environment) passes `clean` before
it is kept and `show` before it is printed on one line. Widths are those of `rich.cells`, which Textual draws with.
"""

import re
import unicodedata

REPLACEMENT = "\ufffd"
"""What stands where a character was that could move the cursor, hide text or turn its direction."""

HOSTILE = (
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"  # C0 but tab and line feed, DEL, C1
    "\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]"  # direction marks and overrides, line separators
)
"""A regular expression of every such character. Never the joiners U+200C and U+200D: emoji and Hindi need them."""

_HOSTILE = re.compile(HOSTILE)
_ONE_LINE = re.compile(f"{HOSTILE}|[\\ud800-\\udfff]")
_BREAKS = re.compile(r"\s*[\n\t]\s*")
ELLIPSIS = "…"


Segment = tuple[str, str]
"""A part of a line: text, and what it means to a theme (`stance.supporter`, `muted`, `accent bold`), or stands for."""


_UNSEEN = re.compile(r"[\u00ad\u200b\u2060\ufeff]|(?<=[A-Za-z\u00c0-\u024f ])[\u200c\u200d](?=[A-Za-z\u00c0-\u024f ])")
"""What takes no cell and says nothing: soft hyphens, zero-width spaces, joiners between Latin letters."""


def visible(text: str) -> str:
    """`text` without characters that nobody sees: copied from a page, they make two names of what looks like one."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def is_clean(text: str) -> bool:
    """Whether `clean` would change nothing but line ends."""
    return _HOSTILE.search(text) is None


def clean(text: str) -> str:
    """Replace each hostile character by U+FFFD, one for one; CRLF becomes LF, tab and LF stay."""
    if _HOSTILE.search(text) is None:
        return text
    return _HOSTILE.sub(REPLACEMENT, text.replace("\r\n", "\n"))


def show(text: str) -> str:
    """`text` on one line, safe to print: cleaned, breaks and tabs as one space, nothing an encoder would refuse."""
    return _BREAKS.sub(" ", _ONE_LINE.sub(REPLACEMENT, text.replace("\r\n", "\n")).strip())


def width(text: str) -> int:
    """How many terminal cells Textual gives `text`."""
    if text.isascii():
        return len(text) if text.isprintable() else _measured(text)
    return _measured(text)


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` cells, an ellipsis at its end where something is missing; no character is halved."""
    if limit <= 0:
        return ""
    if width(text) <= limit:
        return text
    if text.isascii() and text.isprintable():
        return text[: limit - 1].rstrip() + ELLIPSIS
    from rich.cells import split_graphemes

    taken, end = 0, 0
    for _, stop, cells in split_graphemes(text)[0]:
        if taken + cells > limit - 1:
            break
        taken, end = taken + cells, stop
    return text[:end].rstrip() + ELLIPSIS


def pad(text: str, cells: int) -> str:
    """`text` in exactly `cells` cells: cut, or filled with spaces behind it."""
    fitted = cut(text, cells)
    return fitted + " " * (max(cells, 0) - width(fitted))


def fold(text: str) -> str:
    """`text` as searches compare it: without capitals and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def _measured(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
