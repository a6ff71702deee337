"""From the segments of one line to facts about one person; nothing is looked up that the account does not hold.

A segment is *facts* when every word of it is known, the *title* otherwise. A segment that begins with a sign (`@ > <
^ =`, a stance sign, `p4`) is always meant as facts: an unknown word in it is an error, never a title.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from committee.model.account import Account
from committee.model.line.draft import Span
from committee.model.line.facts import Fact, Line
from committee.model.line.names import filled_by
from committee.model.line.scan import SIGILS, Clause, Token, segments
from committee.model.line.signs import signed_fact
from committee.model.line.tokens import is_own_zone, is_signed, is_simple, mail_in, only_phrases, phrase_at
from committee.model.line.words import SPELLED
from committee.model.vocabulary import PersonStatus


def read_name(account: Account, text: str, start: int, end: int) -> Line:
    """The first segment: the name, perhaps with a mail address behind it, and which placeholders it may be."""
    line = Line(account)
    first, *rest = segments(text, start, end)
    line.rest = tuple(segment for segment in rest if segment.tokens)
    for segment in (first, *rest):
        if segment.open_quote >= 0:
            line.fault(segment.open_quote, segment.end, "this quote is not closed")
    words = [token for token in first.tokens if token.quoted or not mail_in(token)]
    if not words:
        line.fault(first.start, first.end, "a line begins with the name")
        return line
    if not words[0].quoted and words[0].text[0] in SIGILS:
        line.fault(words[0].start, words[0].end, f"a line begins with the name, not with {words[0].text[0]}")
        return line
    line.name = " ".join(token.text for token in words)
    line.forced_new = any(token.quoted for token in words)
    line.mark(Span(words[0].start, words[-1].end, "name"))
    for token in first.tokens:
        if token not in words:
            line.fact(Fact("email", mail_in(token), token.start, token.end))
    if not line.forced_new:
        waiting = {i: p for i, p in account.people.items() if p.status is PersonStatus.PLACEHOLDER}
        line.fills = filled_by(line.name, waiting)
    return line


def read_facts(line: Line) -> None:
    """All segments behind the name."""
    titles = []
    for segment in line.rest:
        first = segment.tokens[0]
        if first.text.casefold().rstrip(":") == "says" and len(segment.tokens) > 1 and not first.quoted:
            said = " ".join(token.text for token in segment.tokens[1:])
            line.fact(Fact("says", said, segment.start, segment.end))
        elif is_signed(first) or only_phrases(segment.tokens):
            _read_segment(line, segment)
        else:
            titles.append(segment)
    _choose_title(line, titles)


def _choose_title(line: Line, titles: list[Clause]) -> None:
    """One segment may be the title; a misspelled word is the title only where nothing else can be."""
    if not titles:
        return
    likely = [segment for segment in titles if _misspelled(segment) is None]
    chosen = (likely or titles)[0]
    line.title = chosen.text
    guess = _misspelled(chosen)
    note = f'read as the title; did you mean "{guess}"?' if guess else ""
    if guess:
        line.notes.append(f'"{chosen.text}" is {note}')
    line.mark(Span(chosen.start, chosen.end, "title", note))
    for segment in titles:
        if segment is not chosen:
            line.fault(segment.start, segment.end, _unknown(segment.text, f'The title is already "{line.title}"'))


def _misspelled(segment: Clause) -> str | None:
    if len(segment.tokens) > 1 or segment.tokens[0].quoted or len(segment.text) < 4:
        return None
    return _guess(segment.text)


def _read_segment(line: Line, segment: Clause) -> None:
    tokens = segment.tokens
    at = 0
    while at < len(tokens):
        token = tokens[at]
        word, size = phrase_at(tokens, at)
        if word is not None and not token.quoted:
            end = tokens[at + size - 1].end
            line.fact(Fact(word.kind, word.value, token.start, end))
            at += size
        elif (mail := mail_in(token)) and not token.quoted:
            line.fact(Fact("email", mail, token.start, token.end))
            at += 1
        elif is_own_zone(token):
            line.fact(Fact("zone", token.text, token.start, token.end))
            at += 1
        elif token.text[:1] in SIGILS and token.text:
            at = signed_fact(line, tokens, at)
        else:
            at = _unknown_words(line, tokens, at)


def _unknown_words(line: Line, tokens: Sequence[Token], at: int) -> int:
    """One fault for words in a row that mean nothing here; the index behind them."""
    stop = at + 1
    while stop < len(tokens) and not (is_simple(tokens[stop]) or is_signed(tokens[stop]) or _guess(tokens[stop].text)):
        stop += 1
    typed = " ".join(token.text for token in tokens[at:stop])
    line.fault(tokens[at].start, tokens[stop - 1].end, _unknown(typed, "A title stands between commas of its own"))
    return stop


def _unknown(text: str, otherwise: str) -> str:
    if re.fullmatch(r"[pP][0-9]+", text):
        return f"power is p1 to p5, not {text}"
    guess = _guess(text)
    return f'"{text}" means nothing here. ' + (f'Did you mean "{guess}"?' if guess else otherwise)


@lru_cache(maxsize=512)
def _guess(text: str) -> str | None:
    """The known word that `text` is a slip of the fingers away from."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(text.casefold(), SPELLED, n=1, cutoff=0.75)), None) if len(text) > 3 else None
