"""From the segments of one line to facts about one person; nothing is looked up that the account does not hold.

A segment is *facts* when every word of it is known, the *title* otherwise. A segment that begins with a sign (`@ > <
^ =`, a stance sign, `p4`) is always meant as facts: an unknown word in it is an error, never a title.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from committee.model.account import Account
from committee.model.line.draft import Span
from committee.model.line.facts import Fact, Line
from committee.model.line.names import filled_by, find
from committee.model.line.scan import SIGILS, Clause, Token
from committee.model.line.shapes import row, spelled_out, turned_round
from committee.model.line.signs import new_place, signed_fact
from committee.model.line.titles import role_from_title
from committee.model.line.tokens import is_own_zone, is_signed, is_simple, mail_in, only_phrases, phrase_at
from committee.model.line.words import SPELLED
from committee.model.vocabulary import PersonStatus


def read_name(account: Account, text: str, start: int, end: int, columns: Sequence[str] = ()) -> Line:
    """The first segment: the name, perhaps with a mail address behind it, and which placeholders it may be.

    `columns` says what the cells hold where the line stands under the heading of a table.
    """
    line = Line(account)
    (_, first), *others = row(text, start, end, columns)
    said = [(kind, segment) for kind, segment in others if segment.tokens]
    line.rest, line.kinds = tuple(segment for _, segment in said), tuple(kind for kind, _ in said)
    for segment in (first, *(segment for _, segment in others)):
        if segment.open_quote >= 0:
            line.fault(segment.open_quote, segment.end, "this quote is not closed")
    first = _surname_last(line, first)
    words = [token for token in first.tokens if token.quoted or not mail_in(token)]
    if not words:
        line.fault(first.start, first.end, "a line begins with the name")
        return line
    if not words[0].quoted and words[0].text[0] in SIGILS:
        line.fault(words[0].start, words[0].end, f"a line begins with the name, not with {words[0].text[0]}")
        return line
    line.name = " ".join(token.text for token in words)
    line.forced_new = any(token.quoted for token in words)
    # Words of a surname that was written first stand in another order than in the line.
    line.mark(Span(min(token.start for token in words), max(token.end for token in words), "name"))
    for token in first.tokens:
        if token not in words:
            line.fact(Fact("email", mail_in(token), token.start, token.end))
    if not line.forced_new:
        waiting = {i: p for i, p in account.people.items() if p.status is PersonStatus.PLACEHOLDER}
        line.fills = filled_by(line.name, waiting)
    return line


def _surname_last(line: Line, first: Clause) -> Clause:
    """The segment of the name, with the given name in front where the surname was written first."""
    at = next((place for place, token in enumerate(first.tokens) if token.text.endswith(",")), None)
    if at is not None:
        # In a cell of a table the comma is part of the name.
        front = replace(first.tokens[at], text=first.tokens[at].text.rstrip(","))
        words = (*first.tokens[at + 1 :], *first.tokens[:at], front)
        turned = replace(first, tokens=tuple(token for token in words if token.text))
    elif line.kinds and line.kinds[0]:
        return first
    else:
        words = turned_round(first, line.rest)
        if not words:
            return first
        mails = tuple(token for token in line.rest[0].tokens if token not in words)
        turned = Clause((*words, *mails), first.start, line.rest[0].end)
        line.rest, line.kinds = line.rest[1:], line.kinds[1:]
    line.notes.append("the surname was written first")
    return turned


def read_facts(line: Line) -> None:
    """All segments behind the name."""
    titles: list[Clause] = []
    for kind, written in zip(line.kinds, line.rest, strict=True):
        segment = spelled_out(written)
        first = segment.tokens[0]
        if kind == "title":
            titles.insert(0, segment)
            continue
        if kind == "place" and not find(_behind_sign(segment), line.account.places):
            new_place(line, f"{_behind_sign(segment)}()", segment.start, segment.end)
            continue
        if first.text.casefold().rstrip(":") == "says" and len(segment.tokens) > 1 and not first.quoted:
            said = " ".join(token.text for token in segment.tokens[1:])
            line.fact(Fact("says", said, segment.start, segment.end))
        elif is_signed(first) or only_phrases(segment.tokens):
            _read_segment(line, segment)
        else:
            titles.append(segment)
    _choose_title(line, titles, under_heading="title" in line.kinds)
    line.suggests = None if any(fact.kind == "role" for fact in line.facts) else role_from_title(line.title)


def _behind_sign(segment: Clause) -> str:
    """What stands behind the sign of a segment."""
    return " ".join(token.text for token in segment.tokens[1:])


def _choose_title(line: Line, titles: list[Clause], *, under_heading: bool = False) -> None:
    """One segment may be the title; a misspelled word is the title only where nothing else can be.

    What follows a semicolon belongs to the title (`CFO; Interim COO`), and the name of a place is the place.
    """
    if not titles:
        return
    likely = [segment for segment in titles if _misspelled(segment) is None]
    chosen = titles[0] if under_heading else (likely or titles)[0]
    line.title = chosen.text
    guess = _misspelled(chosen)
    note = f'read as the title; did you mean "{guess}"?' if guess else ""
    if guess:
        line.notes.append(f'"{chosen.text}" is {note}')
    line.mark(Span(chosen.start, chosen.end, "title", note))
    for segment in titles:
        if segment is not chosen and not _is_place(line, segment):
            if segment.comma == ";":
                line.title = f"{line.title}; {segment.text}"
                line.mark(Span(segment.start, segment.end, "title"))
            else:
                quoted = f'The title is already "{line.title}"; quotes keep a comma: "{line.title}, {segment.text}"'
                line.fault(segment.start, segment.end, _unknown(segment.text, quoted))


def _is_place(line: Line, segment: Clause) -> bool:
    """Take a segment for the place it is the name of, where one fits and none is said."""
    if any(fact.kind == "place" for fact in line.facts):
        return False
    found = find(segment.text, line.account.places)
    if len(found) == 1:
        line.fact(Fact("place", found[0], segment.start, segment.end))
    return len(found) == 1


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
    return f'"{text}" is not understood. ' + (f'Did you mean "{guess}"?' if guess else otherwise)


@lru_cache(maxsize=512)
def _guess(text: str) -> str | None:
    """The known word that `text` is a slip of the fingers away from."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(text.casefold(), SPELLED, n=1, cutoff=0.75)), None) if len(text) > 3 else None
