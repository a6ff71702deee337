"""TOML syntax errors in words a seller understands, at the place where they are."""

import re

from committee.model.problem import Mend, Problem
from committee.text import show

SPAN = "@"
"""First part of the path of a mend that names offsets of the text, which has no keys yet: `("@", start, end)`.

Alone it is about the line ends of the whole text.
"""

_UNQUOTED = re.compile(
    r"""(?P<key>[^=#"']*=[ \t]*)(?P<quote>["']?)(?P<words>[^"'#=\[\]{}\n]*[^"'#=\[\]{}\s])[ \t]*(?:\#.*)?$"""
)
_PLACE = re.compile(r"^(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL)

_WORDS = (
    ("Expected '=' after a key", "the key has no =", 'Write it as key = "value"'),
    ("Invalid initial character for a key part", "a key cannot begin like this", 'Write it as key = "value"'),
    ("Expected newline or end of document", "something follows the value on its line", "Put it on a line of its own"),
    ("Invalid statement", "this line is neither a key nor a [table]", 'Write it as key = "value"'),
    ("Invalid value", "the value cannot be read", "Put text in quotes; dates are written 2027-03-31"),
    ("Invalid date or datetime", "there is no such date", "Write a date of the calendar, as 2027-03-31"),
    ("Unterminated string", "the text is not closed", "Put the closing quotes at its end"),
    ("Illegal character '\\n'", "the text is not closed on its line", "Put the closing quote at its end"),
    ("Illegal character", "the text has a character that cannot be seen", "Remove it"),
    ("Found invalid character", "there is a character that cannot be seen", "Remove it"),
    ("Unescaped '\\'", "the text has a \\ that means nothing", "Write \\\\ for a backslash"),
    ("Invalid hex value", "the text has a \\ that means nothing", "Write \\\\ for a backslash"),
    ("Escaped character is not", "the text has a \\u that stands for no character", "Remove it"),
    ("Unclosed array", "the list is not closed, or a comma is missing", "Check the commas and the closing ]"),
    ("Unclosed inline table", "the { is not closed, or a comma is missing", "Check the commas and the closing }"),
    ("Cannot declare", "this table stands in the file twice", "Join the two, or give one another id"),
    ("Cannot redefine namespace", "this table stands in the file twice", "Join the two"),
    ("Cannot mutate immutable namespace", "this table was closed before", "Write its keys in one place"),
    ("Cannot overwrite a value", "this key stands in its table twice", "Keep one of the two"),
    ("Duplicate inline table key", "this key stands in its table twice", "Keep one of the two"),
    ("Expected ']' at the end", "the [table] is not closed", "Put ] at its end"),
    ("Expected ']]' at the end", "the [[table]] is not closed", "Put ]] at its end"),
    ("Expected", "a character is missing", "Compare it with the lines around it"),
)


def syntax_problem(text: str, message: str) -> Problem:
    """The problem for a message of tomllib about `text`."""
    found = _PLACE.match(message)
    what, place = (found["what"], found) if found else (message, None)
    line, column = (int(place["line"]), int(place["column"])) if place and place["line"] else _end(text)
    words, remedy = next(
        ((ours, remedy) for theirs, ours, remedy in _WORDS if what.startswith(theirs)),
        ("this cannot be read", "Compare it with the lines around it"),
    )
    if "twice" in words and column > 1:
        line, column = _statement(text, line)
    return Problem(code="syntax", line=line, column=column, what=words, remedy=remedy, mends=_quotes(text, line, words))


def _quotes(text: str, line: int, what: str) -> tuple[Mend, ...]:
    """Text without its quotes, or without the closing one, is plain to mend."""
    if what not in {"the value cannot be read", "the text is not closed", "the text is not closed on its line"}:
        return ()
    lines = text.split("\n")
    found = _UNQUOTED.match(lines[line - 1]) if line <= len(lines) else None
    if found is None:
        return ()
    offset = sum(len(before) + 1 for before in lines[: line - 1])
    path = (SPAN, str(offset + found.start("quote")), str(offset + found.end("words")))
    return (Mend(label=f'Write "{show(found["words"])[:40]}"', path=path, value=found["words"]),)


def _end(text: str) -> tuple[int, int]:
    kept = text.rstrip()
    return kept.count("\n") + 1, len(kept) - (kept.rfind("\n") + 1) + 1


def _statement(text: str, line: int) -> tuple[int, int]:
    """The start of the line: tomllib notices a repetition only behind it."""
    words = text.split("\n")[line - 1]
    return line, len(words) - len(words.lstrip()) + 1
