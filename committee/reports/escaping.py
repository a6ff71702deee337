"""Values of an account made harmless for each format they are written in.

`html` and `xml` for text and attribute values alike; `csv_cell` for spreadsheets, which run what looks like a
formula. Markdown escapes in `markdown.py`, JSON by the library that writes it.
"""

from html import escape

from committee.text import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet takes for a formula; the wide signs are read as the narrow ones."""


def csv_cell(value: object) -> str:
    """A value as a cell: cleaned, and where a spreadsheet would run it, with an apostrophe in front.

    Numbers stay numbers: `-3` is no formula. Quotes and commas are left to the csv module. Leading blanks do not
    hide a formula.
    """
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = clean(str(value)).replace("\r", " ")
    return f"'{text}" if text.lstrip(" \n").startswith(_FORMULA) or text.startswith("\t") else text


def html(text: str) -> str:
    """Text as it stands in HTML, in an element or in a quoted attribute; line breaks stay what they are."""
    return escape(clean(text), quote=True)


def xml(text: str) -> str:
    """Text as it stands in XML 1.0, which has no place for U+FFFE, U+FFFF and lone surrogates."""
    return "".join("\ufffd" if not _in_xml(c) else c for c in escape(clean(text), quote=True))


def _in_xml(character: str) -> bool:
    return character not in "\ufffe\uffff" and not "\ud800" <= character <= "\udfff"
