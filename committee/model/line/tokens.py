"""What a single word of a line can be, before anybody is looked up."""

import re
from collections.abc import Sequence
from typing import Final

from committee.model.line.scan import SIGILS, Token
from committee.model.line.words import Word, known
from committee.model.zones import is_zone
from committee.text import show

_MAIL = re.compile(r"<?([^\s@<>]+@[^\s@<>]+\.[^\s@<>]+)>?")
_POWER = re.compile(r"[pP][0-9]+")
_SIGNS: Final = frozenset(("++", "+", "0", "-", "--", "–", "−"))


def only_phrases(tokens: Sequence[Token]) -> bool:
    """Whether all words are known, up to the first with a sign: behind that stands a name."""
    at = 0
    while at < len(tokens):
        size = 0 if tokens[at].quoted else phrase_at(tokens, at)[1]
        if not size and tokens[at].text[:1] in SIGILS and len(tokens[at].text) > 1:
            return True
        size = size or int(is_simple(tokens[at]))
        if not size:
            return False
        at += size
    return True


def phrase_at(tokens: Sequence[Token], at: int) -> tuple[Word | None, int]:
    """The known word at this place, two words joined where they make one, and how many tokens it takes."""
    if at + 1 < len(tokens) and not tokens[at + 1].quoted:
        joined = known(f"{tokens[at].text} {tokens[at + 1].text}")
        if joined is not None:
            return joined, 2
        if tokens[at].text.casefold() == "needs" and (behind := phrase_at(tokens, at + 1))[0] is not None:
            return (behind[0], behind[1] + 1) if behind[0].kind == "need" else (None, 0)
    found = known(tokens[at].text)
    return found, int(found is not None)


def is_simple(token: Token) -> bool:
    """Whether the word is a fact by itself."""
    return known(token.text) is not None or bool(mail_in(token)) or is_own_zone(token)


def is_signed(token: Token) -> bool:
    """Whether a segment that begins so can only be facts."""
    if token.text[:1] in SIGILS and token.text:
        return True
    return not token.quoted and (token.text in _SIGNS or _POWER.fullmatch(token.text) is not None)


def mail_in(token: Token) -> str:
    """The mail address the word is, with or without `<>`; empty where it is none."""
    found = _MAIL.fullmatch(token.text)
    return show(found[1]) if found and not token.text.startswith(("@", ">", "^", "=")) else ""


def is_own_zone(token: Token) -> bool:
    """Whether the word is a time zone, `Europe/Madrid`."""
    return not token.quoted and "/" in token.text and is_zone(token.text)
