"""Values of an account made harmless for each format they are written in.

`html` and `xml` for text and attribute values alike; `csv_cell` for spreadsheets, which run what looks like a
formula. Markdown escapes in `markdown.py`, JSON by the library that writes it.
"""

import re
from html import escape

from committee.text import clean

_SIGNS = "=+\\-@＝＋－＠"
"""How a cell begins that a spreadsheet takes for a formula; the wide signs are read as the narrow ones."""
_BEGINS = re.compile(rf'[;|\s"]*+[{_SIGNS}]|\t')
_GOES_ON = re.compile(rf'(?<![;|\s"])[;|\s"]++(?=[{_SIGNS}])')
"""Where a cell would begin with such a sign if the file were opened with another separator than it was written with."""


def csv_cell(value: object) -> str:
    """A value as a cell: cleaned, and wherever a spreadsheet would run it, with an apostrophe in front.

    Numbers stay numbers: `-3` is no formula. Quotes and commas are left to the csv module. Leading blanks do not
    hide a formula, and neither does a semicolon: half of the world opens the file as if that were its separator.
    """
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = clean(str(value)).replace("\r", " ")
    front = "'" if _BEGINS.match(text) else ""
    return front + _GOES_ON.sub(_defused, text)


def _defused(found: re.Match[str]) -> str:
    return f"{found[0]}'" if set(found[0]) & set(";|\t\n") else found[0]


def html(text: str) -> str:
    """Text as it stands in HTML, in an element or in a quoted attribute; line breaks stay what they are."""
    return escape(clean(text), quote=True)


def xml(text: str) -> str:
    """Text as it stands in XML 1.0, which has no place for U+FFFE, U+FFFF and lone surrogates."""
    return "".join("\ufffd" if not _in_xml(c) else c for c in escape(clean(text), quote=True))


def _in_xml(character: str) -> bool:
    return character not in "\ufffe\uffff" and not "\ud800" <= character <= "\udfff"
