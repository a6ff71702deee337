"""How people write names and rows elsewhere: address lists, surnames first, tables, signs spelled out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from committee.model.levels import level_from_title
from committee.model.line.scan import CELLS, Clause, Token, segments
from committee.model.line.titles import role_from_title
from committee.model.line.tokens import is_signed, is_simple, mail_in, only_phrases

_ADDRESSED = re.compile(r"\s*[^\s<>@][^<>@]*<[^\s@<>]+@[^\s@<>]+>\s*")
_CONFLICT = re.compile(r"[xX]([1-5]?)")
_PARTICLES: Final = frozenset(
    [
        "af",
        "al",
        "av",
        "bin",
        "da",
        "dal",
        "de",
        "del",
        "den",
        "der",
        "di",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "ten",
        "ter",
        "van",
        "vom",
        "von",
        "y",
        "zu",
        "zum",
        "zur",
    ]
)
_SPELLED_OUT: Final = (
    (("reports", "to"), "^"),
    (("is", "influenced", "by"), "<"),
    (("influenced", "by"), "<"),
    (("influences",), ">"),
    (("in", "conflict", "with"), "×"),
    (("conflict", "with"), "×"),
)
_COLUMNS: Final = {
    **dict.fromkeys(("name", "full name", "contact", "contact name"), "name"),
    **dict.fromkeys(("first name", "given name", "last name", "surname", "family name"), "part"),
    **dict.fromkeys(("title", "job title", "position", "job"), "title"),
    **dict.fromkeys(("role", "roles", "buying role"), "role"),
    **dict.fromkeys(("place", "location", "city", "office", "site"), "place"),
    **dict.fromkeys(("email", "e mail", "mail", "email address"), "email"),
    **dict.fromkeys(("stance", "power", "level", "work mode"), "fact"),
    **dict.fromkeys(("reports to", "manager"), "reports"),
}


def several(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The people in one line: more than one where it is a list of mail addresses, each behind its name."""
    for sign in ";,":
        found = [(piece.start() + start, piece.end() + start) for piece in re.finditer(f"[^{sign}]+", text[start:end])]
        found = [(one, other) for one, other in found if text[one:other].strip()]
        if len(found) > 1 and all(_ADDRESSED.fullmatch(text, one, other) for one, other in found):
            yield from found
            return
    yield start, end


def columns_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """What the columns below this row hold, where it is the heading of a table; else empty.

    Kinds are name, part (of a name), title, role, place, email, fact, reports; empty for what is not read.
    """
    if CELLS not in text[start:end]:
        return ()
    cells = [" ".join(re.findall(r"\w+", cell.casefold())) for cell in text[start:end].split(CELLS)]
    found = tuple(_COLUMNS.get(cell, "") for cell in cells)
    return found if {"name", "part"} & {*found} and sum(map(bool, found)) > 1 else ()


def row(text: str, start: int, end: int, columns: Sequence[str]) -> list[tuple[str, Clause]]:
    """The segments of a line, each with what its column holds; the name comes first.

    Without a heading all kinds are empty. A cell may list several facts.
    """
    cells = list(segments(text, start, end))
    if not columns:
        table = CELLS in text[start:end]
        first, *rest = cells
        parted = [part for cell in rest for part in (_parts(cell) if table else (cell,))]
        return [("", segment) for segment in (first, *parted)]
    kinds = [*columns, *[""] * len(cells)]
    names = [cell for kind, cell in zip(kinds, cells, strict=False) if kind in {"name", "part"} and cell.tokens]
    said = [(kind, cell) for kind, cell in zip(kinds, cells, strict=False) if kind not in {"", "name", "part"}]
    name = replace(names[0], tokens=tuple(token for cell in names for token in cell.tokens)) if names else cells[0]
    return [("name", name), *((kind, _signed(kind, part)) for kind, cell in said for part in _parts(cell, kind))]


def _parts(cell: Clause, kind: str = "role") -> Iterator[Clause]:
    """A cell, or the facts it lists: `legal, security`."""
    tokens = [replace(token, text=token.text.rstrip(",;")) for token in cell.tokens]
    if kind == "role" and len(tokens) > 1 and only_phrases(tokens):
        yield replace(cell, tokens=tuple(token for token in tokens if token.text))
    else:
        yield cell


def _signed(kind: str, cell: Clause) -> Clause:
    sign = {"place": "@", "reports": "^"}.get(kind)
    if sign is None or not cell.tokens:
        return cell
    return replace(cell, tokens=(Token(sign, cell.start, cell.start), *cell.tokens))


def spelled_out(segment: Clause) -> Clause:
    """The segment with its sign where it was written in words: `reports to Ingrid`, `x Anke`."""
    tokens = segment.tokens
    conflict = _CONFLICT.fullmatch(tokens[0].text)
    if conflict and len(tokens) > 1 and not tokens[0].quoted:
        sign = Token(f"×{conflict[1]}", tokens[0].start, tokens[0].end)
        return replace(segment, tokens=(sign, *tokens[1:]))
    said = tuple(token.text.casefold() for token in tokens)
    for phrase, sign_text in _SPELLED_OUT:
        size = len(phrase)
        if said[:size] == phrase and len(said) > size:
            sign = Token(sign_text, tokens[0].start, tokens[size - 1].end)
            return replace(segment, tokens=(sign, *tokens[size:]))
    return segment


def turned_round(first: Clause, rest: Sequence[Clause]) -> tuple[Token, ...]:
    """The words of a name whose surname came first (`van der Berg, Jan`), in their order; empty where it did not.

    A given name follows a surname with a particle, one alone in front of a mail address, or one word that is followed
    by a given name and a title.
    """
    if not rest or not first.tokens or any(token.quoted or mail_in(token) for token in first.tokens):
        return ()
    given = [token for token in rest[0].tokens if not mail_in(token)]
    if not 0 < len(given) < 3 or not all(map(_may_be_given, given)) or _is_title(rest[0]):
        return ()
    particle = len(first.tokens) > 1 and first.tokens[0].text in _PARTICLES
    mailed = len(given) < len(rest[0].tokens)
    titled = len(first.tokens) == 1 and len(rest) > 1 and level_from_title(rest[1].text) is not None
    return (*given, *first.tokens) if particle or mailed or titled else ()


def _is_title(segment: Clause) -> bool:
    return level_from_title(segment.text) is not None or role_from_title(segment.text) is not None


def _may_be_given(token: Token) -> bool:
    plain = not token.quoted and not is_simple(token) and not is_signed(token)
    return plain and token.text[:1].isupper() and token.text.replace("-", "").replace(".", "").isalpha()
