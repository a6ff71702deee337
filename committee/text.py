"""Hostile text made harmless, and text measured in terminal cells.

Everything that comes from outside (files, file names, git authors, the clipboard, environment) passes `clean` before
it is kept and `show` before it is printed on one line. Widths are those of `rich.cells`, which Textual draws with.
"""

import re
import unicodedata
from functools import cache

REPLACEMENT = "\ufffd"
"""What stands where a character was that could move the cursor, hide text or turn its direction."""

HOSTILE = (
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"  # C0 but tab and line feed, DEL, C1
    "\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]"  # direction marks and overrides, line separators
)
"""A regular expression of every such character. Never the joiners U+200C and U+200D: emoji and Hindi need them."""

_LATIN = "[A-Za-z\\u00c0-\\u024f ]"
_NOTHING = (
    "[\\u00ad\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u2060-\\u2065\\u206a-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb"
    "\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e00ff\\U000e01f0-\\U000e0fff]"
)
UNSEEN = f"(?:(?<={_LATIN})(?:[\\u200c\\u200d]|{_NOTHING})+(?={_LATIN})|{_NOTHING})"
"""A regular expression of every character that takes no place and changes nothing: two texts with and without it look
alike. Soft hyphens, spaces without width, marks of byte order, fillers, tags (those that make a flag are kept), and
joiners where they stand between Latin letters."""

_VARIANT = "[\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef]"
"""Selects a form of the character before it, as emoji and Japanese names need it; a second one selects nothing."""

_FLAGS = "|".join("".join(chr(0xE0000 + ord(letter)) for letter in land) for land in ("gbeng", "gbsct", "gbwls"))
_SUSPECT = re.compile(f"[{HOSTILE[1:-1]}{_NOTHING[1:-1]}{_VARIANT[1:-1]}\\u200c\\u200d]")
"""What has to be looked at closely; one set, so that it is made and searched fast."""
_ALONE = re.compile("[\\ud800-\\udfff]")
_BREAKS = re.compile(r"\s*[\n\t]\s*")
ELLIPSIS = "…"


Segment = tuple[str, str]
"""A part of a line: text, and what it means to a theme (`stance.supporter`, `muted`, `accent bold`), or stands for."""


@cache
def _odd() -> "re.Pattern[str]":
    """A flag that is kept, a selector with what is left out behind it, what is left out, each a group; else hostile."""
    return re.compile(f"(\U0001f3f4(?:{_FLAGS})\U000e007f)|({_VARIANT})(?:{UNSEEN}|{_VARIANT})+|({UNSEEN}+)|{HOSTILE}")


def is_clean(text: str) -> bool:
    """Whether `clean` would change nothing but line ends."""
    return _SUSPECT.search(text) is None or clean(text) == text.replace("\r\n", "\n")


def clean(text: str) -> str:
    """Replace each hostile character by U+FFFD, and leave out what nobody sees; CRLF becomes LF, tab and LF stay."""
    if _SUSPECT.search(text) is None:
        return text
    return _odd().sub(_harmless, text.replace("\r\n", "\n"))


def _harmless(found: re.Match[str]) -> str:
    return _seen(found) if found.lastindex else REPLACEMENT


def _seen(found: re.Match[str]) -> str:
    return found[1] or found[2] or ""


def unseen(text: str) -> bool:
    """Whether `clean` leaves characters out."""
    return any(found.lastindex and found[0] != _seen(found) for found in _odd().finditer(text))


def pasted(text: str) -> tuple[str, int]:
    """What somebody pasted, without anything that is hostile or that nobody sees; and how many characters that were.

    Whoever pastes sees at once what is there, and wants no marks for what was not there to be seen. Terminals send CR
    at the ends of lines.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    left = _odd().sub(_seen, lines)
    return left, len(lines) - len(left)


def show(text: str) -> str:
    """`text` on one line, safe to print: cleaned, breaks and tabs as one space, nothing an encoder would refuse."""
    return _BREAKS.sub(" ", _ALONE.sub(REPLACEMENT, clean(text.replace("\r\n", "\n"))).strip())


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
